/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is compared in one view: the picture more than once, side by side, or once with a line over
 * it. One viewport, which is that of each column, so that all are moved and zoomed together, and
 * what cannot be seen in a column counts as not seen. */
#include "cs-canvas-private.h"
#include "cs-contour.h"
#include "cs-plate.h"

#include <math.h>

#define GRIP 8.0         /* pixels on each side of the line */
#define LEAST_COLUMN 440 /* pixels: narrower, the positions of readers lie in one picture */
#define LETTER_TOP 36    /* below the letter that says which side of the patient is up */

static gboolean
is_way (CsCanvas *self, CsCompareWay way)
{
  return self->model != NULL && cs_case_compare_is_on (self->model) &&
         cs_case_compare_way (self->model) == way;
}

static guint
position_columns (CsCanvas *self)
{
  guint wanted = self->positions != NULL ? self->positions->columns : 0;
  gboolean compares = self->model == NULL || cs_case_compare_is_on (self->model);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  return wanted > 1 && !compares && width >= (int)wanted * LEAST_COLUMN ? wanted : 0;
}

gboolean
cs_canvas_has_columns (CsCanvas *self)
{
  return position_columns (self) > 0;
}

gboolean
cs_canvas_is_split (CsCanvas *self)
{
  return is_way (self, CS_COMPARE_BESIDE) || is_way (self, CS_COMPARE_SWIPE);
}

static guint
n_columns (CsCanvas *self)
{
  return is_way (self, CS_COMPARE_BESIDE) ? 2 : MAX (position_columns (self), 1);
}

static double
line_at (CsCanvas *self)
{
  return round (cs_case_compare_line (self->model) * gtk_widget_get_width (GTK_WIDGET (self)));
}

gboolean
cs_canvas_on_line (CsCanvas *self, double x)
{
  return is_way (self, CS_COMPARE_SWIPE) && fabs (x - line_at (self)) <= GRIP;
}

double
cs_canvas_column_width (CsCanvas *self)
{
  return MAX (floor (gtk_widget_get_width (GTK_WIDGET (self)) / (double)n_columns (self)), 1);
}

double
cs_canvas_column_left (CsCanvas *self, double x)
{
  double width = cs_canvas_column_width (self);
  return width * CLAMP (floor (x / width), 0, n_columns (self) - 1);
}

void
cs_canvas_fit_columns (CsCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  if (look != NULL)
    cs_viewport_set_view (&look->viewport, cs_canvas_column_width (self),
                          MAX (gtk_widget_get_height (widget), 1),
                          gtk_widget_get_scale_factor (widget));
}

/* --- drawing --- */

/* The picture, with NODES (NULL among them: none) over it, in AREA of the widget, OFF to the right.
 */
static void
append_part (CsCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *area, float off,
             GskRenderNode *const *nodes, guint n)
{
  if (area->size.width <= 0)
    return;
  gtk_snapshot_push_clip (snapshot, area);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (off, 0));
  if (self->picture_node != NULL)
    gtk_snapshot_append_node (snapshot, self->picture_node);
  for (guint i = 0; i < n; i++)
    if (nodes[i] != NULL)
      gtk_snapshot_append_node (snapshot, nodes[i]);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
append_line (GtkSnapshot *snapshot, float at, float height, float strength)
{
  const GdkRGBA dark = { 0, 0, 0, 0.8f }, light = { 1, 1, 1, strength };
  gtk_snapshot_append_color (snapshot, &dark, &GRAPHENE_RECT_INIT (at - 2, 0, 4, height));
  gtk_snapshot_append_color (snapshot, &light, &GRAPHENE_RECT_INIT (at - 1, 0, 2, height));
}

void
cs_canvas_append_split (CsCanvas *self, GtkSnapshot *snapshot)
{
  gboolean beside = is_way (self, CS_COMPARE_BESIDE);
  float width = (float)gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float)gtk_widget_get_height (GTK_WIDGET (self));
  float line = (float)(beside ? cs_canvas_column_width (self) : line_at (self));
  if (self->before_node == NULL)
    self->before_node = cs_canvas_before_node (self);
  append_part (self, snapshot, &GRAPHENE_RECT_INIT (0, 0, line, height), 0, &self->before_node, 1);
  append_part (self, snapshot, &GRAPHENE_RECT_INIT (line, 0, width - line, height),
               beside ? line : 0, &self->marks_node, 1);
  append_line (snapshot, line, height, 1);
}

static void
append_letter (CsCanvas *self, GtkSnapshot *snapshot, guint position, float left, float width)
{
  const char letter[] = { (char)('A' + position), '\0' };
  GdkRGBA colour = cs_contour_colour (cs_position_colour (position));
  double tag_width = 0, tag_height = 0;
  cs_plate_tag_size (GTK_WIDGET (self), letter, NULL, &tag_width, &tag_height);
  cs_plate_append_tag (snapshot, GTK_WIDGET (self), letter, NULL, &colour, TRUE,
                       left + round ((width - tag_width) / 2), self->headroom + LETTER_TOP);
}

void
cs_canvas_append_columns (CsCanvas *self, GtkSnapshot *snapshot)
{
  guint n = position_columns (self);
  float width = (float)cs_canvas_column_width (self);
  float height = (float)gtk_widget_get_height (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++) {
    g_autoptr (GskRenderNode) position = cs_canvas_position_node (self, i);
    GskRenderNode *const nodes[] = { self->marks_node, position, self->live_node };
    float left = width * (float)i;
    append_part (self, snapshot, &GRAPHENE_RECT_INIT (left, 0, width, height), left, nodes,
                 G_N_ELEMENTS (nodes));
    if (i > 0)
      append_line (snapshot, left, height, 0.4f);
    append_letter (self, snapshot, i, left, width);
  }
}
