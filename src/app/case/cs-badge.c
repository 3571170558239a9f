/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-badge.h"

#include <math.h>

#define SIZE 22
#define SWATCH 10
#define RADIUS 4
#define LINE 1.5

struct _CsBadge {
  GtkWidget parent_instance;
  char *text;
  GdkRGBA colour;
  CsBadgeStyle style;
};

G_DEFINE_FINAL_TYPE (CsBadge, cs_badge, GTK_TYPE_WIDGET)

static void
cs_badge_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                  int *natural, int *minimum_baseline, int *natural_baseline)
{
  CsBadge *self = CS_BADGE (widget);
  *minimum = *natural = self->style == CS_BADGE_SWATCH ? SWATCH : SIZE;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL || self->text == NULL)
    return;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, self->text);
  int width = 0;
  pango_layout_get_pixel_size (layout, &width, NULL);
  *minimum = *natural = MAX (SIZE, width + 6);
}

/* What is read on the colour: near-black on the light ones, white on the dark ones. */
static GdkRGBA
on_colour (const GdkRGBA *colour)
{
  double light = 0.2126 * pow (colour->red, 2.2) + 0.7152 * pow (colour->green, 2.2) +
                 0.0722 * pow (colour->blue, 2.2);
  return light > 0.18 ? (GdkRGBA){ 0.07f, 0.07f, 0.07f, 1 } : (GdkRGBA){ 1, 1, 1, 1 };
}

static void
append_dots (GtkSnapshot *snapshot, const GskRoundedRect *shape, const GdkRGBA *colour)
{
  const graphene_rect_t *b = &shape->bounds;
  const double dots[] = { 2, 3 };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, b);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, LINE);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_rectangle (cr, b->origin.x + 1, b->origin.y + 1, b->size.width - 2, b->size.height - 2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
append_box (CsBadge *self, GtkSnapshot *snapshot, const GskRoundedRect *shape)
{
  const float widths[4] = { LINE, LINE, LINE, LINE };
  const GdkRGBA colours[4] = { self->colour, self->colour, self->colour, self->colour };
  if (self->style == CS_BADGE_DOTTED) {
    append_dots (snapshot, shape, &self->colour);
  } else if (self->style == CS_BADGE_FILLED || self->style == CS_BADGE_SWATCH) {
    gtk_snapshot_push_rounded_clip (snapshot, shape);
    gtk_snapshot_append_color (snapshot, &self->colour, &shape->bounds);
    gtk_snapshot_pop (snapshot);
  } else {
    gtk_snapshot_append_border (snapshot, shape, widths, colours);
  }
}

static void
append_text (CsBadge *self, GtkSnapshot *snapshot, float width, float height)
{
  GdkRGBA colour = on_colour (&self->colour);
  if (self->style != CS_BADGE_FILLED) /* a dark label colour is an edge, but no letter */
    gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  int w = 0, h = 0;
  pango_layout_get_pixel_size (layout, &w, &h);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (floorf ((width - (float)w) / 2),
                                                          floorf ((height - (float)h) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
cs_badge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsBadge *self = CS_BADGE (widget);
  float width = (float)gtk_widget_get_width (widget);
  float height = (float)gtk_widget_get_height (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, width, height);
  GskRoundedRect shape;
  gsk_rounded_rect_init_from_rect (&shape, &area, self->style == CS_BADGE_SWATCH ? 3 : RADIUS);
  append_box (self, snapshot, &shape);
  if (self->text != NULL)
    append_text (self, snapshot, width, height);
}

void
cs_badge_set (CsBadge *self, const char *text, const char *colour, CsBadgeStyle style)
{
  GdkRGBA parsed = { 0.6f, 0.6f, 0.6f, 1 };
  gdk_rgba_parse (&parsed, colour);
  if (g_strcmp0 (self->text, text) == 0 && gdk_rgba_equal (&self->colour, &parsed) &&
      self->style == style)
    return;
  char *copy = g_strdup (text);
  g_free (self->text);
  self->text = copy;
  self->colour = parsed;
  self->style = style;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
cs_badge_finalize (GObject *object)
{
  g_free (CS_BADGE (object)->text);
  G_OBJECT_CLASS (cs_badge_parent_class)->finalize (object);
}

static void
cs_badge_class_init (CsBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = cs_badge_finalize;
  widget_class->measure = cs_badge_measure;
  widget_class->snapshot = cs_badge_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "badge");
}

static void
cs_badge_init (CsBadge *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
cs_badge_new (void)
{
  return g_object_new (CS_TYPE_BADGE, NULL);
}
