/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the picture is looked at: where in it, how large, through which window. Kept for each item
 * while the case is open. */
#include "cs-canvas-crowd.h"
#include "cs-canvas-private.h"
#include "cs-picture-view.h"
#include "cs-settings.h"

#include "cs-hanging.h"
#include "cs-window-choices.h"

#include <glib/gi18n.h>
#include <math.h>

#define DRAG_STEP 300.0 /* pixels of a drag that change the window by its own width */

CsLook *
cs_canvas_looks (CsCaseModel *model)
{
  static const char key[] = "cs-looks";
  CsLook *looks = g_object_get_data (G_OBJECT (model), key);
  if (looks == NULL) {
    looks = g_new0 (CsLook, MAX (cs_case_model_n_items (model), 1));
    g_object_set_data_full (G_OBJECT (model), key, looks, g_free);
  }
  return looks;
}

/* Whose header speaks for every slice; NULL while the headers are read, or when none does. */
static const CsFrameFacts *
series_windows (CsCanvas *self)
{
  const CsSeriesView *series =
      cs_pictures_series (self->pictures, &cs_canvas_case_item (self)->row->gid);
  return series != NULL ? cs_series_view_windows (series) : NULL;
}

void
cs_canvas_look_lean (CsCanvas *self)
{
  CsLook *look = cs_canvas_look (self);
  if (look == NULL)
    return;
  const CsProbe *probe = self->picture->probe;
  int wall =
      cs_hanging_chest_wall (cs_probe_id (probe, "modality"), cs_probe_facts (probe)->laterality,
                             cs_probe_id (probe, "patient_orientation"));
  cs_viewport_lean (&look->viewport, wall == self->inner ? wall : 0);
}

void
cs_canvas_look_prepare (CsCanvas *self)
{
  CsLook *look = &self->looks[self->item];
  const CsFrame *frame = self->picture->frame;
  GtkWidget *widget = GTK_WIDGET (self);
  CsViewport *viewport = &look->viewport;
  if (!look->ready)
    look->window = look->opened = cs_window_level_default (self->picture, series_windows (self));
  if (!look->ready || viewport->width != frame->columns || viewport->height != frame->rows)
    cs_picture_view_init (viewport, self->picture);
  cs_viewport_set_view (viewport, cs_canvas_column_width (self),
                        MAX (gtk_widget_get_height (widget), 1),
                        gtk_widget_get_scale_factor (widget));
  look->ready = TRUE;
  cs_canvas_look_lean (self);
}

const CsMark *
cs_canvas_selected (CsCanvas *self)
{
  guint64 id = cs_case_model_selected (self->model);
  const CsSuggestionRow *row = cs_case_model_suggestion (self->model);
  return id != 0       ? cs_mark_set_get (cs_case_model_marks (self->model), id)
         : row != NULL ? row->mark
                       : NULL;
}

void
cs_canvas_look_follow (CsCanvas *self)
{
  CsLook *look = cs_canvas_look (self);
  const CsMark *mark = look != NULL ? cs_canvas_selected (self) : NULL;
  CsMarkBounds bounds = { 0 };
  double x = 0, y = 0;
  if (mark == NULL || !cs_canvas_is_here (self, mark) || !cs_mark_bounds (mark, &bounds))
    return;
  cs_viewport_to_view (&look->viewport, (double)(bounds.x0 + bounds.x1) / 2000,
                       (double)(bounds.y0 + bounds.y1) / 2000, &x, &y);
  if (x >= 0 && y >= 0 && x <= look->viewport.view_width && y <= look->viewport.view_height)
    return;
  cs_viewport_show (&look->viewport, &bounds, FALSE);
  cs_canvas_look_changed (self);
}

void
cs_canvas_look_changed (CsCanvas *self)
{
  cs_canvas_drop (self, CS_LAYER_ALL);
  cs_canvas_describe (self);
  g_signal_emit_by_name (self, "look");
}

/* --- windows --- */

void
cs_canvas_drop_window (CsCanvas *self)
{
  cs_canvas_drop (self, CS_LAYER_PICTURE);
  g_clear_pointer (&self->plates[CS_PLATE_WINDOW], gsk_render_node_unref);
}

void
cs_canvas_window_changed (CsCanvas *self)
{
  cs_canvas_drop_window (self);
  g_signal_emit_by_name (self, "window");
}

static gboolean
same_window (const CsWindowLevel *a, const CsWindowLevel *b)
{
  return fabs (a->center - b->center) < 1e-9 && fabs (a->width - b->width) < 1e-9 &&
         a->function == b->function;
}

void
cs_canvas_window_of_series (CsCanvas *self)
{
  CsLook *look = cs_canvas_look (self);
  if (look == NULL || !same_window (&look->window, &look->opened))
    return;
  gboolean invert = look->window.invert;
  look->window = look->opened = cs_window_level_default (self->picture, series_windows (self));
  look->window.invert = invert;
  cs_canvas_drop_window (self);
}

/* What the digits choose, in their order. Caller unrefs. */
static GArray *
choices_of (CsCanvas *self)
{
  const CsFrameFacts *series = series_windows (self);
  const char *modality = cs_probe_id (self->picture->probe, "modality");
  const GPtrArray *wanted = cs_profile_windows (cs_settings_profile (), modality);
  if (wanted == NULL)
    return cs_window_choices_new (self->picture, series, NULL, 0);
  g_autofree CsWindowOwn *own = g_new0 (CsWindowOwn, wanted->len + 1);
  for (guint i = 0; i < wanted->len; i++) {
    const CsProfileWindow *window = wanted->pdata[i];
    own[i] = (CsWindowOwn){ window->name, window->width, window->center };
  }
  return cs_window_choices_new (self->picture, series, own, wanted->len);
}

static gboolean
is_as_written (const CsWindowChoice *choice)
{
  return choice->origin == CS_WINDOW_HEADER || choice->origin == CS_WINDOW_OWN;
}

/* What the header does not explain has its figures for a name. */
static char *
choice_name (const CsWindowChoice *choice)
{
  g_autofree char *width = cs_canvas_decimal (choice->window.width);
  g_autofree char *centre = cs_canvas_decimal (choice->window.center);
  if (choice->name == NULL)
    /* Translators: width and centre of a window of grey values: "Window 400 / 40". */
    return g_strdup_printf (_ ("Window %s / %s"), width, centre);
  return g_strdup (is_as_written (choice) ? choice->name : _ (choice->name));
}

/* One of the file and a usual one may have the same name: the later one says its figures too. */
static char *
name_among (const CsWindowChoice *choice, GHashTable *taken)
{
  char *name = choice_name (choice);
  if (g_hash_table_contains (taken, name)) {
    g_autofree char *same = name;
    g_autofree char *width = cs_canvas_decimal (choice->window.width);
    g_autofree char *centre = cs_canvas_decimal (choice->window.center);
    name = g_strdup_printf ("%s %s / %s", same, width, centre);
  }
  g_hash_table_add (taken, g_strdup (name));
  return name;
}

GStrv
cs_canvas_window_names (CsCanvas *self)
{
  if (self->model == NULL || self->picture == NULL)
    return NULL;
  g_autoptr (GArray) choices = choices_of (self);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < choices->len; i++) {
    g_autofree char *name = name_among (&g_array_index (choices, CsWindowChoice, i), taken);
    g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

/* A window without a name, where the slice has another one of its own. */
static char *
name_of_series (const GArray *choices)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_array_index (choices, CsWindowChoice, i).origin == CS_WINDOW_SLICE)
      /* Translators: the grey values of the whole series of slices. */
      return g_strdup (_ ("Series"));
  return NULL;
}

char *
cs_canvas_window_name (CsCanvas *self)
{
  const CsLook *look = cs_canvas_look (self);
  g_autoptr (GArray) choices = choices_of (self);
  for (guint i = 0; i < choices->len; i++) {
    const CsWindowChoice *choice = &g_array_index (choices, CsWindowChoice, i);
    if (same_window (&choice->window, &look->window))
      return choice->name != NULL ? choice_name (choice) : name_of_series (choices);
  }
  return NULL;
}

void
cs_canvas_choose_window (CsCanvas *self, guint n)
{
  CsLook *look = cs_canvas_look (self);
  if (look == NULL)
    return;
  gboolean invert = look->window.invert;
  g_autoptr (GArray) choices = choices_of (self);
  if (n == 0)
    look->window = cs_window_level_default (self->picture, series_windows (self));
  else if (n <= choices->len)
    look->window = g_array_index (choices, CsWindowChoice, n - 1).window;
  look->window.invert = invert;
  cs_canvas_window_changed (self);
}

/* From where the drag began: right is wider, up is brighter; in proportion to the window, so that a
 * narrow one can be set as finely as a wide one. */
void
cs_canvas_drag_window (CsCanvas *self, double dx, double dy)
{
  CsLook *look = cs_canvas_look (self);
  if (look == NULL)
    return;
  double width = self->press_window.width;
  look->window = self->press_window;
  cs_window_level_move (&look->window, dy / DRAG_STEP * width,
                        width * (exp (dx / DRAG_STEP) - 1.0));
  cs_canvas_window_changed (self);
}

/* Windows have other names, marks other colours and letters another size. */
static void
settings_cb (CsCanvas *self)
{
  for (guint i = 0; i < CS_N_CROWDS; i++)
    cs_canvas_crowd_clear (self->crowds[i]);
  cs_canvas_drop (self, CS_LAYER_ALL);
}

void
cs_canvas_look_init (CsCanvas *self)
{
  g_signal_connect_object (cs_settings_get_default (), "changed", G_CALLBACK (settings_cb), self,
                           G_CONNECT_SWAPPED);
}

gint64
cs_canvas_unit (CsCanvas *self)
{
  return self->unit;
}

gboolean
cs_canvas_says_all (CsCanvas *self)
{
  return self->state == CS_CANVAS_SHOWN ||
         (self->state == CS_CANVAS_TROUBLE &&
          g_error_matches (self->trouble, CS_ERROR, CS_ERROR_CORRUPT));
}

/* Known from trying, or from the header when there is one picture in the file. CORRUPT: not only
 * out of reach. */
static gboolean
cannot_be_read (CsCanvas *self, gint64 unit, gboolean corrupt)
{
  gpointer is_corrupt = NULL;
  const CsCaseItem *item = self->model != NULL ? cs_canvas_case_item (self) : NULL;
  if (item == NULL || unit < 0 || unit >= item->units)
    return FALSE;
  CsFrameKey key = { .item = item->row->gid };
  cs_case_model_frame_at (self->model, (guint)self->item, unit, &key.part, &key.frame);
  const CsSeriesView *series = cs_pictures_series (self->pictures, &item->row->gid);
  if (g_hash_table_lookup_extended (self->damaged, &key, NULL, &is_corrupt))
    return !corrupt || GPOINTER_TO_INT (is_corrupt);
  if (series == NULL || unit >= series->n_slices)
    return FALSE;
  const CsProbeFacts *facts = cs_probe_facts (series->slices[unit].probe);
  return facts->frames == 1 && facts->damage != NULL;
}

gboolean
cs_canvas_is_damaged (CsCanvas *self, gint64 unit)
{
  return cannot_be_read (self, unit, FALSE);
}

guint
cs_canvas_n_damaged (CsCanvas *self)
{
  const CsCaseItem *item = self->model != NULL ? cs_canvas_case_item (self) : NULL;
  guint n = 0;
  for (gint64 unit = 0; item != NULL && unit < item->units; unit++)
    n += cannot_be_read (self, unit, TRUE);
  return n;
}
