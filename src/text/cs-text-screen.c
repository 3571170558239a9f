/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-screen.h"
#include "cs-text-breaks.h"

#define CONTROL_PICTURES 0x2400 /* U+2400 is the picture of U+0000 */
#define PICTURE_OF_DELETE 0x2421
#define REPLACEMENT 0xfffd
#define WIDGET 0xfffc /* a text widget takes it for something embedded */

/* From OFFSET on, a character stands as far from the document as here. */
typedef struct {
  guint32 offset, position;
} Step;

typedef struct {
  CsTextScreen *screen;
  CsTextBreaks *breaks;
  const char *at, *end;
  guint32 position;
  guint line;
} Maker;

static void
add_step (Maker *maker)
{
  const Step step = { maker->screen->length, maker->position };
  g_array_append_val (maker->screen->steps, step);
}

static gunichar
shown_as (gunichar c)
{
  if (c < ' ' && c != '\t')
    return CONTROL_PICTURES + c;
  return c == 0x7f ? PICTURE_OF_DELETE : c == WIDGET ? REPLACEMENT : c;
}

static void
add_characters (Maker *maker, guint32 count)
{
  for (; count > 0; count--) {
    g_string_append_unichar (maker->screen->buffer, shown_as (g_utf8_get_char (maker->at)));
    maker->at = g_utf8_next_char (maker->at);
    maker->position++;
    maker->screen->length++;
  }
}

static void
add_line_feed (Maker *maker)
{
  g_string_append_c (maker->screen->buffer, '\n');
  maker->screen->length++;
}

static gboolean
is_line_end (const Maker *maker, const char *at)
{
  return at == maker->end || *at == '\n' || *at == '\r';
}

/* Characters until the line end or until one more than fits; RET_FIT: where the line is cut then,
 * after a space if there is one. */
static guint32
measure (const Maker *maker, guint32 *ret_fit)
{
  guint32 count = 0, space = 0;
  const char *at = maker->at;
  for (; !is_line_end (maker, at) && count <= maker->line; at = g_utf8_next_char (at)) {
    count++;
    if (count <= maker->line && g_unichar_isspace (g_utf8_get_char (at)))
      space = count;
  }
  guint32 fit = space > maker->line / 2 ? space : maker->line;
  guint32 cut = maker->position + fit;
  if (count > maker->line && !cs_text_breaks_is_stop (maker->breaks, cut))
    cut = cs_text_breaks_previous (maker->breaks, cut, CS_TEXT_UNIT_GRAPHEME);
  *ret_fit = cut > maker->position ? cut - maker->position : fit;
  return count;
}

static void
add_line (Maker *maker)
{
  guint32 fit = 0, count = measure (maker, &fit);
  while (count > maker->line) {
    add_characters (maker, fit);
    add_line_feed (maker);
    add_step (maker);
    count = measure (maker, &fit);
  }
  add_characters (maker, count);
}

static void
add_line_end (Maker *maker)
{
  gboolean two = maker->at[0] == '\r' && maker->at + 1 < maker->end && maker->at[1] == '\n';
  maker->at += two ? 2 : 1;
  maker->position += two ? 2 : 1;
  add_line_feed (maker);
  if (two)
    add_step (maker);
}

CsTextScreen *
cs_text_screen_new (const CsTextDocument *document, guint line)
{
  gsize size = 0;
  const char *text = cs_text_document_text (document, &size);
  g_autoptr (CsTextBreaks) breaks = cs_text_breaks_new (document);
  CsTextScreen *screen = g_new0 (CsTextScreen, 1);
  screen->buffer = g_string_sized_new (size + 1);
  screen->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  Maker maker = { screen, breaks, text, text + size, 0, MAX (line, 2) };
  add_step (&maker);
  for (;;) {
    add_line (&maker);
    if (maker.at == maker.end)
      break;
    add_line_end (&maker);
  }
  screen->text = screen->buffer->str;
  screen->bytes = screen->buffer->len;
  return screen;
}

void
cs_text_screen_free (CsTextScreen *screen)
{
  if (screen == NULL)
    return;
  g_string_free (screen->buffer, TRUE);
  g_array_unref (screen->steps);
  g_free (screen);
}

/* The last step whose offset, or position, is not beyond VALUE; the first is at 0, 0. */
static guint
find (const CsTextScreen *screen, guint32 value, gboolean by_offset)
{
  guint low = 0, high = screen->steps->len;
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    const Step *step = &g_array_index (screen->steps, Step, middle);
    if ((by_offset ? step->offset : step->position) <= value)
      low = middle;
    else
      high = middle;
  }
  return low;
}

guint32
cs_text_screen_offset (const CsTextScreen *screen, guint32 position)
{
  guint n = find (screen, position, FALSE);
  const Step *step = &g_array_index (screen->steps, Step, n);
  guint32 last = n + 1 < screen->steps->len ? step[1].offset - 1 : screen->length;
  return step->offset + MIN (position - step->position, last - step->offset);
}

guint32
cs_text_screen_end_offset (const CsTextScreen *screen, guint32 position)
{
  if (position == 0)
    return 0;
  return MIN (cs_text_screen_offset (screen, position - 1) + 1, screen->length);
}

guint32
cs_text_screen_position (const CsTextScreen *screen, guint32 offset)
{
  guint32 within = MIN (offset, screen->length);
  guint n = find (screen, within, TRUE);
  const Step *step = &g_array_index (screen->steps, Step, n);
  guint32 position = step->position + (within - step->offset);
  return n + 1 < screen->steps->len ? MIN (position, step[1].position) : position;
}
