/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-canvas-crowd.h"
#include "cs-canvas-private.h"
#include "cs-canvas-references.h"
#include "cs-actions.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAY_LOADING 300 /* milliseconds */
#define SHOWN_AFTER 150 /* milliseconds on the screen */

G_DEFINE_FINAL_TYPE (CsCanvas, cs_canvas, GTK_TYPE_WIDGET)

enum { STATE, CINE, DAMAGED, STROKE, LOOK, WINDOW, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- what is shown, and where --- */

CsLook *
cs_canvas_look (CsCanvas *self)
{
  return self->picture != NULL && self->looks[self->item].ready ? &self->looks[self->item] : NULL;
}

const CsCaseItem *
cs_canvas_case_item (CsCanvas *self)
{
  return self->item >= 0 ? cs_case_model_item (self->model, (guint)self->item) : NULL;
}

gboolean
cs_canvas_is_here (CsCanvas *self, const CsMark *mark)
{
  const CsCaseItem *item = cs_canvas_case_item (self);
  return item != NULL && mark->kind->target == CS_MARK_TARGET_IMAGE && mark->part == self->part &&
         mark->frame == self->frame && cs_gid_equal (&mark->item, &item->row->gid);
}

const CsFrameGeometry *
cs_canvas_geometry (CsCanvas *self)
{
  return self->picture != NULL ? &self->picture->facts->geometry : NULL;
}

CsFrameKey
cs_canvas_key (CsCanvas *self, guint item, gint64 unit)
{
  CsFrameKey key = { .item = cs_case_model_item (self->model, item)->row->gid };
  cs_case_model_frame_at (self->model, item, unit, &key.part, &key.frame);
  return key;
}

static gboolean
is_picture (const CsCaseItem *item)
{
  return item != NULL && !g_str_equal (item->row->kind, "text") && item->units > 0;
}

/* While a text is looked at, the picture beside it stays. */
int
cs_canvas_wanted (CsCanvas *self, gint64 *ret_unit)
{
  guint n = cs_case_model_n_items (self->model);
  guint at = cs_case_model_place (self->model, ret_unit);
  if (self->pinned >= 0) {
    *ret_unit = cs_case_model_unit_at (self->model, (guint)self->pinned);
    return self->pinned;
  }
  if (is_picture (cs_case_model_item (self->model, at)))
    return (int)at;
  if (self->item >= 0) {
    *ret_unit = cs_case_model_unit_at (self->model, (guint)self->item);
    return self->item;
  }
  for (guint i = 0; i < n; i++)
    if (is_picture (cs_case_model_item (self->model, i)))
      return (int)i;
  return -1;
}

/* --- coverage --- */

static gboolean
noted_cb (gpointer data)
{
  CsCanvas *self = data;
  self->note_source = 0;
  if (cs_canvas_says_all (self))
    cs_case_model_note_shown (self->model, (guint)self->item, self->unit, self->unit + 1);
  return G_SOURCE_REMOVE;
}

static void
stop_noting (CsCanvas *self)
{
  g_clear_handle_id (&self->note_source, g_source_remove);
  self->to_note = FALSE;
}

static void
after_paint_cb (GdkFrameClock *clock, CsCanvas *self)
{
  if (!self->to_note || (self->state == CS_CANVAS_SHOWN && self->picture_node == NULL))
    return;
  self->to_note = FALSE;
  if (cs_canvas_is_playing (self)) {
    noted_cb (self);
    return;
  }
  self->note_source = g_timeout_add (SHOWN_AFTER, noted_cb, self);
}

static void
begin_noting (CsCanvas *self)
{
  stop_noting (self);
  self->to_note = gtk_widget_get_mapped (GTK_WIDGET (self)) && cs_canvas_says_all (self) &&
                  !cs_case_model_was_shown (self->model, (guint)self->item, self->unit);
}

/* --- which frame --- */

static void
set_state (CsCanvas *self, CsCanvasState state, GError *trouble)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_clear_error (&self->trouble);
  self->trouble = trouble;
  self->state = state;
  cs_canvas_drop (self, CS_LAYER_ALL);
  g_clear_pointer (&self->index, cs_mark_index_free);
  self->hovered = 0;
  begin_noting (self);
  if (!cs_canvas_is_playing (self))
    cs_canvas_describe (self);
  g_signal_emit (self, signals[STATE], 0);
}

static void
set_place (CsCanvas *self, guint item, gint64 unit)
{
  self->item = (int)item;
  self->unit = unit;
  cs_case_model_frame_at (self->model, item, unit, &self->part, &self->frame);
}

static gboolean
say_loading_cb (gpointer data)
{
  CsCanvas *self = data;
  self->wait_source = 0;
  gint64 unit = 0;
  int item = cs_canvas_wanted (self, &unit);
  set_place (self, (guint)item, unit);
  g_clear_pointer (&self->picture, cs_picture_unref);
  set_state (self, CS_CANVAS_LOADING, NULL);
  return G_SOURCE_REMOVE;
}

static void
show_picture (CsCanvas *self, guint item, gint64 unit, CsPicture *picture)
{
  set_place (self, item, unit);
  g_clear_pointer (&self->picture, cs_picture_unref);
  self->picture = picture;
  cs_canvas_look_prepare (self);
  cs_canvas_look_follow (self);
  cs_case_model_note_trouble (self->model, item, unit, FALSE);
  set_state (self, CS_CANVAS_SHOWN, NULL);
  cs_canvas_load_ahead (self);
}

static void
show_trouble (CsCanvas *self, guint item, gint64 unit, GError *error)
{
  set_place (self, item, unit);
  g_clear_pointer (&self->picture, cs_picture_unref);
  CsFrameKey key = cs_canvas_key (self, item, unit);
  gboolean corrupt = g_error_matches (error, CS_ERROR, CS_ERROR_CORRUPT);
  if (g_hash_table_insert (self->damaged, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (corrupt)))
    g_signal_emit (self, signals[DAMAGED], 0);
  cs_case_model_note_trouble (self->model, item, unit, TRUE);
  set_state (self, CS_CANVAS_TROUBLE, error);
  cs_canvas_load_ahead (self);
}

/* The old frame stays until the new one is there, or until it takes too long: so nothing flickers,
 * and words and marks always belong to the picture beside them. */
static void
seek (CsCanvas *self)
{
  gint64 unit = 0;
  int item = cs_canvas_wanted (self, &unit);
  if (item < 0) {
    self->item = -1;
    set_state (self, CS_CANVAS_EMPTY, NULL);
    return;
  }
  if (self->picture != NULL && item == self->item && unit == self->unit)
    return;
  g_autoptr (GError) error = NULL;
  CsFrameKey key = cs_canvas_key (self, (guint)item, unit);
  CsPicture *picture = cs_pictures_request (self->pictures, &key, &error);
  if (picture != NULL)
    show_picture (self, (guint)item, unit, picture);
  else if (error != NULL)
    show_trouble (self, (guint)item, unit, g_steal_pointer (&error));
  else if (self->wait_source == 0)
    self->wait_source = g_timeout_add (SAY_LOADING, say_loading_cb, self);
}

void
cs_canvas_retry (CsCanvas *self)
{
  if (self->state != CS_CANVAS_TROUBLE)
    return;
  CsFrameKey key = cs_canvas_key (self, (guint)self->item, self->unit);
  g_hash_table_remove_all (self->damaged);
  g_signal_emit (self, signals[DAMAGED], 0);
  cs_pictures_retry (self->pictures, &key);
  seek (self);
}

/* --- the model --- */

static void
marks_cb (CsCaseModel *model, CsCanvas *self)
{
  g_clear_pointer (&self->index, cs_mark_index_free);
  self->hovered = 0;
  cs_canvas_say (self, NULL);
  cs_canvas_drop (self, CS_LAYER_MARKS | CS_LAYER_LIVE);
  cs_canvas_describe (self);
}

static void
selection_cb (CsCaseModel *model, CsCanvas *self)
{
  cs_canvas_look_follow (self);
  cs_canvas_drop (self, CS_LAYER_LIVE | (self->crowded ? 0 : CS_LAYER_MARKS));
  cs_canvas_describe (self);
}

static void
place_cb (CsCaseModel *model, CsCanvas *self)
{
  cs_canvas_say (self, NULL);
  cs_canvas_cine_follow (self);
  seek (self);
}

/* In another way: nothing of it is begun or pointed at. */
static void
compare_cb (CsCaseModel *model, CsCanvas *self)
{
  cs_canvas_fit_columns (self);
  cs_canvas_drop (self, CS_LAYER_ALL);
}

static void
armed_cb (CsCaseModel *model, CsCanvas *self)
{
  cs_canvas_follow_tool (self);
}

static void
stroke_cb (CsCaseModel *model, CsCanvas *self)
{
  if (self->tool != NULL)
    cs_tool_keep (self->tool);
}

static void
loaded_cb (CsPictures *pictures, const CsFrameKey *key, CsCanvas *self)
{
  seek (self);
}

static void
series_cb (CsPictures *pictures, const CsGid *item, CsCanvas *self)
{
  const CsCaseItem *here = cs_canvas_case_item (self);
  if (here == NULL || !cs_gid_equal (&here->row->gid, item))
    return;
  cs_canvas_window_of_series (self);
  cs_canvas_drop (self, CS_LAYER_WORDS);
  g_signal_emit (self, signals[DAMAGED], 0);
}

static void
drop_model (CsCanvas *self)
{
  if (self->model == NULL)
    return;
  cs_canvas_input_forget (self);
  cs_canvas_cine_forget (self);
  cs_canvas_probe_forget (self);
  g_clear_pointer (&self->tool, cs_tool_free);
  stop_noting (self);
  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_signal_handlers_disconnect_by_data (self->pictures, self);
  cs_pictures_set_near (self->pictures, self, NULL, 0);
  for (guint i = 0; i < cs_case_model_n_items (self->model); i++) {
    const CsCaseItem *item = cs_case_model_item (self->model, i);
    if (is_picture (item))
      cs_pictures_leave (self->pictures, &item->row->gid);
  }
  g_clear_object (&self->model);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->picture, cs_picture_unref);
  self->looks = NULL;
  g_clear_pointer (&self->index, cs_mark_index_free);
  for (guint i = 0; i < CS_N_CROWDS; i++)
    cs_canvas_crowd_clear (self->crowds[i]);
  cs_canvas_references_clear (self);
  cs_canvas_set_before (self, NULL, NULL);
  cs_canvas_set_positions (self, NULL);
  g_hash_table_remove_all (self->damaged);
  self->item = -1;
  self->unit = 0;
  cs_canvas_say (self, NULL);
}

static void
take_model (CsCanvas *self, CsCaseModel *model)
{
  guint n = cs_case_model_n_items (model);
  self->model = g_object_ref (model);
  self->pictures = g_object_ref (cs_pictures_of (cs_case_model_session (model)));
  self->looks = cs_canvas_looks (model);
  cs_pictures_retry (self->pictures, NULL); /* a share may be back since it was read ahead */
  for (guint i = 0; i < n; i++) {
    const CsCaseItem *item = cs_case_model_item (model, i);
    if (is_picture (item))
      cs_pictures_know (self->pictures, &item->row->gid, item->row->facts);
  }
  g_signal_connect (model, "marks", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "selection", G_CALLBACK (selection_cb), self);
  g_signal_connect (model, "place", G_CALLBACK (place_cb), self);
  g_signal_connect (model, "armed", G_CALLBACK (armed_cb), self);
  g_signal_connect (model, "compare", G_CALLBACK (compare_cb), self);
  g_signal_connect (model, "stroke", G_CALLBACK (stroke_cb), self);
  g_signal_connect (self->pictures, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect (self->pictures, "series", G_CALLBACK (series_cb), self);
}

void
cs_canvas_set_model (CsCanvas *self, CsCaseModel *model)
{
  if (self->model == model)
    return;
  drop_model (self);
  set_state (self, CS_CANVAS_EMPTY, NULL);
  if (model == NULL)
    return;
  take_model (self, model);
  gint64 unit = 0;
  int item = cs_canvas_wanted (self, &unit);
  if (item >= 0)
    set_place (self, (guint)item, unit);
  seek (self);
  cs_canvas_follow_tool (self);
}

void
cs_canvas_pin (CsCanvas *self, int item)
{
  if (self->pinned == item)
    return;
  self->pinned = item;
  if (self->model == NULL)
    return;
  cs_canvas_cine_follow (self);
  seek (self);
}

void
cs_canvas_set_inner (CsCanvas *self, int inner)
{
  if (self->inner == inner)
    return;
  self->inner = inner;
  cs_canvas_look_lean (self);
  cs_canvas_drop (self, CS_LAYER_ALL);
}

void
cs_canvas_set_headroom (CsCanvas *self, int headroom)
{
  if (self->headroom == headroom)
    return;
  self->headroom = headroom;
  cs_canvas_drop (self, CS_LAYER_WORDS);
}

void
cs_canvas_set_before (CsCanvas *self, const CsMarkSet *set, const char *words)
{
  CsMarkSet *old = self->before;
  self->before = set != NULL ? cs_mark_set_ref (set) : NULL;
  cs_mark_set_unref (old);
  g_free (self->before_words);
  self->before_words = g_strdup (words);
  cs_canvas_drop (self, CS_LAYER_MARKS | CS_LAYER_LIVE | CS_LAYER_WORDS);
}

void
cs_canvas_set_positions (CsCanvas *self, CsPositionsLook *look)
{
  CsPositionsLook *old = self->positions;
  self->positions = cs_positions_look_ref (look);
  cs_positions_look_unref (old);
  cs_canvas_fit_columns (self);
  cs_canvas_drop (self, CS_LAYER_PICTURE | CS_LAYER_MARKS | CS_LAYER_LIVE);
}

CsCanvasState
cs_canvas_state (CsCanvas *self)
{
  return self->state;
}

const GError *
cs_canvas_trouble (CsCanvas *self)
{
  return self->trouble;
}

int
cs_canvas_item (CsCanvas *self)
{
  return self->model != NULL ? self->item : -1;
}

/* --- life --- */

static void
cs_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsCanvas *self = CS_CANVAS (widget);
  if (self->model != NULL)
    cs_canvas_paint (self, snapshot);
}

static void
cs_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CsCanvas *self = CS_CANVAS (widget);
  cs_canvas_fit_columns (self);
  cs_canvas_drop (self, CS_LAYER_ALL);
  cs_canvas_describe (self);
}

static void
cs_canvas_realize (GtkWidget *widget)
{
  CsCanvas *self = CS_CANVAS (widget);
  GTK_WIDGET_CLASS (cs_canvas_parent_class)->realize (widget);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  self->after_paint =
      g_signal_connect (self->clock, "after-paint", G_CALLBACK (after_paint_cb), self);
}

static void
cs_canvas_unrealize (GtkWidget *widget)
{
  CsCanvas *self = CS_CANVAS (widget);
  g_clear_signal_handler (&self->after_paint, self->clock);
  g_clear_object (&self->clock);
  GTK_WIDGET_CLASS (cs_canvas_parent_class)->unrealize (widget);
}

static void
cs_canvas_map (GtkWidget *widget)
{
  CsCanvas *self = CS_CANVAS (widget);
  GTK_WIDGET_CLASS (cs_canvas_parent_class)->map (widget);
  if (self->model != NULL)
    begin_noting (self);
}

static void
cs_canvas_unmap (GtkWidget *widget)
{
  CsCanvas *self = CS_CANVAS (widget);
  stop_noting (self);
  cs_canvas_cine_stop (self);
  if (self->model != NULL && cs_canvas_is_drawing (self))
    cs_case_model_keep_stroke (self->model);
  cs_canvas_input_forget (self);
  GTK_WIDGET_CLASS (cs_canvas_parent_class)->unmap (widget);
}

static void
cs_canvas_dispose (GObject *object)
{
  CsCanvas *self = CS_CANVAS (object);
  drop_model (self);
  cs_canvas_drop (self, CS_LAYER_ALL);
  cs_canvas_picture_clear (self);
  G_OBJECT_CLASS (cs_canvas_parent_class)->dispose (object);
}

static void
cs_canvas_finalize (GObject *object)
{
  CsCanvas *self = CS_CANVAS (object);
  g_clear_error (&self->trouble);
  g_free (self->link);
  g_clear_pointer (&self->table, cs_window_table_free);
  g_clear_pointer (&self->damaged, g_hash_table_unref);
  g_clear_pointer (&self->places, g_array_unref);
  for (guint i = 0; i < CS_N_CROWDS; i++)
    g_clear_pointer (&self->crowds[i], cs_canvas_crowd_free);
  G_OBJECT_CLASS (cs_canvas_parent_class)->finalize (object);
}

static gboolean
cs_canvas_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *tip = NULL;
  if (keyboard || !cs_canvas_tip_at (CS_CANVAS (widget), x, y, &tip))
    return FALSE;
  gtk_tooltip_set_text (tooltip, tip);
  return TRUE;
}

static void
cs_canvas_class_init (CsCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_canvas_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_canvas_finalize;
  widget_class->snapshot = cs_canvas_snapshot;
  widget_class->query_tooltip = cs_canvas_query_tooltip;
  widget_class->size_allocate = cs_canvas_size_allocate;
  widget_class->realize = cs_canvas_realize;
  widget_class->unrealize = cs_canvas_unrealize;
  widget_class->map = cs_canvas_map;
  widget_class->unmap = cs_canvas_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "cs-canvas");
  cs_canvas_actions_install (widget_class);
  cs_actions_bind (widget_class, CS_ACTION_READING);
  cs_actions_bind (widget_class, CS_ACTION_WALK);
  cs_actions_bind (widget_class, CS_ACTION_IMAGE);
  signals[STATE] = g_signal_new ("state", CS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[STROKE] = g_signal_new ("stroke", CS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[LOOK] =
      g_signal_new ("look", CS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WINDOW] = g_signal_new ("window", CS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[CINE] =
      g_signal_new ("cine", CS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DAMAGED] = g_signal_new ("damaged", CS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static guint
key_hash (gconstpointer data)
{
  const CsFrameKey *key = data;
  return cs_gid_hash_func (&key->item) ^ key->part * 31 ^ key->frame;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (CsFrameKey)) == 0;
}

static void
cs_canvas_init (CsCanvas *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->item = self->pinned = -1;
  self->table = cs_window_table_new ();
  self->damaged = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  self->places = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  self->crowds[CS_CROWD_REST] = cs_canvas_crowd_new (CS_CONTOUR_REST, 100);
  self->crowds[CS_CROWD_SELECTED] = cs_canvas_crowd_new (CS_CONTOUR_SELECTED, 50);
  self->crowds[CS_CROWD_LENS] = cs_canvas_crowd_new (CS_CONTOUR_REST, 15);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Picture"), -1);
  cs_canvas_input_init (self);
}
