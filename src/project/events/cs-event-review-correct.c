/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-remark.h"

static const CsField fields[] = {
  CS_EVENT_JUDGEMENT_FIELDS,
  { "dropped", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = cs_dropped_fields,
    .max_count = CS_DROPPED_MAX },
  { "guideline", CS_FIELD_HASH },
  { "marks", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_EVENT_MARKS_MAX },
  { "object", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "parent", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "schema", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "workflow", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_CORRECT;
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
  return cs_gather_evidence (fold, body, state, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  return cs_fold_correction (fold, body, "correct", error);
}

static char *
sentence (const CsJson *body)
{
  const char *reason = cs_json_get_string (body, "reason");
  g_autofree char *dropped = cs_dropped_words (body);
  return g_strdup_printf ("corrected the case (%" G_GINT64_FORMAT " marks)%s%s%s",
                          cs_json_get_int (body, "marks", 0), dropped, reason != NULL ? ": " : "",
                          reason != NULL ? reason : "");
}

const CsEventKind cs_event_review_correct = {
  .tag = "review.correct",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .meets = TRUE,
  .sentence = sentence,
};
