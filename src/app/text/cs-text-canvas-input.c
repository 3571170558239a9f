/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pointer on a text: what a click selects, and dragging the edge of a passage. */
#include "cs-text-canvas-private.h"

#include "cs-span-edit.h"

#include <math.h>

#define EDGE 5.0  /* pixels beside an edge in which it can be taken */
#define CLICK 4.0 /* pixels that a click may move */
#define ARC 5.0   /* pixels beside an arc that still are on it */

static void
to_buffer (CsTextCanvas *self, double x, double y, int *ret_x, int *ret_y)
{
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int)x,
                                         (int)y, ret_x, ret_y);
}

gboolean
cs_text_canvas_character_at (CsTextCanvas *self, double x, double y, guint32 *ret_position)
{
  int bx = 0, by = 0;
  GtkTextIter iter;
  GdkRectangle cell;
  if (self->screen == NULL)
    return FALSE;
  to_buffer (self, x, y, &bx, &by);
  if (!gtk_text_view_get_iter_at_position (GTK_TEXT_VIEW (self), &iter, NULL, bx, by))
    return FALSE;
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &cell);
  int left = MIN (cell.x, cell.x + cell.width), right = MAX (cell.x, cell.x + cell.width);
  int bottom = cell.y + cell.height + CS_TEXT_LANE * CS_TEXT_LANES;
  if (bx < left || bx > right || by < cell.y || by > bottom)
    return FALSE;
  *ret_position = cs_text_screen_position (self->screen, (guint32)gtk_text_iter_get_offset (&iter));
  return TRUE;
}

/* The place between characters that is nearest to the pointer. */
static guint32
place_at (CsTextCanvas *self, double x, double y)
{
  int bx = 0, by = 0, trailing = 0;
  GtkTextIter iter;
  to_buffer (self, x, y, &bx, &by);
  gtk_text_view_get_iter_at_position (GTK_TEXT_VIEW (self), &iter, &trailing, bx, by);
  gtk_text_iter_forward_chars (&iter, trailing);
  return cs_text_screen_position (self->screen, (guint32)gtk_text_iter_get_offset (&iter));
}

/* --- edges --- */

typedef struct {
  double x, y;
  gboolean near_first, near_last;
  graphene_rect_t first, last;
} EdgeSearch;

static void
edge_piece (const graphene_rect_t *piece, gboolean first, gpointer data)
{
  EdgeSearch *search = data;
  if (first)
    search->first = *piece;
  search->last = *piece;
}

static gboolean
is_beside (double x, double y, double edge, const graphene_rect_t *piece)
{
  return fabs (x - edge) <= EDGE && y >= piece->origin.y - 2 &&
         y <= piece->origin.y + piece->size.height + 4;
}

/* Only of the selected passage, so that selecting words beside a mark stays possible. */
static gboolean
edge_at (CsTextCanvas *self, double x, double y, gboolean *ret_end)
{
  int bx = 0, by = 0;
  EdgeSearch search = { 0 };
  guint64 id = cs_case_model_selected (self->model);
  const CsTextSpan *span = id != 0 ? cs_text_spans_find (self->spans, id) : NULL;
  if (span == NULL || !cs_text_canvas_may_edit (self))
    return FALSE;
  to_buffer (self, x, y, &bx, &by);
  cs_text_canvas_pieces (self, span->start, span->end, edge_piece, &search);
  const graphene_rect_t *last = &search.last;
  if (is_beside (bx, by, last->origin.x + last->size.width, last)) {
    *ret_end = TRUE;
    return TRUE;
  }
  *ret_end = FALSE;
  return is_beside (bx, by, search.first.origin.x, &search.first);
}

/* At a border of words, and not past the other edge. */
static void
drag_edge (CsTextCanvas *self, double x, double y)
{
  const CsMark *mark =
      cs_mark_set_get (cs_case_model_marks (self->model), cs_case_model_selected (self->model));
  guint32 place = place_at (self, x, y);
  guint32 border = cs_text_breaks_nearest (self->breaks, place, self->drag_end);
  gboolean empty = mark != NULL && (self->drag_end ? border <= mark->values[0]
                                                   : border >= mark->values[mark->n_values - 1]);
  if (self->freely || !empty)
    self->drag_position = self->freely ? place : border;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drop_edge (CsTextCanvas *self)
{
  g_autoptr (GError) error = NULL;
  guint64 id = cs_case_model_selected (self->model);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (self->model), id);
  self->dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (mark == NULL ||
      mark->values[self->drag_end ? mark->n_values - 1 : 0] == (gint64)self->drag_position)
    return;
  CsMarkEdit *edit = cs_span_set_edge (cs_case_model_marks (self->model), self->breaks, id,
                                       self->drag_end, self->drag_position, &error);
  cs_text_canvas_edit (self, edit, g_steal_pointer (&error));
}

/* --- clicks --- */

static guint64
plate_at (CsTextCanvas *self, double x, double y)
{
  for (guint i = 0; i < self->plates->len; i++) {
    const CsTextPlate *plate = &g_array_index (self->plates, CsTextPlate, i);
    if (graphene_rect_contains_point (&plate->area, &GRAPHENE_POINT_INIT ((float)x, (float)y)))
      return plate->id;
  }
  return 0;
}

static guint64
route_at (CsTextCanvas *self, double x, double y)
{
  guint64 found = 0;
  double best = ARC;
  for (guint i = 0; i < self->routes->len; i++) {
    const CsTextRoute *route = &g_array_index (self->routes, CsTextRoute, i);
    double distance = cs_text_route_distance (route, x, y);
    if (distance <= best) {
      best = distance;
      found = route->id;
    }
  }
  return found;
}

gboolean
cs_text_canvas_select_at (CsTextCanvas *self, guint32 position)
{
  const CsMarkSet *set = cs_case_model_visible (self->model);
  const CsMark *mark = cs_span_at (set, &self->gid, position, cs_case_model_selected (self->model));
  if (mark != NULL) {
    cs_case_model_select (self->model, mark->id, FALSE);
    return TRUE;
  }
  const CsSuggestionRow *row = cs_text_spans_suggestion_at (self->spans, position);
  if (row != NULL)
    cs_text_canvas_choose_suggestion (self, row);
  return row != NULL;
}

static void
click (CsTextCanvas *self, double x, double y)
{
  int bx = 0, by = 0;
  guint32 position = 0;
  to_buffer (self, x, y, &bx, &by);
  guint64 plate = plate_at (self, bx, by);
  if (plate != 0) {
    cs_case_model_select (self->model, plate, FALSE);
    return;
  }
  if (cs_text_canvas_character_at (self, x, y, &position) &&
      cs_text_canvas_select_at (self, position))
    return;
  guint64 arc = route_at (self, bx, by);
  cs_text_canvas_choose_suggestion (self, NULL);
  if (arc != 0 || self->tie_first == 0)
    cs_case_model_select (self->model, arc, FALSE);
}

/* Whole words, the caret at the end where it was. */
static void
snap_selection (CsTextCanvas *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter caret, from, to;
  guint32 start = 0, end = 0;
  if (!cs_text_canvas_selection (self, &start, &end))
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_selection_bounds (buffer, &from, &to);
  gboolean back = gtk_text_iter_equal (&caret, &from);
  cs_text_breaks_snap (self->breaks, &start, &end);
  gtk_text_buffer_get_iter_at_offset (buffer, &from,
                                      (int)cs_text_screen_offset (self->screen, start));
  gtk_text_buffer_get_iter_at_offset (buffer, &to,
                                      (int)cs_text_screen_end_offset (self->screen, end));
  gtk_text_buffer_select_range (buffer, back ? &from : &to, back ? &to : &from);
}

/* --- events --- */

gboolean
cs_text_canvas_press (CsTextCanvas *self, double x, double y)
{
  if (self->model == NULL)
    return FALSE;
  self->press_x = x;
  self->press_y = y;
  self->pressed = TRUE;
  self->dragging = edge_at (self, x, y, &self->drag_end);
  if (!self->dragging)
    return FALSE;
  const CsMark *mark =
      cs_mark_set_get (cs_case_model_marks (self->model), cs_case_model_selected (self->model));
  self->drag_position = (guint32)mark->values[self->drag_end ? mark->n_values - 1 : 0];
  return TRUE;
}

gboolean
cs_text_canvas_motion (CsTextCanvas *self, double x, double y)
{
  gboolean end = FALSE;
  if (self->model == NULL)
    return FALSE;
  if (self->dragging) {
    drag_edge (self, x, y);
    return TRUE;
  }
  if (!self->pressed)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                     edge_at (self, x, y, &end) ? "col-resize" : "text");
  return FALSE;
}

gboolean
cs_text_canvas_release (CsTextCanvas *self, double x, double y)
{
  gboolean was_pressed = self->pressed;
  self->pressed = FALSE;
  if (self->model == NULL || !was_pressed)
    return FALSE;
  if (self->dragging) {
    drop_edge (self);
    return TRUE;
  }
  gboolean moved = hypot (x - self->press_x, y - self->press_y) > CLICK;
  if (moved && !self->freely)
    snap_selection (self);
  else if (!moved &&
           !gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))))
    click (self, x, y);
  return FALSE;
}

/* The passage whose menu is asked for; FALSE where none is: the text has one of its own, as for
 * words that are selected. */
static gboolean
select_for_menu (CsTextCanvas *self, double x, double y)
{
  int bx = 0, by = 0;
  guint32 position = 0;
  if (self->model == NULL ||
      gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))))
    return FALSE;
  to_buffer (self, x, y, &bx, &by);
  guint64 plate = plate_at (self, bx, by), selected = cs_case_model_selected (self->model);
  const CsTextSpan *span = selected != 0 ? cs_text_spans_find (self->spans, selected) : NULL;
  if (plate != 0)
    cs_case_model_select (self->model, plate, FALSE);
  else if (!cs_text_canvas_character_at (self, x, y, &position))
    return FALSE;
  else if ((span == NULL || position < span->start || position >= span->end) &&
           !cs_text_canvas_select_at (self, position))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

/* The menu comes when the button is let go of. */
static gboolean
press_right (CsTextCanvas *self, gboolean release, double x, double y)
{
  gboolean asked = self->menu_asked;
  self->menu_asked = !release && select_for_menu (self, x, y);
  if (release && asked)
    gtk_widget_activate_action (GTK_WIDGET (self), "mark.menu-here", NULL);
  return release ? asked : self->menu_asked;
}

/* Before the text view, which takes presses for itself. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, CsTextCanvas *self)
{
  GdkEventType type = gdk_event_get_event_type (event);
  if (type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE && type != GDK_MOTION_NOTIFY)
    return FALSE;
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double x = 0, y = 0, left = 0, top = 0;
  if (native == NULL || !gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (native, &left, &top);
  gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), x - left, y - top, &x,
                                    &y);
  self->freely = (gdk_event_get_modifier_state (event) & GDK_ALT_MASK) != 0;
  if (type == GDK_MOTION_NOTIFY)
    return cs_text_canvas_motion (self, x, y);
  if (gdk_button_event_get_button (event) == GDK_BUTTON_SECONDARY)
    return press_right (self, type == GDK_BUTTON_RELEASE, x, y);
  if (gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    return FALSE;
  if (type == GDK_BUTTON_RELEASE)
    return cs_text_canvas_release (self, x, y);
  if (!cs_text_canvas_press (self, x, y))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

void
cs_text_canvas_input_init (CsTextCanvas *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
}
