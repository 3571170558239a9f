/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-flow.h"

#include <string.h>

static const CsGid nobody;

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
  if (cs_hash_is_zero (&work->revision))
    work->workflow = 0;
}

const CsWorkflowStage *
cs_flow_stage (const CsWorkflow *workflow, const CsWork *work)
{
  return work->stage < workflow->n_stages ? &workflow->stages[work->stage] : NULL;
}

gboolean
cs_flow_drawn (const CsWorkflowStage *stage, const CsGid *case_gid)
{
  static const char domain[] = "countersign-share-1";
  CsHash hash;
  if (stage->share >= 100)
    return TRUE;
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  cs_hasher_add (hasher, domain, sizeof domain);
  cs_hasher_add (hasher, stage->key, strlen (stage->key) + 1);
  cs_hasher_add (hasher, case_gid->bytes, sizeof case_gid->bytes);
  cs_hasher_finish (hasher, &hash);
  guint64 lot = 0;
  for (guint i = 0; i < 4; i++)
    lot = lot << 8 | hash.bytes[i];
  return lot * 100 < (guint64)stage->share << 32;
}

/* To the next stage that the case passes; the last one draws everything. */
static void
go_on (const CsWorkflow *workflow, CsWork *work)
{
  do {
    work->stage++;
    if (work->stage < workflow->n_stages && workflow->stages[work->stage].share < 100)
      cs_work_forget (work);
  } while (work->stage < workflow->n_stages &&
           !cs_flow_drawn (&workflow->stages[work->stage], &work->gid));
}

gboolean
cs_flow_admits (const CsWorkflowStage *stage, guint roles, gboolean is_author)
{
  return (roles & stage->roles) != 0 && !(stage->excludes_author && is_author);
}

void
cs_flow_state (const CsWorkflow *workflow, const CsWork *work, const CsGid *actor,
               gboolean actor_is_author, CsRuleState *ret_state)
{
  const CsWorkflowStage *stage = cs_flow_stage (workflow, work);
  gboolean held = work->status == CS_CASE_HELD;
  ret_state->case_exists = TRUE;
  ret_state->case_worked = work->worked;
  ret_state->status = work->status;
  ret_state->asked = work->asked;
  ret_state->stage = work->stage;
  ret_state->has_revision = !cs_hash_is_zero (&work->revision);
  ret_state->actor_is_author = actor_is_author;
  ret_state->actor_holds = held && cs_gid_equal (&work->holder, actor);
  ret_state->other_holds = held && !ret_state->actor_holds;
  ret_state->assigned_to_actor = cs_gid_equal (&work->assigned, actor);
  ret_state->assigned_to_other = !cs_gid_is_zero (&work->assigned) && !ret_state->assigned_to_actor;
  ret_state->accepted_by_actor = cs_gid_equal (&work->accepted_by, actor);
  ret_state->reading_evidence_missing = workflow->coverage == CS_COVERAGE_BLOCK;
  if (stage == NULL)
    return;
  ret_state->stage_key = stage->key;
  ret_state->stage_roles = stage->roles;
  ret_state->stage_excludes_author = stage->excludes_author;
  ret_state->stage_signs = stage->signs;
}

/* An act that ends what its person did here: the case waits for whoever is next. */
static void
let_go (CsWork *work, const CsGid *actor, const CsHash *act)
{
  cs_work_remember (work, act, actor);
  work->status = CS_CASE_WAITING;
  work->holder = work->assigned = nobody;
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
  if (labeler_roles & workflow->stages[0].roles)
    work->assigned = work->last_labeler;
}

void
cs_flow_submit (const CsWorkflows *all, guint version, CsWork *work, const CsGid *actor,
                const CsHash *act)
{
  let_go (work, actor, act);
  begin (version, work);
  work->last_labeler = *actor;
  go_on (cs_flow_workflow (all, work), work);
  work->sent_back = FALSE;
  work->worked = TRUE;
}

void
cs_flow_accept (const CsWorkflow *workflow, CsWork *work, const CsGid *actor, const CsHash *act)
{
  let_go (work, actor, act);
  work->decision = *act;
  move_on (workflow, work, actor);
}

void
cs_flow_correct (const CsWorkflow *workflow, CsWork *work, const CsGid *actor, const CsHash *act)
{
  const CsWorkflowStage *stage = cs_flow_stage (workflow, work);
  let_go (work, actor, act);
  work->decision = *act;
  if (stage != NULL && !stage->signs)
    move_on (workflow, work, actor);
}

void
cs_flow_send_back (const CsWorkflow *workflow, CsWork *work, guint labeler_roles,
                   const CsGid *actor, const CsHash *act)
{
  let_go (work, actor, act);
  work->decision = *act;
  go_back (workflow, work, labeler_roles);
}

void
cs_flow_reject (CsWork *work, const CsGid *actor, const CsHash *act)
{
  let_go (work, actor, act);
  work->decision = *act;
  work->status = CS_CASE_REJECTED;
}

void
cs_flow_assign (CsWork *work, const CsGid *person, const CsGid *actor, const CsHash *act)
{
  cs_work_remember (work, act, actor);
  work->assigned = *person;
  if (!cs_gid_equal (&work->holder, person)) {
    work->holder = nobody;
    work->status = CS_CASE_WAITING;
    begin_anew (work);
  }
}

void
cs_flow_escalate (CsWork *work, CsAsked level, const CsGid *actor, const CsHash *act)
{
  cs_work_remember (work, act, actor);
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
cs_flow_claim (guint version, CsWork *work, const CsGid *actor)
{
  begin (version, work);
  work->status = CS_CASE_HELD;
  work->holder = *actor;
  work->worked = TRUE;
  cs_work_forget (work);
}

void
cs_flow_skip (CsWork *work)
{
  work->status = CS_CASE_WAITING;
  work->holder = work->assigned = nobody;
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
cs_flow_settle (const CsWorkflow *workflow, CsWork *work, guint holder_roles, guint assigned_roles)
{
  const CsWorkflowStage *stage = cs_flow_stage (workflow, work);
  guint roles = stage != NULL ? stage->roles : 0;
  if ((assigned_roles & roles) == 0)
    work->assigned = nobody;
  if (work->status != CS_CASE_HELD || (holder_roles & roles) != 0)
    return;
  work->holder = nobody;
  work->status = CS_CASE_WAITING;
  begin_anew (work);
}
