/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-breaks.h"

#include <pango/pango.h>
#include <string.h>

#define REACH 2048 /* code points of a piece on either side of where it is looked at */
#define MARGIN 256 /* attributes nearer to a cut than this are not trusted */

struct _CsTextBreaks {
  CsTextDocument *document;
  /* The piece [start, end); an attribute for each place in it and one more. */
  guint32 start, end;
  gboolean cut_start, cut_end; /* inside a paragraph */
  PangoLogAttr *attributes;
};

static guint32
length_of (const CsTextBreaks *self)
{
  return cs_text_document_counts (self->document)->length;
}

static const char *
pointer_to (const CsTextBreaks *self, guint32 position)
{
  return cs_text_document_text (self->document, NULL) +
         cs_text_document_to_byte (self->document, position);
}

/* A line ends before P: after LF, CR without LF, or the paragraph separator. */
static gboolean
ends_line (const char *text, const char *p)
{
  if (p == text)
    return FALSE;
  const char *last = g_utf8_prev_char (p);
  return *last == '\n' || (*last == '\r' && *p != '\n') || g_utf8_get_char (last) == 0x2029;
}

static guint32
paragraph_start (const CsTextBreaks *self, guint32 position, guint32 reach)
{
  const char *text = cs_text_document_text (self->document, NULL);
  const char *p = pointer_to (self, position);
  for (guint32 n = 0; position > 0 && n < reach && !ends_line (text, p); n++, position--)
    p = g_utf8_prev_char (p);
  return position;
}

/* The beginning of the next paragraph, after POSITION. */
static guint32
paragraph_end (const CsTextBreaks *self, guint32 position, guint32 reach)
{
  const char *text = cs_text_document_text (self->document, NULL);
  const char *p = pointer_to (self, position);
  for (guint32 n = 0; position < length_of (self) && n < reach; n++) {
    p = g_utf8_next_char (p);
    position++;
    if (ends_line (text, p))
      break;
  }
  return position;
}

static gboolean
is_paragraph_start (const CsTextBreaks *self, guint32 position)
{
  return position == 0 ||
         ends_line (cs_text_document_text (self->document, NULL), pointer_to (self, position));
}

static gboolean
covers (const CsTextBreaks *self, guint32 position)
{
  if (self->attributes == NULL || position < self->start || position > self->end)
    return FALSE;
  if (position == self->end && position < length_of (self))
    return FALSE;
  return (!self->cut_start || position - self->start >= MARGIN) &&
         (!self->cut_end || self->end - position >= MARGIN);
}

static void
look_at (CsTextBreaks *self, guint32 position)
{
  if (covers (self, position))
    return;
  self->start = paragraph_start (self, position, REACH);
  self->end = paragraph_end (self, position, REACH);
  self->cut_start = !is_paragraph_start (self, self->start);
  self->cut_end = self->end < length_of (self) && !is_paragraph_start (self, self->end);
  guint32 count = self->end - self->start;
  const char *from = pointer_to (self, self->start), *to = pointer_to (self, self->end);
  g_free (self->attributes);
  self->attributes = g_new0 (PangoLogAttr, count + 1);
  pango_get_log_attrs (from, (int)(to - from), -1, pango_language_from_string ("en"),
                       self->attributes, (int)count + 1);
}

static const PangoLogAttr *
attributes_at (CsTextBreaks *self, guint32 position)
{
  look_at (self, position);
  return &self->attributes[position - self->start];
}

CsTextBreaks *
cs_text_breaks_new (const CsTextDocument *document)
{
  CsTextBreaks *breaks = g_new0 (CsTextBreaks, 1);
  breaks->document = cs_text_document_ref (document);
  return breaks;
}

void
cs_text_breaks_free (CsTextBreaks *breaks)
{
  if (breaks == NULL)
    return;
  cs_text_document_unref (breaks->document);
  g_free (breaks->attributes);
  g_free (breaks);
}

const CsTextDocument *
cs_text_breaks_document (const CsTextBreaks *breaks)
{
  return breaks->document;
}

gboolean
cs_text_breaks_is_stop (CsTextBreaks *breaks, guint32 position)
{
  guint32 length = length_of (breaks);
  g_return_val_if_fail (position <= length, FALSE);
  return position == 0 || position == length ||
         attributes_at (breaks, position)->is_cursor_position;
}

/* Word boundaries of Unicode (UAX 29), which leave "7.5" and "isn't" whole; between two of them
 * lies a word when it is made of letters or digits. */
static gboolean
is_word_edge (CsTextBreaks *self, guint32 position, gboolean end)
{
  if (position == (end ? 0 : length_of (self)) || !attributes_at (self, position)->is_word_boundary)
    return FALSE;
  const char *p = pointer_to (self, position);
  gunichar letter = g_utf8_get_char (end ? g_utf8_prev_char (p) : p);
  return g_unichar_isalnum (letter) || g_unichar_ismark (letter);
}

static gboolean
is_boundary (CsTextBreaks *self, guint32 position, CsTextUnit unit, gboolean forward)
{
  if (unit == CS_TEXT_UNIT_PARAGRAPH)
    return is_paragraph_start (self, position);
  if (unit == CS_TEXT_UNIT_GRAPHEME)
    return cs_text_breaks_is_stop (self, position);
  return is_word_edge (self, position, forward);
}

guint32
cs_text_breaks_next (CsTextBreaks *breaks, guint32 position, CsTextUnit unit)
{
  guint32 length = length_of (breaks);
  while (position < length && !is_boundary (breaks, ++position, unit, TRUE))
    ;
  return position;
}

guint32
cs_text_breaks_previous (CsTextBreaks *breaks, guint32 position, CsTextUnit unit)
{
  while (position > 0 && !is_boundary (breaks, --position, unit, FALSE))
    ;
  return position;
}

void
cs_text_breaks_word (CsTextBreaks *breaks, guint32 position, guint32 *ret_start, guint32 *ret_end)
{
  guint32 length = length_of (breaks), start = position;
  if (position >= length) {
    *ret_start = *ret_end = length;
    return;
  }
  while (start > 0 && !is_word_edge (breaks, start, FALSE))
    start--;
  guint32 end = cs_text_breaks_next (breaks, start, CS_TEXT_UNIT_WORD);
  if (end <= position || !is_word_edge (breaks, start, FALSE)) {
    start = cs_text_breaks_is_stop (breaks, position)
                ? position
                : cs_text_breaks_previous (breaks, position, CS_TEXT_UNIT_GRAPHEME);
    end = cs_text_breaks_next (breaks, start, CS_TEXT_UNIT_GRAPHEME);
  }
  *ret_start = start;
  *ret_end = end;
}

void
cs_text_breaks_paragraph (CsTextBreaks *breaks, guint32 position, guint32 *ret_start,
                          guint32 *ret_end)
{
  guint32 start = paragraph_start (breaks, position, G_MAXUINT32), end = position;
  if (end < length_of (breaks))
    end = paragraph_end (breaks, end, G_MAXUINT32);
  const char *first = pointer_to (breaks, start), *p = pointer_to (breaks, end);
  while (end > start && p > first) {
    const char *last = g_utf8_prev_char (p);
    if (*last != '\n' && *last != '\r' && g_utf8_get_char (last) != 0x2029)
      break;
    p = last;
    end--;
  }
  *ret_start = start;
  *ret_end = end;
}

static gboolean
is_space_at (const CsTextBreaks *self, guint32 position)
{
  return g_unichar_isspace (g_utf8_get_char (pointer_to (self, position)));
}

guint32
cs_text_breaks_nearest (CsTextBreaks *breaks, guint32 position, gboolean end)
{
  guint32 first = 0, last = 0, place = position, length = length_of (breaks);
  cs_text_breaks_word (breaks, position, &first, &last);
  if (position > first && position < last) {
    guint32 before = position - first, after = last - position;
    place = before < after || (before == after && !end) ? first : last;
  }
  while (end && place > 0 && is_space_at (breaks, place - 1))
    place--;
  while (!end && place < length && is_space_at (breaks, place))
    place++;
  return place;
}

void
cs_text_breaks_snap (CsTextBreaks *breaks, guint32 *start, guint32 *end)
{
  guint32 first = cs_text_breaks_nearest (breaks, *start, FALSE), ignored = 0;
  guint32 last = cs_text_breaks_nearest (breaks, *end, TRUE);
  /* Too little of a word to be nearer to its other end. */
  if (*start < *end && first >= last) {
    cs_text_breaks_word (breaks, *start, &first, &ignored);
    cs_text_breaks_word (breaks, *end - 1, &ignored, &last);
  }
  *start = first;
  *end = last;
}

gboolean
cs_text_breaks_trim (CsTextBreaks *breaks, guint32 *start, guint32 *end)
{
  guint32 first = *start, last = MIN (*end, length_of (breaks));
  while (first < last && is_space_at (breaks, first))
    first++;
  while (first < last && is_space_at (breaks, last - 1))
    last--;
  if (first >= last)
    return FALSE;
  if (!cs_text_breaks_is_stop (breaks, first))
    first = cs_text_breaks_previous (breaks, first, CS_TEXT_UNIT_GRAPHEME);
  if (!cs_text_breaks_is_stop (breaks, last))
    last = cs_text_breaks_next (breaks, last, CS_TEXT_UNIT_GRAPHEME);
  *start = first;
  *end = last;
  return TRUE;
}
