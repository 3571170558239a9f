/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-window-level.h"

#include <math.h>

#define NARROWEST 1e-9

double
cs_window_level_at (const CsWindowLevel *window, double value)
{
  double c = window->center, w = window->width;
  switch (window->function) {
  case CS_VOI_LINEAR:
    if (value <= c - 0.5 - (w - 1) / 2)
      return 0;
    if (value > c - 0.5 + (w - 1) / 2)
      return 255;
    return ((value - (c - 0.5)) / (w - 1) + 0.5) * 255;
  case CS_VOI_LINEAR_EXACT:
    if (value <= c - w / 2)
      return 0;
    if (value > c + w / 2)
      return 255;
    return ((value - c) / w + 0.5) * 255;
  default:
    return 255 / (1 + exp (-4 * (value - c) / w));
  }
}

gboolean
cs_window_level_from_header (const CsWindow *header, CsWindowLevel *ret_window)
{
  static const char *const functions[] = { "LINEAR", "LINEAR_EXACT", "SIGMOID" };
  CsWindowLevel window = { 0 };
  guint n = 0;
  while (n < G_N_ELEMENTS (functions) && header->function != NULL &&
         g_strcmp0 (header->function, functions[n]) != 0)
    n++;
  if (n == G_N_ELEMENTS (functions) || !cs_decimal_parse (header->center, &window.center) ||
      !cs_decimal_parse (header->width, &window.width) || window.width <= 0)
    return FALSE;
  window.function = (CsVoiFunction)n;
  if (window.function == CS_VOI_LINEAR && window.width < 1)
    window.function = CS_VOI_LINEAR_EXACT;
  *ret_window = window;
  return TRUE;
}

CsWindowLevel
cs_window_level_range (double low, double high)
{
  double width = high - low;
  return (CsWindowLevel){
    .center = low / 2 + high / 2,
    .width = width > NARROWEST && isfinite (width) ? width : 1,
    .function = CS_VOI_LINEAR_EXACT,
  };
}

void
cs_window_level_move (CsWindowLevel *window, double center_by, double width_by)
{
  window->center += center_by;
  window->width = MAX (window->width + width_by, window->function == CS_VOI_LINEAR ? 1 : NARROWEST);
}

CsWindowLevel
cs_window_level_auto (const CsPicture *picture)
{
  if (picture->plane != CS_PLANE_COLOUR && picture->percentile_1 < picture->percentile_99)
    return cs_window_level_range (picture->percentile_1, picture->percentile_99);
  return cs_window_level_full (picture);
}

CsWindowLevel
cs_window_level_full (const CsPicture *picture)
{
  if (picture->plane == CS_PLANE_COLOUR)
    return cs_window_level_range (0, 255);
  return cs_window_level_range (picture->least, picture->most);
}

gboolean
cs_window_level_of_frame (const CsFrameFacts *facts, CsWindowLevel *ret_window)
{
  for (guint i = 0; i < facts->n_windows; i++) {
    if (cs_window_level_from_header (&facts->windows[i], ret_window))
      return TRUE;
  }
  return FALSE;
}

CsWindowLevel
cs_window_level_default (const CsPicture *picture, const CsFrameFacts *series)
{
  CsWindowLevel window;
  if (picture->plane == CS_PLANE_COLOUR)
    return cs_window_level_range (0, 255);
  if (cs_window_level_of_frame (series != NULL ? series : picture->facts, &window))
    return window;
  if (picture->plane == CS_PLANE_U8 &&
      g_strcmp0 (cs_probe_facts (picture->probe)->format, "dicom") != 0)
    return cs_window_level_range (0, 255);
  return cs_window_level_auto (picture);
}
