/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers do not agree on is settled by somebody who did not read the case: of each dispute
 * one reading is chosen, or something is drawn anew, or nobody is right. What the readers said
 * stays as it is, so dissent is kept. */
#include "cs-event-kind.h"
#include "cs-remark.h"

#include <string.h>

static const char *const choices[] = { "drawn", "nobody", "reading", NULL };

static const CsField ruling_fields[] = {
  { "choice", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = choices },
  { "n", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_EVENT_MARKS_MAX },
  { "reading", CS_FIELD_HASH },
  { "reason", CS_FIELD_STRING, 0, 1, CS_EVENT_TEXT_MAX },
  { NULL },
};

static const CsField fields[] = {
  CS_EVENT_JUDGEMENT_FIELDS,
  { "dropped", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = cs_dropped_fields,
    .max_count = CS_DROPPED_MAX },
  { "guideline", CS_FIELD_HASH },
  { "marks", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_EVENT_MARKS_MAX },
  { "object", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "parent", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "rulings", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST, .fields = ruling_fields,
    .max_count = CS_DROPPED_MAX },
  { "schema", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "seed", CS_FIELD_GID, CS_FIELD_REQUIRED }, /* of the order in which the readings were shown */
  { "workflow", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_ADJUDICATE;
}

/* --- whether the rulings fit --- */

static guint
reading_of (const CsWork *work, const CsHash *version)
{
  guint n = 0;
  while (n < work->n_readings && !cs_hash_equal (&work->readings[n].act, version))
    n++;
  return n;
}

static gboolean
has_any (const CsMarkSet *result, const CsDispute *dispute)
{
  for (guint i = 0; i < CS_CONSENSUS_MAX; i++)
    if (dispute->marks[i] != NULL && cs_consensus_has (result, dispute->marks[i]))
      return TRUE;
  return FALSE;
}

/* RESULT says of DISPUTE what READING says; a reading without a mark says that there is none. The
 * ends of a relation may have become others, so it is not looked for. */
static gboolean
says_reading (const CsMarkSet *result, const CsDispute *dispute, guint reading,
              const CsMarkSet *read)
{
  if (dispute->why & CS_DISPUTE_ANSWER) {
    const CsMarkAnswer *want = cs_mark_set_answer (read, &dispute->item);
    const CsMarkAnswer *got = cs_mark_set_answer (result, &dispute->item);
    return (want != NULL ? want->answer : CS_ANSWER_NONE) ==
           (got != NULL ? got->answer : CS_ANSWER_NONE);
  }
  const CsMark *mark = dispute->marks[reading];
  if (mark == NULL)
    return !has_any (result, dispute);
  return mark->kind->target == CS_MARK_TARGET_MARKS || cs_consensus_has (result, mark);
}

static CsMarkSet *
marks_of_version (CsFold *fold, const CsHash *version, GError **error)
{
  CsHash object = { { 0 } };
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT object FROM revision WHERE hash = ?", "h", version);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return NULL;
  cs_stmt_hash (stmt, 0, &object);
  return cs_fold_read_marks (fold, &object, error);
}

static gboolean
ruling_fits (CsFold *fold, const CsJson *ruling, const CsWork *work, const CsConsensus *found,
             guint n, const CsMarkSet *result)
{
  const CsDispute *dispute = &g_array_index (found->disputes, CsDispute, n);
  CsHash version = { { 0 } };
  const char *choice = cs_json_get_string (ruling, "choice");
  gboolean named = cs_json_get_hash (ruling, "reading", &version);
  if (strcmp (choice, "reading") != 0)
    return !named &&
           (strcmp (choice, "nobody") == 0 ? !has_any (result, dispute)
                                           : cs_consensus_is_anew (found, dispute, result));
  guint reading = reading_of (work, &version);
  if (reading == work->n_readings)
    return FALSE;
  g_autoptr (CsMarkSet) read = marks_of_version (fold, &version, NULL);
  return read != NULL && says_reading (result, dispute, reading, read);
}

/* One for each of what is open, in its order, each with a reason of its own or that of all. */
static gboolean
rulings_fit (CsFold *fold, const CsJson *body, const CsWork *work, gboolean *ret_fit,
             GError **error)
{
  CsHash object;
  const CsJson *list = cs_json_get (body, "rulings");
  gboolean reason = cs_json_get (body, "reason") != NULL;
  cs_json_get_hash (body, "object", &object);
  g_autoptr (CsConsensus) found = cs_fold_open_disputes (fold, work, error);
  g_autoptr (CsMarkSet) result = found != NULL ? cs_fold_read_marks (fold, &object, error) : NULL;
  if (result == NULL)
    return FALSE;
  *ret_fit = cs_json_length (list) == found->disputes->len;
  for (guint i = 0; *ret_fit && i < found->disputes->len; i++) {
    const CsJson *ruling = cs_json_at (list, i);
    *ret_fit = cs_json_get_int (ruling, "n", -1) == i &&
               (reason || cs_json_get (ruling, "reason") != NULL) &&
               ruling_fits (fold, ruling, work, found, i, result);
  }
  return TRUE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  CsHash parent;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "parent", &parent);
  if (!cs_gather_case (fold, &gid, state, &work, error))
    return FALSE;
  state->revision_current = cs_fold_is_current (body, &parent, &work);
  if (state->stage_settles && state->revision_current &&
      !rulings_fit (fold, body, &work, &state->merge_right, error))
    return FALSE;
  return cs_gather_evidence (fold, body, state, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  return cs_fold_correction (fold, body, "adjudicate", error);
}

static char *
sentence (const CsJson *body)
{
  guint n = cs_json_length (cs_json_get (body, "rulings"));
  const char *reason = cs_json_get_string (body, "reason");
  g_autofree char *dropped = cs_dropped_words (body);
  return g_strdup_printf ("settled %u %s between readers%s%s%s", n, n == 1 ? "dispute" : "disputes",
                          dropped, reason != NULL ? ": " : "", reason != NULL ? reason : "");
}

const CsEventKind cs_event_review_adjudicate = {
  .tag = "review.adjudicate",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .meets = TRUE,
  .sentence = sentence,
};
