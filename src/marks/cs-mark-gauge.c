/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-gauge.h"

#include <glib/gi18n.h>

#define NBSP "\xc2\xa0"
#define SQUARE "\xc2\xb2"
#define MICRO "\xc2\xb5"

static CsMarkGauge
gauge_text (const CsMark *mark)
{
  gint64 characters = 0;
  for (guint i = 0; i + 1 < mark->n_values; i += 2)
    characters += mark->values[i + 1] - mark->values[i];
  return (CsMarkGauge){ characters > 0 ? CS_GAUGE_CHARACTERS : CS_GAUGE_NONE, (double)characters };
}

CsMarkGauge
cs_mark_gauge (const CsMark *mark, const CsFrameGeometry *geometry)
{
  const CsMarkKind *kind = mark->kind;
  double column = 1, row = 1, size = 0, across = 0;
  if (kind->target == CS_MARK_TARGET_TEXT)
    return gauge_text (mark);
  gboolean scaled = geometry != NULL && geometry->source != CS_SPACING_NONE &&
                    geometry->row_spacing > 0 && geometry->column_spacing > 0;
  if (scaled) {
    column = geometry->column_spacing;
    row = geometry->row_spacing;
  }
  if (kind->area != NULL)
    size = cs_mark_area (mark) * column * row;
  else if (kind->length != NULL)
    size = kind->length (mark, column, row);
  else if (kind->extent != NULL)
    kind->extent (mark, column, row, &size, &across);
  if (!(size > 0))
    return (CsMarkGauge){ 0 };
  CsGauge gauge = kind->area != NULL ? CS_GAUGE_AREA_PIXELS : CS_GAUGE_LENGTH_PIXELS;
  return (CsMarkGauge){ scaled ? gauge - 1 : gauge, size };
}

char *
cs_gauge_words (CsGauge gauge, double size)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE] = "";
  gboolean area = gauge == CS_GAUGE_AREA_MM, scaled = area || gauge == CS_GAUGE_LENGTH_MM;
  gboolean micro = scaled && size < (area ? 0.01 : 0.1);
  double shown = micro ? size * (area ? 1e6 : 1e3) : size;
  g_ascii_formatd (number, sizeof number, scaled && shown < 9.95 ? "%.1f" : "%.0f", shown);
  switch (gauge) {
  case CS_GAUGE_AREA_MM:
    return g_strconcat (number, NBSP, micro ? MICRO : "", micro ? "m" : "mm", SQUARE, NULL);
  case CS_GAUGE_LENGTH_MM:
    return g_strconcat (number, NBSP, micro ? MICRO : "", micro ? "m" : "mm", NULL);
  case CS_GAUGE_AREA_PIXELS:
    return g_strconcat (number, NBSP, _ ("square pixels"), NULL);
  case CS_GAUGE_LENGTH_PIXELS:
    return g_strconcat (number, NBSP, _ ("pixels"), NULL);
  default:
    /* Translators: how long a passage is, after the number: "14 characters". */
    return g_strconcat (number, NBSP, _ ("characters"), NULL);
  }
}

void
cs_gauged_sizes_free (CsGaugedSizes *sizes)
{
  if (sizes == NULL)
    return;
  g_free (sizes->label);
  g_array_unref (sizes->sizes);
  g_free (sizes);
}
