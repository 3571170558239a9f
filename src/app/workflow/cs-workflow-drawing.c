/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow-drawing.h"
#include "cs-letter-scale.h"
#include "cs-paint.h"
#include "cs-stage-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pixels, for usual letters. */
#define BOX_MIN 124
#define BOX_MAX 208
#define PAD 11
#define BETWEEN 30 /* boxes; an arrow lies in it */
#define BACK 36    /* below each row, for the way back */
#define SIDE 18    /* beside the rows, where there are several */
#define RADIUS 9
#define HEAD 5 /* of an arrow */

typedef enum { TITLE, WHO, SHARE, RELAXED, SIGNS, WAITING, N_LINES } Line;

typedef struct {
  PangoLayout *lines[N_LINES]; /* NULL where there is nothing to say */
  graphene_rect_t area;
} Box;

struct _CsWorkflowDrawing {
  GtkWidget parent_instance;
  CsJson *document; /* or NULL */
  gint64 *waiting;  /* or NULL */
  int wrong;
  GArray *boxes; /* of Box */
  PangoLayout *back;
  guint in_row;
};

G_DEFINE_FINAL_TYPE (CsWorkflowDrawing, cs_workflow_drawing, GTK_TYPE_WIDGET)

/* --- words --- */

static void
box_clear (gpointer data)
{
  Box *box = data;
  for (guint i = 0; i < N_LINES; i++)
    g_clear_object (&box->lines[i]);
}

static PangoLayout *
new_layout (CsWorkflowDrawing *self, const char *words, gboolean heading)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, heading ? pango_attr_weight_new (PANGO_WEIGHT_BOLD)
                                              : pango_attr_scale_new (10.0 / 11.0));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_attr_list_unref (attributes);
  return layout;
}

static Box
new_box (CsWorkflowDrawing *self, const CsJson *stage, guint n)
{
  Box box = { 0 };
  g_autofree char *title = cs_stage_title (cs_json_get_string (stage, "key"));
  g_autofree char *who = cs_stage_who (stage);
  g_autofree char *share = cs_stage_share (stage);
  g_autofree char *relaxed = cs_stage_relaxed (stage);
  box.lines[TITLE] = new_layout (self, title, TRUE);
  box.lines[WHO] = new_layout (self, who, FALSE);
  if (share != NULL)
    box.lines[SHARE] = new_layout (self, share, FALSE);
  if (relaxed != NULL)
    box.lines[RELAXED] = new_layout (self, relaxed, FALSE);
  if (cs_json_get_bool (stage, "sign"))
    box.lines[SIGNS] = new_layout (self, _ ("signs"), FALSE);
  if (self->waiting != NULL) {
    g_autofree char *waiting = g_strdup_printf (
        ngettext ("%u waits", "%u wait", (gulong)self->waiting[n]), (guint)self->waiting[n]);
    box.lines[WAITING] = new_layout (self, waiting, FALSE);
  }
  return box;
}

static void
make_boxes (CsWorkflowDrawing *self)
{
  const CsJson *stages = cs_json_get (self->document, "stages");
  g_array_set_size (self->boxes, 0);
  for (guint i = 0; i < cs_json_length (stages); i++) {
    Box box = new_box (self, cs_json_at (stages, i), i);
    g_array_append_val (self->boxes, box);
  }
  g_clear_object (&self->back);
  self->back = new_layout (self, _ ("sent back"), FALSE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static Box *
box_at (CsWorkflowDrawing *self, guint n)
{
  return &g_array_index (self->boxes, Box, n);
}

/* --- layout --- */

/* Letters grow, and all that holds them. */
static int
scaled (CsWorkflowDrawing *self, int pixels)
{
  return cs_letter_scaled (GTK_WIDGET (self), pixels);
}

/* How many boxes stand in a row of WIDTH, and how wide they are. */
static guint
share_out (CsWorkflowDrawing *self, int width, int *ret_box, int *ret_left)
{
  int between = scaled (self, BETWEEN), least = scaled (self, BOX_MIN);
  int n = MAX ((int)self->boxes->len, 1);
  int fit = MAX ((width + between) / (least + between), 1);
  int left = fit < n ? scaled (self, SIDE) : 0;
  fit = CLAMP ((width - 2 * left + between) / (least + between), 1, n);
  int rows = (n + fit - 1) / fit;
  fit = (n + rows - 1) / rows;
  *ret_box = CLAMP ((width - 2 * left - (fit - 1) * between) / fit, 1, scaled (self, BOX_MAX));
  *ret_left = left;
  return (guint)fit;
}

static int
box_height (CsWorkflowDrawing *self, const Box *box, int width)
{
  int pad = scaled (self, PAD), height = 2 * pad;
  for (guint i = 0; i < N_LINES; i++) {
    int line = 0;
    if (box->lines[i] == NULL)
      continue;
    pango_layout_set_width (box->lines[i], MAX (width - 2 * pad, 1) * PANGO_SCALE);
    pango_layout_get_pixel_size (box->lines[i], NULL, &line);
    height += line + (i > TITLE ? 2 : 0);
  }
  return height;
}

/* Puts the boxes into WIDTH and gives the height that it takes. */
static int
place (CsWorkflowDrawing *self, int width)
{
  int box_width, left, y = 1, between = scaled (self, BETWEEN);
  guint in_row = share_out (self, width, &box_width, &left);
  for (guint first = 0; first < self->boxes->len; first += in_row) {
    int height = 0;
    guint end = MIN (first + in_row, self->boxes->len);
    for (guint i = first; i < end; i++)
      height = MAX (height, box_height (self, box_at (self, i), box_width));
    for (guint i = first; i < end; i++)
      graphene_rect_init (&box_at (self, i)->area,
                          (float)(left + 1 + (int)(i - first) * (box_width + between)), (float)y,
                          (float)(box_width - 2), (float)height);
    y += height + scaled (self, BACK);
  }
  self->in_row = in_row;
  return self->boxes->len > 0 ? y : 0;
}

static void
cs_workflow_drawing_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  CsWorkflowDrawing *self = CS_WORKFLOW_DRAWING (widget);
  int n = (int)self->boxes->len;
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = n == 0 ? 0 : scaled (self, BOX_MIN + 2 * SIDE);
    *natural = MAX (n * scaled (self, BOX_MAX) + (n - 1) * scaled (self, BETWEEN), *minimum);
  } else {
    int width = for_size;
    if (width < 0)
      gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
    *minimum = *natural = place (self, width);
  }
}

static void
cs_workflow_drawing_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  place (CS_WORKFLOW_DRAWING (widget), width);
}

static GtkSizeRequestMode
cs_workflow_drawing_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- drawing --- */

static void
append_box (CsWorkflowDrawing *self, GtkSnapshot *snapshot, guint n)
{
  const Box *box = box_at (self, n);
  gboolean wrong = self->wrong == (int)n;
  GdkRGBA head = cs_paint_colour (GTK_WIDGET (self), "cs_head"),
          text = cs_paint_colour (GTK_WIDGET (self), "cs_text");
  GdkRGBA card = cs_paint_colour (GTK_WIDGET (self), "cs_card"),
          link = cs_paint_colour (GTK_WIDGET (self), "cs_link");
  GdkRGBA edge = cs_paint_colour (GTK_WIDGET (self), wrong ? "cs_missed" : "cs_edge");
  float width = wrong ? 2 : 1, pad = (float)scaled (self, PAD), y = box->area.origin.y + pad;
  GskRoundedRect outline;
  gsk_rounded_rect_init_from_rect (&outline, &box->area, (float)scaled (self, RADIUS));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &card, &box->area);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width },
                              (GdkRGBA[4]){ edge, edge, edge, edge });
  for (guint i = 0; i < N_LINES; i++) {
    int height = 0;
    if (box->lines[i] == NULL)
      continue;
    cs_paint_words (snapshot, box->lines[i],
                    i == TITLE     ? &head
                    : i == WAITING ? &link
                                   : &text,
                    box->area.origin.x + pad, y);
    pango_layout_get_pixel_size (box->lines[i], NULL, &height);
    y += (float)height + 2;
  }
}

/* From X, Y one step in DX, DY to the tip. */
static void
draw_head (cairo_t *cr, double x, double y, double dx, double dy, double size)
{
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x - size * (dx + dy), y - size * (dy + dx));
  cairo_line_to (cr, x - size * (dx - dy), y - size * (dy - dx));
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* To the next box, in this row or at the beginning of the next one. */
static void
draw_onward (CsWorkflowDrawing *self, cairo_t *cr, guint n, double size)
{
  const graphene_rect_t *from = &box_at (self, n)->area, *to = &box_at (self, n + 1)->area;
  double y = floor (from->origin.y + from->size.height / 2) + 0.5;
  double start = from->origin.x + from->size.width, end = to->origin.x;
  if (to->origin.y > from->origin.y)
    end = start + scaled (self, SIDE);
  cairo_move_to (cr, start + 3, y);
  cairo_line_to (cr, end - 2 - size, y);
  cairo_stroke (cr);
  draw_head (cr, end - 2, y, 1, 0, size);
}

/* Where the way back lies below the row of box N. */
static double
back_y (CsWorkflowDrawing *self, guint n)
{
  const graphene_rect_t *area = &box_at (self, n)->area;
  return floor (area->origin.y + area->size.height + scaled (self, BACK) * 0.36) + 0.5;
}

/* Under each row to the left, and there up into the first box. */
static void
draw_back (CsWorkflowDrawing *self, cairo_t *cr, double size)
{
  const graphene_rect_t *first = &box_at (self, 0)->area;
  guint last = self->boxes->len - 1;
  gboolean rows = box_at (self, last)->area.origin.y > first->origin.y;
  double home = rows ? 4.5 : floor (first->origin.x + first->size.width / 2) + 0.5;
  double bottom = first->origin.y + first->size.height;
  for (guint i = 1; i <= last; i++) {
    const graphene_rect_t *area = &box_at (self, i)->area;
    double x = floor (area->origin.x + area->size.width / 2) + 0.5;
    cairo_move_to (cr, x, area->origin.y + area->size.height + 3);
    cairo_line_to (cr, x, back_y (self, i));
    cairo_line_to (cr, home, back_y (self, i));
  }
  if (rows) {
    double y = floor (first->origin.y + first->size.height / 2) + 0.5;
    cairo_line_to (cr, home, y);
    cairo_line_to (cr, first->origin.x - 2 - size, y);
    cairo_stroke (cr);
    draw_head (cr, first->origin.x - 2, y, 1, 0, size);
  } else {
    cairo_line_to (cr, home, bottom + 2 + size);
    cairo_stroke (cr);
    draw_head (cr, home, bottom + 2, 0, -1, size);
  }
}

static void
append_arrows (CsWorkflowDrawing *self, GtkSnapshot *snapshot, float width, float height)
{
  GdkRGBA edge = cs_paint_colour (GTK_WIDGET (self), "cs_edge");
  double size = scaled (self, HEAD);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_cairo_set_source_rgba (cr, &edge);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i + 1 < self->boxes->len; i++)
    draw_onward (self, cr, i, size);
  if (self->boxes->len > 1)
    draw_back (self, cr, size);
  cairo_destroy (cr);
}

/* On the line between the first two boxes, with room of its own. */
static void
append_back_words (CsWorkflowDrawing *self, GtkSnapshot *snapshot)
{
  const graphene_rect_t *first = &box_at (self, 0)->area;
  GdkRGBA dim = cs_paint_colour (GTK_WIDGET (self), "cs_dim");
  int width = 0, height = 0;
  pango_layout_get_pixel_size (self->back, &width, &height);
  double x = first->origin.x + first->size.width - width - scaled (self, PAD);
  cs_paint_words (snapshot, self->back, &dim, MAX (x, first->origin.x), back_y (self, 0) + 1);
}

static void
cs_workflow_drawing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsWorkflowDrawing *self = CS_WORKFLOW_DRAWING (widget);
  if (self->boxes->len == 0)
    return;
  append_arrows (self, snapshot, (float)gtk_widget_get_width (widget),
                 (float)gtk_widget_get_height (widget));
  for (guint i = 0; i < self->boxes->len; i++)
    append_box (self, snapshot, i);
  if (self->boxes->len > 1)
    append_back_words (self, snapshot);
}

/* --- what is shown --- */

void
cs_workflow_drawing_show (CsWorkflowDrawing *self, const CsJson *document, const gint64 *waiting,
                          int wrong)
{
  const CsJson *stages = cs_json_get (document, "stages");
  g_autofree char *words = cs_stages_sentence (stages, waiting);
  CsJson *before = self->document;
  self->document = document != NULL ? cs_json_ref (document) : NULL;
  cs_json_unref (before);
  g_free (self->waiting);
  self->waiting =
      waiting != NULL ? g_memdup2 (waiting, cs_json_length (stages) * sizeof *waiting) : NULL;
  self->wrong = wrong;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Drawing of the workflow"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  make_boxes (self);
}

/* --- life --- */

static void
cs_workflow_drawing_finalize (GObject *object)
{
  CsWorkflowDrawing *self = CS_WORKFLOW_DRAWING (object);
  cs_json_unref (self->document);
  g_free (self->waiting);
  g_array_unref (self->boxes);
  g_clear_object (&self->back);
  G_OBJECT_CLASS (cs_workflow_drawing_parent_class)->finalize (object);
}

static void
cs_workflow_drawing_class_init (CsWorkflowDrawingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = cs_workflow_drawing_finalize;
  widget_class->measure = cs_workflow_drawing_measure;
  widget_class->size_allocate = cs_workflow_drawing_size_allocate;
  widget_class->get_request_mode = cs_workflow_drawing_get_request_mode;
  widget_class->snapshot = cs_workflow_drawing_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cs_workflow_drawing_init (CsWorkflowDrawing *self)
{
  self->wrong = -1;
  self->boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  g_array_set_clear_func (self->boxes, box_clear);
  cs_letter_scale_watch (self, G_CALLBACK (make_boxes));
}

GtkWidget *
cs_workflow_drawing_new (void)
{
  return g_object_new (CS_TYPE_WORKFLOW_DRAWING, NULL);
}
