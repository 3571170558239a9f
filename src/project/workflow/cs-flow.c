/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-flow-reads.h"

#include <string.h>

static const CsGid nobody;
static const CsHash nothing;

const CsWorkflow *
cs_flow_workflow (const CsWorkflows *all, const CsWork *work)
{
  guint version = work->workflow > 0 ? MIN (work->workflow, all->n) : all->n;
  return all->versions[version - 1];
}

static void
begin (guint version, CsWork *work)
{
  if (work->workflow == 0)
    work->workflow = version;
}

/* A case that holds nothing and that nobody has at work is as it came. */
static void
begin_anew (CsWork *work)
{
  for (guint i = 0; i < work->n_readings; i++)
    if (work->readings[i].state != CS_READING_GIVEN)
      return;
  if (cs_hash_is_zero (&work->revision) && cs_hash_is_zero (&work->decision))
    work->workflow = work->readers = 0;
}

const CsWorkflowStage *
cs_flow_stage (const CsWorkflow *workflow, const CsWork *work)
{
  guint from = work->stage % CS_STAGE_VERSIONS, where = work->stage / CS_STAGE_VERSIONS;
  if (from >= workflow->n_stages || where > G_N_ELEMENTS (workflow->meeting))
    return NULL;
  return where == 0 ? &workflow->stages[from] : &workflow->meeting[where - 1];
}

static gboolean
meets (const CsWork *work)
{
  return work->stage >= CS_STAGE_VERSIONS && work->stage < 3 * CS_STAGE_VERSIONS;
}

static gboolean
by_lot (const CsWorkflowStage *stage, const CsWork *work)
{
  return !work->risk.flagged && stage->shares[work->risk.tier] < 100;
}

gboolean
cs_flow_drawn (const CsWorkflowStage *stage, const CsWork *work)
{
  static const char domain[] = "countersign-share-1";
  CsHash hash;
  if (!by_lot (stage, work))
    return TRUE;
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  cs_hasher_add (hasher, domain, sizeof domain);
  cs_hasher_add (hasher, stage->key, strlen (stage->key) + 1);
  cs_hasher_add (hasher, work->gid.bytes, sizeof work->gid.bytes);
  cs_hasher_finish (hasher, &hash);
  guint64 lot = 0;
  for (guint i = 0; i < 4; i++)
    lot = lot << 8 | hash.bytes[i];
  return lot * 100 < (guint64)stage->shares[work->risk.tier] << 32;
}

/* To the next stage that the case passes; the last one draws everything. */
static void
go_on (const CsWorkflow *workflow, CsWork *work)
{
  do {
    work->stage++;
    if (work->stage < workflow->n_stages && by_lot (&workflow->stages[work->stage], work))
      cs_work_forget (work);
  } while (work->stage < workflow->n_stages &&
           !cs_flow_drawn (&workflow->stages[work->stage], work));
}

gboolean
cs_flow_admits (const CsWorkflowStage *stage, guint roles, gboolean is_author, gboolean has_decided)
{
  return (roles & stage->roles) != 0 && !(stage->excludes_author && is_author) &&
         !(stage->excludes_decider && has_decided);
}

gboolean
cs_flow_decided (const CsWork *work, const CsGid *person)
{
  if (meets (work) && cs_work_reading ((CsWork *)work, person) != NULL)
    return TRUE;
  for (guint i = 0; i < work->n_deciders; i++)
    if (cs_gid_equal (&work->deciders[i], person))
      return TRUE;
  return FALSE;
}

const char *
cs_flow_excluded_words (const CsWorkflowStage *stage)
{
  if (stage->meets)
    return " who did none of what is to be settled";
  if (stage->excludes_decider)
    return " who is not an author and did not accept it before";
  return stage->excludes_author ? " who is not an author" : "";
}

/* By who has accepted what is there now, but for a second person. */
static gboolean
corrected_at_end (const CsWorkflow *workflow, const CsWork *work)
{
  const CsWorkflowStage *stage = cs_flow_stage (workflow, work);
  return stage != NULL && stage->signs && work->status <= CS_CASE_HELD &&
         !cs_gid_is_zero (&work->accepted_by);
}

gboolean
cs_flow_awaits_agreement (const CsWorkflow *workflow, const CsWork *work)
{
  return corrected_at_end (workflow, work) && work->risk.tier >= 2;
}

void
cs_flow_state (const CsWorkflow *workflow, const CsWork *work, const CsGid *actor,
               gboolean actor_is_author, CsRuleState *ret_state)
{
  const CsWorkflowStage *stage = cs_flow_stage (workflow, work);
  gboolean held = work->status == CS_CASE_HELD;
  ret_state->case_exists = TRUE;
  ret_state->case_worked = work->worked;
  ret_state->ordered = workflow->autonomy != CS_AUTONOMY_FREE;
  ret_state->status = work->status;
  ret_state->asked = work->asked;
  ret_state->control = !cs_gid_is_zero (&work->control);
  ret_state->control_other = ret_state->control && !cs_gid_equal (&work->control, actor);
  ret_state->stage = work->stage;
  ret_state->has_revision = !cs_hash_is_zero (&work->revision);
  ret_state->actor_is_author = actor_is_author;
  ret_state->actor_holds = held && cs_gid_equal (&work->holder, actor);
  ret_state->other_holds = held && !ret_state->actor_holds;
  ret_state->assigned_to_actor = cs_gid_equal (&work->assigned, actor);
  ret_state->assigned_to_other = !cs_gid_is_zero (&work->assigned) && !ret_state->assigned_to_actor;
  ret_state->accepted_by_actor = cs_gid_equal (&work->accepted_by, actor);
  ret_state->reading_evidence_missing = workflow->coverage == CS_COVERAGE_BLOCK;
  ret_state->merged = cs_workflow_compares (workflow) && work->stage > 0 &&
                      work->status <= CS_CASE_HELD && !cs_hash_is_zero (&work->merge) &&
                      cs_hash_equal (&work->merge, &work->revision);
  ret_state->settle_roles = cs_workflow_compares (workflow) ? workflow->stages[1].roles : 0;
  ret_state->tier = work->risk.tier;
  ret_state->countersigned = !cs_hash_is_zero (&work->countersigned);
  for (guint i = work->stage % CS_STAGE_VERSIONS;
       work->status <= CS_CASE_HELD && i < workflow->n_stages; i++)
    ret_state->look_roles |= workflow->stages[i].looks_first ? workflow->stages[i].roles : 0;
  if (cs_flow_in_round (workflow, work))
    cs_reads_state (workflow, work, actor, ret_state);
  if (stage == NULL)
    return;
  ret_state->stage_settles = stage->task == CS_TASK_ADJUDICATE;
  ret_state->stage_key = stage->key;
  ret_state->stage_roles = stage->roles;
  ret_state->stage_excludes_author = stage->excludes_author;
  ret_state->stage_excludes_decider = stage->excludes_decider;
  ret_state->actor_decided = cs_flow_decided (work, actor);
  ret_state->stage_signs = stage->signs;
  ret_state->corrected_at_end = corrected_at_end (workflow, work);
  ret_state->stage_meets = stage->meets;
  ret_state->stage_looks = stage->looks_first;
}

gboolean
cs_flow_keeps (const CsWorkflow *workflow, const CsWork *work, const CsReader *reader,
               gboolean is_author)
{
  const CsReading *own = cs_work_reading ((CsWork *)work, &reader->person);
  const CsWorkflowStage *stage = cs_flow_stage (workflow, work);
  if (!(reader->roles & CS_ROLE_LABELER) || cs_rules_sees_all (reader) ||
      work->status == CS_CASE_REJECTED || work->sent_back || work->asked != CS_ASKED_NOBODY)
    return FALSE;
  if (cs_flow_in_round (workflow, work))
    return own != NULL && own->state == CS_READING_DONE;
  if (!is_author || work->stage == 0 || cs_gid_equal (&work->holder, &reader->person) ||
      cs_gid_equal (&work->assigned, &reader->person) || cs_flow_awaits_agreement (workflow, work))
    return FALSE;
  return work->status > CS_CASE_HELD || stage == NULL ||
         !cs_flow_admits (stage, reader->roles, TRUE, cs_flow_decided (work, &reader->person));
}

void
cs_flow_keep (CsWork *work, const CsGid *person)
{
  const CsReading *own = cs_work_reading (work, person);
  gboolean merged =
      !cs_hash_is_zero (&work->merge) && cs_hash_equal (&work->merge, &work->revision);
  if (own != NULL && merged) /* what readers agree on is no longer what one of them found */
    work->revision = own->act;
  work->kept = TRUE;
  work->status = CS_CASE_WAITING;
  work->stage = G_MAXUINT;
  work->holder = work->assigned = work->accepted_by = nobody;
  work->decision = work->signature = work->merge = work->countersigned = nothing;
  work->changed = FALSE;
  work->lease = 0;
}

void
cs_flow_lease (const CsWorkflow *workflow, const CsWork *work, const CsGid *actor, gint64 now,
               CsRuleState *ret_state)
{
  gboolean round = cs_flow_in_round (workflow, work);
  gboolean taken =
      round ? work->n_readings >= cs_flow_readers (workflow, work) : work->status == CS_CASE_HELD;
  const CsReading *own = round ? cs_work_reading ((CsWork *)work, actor) : NULL;
  gboolean mine = own != NULL ? own->state == CS_READING_HELD && own->lease > 0
                              : work->status == CS_CASE_HELD && work->lease > 0 &&
                                    cs_gid_equal (&work->holder, actor);
  ret_state->lease_runs = mine;
  ret_state->lease_over = own == NULL && !mine && taken && work->lease > 0 && work->lease <= now;
}

/* An act that ends what its person did here: the case waits for whoever is next. */
static void
let_go (CsWork *work, const CsGid *actor, const CsHash *act)
{
  cs_work_remember (work, act, actor);
  work->status = CS_CASE_WAITING;
  work->holder = work->assigned = nobody;
  work->lease = 0;
}

/* What met is settled. TRUE when the case waits at the stage that it comes back to. */
static gboolean
part (const CsWorkflow *workflow, CsWork *work)
{
  if (!meets (work))
    return FALSE;
  work->stage %= CS_STAGE_VERSIONS;
  if (work->stage == 0 && cs_workflow_compares (workflow))
    work->stage = 1; /* what was to be settled there is */
  work->n_readings = 0;
  work->sent_back = FALSE;
  return work->stage < workflow->n_stages && workflow->stages[work->stage].signs;
}

static void
move_on (const CsWorkflow *workflow, CsWork *work, const CsGid *actor)
{
  go_on (workflow, work);
  if (work->stage < workflow->n_stages)
    return;
  work->status = CS_CASE_ACCEPTED;
  work->accepted_by = *actor;
}

static void
go_back (const CsWorkflow *workflow, CsWork *work, guint labeler_roles)
{
  work->stage = 0;
  work->status = CS_CASE_WAITING;
  work->sent_back = TRUE;
  work->holder = work->assigned = work->accepted_by = nobody;
  work->lease = 0;
  work->n_readings = work->n_deciders = 0;
  work->readers = 0;
  work->countersigned = nothing;
  if (cs_workflow_has_rounds (workflow))
    work->revision = work->merge = nothing; /* who reads it again is blind again */
  else if (labeler_roles & workflow->stages[0].roles)
    work->assigned = work->last_labeler;
}

/* What was doubted once stays so. */
static void
weigh (const CsWorkflow *workflow, CsWork *work, const CsRisk *risk)
{
  work->risk.tier = risk->tier;
  work->risk.flagged = work->risk.flagged || risk->flagged || cs_workflow_doubts (workflow, risk);
}

/* The first act of a round: what came before it is taken back no more. */
static void
begin_round (const CsWorkflows *all, guint version, CsWork *work)
{
  CsWork begun = *work;
  begin (version, &begun);
  if (!cs_flow_in_round (cs_flow_workflow (all, &begun), &begun))
    return;
  work->workflow = begun.workflow;
  work->worked = TRUE;
  cs_work_forget (work);
}

void
cs_flow_submit (const CsWorkflows *all, guint version, CsWork *work, const CsRisk *risk,
                const CsGid *actor, const char *group, const CsHash *act)
{
  begin_round (all, version, work);
  if (cs_flow_in_round (cs_flow_workflow (all, work), work)) {
    const CsReading *own = cs_work_reading (work, actor);
    CsReading done = { *actor, CS_READING_DONE, *act, *actor, own != NULL ? own->lease : 0 };
    cs_reads_make_way (cs_flow_workflow (all, work), work, actor);
    cs_reads_name_group (cs_flow_workflow (all, work), work, group, 0, &done);
    cs_reads_put (cs_flow_workflow (all, work), work, &done);
    return;
  }
  let_go (work, actor, act);
  begin (version, work);
  work->last_labeler = *actor;
  weigh (cs_flow_workflow (all, work), work, risk);
  go_on (cs_flow_workflow (all, work), work);
  work->sent_back = FALSE;
  work->worked = TRUE;
}

void
cs_flow_accept (const CsWorkflow *workflow, CsWork *work, const CsGid *actor, const CsHash *act)
{
  let_go (work, actor, act);
  work->decision = *act;
  if (work->n_deciders < CS_DECIDERS_MAX && !cs_flow_decided (work, actor))
    work->deciders[work->n_deciders++] = *actor;
  if (!part (workflow, work))
    move_on (workflow, work, actor);
}

void
cs_flow_correct (const CsWorkflow *workflow, CsWork *work, const CsRisk *risk, const CsGid *actor,
                 const CsHash *act)
{
  const CsWorkflowStage *stage = cs_flow_stage (workflow, work);
  let_go (work, actor, act);
  work->decision = *act;
  work->risk.tier = cs_risk_stricter (work->risk.tier, risk->tier);
  work->risk.flagged = TRUE;
  gboolean met = meets (work), waits = part (workflow, work);
  if (!waits && stage != NULL && !stage->signs)
    move_on (workflow, work, actor);
  else if (!met)
    work->accepted_by = *actor;
}

void
cs_flow_countersign (const CsWorkflow *workflow, CsWork *work, const CsGid *actor,
                     const CsHash *act)
{
  let_go (work, actor, act);
  work->countersigned = *act;
  work->stage = workflow->n_stages;
  work->status = CS_CASE_ACCEPTED;
}

void
cs_flow_send_back (const CsWorkflow *workflow, CsWork *work, guint labeler_roles,
                   const CsGid *actor, const CsHash *act)
{
  let_go (work, actor, act);
  work->decision = *act;
  work->risk.flagged = TRUE;
  go_back (workflow, work, labeler_roles);
}

void
cs_flow_reject (CsWork *work, const CsGid *actor, const CsHash *act)
{
  let_go (work, actor, act);
  work->decision = *act;
  work->stage %= CS_STAGE_VERSIONS;
  work->status = CS_CASE_REJECTED;
}

void
cs_flow_merge (const CsWorkflow *workflow, CsWork *work, const CsRisk *risk, gboolean disputed)
{
  work->status = CS_CASE_WAITING;
  work->holder = work->assigned = nobody;
  work->lease = 0;
  work->sent_back = FALSE;
  weigh (workflow, work, risk);
  work->risk.flagged = work->risk.flagged || disputed;
  go_on (workflow, work);
  if (!disputed && cs_workflow_compares (workflow))
    go_on (workflow, work);
  cs_work_forget (work);
}

void
cs_flow_meet (CsWork *work, guint stage, gboolean versions, const CsReading *acts, guint n)
{
  work->stage = stage % CS_STAGE_VERSIONS + (versions ? CS_STAGE_VERSIONS : CS_STAGE_DECISIONS);
  work->status = CS_CASE_WAITING;
  work->holder = work->assigned = nobody;
  work->accepted_by = nobody;
  work->countersigned = nothing;
  work->lease = 0;
  work->merge = nothing;
  work->sent_back = FALSE;
  work->risk.flagged = TRUE;
  if (versions && stage % CS_STAGE_VERSIONS == 0)
    work->n_deciders = 0;
  work->n_readings = MIN (n, CS_READINGS_MAX);
  memcpy (work->readings, acts, work->n_readings * sizeof *acts);
  cs_work_forget (work);
}

void
cs_flow_unmerge (CsWork *work, const CsGid *actor, const CsHash *act)
{
  let_go (work, actor, act);
  work->stage = 1;
  work->n_deciders = 0;
}

CsHash
cs_flow_last_act (const CsWorkflow *workflow, const CsWork *work, const CsGid *actor)
{
  if (cs_flow_in_round (workflow, work))
    for (guint i = work->n_readings; i-- > 0;)
      if (cs_gid_equal (&work->readings[i].by, actor))
        return work->readings[i].act;
  return work->undo != NULL && cs_gid_equal (&work->last_person, actor) ? work->last_act : nothing;
}

gboolean
cs_flow_take_back (const CsWorkflow *workflow, CsWork *work, const CsGid *actor, const CsHash *act)
{
  for (guint i = 0; cs_flow_in_round (workflow, work) && i < work->n_readings; i++) {
    CsReading *reading = &work->readings[i];
    if (!cs_gid_equal (&reading->by, actor) || !cs_hash_equal (&reading->act, act))
      continue;
    cs_reads_take_back (workflow, work, reading);
    begin_anew (work);
    return TRUE;
  }
  return cs_work_take_back (work);
}

void
cs_flow_assign (const CsWorkflow *workflow, CsWork *work, const CsGid *person, const char *group,
                const CsGid *actor, const CsHash *act)
{
  if (cs_flow_in_round (workflow, work)) {
    CsReading given = { *person, CS_READING_GIVEN, *act, *actor, 0 };
    if (group != NULL)
      cs_reads_name_group (workflow, work, group, 0, &given);
    cs_reads_put (workflow, work, &given);
    cs_work_forget (work);
    return;
  }
  cs_work_remember (work, act, actor);
  work->assigned = *person;
  if (!cs_gid_equal (&work->holder, person)) {
    work->holder = nobody;
    work->lease = 0;
    work->status = CS_CASE_WAITING;
    begin_anew (work);
  }
}

void
cs_flow_take (const CsWorkflow *workflow, CsWork *work, const CsGid *person, const CsGid *actor,
              const CsHash *act)
{
  CsReading *reading = cs_work_reading (work, person);
  if (cs_flow_in_round (workflow, work)) {
    if (reading != NULL)
      cs_reads_drop (workflow, work, reading);
    cs_work_forget (work);
  } else {
    cs_work_remember (work, act, actor);
    work->assigned = work->holder = nobody;
    work->lease = 0;
    work->status = CS_CASE_WAITING;
  }
  begin_anew (work);
}

void
cs_flow_escalate (CsWork *work, CsAsked level, const CsGid *actor, const CsHash *act)
{
  cs_work_remember (work, act, actor);
  work->risk.flagged = TRUE;
  work->question = *act;
  work->asked = level;
}

void
cs_flow_send_up (CsWork *work, CsAsked level)
{
  work->asked = level;
  cs_work_forget (work);
}

void
cs_flow_rule (CsWork *work)
{
  work->question = (CsHash){ { 0 } };
  work->asked = CS_ASKED_NOBODY;
  cs_work_forget (work);
}

void
cs_flow_claim (const CsWorkflows *all, guint version, CsWork *work, const CsGid *actor,
               const char *group, gint64 wall)
{
  begin_round (all, version, work);
  begin (version, work);
  const CsWorkflow *workflow = cs_flow_workflow (all, work);
  gint64 lease = workflow->claim_hours > 0 ? wall + workflow->claim_hours * G_TIME_SPAN_HOUR : 0;
  if (cs_flow_in_round (workflow, work)) {
    CsReading held = { *actor, CS_READING_HELD, nothing, nobody, lease };
    cs_reads_make_room (workflow, work, actor, wall);
    cs_reads_name_group (workflow, work, group, wall, &held);
    cs_reads_put (workflow, work, &held);
    return;
  }
  work->lease = lease;
  work->status = CS_CASE_HELD;
  work->holder = *actor;
  work->worked = TRUE;
  cs_work_forget (work);
}

void
cs_flow_skip (const CsWorkflow *workflow, CsWork *work, const CsGid *actor)
{
  CsReading *own = cs_work_reading (work, actor);
  if (cs_flow_in_round (workflow, work)) {
    if (own != NULL)
      cs_reads_drop (workflow, work, own);
    begin_anew (work);
    return;
  }
  work->status = CS_CASE_WAITING;
  work->holder = work->assigned = nobody;
  work->lease = 0;
  begin_anew (work);
  cs_work_forget (work);
}

void
cs_flow_sign (CsWork *work, const CsHash *act)
{
  work->status = CS_CASE_SIGNED;
  work->signature = *act;
  work->changed = FALSE;
  cs_work_forget (work);
}

void
cs_flow_reopen (const CsWorkflows *all, CsWork *work, guint labeler_roles)
{
  cs_work_forget (work);
  work->workflow = all->n;
  go_back (all->versions[all->n - 1], work, labeler_roles);
}

void
cs_flow_settle (const CsWorkflow *workflow, CsWork *work, CsRolesOf roles, gpointer data)
{
  const CsWorkflowStage *stage = cs_flow_stage (workflow, work);
  guint wanted = stage != NULL ? stage->roles : 0;
  if (!cs_gid_is_zero (&work->assigned) && (roles (&work->assigned, data) & wanted) == 0)
    work->assigned = nobody;
  cs_reads_settle (workflow, work, roles, data);
  if (cs_flow_in_round (workflow, work))
    begin_anew (work);
  if (work->status != CS_CASE_HELD || cs_flow_in_round (workflow, work) ||
      (roles (&work->holder, data) & wanted) != 0)
    return;
  work->holder = nobody;
  work->lease = 0;
  work->status = CS_CASE_WAITING;
  begin_anew (work);
}
