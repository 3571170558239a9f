/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-coverage-strip.h"
#include "cs-contour.h"
#include "cs-unit-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define END 6.0      /* free at both ends */
#define DOT_STEP 3.0 /* dots nearer than this would run together */
#define TICK 3.0
#define HERE 12.0

struct _CsCoverageStrip {
  GtkWidget parent_instance;
  CsCanvas *canvas; /* a sibling; not owned */
  CsCaseModel *model;
  GArray *ticks; /* of Tick; NULL until asked for */
  double press_y;
};

typedef struct {
  gint64 unit;
  GdkRGBA colour;
} Tick;

G_DEFINE_FINAL_TYPE (CsCoverageStrip, cs_coverage_strip, GTK_TYPE_WIDGET)

static const CsCaseItem *
item_of (CsCoverageStrip *self)
{
  int item = self->canvas != NULL && self->model != NULL ? cs_canvas_item (self->canvas) : -1;
  return item >= 0 ? cs_case_model_item (self->model, (guint)item) : NULL;
}

/* Also while a text beside the picture is looked at. */
static gint64
unit_of (CsCoverageStrip *self)
{
  return cs_case_model_unit_at (self->model, (guint)cs_canvas_item (self->canvas));
}

/* --- drawing --- */

static GArray *
ticks_of (CsCoverageStrip *self, const CsCaseItem *item)
{
  const CsMarkSet *set = cs_case_model_marks (self->model);
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (Tick));
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    if (mark->kind->target != CS_MARK_TARGET_IMAGE || !cs_gid_equal (&mark->item, &item->row->gid))
      continue;
    Tick tick = { cs_case_model_unit_of (self->model, mark),
                  cs_contour_colour (cs_case_model_colour (self->model, mark)) };
    g_array_append_val (ticks, tick);
  }
  return ticks;
}

typedef struct {
  CsCoverageStrip *self;
  cairo_t *cr;
  double width, step;
  gint64 units;
  guint item;
} Drawing;

static double
y_of (const Drawing *d, gint64 unit)
{
  return END + ((double)unit + 0.5) * d->step;
}

static void
draw_coverage (const Drawing *d)
{
  double middle = d->width / 2, last_dot = -DOT_STEP;
  cairo_set_source_rgb (d->cr, 0.416, 0.416, 0.416);
  for (gint64 unit = 0; unit < d->units; unit++) {
    double top = END + (double)unit * d->step, y = y_of (d, unit);
    if (cs_case_model_was_shown (d->self->model, d->item, unit)) {
      cairo_rectangle (d->cr, round (middle - 2), floor (top), 4,
                       ceil (top + d->step) - floor (top));
    } else if (y - last_dot >= DOT_STEP) {
      cairo_rectangle (d->cr, round (middle - 1), round (y - 1), 2, 2);
      last_dot = y;
    }
  }
  cairo_fill (d->cr);
}

static void
draw_ticks (const Drawing *d)
{
  const GArray *ticks = d->self->ticks;
  for (guint i = 0; i < ticks->len; i++) {
    const Tick *tick = &g_array_index (ticks, Tick, i);
    gdk_cairo_set_source_rgba (d->cr, &tick->colour);
    cairo_rectangle (d->cr, 1, round (y_of (d, tick->unit) - TICK / 2), d->width - 2, TICK);
    cairo_fill (d->cr);
  }
}

static void
draw_damage (const Drawing *d)
{
  double x = d->width / 2, arm = 3;
  cairo_set_source_rgb (d->cr, 0.902, 0.663, 0.227);
  cairo_set_line_width (d->cr, 1.5);
  for (gint64 unit = 0; unit < d->units; unit++) {
    if (!cs_canvas_is_damaged (d->self->canvas, unit))
      continue;
    double y = y_of (d, unit);
    cairo_move_to (d->cr, x - arm, y - arm);
    cairo_line_to (d->cr, x + arm, y + arm);
    cairo_move_to (d->cr, x - arm, y + arm);
    cairo_line_to (d->cr, x + arm, y - arm);
    cairo_stroke (d->cr);
  }
}

static void
draw_here (const Drawing *d)
{
  double x = 1.25, w = d->width - 2.5, h = HERE - 1.5, r = 3;
  double y = CLAMP (y_of (d, unit_of (d->self)) - HERE / 2, 0,
                    gtk_widget_get_height (GTK_WIDGET (d->self)) - HERE);
  y = round (y) + 0.75;
  cairo_new_sub_path (d->cr);
  cairo_arc (d->cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (d->cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (d->cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (d->cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (d->cr);
  cairo_set_source_rgb (d->cr, 0.902, 0.902, 0.902);
  cairo_set_line_width (d->cr, 1.5);
  cairo_stroke (d->cr);
}

static void
cs_coverage_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsCoverageStrip *self = CS_COVERAGE_STRIP (widget);
  const CsCaseItem *item = item_of (self);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  if (item == NULL || item->units < 1 || height <= 2 * END)
    return;
  if (self->ticks == NULL)
    self->ticks = ticks_of (self, item);
  Drawing d = { .self = self,
                .width = width,
                .units = item->units,
                .step = (height - 2 * END) / (double)item->units,
                .item = (guint)cs_canvas_item (self->canvas) };
  d.cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  draw_coverage (&d);
  draw_ticks (&d);
  draw_damage (&d);
  draw_here (&d);
  cairo_destroy (d.cr);
}

/* --- following --- */

static void
update (CsCoverageStrip *self)
{
  const CsCaseItem *item = item_of (self);
  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL && item->units > 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (item == NULL || item->units < 2)
    return;
  gint64 unit = unit_of (self);
  g_autofree char *words = cs_unit_words_of (item, unit);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
      item->loop ? _ ("Frames") : _ ("Slices"), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 1.0,
      GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double)item->units, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
      (double)unit + 1, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
changed_cb (gpointer source, CsCoverageStrip *self)
{
  update (self);
}

static void
marks_cb (gpointer source, CsCoverageStrip *self)
{
  g_clear_pointer (&self->ticks, g_array_unref);
  update (self);
}

void
cs_coverage_strip_set_model (CsCoverageStrip *self, CsCanvas *canvas, CsCaseModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_data (self->canvas, self);
  g_set_weak_pointer (&self->canvas, canvas);
  g_set_object (&self->model, model);
  g_clear_pointer (&self->ticks, g_array_unref);
  if (model != NULL) {
    g_signal_connect (model, "marks", G_CALLBACK (marks_cb), self);
    g_signal_connect (model, "place", G_CALLBACK (changed_cb), self);
    g_signal_connect (model, "shown", G_CALLBACK (changed_cb), self);
    g_signal_connect (canvas, "damaged", G_CALLBACK (changed_cb), self);
    g_signal_connect (canvas, "state", G_CALLBACK (marks_cb), self);
  }
  update (self);
}

/* --- pointer --- */

static void
go_to (CsCoverageStrip *self, double y)
{
  const CsCaseItem *item = item_of (self);
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * END;
  if (item == NULL || height <= 0)
    return;
  gint64 unit = (gint64)floor ((y - END) / height * (double)item->units);
  cs_case_model_go (self->model, (guint)cs_canvas_item (self->canvas),
                    CLAMP (unit, 0, item->units - 1));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, CsCoverageStrip *self)
{
  self->press_y = y;
  go_to (self, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, CsCoverageStrip *self)
{
  go_to (self, self->press_y + dy);
}

/* --- life --- */

static void
cs_coverage_strip_dispose (GObject *object)
{
  CsCoverageStrip *self = CS_COVERAGE_STRIP (object);
  if (self->model != NULL)
    cs_coverage_strip_set_model (self, NULL, NULL);
  G_OBJECT_CLASS (cs_coverage_strip_parent_class)->dispose (object);
}

static void
cs_coverage_strip_class_init (CsCoverageStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_coverage_strip_dispose;
  widget_class->snapshot = cs_coverage_strip_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SCROLLBAR);
  gtk_widget_class_set_css_name (widget_class, "cs-strip");
}

static void
cs_coverage_strip_init (CsCoverageStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_ORIENTATION,
                                  GTK_ORIENTATION_VERTICAL, -1);
}
