/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-control.h"
#include "cs-project-private.h"
#include "cs-project-reads.h"

#include <string.h>

/* Which labels the signer takes is said in the act, so that nobody's become others where copies
 * come together. */
static void
put_group (CsProject *project, const CsWork *work, const char *named, CsJson *body)
{
  CsReader reader = cs_project_reader (project);
  const CsWorkflows *all = cs_index_workflows (project->index, NULL);
  const CsWorkflowGroup *group = cs_flow_group (cs_flow_workflow (all, work), work, &reader.person,
                                                named, project->env->wall (project->env));
  cs_json_put_string (body, "group", named != NULL || group == NULL ? named : group->key);
}

static gboolean
claim (CsProject *project, const CsGid *case_gid, const char *group, gboolean renew, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsHash workflow;
  gboolean served = FALSE;
  CsReader reader = cs_project_reader (project);
  if (!cs_project_pause_failed (project, error))
    return FALSE;
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL || !cs_project_work (project, case_gid, &work, error) ||
      !cs_project_serves (project, &reader, case_gid, group, &served, error) ||
      !cs_project_document_hash (project, "workflow", work.workflow, &workflow, error))
    return FALSE;
  CsJson *body = cs_project_case_body (project, case_gid);
  const CsWorkflow *rules = cs_flow_workflow (cs_index_workflows (project->index, NULL), &work);
  if (renew)
    cs_json_put_bool (body, "renew", TRUE);
  else
    put_group (project, &work, group, body);
  if (served && rules->autonomy != CS_AUTONOMY_FREE)
    cs_json_put_bool (body, "served", TRUE);
  cs_json_put_hash (body, "workflow", &workflow);
  return cs_project_act_event (act, "task.claim", body, NULL, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

gboolean
cs_project_claim (CsProject *project, const CsGid *case_gid, GError **error)
{
  return claim (project, case_gid, NULL, FALSE, error);
}

gboolean
cs_project_claim_group (CsProject *project, const CsGid *case_gid, const char *group,
                        GError **error)
{
  return claim (project, case_gid, group, FALSE, error);
}

gboolean
cs_project_keep_claim (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsReader reader = cs_project_reader (project);
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_flow_workflow (all, &work);
  gint64 half = workflow->claim_hours * G_TIME_SPAN_HOUR / 2;
  if (half == 0 || work.asked != CS_ASKED_NOBODY)
    return TRUE;
  cs_flow_seen_by (workflow, &work, &reader.person);
  gboolean mine = work.status == CS_CASE_HELD && cs_gid_equal (&work.holder, &reader.person);
  if (!mine || work.lease == 0 || work.lease - half > project->env->wall (project->env))
    return TRUE;
  return claim (project, case_gid, NULL, TRUE, error);
}

CsCaseRow *
cs_project_next_task (CsProject *project, const char *stage, GError **error)
{
  return cs_project_next_of_group (project, stage, NULL, error);
}

CsCaseRow *
cs_project_next_of_group (CsProject *project, const char *stage, const char *group, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsTaskRow) task = NULL;
  if (!cs_project_catch_up (project, error) ||
      !cs_project_first_of_group (project, &reader, stage, group, &task, error))
    return NULL;
  if (task == NULL && reader.paused) {
    cs_fail (error, CS_ERROR_DENIED,
             "your work is paused, so nothing new is given to you. Ask a lead, who goes through it "
             "with you and lets you go on");
    return NULL;
  }
  if (task == NULL) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "nothing waits for you%s%s%s%s",
             stage != NULL ? " at " : "", stage != NULL ? cs_stage_word (stage) : "",
             group != NULL ? " to be read for " : "", group != NULL ? group : "");
    return NULL;
  }
  if (!task->mine && !cs_project_claim_group (project, &task->case_gid, group, error))
    return NULL;
  char hex[CS_GID_HEX + 1];
  return cs_project_find_case (project, &reader, cs_gid_to_hex (&task->case_gid, hex), error);
}

gboolean
cs_project_assign (CsProject *project, const CsGid *case_gid, const CsGid *person, GError **error)
{
  return cs_project_assign_group (project, case_gid, person, NULL, error);
}

gboolean
cs_project_assign_group (CsProject *project, const CsGid *case_gid, const CsGid *person,
                         const char *group, GError **error)
{
  CsJson *body = cs_project_case_body (project, case_gid);
  cs_json_put_string (body, "group", group);
  cs_json_put_gid (body, "person", person);
  return cs_project_do (project, "task.assign", body, NULL, error);
}

gboolean
cs_project_skip (CsProject *project, const CsGid *case_gid, const char *reason, GError **error)
{
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put_string (body, "reason", reason);
  return cs_project_do (project, "task.skip", body, NULL, error);
}

gboolean
cs_project_countersign (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put_hash (body, "revision", &work.revision);
  return cs_project_act_event (act, "review.countersign", body, NULL, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

gboolean
cs_project_reopen (CsProject *project, const CsGid *case_gid, const char *reason, GError **error)
{
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put_string (body, "reason", reason);
  return cs_project_do (project, "case.reopen", body, NULL, error) &&
         cs_project_catch_up (project, error);
}

/* The documents in force, and the workflow of the case, stamped on every revision. */
static gboolean
put_stamps (CsProject *project, const CsWork *work, CsJson *body, GError **error)
{
  static const char *const kinds[] = { "schema", "guideline", "workflow" };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    CsHash hash;
    g_autoptr (GError) inner = NULL;
    guint version = strcmp (kinds[i], "workflow") == 0 ? work->workflow : 0;
    if (cs_project_document_hash (project, kinds[i], version, &hash, &inner))
      cs_json_put_hash (body, kinds[i], &hash);
    if (inner != NULL) {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  }
  return cs_json_get (body, "schema") != NULL
             ? TRUE
             : cs_fail (error, CS_ERROR_DENIED,
                        "no label schema is published yet; a lead publishes one first");
}

static gboolean
has_text (const CsJson *dropped)
{
  for (guint i = 0; i < cs_json_length (dropped); i++)
    if (cs_json_get (cs_json_at (dropped, i), "text") != NULL)
      return TRUE;
  return FALSE;
}

gboolean
cs_project_put_draft (CsProject *project, CsProjectAct *act, const CsGid *case_gid,
                      const CsMarkSet *set, CsJson *body, GError **error)
{
  CsHash object;
  g_auto (CsWork) work = { 0 };
  CsHash base;
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_project_draft_base (project, case_gid, &base, error) ||
      !cs_project_check_complete (project, case_gid, set, error) ||
      !cs_project_put_marks (act, set, &object, error) || !put_stamps (project, &work, body, error))
    return FALSE;
  g_autoptr (GError) inner = NULL;
  CsJson *dropped = cs_project_draft_dropped (project, case_gid, set, &inner);
  cs_json_put (body, "dropped", dropped);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (has_text (dropped))
    cs_put_nonce (body, project->env);
  cs_json_put_int (body, "marks", set->n_marks);
  cs_json_put_hash (body, "object", &object);
  if (!cs_hash_is_zero (&base))
    cs_json_put_hash (body, "parent", &base);
  return TRUE;
}

gboolean
cs_project_submit (CsProject *project, const CsGid *case_gid, const CsMarkEdit *answers,
                   CsHash *ret_revision, GError **error)
{
  return cs_project_submit_read (project, case_gid, answers, NULL, ret_revision, error);
}

gboolean
cs_project_submit_read (CsProject *project, const CsGid *case_gid, const CsMarkEdit *answers,
                        const CsEvidence *evidence, CsHash *ret_revision, GError **error)
{
  g_autoptr (CsMarkSet) set = cs_project_draft (project, case_gid, error);
  if (set != NULL && answers != NULL) {
    CsMarkSet *answered = cs_project_check_answers (project, case_gid, answers, error)
                              ? cs_mark_edit_apply (set, answers, error)
                              : NULL;
    cs_mark_set_unref (set);
    set = answered;
  }
  if (set == NULL)
    return FALSE;
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  g_autoptr (CsJson) body = cs_project_case_body (project, case_gid);
  g_auto (CsWork) work = { 0 };
  if (act == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  put_group (project, &work, NULL, body);
  return cs_project_put_draft (project, act, case_gid, set, body, error) &&
         cs_project_put_evidence (act, evidence, body, error) &&
         cs_project_put_effort (project, body, error) &&
         cs_project_act_event (act, "revision.submit", g_steal_pointer (&body), ret_revision,
                               error) &&
         cs_project_merge_reads (project, act, case_gid, error) &&
         cs_project_settle_draft (project, case_gid, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

/* Reads what ACT, the signer's last one on the case, says, to be asked before it is taken back.
 * RET_SET stays NULL unless it handed in a version. */
static CsAsides *
read_last_act (CsProject *project, const CsGid *case_gid, const CsHash *act, CsMarkSet **ret_set,
               GError **error)
{
  CsReader reader = cs_project_reader (project);
  gint64 version = 0;
  if (!cs_db_get_int (cs_index_db (project->index), 0, &version, error,
                      "SELECT 1 FROM revision WHERE hash = ? AND person = ? AND hash NOT IN"
                      " (SELECT hash FROM decision WHERE kind = 'unmerge')",
                      "hg", act, &reader.person))
    return NULL;
  if (version != 0) {
    *ret_set = cs_project_revision (project, &reader, act, error);
    if (*ret_set == NULL)
      return NULL;
  }
  return cs_project_keep_asides (project, case_gid, act, error);
}

/* One act: nothing is taken back without being the draft again. */
gboolean
cs_project_withdraw (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_autoptr (CsMarkSet) taken_back = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  const CsWorkflows *all = act != NULL ? cs_index_workflows (project->index, error) : NULL;
  if (all == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  gboolean goes_on = FALSE;
  if (!cs_project_goes_on (project, &reader, &work, &goes_on, error))
    return FALSE;
  if (goes_on)
    return cs_fail (error, CS_ERROR_DENIED,
                    "you have handed in another case since; ask who reviews it to send it back");
  CsHash last = cs_flow_last_act (cs_flow_workflow (all, &work), &work, &reader.person);
  g_autoptr (CsAsides) asides = read_last_act (project, case_gid, &last, &taken_back, error);
  if (asides == NULL)
    return FALSE;
  CsJson *body = cs_project_case_body (project, case_gid);
  cs_json_put_hash (body, "act", &last);
  return cs_project_act_event (act, "work.withdraw", body, NULL, error) &&
         (taken_back == NULL || cs_project_revive_draft (project, case_gid, taken_back,
                                                         cs_asides_dropped (asides), error)) &&
         cs_project_restore_asides (project, asides, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

gboolean
cs_project_discard_draft (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsDraft draft;
  gint64 asides = 0;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  if (txn == NULL || !cs_project_load_draft (project, case_gid, &draft, error) ||
      !cs_db_get_int (
          cs_store_db (project->store), 0, &asides, error,
          "SELECT count(*) FROM aside WHERE case_gid = ? AND person = ?"
          " AND kind NOT IN ('effort', 'settled', 'settled-pair', 'step', 'step-aside')",
          "gg", case_gid, &reader.person))
    return FALSE;
  if (draft.id == 0 && asides == 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "there is no draft of yours on it");
  return cs_project_drop_draft (project, case_gid, error) &&
         cs_txn_commit (g_steal_pointer (&txn), error);
}

static void
put_decision (CsJson *body, const CsGid *case_gid, const CsDecision *decision)
{
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put_string (body, "category", decision->category);
  cs_json_put_string (body, "clause", decision->clause);
  cs_json_put_string (body, "reason", decision->reason);
  cs_json_put_string (body, "severity", decision->severity);
  if (decision->n_rejected == 0)
    return;
  CsJson *rejected = cs_json_new_array ();
  for (guint i = 0; i < decision->n_rejected; i++)
    cs_json_append (rejected, cs_remark_to_json (decision->rejected[i]));
  cs_json_put (body, "rejected", rejected);
}

/* What is not accepted does not stand as it was in what is handed on. */
static gboolean
check_rejected (const CsDecision *decision, const CsMarkSet *current, const CsMarkSet *set,
                GError **error)
{
  for (guint i = 0; i < decision->n_rejected; i++) {
    guint64 id = decision->rejected[i]->mark;
    const CsMark *was = cs_mark_set_get (current, id), *is = cs_mark_set_get (set, id);
    if (was != NULL && is != NULL && cs_mark_equal (was, is))
      return cs_fail (error, CS_ERROR_INVALID,
                      "mark %" G_GUINT64_FORMAT
                      " is rejected, but your draft leaves it as it is; remove it or put it right "
                      "first (\"mark remove\", \"mark set\"), or send the case back",
                      id);
  }
  return TRUE;
}

/* An expert who changes nothing should accept, so that nobody becomes an author by accident. */
static gboolean
check_correction (CsProject *project, const CsWork *work, const CsDecision *decision,
                  const CsMarkSet *set, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsMarkSet) current = cs_project_revision (project, &reader, &work->revision, error);
  if (current == NULL || !check_rejected (decision, current, set, error))
    return FALSE;
  return cs_mark_set_equal (current, set)
             ? cs_fail (error, CS_ERROR_INVALID,
                        "your draft changes nothing; accept the case, or load or draw the "
                        "correction first")
             : TRUE;
}

static gboolean
correct (CsProject *project, const CsGid *case_gid, const CsDecision *decision, GError **error)
{
  CsDeed deed;
  g_auto (CsWork) work = { 0 };
  g_autoptr (CsMarkSet) set = cs_project_may_decide (project, case_gid, "correct", &deed, error)
                                  ? cs_project_draft (project, case_gid, error)
                                  : NULL;
  if (set == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  if (!check_correction (project, &work, decision, set, error))
    return FALSE;
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  g_autoptr (CsJson) body = cs_project_noted_body (project);
  put_decision (body, case_gid, decision);
  cs_json_put_int (body, "stage", work.stage);
  return act != NULL && cs_project_put_draft (project, act, case_gid, set, body, error) &&
         cs_project_put_evidence (act, decision->evidence, body, error) &&
         cs_project_put_effort (project, body, error) &&
         cs_project_act_event (act, "review.correct", g_steal_pointer (&body), NULL, error) &&
         cs_project_settle_draft (project, case_gid, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

gboolean
cs_project_decide (CsProject *project, const CsGid *case_gid, const CsDecision *decision,
                   GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (strcmp (decision->decision, "correct") == 0)
    return correct (project, case_gid, decision, error);
  gboolean against =
      strcmp (decision->decision, "send-back") == 0 || strcmp (decision->decision, "reject") == 0;
  if (against && (decision->reason == NULL || decision->reason[0] == '\0'))
    return cs_fail (error, CS_ERROR_INVALID, "say why (--reason), so that the next person knows");
  if (!cs_project_work (project, case_gid, &work, error))
    return FALSE;
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  g_autoptr (CsJson) body = cs_project_noted_body (project);
  put_decision (body, case_gid, decision);
  cs_json_put_int (body, "stage", work.stage);
  cs_json_put_string (body, "decision", decision->decision);
  cs_json_put_hash (body, "revision", &work.revision);
  return act != NULL && cs_project_put_evidence (act, decision->evidence, body, error) &&
         cs_project_put_effort (project, body, error) &&
         cs_project_act_event (act, "review.decide", g_steal_pointer (&body), NULL, error) &&
         cs_project_drop_asides (project, case_gid, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}
