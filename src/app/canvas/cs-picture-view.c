/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-picture-view.h"

/* The viewport turns first and mirrors then; EXIF says it the other way round. */
void
cs_picture_view_init (CsViewport *viewport, const CsPicture *picture)
{
  CsTurn turn = cs_turn_from_exif (cs_probe_facts (picture->probe)->exif_orientation);
  guint quarters = turn.mirrored ? (4 - turn.quarters) % 4 : turn.quarters;
  cs_viewport_init (viewport, picture->frame->columns, picture->frame->rows,
                    &picture->facts->geometry);
  cs_viewport_turn (viewport, (int)quarters);
  if (turn.mirrored)
    cs_viewport_flip (viewport);
}

void
cs_picture_view_render (const CsPicture *picture, const CsWindowTable *table,
                        const CsViewport *viewport, const CsPixelBuffer *out)
{
  CsViewportMatrix m = { 0 };
  cs_viewport_inverse (viewport, &m);
  double s = 1.0 / viewport->device_scale;
  CsMatrix matrix = { m.xx * s, m.xy * s, m.x0, m.yx * s, m.yy * s, m.y0 };
  cs_frame_render (picture, table, &matrix, CS_RESAMPLE_AUTO, out);
}
