/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const char *const categories[] = { "attribute", "boundary", "extra", "label",
                                          "missed",    "other",    NULL };
static const char *const severities[] = { "critical", "major", "minor", NULL };

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "category", CS_FIELD_STRING, .choices = categories },
  { "clause", CS_FIELD_STRING, 0, 1, 64 },
  { "guideline", CS_FIELD_HASH },
  { "marks", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_JSON_MAX_INT },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "object", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "parent", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "reason", CS_FIELD_STRING, 0, 1, CS_EVENT_TEXT_MAX },
  { "schema", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "severity", CS_FIELD_STRING, .choices = severities },
  { "workflow", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
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
  state->revision_current = cs_hash_equal (&parent, &work.revision);
  return TRUE;
}

/* The corrector becomes an author. The case moves on, except from a stage that signs: there it
 * stays for somebody who is not an author. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsRuleState stage = { 0 };
  guint stages = 0;
  CsHash parent;
  if (!cs_fold_load_work (fold, body, &work, error) ||
      !cs_fold_stage (fold, work.stage, &stage, &stages, error))
    return FALSE;
  cs_json_get_hash (body, "parent", &parent);
  cs_work_remember (&work, &fold->event->hash, &fold->actor.person);
  work.status = CS_CASE_WAITING;
  work.holder = work.assigned = (CsGid){ { 0 } };
  work.decision = fold->event->hash;
  if (!stage.stage_signs)
    work.stage++;
  if (work.stage >= stages) {
    work.status = CS_CASE_ACCEPTED;
    work.accepted_by = fold->actor.person;
  }
  g_autofree char *text = cs_json_to_canonical (body, NULL);
  return cs_fold_revision (fold, body, &work, error) && cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO decision (hash, case_gid, ord, revision, person, kind,"
                    " body, withdrawn) VALUES (?, ?, ?, ?, ?, 'correct', ?, 0)",
                    "hgihgt", &fold->event->hash, &work.gid, fold->ord, &parent,
                    &fold->actor.person, text);
}

static char *
sentence (const CsJson *body)
{
  const char *reason = cs_json_get_string (body, "reason");
  return g_strdup_printf ("corrected the case (%" G_GINT64_FORMAT " marks)%s%s",
                          cs_json_get_int (body, "marks", 0), reason != NULL ? ": " : "",
                          reason != NULL ? reason : "");
}

const CsEventKind cs_event_review_correct = {
  .tag = "review.correct",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
