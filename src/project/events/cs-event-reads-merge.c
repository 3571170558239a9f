/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several readers of a case agree on, found by the rule of its workflow: whoever's program
 * finds it, everybody's finds the same, so nobody chooses. With a parent it takes that back: a
 * merge that was found before is opened again, and nothing is agreed. */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "disputed", CS_FIELD_BOOL },
  { "disputes", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_EVENT_MARKS_MAX },
  { "joined", CS_FIELD_BOOL }, /* each read other labels, and nothing was compared */
  { "marks", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_EVENT_MARKS_MAX },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "object", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "parent", CS_FIELD_HASH },
  { "reads", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST, .max_count = CS_READERS_MAX },
  { "reason", CS_FIELD_STRING, 0, 1, CS_EVENT_TEXT_MAX },
  { "schema", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "workflow", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return cs_json_get (body, "parent") != NULL ? CS_DEED_UNMERGE : CS_DEED_MERGE;
}

/* Whether BODY says what the rule makes of the reads, no more and no less. */
static gboolean
is_right (CsFold *fold, const CsJson *body, const CsWork *work, gboolean *ret_right, GError **error)
{
  CsHash named, object;
  CsReadsFound reads;
  gboolean again = deed (body) == CS_DEED_UNMERGE;
  cs_json_get_hash (body, "schema", &named);
  cs_json_get_hash (body, "object", &object);
  *ret_right = FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, work, error);
  if (workflow == NULL)
    return FALSE;
  if (cs_json_get_bool (body, "joined") == cs_workflow_compares (workflow) ||
      !cs_fold_names_reads (body, work) || cs_json_get_bool (body, "disputed") != again ||
      (cs_json_get (body, "reason") != NULL) != again)
    return TRUE;
  g_autoptr (CsConsensus) found = cs_fold_consensus (fold, work, again, &reads, error);
  g_autoptr (CsMarkSet) said = found != NULL ? cs_fold_read_marks (fold, &object, error) : NULL;
  if (said == NULL)
    return FALSE;
  if (!again && cs_flow_wants_readers (workflow, work, reads.tier, found->disputes->len) >
                    cs_flow_readers (workflow, work))
    return TRUE;
  *ret_right = cs_hash_equal (&reads.schema, &named) && cs_mark_set_equal (said, found->agreed) &&
               cs_json_get_int (body, "disputes", -1) == found->disputes->len;
  return TRUE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  CsHash parent = { { 0 } };
  guint version = 0;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "parent", &parent);
  if (!cs_gather_case (fold, &gid, state, &work, error))
    return FALSE;
  if (!state->case_exists || (!state->round_over && !state->merged))
    return TRUE;
  state->merged = state->merged && cs_hash_equal (&parent, &work.revision);
  return cs_fold_workflow_version (fold, body, &work, &version, error) &&
         is_right (fold, body, &work, &state->merge_right, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  gboolean disputed = cs_json_get_int (body, "disputes", 0) > 0;
  gboolean again = deed (body) == CS_DEED_UNMERGE;
  CsRisk risk;
  if (!cs_fold_load_work (fold, body, &work, error) ||
      !cs_fold_risk (fold, body, &work.gid, !disputed, &risk, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  if (again)
    cs_flow_unmerge (&work, &fold->actor.person, &fold->event->hash);
  else
    cs_flow_merge (workflow, &work, &risk, disputed);
  return cs_fold_merge (fold, body, !disputed, &work, error) &&
         cs_work_save (fold->db, &work, error) &&
         cs_fold_decision (fold, body, again ? "unmerge" : "merge", &work.revision, error);
}

/* Nobody has to settle what was put together; what is open is what the schema does not know. */
static char *
sentence_joined (const CsJson *body)
{
  gint64 marks = cs_json_get_int (body, "marks", 0), left = cs_json_get_int (body, "disputes", 0);
  g_autofree char *out =
      left > 0
          ? g_strdup_printf (", %" G_GINT64_FORMAT " left out that the schema does not know", left)
          : g_strdup ("");
  g_autofree char *doubt = cs_event_doubt_words (body);
  return g_strdup_printf ("put together what %u people read, each their labels: %" G_GINT64_FORMAT
                          " %s%s%s",
                          cs_json_length (cs_json_get (body, "reads")), marks,
                          marks == 1 ? "mark" : "marks", out, doubt);
}

static char *
sentence (const CsJson *body)
{
  gint64 agreed = cs_json_get_int (body, "marks", 0), open = cs_json_get_int (body, "disputes", 0);
  const char *reason = cs_json_get_string (body, "reason");
  if (cs_json_get_bool (body, "joined"))
    return sentence_joined (body);
  if (deed (body) == CS_DEED_UNMERGE)
    return g_strdup_printf ("opened what readers had agreed on again%s%s",
                            reason != NULL ? ": " : "", reason != NULL ? reason : "");
  g_autofree char *doubt = cs_event_doubt_words (body);
  guint reads = cs_json_length (cs_json_get (body, "reads"));
  if (reads == 1) /* the workflow wants no more of its tier */
    return g_strdup_printf ("took over what one person read: %" G_GINT64_FORMAT " %s%s", agreed,
                            agreed == 1 ? "mark" : "marks", doubt);
  return g_strdup_printf ("compared what %u people read: %" G_GINT64_FORMAT
                          " agreed, %" G_GINT64_FORMAT " open%s",
                          reads, agreed, open, doubt);
}

const CsEventKind cs_event_reads_merge = {
  .tag = "reads.merge",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
