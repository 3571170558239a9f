/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-model-private.h"
#include "cs-label-colour.h"
#include "cs-item-facts.h"

#include <glib/gi18n.h>
#include <string.h>

#define NO_COLOUR "#9b9b9b"

G_DEFINE_FINAL_TYPE (CsCaseModel, cs_case_model, G_TYPE_OBJECT)

static guint signals[CS_CASE_N_SIGNALS];

void
cs_case_model_emit (CsCaseModel *self, guint signal)
{
  g_signal_emit (self, signals[signal], 0);
}

/* --- reading the case --- */

static const CsMarkSet *
set_of (const CsCaseView *view)
{
  return view->draft != NULL ? view->draft : view->current;
}

/* What readers agree on is not changed by who settles the rest. */
static void
hold_agreed (CsCaseModel *self)
{
  gboolean settles = self->view->mode == CS_MODE_ADJUDICATION && self->view->current != NULL;
  for (guint i = 0; (settles || self->agreed) && i < self->marks->n_marks; i++) {
    guint64 id = self->marks->marks[i]->id;
    cs_mark_hold_set (self->hold, id, CS_MARK_AGREED,
                      settles && cs_mark_set_get (self->view->current, id) != NULL);
  }
  self->agreed = settles;
}

void
cs_case_model_show_marks (CsCaseModel *self, const CsMarkSet *set)
{
  CsMarkSet *before = self->marks;
  self->marks = set != NULL ? cs_mark_set_ref (set) : cs_mark_set_new_empty ();
  cs_mark_set_unref (before);
  hold_agreed (self);
  cs_case_hold_follow (self);
  cs_case_order_follow (self->order, self->marks, self->schema);
  if (self->marks->n_marks > 0) /* in order of ids */
    cs_mark_ids_after (cs_session_env (self->session),
                       self->marks->marks[self->marks->n_marks - 1]->id);
  gboolean lost = cs_case_model_selection_follow (self);
  cs_case_model_emit (self, CS_CASE_MARKS);
  if (lost)
    cs_case_model_emit (self, CS_CASE_SELECTION);
}

/* Which numbers are taken, and by which marks. */
static void
follow_versions (CsCaseModel *self)
{
  const CsCaseView *view = self->view;
  cs_case_order_begin (self->order);
  for (guint i = 0; view->past != NULL && i < view->past->len; i++)
    cs_case_order_hand_in_past (self->order, view->past->pdata[i], self->schema);
  if (view->current != NULL)
    cs_case_order_hand_in (self->order, view->current, self->schema);
}

/* Rows of the items point into the view that they were made with, so both are kept together. */
static void
take_read (CsCaseModel *self, CsCaseRead *read)
{
  CsCaseRead *before = self->read;
  g_hash_table_remove_all (self->probes); /* its keys lie in what was read before */
  self->read = read;
  self->view = read->view;
  self->items = read->items;
  self->schema = read->schema;
  self->can_undo = self->view->can_undo;
  self->can_redo = self->view->can_redo;
  g_clear_pointer (&self->searched, cs_mark_set_unref);
  g_clear_pointer (&self->comparing.before, cs_mark_set_unref);
  g_clear_pointer (&self->comparing.now, cs_mark_set_unref);
  g_clear_pointer (&self->comparing.words, g_free);
  cs_evidence_add (self->shown, self->view->shown);
  follow_versions (self);
  if (before != NULL && before->schema != self->schema)
    cs_case_model_arm_follow (self);
  cs_case_read_unref (before);
}

/* Pictures come first, whatever the order of ids. */
static guint
first_picture (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (!g_str_equal (((CsCaseItem *)items->pdata[i])->row->kind, "text"))
      return i;
  return 0;
}

static CsCaseModel *
model_new (CsSession *session, CsCaseRead *read)
{
  CsCaseModel *self = g_object_new (CS_TYPE_CASE_MODEL, NULL);
  self->session = g_object_ref (session);
  take_read (self, read);
  self->case_gid = self->view->row->gid;
  self->units = g_new0 (gint64, MAX (self->items->len, 1));
  self->item = first_picture (self->items);
  self->rescuing = cs_session_trouble (session) != NULL;
  self->rescue = cs_case_rescue_new (self->rescuing);
  self->restored = read->has_place && read->place.open && self->view->has_draft;
  cs_case_model_return_to_place (self);
  self->hold = cs_mark_hold_copy (read->hold);
  cs_case_model_show_marks (self, set_of (self->view));
  cs_case_model_arm_first (self);
  if (self->view->mode != CS_MODE_LOOKING)
    cs_case_model_write_place (self, TRUE);
  return self;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, model_new (CS_SESSION (source), value), g_object_unref);
}

void
cs_case_model_open_async (CsSession *session, const CsGid *case_gid, gboolean look,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  gboolean may_claim = !look && cs_session_facts (session)->writable;
  CsJobSpec spec = cs_case_read_job (case_gid, may_claim);
  cs_session_run_async (session, &spec, cancellable, opened_cb, task);
}

CsCaseModel *
cs_case_model_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct {
  CsCaseModel *self;
  guint64 last_edit;
} Reading;

/* What is read was asked for after the file had it. */
static void
settle_ends (CsCaseModel *self)
{
  if (self->settling == CS_SETTLING_WRITTEN)
    self->settling = CS_SETTLING_NONE;
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (CsCaseModel) self = reading->self;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  if (!ok) {
    self->claiming = FALSE;
    settle_ends (self);
    cs_session_set_notice (self->session, error->message);
    cs_case_model_emit (self, CS_CASE_REVIEW);
    return;
  }
  /* Drawn meanwhile: the answer is about an older state. */
  if (reading->last_edit != self->last_edit || self->closed || self->rescuing) {
    cs_case_read_unref (value);
    cs_case_model_reload (self);
    return;
  }
  guint at = cs_case_model_suggestion_at (self);
  take_read (self, value);
  self->claiming = FALSE;
  settle_ends (self);
  gboolean next = cs_case_model_suggestion_follow (self, at);
  cs_case_model_show_marks (self, set_of (self->view));
  cs_case_model_emit (self, CS_CASE_REVIEW);
  if (next)
    cs_case_model_show_suggestion (self);
}

static void
read_again (CsCaseModel *self, gboolean claim)
{
  if (self->closed || self->rescuing) /* what is shown is not in the file */
    return;
  CsJobSpec spec = cs_case_read_job (&self->case_gid, claim);
  if (claim)
    spec.flags |= CS_JOB_URGENT; /* before the first stroke */
  Reading *reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->last_edit = self->last_edit;
  cs_session_run_async (self->session, &spec, NULL, reloaded_cb, reading);
}

void
cs_case_model_reload (CsCaseModel *self)
{
  read_again (self, FALSE);
}

void
cs_case_model_claim (CsCaseModel *self)
{
  if (self->view->mode == CS_MODE_LOOKING || !cs_session_facts (self->session)->writable)
    return;
  self->claiming = TRUE;
  read_again (self, TRUE);
}

CsCaseModel *
cs_case_model_new_from_read (CsSession *session, const CsCaseRead *read)
{
  CsCaseModel *self = model_new (session, cs_case_read_ref (read));
  cs_case_model_claim (self);
  return self;
}

void
cs_case_model_close (CsCaseModel *self)
{
  if (self->closed)
    return;
  cs_case_model_keep_stroke (self);
  cs_case_model_flush (self);
  cs_case_model_write_effort (self);
  if (self->view->mode != CS_MODE_LOOKING)
    cs_case_model_write_place (self, FALSE);
  cs_case_life_forget (self);
  self->closed = TRUE;
}

/* --- what it is --- */

CsSession *
cs_case_model_session (CsCaseModel *self)
{
  return self->session;
}

const CsCaseView *
cs_case_model_view (CsCaseModel *self)
{
  return self->view;
}

const char *
cs_case_model_signed (CsCaseModel *self, gint64 *ret_wall)
{
  *ret_wall = self->read->signed_wall;
  return self->read->signed_by;
}

const CsSchema *
cs_case_model_schema (CsCaseModel *self)
{
  return self->schema;
}

gboolean
cs_case_model_may_edit (CsCaseModel *self)
{
  return self->view->mode != CS_MODE_LOOKING && (self->view->mine || self->claiming) &&
         self->schema != NULL && !self->closed && self->comparing.now == NULL;
}

/* --- items and place --- */

guint
cs_case_model_n_items (CsCaseModel *self)
{
  return self->items->len;
}

const CsCaseItem *
cs_case_model_item (CsCaseModel *self, guint n)
{
  return n < self->items->len ? self->items->pdata[n] : NULL;
}

int
cs_case_model_find_item (CsCaseModel *self, const CsGid *item)
{
  for (guint i = 0; i < self->items->len; i++) {
    const CsCaseItem *each = self->items->pdata[i];
    if (memcmp (&each->row->gid, item, sizeof *item) == 0)
      return (int)i;
  }
  return -1;
}

guint
cs_case_model_place (CsCaseModel *self, gint64 *ret_unit)
{
  if (ret_unit != NULL)
    *ret_unit = self->units[self->item];
  return self->item;
}

gboolean
cs_case_model_was_here (CsCaseModel *self)
{
  return self->read->has_place;
}

gint64
cs_case_model_unit_at (CsCaseModel *self, guint item)
{
  return item < self->items->len ? self->units[item] : 0;
}

/* UNIT is one of an item of the case. */
static gint64
clamp_unit (CsCaseModel *self, guint item, gint64 unit)
{
  const CsCaseItem *there = self->items->pdata[item];
  return CLAMP (unit, 0, MAX (there->units - 1, 0));
}

static void
place_moved (CsCaseModel *self)
{
  self->place_moved = TRUE;
  cs_case_model_write_soon (self);
  cs_case_model_emit (self, CS_CASE_PLACE);
}

void
cs_case_model_go (CsCaseModel *self, guint item, gint64 unit)
{
  if (item >= self->items->len)
    return;
  gint64 place = clamp_unit (self, item, unit);
  if (item == self->item && place == self->units[item])
    return;
  guint before = self->item;
  if (before != item)
    cs_case_model_let_go (self);
  self->item = item;
  self->units[item] = place;
  if (before != item)
    cs_case_model_arm_again (self, before);
  place_moved (self);
}

void
cs_case_model_scroll (CsCaseModel *self, guint item, gint64 unit)
{
  if (item >= self->items->len || clamp_unit (self, item, unit) == self->units[item])
    return;
  self->units[item] = clamp_unit (self, item, unit);
  place_moved (self);
}

void
cs_case_model_go_item (CsCaseModel *self, guint item)
{
  if (item < self->items->len)
    cs_case_model_go (self, item, self->units[item]);
}

gint64
cs_case_model_unit_of (CsCaseModel *self, const CsMark *mark)
{
  int item = cs_case_model_find_item (self, &mark->item);
  return item >= 0 ? cs_case_item_unit (self->items->pdata[item], mark) : 0;
}

void
cs_case_model_frame_at (CsCaseModel *self, guint item, gint64 unit, guint *ret_part,
                        guint *ret_frame)
{
  *ret_part = *ret_frame = 0;
  if (item < self->items->len)
    cs_case_item_frame (self->items->pdata[item], unit, ret_part, ret_frame);
}

/* Made from the facts when first asked for: most parts of a series carry no mark. */
const CsFrameGeometry *
cs_case_model_geometry (CsCaseModel *self, const CsMark *mark)
{
  int at = cs_case_model_find_item (self, &mark->item);
  const CsCaseItem *item = at >= 0 ? self->items->pdata[at] : NULL;
  if (item == NULL || mark->kind->target != CS_MARK_TARGET_IMAGE)
    return NULL;
  const CsJson *part = cs_json_at (cs_json_get (item->row->facts, "parts"), mark->part);
  CsProbe *probe = g_hash_table_lookup (self->probes, part);
  if (probe == NULL && part != NULL) {
    probe = cs_item_facts_probe (item->row->facts, mark->part, NULL);
    if (probe != NULL)
      g_hash_table_insert (self->probes, (gpointer)part, probe);
  }
  if (probe == NULL || mark->frame >= cs_probe_facts (probe)->frames)
    return NULL;
  return &cs_probe_frame_facts (probe, mark->frame)->geometry;
}

/* --- marks --- */

const CsMarkSet *
cs_case_model_marks (CsCaseModel *self)
{
  return self->marks;
}

guint
cs_case_model_number (CsCaseModel *self, guint64 id)
{
  return cs_case_order_number (self->order, id);
}

guint
cs_case_model_next_number (CsCaseModel *self)
{
  return cs_case_order_last (self->order) + 1;
}

guint
cs_case_model_findings (CsCaseModel *self)
{
  return cs_case_order_findings (self->order);
}

guint
cs_case_model_relations (CsCaseModel *self)
{
  return cs_case_order_relations (self->order);
}

const guint64 *
cs_case_model_order (CsCaseModel *self, guint *ret_count)
{
  return cs_case_order_ids (self->order, ret_count);
}

const char *
cs_case_model_colour (CsCaseModel *self, const CsMark *mark)
{
  const CsLabel *label = self->schema != NULL ? cs_schema_label (self->schema, mark->label) : NULL;
  return label != NULL ? cs_label_colour (self->schema, label) : NO_COLOUR;
}

const char *
cs_case_model_label_name (CsCaseModel *self, const CsMark *mark)
{
  if (self->schema == NULL)
    return mark->label;
  const CsLabel *label = cs_schema_label (self->schema, mark->label);
  const CsRelation *relation = cs_schema_relation (self->schema, mark->label);
  if (relation == &cs_relation_same)
    /* Translators: of a lesion: it is the one that another mark shows as well. */
    return _ ("Same as");
  return label != NULL ? label->name : relation != NULL ? relation->name : mark->label;
}

/* --- life --- */

static void
cs_case_model_dispose (GObject *object)
{
  CsCaseModel *self = (CsCaseModel *)object;
  g_clear_handle_id (&self->write_source, g_source_remove);
  g_clear_handle_id (&self->effort_source, g_source_remove);
  g_clear_pointer (&self->probes, g_hash_table_unref);
  g_clear_pointer (&self->troubled, g_hash_table_unref);
  g_clear_pointer (&self->read, cs_case_read_unref);
  g_clear_pointer (&self->marks, cs_mark_set_unref);
  g_clear_pointer (&self->visible, cs_mark_set_unref);
  g_clear_pointer (&self->searched, cs_mark_set_unref);
  g_clear_pointer (&self->hold, cs_mark_hold_free);
  g_clear_pointer (&self->order, cs_case_order_free);
  g_clear_pointer (&self->shown, cs_evidence_free);
  g_clear_pointer (&self->unwritten, cs_evidence_free);
  g_clear_pointer (&self->units, g_free);
  g_clear_pointer (&self->others, g_array_unref);
  g_clear_pointer (&self->past, g_ptr_array_unref);
  g_clear_pointer (&self->future, g_ptr_array_unref);
  g_clear_pointer (&self->rescue, g_atomic_rc_box_release);
  cs_case_life_forget (self);
  g_clear_pointer (&self->stepped, cs_mark_diff_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_case_model_parent_class)->dispose (object);
}

static void
cs_case_model_class_init (CsCaseModelClass *klass)
{
  static const char *const names[] = { "marks",   "selection", "place",  "armed", "review",
                                       "shown",   "saved",     "stroke", "kept",  "life",
                                       "stepped", "compare",   "words" };
  G_STATIC_ASSERT (G_N_ELEMENTS (names) == CS_CASE_N_SIGNALS);
  G_OBJECT_CLASS (klass)->dispose = cs_case_model_dispose;
  for (guint i = 0; i < CS_CASE_N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_case_model_init (CsCaseModel *self)
{
  self->order = cs_case_order_new ();
  self->others = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->troubled = g_hash_table_new (NULL, NULL);
  self->probes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)cs_probe_unref);
  self->shown = cs_evidence_new ();
  self->past = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_set_unref);
  self->future = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_set_unref);
  self->unwritten = cs_evidence_new ();
  self->tool = g_intern_static_string ("select");
  self->comparing.line = 0.5;
}
