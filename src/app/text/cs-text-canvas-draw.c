/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How marks are drawn under the words of a text. */
#include "cs-text-canvas-private.h"

#include <math.h>

#define UNDERLINE 2.0f
#define FRAME 1.5f
#define REST 0.15f
#define SELECTED 0.30f
#define NAME_GAP 0 /* pixels that a name reaches into its words */

#define PLATE_INSET 3
#define DOT 7.0f
#define DOT_LINE 1.5f

typedef struct {
  CsTextCanvas *self;
  GtkSnapshot *snapshot;
  guint32 start, end; /* on the screen */
  GdkRectangle area;
  guint64 selected;
  const CsSuggestionRow *chosen;
  GArray *heads; /* of Head: where names go */
} Painter;

typedef struct {
  const CsTextSpan *span;
  graphene_rect_t piece;
  gboolean selected;
} Head;

/* --- colours --- */

static GdkRGBA
named_colour (CsTextCanvas *self, const char *name, const char *otherwise)
{
  GdkRGBA colour = { 0 };
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  if (!gtk_style_context_lookup_color (context, name, &colour))
    gdk_rgba_parse (&colour, otherwise);
  return colour;
}

void
cs_text_canvas_find_colours (CsTextCanvas *self)
{
  CsTextPalette *palette = &self->palette;
  palette->page = named_colour (self, "cs_page", "#121212");
  palette->text = named_colour (self, "cs_page_text", "#D0D0D0");
  palette->dim = named_colour (self, "cs_dim", "#9B9B9B");
  palette->accent = named_colour (self, "accent_color", "#56B4E9");
  palette->light = palette->page.red + palette->page.green + palette->page.blue > 1.5f;
}

static GdkRGBA
with_alpha (const GdkRGBA *colour, float alpha)
{
  GdkRGBA result = *colour;
  result.alpha = alpha;
  return result;
}

/* As small letters: on white paper the bright hues need ink. */
static GdkRGBA
as_ink (const CsTextPalette *palette, const GdkRGBA *colour)
{
  if (!palette->light)
    return *colour;
  return (GdkRGBA){ colour->red * 0.6f, colour->green * 0.6f, colour->blue * 0.6f, 1 };
}

/* --- where words stand --- */

static void
cell_of (CsTextCanvas *self, const GtkTextIter *iter, graphene_rect_t *ret_cell)
{
  GdkRectangle cell;
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), iter, &cell);
  graphene_rect_init (ret_cell, (float)cell.x, (float)cell.y, (float)cell.width,
                      (float)cell.height);
  graphene_rect_normalize (ret_cell);
}

/* Without the space that a line ends with. */
static void
take_off_space (GtkTextIter *end, const GtkTextIter *start)
{
  GtkTextIter before = *end;
  while (gtk_text_iter_compare (end, start) > 0 && gtk_text_iter_backward_char (&before) &&
         gtk_text_iter_compare (&before, start) > 0 &&
         g_unichar_isspace (gtk_text_iter_get_char (&before)))
    *end = before;
}

void
cs_text_canvas_pieces (CsTextCanvas *self, guint32 start, guint32 end, CsTextPiece func,
                       gpointer data)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter at, limit;
  gboolean first = TRUE;
  gtk_text_buffer_get_iter_at_offset (buffer, &at, (int)start);
  gtk_text_buffer_get_iter_at_offset (buffer, &limit, (int)end);
  while (gtk_text_iter_compare (&at, &limit) < 0) {
    GtkTextIter next = at, last;
    if (!gtk_text_view_forward_display_line (view, &next) ||
        gtk_text_iter_compare (&next, &limit) > 0 || gtk_text_iter_compare (&next, &at) <= 0)
      next = limit;
    last = next;
    take_off_space (&last, &at);
    gtk_text_iter_backward_char (&last);
    graphene_rect_t head, tail, piece;
    cell_of (self, &at, &head);
    cell_of (self, &last, &tail);
    graphene_rect_union (&head, &tail, &piece);
    func (&piece, first, data);
    first = FALSE;
    at = next;
  }
}

/* --- passages --- */

typedef struct {
  Painter *painter;
  const CsTextSpan *span;
  gboolean selected, starts;
} Brush;

static void
append_dots (Painter *painter, const graphene_rect_t *box, const GdkRGBA *colour, double line)
{
  const double dots[] = { 2, 3 };
  cairo_t *cr = gtk_snapshot_append_cairo (painter->snapshot, box);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, line);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_rectangle (cr, box->origin.x + line / 2, box->origin.y + line / 2, box->size.width - line,
                   box->size.height - line);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static graphene_rect_t
box_of (const CsTextSpan *span, const graphene_rect_t *piece)
{
  graphene_rect_t box = *piece;
  box.size.width = MAX (box.size.width, 2);
  box.size.height += (float)(CS_TEXT_LANE * MIN (span->lane, CS_TEXT_LANES - 1));
  return box;
}

static void
fill_piece (const graphene_rect_t *piece, gboolean first, gpointer data)
{
  const Brush *brush = data;
  GtkSnapshot *snapshot = brush->painter->snapshot;
  const GdkRGBA *colour = &brush->span->colour;
  graphene_rect_t box = box_of (brush->span, piece);
  if (first && brush->starts) {
    const Head head = { brush->span, *piece, brush->selected };
    g_array_append_val (brush->painter->heads, head);
  }
  if (brush->span->suggestion != NULL) {
    append_dots (brush->painter, &box, colour, brush->selected ? 2 : FRAME);
    return;
  }
  GdkRGBA fill = with_alpha (colour, brush->selected ? SELECTED : REST);
  gtk_snapshot_append_color (snapshot, &fill, &box);
  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT (box.origin.x,
                                                  box.origin.y + box.size.height - UNDERLINE,
                                                  box.size.width, UNDERLINE));
  if (!brush->selected)
    return;
  const float widths[4] = { FRAME, FRAME, FRAME, FRAME };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };
  GskRoundedRect frame;
  gsk_rounded_rect_init_from_rect (&frame, &box, 2);
  gtk_snapshot_append_border (snapshot, &frame, widths, colours);
}

static gboolean
is_selected (const Painter *painter, const CsTextSpan *span)
{
  return span->suggestion != NULL
             ? span->suggestion == painter->chosen
             : cs_case_model_is_selected (painter->self->model, span->mark->id) ||
                   span->mark->id == painter->self->tie_first;
}

/* While an edge is dragged, the passage is where it would be. */
static void
range_of (const Painter *painter, const CsTextSpan *span, guint32 *ret_start, guint32 *ret_end)
{
  CsTextCanvas *self = painter->self;
  *ret_start = span->start;
  *ret_end = span->end;
  if (!self->dragging || span->suggestion != NULL || span->mark->id != painter->selected)
    return;
  if (self->drag_end)
    *ret_end = cs_text_screen_end_offset (self->screen, self->drag_position);
  else
    *ret_start = cs_text_screen_offset (self->screen, self->drag_position);
}

static void
draw_pieces (Painter *painter, const CsTextSpan *span)
{
  guint32 start = 0, end = 0;
  Brush brush = { painter, span, is_selected (painter, span), FALSE };
  range_of (painter, span, &start, &end);
  brush.starts = span->first && start >= painter->start;
  start = MAX (start, painter->start);
  end = MIN (end, painter->end);
  if (start < end)
    cs_text_canvas_pieces (painter->self, start, end, fill_piece, &brush);
}

/* --- names --- */

static gboolean
is_taken (GArray *plates, const graphene_rect_t *area)
{
  for (guint i = 0; i < plates->len; i++)
    if (graphene_rect_intersection (&g_array_index (plates, CsTextPlate, i).area, area, NULL))
      return TRUE;
  return FALSE;
}

static PangoLayout *
new_words (CsTextCanvas *self, const char *words)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  pango_layout_set_font_description (layout, self->name_font);
  return layout;
}

/* FALSE when something else stands there. */
static gboolean
place_words (Painter *painter, const char *words, const GdkRGBA *colour, float x, float bottom,
             float room, guint64 id)
{
  g_autoptr (PangoLayout) layout = new_words (painter->self, words);
  int width = 0, height = 0;
  pango_layout_get_pixel_size (layout, &width, &height);
  graphene_rect_t area =
      GRAPHENE_RECT_INIT (x, bottom - (float)height, (float)width, (float)height);
  if ((float)width > room || is_taken (painter->self->plates, &area))
    return FALSE;
  const CsTextPlate plate = { area, id };
  g_array_append_val (painter->self->plates, plate);
  /* So that no tie runs through it; an underline of the line above stays whole. */
  graphene_rect_t plate_area = area;
  graphene_rect_inset_r (&area, 0, PLATE_INSET, &plate_area);
  gtk_snapshot_append_color (painter->snapshot, &painter->self->palette.page, &plate_area);
  gtk_snapshot_save (painter->snapshot);
  gtk_snapshot_translate (painter->snapshot, &area.origin);
  gtk_snapshot_append_layout (painter->snapshot, layout, colour);
  gtk_snapshot_restore (painter->snapshot);
  return TRUE;
}

/* A hollow dot: nothing on the picture belongs to this yet. */
static void
draw_dot (Painter *painter, const GdkRGBA *colour, const graphene_rect_t *piece)
{
  const float widths[4] = { DOT_LINE, DOT_LINE, DOT_LINE, DOT_LINE };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };
  graphene_rect_t box =
      GRAPHENE_RECT_INIT (piece->origin.x - DOT - 1, piece->origin.y - DOT - 2, DOT, DOT);
  GskRoundedRect ring;
  gsk_rounded_rect_init_from_rect (&ring, &box, DOT / 2);
  gtk_snapshot_append_border (painter->snapshot, &ring, widths, colours);
}

static void
draw_name (Painter *painter, const Head *head)
{
  const CsTextSpan *span = head->span;
  const graphene_rect_t *piece = &head->piece;
  CsTextCanvas *self = painter->self;
  float bottom = piece->origin.y + NAME_GAP;
  gboolean suggested = span->suggestion != NULL;
  const char *name = cs_case_model_label_name (self->model, span->mark);
  g_autofree char *words = g_strconcat (name, suggested ? "?" : NULL, NULL);
  GdkRGBA colour = suggested ? self->palette.dim : as_ink (&self->palette, &span->colour);
  guint64 id = suggested ? 0 : span->mark->id;
  if (span->alone)
    draw_dot (painter, &colour, piece);
  float room = head->selected ? INFINITY : MAX (piece->size.width, 1);
  if (place_words (painter, words, &colour, piece->origin.x, bottom, room, id) ||
      (!suggested && span->number == 0)) /* of another version */
    return;
  g_autofree char *number = suggested ? g_strdup ("?") : g_strdup_printf ("%u", span->number);
  place_words (painter, number, &colour, piece->origin.x, bottom, INFINITY, id);
}

/* --- ties --- */

typedef struct {
  graphene_rect_t piece;
  gboolean found;
} Anchor;

static void
anchor_piece (const graphene_rect_t *piece, gboolean first, gpointer data)
{
  Anchor *anchor = data;
  if (first) {
    anchor->piece = *piece;
    anchor->found = TRUE;
  }
}

static Anchor
anchor_of (Painter *painter, const CsTextSpan *span)
{
  Anchor anchor = { 0 };
  if (span->start >= painter->start && span->start < painter->end)
    cs_text_canvas_pieces (painter->self, span->start, MIN (span->end, painter->end), anchor_piece,
                           &anchor);
  return anchor;
}

/* What lies outside is drawn towards. */
static void
put_outside (Painter *painter, const CsTextSpan *span, Anchor *anchor, const Anchor *other)
{
  if (anchor->found)
    return;
  float y = span->start < painter->start ? (float)painter->area.y - 40
                                         : (float)(painter->area.y + painter->area.height) + 40;
  anchor->piece = other->piece;
  anchor->piece.origin.y = y;
}

static CsTextRoute
route_between (const Anchor *from, const Anchor *to, guint lane, guint64 id)
{
  CsTextRoute route;
  cs_text_route (&from->piece, &to->piece, CS_TEXT_MARGIN, lane, &route);
  route.id = id;
  return route;
}

static void
stroke_route (Painter *painter, const CsTextRoute *route, const GdkRGBA *colour, double line,
              gboolean dashed)
{
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
  for (guint i = 0; i < route->n; i++) {
    left = MIN (left, route->x[i]);
    right = MAX (right, route->x[i]);
    top = MIN (top, route->y[i]);
    bottom = MAX (bottom, route->y[i]);
  }
  graphene_rect_t area = GRAPHENE_RECT_INIT (
      (float)left - 6, (float)top - 6, (float)(right - left) + 12, (float)(bottom - top) + 12);
  const double dash[] = { 3, 3 };
  guint last = route->n - 1;
  double down = route->y[last] >= route->y[last - 1] ? 1 : -1;
  cairo_t *cr = gtk_snapshot_append_cairo (painter->snapshot, &area);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (dashed)
    cairo_set_dash (cr, dash, 2, 0);
  cairo_move_to (cr, route->x[0], route->y[0]);
  for (guint i = 1; i < route->n; i++)
    cairo_line_to (cr, route->x[i], route->y[i]);
  cairo_stroke (cr);
  cairo_move_to (cr, route->x[last], route->y[last]);
  cairo_rel_line_to (cr, -3.5, -5 * down);
  cairo_rel_line_to (cr, 7, 0);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
draw_arc (Painter *painter, const CsTextArc *arc, guint lane)
{
  CsTextCanvas *self = painter->self;
  const CsTextSpan *from = &g_array_index (self->spans->spans, CsTextSpan, arc->from);
  const CsTextSpan *to = &g_array_index (self->spans->spans, CsTextSpan, arc->to);
  Anchor start = anchor_of (painter, from), end = anchor_of (painter, to);
  if (!start.found && !end.found)
    return;
  put_outside (painter, from, &start, &end);
  put_outside (painter, to, &end, &start);
  guint64 id = arc->mark->id, selected = painter->selected;
  gboolean near =
      selected != 0 && (selected == id || selected == from->mark->id || selected == to->mark->id);
  CsTextRoute route = route_between (&start, &end, lane, id);
  GdkRGBA colour = near ? self->palette.text : with_alpha (&self->palette.dim, 0.6f);
  stroke_route (painter, &route, &colour, selected == id ? 2.5 : near ? 1.5 : 1, FALSE);
  g_array_append_val (self->routes, route);
}

/* On a level part of its way, over the line below it, where there is room. */
static void
draw_arc_name (Painter *painter, const CsTextArc *arc, const CsTextRoute *route)
{
  static const double places[] = { 0.5, 0.2, 0.8 };
  CsTextCanvas *self = painter->self;
  const char *words = cs_case_model_label_name (self->model, arc->mark);
  g_autoptr (PangoLayout) layout = new_words (self, words);
  int width = 0;
  pango_layout_get_pixel_size (layout, &width, NULL);
  double from = route->x[route->words], to = route->x[route->words + 1];
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    double x = from + places[i] * (to - from) - width / 2.0;
    if (place_words (painter, words, &self->palette.dim, (float)MAX (x, MIN (from, to)),
                     (float)route->base, (float)fabs (to - from), arc->mark->id))
      return;
  }
}

/* From the first end of a tie that is being made to what is selected. */
static void
draw_tie (Painter *painter)
{
  CsTextCanvas *self = painter->self;
  if (self->tie_first == 0 || painter->selected == 0 || painter->selected == self->tie_first)
    return;
  const CsTextSpan *from = cs_text_spans_find (self->spans, self->tie_first);
  const CsTextSpan *to = cs_text_spans_find (self->spans, painter->selected);
  if (from == NULL || to == NULL)
    return;
  Anchor start = anchor_of (painter, from), end = anchor_of (painter, to);
  if (!start.found || !end.found)
    return;
  CsTextRoute route = route_between (&start, &end, 0, 0);
  stroke_route (painter, &route, &self->palette.accent, 1.5, TRUE);
}

/* --- all of it --- */

static gboolean
is_visible (const Painter *painter, const CsTextSpan *span)
{
  return span->start < painter->end && span->end > painter->start &&
         !cs_positions_hide (painter->self->positions, span->mark->id);
}

static void
draw_spans (Painter *painter, gboolean selected)
{
  GArray *spans = painter->self->spans->spans;
  for (guint i = cs_text_spans_from (painter->self->spans, painter->start); i < spans->len; i++) {
    const CsTextSpan *span = &g_array_index (spans, CsTextSpan, i);
    if (span->start >= painter->end)
      break;
    if (is_visible (painter, span) && is_selected (painter, span) == selected)
      draw_pieces (painter, span);
  }
}

static void
draw_names (Painter *painter, gboolean selected)
{
  for (guint i = 0; i < painter->heads->len; i++) {
    const Head *head = &g_array_index (painter->heads, Head, i);
    if (head->selected == selected)
      draw_name (painter, head);
  }
}

void
cs_text_canvas_draw (CsTextCanvas *self, GtkSnapshot *snapshot)
{
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (Head));
  Painter painter = { .self = self,
                      .heads = heads,
                      .snapshot = snapshot,
                      .selected = cs_case_model_selected (self->model),
                      .chosen = cs_text_canvas_suggestion (self) };
  g_array_set_size (self->plates, 0);
  g_array_set_size (self->routes, 0);
  cs_text_canvas_visible (self, &painter.start, &painter.end, &painter.area);
  cs_text_canvas_draw_before (self, snapshot, painter.start, painter.end);
  draw_spans (&painter, FALSE);
  draw_spans (&painter, TRUE);
  cs_text_canvas_draw_positions (self, snapshot, painter.start, painter.end);
  GArray *arcs = self->spans->arcs;
  for (guint i = 0; i < arcs->len; i++)
    draw_arc (&painter, &g_array_index (arcs, CsTextArc, i), i);
  draw_tie (&painter);
  draw_names (&painter, TRUE);
  draw_names (&painter, FALSE);
  for (guint i = 0, n = 0; i < arcs->len && n < self->routes->len; i++) {
    const CsTextArc *arc = &g_array_index (arcs, CsTextArc, i);
    const CsTextRoute *route = &g_array_index (self->routes, CsTextRoute, n);
    if (route->id == arc->mark->id) {
      draw_arc_name (&painter, arc, route);
      n++;
    }
  }
}

/* --- where something is seen --- */

typedef struct {
  graphene_rect_t all;
  gboolean any;
} Area;

static void
area_piece (const graphene_rect_t *piece, gboolean first, gpointer data)
{
  Area *area = data;
  if (area->any)
    graphene_rect_union (&area->all, piece, &area->all);
  else
    area->all = *piece;
  area->any = TRUE;
}

gboolean
cs_text_canvas_area (CsTextCanvas *self, guint64 id, GdkRectangle *ret_area)
{
  guint32 start = 0, end = 0;
  Area area = { 0 };
  if (self->model == NULL)
    return FALSE;
  const CsTextSpan *span = id != 0 ? cs_text_spans_find (self->spans, id) : NULL;
  if (span == NULL && id != 0)
    span = cs_text_spans_find_suggested (self->spans, id);
  if (span != NULL) {
    start = span->start;
    end = span->end;
  } else if (id == 0 && cs_text_canvas_selection (self, &start, &end)) {
    start = cs_text_screen_offset (self->screen, start);
    end = cs_text_screen_end_offset (self->screen, end);
  } else {
    return FALSE;
  }
  cs_text_canvas_pieces (self, start, end, area_piece, &area);
  int x = 0, y = 0;
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET,
                                         (int)area.all.origin.x, (int)area.all.origin.y, &x, &y);
  const GdkRectangle view = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                              gtk_widget_get_height (GTK_WIDGET (self)) };
  const GdkRectangle seen = { x, y, (int)area.all.size.width + 1, (int)area.all.size.height + 1 };
  return area.any && gdk_rectangle_intersect (&seen, &view, ret_area);
}
