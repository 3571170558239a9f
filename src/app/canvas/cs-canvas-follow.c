/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One canvas is looked at as another one is: as large on the screen, at the same place, through the
 * same window. Only as far as both headers say how. */
#include "cs-canvas-private.h"

#include <math.h>

static gboolean
is_measured (const CsFrameGeometry *geometry)
{
  return geometry->row_spacing > 0 && geometry->column_spacing > 0;
}

/* From the middle of the picture to the middle of the view, mm along rows and columns. */
static void
away_of (const CsLook *look, const CsFrameGeometry *geometry, double ret_away[2])
{
  const CsViewport *viewport = &look->viewport;
  ret_away[0] = (viewport->centre_x - viewport->width / 2.0) * geometry->column_spacing;
  ret_away[1] = (viewport->centre_y - viewport->height / 2.0) * geometry->row_spacing;
}

/* The same way in the patient, along the rows and columns of B. */
static void
turn_away (const CsFrameGeometry *a, const CsFrameGeometry *b, double away[2])
{
  double way[3], turned[2] = { 0, 0 };
  for (guint i = 0; i < 3; i++)
    way[i] = away[0] * a->orientation[i] + away[1] * a->orientation[3 + i];
  for (guint i = 0; i < 3; i++) {
    turned[0] += way[i] * b->orientation[i];
    turned[1] += way[i] * b->orientation[3 + i];
  }
  away[0] = turned[0];
  away[1] = turned[1];
}

/* From the middle of B's picture to that of A's, mm along the rows and columns of B. */
static void
between (const CsFrameGeometry *a, const CsFrameGeometry *b, double ret_way[2])
{
  double way[3];
  for (guint i = 0; i < 3; i++)
    way[i] = a->position[i] - b->position[i] +
             (a->columns - 1.0) / 2 * a->column_spacing * a->orientation[i] +
             (a->rows - 1.0) / 2 * a->row_spacing * a->orientation[3 + i] -
             (b->columns - 1.0) / 2 * b->column_spacing * b->orientation[i] -
             (b->rows - 1.0) / 2 * b->row_spacing * b->orientation[3 + i];
  ret_way[0] = way[0] * b->orientation[0] + way[1] * b->orientation[1] + way[2] * b->orientation[2];
  ret_way[1] = way[0] * b->orientation[3] + way[1] * b->orientation[4] + way[2] * b->orientation[5];
}

void
cs_canvas_follow_look (CsCanvas *self, CsCanvas *leader, CsCanvasFollow how)
{
  CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  const CsLook *other = leader->model != NULL ? cs_canvas_look (leader) : NULL;
  if (look == NULL || other == NULL)
    return;
  const CsFrameGeometry *b = cs_canvas_geometry (self), *a = cs_canvas_geometry (leader);
  double away[2], way[2] = { 0, 0 };
  if (!is_measured (a) || !is_measured (b) || a->source != b->source)
    return;
  CsViewport *viewport = &look->viewport;
  if (other->viewport.fitted) {
    cs_viewport_fit (viewport);
  } else {
    double size = MIN (b->row_spacing, b->column_spacing) / MIN (a->row_spacing, a->column_spacing);
    away_of (other, a, away);
    if (a->has_orientation && b->has_orientation)
      turn_away (a, b, away);
    if (how == CS_CANVAS_FOLLOW_PLACE && a->has_position && b->has_position)
      between (a, b, way);
    if (how == CS_CANVAS_FOLLOW_MIRRORED)
      away[0] = -away[0];
    cs_viewport_zoom_to (viewport, other->viewport.zoom * size, viewport->view_width / 2,
                         viewport->view_height / 2);
    cs_viewport_centre_on (viewport, viewport->width / 2.0 + (away[0] + way[0]) / b->column_spacing,
                           viewport->height / 2.0 + (away[1] + way[1]) / b->row_spacing);
  }
  cs_canvas_drop (self, CS_LAYER_ALL);
  cs_canvas_describe (self);
}

void
cs_canvas_follow_window (CsCanvas *self, CsCanvas *leader)
{
  CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  const CsLook *other = leader->model != NULL ? cs_canvas_look (leader) : NULL;
  if (look == NULL || other == NULL)
    return;
  look->window = other->window;
  cs_canvas_drop_window (self);
}
