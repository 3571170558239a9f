/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-review-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (CsReview, cs_review, G_TYPE_OBJECT)

static guint signals[CS_REVIEW_N_SIGNALS];

void
cs_review_emit (CsReview *self, guint signal)
{
  g_signal_emit (self, signals[signal], 0);
}

/* --- verdicts: what the file has, and what is on its way there --- */

static CsVerdict *
verdict_copy (const CsVerdict *verdict)
{
  CsVerdict *copy = g_new0 (CsVerdict, 1);
  g_autofree CsRemark *remark = cs_remark_copy (&verdict->remark);
  *copy = *verdict;
  copy->remark = *remark;
  return copy;
}

static gboolean
same_subject (const CsVerdict *a, const CsVerdict *b)
{
  return a->remark.mark == b->remark.mark && a->aspects == b->aspects &&
         (a->remark.mark != 0 || cs_gid_equal (&a->remark.item, &b->remark.item));
}

static CsVerdict *
find_verdict (CsReview *self, const CsVerdict *about)
{
  for (guint i = 0; i < self->verdicts->len; i++)
    if (same_subject (self->verdicts->pdata[i], about))
      return self->verdicts->pdata[i];
  return NULL;
}

static void
keep_verdict (CsReview *self, const CsVerdict *verdict)
{
  CsVerdict *there = find_verdict (self, verdict);
  if (there != NULL)
    g_ptr_array_remove (self->verdicts, there);
  if (verdict->kind != CS_VERDICT_OPEN)
    g_ptr_array_add (self->verdicts, verdict_copy (verdict));
}

/* What is said of the row itself counts before what is said of the whole mark. */
static const CsVerdict *
verdict_of (CsReview *self, const CsReviewRow *row)
{
  const CsVerdict *whole = NULL;
  for (guint i = 0; i < self->verdicts->len; i++) {
    const CsVerdict *verdict = self->verdicts->pdata[i];
    if (!cs_review_row_meets (row, verdict))
      continue;
    if (verdict->aspects == row->aspect)
      return verdict;
    whole = verdict;
  }
  return whole;
}

static void
apply_verdict (CsReview *self, CsReviewRow *row)
{
  const CsVerdict *verdict = verdict_of (self, row);
  g_clear_pointer (&row->category, g_free);
  if (verdict != NULL)
    row->category = g_strdup (verdict->remark.category);
  if (row->own || row->state == CS_VERDICT_EDITED)
    return;
  row->state = verdict != NULL ? verdict->kind : row->known ? CS_VERDICT_ACCEPT : CS_VERDICT_OPEN;
}

static gpointer
verdict_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsReviewWrite *write = data;
  cs_project_set_verdict (desk->project, &write->case_gid, write->verdict, error);
  return NULL;
}

static void
write_free (gpointer data)
{
  CsReviewWrite *write = data;
  cs_verdict_free (write->verdict);
  g_free (write);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsReview) self = user_data;
  g_autoptr (GError) error = NULL;
  self->pending--;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    return;
  cs_session_set_notice (CS_SESSION (source), error->message);
  cs_case_model_reload (self->model);
}

static void
put_verdict (CsReview *self, const CsVerdict *verdict)
{
  CsReviewWrite *write = g_new0 (CsReviewWrite, 1);
  write->case_gid = cs_case_model_view (self->model)->row->gid;
  write->verdict = verdict_copy (verdict);
  CsJobSpec spec = {
    .run = verdict_job, .data = write, .free_data = write_free, .flags = CS_JOB_URGENT
  };
  keep_verdict (self, verdict);
  self->pending++;
  cs_session_run_async (cs_case_model_session (self->model), &spec, NULL, written_cb,
                        g_object_ref (self));
  for (guint i = 0; i < self->rows->len; i++)
    apply_verdict (self, self->rows->pdata[i]);
  cs_review_emit (self, CS_REVIEW_VERDICTS);
}

/* --- rows --- */

/* What was spoken against stays. */
static void
leave_known (CsReview *self)
{
  for (guint i = self->rows->len; i > 0; i--) {
    const CsReviewRow *row = self->rows->pdata[i - 1];
    if (row->known && verdict_of (self, row) == NULL)
      g_ptr_array_remove_index (self->rows, i - 1);
  }
}

static void
rebuild (CsReview *self)
{
  g_autoptr (GPtrArray) before = self->rows;
  const CsReviewRow *current = cs_review_current (self);
  int same_mark = -1;
  self->rows = cs_review_rows_new (self->model, cs_review_has_known (self));
  if (!self->all)
    leave_known (self);
  self->current = -1;
  for (guint i = 0; i < self->rows->len; i++) {
    CsReviewRow *row = self->rows->pdata[i];
    apply_verdict (self, row);
    if (current != NULL && cs_review_row_is (row, current))
      self->current = (int)i;
    else if (current != NULL && same_mark < 0 && cs_review_row_mark (row) != 0 &&
             cs_review_row_mark (row) == cs_review_row_mark (current))
      same_mark = (int)i; /* it is another change now */
  }
  if (self->current < 0)
    self->current = same_mark;
  cs_review_emit (self, CS_REVIEW_ROWS);
  cs_review_emit (self, CS_REVIEW_VERDICTS);
  cs_review_ask_foresight (self);
}

static void
marks_cb (CsCaseModel *model, CsReview *self)
{
  rebuild (self);
}

/* The file was read again. What is on its way there is newer than what was read. */
static void
review_cb (CsCaseModel *model, CsReview *self)
{
  const CsCaseView *view = cs_case_model_view (model);
  if (self->pending == 0) {
    g_ptr_array_set_size (self->verdicts, 0);
    for (guint i = 0; i < view->verdicts->len; i++)
      keep_verdict (self, view->verdicts->pdata[i]);
  }
  rebuild (self);
}

static void
selection_cb (CsCaseModel *model, CsReview *self)
{
  guint64 selected = cs_case_model_selected (model);
  const CsReviewRow *current = cs_review_current (self);
  if (self->going || selected == 0 || (current != NULL && cs_review_row_mark (current) == selected))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    if (cs_review_row_mark (self->rows->pdata[i]) == selected) {
      self->current = (int)i;
      cs_review_emit (self, CS_REVIEW_CURRENT);
      return;
    }
}

gboolean
cs_review_has_known (CsReview *self)
{
  const CsChanges *changes = cs_case_model_view (self->model)->changes;
  return changes != NULL && changes->from == CS_CHANGES_FROM_OWN;
}

gboolean
cs_review_shows_all (CsReview *self)
{
  return self->all;
}

void
cs_review_show_all (CsReview *self, gboolean all)
{
  if (self->all == all)
    return;
  self->all = all;
  rebuild (self);
}

GPtrArray *
cs_review_rows (CsReview *self)
{
  return self->rows;
}

CsCaseModel *
cs_review_model (CsReview *self)
{
  return self->model;
}

/* --- going through --- */

CsReviewRow *
cs_review_current (CsReview *self)
{
  return self->current >= 0 && (guint)self->current < self->rows->len
             ? self->rows->pdata[self->current]
             : NULL;
}

/* A mark that is gone cannot be selected; its place can be gone to. */
static void
show_row (CsReview *self, const CsReviewRow *row)
{
  guint64 id = cs_review_row_mark (row);
  const CsMark *mark = row->after != NULL ? row->after : row->before;
  self->going = TRUE;
  if (id != 0 && cs_mark_set_get (cs_case_model_marks (self->model), id) != NULL) {
    cs_case_model_select (self->model, id, TRUE);
  } else {
    int item = cs_case_model_find_item (self->model, &row->item);
    cs_case_model_select (self->model, 0, FALSE);
    if (item >= 0)
      cs_case_model_go (self->model, (guint)item,
                        mark != NULL ? cs_case_model_unit_of (self->model, mark) : 0);
  }
  self->going = FALSE;
}

void
cs_review_go (CsReview *self, const CsReviewRow *row)
{
  self->current = -1;
  for (guint i = 0; row != NULL && i < self->rows->len; i++)
    if (self->rows->pdata[i] == row)
      self->current = (int)i;
  if (self->current >= 0)
    show_row (self, row);
  cs_review_emit (self, CS_REVIEW_CURRENT);
}

gboolean
cs_review_find (CsReview *self, CsVerdictKind state, int step)
{
  int n = (int)self->rows->len;
  int from = self->current >= 0 ? self->current : (step > 0 ? -1 : n);
  for (int i = 1; i <= n; i++) {
    const CsReviewRow *row = self->rows->pdata[((from + i * step) % n + n) % n];
    if (row->state == state) {
      cs_review_go (self, row);
      return TRUE;
    }
  }
  return FALSE;
}

/* Of what has no place of its own, such as an answer, some part of its item. */
static gboolean
was_seen (CsReview *self, const CsReviewRow *row)
{
  const CsMark *mark = row->after != NULL ? row->after : row->before;
  int item = cs_case_model_find_item (self->model, &row->item);
  if (item < 0)
    return FALSE;
  if (mark != NULL && mark->kind->target == CS_MARK_TARGET_IMAGE)
    return cs_case_model_was_shown (self->model, (guint)item,
                                    cs_case_model_unit_of (self->model, mark));
  if (mark != NULL && mark->kind->target == CS_MARK_TARGET_TEXT)
    return cs_case_model_was_shown (self->model, (guint)item, mark->values[0]) &&
           cs_case_model_was_shown (self->model, (guint)item, mark->values[mark->n_values - 1] - 1);
  return cs_case_model_was_any_shown (self->model, (guint)item);
}

gboolean
cs_review_find_unseen (CsReview *self)
{
  guint n = self->rows->len, from = self->current >= 0 ? (guint)self->current : 0;
  for (guint i = 0; i < n; i++) {
    const CsReviewRow *row = self->rows->pdata[(from + i) % n];
    if (row->state == CS_VERDICT_OPEN && !was_seen (self, row)) {
      cs_review_go (self, row);
      return TRUE;
    }
  }
  return FALSE;
}

void
cs_review_step (CsReview *self, int step)
{
  int n = (int)self->rows->len;
  int from = self->current >= 0 ? self->current : (step > 0 ? -1 : n);
  if (n > 0 && !cs_review_find (self, CS_VERDICT_OPEN, step))
    cs_review_go (self, self->rows->pdata[((from + step) % n + n) % n]);
}

/* --- settling --- */

static gboolean
say (CsReview *self, CsVerdictKind kind, const char *category)
{
  CsReviewRow *row = cs_review_current (self);
  if (row == NULL || !cs_case_model_may_edit (self->model))
    return FALSE;
  if (row->own && kind == CS_VERDICT_ACCEPT) /* nothing to settle: on to what is */
    return cs_review_find (self, CS_VERDICT_OPEN, 1);
  if (row->own)
    return FALSE;
  CsVerdict verdict = cs_review_row_verdict (row, kind);
  verdict.remark.category = (char *)category;
  const CsVerdict *there = find_verdict (self, &verdict);
  CsVerdict before = cs_review_row_verdict (row, CS_VERDICT_OPEN);
  g_ptr_array_add (self->past, verdict_copy (there != NULL ? there : &before));
  put_verdict (self, &verdict);
  if (kind != CS_VERDICT_OPEN && cs_review_counts (self).open > 0)
    cs_review_step (self, 1);
  return TRUE;
}

gboolean
cs_review_say (CsReview *self, CsVerdictKind kind)
{
  g_return_val_if_fail (kind != CS_VERDICT_REJECT, FALSE);
  return say (self, kind, NULL);
}

gboolean
cs_review_reject (CsReview *self, const char *category)
{
  const CsReviewRow *row = cs_review_current (self);
  if (row != NULL && !cs_review_row_may_be (row, category))
    return FALSE;
  return say (self, CS_VERDICT_REJECT, category);
}

gboolean
cs_review_take_back (CsReview *self)
{
  if (self->past->len == 0)
    return FALSE;
  CsVerdict *before = g_ptr_array_steal_index (self->past, self->past->len - 1);
  put_verdict (self, before);
  for (guint i = 0; i < self->rows->len; i++) {
    const CsReviewRow *row = self->rows->pdata[i];
    CsVerdict about = cs_review_row_verdict (row, CS_VERDICT_OPEN);
    if (!row->own && same_subject (&about, before)) {
      cs_review_go (self, row);
      break;
    }
  }
  cs_verdict_free (before);
  return TRUE;
}

gboolean
cs_review_can_take_back (CsReview *self)
{
  return self->past->len > 0;
}

CsReviewCounts
cs_review_counts (CsReview *self)
{
  CsReviewCounts counts = { 0 };
  for (guint i = 0; i < self->rows->len; i++) {
    const CsReviewRow *row = self->rows->pdata[i];
    counts.open += row->state == CS_VERDICT_OPEN;
    counts.unseen += row->state == CS_VERDICT_OPEN && !was_seen (self, row);
    counts.accepted += row->state == CS_VERDICT_ACCEPT;
    counts.rejected += row->state == CS_VERDICT_REJECT;
    counts.edited += row->state == CS_VERDICT_EDITED;
  }
  return counts;
}

gboolean
cs_review_has_edits (CsReview *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  return view->current != NULL &&
         !cs_mark_set_equal (view->current, cs_case_model_marks (self->model));
}

/* --- life --- */

static void
cs_review_dispose (GObject *object)
{
  CsReview *self = CS_REVIEW (object);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (cs_review_parent_class)->dispose (object);
}

static void
cs_review_finalize (GObject *object)
{
  CsReview *self = CS_REVIEW (object);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->verdicts);
  g_ptr_array_unref (self->past);
  cs_review_forget_foresight (self);
  cs_remark_free (self->words);
  G_OBJECT_CLASS (cs_review_parent_class)->finalize (object);
}

static void
cs_review_class_init (CsReviewClass *klass)
{
  static const char *const names[] = { "rows", "verdicts", "current" };
  G_STATIC_ASSERT (G_N_ELEMENTS (names) == CS_REVIEW_N_SIGNALS);
  G_OBJECT_CLASS (klass)->dispose = cs_review_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_review_finalize;
  for (guint i = 0; i < CS_REVIEW_N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_review_init (CsReview *self)
{
  self->current = -1;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_review_row_free);
  self->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_verdict_free);
  self->past = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_verdict_free);
}

CsReview *
cs_review_new (CsCaseModel *model)
{
  CsReview *self = g_object_new (CS_TYPE_REVIEW, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "marks", G_CALLBACK (marks_cb), self, 0);
  g_signal_connect_object (model, "review", G_CALLBACK (review_cb), self, 0);
  g_signal_connect_object (model, "selection", G_CALLBACK (selection_cb), self, 0);
  review_cb (model, self);
  return self;
}
