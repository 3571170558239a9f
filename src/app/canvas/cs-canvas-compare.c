/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions in one view: the picture twice, each half showing its middle, or once with a line
 * between them. One viewport, so that both are moved and zoomed together. */
#include "cs-canvas-private.h"

#include <math.h>

#define GRIP 8.0 /* pixels on each side of the line */

static gboolean
is_way (CsCanvas *self, CsCompareWay way)
{
  return self->model != NULL && cs_case_compare_is_on (self->model) &&
         cs_case_compare_way (self->model) == way;
}

gboolean
cs_canvas_is_split (CsCanvas *self)
{
  return is_way (self, CS_COMPARE_BESIDE) || is_way (self, CS_COMPARE_SWIPE);
}

static double
line_at (CsCanvas *self)
{
  double line = is_way (self, CS_COMPARE_SWIPE) ? cs_case_compare_line (self->model) : 0.5;
  return round (line * gtk_widget_get_width (GTK_WIDGET (self)));
}

gboolean
cs_canvas_on_line (CsCanvas *self, double x)
{
  return is_way (self, CS_COMPARE_SWIPE) && fabs (x - line_at (self)) <= GRIP;
}

double
cs_canvas_split_offset (CsCanvas *self, double x)
{
  double quarter = round (gtk_widget_get_width (GTK_WIDGET (self)) / 4.0);
  if (!is_way (self, CS_COMPARE_BESIDE))
    return 0;
  return x < line_at (self) ? -quarter : quarter;
}

static void
append_half (CsCanvas *self, GtkSnapshot *snapshot, gboolean before)
{
  float width = (float)gtk_widget_get_width (GTK_WIDGET (self)), line = (float)line_at (self);
  float height = (float)gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t half = before ? GRAPHENE_RECT_INIT (0, 0, line, height)
                                : GRAPHENE_RECT_INIT (line, 0, width - line, height);
  GskRenderNode *marks = before ? self->before_node : self->marks_node;
  float off = (float)cs_canvas_split_offset (self, before ? 0 : width);
  if (half.size.width <= 0)
    return;
  gtk_snapshot_push_clip (snapshot, &half);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (off, 0));
  if (self->picture_node != NULL)
    gtk_snapshot_append_node (snapshot, self->picture_node);
  if (marks != NULL)
    gtk_snapshot_append_node (snapshot, marks);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

void
cs_canvas_append_split (CsCanvas *self, GtkSnapshot *snapshot)
{
  static const GdkRGBA dark = { 0, 0, 0, 0.8f }, light = { 1, 1, 1, 1 };
  float line = (float)line_at (self), height = (float)gtk_widget_get_height (GTK_WIDGET (self));
  if (self->before_node == NULL)
    self->before_node = cs_canvas_before_node (self);
  append_half (self, snapshot, TRUE);
  append_half (self, snapshot, FALSE);
  gtk_snapshot_append_color (snapshot, &dark, &GRAPHENE_RECT_INIT (line - 2, 0, 4, height));
  gtk_snapshot_append_color (snapshot, &light, &GRAPHENE_RECT_INIT (line - 1, 0, 2, height));
}
