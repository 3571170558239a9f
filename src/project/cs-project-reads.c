/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-reads.h"
#include "cs-project-control.h"

#include "cs-event-kind.h"
#include "cs-mark-set-builder.h"
#include "cs-project-private.h"
#include "cs-project-sight.h"

#include <string.h>

static CsFold
begin_fold (CsProject *project)
{
  return (CsFold){ .index = project->index,
                   .db = cs_index_db (project->index),
                   .store = project->store,
                   .actor = cs_project_reader (project) };
}

/* --- what is agreed --- */

static CsJson *
list_reads (const CsWork *work)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < work->n_readings; i++) {
    char hex[CS_HASH_HEX + 1];
    cs_json_append (list, cs_json_new_string (cs_hash_to_hex (&work->readings[i].act, hex)));
  }
  return list;
}

static gboolean
ask_readers (CsProject *project, CsProjectAct *act, const CsWork *work, guint readers, guint tier,
             const CsHash *workflow, GError **error)
{
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", &work->gid);
  cs_json_put_int (body, "readers", readers);
  cs_json_put (body, "reads", list_reads (work));
  if (tier > 0)
    cs_json_put_int (body, "tier", tier);
  cs_json_put_hash (body, "workflow", workflow);
  return cs_project_act_event (act, "reads.another", body, NULL, error);
}

/* With a REASON: what was found before is opened again. */
static gboolean
merge (CsProject *project, CsProjectAct *act, const CsWork *work, const char *reason,
       GError **error)
{
  CsFold fold = begin_fold (project);
  CsHash object, workflow;
  CsReadsFound reads;
  const CsWorkflow *rules = cs_fold_workflow (&fold, work, error);
  g_autoptr (CsConsensus) found = cs_fold_consensus (&fold, work, reason != NULL, &reads, error);
  if (found == NULL || rules == NULL ||
      !cs_project_document_hash (project, "workflow", work->workflow, &workflow, error))
    return FALSE;
  guint wants = cs_flow_wants_readers (rules, work, reads.tier, found->disputes->len);
  if (reason == NULL && wants > cs_flow_readers (rules, work))
    return ask_readers (project, act, work, wants,
                        cs_flow_tier_asks (rules, work, reads.tier) ? reads.tier : 0, &workflow,
                        error);
  if (!cs_project_put_marks (act, found->agreed, &object, error))
    return FALSE;
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", &work->gid);
  cs_json_put_int (body, "disputes", found->disputes->len);
  cs_json_put_int (body, "marks", found->agreed->n_marks);
  if (!cs_workflow_compares (cs_fold_workflow (&fold, work, NULL)))
    cs_json_put_bool (body, "joined", TRUE);
  cs_json_put_hash (body, "object", &object);
  cs_json_put (body, "reads", list_reads (work));
  cs_json_put_hash (body, "schema", &reads.schema);
  cs_json_put_hash (body, "workflow", &workflow);
  if (reason != NULL) {
    cs_json_put_bool (body, "disputed", TRUE);
    cs_json_put_hash (body, "parent", &work->revision);
    cs_json_put_string (body, "reason", reason);
  }
  return cs_project_act_event (act, "reads.merge", body, NULL, error);
}

gboolean
cs_project_merge_reads (CsProject *project, CsProjectAct *act, const CsGid *case_gid,
                        GError **error)
{
  g_auto (CsWork) work = { 0 };
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  return !cs_flow_is_read (cs_flow_workflow (all, &work), &work) ||
         merge (project, act, &work, NULL, error);
}

static gboolean
merge_due (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  return act != NULL && cs_project_merge_reads (project, act, case_gid, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

/* --- what two copies did --- */

static gboolean
meet (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsFold fold = begin_fold (project);
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  g_autoptr (CsMeeting) meeting = cs_fold_meeting (&fold, &work, error);
  if (meeting == NULL)
    return FALSE;
  if (meeting->acts->len == 0)
    return TRUE;
  CsJson *body = cs_project_noted_body (project), *list = cs_json_new_array ();
  for (guint i = 0; i < meeting->acts->len; i++)
    cs_json_append (list, cs_json_new_hash (&g_array_index (meeting->acts, CsHash, i)));
  cs_json_put (body, "acts", list);
  cs_json_put_gid (body, "case", case_gid);
  return cs_project_act_event (act, "rivals.meet", body, NULL, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

static gboolean
meet_rivals (CsProject *project, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (CsGid));
  if (!(reader.roles & cs_rules_roles_for (CS_DEED_MEET)))
    return TRUE;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT DISTINCT case_gid FROM rival WHERE state = 0 ORDER BY case_gid", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    if (cs_stmt_gid (stmt, 0, &gid))
      g_array_append_val (due, gid);
  }
  for (guint i = 0; state == 0 && i < due->len; i++)
    if (!meet (project, &g_array_index (due, CsGid, i), error))
      return FALSE;
  return state == 0;
}

gboolean
cs_project_catch_up (CsProject *project, GError **error)
{
  CsReader reader = cs_project_reader (project);
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (CsGid));
  if (all == NULL || !(reader.roles & cs_rules_roles_for (CS_DEED_MERGE)))
    return all != NULL;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT " CS_WORK_COLUMNS_TO_LOOK " FROM work WHERE status = ? AND stage = 0"
                   " AND length (readings) > 0",
                   "i", (gint64)CS_CASE_HELD);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    if (!cs_work_from_row (stmt, &work, error))
      return FALSE;
    if (cs_flow_is_read (cs_flow_workflow (all, &work), &work))
      g_array_append_val (due, work.gid);
  }
  for (guint i = 0; state == 0 && i < due->len; i++)
    if (!merge_due (project, &g_array_index (due, CsGid, i), error))
      return FALSE;
  return state == 0 && meet_rivals (project, error) && cs_project_pause_failed (project, error);
}

gboolean
cs_project_unmerge (CsProject *project, const CsGid *case_gid, const char *reason, GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  if (cs_hash_is_zero (&work.merge))
    return cs_fail (error, CS_ERROR_DENIED,
                    "nothing that readers agreed on stands as it was found");
  return merge (project, act, &work, reason, error) &&
         cs_project_drop_draft (project, case_gid, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

/* --- what is open --- */

void
cs_positions_free (CsPositions *positions)
{
  if (positions == NULL)
    return;
  guint n = positions->disputes->len * positions->n_readers;
  for (guint i = 0; i < n; i++)
    g_free (positions->notes[i]);
  g_free (positions->notes);
  g_free (positions->answers);
  g_free (positions->readings);
  g_array_unref (positions->disputes);
  g_free (positions);
}

/* Another order for each merge and each person, and the same one whenever they look. */
static void
find_seed (const CsHash *merge_id, const CsGid *person, CsGid *ret_seed)
{
  static const char domain[] = "countersign-positions-1";
  CsHash hash;
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  cs_hasher_add (hasher, domain, sizeof domain);
  cs_hasher_add (hasher, merge_id->bytes, sizeof merge_id->bytes);
  cs_hasher_add (hasher, person->bytes, sizeof person->bytes);
  cs_hasher_finish (hasher, &hash);
  memcpy (ret_seed->bytes, hash.bytes, sizeof ret_seed->bytes);
}

static CsHash
lot_of (const CsGid *seed, const CsHash *reading)
{
  CsHash hash;
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  cs_hasher_add (hasher, seed->bytes, sizeof seed->bytes);
  cs_hasher_add (hasher, reading->bytes, sizeof reading->bytes);
  cs_hasher_finish (hasher, &hash);
  return hash;
}

/* ORDER [position]: the reading that is shown there. */
static void
shuffle (const CsWork *work, const CsGid *seed, guint *order)
{
  for (guint i = 0; i < work->n_readings; i++) {
    CsHash lot = lot_of (seed, &work->readings[i].act);
    guint at = i;
    for (; at > 0; at--) {
      CsHash other = lot_of (seed, &work->readings[order[at - 1]].act);
      if (memcmp (&other, &lot, sizeof lot) < 0)
        break;
      order[at] = order[at - 1];
    }
    order[at] = i;
  }
}

static void
put_in_order (CsConsensus *found, const guint *order)
{
  for (guint i = 0; i < found->disputes->len; i++) {
    CsDispute *dispute = &g_array_index (found->disputes, CsDispute, i);
    CsMark *marks[CS_CONSENSUS_MAX] = { NULL };
    for (guint k = 0; k < found->n_readers; k++)
      marks[k] = dispute->marks[order[k]];
    memcpy (dispute->marks, marks, sizeof marks);
  }
}

/* Readers are not named where the case is settled, so their answers are asked by place. */
static gboolean
fill_answers (CsProject *project, CsPositions *positions, GError **error)
{
  guint n = positions->n_readers;
  positions->answers = g_new0 (CsAnswer, positions->disputes->len * n + 1);
  positions->notes = g_new0 (char *, positions->disputes->len *n + 1);
  for (guint k = 0; k < n; k++) {
    g_autoptr (CsMarkSet) set = cs_project_marks_of (project, &positions->readings[k], error);
    if (set == NULL)
      return FALSE;
    for (guint i = 0; i < positions->disputes->len; i++) {
      const CsDispute *dispute = &g_array_index (positions->disputes, CsDispute, i);
      const CsMarkAnswer *answer =
          dispute->why & CS_DISPUTE_ANSWER ? cs_mark_set_answer (set, &dispute->item) : NULL;
      positions->answers[i * n + k] = answer != NULL ? answer->answer : CS_ANSWER_NONE;
      positions->notes[i * n + k] = answer != NULL ? g_strdup (answer->note) : NULL;
    }
  }
  return TRUE;
}

static CsPositions *
find_positions (CsProject *project, const CsGid *person, const CsWork *work, GError **error)
{
  CsFold fold = begin_fold (project);
  guint order[CS_READINGS_MAX] = { 0 };
  g_autoptr (CsConsensus) found = cs_fold_open_disputes (&fold, work, error);
  if (found == NULL)
    return NULL;
  g_autoptr (CsPositions) positions = g_new0 (CsPositions, 1);
  find_seed (work->stage >= CS_STAGE_VERSIONS ? &work->revision : &work->merge, person,
             &positions->seed);
  shuffle (work, &positions->seed, order);
  put_in_order (found, order);
  positions->stage = work->stage;
  positions->n_readers = found->n_readers;
  positions->disputes = g_steal_pointer (&found->disputes);
  positions->readings = g_new0 (CsHash, positions->n_readers);
  for (guint i = 0; i < positions->n_readers; i++)
    positions->readings[i] = work->readings[order[i]].act;
  return fill_answers (project, positions, error) ? g_steal_pointer (&positions) : NULL;
}

/* READER may settle the case of WORK, where that is TASK. */
static gboolean
may_settle (CsProject *project, const CsReader *reader, const CsWork *work, CsStageTask task,
            GError **error)
{
  gboolean sees = FALSE, author = FALSE, decided = cs_flow_decided (work, &reader->person);
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  CsFold fold = begin_fold (project);
  if (all == NULL || !cs_project_sees (project, reader, work, &sees, error) ||
      !cs_fold_is_author (&fold, &work->revision, &reader->person, &author, error))
    return FALSE;
  const CsWorkflowStage *stage = cs_flow_stage (cs_flow_workflow (all, work), work);
  if (work->status > CS_CASE_HELD || stage == NULL || stage->task != task || !sees)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "nothing is open between readers of the case");
  if (cs_flow_admits (stage, reader->roles, author, decided))
    return TRUE;
  return cs_fail (error, CS_ERROR_DENIED,
                  stage->meets && decided
                      ? "what is to be settled is partly your own; somebody else settles it"
                  : author ? "you have read the case; somebody else settles what is open"
                           : "your roles do not settle what is open between readers");
}

CsPositions *
cs_project_positions (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                      GError **error)
{
  g_auto (CsWork) work = { 0 };
  return cs_project_work (project, case_gid, &work, error) &&
                 may_settle (project, reader, &work, CS_TASK_ADJUDICATE, error)
             ? find_positions (project, &reader->person, &work, error)
             : NULL;
}

void
cs_met_decision_free (CsMetDecision *decision)
{
  if (decision == NULL)
    return;
  g_free (decision->category);
  g_free (decision->clause);
  g_free (decision->reason);
  g_free (decision);
}

static CsMetDecision *
read_decision (CsProject *project, const CsHash *act, GError **error)
{
  static const char *const words[] = { "accept", "adjudicate", "correct", "reject", "send-back" };
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT kind, body FROM decision WHERE hash = ?", "h", act);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  const char *text = state > 0 ? cs_stmt_text (stmt, 1) : NULL;
  g_autoptr (CsJson) body =
      text != NULL ? cs_json_parse_canonical (text, strlen (text), error) : NULL;
  if (state == 0)
    cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  if (body == NULL)
    return NULL;
  CsMetDecision *decision = g_new0 (CsMetDecision, 1);
  decision->act = *act;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], cs_stmt_text (stmt, 0)) == 0)
      decision->decision = words[i];
  decision->category = g_strdup (cs_json_get_string (body, "category"));
  decision->clause = g_strdup (cs_json_get_string (body, "clause"));
  decision->reason = g_strdup (cs_json_get_string (body, "reason"));
  return decision;
}

GPtrArray *
cs_project_met_decisions (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                          GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid seed;
  guint order[CS_READINGS_MAX] = { 0 };
  if (!cs_project_work (project, case_gid, &work, error) ||
      !may_settle (project, reader, &work, CS_TASK_REVIEW, error))
    return NULL;
  if (work.stage < CS_STAGE_DECISIONS) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "nothing was decided differently in two copies");
    return NULL;
  }
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify)cs_met_decision_free);
  find_seed (&work.revision, &reader->person, &seed);
  shuffle (&work, &seed, order);
  for (guint i = 0; i < work.n_readings; i++) {
    CsMetDecision *decision = read_decision (project, &work.readings[order[i]].act, error);
    if (decision == NULL)
      return NULL;
    g_ptr_array_add (list, decision);
  }
  return g_steal_pointer (&list);
}

/* --- settling it --- */

static void
drop_marks (CsMarkSetBuilder *builder, const CsDispute *dispute, const CsMark *but)
{
  for (guint i = 0; i < CS_CONSENSUS_MAX; i++) {
    const CsMark *mark = dispute->marks[i];
    const CsMark *there = mark != NULL ? cs_mark_set_builder_get (builder, mark->id) : NULL;
    if (there != NULL && mark != but && (cs_mark_compare (there, mark) & ~CS_MARK_DIFF_ORIGIN) == 0)
      cs_mark_set_builder_remove (builder, mark->id);
  }
}

/* A relation between marks that did not come along stays out. */
static gboolean
has_ends (const CsMarkSetBuilder *builder, const CsMark *mark)
{
  return mark->kind->target != CS_MARK_TARGET_MARKS ||
         (cs_mark_set_builder_get (builder, (guint64)mark->values[0]) != NULL &&
          cs_mark_set_builder_get (builder, (guint64)mark->values[1]) != NULL);
}

/* The id may be that of another finding: two people changed one suggestion into two. */
static void
take_mark (CsProject *project, CsMarkSetBuilder *builder, const CsMarkSet *draft,
           const CsMark *mark)
{
  const CsMark *there = cs_mark_set_builder_get (builder, mark->id);
  if (there == NULL) {
    cs_mark_set_builder_put (builder, mark);
    return;
  }
  /* A relation may have come with other ends. */
  if (cs_consensus_has (draft, mark) ||
      (mark->kind->target == CS_MARK_TARGET_MARKS && there->kind->target == CS_MARK_TARGET_MARKS))
    return;
  CsMarkInit init = cs_mark_to_init (mark);
  init.id = cs_mark_new_id (project->env);
  g_autoptr (CsMark) copy = cs_mark_new (&init, NULL);
  if (copy != NULL)
    cs_mark_set_builder_put (builder, copy);
}

static void
rule_on_mark (CsProject *project, CsMarkSetBuilder *builder, const CsMarkSet *draft,
              const CsDispute *dispute, const CsRuling *ruling)
{
  if (ruling->choice == CS_RULING_DRAWN)
    return;
  const CsMark *mark =
      ruling->choice == CS_RULING_POSITION ? dispute->marks[ruling->position] : NULL;
  drop_marks (builder, dispute, mark);
  if (mark != NULL && has_ends (builder, mark))
    take_mark (project, builder, draft, mark);
}

static void
rule_on_answer (CsMarkSetBuilder *builder, const CsPositions *positions, guint n,
                const CsRuling *ruling)
{
  guint at = n * positions->n_readers + ruling->position;
  if (ruling->choice != CS_RULING_POSITION)
    return;
  const CsMarkAnswer answer = { .item = g_array_index (positions->disputes, CsDispute, n).item,
                                .answer = positions->answers[at],
                                .note = positions->notes[at] };
  cs_mark_set_builder_answer (builder, &answer);
}

/* Marks first: one that is chosen takes back an agreed "nothing to mark", but not one that is
 * chosen beside it, which is a slip and refused as such. */
static void
apply_rulings (CsProject *project, CsMarkSetBuilder *builder, const CsMarkSet *draft,
               const CsPositions *positions, const CsRuling *rulings)
{
  const GArray *disputes = positions->disputes;
  for (guint i = 0; i < disputes->len; i++) {
    const CsDispute *dispute = &g_array_index (disputes, CsDispute, i);
    if (!(dispute->why & CS_DISPUTE_ANSWER))
      rule_on_mark (project, builder, draft, dispute, &rulings[i]);
  }
  for (guint i = 0; i < disputes->len; i++)
    if (g_array_index (disputes, CsDispute, i).why & CS_DISPUTE_ANSWER)
      rule_on_answer (builder, positions, i, &rulings[i]);
}

static CsJson *
list_rulings (const CsPositions *positions, const CsRuling *rulings)
{
  static const char *const words[] = { "reading", "drawn", "nobody" };
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < positions->disputes->len; i++) {
    CsJson *one = cs_json_new_object ();
    cs_json_put_string (one, "choice", words[rulings[i].choice]);
    cs_json_put_int (one, "n", i);
    if (rulings[i].choice == CS_RULING_POSITION)
      cs_json_put_hash (one, "reading", &positions->readings[rulings[i].position]);
    cs_json_put_string (one, "reason", rulings[i].reason);
    cs_json_append (list, one);
  }
  return list;
}

static gboolean
check_rulings (const CsPositions *positions, const CsRuling *rulings, guint n, const char *reason,
               GError **error)
{
  if (n != positions->disputes->len)
    return cs_fail (error, CS_ERROR_INVALID, "%u of %u disputes are settled; settle each", n,
                    positions->disputes->len);
  for (guint i = 0; i < n; i++) {
    if (rulings[i].choice == CS_RULING_POSITION && rulings[i].position >= positions->n_readers)
      return cs_fail (error, CS_ERROR_INVALID, "dispute %u: there is no such position", i + 1);
    if (reason == NULL && rulings[i].reason == NULL)
      return cs_fail (error, CS_ERROR_INVALID, "dispute %u: say why (--reason)", i + 1);
  }
  return TRUE;
}

gboolean
cs_project_adjudicate (CsProject *project, const CsGid *case_gid, const CsRuling *rulings, guint n,
                       const char *reason, const CsEvidence *evidence, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  g_autoptr (CsPositions) positions =
      act != NULL ? cs_project_positions (project, &reader, case_gid, error) : NULL;
  g_autoptr (CsMarkSet) draft =
      positions != NULL && check_rulings (positions, rulings, n, reason, error)
          ? cs_project_draft (project, case_gid, error)
          : NULL;
  if (draft == NULL)
    return FALSE;
  g_autoptr (CsMarkSetBuilder) builder = cs_mark_set_builder_new (draft);
  apply_rulings (project, builder, draft, positions, rulings);
  g_autoptr (CsMarkSet) set = cs_mark_set_builder_finish (builder);
  g_autoptr (CsJson) body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put_string (body, "reason", reason);
  cs_json_put_int (body, "stage", positions->stage);
  cs_json_put (body, "rulings", list_rulings (positions, rulings));
  cs_json_put_gid (body, "seed", &positions->seed);
  return cs_project_put_draft (project, act, case_gid, set, body, error) &&
         cs_project_put_evidence (act, evidence, body, error) &&
         cs_project_put_effort (project, body, error) &&
         cs_project_act_event (act, "review.adjudicate", g_steal_pointer (&body), NULL, error) &&
         cs_project_settle_draft (project, case_gid, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}
