/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-plate.h"
#include "cs-letter-scale.h"

#include <math.h>

/* Pixels, of letters of the usual size; see cs_letter_scale. */
#define LINE 19.0 /* from line to line */
#define PAD_X 7.0
#define PAD_Y 3.0
#define TAG 20.0    /* height of a tag and width of its number */
#define SAMPLE 22.0 /* length of a drawn line before words, and 8 of space */
#define SAMPLE_GAP 8.0

static const GdkRGBA corner_plate = { 0, 0, 0, 0.62f },
                     tag_plate = { 0.118f, 0.118f, 0.118f, 0.92f };
static const GdkRGBA strong = { 0.902f, 0.902f, 0.902f, 1 }, plain = { 0.784f, 0.784f, 0.784f, 1 };
static const GdkRGBA dim = { 0.706f, 0.706f, 0.706f, 1 }, amber = { 0.902f, 0.663f, 0.227f, 1 };
static const GdkRGBA before = { 0.922f, 0.922f, 0.922f, 1 };

static PangoLayout *
new_layout (GtkWidget *widget, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoFontDescription *font = pango_font_description_new ();
  pango_font_description_set_absolute_size (font, size * cs_letter_scale (widget) * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
append_layout (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *colour, double x,
               double y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)round (x), (float)round (y)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
append_plate (GtkSnapshot *snapshot, const GdkRGBA *colour, double x, double y, double width,
              double height, double radius)
{
  GskRoundedRect clip;
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height);
  gsk_rounded_rect_init_from_rect (&clip, &area, (float)radius);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_append_color (snapshot, colour, &area);
  gtk_snapshot_pop (snapshot);
}

/* --- corners --- */

static PangoLayout *
new_line (GtkWidget *widget, const CsWords *words)
{
  gboolean letter = words->style == CS_WORDS_LETTER;
  gboolean heavy = letter || words->style == CS_WORDS_STRONG || words->style == CS_WORDS_AMBER;
  return new_layout (widget, words->text, letter ? 15 : 13,
                     heavy ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
}

static const GdkRGBA *
line_colour (CsWordsStyle style)
{
  switch (style) {
  case CS_WORDS_STRONG:
    return &strong;
  case CS_WORDS_AMBER:
    return &amber;
  case CS_WORDS_LETTER:
    return &dim;
  default:
    return &plain;
  }
}

static double
sample_width (CsWordsStyle style)
{
  return style == CS_WORDS_BEFORE || style == CS_WORDS_NOW ? SAMPLE + SAMPLE_GAP : 0;
}

static void
append_sample (GtkSnapshot *snapshot, const CsWords *words, double x, double y, double line)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)SAMPLE, (float)line));
  gboolean was = words->style == CS_WORDS_BEFORE;
  if (was)
    cairo_set_dash (cr, (const double[]){ 6, 4 }, 2, 0);
  gdk_cairo_set_source_rgba (cr, was ? &before : &words->colour);
  cairo_set_line_width (cr, was ? 1.5 : 2.5);
  cairo_move_to (cr, x, floor (y + line / 2) + 0.5);
  cairo_line_to (cr, x + SAMPLE, floor (y + line / 2) + 0.5);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
append_line (GtkSnapshot *snapshot, PangoLayout *layout, const CsWords *words, double x, double y,
             double line)
{
  int height = 0;
  pango_layout_get_pixel_size (layout, NULL, &height);
  if (sample_width (words->style) > 0)
    append_sample (snapshot, words, x, y, line);
  append_layout (snapshot, layout, line_colour (words->style), x + sample_width (words->style),
                 y + (line - height) / 2);
}

GskRenderNode *
cs_plate_node (GtkWidget *widget, const CsWords *lines, guint n_lines, double x, double y,
               double align_x, double align_y)
{
  if (n_lines == 0)
    return NULL;
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func (g_object_unref);
  double width = 0, line = round (LINE * cs_letter_scale (widget));
  for (guint i = 0; i < n_lines; i++) {
    PangoLayout *layout = new_line (widget, &lines[i]);
    int wide = 0;
    pango_layout_get_pixel_size (layout, &wide, NULL);
    width = MAX (width, wide + sample_width (lines[i].style));
    g_ptr_array_add (layouts, layout);
  }
  double pad = lines[0].style == CS_WORDS_LETTER ? 4 : PAD_X;
  double wide = width + 2 * pad, high = n_lines * line + 2 * (pad < PAD_X ? 0 : PAD_Y);
  double left = round (x - wide * align_x), top = round (y - high * align_y);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  append_plate (snapshot, &corner_plate, left, top, wide, high, pad < PAD_X ? 4 : 6);
  for (guint i = 0; i < n_lines; i++) {
    PangoLayout *layout = layouts->pdata[i];
    int own = 0;
    pango_layout_get_pixel_size (layout, &own, NULL);
    double room = width - own - sample_width (lines[i].style);
    append_line (snapshot, layout, &lines[i], left + pad + room * align_x,
                 top + (high - n_lines * line) / 2 + i * line, line);
  }
  return gtk_snapshot_free_to_node (snapshot);
}

/* --- tags --- */

static PangoLayout *
number_layout (GtkWidget *widget, const char *number)
{
  return new_layout (widget, number, 13, PANGO_WEIGHT_BOLD);
}

/* What is read on the colour of a label: near-black on the light ones, white on the dark ones. */
static const GdkRGBA *
on_colour (const GdkRGBA *colour)
{
  static const GdkRGBA dark = { 0.071f, 0.071f, 0.071f, 1 }, white = { 1, 1, 1, 1 };
  double light = 0.2126 * pow (colour->red, 2.2) + 0.7152 * pow (colour->green, 2.2) +
                 0.0722 * pow (colour->blue, 2.2);
  return light > 0.18 ? &dark : &white;
}

static double
tag_height (GtkWidget *widget)
{
  return round (TAG * cs_letter_scale (widget));
}

static double
number_width (GtkWidget *widget, PangoLayout *layout)
{
  int width = 0;
  pango_layout_get_pixel_size (layout, &width, NULL);
  return MAX (tag_height (widget), width + 8);
}

void
cs_plate_tag_size (GtkWidget *widget, const char *number, const char *words, double *ret_width,
                   double *ret_height)
{
  g_autoptr (PangoLayout) digits = number_layout (widget, number);
  *ret_height = tag_height (widget);
  *ret_width = number_width (widget, digits);
  if (words == NULL)
    return;
  g_autoptr (PangoLayout) line = new_layout (widget, words, 13, PANGO_WEIGHT_SEMIBOLD);
  int width = 0;
  pango_layout_get_pixel_size (line, &width, NULL);
  *ret_width += width + 14;
}

void
cs_plate_append_tag (GtkSnapshot *snapshot, GtkWidget *widget, const char *number,
                     const char *words, const GdkRGBA *colour, gboolean filled, double x, double y)
{
  double width = 0, height = 0;
  cs_plate_tag_size (widget, number, words, &width, &height);
  double left = round (x), top = round (y);
  append_plate (snapshot, &tag_plate, left, top, width, height, 4);
  g_autoptr (PangoLayout) digits = number_layout (widget, number);
  double box = number_width (widget, digits);
  int wide = 0, high = 0;
  pango_layout_get_pixel_size (digits, &wide, &high);
  if (filled) {
    append_plate (snapshot, colour, left, top, box, height, 4);
  } else {
    GskRoundedRect outline;
    gsk_rounded_rect_init_from_rect (
        &outline, &GRAPHENE_RECT_INIT ((float)left, (float)top, (float)box, (float)height), 4);
    gtk_snapshot_append_border (snapshot, &outline, (const float[]){ 1, 1, 1, 1 },
                                (const GdkRGBA[]){ *colour, *colour, *colour, *colour });
  }
  append_layout (snapshot, digits, filled ? on_colour (colour) : &strong, left + (box - wide) / 2,
                 top + (height - high) / 2);
  if (words == NULL)
    return;
  g_autoptr (PangoLayout) line = new_layout (widget, words, 13, PANGO_WEIGHT_SEMIBOLD);
  append_layout (snapshot, line, &strong, left + box + 7, top + (height - high) / 2);
}
