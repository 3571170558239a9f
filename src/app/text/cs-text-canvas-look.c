/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters and lines of the text canvas: sizes, headings, empty lines. */
#include "cs-text-canvas-private.h"

#include <math.h>

#define LINE_SPACING 1.75
#define COLUMN 36.2 /* ems of 75 characters */
#define NAME (11.5 / 17)
#define BLANK 0.35     /* how high an empty line is, of a full one */
#define MAX_LINES 5000 /* beyond, empty lines stay as they are: a long text opens at once */

static GtkTextBuffer *
buffer_of (CsTextCanvas *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static void
tag_range (CsTextCanvas *self, GtkTextTag *tag, guint32 from, guint32 to)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer = buffer_of (self);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int)from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)to);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

/* Empty lines are small: paragraphs of a report lie apart, not two lines apart. The text view
 * keeps the style of one line for the next unless a tag begins there, so every other line has a tag
 * of its own, which ends before its line feed. */
void
cs_text_canvas_shrink_blanks (CsTextCanvas *self)
{
  guint32 start = 0, offset = 0;
  if (gtk_text_buffer_get_line_count (buffer_of (self)) > MAX_LINES)
    return;
  for (const char *at = self->screen->text; *at != '\0'; at = g_utf8_next_char (at), offset++) {
    if (*at != '\n')
      continue;
    if (offset > start)
      tag_range (self, self->body, start, offset);
    else
      tag_range (self, self->blank, offset, offset + 1);
    start = offset + 1;
  }
  if (offset > start)
    tag_range (self, self->body, start, offset);
}

void
cs_text_canvas_set_headings (CsTextCanvas *self, const guint32 *ranges, guint n_ranges)
{
  GtkTextIter iter;
  for (guint i = 0; i + 1 < n_ranges * 2; i += 2) {
    guint32 start = cs_text_screen_offset (self->screen, ranges[i]);
    guint32 end = cs_text_screen_end_offset (self->screen, ranges[i + 1]);
    gtk_text_buffer_get_iter_at_offset (buffer_of (self), &iter, (int)end);
    /* Without its line feed: see above. */
    while (end > start && gtk_text_iter_backward_char (&iter) &&
           gtk_text_iter_get_char (&iter) == '\n')
      end--;
    tag_range (self, self->heading, start, end);
    guint32 sign = start;
    gtk_text_buffer_get_iter_at_offset (buffer_of (self), &iter, (int)start);
    while (sign < end && gtk_text_iter_get_char (&iter) == '#' &&
           gtk_text_iter_forward_char (&iter))
      sign++;
    tag_range (self, self->sign, start, sign);
  }
}

/* Sizes follow the font, so that larger text stays in proportion. */
void
cs_text_canvas_measure_font (CsTextCanvas *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, font, NULL);
  double height = (double)pango_font_metrics_get_height (metrics) / PANGO_SCALE;
  double size = (double)pango_font_description_get_size (font) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);
  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;
  int extra = (int)lround (height * (LINE_SPACING - 1));
  gtk_text_view_set_pixels_above_lines (GTK_TEXT_VIEW (self), extra);
  gtk_text_view_set_pixels_inside_wrap (GTK_TEXT_VIEW (self), extra);
  g_object_set (self->blank, "scale", BLANK, "pixels-above-lines", (int)lround (extra * BLANK),
                NULL);
  pango_font_description_free (self->name_font);
  self->name_font = pango_font_description_copy (font);
  pango_font_description_set_absolute_size (self->name_font, size * NAME * PANGO_SCALE);
  int column = (int)lround (size * COLUMN) + 2 * CS_TEXT_MARGIN;
  if (column == self->column)
    return;
  self->column = column;
  cs_text_canvas_emit (self, CS_TEXT_COLUMN);
}

void
cs_text_canvas_look_init (CsTextCanvas *self)
{
  GtkTextBuffer *buffer = buffer_of (self);
  self->heading = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
  self->sign = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_NORMAL, NULL);
  self->body = gtk_text_buffer_create_tag (buffer, NULL, "scale", 1.0, NULL);
  self->blank = gtk_text_buffer_create_tag (buffer, NULL, NULL);
}
