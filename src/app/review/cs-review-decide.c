/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-review-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const decisions[CS_FORESEE_N] = { "accept", "correct", "send-back", "reject" };

/* --- where it leads --- */

typedef struct {
  CsForesight *foresights[CS_FORESEE_N];
  char *refusals[CS_FORESEE_N];
} Foreseen;

static void
foreseen_free (gpointer data)
{
  Foreseen *foreseen = data;
  for (guint i = 0; i < CS_FORESEE_N; i++) {
    cs_foresight_free (foreseen->foresights[i]);
    g_free (foreseen->refusals[i]);
  }
  g_free (foreseen);
}

static gpointer
foresee_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  Foreseen *foreseen = g_new0 (Foreseen, 1);
  for (guint i = 0; i < CS_FORESEE_N; i++) {
    g_autoptr (GError) why = NULL;
    foreseen->foresights[i] = cs_project_foresee (desk->project, data, decisions[i], &why);
    if (foreseen->foresights[i] == NULL)
      foreseen->refusals[i] = g_strdup (why->message);
  }
  return foreseen;
}

void
cs_review_forget_foresight (CsReview *self)
{
  for (guint i = 0; i < CS_FORESEE_N; i++) {
    g_clear_pointer (&self->foresights[i], cs_foresight_free);
    g_clear_pointer (&self->refusals[i], g_free);
  }
}

static void
foreseen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsReview) self = user_data;
  gpointer value = NULL;
  self->asked = FALSE;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL))
    return;
  Foreseen *foreseen = value;
  cs_review_forget_foresight (self);
  memcpy (self->foresights, foreseen->foresights, sizeof self->foresights);
  memcpy (self->refusals, foreseen->refusals, sizeof self->refusals);
  g_free (foreseen);
  cs_review_emit (self, CS_REVIEW_VERDICTS);
}

void
cs_review_ask_foresight (CsReview *self)
{
  if (self->asked)
    return;
  CsJobSpec spec = { .run = foresee_job,
                     .data =
                         g_memdup2 (&cs_case_model_view (self->model)->row->gid, sizeof (CsGid)),
                     .free_data = g_free,
                     .free_result = foreseen_free };
  self->asked = TRUE;
  cs_session_run_async (cs_case_model_session (self->model), &spec, NULL, foreseen_cb,
                        g_object_ref (self));
}

static guint
index_of (const char *decision)
{
  guint n = 0;
  while (n < CS_FORESEE_N - 1 && !g_str_equal (decisions[n], decision))
    n++;
  return n;
}

const CsForesight *
cs_review_foresight (CsReview *self, const char *decision)
{
  return self->foresights[index_of (decision)];
}

const char *
cs_review_refusal (CsReview *self, const char *decision)
{
  return self->refusals[index_of (decision)];
}

CsReviewNext
cs_review_next (CsReview *self)
{
  CsReviewCounts counts = cs_review_counts (self);
  CsReviewNext next = { .step = CS_REVIEW_STEP_ACCEPT };
  if (counts.rejected > 0 && counts.open == 0)
    next.step = CS_REVIEW_STEP_SEND_BACK;
  else if (cs_review_has_edits (self))
    next.step = CS_REVIEW_STEP_CORRECT;
  const char *decision = next.step == CS_REVIEW_STEP_ACCEPT    ? "accept"
                         : next.step == CS_REVIEW_STEP_CORRECT ? "correct"
                                                               : "send-back";
  gboolean unread = next.step != CS_REVIEW_STEP_SEND_BACK && cs_case_model_is_unread (self->model);
  next.refusal = cs_review_refusal (self, decision);
  if (next.refusal == NULL && next.step == CS_REVIEW_STEP_CORRECT &&
      cs_case_model_missing (self->model).values > 0)
    next.refusal = _ ("A required value is missing: press Edit on its row.");
  next.takes_open = counts.open > 0 && counts.unseen == 0 && counts.rejected == 0;
  next.ready = (counts.open == 0 || next.takes_open) && !unread && next.refusal == NULL &&
               cs_case_model_may_edit (self->model) &&
               cs_session_trouble (cs_case_model_session (self->model)) == NULL;
  return next;
}

/* --- what goes with it --- */

static const CsLabel *
label_of (CsReview *self, const CsReviewRow *row)
{
  const CsMark *mark = row->after != NULL ? row->after : row->before;
  const CsSchema *schema = cs_case_model_schema (self->model);
  return mark != NULL && schema != NULL ? cs_schema_label (schema, mark->label) : NULL;
}

/* A rejection that the reader then mended himself is told all the same. */
static gboolean
is_rejected (const CsReviewRow *row)
{
  return !row->own && row->category != NULL;
}

char *
cs_review_clause (CsReview *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    const CsLabel *label =
        is_rejected (self->rows->pdata[i]) ? label_of (self, self->rows->pdata[i]) : NULL;
    if (label != NULL && label->clause != NULL)
      return g_strdup (label->clause);
  }
  return NULL;
}

const char *
cs_review_category (CsReview *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (is_rejected (self->rows->pdata[i]))
      return ((const CsReviewRow *)self->rows->pdata[i])->category;
  return NULL;
}

static CsRemark *
remark_of (CsReview *self, const CsReviewRow *row, const CsReviewReasons *reasons)
{
  CsVerdict verdict = cs_review_row_verdict (row, CS_VERDICT_REJECT);
  const CsLabel *label = label_of (self, row);
  verdict.remark.category = row->category;
  verdict.remark.severity = (char *)reasons->severity;
  verdict.remark.clause =
      (char *)(label != NULL && label->clause != NULL ? label->clause : reasons->clause);
  verdict.remark.text = (char *)reasons->reason;
  return cs_remark_copy (&verdict.remark);
}

GPtrArray *
cs_review_rejected (CsReview *self, const CsReviewReasons *reasons)
{
  GPtrArray *rejected = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_remark_free);
  for (guint i = 0; i < self->rows->len; i++)
    if (is_rejected (self->rows->pdata[i]))
      g_ptr_array_add (rejected, remark_of (self, self->rows->pdata[i], reasons));
  if (rejected->len == 0 && reasons->reason != NULL) {
    const CsRemark whole = { .part = -1,
                             .frame = -1,
                             .category =
                                 (char *)(reasons->category != NULL ? reasons->category : "other"),
                             .severity = (char *)reasons->severity,
                             .clause = (char *)reasons->clause,
                             .text = (char *)reasons->reason };
    g_ptr_array_add (rejected, cs_remark_copy (&whole));
  }
  return rejected;
}

/* --- deciding --- */

typedef struct {
  CsGid case_gid, to;
  gboolean has_to;
  char *decision, *category, *severity, *clause, *reason;
  GPtrArray *rejected;
} Deciding;

static void
deciding_free (gpointer data)
{
  Deciding *deciding = data;
  g_free (deciding->decision);
  g_free (deciding->category);
  g_free (deciding->severity);
  g_free (deciding->clause);
  g_free (deciding->reason);
  g_ptr_array_unref (deciding->rejected);
  g_free (deciding);
}

static gpointer
decide_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Deciding *deciding = data;
  g_autoptr (CsEvidence) shown = cs_project_shown (desk->project, &deciding->case_gid, error);
  if (shown == NULL)
    return NULL;
  CsDecision decision = { .decision = deciding->decision,
                          .category = deciding->category,
                          .severity = deciding->severity,
                          .clause = deciding->clause,
                          .reason = deciding->reason,
                          .evidence = cs_evidence_is_empty (shown) ? NULL : shown,
                          .rejected = (const CsRemark *const *)deciding->rejected->pdata,
                          .n_rejected = deciding->rejected->len };
  if (cs_project_decide (desk->project, &deciding->case_gid, &decision, error) && deciding->has_to)
    cs_project_assign (desk->project, &deciding->case_gid, &deciding->to, error);
  return NULL;
}

CsJobSpec
cs_review_decision_job (CsReview *self, const char *decision, const CsReviewReasons *reasons)
{
  static const CsReviewReasons none = { 0 };
  const CsReviewReasons *why = reasons != NULL ? reasons : &none;
  Deciding *deciding = g_new0 (Deciding, 1);
  deciding->case_gid = cs_case_model_view (self->model)->row->gid;
  deciding->has_to = why->to != NULL;
  if (why->to != NULL)
    deciding->to = *why->to;
  deciding->decision = g_strdup (decision);
  deciding->category = g_strdup (why->category);
  deciding->severity = g_strdup (why->severity);
  deciding->clause = g_strdup (why->clause);
  deciding->reason = g_strdup (why->reason);
  deciding->rejected = cs_review_rejected (self, why);
  return (CsJobSpec){
    .run = decide_job, .data = deciding, .free_data = deciding_free, .flags = CS_JOB_CHANGES
  };
}

/* --- a remark --- */

typedef struct {
  CsGid case_gid;
  CsHash revision; /* on the screen */
  CsRemark *remark;
} Remarking;

static void
remarking_free (gpointer data)
{
  cs_remark_free (((Remarking *)data)->remark);
  g_free (data);
}

static gpointer
remark_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Remarking *remarking = data;
  const CsRemark *const one[] = { remarking->remark };
  cs_project_add_remarks (desk->project, &remarking->case_gid, &remarking->revision, one, 1, error);
  return NULL;
}

void
cs_review_set_words (CsReview *self, const CsGid *item, gint64 start, gint64 end, const char *quote)
{
  const CsRemark words = {
    .item = *item, .part = -1, .frame = -1, .start = start, .end = end, .quote = (char *)quote
  };
  g_clear_pointer (&self->words, cs_remark_free);
  if (quote != NULL)
    self->words = cs_remark_copy (&words);
}

CsRemark *
cs_review_remark_here (CsReview *self, const CsReviewReasons *reasons)
{
  gint64 unit = 0;
  guint part = 0, frame = 0;
  guint place = cs_case_model_place (self->model, &unit);
  guint64 id = cs_case_model_selected (self->model);
  const CsCaseItem *item = cs_case_model_item (self->model, place);
  const CsMark *mark = id != 0 && self->words == NULL
                           ? cs_mark_set_get (cs_case_model_marks (self->model), id)
                           : NULL;
  CsRemark remark = { .mark = mark != NULL ? id : 0,
                      .item = mark != NULL ? mark->item : item->row->gid,
                      .part = -1,
                      .frame = -1,
                      .category = (char *)reasons->category,
                      .severity = (char *)reasons->severity,
                      .clause = (char *)reasons->clause,
                      .text = (char *)reasons->reason };
  if (mark == NULL && !g_str_equal (item->row->kind, "text")) {
    cs_case_model_frame_at (self->model, place, unit, &part, &frame);
    remark.part = (int)part;
    remark.frame = (int)frame;
  }
  if (self->words != NULL) {
    remark.item = self->words->item;
    remark.start = self->words->start;
    remark.end = self->words->end;
    remark.quote = self->words->quote;
  }
  return cs_remark_copy (&remark);
}

CsJobSpec
cs_review_remark_job (CsReview *self, const CsReviewReasons *reasons)
{
  Remarking *remarking = g_new0 (Remarking, 1);
  remarking->case_gid = cs_case_model_view (self->model)->row->gid;
  remarking->revision = cs_case_model_view (self->model)->row->revision;
  remarking->remark = cs_review_remark_here (self, reasons);
  return (CsJobSpec){
    .run = remark_job, .data = remarking, .free_data = remarking_free, .flags = CS_JOB_CHANGES
  };
}
