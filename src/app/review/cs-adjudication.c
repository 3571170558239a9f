/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-adjudication-private.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (CsAdjudication, cs_adjudication, G_TYPE_OBJECT)

static guint signals[CS_ADJUDICATION_N_SIGNALS];

void
cs_adjudication_emit (CsAdjudication *self, guint signal)
{
  g_signal_emit (self, signals[signal], 0);
}

#define WRITE_AFTER 700 /* milliseconds after the last letter of a reason */

/* --- what is open --- */

CsCaseModel *
cs_adjudication_model (CsAdjudication *self)
{
  return self->model;
}

static const CsPositions *
positions_of (CsAdjudication *self)
{
  return cs_case_model_view (self->model)->positions;
}

guint
cs_adjudication_n (CsAdjudication *self)
{
  const CsPositions *positions = positions_of (self);
  return positions != NULL ? MIN (positions->disputes->len, self->rulings->len) : 0;
}

guint
cs_adjudication_n_positions (CsAdjudication *self)
{
  const CsPositions *positions = positions_of (self);
  return positions != NULL ? positions->n_readers : 0;
}

guint
cs_adjudication_n_agreed (CsAdjudication *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  return view->current != NULL ? view->current->n_marks : 0;
}

const CsDispute *
cs_adjudication_dispute (CsAdjudication *self, guint n)
{
  return &g_array_index (positions_of (self)->disputes, CsDispute, n);
}

CsAnswer
cs_adjudication_answer (CsAdjudication *self, guint n, guint position)
{
  const CsPositions *positions = positions_of (self);
  return positions->answers[n * positions->n_readers + position];
}

const CsMark *
cs_adjudication_mark (CsAdjudication *self, guint n)
{
  const CsDispute *dispute = cs_adjudication_dispute (self, n);
  const CsMark *ruled =
      cs_mark_set_get (cs_case_model_marks (self->model), cs_adjudication_ruled_mark (self, n));
  for (guint i = 0; ruled == NULL && i < CS_CONSENSUS_MAX; i++)
    ruled = dispute->marks[i];
  return ruled;
}

/* --- what is said of it --- */

CsKeptRuling *
cs_adjudication_ruling (CsAdjudication *self, guint n)
{
  return self->rulings->pdata[n];
}

gboolean
cs_adjudication_is_like (const CsMark *mark, const CsMark *other)
{
  guint besides = CS_MARK_DIFF_ORIGIN;
  if (mark->kind->target == CS_MARK_TARGET_MARKS && mark->id == other->id)
    besides |= CS_MARK_DIFF_GEOMETRY; /* what it ties may have another id in the draft */
  return (cs_mark_compare (mark, other) & ~besides) == 0;
}

/* A mark of the draft that is one of the positions of DISPUTE, and none that is agreed. */
gboolean
cs_adjudication_is_of (CsAdjudication *self, const CsDispute *dispute, const CsMark *mark)
{
  const CsMarkSet *agreed = cs_case_model_view (self->model)->current;
  if (agreed != NULL && cs_mark_set_get (agreed, mark->id) != NULL)
    return FALSE;
  for (guint i = 0; i < CS_CONSENSUS_MAX; i++)
    if (dispute->marks[i] != NULL && cs_adjudication_is_like (dispute->marks[i], mark))
      return TRUE;
  return FALSE;
}

/* By id: one that was given another id is that of the ruling, and goes with it. */
static gboolean
draft_has_any (CsAdjudication *self, const CsDispute *dispute)
{
  const CsMarkSet *set = cs_case_model_marks (self->model);
  for (guint i = 0; i < CS_CONSENSUS_MAX; i++) {
    const CsMark *there =
        dispute->marks[i] != NULL ? cs_mark_set_get (set, dispute->marks[i]->id) : NULL;
    if (there != NULL && cs_adjudication_is_of (self, dispute, there))
      return TRUE;
  }
  return FALSE;
}

CsAnswer
cs_adjudication_draft_answer (CsAdjudication *self, const CsGid *item)
{
  const CsMarkAnswer *answer = cs_mark_set_answer (cs_case_model_marks (self->model), item);
  return answer != NULL ? answer->answer : CS_ANSWER_NONE;
}

static CsRuled
answer_ruled (CsAdjudication *self, guint n, const CsKeptRuling *ruling)
{
  CsAnswer now = cs_adjudication_draft_answer (self, &cs_adjudication_dispute (self, n)->item);
  if (ruling->choice == CS_RULING_POSITION)
    return cs_adjudication_answer (self, n, ruling->position) == now ? CS_RULED_POSITION
                                                                     : CS_RULED_NOT;
  if (ruling->choice == CS_RULING_DRAWN)
    return now != CS_ANSWER_NONE ? CS_RULED_DRAWN : CS_RULED_NOT;
  return now == CS_ANSWER_NONE ? CS_RULED_NOBODY : CS_RULED_NOT;
}

guint64
cs_adjudication_end_of (CsAdjudication *self, guint position, guint64 id)
{
  const CsMarkSet *set = cs_case_model_marks (self->model);
  if (cs_mark_set_get (set, id) != NULL)
    return id;
  for (guint n = 0; n < cs_adjudication_n (self); n++) {
    const CsMark *mark = cs_adjudication_dispute (self, n)->marks[position];
    guint64 ruled = cs_adjudication_ruled_mark (self, n);
    if (mark != NULL && mark->id == id && cs_mark_set_get (set, ruled) != NULL)
      return ruled;
  }
  return 0;
}

/* THERE, of the draft, is what POSITION has; a tie ties what stands for its ends. */
static gboolean
is_position (CsAdjudication *self, guint position, const CsMark *wanted, const CsMark *there)
{
  if (!cs_adjudication_is_like (wanted, there))
    return FALSE;
  for (guint i = 0; wanted->kind->target == CS_MARK_TARGET_MARKS && i < 2; i++)
    if (cs_adjudication_end_of (self, position, (guint64)wanted->values[i]) !=
        (guint64)there->values[i])
      return FALSE;
  return TRUE;
}

/* What was chosen and then changed is a mark of who changed it. */
static CsRuled
mark_ruled (CsAdjudication *self, guint n, const CsKeptRuling *ruling)
{
  const CsDispute *dispute = cs_adjudication_dispute (self, n);
  const CsMark *wanted =
      ruling->choice == CS_RULING_POSITION ? dispute->marks[ruling->position] : NULL;
  const CsMark *there = cs_mark_set_get (cs_case_model_marks (self->model), ruling->mark);
  if (wanted == NULL && ruling->choice != CS_RULING_DRAWN)
    return draft_has_any (self, dispute)          ? CS_RULED_NOT
           : ruling->choice == CS_RULING_POSITION ? CS_RULED_POSITION
                                                  : CS_RULED_NOBODY;
  if (there == NULL)
    return CS_RULED_NOT;
  return wanted != NULL && is_position (self, ruling->position, wanted, there) ? CS_RULED_POSITION
                                                                               : CS_RULED_DRAWN;
}

CsRuled
cs_adjudication_ruled (CsAdjudication *self, guint n, guint *ret_position)
{
  const CsKeptRuling *ruling = cs_adjudication_ruling (self, n);
  if (!ruling->chosen)
    return CS_RULED_NOT;
  CsRuled ruled = cs_adjudication_dispute (self, n)->why & CS_DISPUTE_ANSWER
                      ? answer_ruled (self, n, ruling)
                      : mark_ruled (self, n, ruling);
  if (ret_position != NULL && ruled == CS_RULED_POSITION)
    *ret_position = ruling->position;
  return ruled;
}

guint64
cs_adjudication_ruled_mark (CsAdjudication *self, guint n)
{
  return cs_adjudication_ruling (self, n)->mark;
}

const char *
cs_adjudication_reason (CsAdjudication *self, guint n)
{
  return cs_adjudication_ruling (self, n)->reason;
}

gboolean
cs_adjudication_is_settled (CsAdjudication *self, guint n)
{
  return cs_adjudication_ruled (self, n, NULL) != CS_RULED_NOT &&
         cs_adjudication_reason (self, n) != NULL;
}

/* --- keeping it --- */

typedef struct {
  CsGid case_gid;
  CsKeptRuling *ruling;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;
  cs_kept_ruling_free (keeping->ruling);
  g_free (keeping);
}

static gpointer
keep_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Keeping *keeping = data;
  cs_project_keep_ruling (desk->project, &keeping->case_gid, keeping->ruling, error);
  return NULL;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCaseModel) model = user_data;
  g_autoptr (GError) error = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    return;
  cs_session_set_notice (CS_SESSION (source), error->message);
  cs_case_model_reload (model);
}

void
cs_adjudication_keep (CsAdjudication *self, guint n)
{
  Keeping *keeping = g_new0 (Keeping, 1);
  keeping->case_gid = cs_case_model_view (self->model)->row->gid;
  keeping->ruling = cs_kept_ruling_copy (cs_adjudication_ruling (self, n));
  CsJobSpec spec = {
    .run = keep_job, .data = keeping, .free_data = keeping_free, .flags = CS_JOB_URGENT
  };
  cs_session_run_async (cs_case_model_session (self->model), &spec, NULL, kept_cb,
                        g_object_ref (self->model));
}

void
cs_adjudication_write_reason (CsAdjudication *self)
{
  if (self->write_source == 0)
    return;
  g_clear_handle_id (&self->write_source, g_source_remove);
  if (self->unwritten < cs_adjudication_n (self))
    cs_adjudication_keep (self, self->unwritten);
}

static gboolean
write_cb (gpointer data)
{
  cs_adjudication_write_reason (data);
  return G_SOURCE_REMOVE;
}

void
cs_adjudication_set_reason (CsAdjudication *self, guint n, const char *reason)
{
  g_autofree char *words = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  CsKeptRuling *ruling = cs_adjudication_ruling (self, n);
  if (g_strcmp0 (ruling->reason != NULL ? ruling->reason : "", words) == 0)
    return;
  if (self->unwritten != n)
    cs_adjudication_write_reason (self);
  g_free (ruling->reason);
  ruling->reason = words[0] != '\0' ? g_steal_pointer (&words) : NULL;
  self->unwritten = n;
  g_clear_handle_id (&self->write_source, g_source_remove);
  self->write_source = g_timeout_add (WRITE_AFTER, write_cb, self);
  cs_adjudication_emit (self, CS_ADJUDICATION_RULINGS);
}

const char *const *
cs_adjudication_reasons (CsAdjudication *self)
{
  static const char *const none[] = { NULL };
  char **reasons = cs_case_model_view (self->model)->reasons;
  return reasons != NULL ? (const char *const *)reasons : none;
}

/* --- going through --- */

int
cs_adjudication_current (CsAdjudication *self)
{
  return self->current;
}

/* A relation is where it begins. */
static const CsMark *
place_of (CsAdjudication *self, const CsMark *mark)
{
  if (mark == NULL || mark->kind->target != CS_MARK_TARGET_MARKS)
    return mark;
  guint64 id = (guint64)mark->values[0];
  const CsMark *end = cs_mark_set_get (cs_case_model_marks (self->model), id);
  for (guint n = 0; end == NULL && n < cs_adjudication_n (self); n++)
    for (guint i = 0; end == NULL && i < CS_CONSENSUS_MAX; i++) {
      const CsMark *other = cs_adjudication_dispute (self, n)->marks[i];
      if (other != NULL && other->id == id)
        end = other;
    }
  return end;
}

const CsMark *
cs_adjudication_place (CsAdjudication *self, guint n)
{
  return place_of (self, cs_adjudication_mark (self, n));
}

/* A mark that is not in the draft cannot be selected; its place can be gone to. */
static void
show_place (CsAdjudication *self, guint n)
{
  const CsMark *mark = cs_adjudication_place (self, n);
  const CsGid *item = mark != NULL ? &mark->item : &cs_adjudication_dispute (self, n)->item;
  int at = cs_case_model_find_item (self->model, item);
  self->going = TRUE;
  if (mark != NULL && cs_mark_set_get (cs_case_model_marks (self->model), mark->id) == mark) {
    cs_case_model_select (self->model, mark->id, TRUE);
  } else {
    cs_case_model_select (self->model, 0, FALSE);
    if (at >= 0 && mark != NULL)
      cs_case_model_go (self->model, (guint)at, cs_case_model_unit_of (self->model, mark));
    else if (at >= 0)
      cs_case_model_go_item (self->model, (guint)at);
  }
  self->going = FALSE;
}

void
cs_adjudication_go (CsAdjudication *self, guint n)
{
  if (n >= cs_adjudication_n (self))
    return;
  if (self->drawing >= 0 && self->drawing != (int)n)
    cs_adjudication_stop_drawing (self);
  self->current = (int)n;
  show_place (self, n);
  cs_adjudication_emit (self, CS_ADJUDICATION_CURRENT);
}

void
cs_adjudication_step (CsAdjudication *self, int step)
{
  int n = (int)cs_adjudication_n (self);
  int from = self->current >= 0 ? self->current : (step > 0 ? -1 : n);
  for (int i = 1; i <= n; i++) {
    int at = ((from + i * step) % n + n) % n;
    if (!cs_adjudication_is_settled (self, (guint)at)) {
      cs_adjudication_go (self, (guint)at);
      return;
    }
  }
  if (n > 0)
    cs_adjudication_go (self, (guint)(((from + step) % n + n) % n));
}

void
cs_adjudication_show_alone (CsAdjudication *self, int position)
{
  if (self->alone == position)
    return;
  self->alone = position;
  cs_adjudication_emit (self, CS_ADJUDICATION_CURRENT);
}

int
cs_adjudication_alone (CsAdjudication *self)
{
  return self->alone;
}

/* --- the model --- */

static gboolean
drawn_cb (gpointer data)
{
  CsAdjudication *self = data;
  g_autoptr (CsMarkSet) before = g_steal_pointer (&self->drawn_after);
  self->drawn_source = 0;
  if (self->drawing >= 0)
    cs_adjudication_take_drawn (self, before);
  return G_SOURCE_REMOVE;
}

/* The tool that drew it is still at work, and is put away when it is done. */
static void
take_drawn_soon (CsAdjudication *self, const CsMarkSet *before)
{
  if (self->drawn_source != 0)
    return;
  self->drawn_after = cs_mark_set_ref (before);
  self->drawn_source = g_idle_add (drawn_cb, self);
}

static void
marks_cb (CsCaseModel *model, CsAdjudication *self)
{
  g_autoptr (CsMarkSet) before = g_steal_pointer (&self->marks);
  self->marks = cs_mark_set_ref (cs_case_model_marks (model));
  if (before == self->marks || self->ruling)
    return;
  if (self->drawing >= 0)
    take_drawn_soon (self, before);
  cs_adjudication_emit (self, CS_ADJUDICATION_RULINGS);
}

/* A mark on the picture is that of its dispute. */
static void
selection_cb (CsCaseModel *model, CsAdjudication *self)
{
  guint64 id = cs_case_model_selected (model);
  for (guint n = 0; !self->going && id != 0 && n < cs_adjudication_n (self); n++)
    if (cs_adjudication_ruled_mark (self, n) == id && self->current != (int)n &&
        self->drawing < 0) {
      self->current = (int)n;
      cs_adjudication_emit (self, CS_ADJUDICATION_CURRENT);
      return;
    }
}

/* Another state of the file: what was said of other disputes is not about these. */
static void
read_rulings (CsAdjudication *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  guint n = view->positions != NULL ? view->positions->disputes->len : 0;
  g_ptr_array_set_size (self->rulings, 0);
  for (guint i = 0; i < n; i++) {
    const CsKeptRuling none = { .n = i };
    g_ptr_array_add (self->rulings, cs_kept_ruling_copy (&none));
  }
  for (guint i = 0; n > 0 && i < view->rulings->len; i++) {
    const CsKeptRuling *kept = view->rulings->pdata[i];
    cs_kept_ruling_free (self->rulings->pdata[kept->n]);
    self->rulings->pdata[kept->n] = cs_kept_ruling_copy (kept);
  }
}

static gboolean
same_seed (CsAdjudication *self)
{
  const CsPositions *positions = positions_of (self);
  return positions != NULL && cs_gid_equal (&positions->seed, &self->seed) &&
         positions->disputes->len == self->rulings->len;
}

/* What was said here is newer than what was read; only other disputes make it void. */
static void
review_cb (CsCaseModel *model, CsAdjudication *self)
{
  if (!same_seed (self)) {
    const CsPositions *positions = positions_of (self);
    g_clear_handle_id (&self->write_source, g_source_remove);
    g_ptr_array_set_size (self->past, 0);
    g_ptr_array_set_size (self->future, 0);
    read_rulings (self);
    self->current = self->drawing = self->alone = -1;
    if (positions != NULL)
      self->seed = positions->seed;
    cs_adjudication_step (self, 1);
  }
  cs_adjudication_emit (self, CS_ADJUDICATION_RULINGS);
  cs_adjudication_emit (self, CS_ADJUDICATION_CURRENT);
}

/* --- life --- */

static void
cs_adjudication_dispose (GObject *object)
{
  CsAdjudication *self = CS_ADJUDICATION (object);
  if (self->model != NULL)
    cs_adjudication_write_reason (self);
  g_clear_handle_id (&self->drawn_source, g_source_remove);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (cs_adjudication_parent_class)->dispose (object);
}

static void
cs_adjudication_finalize (GObject *object)
{
  CsAdjudication *self = CS_ADJUDICATION (object);
  g_ptr_array_unref (self->rulings);
  g_ptr_array_unref (self->past);
  g_ptr_array_unref (self->future);
  cs_mark_set_unref (self->marks);
  cs_mark_set_unref (self->drawn_after);
  G_OBJECT_CLASS (cs_adjudication_parent_class)->finalize (object);
}

static void
cs_adjudication_class_init (CsAdjudicationClass *klass)
{
  static const char *const names[] = { "rulings", "current" };
  G_STATIC_ASSERT (G_N_ELEMENTS (names) == CS_ADJUDICATION_N_SIGNALS);
  G_OBJECT_CLASS (klass)->dispose = cs_adjudication_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_adjudication_finalize;
  for (guint i = 0; i < CS_ADJUDICATION_N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_adjudication_init (CsAdjudication *self)
{
  self->current = self->drawing = self->alone = -1;
  self->rulings = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_kept_ruling_free);
  self->past = g_ptr_array_new_with_free_func (cs_adjudication_step_free);
  self->future = g_ptr_array_new_with_free_func (cs_adjudication_step_free);
}

CsAdjudication *
cs_adjudication_new (CsCaseModel *model)
{
  CsAdjudication *self = g_object_new (CS_TYPE_ADJUDICATION, NULL);
  self->model = g_object_ref (model);
  self->marks = cs_mark_set_ref (cs_case_model_marks (model));
  read_rulings (self);
  if (positions_of (self) != NULL)
    self->seed = positions_of (self)->seed;
  g_signal_connect_object (model, "marks", G_CALLBACK (marks_cb), self, 0);
  g_signal_connect_object (model, "review", G_CALLBACK (review_cb), self, 0);
  g_signal_connect_object (model, "selection", G_CALLBACK (selection_cb), self, 0);
  return self;
}
