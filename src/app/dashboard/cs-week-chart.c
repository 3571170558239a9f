/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-week-chart.h"
#include "cs-letter-scale.h"
#include "cs-paint.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pixels, for usual letters. */
#define HEIGHT 190
#define WIDTH_MIN 250
#define WIDTH 420
#define BAR_MAX 34
#define GAP 8     /* between words and what they stand at */
#define SWATCH 11 /* of the key */
#define N_TICKS 2 /* above zero */

struct _CsWeekChart {
  GtkWidget parent_instance;
  GStrv parts, weeks;
  guint n_parts, n_weeks;
  guint *values;
  guint top;                       /* of the axis */
  GPtrArray *keys;                 /* PangoLayout, of PARTS where there are several */
  GPtrArray *days;                 /* of WEEKS */
  PangoLayout *ticks[N_TICKS + 1]; /* 0, ..., TOP */
};

G_DEFINE_FINAL_TYPE (CsWeekChart, cs_week_chart, GTK_TYPE_WIDGET)

typedef struct {
  double left, right, first, bottom; /* of the plot; FIRST is its upper edge */
  double slot, bar;                  /* how wide a week and its bar are */
} Plot;

static int
scaled (CsWeekChart *self, int pixels)
{
  return cs_letter_scaled (GTK_WIDGET (self), pixels);
}

/* --- words --- */

static PangoLayout *
new_layout (CsWeekChart *self, const char *words)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (10.0 / 11.0));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

/* The next of 2, 4, 10, 20, 40, 100, ... */
static guint
round_up (guint value)
{
  static const guint steps[] = { 2, 4, 10 };
  for (guint64 unit = 1;; unit *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if (steps[i] * unit >= value)
        return (guint)MIN (steps[i] * unit, G_MAXUINT);
}

static void
make_words (CsWeekChart *self)
{
  g_ptr_array_set_size (self->keys, 0);
  g_ptr_array_set_size (self->days, 0);
  for (guint i = 0; self->n_parts > 1 && i < self->n_parts; i++)
    g_ptr_array_add (self->keys, new_layout (self, self->parts[i]));
  for (guint i = 0; i < self->n_weeks; i++)
    g_ptr_array_add (self->days, new_layout (self, self->weeks[i]));
  for (guint i = 0; i <= N_TICKS; i++) {
    g_autofree char *number = g_strdup_printf ("%u", self->top / N_TICKS * i);
    g_clear_object (&self->ticks[i]);
    self->ticks[i] = new_layout (self, number);
  }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* "16 November: 3 as they were, 1 corrected". Caller frees. */
static char *
week_words (CsWeekChart *self, guint week)
{
  GString *text = g_string_new (self->weeks[week]);
  for (guint i = 0; i < self->n_parts; i++)
    g_string_append_printf (text, "%s%u %s", i == 0 ? ": " : ", ",
                            self->values[week * self->n_parts + i], self->parts[i]);
  return g_string_free (text, FALSE);
}

static void
describe (CsWeekChart *self, const char *title)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < self->n_weeks; i++) {
    g_autofree char *words = week_words (self, i);
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", words);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

/* --- layout --- */

/* Where the key's word N begins in WIDTH; RET_Y, and the height of all in RET_HEIGHT. */
static double
place_key (CsWeekChart *self, double width, guint n, double *ret_y, double *ret_height)
{
  double x = 0, y = 0, found = 0, line = 0;
  *ret_y = 0;
  for (guint i = 0; i < self->keys->len; i++) {
    int w = 0, h = 0;
    pango_layout_get_pixel_size (self->keys->pdata[i], &w, &h);
    double whole = scaled (self, SWATCH + GAP / 2) + w;
    line = h + 2;
    if (x > 0 && x + whole > width) {
      x = 0;
      y += line;
    }
    if (i == n) {
      found = x;
      *ret_y = y;
    }
    x += whole + scaled (self, 2 * GAP);
  }
  *ret_height = self->keys->len > 0 ? y + line + scaled (self, GAP) : 0;
  return found;
}

static Plot
plot_of (CsWeekChart *self, double width, double height)
{
  int widest = 0, line = 0;
  double y = 0, key = 0;
  for (guint i = 0; i <= N_TICKS; i++) {
    int w = 0;
    pango_layout_get_pixel_size (self->ticks[i], &w, &line);
    widest = MAX (widest, w);
  }
  place_key (self, width, 0, &y, &key);
  Plot plot = { .left = widest + scaled (self, GAP),
                .right = width,
                .first = key + line / 2.0,
                .bottom = height - line - scaled (self, GAP / 2) };
  plot.slot = MAX (plot.right - plot.left, 1) / MAX (self->n_weeks, 1);
  plot.bar = MIN (MAX (round (plot.slot * 0.6), 2), scaled (self, BAR_MAX));
  return plot;
}

static void
cs_week_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  CsWeekChart *self = CS_WEEK_CHART (widget);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = WIDTH_MIN;
    *natural = WIDTH;
    return;
  }
  double y = 0, key = 0;
  place_key (self, for_size > 0 ? for_size : WIDTH_MIN, 0, &y, &key);
  *minimum = *natural = scaled (self, HEIGHT) + (int)key;
}

static GtkSizeRequestMode
cs_week_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- drawing --- */

static void
hatch (cairo_t *cr, double x, double y, double width, double height, double step)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  for (double at = x - height; at < x + width; at += step) {
    cairo_move_to (cr, at, y + height);
    cairo_line_to (cr, at + height, y);
  }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Full, half tint, hatched, hollow, grey: told apart without a colour. */
static void
draw_part (CsWeekChart *self, cairo_t *cr, guint part, double x, double y, double width,
           double height)
{
  GdkRGBA colour = cs_paint_colour (GTK_WIDGET (self), part == 4   ? "cs_dim"
                                                       : part >= 2 ? "cs_missed"
                                                                   : "accent_color");
  if (height <= 0)
    return;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1);
  if (part == 1) {
    colour.alpha = 0.45f;
    gdk_cairo_set_source_rgba (cr, &colour);
  }
  if (part == 2)
    hatch (cr, x, y, width, height, 4);
  if (part == 2 || part == 3) {
    cairo_rectangle (cr, x + 0.5, y + 0.5, MAX (width - 1, 1), MAX (height - 1, 0.5));
    cairo_stroke (cr);
    return;
  }
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
draw_week (CsWeekChart *self, cairo_t *cr, const Plot *plot, guint week)
{
  double x = round (plot->left + plot->slot * week + (plot->slot - plot->bar) / 2);
  double unit = (plot->bottom - plot->first) / self->top;
  guint sum = 0;
  for (guint i = 0; i < self->n_parts; i++) {
    guint value = self->values[week * self->n_parts + i];
    double low = round (plot->bottom - unit * sum),
           high = round (plot->bottom - unit * (sum + value));
    /* What is there is seen. */
    high = value > 0 ? MIN (high, low - 2) : low;
    draw_part (self, cr, i, x, high, plot->bar, low - high);
    sum += value;
  }
}

static void
draw_axis (CsWeekChart *self, cairo_t *cr, const Plot *plot)
{
  GdkRGBA line = cs_paint_colour (GTK_WIDGET (self), "cs_line");
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i <= N_TICKS; i++) {
    double y = floor (plot->bottom - (plot->bottom - plot->first) * i / N_TICKS) + 0.5;
    cairo_move_to (cr, plot->left, y);
    cairo_line_to (cr, plot->right, y);
  }
  cairo_stroke (cr);
}

/* As many of the weeks' names as there is room for, the last one always. */
static void
append_days (CsWeekChart *self, GtkSnapshot *snapshot, const Plot *plot, const GdkRGBA *dim)
{
  int widest = 1;
  for (guint i = 0; i < self->days->len; i++) {
    int w = 0;
    pango_layout_get_pixel_size (self->days->pdata[i], &w, NULL);
    widest = MAX (widest, w);
  }
  guint each = (guint)ceil ((widest + scaled (self, GAP)) / plot->slot);
  for (guint i = 0; i < self->days->len; i++) {
    int w = 0;
    if ((self->days->len - 1 - i) % MAX (each, 1) != 0)
      continue;
    pango_layout_get_pixel_size (self->days->pdata[i], &w, NULL);
    double x = plot->left + plot->slot * (i + 0.5) - w / 2.0;
    cs_paint_words (snapshot, self->days->pdata[i], dim, CLAMP (x, 0, MAX (plot->right - w, 0)),
                    plot->bottom + scaled (self, GAP / 2));
  }
}

static void
append_key (CsWeekChart *self, GtkSnapshot *snapshot, cairo_t *cr, double width)
{
  GdkRGBA text = cs_paint_colour (GTK_WIDGET (self), "cs_text");
  for (guint i = 0; i < self->keys->len; i++) {
    double y = 0, height = 0, x = place_key (self, width, i, &y, &height);
    int line = 0, side = scaled (self, SWATCH);
    pango_layout_get_pixel_size (self->keys->pdata[i], NULL, &line);
    draw_part (self, cr, i, round (x), round (y + (line - side) / 2.0), side, side);
    cs_paint_words (snapshot, self->keys->pdata[i], &text, x + scaled (self, SWATCH + GAP / 2), y);
  }
}

static void
cs_week_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsWeekChart *self = CS_WEEK_CHART (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA dim = cs_paint_colour (GTK_WIDGET (self), "cs_dim");
  if (self->n_weeks == 0)
    return;
  Plot plot = plot_of (self, width, height);
  cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  draw_axis (self, cr, &plot);
  for (guint i = 0; i < self->n_weeks; i++)
    draw_week (self, cr, &plot, i);
  append_key (self, snapshot, cr, width);
  cairo_destroy (cr);
  append_days (self, snapshot, &plot, &dim);
  for (guint i = 0; i <= N_TICKS; i++) {
    int w = 0, h = 0;
    pango_layout_get_pixel_size (self->ticks[i], &w, &h);
    cs_paint_words (snapshot, self->ticks[i], &dim, plot.left - scaled (self, GAP) - w,
                    plot.bottom - (plot.bottom - plot.first) * i / N_TICKS - h / 2.0);
  }
}

static gboolean
cs_week_chart_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                             GtkTooltip *tooltip)
{
  CsWeekChart *self = CS_WEEK_CHART (widget);
  if (self->n_weeks == 0)
    return FALSE;
  Plot plot = plot_of (self, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  double week = floor ((x - plot.left) / plot.slot);
  if (week < 0 || week >= self->n_weeks || y < plot.first)
    return FALSE;
  g_autofree char *words = week_words (self, (guint)week);
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

/* --- what is shown --- */

void
cs_week_chart_show (CsWeekChart *self, const char *title, const char *const *parts,
                    const char *const *weeks, const guint *values)
{
  guint most = 0;
  g_strfreev (self->parts);
  g_strfreev (self->weeks);
  g_free (self->values);
  self->parts = g_strdupv ((GStrv)parts);
  self->weeks = g_strdupv ((GStrv)weeks);
  self->n_parts = g_strv_length (self->parts);
  self->n_weeks = g_strv_length (self->weeks);
  self->values = g_memdup2 (values, sizeof *values * self->n_parts * self->n_weeks);
  g_return_if_fail (self->n_parts > 0 && self->n_parts <= CS_WEEK_CHART_PARTS);
  for (guint i = 0; i < self->n_weeks; i++) {
    guint sum = 0;
    for (guint k = 0; k < self->n_parts; k++)
      sum += self->values[i * self->n_parts + k];
    most = MAX (most, sum);
  }
  self->top = round_up (most);
  describe (self, title);
  make_words (self);
}

/* --- life --- */

static void
cs_week_chart_finalize (GObject *object)
{
  CsWeekChart *self = CS_WEEK_CHART (object);
  g_strfreev (self->parts);
  g_strfreev (self->weeks);
  g_free (self->values);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->days);
  for (guint i = 0; i <= N_TICKS; i++)
    g_clear_object (&self->ticks[i]);
  G_OBJECT_CLASS (cs_week_chart_parent_class)->finalize (object);
}

static void
cs_week_chart_class_init (CsWeekChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = cs_week_chart_finalize;
  widget_class->measure = cs_week_chart_measure;
  widget_class->get_request_mode = cs_week_chart_get_request_mode;
  widget_class->snapshot = cs_week_chart_snapshot;
  widget_class->query_tooltip = cs_week_chart_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cs_week_chart_init (CsWeekChart *self)
{
  self->top = N_TICKS;
  self->keys = g_ptr_array_new_with_free_func (g_object_unref);
  self->days = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  make_words (self);
  cs_letter_scale_watch (self, G_CALLBACK (make_words));
}

GtkWidget *
cs_week_chart_new (void)
{
  return g_object_new (CS_TYPE_WEEK_CHART, NULL);
}
