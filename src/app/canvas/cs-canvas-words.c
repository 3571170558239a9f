/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the corners of the picture, and the letters at its edges. */
#include "cs-canvas-private.h"
#include "cs-case-hanging.h"
#include "cs-contour.h"
#include "cs-key-words.h"
#include "cs-plate.h"
#include "cs-unit-words.h"

#include "cs-mark-size.h"
#include "cs-orientation-letters.h"
#include "cs-pixel-reading.h"

#include <glib/gi18n.h>
#include <math.h>

#define MARGIN_X 7.0 /* of a plate; its words are 7 further in */
#define MARGIN_Y 8.0
#define LINE 19.0 /* height of one */
#define STATUS_MARGIN 56.0
#define LETTER_MARGIN 6.0
#define MOST_LINES 4
#define NBSP "\u00a0"

typedef struct {
  char *text[MOST_LINES];
  CsWordsStyle style[MOST_LINES];
  guint n;
  GdkRGBA colour;
} Lines;

/* Takes TEXT; nothing when there is none. */
static void
add (Lines *lines, char *text, CsWordsStyle style)
{
  if (text == NULL || text[0] == '\0' || lines->n == MOST_LINES) {
    g_free (text);
    return;
  }
  lines->text[lines->n] = text;
  lines->style[lines->n++] = style;
}

static GskRenderNode *
finish (CsCanvas *self, Lines *lines, double align_x, double align_y, double margin_x,
        double margin_y)
{
  CsWords words[MOST_LINES];
  for (guint i = 0; i < lines->n; i++)
    words[i] = (CsWords){ lines->text[i], lines->style[i], lines->colour };
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double x = margin_x + align_x * (width - 2 * margin_x);
  double y = margin_y + align_y * (height - 2 * margin_y);
  GskRenderNode *node = cs_plate_node (GTK_WIDGET (self), words, lines->n, x, y, align_x, align_y);
  for (guint i = 0; i < lines->n; i++)
    g_free (lines->text[i]);
  return node;
}

static const CsSeriesView *
series_of (CsCanvas *self)
{
  return cs_pictures_series (self->pictures, &cs_canvas_case_item (self)->row->gid);
}

/* --- corners --- */

static char *
series_words (CsCanvas *self)
{
  const CsFrameGeometry *geometry = cs_canvas_geometry (self);
  const char *plane = geometry != NULL ? cs_plane_name_word (cs_plane_name (geometry)) : NULL;
  const CsProbe *probe = self->picture != NULL ? self->picture->probe : NULL;
  const char *name = probe != NULL ? cs_probe_id (probe, "series_description") : NULL;
  if (probe != NULL && cs_probe_is_localiser (probe))
    plane = N_ ("localiser");
  if (self->headroom > 0) /* what lies there says it */
    name = NULL;
  else if (name == NULL && cs_case_model_n_items (self->model) > 1)
    name = cs_canvas_case_item (self)->row->title;
  if (name != NULL && plane != NULL)
    return g_strdup_printf ("%s, %s", name, _ (plane));
  return g_strdup (name != NULL ? name : plane != NULL ? _ (plane) : NULL);
}

static GskRenderNode *
case_plate (CsCanvas *self)
{
  Lines lines = { .n = 0 };
  add (&lines, g_strdup (cs_case_model_view (self->model)->row->title), CS_WORDS_STRONG);
  add (&lines, series_words (self), CS_WORDS_PLAIN);
  add (&lines, g_strdup (cs_case_hanging_of (self->model)->captions[self->item]), CS_WORDS_PLAIN);
  return finish (self, &lines, 0, 0, MARGIN_X, MARGIN_Y + self->headroom);
}

/* What a mark of now looks like here: the selected one, else the first. */
static GdkRGBA
colour_of_now (CsCanvas *self)
{
  const CsMarkSet *set = cs_case_model_marks (self->model);
  guint64 id = cs_case_model_selected (self->model);
  const CsMark *found = id != 0 ? cs_mark_set_get (set, id) : NULL;
  if (found != NULL && !cs_canvas_is_here (self, found))
    found = NULL;
  for (guint i = 0; i < set->n_marks && found == NULL; i++)
    if (cs_canvas_is_here (self, set->marks[i]))
      found = set->marks[i];
  return cs_contour_colour (found != NULL ? cs_case_model_colour (self->model, found) : "#999");
}

/* What is selected was not there before, so that there is nothing to compare. */
static gboolean
is_new (CsCanvas *self)
{
  guint64 id = cs_case_model_selected (self->model);
  return id != 0 && cs_mark_set_get (cs_case_model_marks (self->model), id) != NULL &&
         cs_mark_set_get (self->before, id) == NULL;
}

/* A mark that is shown lies under NODE, or its tag does. */
static gboolean
covers_mark (CsCanvas *self, GskRenderNode *node)
{
  graphene_rect_t area, extent;
  CsViewportMatrix matrix = { 0 };
  const CsMark *selected = cs_canvas_selected (self);
  gsk_render_node_get_bounds (node, &area);
  for (guint i = 0; i < self->places->len; i++)
    if (graphene_rect_intersection (&area, &g_array_index (self->places, graphene_rect_t, i), NULL))
      return TRUE;
  if (cs_canvas_look (self) == NULL || selected == NULL || !cs_canvas_is_here (self, selected))
    return FALSE;
  cs_viewport_matrix (&cs_canvas_look (self)->viewport, &matrix);
  return cs_contour_extent (selected, &matrix, &extent) &&
         graphene_rect_intersection (&area, &extent, NULL);
}

static GskRenderNode *
legend_at (CsCanvas *self, double align_x, double align_y)
{
  Lines lines = { .n = 0 };
  lines.colour = colour_of_now (self);
  add (&lines, g_strdup (self->before_words != NULL ? self->before_words : _ ("before")),
       CS_WORDS_BEFORE);
  /* Translators: what stands in braces becomes a key: "S". */
  g_autofree char *hint = cs_key_words (_ ("hold {hold.before} for before"));
  const char *now = cs_case_compare_words (self->model);
  add (&lines, g_strdup_printf ("%s  ·  %s", now != NULL ? now : _ ("now"), hint), CS_WORDS_NOW);
  return finish (self, &lines, align_x, align_y, MARGIN_X,
                 MARGIN_Y + self->headroom + 2 * LINE + 14);
}

/* Below the name of the case, or where it covers no mark. */
static GskRenderNode *
legend_plate (CsCanvas *self)
{
  static const double places[][2] = { { 0, 0 }, { 0, 1 }, { 1, 1 }, { 1, 0 } };
  GskRenderNode *first = NULL;
  if (self->before == NULL || is_new (self) || cs_canvas_is_split (self))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    GskRenderNode *node = legend_at (self, places[i][0], places[i][1]);
    if (node == NULL || !covers_mark (self, node)) {
      g_clear_pointer (&first, gsk_render_node_unref);
      return node;
    }
    if (first == NULL)
      first = node;
    else
      gsk_render_node_unref (node);
  }
  return first;
}

char *
cs_canvas_decimal (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";
  gboolean whole = fabs (value - round (value)) < 0.05 || fabs (value) >= 100;
  return g_strdup (g_ascii_formatd (text, sizeof text, whole ? "%.0f" : "%.1f", value));
}

static char *
window_words (CsCanvas *self, const CsLook *look)
{
  if (self->picture->plane == CS_PLANE_COLOUR)
    return NULL;
  g_autofree char *name = cs_canvas_window_name (self);
  g_autofree char *width = cs_canvas_decimal (look->window.width);
  g_autofree char *centre = cs_canvas_decimal (look->window.center);
  /* Translators: W is the width of the window and L its level. */
  g_autofree char *figures = g_strdup_printf (_ ("W" NBSP "%s L" NBSP "%s"), width, centre);
  return name != NULL ? g_strdup_printf ("%s  %s", name, figures) : g_steal_pointer (&figures);
}

/* --- sides --- */

static CsOrientationLetters
letters_of (CsCanvas *self, const CsLook *look)
{
  CsViewportMatrix m = { 0 };
  cs_viewport_inverse (&look->viewport, &m);
  CsMatrix matrix = { m.xx, m.xy, m.x0, m.yx, m.yy, m.y0 };
  const CsFrameGeometry *geometry = &self->picture->facts->geometry;
  const char *words = cs_probe_id (self->picture->probe, "patient_orientation");
  return geometry->has_orientation ? cs_orientation_letters (geometry, &matrix)
                                   : cs_orientation_letters_of_words (words, &matrix);
}

/* Then words say it once, instead of the letters. */
static gboolean
knows_no_side (CsCanvas *self, const CsLook *look)
{
  CsOrientationLetters letters = letters_of (self, look);
  for (guint i = 0; i < CS_N_EDGES; i++)
    if (!g_str_equal (letters.at[i], "?"))
      return FALSE;
  return TRUE;
}

/* And it should: a colour picture that is no DICOM, a slide or a photograph, mostly has no sides.
 */
static gboolean
lacks_sides (CsCanvas *self, const CsLook *look)
{
  const char *format = cs_probe_facts (self->picture->probe)->format;
  return (g_str_equal (format, "dicom") || self->picture->plane != CS_PLANE_COLOUR) &&
         knows_no_side (self, look);
}

/* --- the corner of the window --- */

/* What the eye should not take for granted. */
static char *
amber_words (CsCanvas *self, const CsLook *look)
{
  const CsViewport *viewport = &look->viewport;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  if (viewport->flipped)
    g_ptr_array_add (words, _ ("mirrored"));
  if (viewport->turns != 0)
    g_ptr_array_add (words, _ ("turned"));
  if (fabs (viewport->pixel_x - viewport->pixel_y) > 1e-6)
    g_ptr_array_add (words, _ ("pixels not square"));
  if (look->window.invert)
    g_ptr_array_add (words, _ ("inverted"));
  if (cs_probe_facts (self->picture->probe)->lossy)
    g_ptr_array_add (words, _ ("lossy"));
  if (lacks_sides (self, look))
    g_ptr_array_add (words, _ ("orientation not said"));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **)words->pdata);
}

static GskRenderNode *
window_plate (CsCanvas *self)
{
  Lines lines = { .n = 0 };
  const CsLook *look = cs_canvas_look (self);
  if (look == NULL)
    return NULL;
  add (&lines, window_words (self, look), CS_WORDS_PLAIN);
  add (&lines, g_strdup_printf ("%.0f" NBSP "%%", cs_viewport_percent (&look->viewport)),
       CS_WORDS_PLAIN);
  if (self->lens != 0)
    /* Translators: how many times the magnifier enlarges. */
    add (&lines, g_strdup_printf (_ ("magnifier ×%u"), self->lens), CS_WORDS_PLAIN);
  add (&lines, amber_words (self, look), CS_WORDS_AMBER);
  return finish (self, &lines, 1, 0, MARGIN_X, MARGIN_Y);
}

static GskRenderNode *
slice_plate (CsCanvas *self)
{
  Lines lines = { .n = 0 };
  const CsCaseItem *item = cs_canvas_case_item (self);
  const CsSeriesView *series = series_of (self);
  if (item->units > 1 && !item->loop) { /* of a loop the bar below it says both */
    add (&lines,
         g_strdup_printf (_ ("slice %u" NBSP "/" NBSP "%u"), (guint)self->unit + 1,
                          (guint)item->units),
         CS_WORDS_STRONG);
    add (&lines, cs_canvas_cine_words (self), CS_WORDS_PLAIN);
  }
  if (series != NULL && self->unit < series->n_slices) {
    g_autofree char *position = cs_series_view_position_text (series, (guint)self->unit);
    g_autofree char *thickness = cs_series_view_thickness_text (series, (guint)self->unit);
    add (&lines,
         g_strdup_printf ("%s%s%s", position != NULL ? position : "",
                          position != NULL && thickness != NULL ? "   " : "",
                          thickness != NULL ? thickness : ""),
         CS_WORDS_PLAIN);
  }
  add (&lines, g_strdup (self->link), CS_WORDS_PLAIN);
  return finish (self, &lines, 0, 1, MARGIN_X, MARGIN_Y);
}

static void
add_reading (CsCanvas *self, const CsLook *look, Lines *lines)
{
  double x = 0, y = 0;
  CsPixelReading reading;
  cs_viewport_to_item (&look->viewport, self->pointer_x, self->pointer_y, &x, &y);
  if (!cs_pixel_reading_at (self->picture->frame, self->picture->probe, self->picture->facts,
                            (gint64)floor (x), (gint64)floor (y), &reading))
    return;
  add (lines, cs_pixel_reading_text (&reading), CS_WORDS_PLAIN);
  add (lines, g_strdup_printf ("(%.0f, %.0f)", floor (x), floor (y)), CS_WORDS_PLAIN);
}

gboolean
cs_canvas_outlines (CsCanvas *self)
{
  return self->tool != NULL && cs_tool_get_kind (self->tool)->draws == &cs_mark_kind_polygon;
}

/* An outline that is begun is as large as it would be if it were closed now; with two points it is
 * nothing yet. NULL: nothing to measure. Caller unrefs. */
static CsMark *
measured (CsCanvas *self)
{
  const CsMark *mark = self->preview;
  if (mark == NULL || mark->kind != &cs_mark_kind_polyline || !cs_canvas_outlines (self))
    return mark != NULL ? cs_mark_ref (mark) : NULL;
  const CsMarkRing ring = { 0, mark->n_values / 2, FALSE };
  CsMarkInit init = { .id = mark->id,
                      .kind = &cs_mark_kind_polygon,
                      .label = mark->label,
                      .item = mark->item,
                      .part = mark->part,
                      .frame = mark->frame,
                      .values = mark->values,
                      .n_values = mark->n_values,
                      .rings = &ring,
                      .n_rings = 1,
                      .confidence = -1 };
  return mark->n_values >= 6 ? cs_mark_new (&init, NULL) : NULL;
}

/* The value under the pointer; while something is drawn, how large it is. */
static GskRenderNode *
probe_plate (CsCanvas *self)
{
  Lines lines = { .n = 0 };
  const CsLook *look = cs_canvas_look (self);
  if (look == NULL)
    return NULL;
  g_autoptr (CsMark) mark = measured (self);
  if (mark != NULL)
    add (&lines, cs_mark_size_long (mark, cs_canvas_geometry (self)), CS_WORDS_PLAIN);
  if (self->pointer_inside)
    add_reading (self, look, &lines);
  return finish (self, &lines, 1, 1, MARGIN_X, MARGIN_Y);
}

static GskRenderNode *
letter_plate (CsCanvas *self, CsEdge edge)
{
  static const double at[][2] = { [CS_EDGE_TOP] = { 0.5, 0 },
                                  [CS_EDGE_RIGHT] = { 1, 0.5 },
                                  [CS_EDGE_BOTTOM] = { 0.5, 1 },
                                  [CS_EDGE_LEFT] = { 0, 0.5 } };
  const CsLook *look = cs_canvas_look (self);
  if (look == NULL || knows_no_side (self, look))
    return NULL;
  CsOrientationLetters letters = letters_of (self, look);
  Lines lines = { .n = 0 };
  add (&lines, g_strdup (letters.at[edge]), CS_WORDS_LETTER);
  return finish (self, &lines, at[edge][0], at[edge][1], LETTER_MARGIN + 2, LETTER_MARGIN + 3);
}

/* Over the words of the slice, where a picture seldom is; in the middle it would lie on what is
 * drawn. */
static GskRenderNode *
status_plate (CsCanvas *self)
{
  Lines lines = { .n = 0 };
  if (self->status == NULL || self->state != CS_CANVAS_SHOWN)
    return NULL;
  add (&lines, cs_key_words (self->status), CS_WORDS_STRONG);
  return finish (self, &lines, 0, 1, MARGIN_X, STATUS_MARGIN);
}

gboolean
cs_canvas_tip_at (CsCanvas *self, double x, double y, const char **ret_tip)
{
  const CsLook *look = cs_canvas_look (self);
  GskRenderNode *plate = self->plates[CS_PLATE_WINDOW];
  graphene_rect_t area;
  if (look == NULL || plate == NULL || !lacks_sides (self, look))
    return FALSE;
  gsk_render_node_get_bounds (plate, &area);
  *ret_tip = _ ("The file does not say which side of the patient is at which edge.");
  return graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float)x, (float)y));
}

GskRenderNode *
cs_canvas_plate_node (CsCanvas *self, CsPlateId plate)
{
  if (self->item < 0 || (self->no_words && plate != CS_PLATE_STATUS))
    return NULL;
  switch (plate) {
  case CS_PLATE_CASE:
    return case_plate (self);
  case CS_PLATE_LEGEND:
    return legend_plate (self);
  case CS_PLATE_WINDOW:
    return window_plate (self);
  case CS_PLATE_SLICE:
    return slice_plate (self);
  case CS_PLATE_PROBE:
    return probe_plate (self);
  case CS_PLATE_STATUS:
    return status_plate (self);
  default:
    return letter_plate (self, plate - CS_PLATE_TOP + CS_EDGE_TOP);
  }
}

/* --- words for people who do not see it --- */

void
cs_canvas_describe (CsCanvas *self)
{
  const CsCaseItem *item = self->model != NULL ? cs_canvas_case_item (self) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  const CsMarkSet *set = item != NULL ? cs_case_model_marks (self->model) : NULL;
  guint here = 0;
  for (guint i = 0; set != NULL && i < set->n_marks; i++)
    here += cs_canvas_is_here (self, set->marks[i]);
  if (item != NULL && item->units > 1) {
    g_autofree char *place = cs_unit_words_of (item, self->unit);
    g_string_append_printf (words, "%s, ", place);
  }
  if (self->trouble != NULL)
    g_string_append_printf (words, "%s, ", self->trouble->message);
  g_string_append_printf (words, ngettext ("%u mark", "%u marks", here), here);
  const CsMark *mark = set != NULL ? cs_canvas_selected (self) : NULL;
  const char *name = mark != NULL ? cs_case_model_label_name (self->model, mark) : NULL;
  if (mark != NULL && cs_case_model_selected (self->model) == 0)
    g_string_append_printf (words, _ (", selected: suggestion %s"), name);
  else if (mark != NULL && cs_case_model_n_selected (self->model) > 1)
    g_string_append_printf (words, _ (", %u marks are selected"),
                            cs_case_model_n_selected (self->model));
  else if (mark != NULL)
    g_string_append_printf (words, _ (", selected: %s %u"), name,
                            cs_case_model_number (self->model, mark->id));
  if (item != NULL && cs_canvas_look (self) != NULL)
    g_string_append_printf (words, _ (", zoom %d %%"),
                            (int)(cs_viewport_percent (&cs_canvas_look (self)->viewport) + 0.5));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}

void
cs_canvas_tell (CsCanvas *self, const char *sentence)
{
  cs_canvas_say (self, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
}

void
cs_canvas_set_link (CsCanvas *self, const char *words)
{
  if (g_strcmp0 (self->link, words) == 0)
    return;
  g_free (self->link);
  self->link = g_strdup (words);
  cs_canvas_drop (self, CS_LAYER_WORDS);
}
