/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-draw.h"

gboolean
cs_mark_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  if (mark->kind->path == NULL)
    return FALSE;
  mark->kind->path (mark, scale, cr);
  return TRUE;
}

gboolean
cs_mark_has_area (const CsMark *mark)
{
  return mark->kind->area != NULL;
}
