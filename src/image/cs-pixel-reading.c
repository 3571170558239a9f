/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-pixel-reading.h"
#include "cs-picture.h"

#include <math.h>

gboolean
cs_pixel_reading_at (const CsFrame *frame, const CsProbe *probe, const CsFrameFacts *facts,
                     gint64 x, gint64 y, CsPixelReading *ret_reading)
{
  if (x < 0 || y < 0 || x >= frame->columns || y >= frame->rows)
    return FALSE;
  const CsProbeFacts *whole = cs_probe_facts (probe);
  CsPixelReading reading = { .n = MIN (frame->samples, G_N_ELEMENTS (reading.values)) };
  gsize place = ((gsize)y * frame->columns + (gsize)x) * frame->samples;
  for (guint i = 0; i < reading.n; i++)
    reading.values[i] = cs_frame_sample (frame, place + i);
  if (reading.n == 1) {
    double slope, intercept, stored = reading.values[0];
    cs_picture_rescale (facts, &slope, &intercept);
    reading.values[0] = stored * slope + intercept;
    reading.unit = facts->unit;
    reading.padding = whole->has_padding && stored >= (double)whole->padding_first &&
                      stored <= (double)whole->padding_last;
  }
  *ret_reading = reading;
  return TRUE;
}

static void
append_number (GString *text, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean whole = fabs (value) < 1e15 && value == trunc (value);
  /* No "-0". */
  g_ascii_formatd (number, sizeof number, whole ? "%.0f" : "%.6g", value == 0 ? 0.0 : value);
  g_string_append (text, number);
}

char *
cs_pixel_reading_text (const CsPixelReading *reading)
{
  static const char *const names[] = { "R ", " G ", " B ", " A " };
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < reading->n; i++) {
    if (reading->n >= 3)
      g_string_append (text, names[i]);
    else if (i > 0)
      g_string_append (text, names[3]);
    append_number (text, reading->values[i]);
  }
  if (reading->unit != NULL)
    g_string_append_printf (text, " %s", reading->unit);
  return g_string_free (text, FALSE);
}
