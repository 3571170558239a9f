/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers of marks: those at rest in one node that is kept, and the one that is selected,
 * hovered or being drawn in another, so that a drag paints its own surroundings only. */
#include "cs-canvas-crowd.h"
#include "cs-canvas-private.h"
#include "cs-contour.h"
#include "cs-plate.h"
#include "cs-settings.h"

#include "cs-mark-size.h"

#define TAG_GAP 14.0   /* from the outline of the selected mark to its tag */
#define REST_GAP 8.0   /* of others */
#define MOST_TAGS 100  /* more marks at rest on a frame, or selected, have no numbers */
#define EXTENT_ROOM 16 /* what cs_contour_extent adds */

typedef struct {
  CsCanvas *self;
  const CsViewport *viewport;
  CsViewportMatrix matrix;
  CsMarkScale scale;
  graphene_rect_t view;
  GtkSnapshot *snapshot;
} Painting;

static Painting
begin_in (CsCanvas *self, GtkSnapshot *snapshot, const CsViewport *viewport)
{
  Painting p = { .self = self, .viewport = viewport, .snapshot = snapshot };
  cs_viewport_matrix (viewport, &p.matrix);
  p.scale = cs_viewport_scale (viewport);
  p.view = GRAPHENE_RECT_INIT (0, 0, (float)viewport->view_width, (float)viewport->view_height);
  return p;
}

static Painting
begin (CsCanvas *self)
{
  return begin_in (self, gtk_snapshot_new (), &cs_canvas_look (self)->viewport);
}

/* --- marks --- */

static gboolean
strong_outlines (void)
{
  return cs_profile_get (cs_settings_profile (), CS_PROFILE_OUTLINES) != 0;
}

static void
append_crowd (const Painting *p, CsCrowdKind kind, const CsMarkSet *set)
{
  cs_canvas_crowd_append (p->self->crowds[kind], p->self, p->snapshot, p->viewport, set,
                          strong_outlines ());
}

static void
paint_in (const Painting *p, const CsMark *mark, CsContourStyle style, const GdkRGBA *colour,
          gboolean handles)
{
  graphene_rect_t extent;
  if (!cs_contour_extent (mark, &p->matrix, &extent) ||
      !graphene_rect_intersection (&extent, &p->view, &extent))
    return;
  guint active = 0;
  cairo_t *cr = gtk_snapshot_append_cairo (p->snapshot, &extent);
  cs_contour_draw (cr, mark, &p->matrix, &p->scale, colour, style, strong_outlines ());
  if (handles && (p->self->tool == NULL || !cs_tool_active_handle (p->self->tool, &active)))
    active = 0;
  if (handles)
    cs_contour_draw_handles (cr, mark, &p->matrix, &p->scale, active);
  cairo_destroy (cr);
}

static void
paint_contour (const Painting *p, const CsMark *mark, CsContourStyle style, gboolean handles)
{
  GdkRGBA colour = cs_contour_colour (cs_case_model_colour (p->self->model, mark));
  paint_in (p, mark, style, &colour, handles);
}

static gboolean
covers (const Painting *p, guint first, const graphene_rect_t *tag, const graphene_rect_t *own)
{
  for (guint i = first; i < p->self->places->len; i++) {
    const graphene_rect_t *other = &g_array_index (p->self->places, graphene_rect_t, i);
    if (!graphene_rect_equal (other, own) && graphene_rect_intersection (tag, other, NULL))
      return TRUE;
  }
  return FALSE;
}

/* Right of it and above, of a mark at rest beside it, if that can be; else the first side where it
 * neither leaves the view nor covers another mark or its tag; inside of another mark, its tag. */
static graphene_point_t
tag_place (const Painting *p, const graphene_rect_t *own, double width, double height,
           gboolean selected)
{
  double gap = selected ? TAG_GAP : REST_GAP;
  double left = own->origin.x, top = own->origin.y, w = own->size.width, h = own->size.height;
  double middle = top + (h - height) / 2, above = top - height / 2, below = top + h - height / 2;
  double right = left + w + gap, before = left - gap - width, centre = left + (w - width) / 2;
  const double x[] = { right, right, right, before, before, centre, centre };
  const double y[] = { selected ? above : middle, above,        below, above, below,
                       top - gap - height,        top + h + gap };
  for (guint i = 0; i < 2 * G_N_ELEMENTS (x); i++) {
    guint side = i % G_N_ELEMENTS (x), first = i == side ? 0 : p->self->n_outlines;
    graphene_rect_t tag =
        GRAPHENE_RECT_INIT ((float)x[side], (float)y[side], (float)width, (float)height);
    if (graphene_rect_contains_rect (&p->view, &tag) && !covers (p, first, &tag, own))
      return tag.origin;
  }
  return GRAPHENE_POINT_INIT ((float)CLAMP (x[0], 0, MAX (0, p->view.size.width - width)),
                              (float)CLAMP (y[0], 0, MAX (0, p->view.size.height - height)));
}

static gboolean
outline_of (const Painting *p, const CsMark *mark, graphene_rect_t *ret_rect)
{
  graphene_rect_t extent;
  if (!cs_contour_extent (mark, &p->matrix, &extent) ||
      !graphene_rect_intersection (&extent, &p->view, NULL))
    return FALSE;
  graphene_rect_inset_r (&extent, EXTENT_ROOM, EXTENT_ROOM, ret_rect);
  return TRUE;
}

/* What stands beside the number, of the selected mark its label, of what measures how large; or
 * NULL. */
static char *
tag_words (const Painting *p, const CsMark *mark, gboolean selected)
{
  CsCanvas *self = p->self;
  const char *name = selected ? cs_case_model_label_name (self->model, mark) : NULL;
  const CsFrameGeometry *geometry = cs_canvas_geometry (self);
  gboolean outline = mark == self->preview && cs_canvas_outlines (self); /* no length yet */
  g_autofree char *size =
      !outline && mark->kind->measures ? cs_mark_size_short (mark, geometry) : NULL;
  if (name == NULL || size == NULL)
    return name != NULL ? g_strdup (name) : g_steal_pointer (&size);
  return g_strdup_printf ("%s  %s", name, size);
}

static void
put_sign (const Painting *p, const CsMark *mark, const char *number, const char *words,
          GdkRGBA colour, gboolean filled, gboolean selected)
{
  graphene_rect_t own;
  if (!outline_of (p, mark, &own))
    return;
  double width = 0, height = 0;
  cs_plate_tag_size (GTK_WIDGET (p->self), number, words, &width, &height);
  graphene_point_t at = tag_place (p, &own, width, height, selected);
  graphene_rect_t tag = GRAPHENE_RECT_INIT (at.x, at.y, (float)width, (float)height);
  if (!selected)
    g_array_append_val (p->self->places, tag);
  cs_plate_append_tag (p->snapshot, GTK_WIDGET (p->self), number, words, &colour, filled, at.x,
                       at.y);
}

static void
put_tag (const Painting *p, const CsMark *mark, guint number, gboolean selected)
{
  g_autofree char *words = tag_words (p, mark, selected);
  g_autofree char *digits = number != 0 ? g_strdup_printf ("%u", number) : g_strdup ("?");
  put_sign (p, mark, digits, words, cs_contour_colour (cs_case_model_colour (p->self->model, mark)),
            selected, selected);
}

static void
paint_tag (const Painting *p, const CsMark *mark, gboolean selected)
{
  guint number = cs_case_model_number (p->self->model, mark->id);
  if (number == 0 && cs_case_compare_is_on (p->self->model))
    return; /* it is in another version, and will have no number */
  put_tag (p, mark, number != 0 ? number : cs_case_model_next_number (p->self->model), selected);
}

/* --- at rest --- */

/* While one mark is drawn or changed, what is selected besides is at rest. */
static gboolean
is_live (CsCanvas *self, guint64 id)
{
  if (self->preview != NULL && self->preview_others == NULL)
    return id == self->preview->id;
  return cs_case_model_is_selected (self->model, id);
}

static gboolean
at_rest (CsCanvas *self, const CsMark *mark)
{
  return cs_canvas_is_here (self, mark) && !is_live (self, mark->id) &&
         !cs_positions_hide (self->positions, mark->id);
}

static void
paint_rest (Painting *p)
{
  CsCanvas *self = p->self;
  const CsMarkSet *set = cs_case_model_visible (self->model);
  g_array_set_size (self->places, 0);
  self->n_outlines = 0;
  self->crowded = cs_canvas_crowd_is (self);
  if (self->crowded) {
    append_crowd (p, CS_CROWD_REST, set);
    return;
  }
  g_autoptr (GPtrArray) here = g_ptr_array_new ();
  for (guint i = 0; i < set->n_marks; i++) {
    graphene_rect_t own;
    if (!at_rest (self, set->marks[i]) || !outline_of (p, set->marks[i], &own))
      continue;
    g_ptr_array_add (here, set->marks[i]);
    g_array_append_val (self->places, own);
    paint_contour (p, set->marks[i], CS_CONTOUR_REST, FALSE);
  }
  self->n_outlines = self->places->len;
  for (guint i = 0; i < here->len && here->len <= MOST_TAGS; i++)
    paint_tag (p, here->pdata[i], FALSE);
}

static void
paint_before (Painting *p)
{
  const CsMarkSet *set = p->self->before;
  const CsMarkSet *visible = cs_case_model_visible (p->self->model);
  const CsMarkSet *now =
      cs_case_compare_is_on (p->self->model) ? visible : cs_case_model_marks (p->self->model);
  gboolean all = p->self->held & CS_HELD_BEFORE;
  if (!all && cs_case_compare_is_on (p->self->model) &&
      cs_case_compare_way (p->self->model) != CS_COMPARE_OVERLAY)
    return;
  for (guint i = 0; set != NULL && i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i], *same = cs_mark_set_get (now, mark->id);
    gboolean hidden = same != NULL && cs_mark_set_get (visible, mark->id) == NULL;
    if (!cs_canvas_is_here (p->self, mark) || (!all && hidden) ||
        (!all && same != NULL && cs_mark_same_geometry (mark, same)))
      continue;
    paint_contour (p, mark, CS_CONTOUR_BEFORE, FALSE);
  }
}

/* What readers do not agree on, or ONLY one of the positions (-1: all); over all else, as that is
 * what is looked at. */
static void
paint_positions (Painting *p, gboolean tagged, int only)
{
  GArray *marks = p->self->positions != NULL ? p->self->positions->marks : NULL;
  for (guint tags = 0; tags <= (guint)tagged; tags++)
    for (guint i = 0; marks != NULL && i < marks->len; i++) {
      const CsPositionMark *each = &g_array_index (marks, CsPositionMark, i);
      if (only >= 0 && each->position != (guint)only)
        continue;
      GdkRGBA colour = cs_contour_colour (cs_position_colour (each->position));
      const char letter[] = { (char)('A' + each->position), '\0' };
      graphene_rect_t own;
      if (!cs_canvas_is_here (p->self, each->mark) || !outline_of (p, each->mark, &own))
        continue;
      if (tags == 1 && each->current) {
        put_sign (p, each->mark, letter, NULL, colour, TRUE, FALSE);
      } else if (tags == 0) {
        colour.alpha = each->current ? 1 : 0.5f;
        paint_in (p, each->mark, CS_CONTOUR_REST, &colour, FALSE);
      }
    }
}

static void
paint_suggestions (Painting *p)
{
  const CsCaseView *view = cs_case_model_view (p->self->model);
  const CsSuggestionRow *selected = cs_case_model_suggestion (p->self->model);
  for (guint i = 0; view->suggestions != NULL && i < view->suggestions->len; i++) {
    const CsSuggestionRow *row = view->suggestions->pdata[i];
    if (row->state == CS_SUGGESTION_OPEN && row != selected &&
        cs_canvas_is_here (p->self, row->mark))
      paint_contour (p, row->mark, CS_CONTOUR_SUGGESTED, FALSE);
  }
}

GskRenderNode *
cs_canvas_marks_node (CsCanvas *self)
{
  Painting p = begin (self);
  self->crowded = FALSE;
  gboolean split = cs_canvas_is_split (self);
  if (!(self->held & CS_HELD_HIDE)) {
    cs_canvas_append_references (self, p.snapshot);
    if (!split)
      paint_before (&p);
    if (split || !(self->held & CS_HELD_BEFORE)) {
      if (!cs_case_compare_is_on (self->model))
        paint_suggestions (&p);
      paint_rest (&p);
      if (!cs_case_compare_is_on (self->model) && !cs_canvas_has_columns (self))
        paint_positions (&p, TRUE, -1);
    }
  }
  return gtk_snapshot_free_to_node (p.snapshot);
}

GskRenderNode *
cs_canvas_before_node (CsCanvas *self)
{
  Painting p = begin (self);
  const CsMarkSet *set = cs_case_compare_before (self->model);
  for (guint i = 0; !(self->held & CS_HELD_HIDE) && set != NULL && i < set->n_marks; i++)
    if (cs_canvas_is_here (self, set->marks[i]))
      paint_contour (&p, set->marks[i], CS_CONTOUR_REST, FALSE);
  return gtk_snapshot_free_to_node (p.snapshot);
}

GskRenderNode *
cs_canvas_position_node (CsCanvas *self, guint position)
{
  Painting p = begin (self);
  if (!(self->held & (CS_HELD_HIDE | CS_HELD_BEFORE)))
    paint_positions (&p, TRUE, (int)position);
  return gtk_snapshot_free_to_node (p.snapshot);
}

/* --- live --- */

static void
paint_crosshair (Painting *p)
{
  CsCanvas *self = p->self;
  double x = 0, y = 0;
  cs_viewport_to_view (&cs_canvas_look (self)->viewport, self->crosshair_x, self->crosshair_y, &x,
                       &y);
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float)(x - 14), (float)(y - 14), 28, 28);
  cairo_t *cr = gtk_snapshot_append_cairo (p->snapshot, &area);
  for (guint i = 0; i < 2; i++) {
    cairo_set_line_width (cr, i == 0 ? 3 : 1);
    cairo_set_source_rgba (cr, i, i, i, i == 0 ? 0.8 : 1);
    for (int side = -1; side <= 1; side += 2) {
      cairo_move_to (cr, x + side * 3, y);
      cairo_line_to (cr, x + side * 13, y);
      cairo_move_to (cr, x, y + side * 3);
      cairo_line_to (cr, x, y + side * 13);
    }
    cairo_stroke (cr);
  }
  cairo_destroy (cr);
}

static const CsMark *
live_mark (CsCanvas *self)
{
  if (self->preview != NULL) /* an outline stays open while other slices are looked at */
    return cs_canvas_is_here (self, self->preview) ? self->preview : NULL;
  guint64 id = cs_case_model_selected (self->model);
  const CsMark *mark = id != 0 ? cs_mark_set_get (cs_case_model_visible (self->model), id) : NULL;
  return mark != NULL && cs_canvas_is_here (self, mark) ? mark : NULL;
}

static gboolean
has_handles (CsCanvas *self, const CsMark *mark)
{
  return self->tool != NULL && cs_tool_get_kind (self->tool)->draws == NULL &&
         cs_case_model_n_selected (self->model) <= 1 && cs_case_model_may_edit (self->model) &&
         mark->kind->drag != NULL &&
         cs_mark_hold_why (cs_case_model_hold (self->model), mark->id) == NULL;
}

static void
paint_other (Painting *p, const CsMark *mark, guint64 main, gboolean tag)
{
  const CsMarkHold *hold = cs_case_model_hold (p->self->model);
  if (mark == NULL || mark->id == main || !cs_canvas_is_here (p->self, mark) ||
      cs_mark_hold_is (hold, mark->id, CS_MARK_HIDDEN))
    return;
  paint_contour (p, mark, CS_CONTOUR_SELECTED, FALSE);
  if (tag)
    paint_tag (p, mark, FALSE);
}

static void
append_selected (Painting *p, GPtrArray *marks)
{
  const CsMarkHold *hold = cs_case_model_hold (p->self->model);
  for (guint i = marks->len; i > 0; i--)
    if (cs_mark_hold_is (hold, ((const CsMark *)marks->pdata[i - 1])->id, CS_MARK_HIDDEN))
      g_ptr_array_remove_index_fast (marks, i - 1);
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, NULL);
  append_crowd (p, CS_CROWD_SELECTED, set);
}

/* What is selected besides MAIN, where it lies or is being moved to. */
static void
paint_others (Painting *p, guint64 main)
{
  CsCanvas *self = p->self;
  if (self->preview != NULL && self->preview_others == NULL)
    return;
  if (self->preview_others != NULL) {
    for (guint i = 0; i < self->preview_others->len; i++)
      paint_other (p, self->preview_others->pdata[i], main, self->preview_others->len <= MOST_TAGS);
    return;
  }
  g_autoptr (GPtrArray) marks = cs_case_model_selected_marks (self->model);
  if (self->crowded && marks->len > MOST_TAGS) {
    append_selected (p, marks);
    return;
  }
  for (guint i = 0; i < marks->len; i++)
    paint_other (p, marks->pdata[i], main, marks->len <= MOST_TAGS);
}

static void
paint_band (Painting *p)
{
  const double *at = p->self->band;
  const CsViewport *viewport = &cs_canvas_look (p->self)->viewport;
  double x[4], y[4];
  for (guint i = 0; i < 4; i++) /* round the rectangle: the picture may be turned */
    cs_viewport_to_view (viewport, at[i == 0 || i == 3 ? 0 : 2], at[i < 2 ? 1 : 3], &x[i], &y[i]);
  cairo_t *cr = gtk_snapshot_append_cairo (p->snapshot, &p->view);
  for (guint i = 0; i < 4; i++)
    cairo_line_to (cr, x[i], y[i]);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.08);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 3);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.8);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 1);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

GskRenderNode *
cs_canvas_live_node (CsCanvas *self)
{
  Painting p = begin (self);
  gboolean hidden = self->held & (CS_HELD_HIDE | CS_HELD_BEFORE);
  const CsMark *mark = live_mark (self);
  const CsMark *hovered = self->hovered != 0 && !is_live (self, self->hovered)
                              ? cs_mark_set_get (cs_case_model_marks (self->model), self->hovered)
                              : NULL;
  if (hovered != NULL && !hidden)
    paint_contour (&p, hovered, CS_CONTOUR_HOVERED, FALSE);
  if (!hidden)
    paint_others (&p, mark != NULL ? mark->id : 0);
  if (mark != NULL && !hidden) {
    paint_contour (&p, mark, CS_CONTOUR_SELECTED, has_handles (self, mark));
    paint_tag (&p, mark, TRUE);
  }
  const CsSuggestionRow *suggested = cs_case_model_suggestion (self->model);
  if (suggested != NULL && !hidden && cs_canvas_is_here (self, suggested->mark)) {
    paint_contour (&p, suggested->mark, CS_CONTOUR_CHOSEN, FALSE);
    put_tag (&p, suggested->mark, 0, TRUE);
  }
  if (self->banding)
    paint_band (&p);
  if (self->crosshair)
    paint_crosshair (&p);
  return gtk_snapshot_free_to_node (p.snapshot);
}

/* In the order of the two layers. */
void
cs_canvas_append_marks (CsCanvas *self, GtkSnapshot *snapshot, const CsViewport *viewport)
{
  Painting p = begin_in (self, snapshot, viewport);
  const CsMarkSet *set = cs_case_model_visible (self->model);
  const CsMark *live = live_mark (self);
  if (self->held & CS_HELD_HIDE)
    return;
  paint_before (&p);
  if (self->held & CS_HELD_BEFORE)
    return;
  paint_suggestions (&p);
  if (self->crowded)
    append_crowd (&p, CS_CROWD_LENS, set);
  for (guint i = 0; !self->crowded && i < set->n_marks; i++)
    if (at_rest (self, set->marks[i]))
      paint_contour (&p, set->marks[i], CS_CONTOUR_REST, FALSE);
  paint_positions (&p, FALSE, -1);
  for (guint i = 0; self->preview_others != NULL && i < self->preview_others->len; i++)
    paint_other (&p, self->preview_others->pdata[i], live != NULL ? live->id : 0, FALSE);
  if (self->preview == NULL) {
    g_autoptr (GPtrArray) marks = cs_case_model_selected_marks (self->model);
    for (guint i = 0; i < marks->len; i++)
      paint_other (&p, marks->pdata[i], live != NULL ? live->id : 0, FALSE);
  }
  if (live != NULL)
    paint_contour (&p, live, CS_CONTOUR_SELECTED, FALSE);
  const CsSuggestionRow *suggested = cs_case_model_suggestion (self->model);
  if (suggested != NULL && cs_canvas_is_here (self, suggested->mark))
    paint_contour (&p, suggested->mark, CS_CONTOUR_CHOSEN, FALSE);
}

static const CsMark *
mark_or_suggested (CsCanvas *self, guint64 id)
{
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (self->model), id);
  const CsSuggestionRow *row = mark == NULL ? cs_case_model_suggestion (self->model) : NULL;
  return row != NULL && row->mark->id == id ? row->mark : mark;
}

gboolean
cs_canvas_mark_area (CsCanvas *self, guint64 id, GdkRectangle *ret_area)
{
  const CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  guint64 wanted = id != 0 || look == NULL ? id : cs_canvas_pointed_at (self);
  const CsMark *mark = look != NULL && wanted != 0 ? mark_or_suggested (self, wanted) : NULL;
  const GdkRectangle view = { 0, 0, (int)cs_canvas_column_width (self),
                              gtk_widget_get_height (GTK_WIDGET (self)) };
  CsMarkBounds bounds = { 0 };
  if (mark == NULL || !cs_canvas_is_here (self, mark) || !cs_mark_bounds (mark, &bounds))
    return FALSE;
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  cs_viewport_to_view (&look->viewport, (double)bounds.x0 / 1000, (double)bounds.y0 / 1000, &x0,
                       &y0);
  cs_viewport_to_view (&look->viewport, (double)bounds.x1 / 1000, (double)bounds.y1 / 1000, &x1,
                       &y1);
  const GdkRectangle area = { (int)MIN (x0, x1), (int)MIN (y0, y1), (int)fabs (x1 - x0) + 1,
                              (int)fabs (y1 - y0) + 1 };
  return gdk_rectangle_intersect (&area, &view, ret_area);
}

gboolean
cs_canvas_to_picture (CsCanvas *self, double x, double y, double *ret_x, double *ret_y)
{
  const CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  if (look == NULL)
    return FALSE;
  cs_viewport_to_item (&look->viewport, x - cs_canvas_column_left (self, x), y, ret_x, ret_y);
  return TRUE;
}
