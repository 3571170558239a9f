/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-flow-reads.h"
#include "cs-workflow-groups.h"

#include <string.h>

static const CsGid nobody;
static const CsHash nothing;

gboolean
cs_flow_in_round (const CsWorkflow *workflow, const CsWork *work)
{
  return work->stage == 0 && work->status <= CS_CASE_HELD && cs_workflow_has_rounds (workflow);
}

guint
cs_flow_readers (const CsWorkflow *workflow, const CsWork *work)
{
  return MAX (workflow->stages[0].readers[0], work->readers);
}

static guint
count_readings (const CsWork *work, CsReadingState from)
{
  guint n = 0;
  for (guint i = 0; i < work->n_readings; i++)
    n += work->readings[i].state >= from;
  return n;
}

gboolean
cs_flow_is_read (const CsWorkflow *workflow, const CsWork *work)
{
  return cs_flow_in_round (workflow, work) &&
         count_readings (work, CS_READING_DONE) == cs_flow_readers (workflow, work);
}

gboolean
cs_flow_makes_way (const CsWorkflow *workflow, const CsWork *work)
{
  return cs_flow_in_round (workflow, work) && workflow->stages[0].n_groups == 0 &&
         count_readings (work, CS_READING_DONE) < cs_flow_readers (workflow, work);
}

/* As long as somebody else may begin it waits. */
static void
count_places (const CsWorkflow *workflow, CsWork *work)
{
  gboolean all = count_readings (work, CS_READING_HELD) >= cs_flow_readers (workflow, work);
  work->status = all ? CS_CASE_HELD : CS_CASE_WAITING;
  work->lease = 0;
  gboolean taken = work->n_readings >= cs_flow_readers (workflow, work);
  for (guint i = 0; taken && i < work->n_readings; i++) {
    const CsReading *reading = &work->readings[i];
    if (reading->state == CS_READING_HELD && reading->lease > 0 &&
        (work->lease == 0 || reading->lease < work->lease))
      work->lease = reading->lease;
  }
}

void
cs_reads_put (const CsWorkflow *workflow, CsWork *work, const CsReading *reading)
{
  CsReading *there = cs_work_reading (work, &reading->person);
  if (there == NULL && work->n_readings < CS_READINGS_MAX)
    there = &work->readings[work->n_readings++];
  if (there != NULL)
    *there = *reading;
  count_places (workflow, work);
}

void
cs_reads_make_way (const CsWorkflow *workflow, CsWork *work, const CsGid *person)
{
  guint last = work->n_readings;
  if (cs_work_reading (work, person) != NULL || last < cs_flow_readers (workflow, work) ||
      !cs_flow_makes_way (workflow, work))
    return;
  while (work->readings[last - 1].state == CS_READING_DONE)
    last--;
  cs_reads_drop (workflow, work, &work->readings[last - 1]);
}

void
cs_reads_drop (const CsWorkflow *workflow, CsWork *work, CsReading *reading)
{
  guint after = work->n_readings-- - 1 - (guint)(reading - work->readings);
  memmove (reading, reading + 1, after * sizeof *reading);
  count_places (workflow, work);
}

gboolean
cs_flow_tier_asks (const CsWorkflow *workflow, const CsWork *work, guint tier)
{
  return workflow->stages[0].readers[tier] > cs_flow_readers (workflow, work);
}

guint
cs_flow_wants_readers (const CsWorkflow *workflow, const CsWork *work, guint tier, guint disputes)
{
  const CsWorkflowStage *stage = &workflow->stages[0];
  guint now = cs_flow_readers (workflow, work), of_tier = stage->readers[tier];
  if (cs_flow_tier_asks (workflow, work, tier))
    return of_tier;
  return disputes > 0 && now == of_tier && stage->tie_breaker == CS_TIE_ANOTHER ? now + 1 : now;
}

void
cs_flow_ask_readers (const CsWorkflow *workflow, CsWork *work, guint readers)
{
  work->readers = readers;
  count_places (workflow, work);
  cs_work_forget (work);
}

void
cs_flow_seen_by (const CsWorkflow *workflow, CsWork *work, const CsGid *person)
{
  if (!cs_flow_in_round (workflow, work))
    return;
  const CsReading *own = cs_work_reading (work, person);
  gboolean taken = work->n_readings >= cs_flow_readers (workflow, work);
  work->status = CS_CASE_WAITING;
  work->holder = work->assigned = nobody;
  if (own == NULL)
    work->status = taken ? CS_CASE_HELD : CS_CASE_WAITING;
  else if (own->state == CS_READING_GIVEN)
    work->assigned = *person;
  else
    work->status = CS_CASE_HELD;
  if (own != NULL && own->state == CS_READING_HELD)
    work->holder = *person;
  if (own != NULL)
    work->lease = own->state == CS_READING_HELD ? own->lease : 0;
  if (own != NULL && own->state == CS_READING_DONE)
    work->revision = own->act;
}

void
cs_reads_state (const CsWorkflow *workflow, const CsWork *work, const CsGid *actor,
                CsRuleState *ret_state)
{
  const CsReading *own = cs_work_reading ((CsWork *)work, actor);
  ret_state->round = TRUE;
  ret_state->round_over = cs_flow_is_read (workflow, work);
  ret_state->places_taken = work->n_readings >= cs_flow_readers (workflow, work);
  ret_state->actor_read = own != NULL && own->state == CS_READING_DONE;
  ret_state->actor_holds = own != NULL && own->state == CS_READING_HELD;
  ret_state->assigned_to_actor = own != NULL && own->state == CS_READING_GIVEN;
  ret_state->other_holds = ret_state->assigned_to_other = FALSE;
}

void
cs_reads_take_back (const CsWorkflow *workflow, CsWork *work, CsReading *reading)
{
  if (reading->state != CS_READING_DONE) {
    cs_reads_drop (workflow, work, reading);
    return;
  }
  reading->state = CS_READING_HELD;
  reading->act = nothing;
  reading->by = nobody;
  count_places (workflow, work);
}

void
cs_reads_make_room (const CsWorkflow *workflow, CsWork *work, const CsGid *actor, gint64 wall)
{
  CsRuleState state = { 0 };
  cs_flow_lease (workflow, work, actor, wall, &state);
  for (guint i = 0; state.lease_over && i < work->n_readings; i++)
    if (work->readings[i].state == CS_READING_HELD && work->readings[i].lease == work->lease) {
      cs_reads_drop (workflow, work, &work->readings[i]);
      return;
    }
}

/* --- groups of labels --- */

static gboolean
is_free (const CsWork *work, const CsGid *person, const CsWorkflowGroup *group)
{
  for (guint i = 0; i < work->n_readings; i++)
    if (strcmp (work->readings[i].group, group->key) == 0 &&
        !cs_gid_equal (&work->readings[i].person, person))
      return FALSE;
  return TRUE;
}

const CsWorkflowGroup *
cs_flow_group (const CsWorkflow *workflow, const CsWork *work, const CsGid *person,
               const char *named, gint64 wall)
{
  const CsWorkflowStage *stage = &workflow->stages[0];
  CsWork then = *work;
  if (!cs_flow_in_round (workflow, work))
    return NULL;
  const CsReading *own = cs_work_reading (&then, person);
  if (own != NULL && own->group[0] != '\0')
    return cs_workflow_group (stage, own->group);
  cs_reads_make_room (workflow, &then, person, wall);
  for (guint i = 0; i < stage->n_groups; i++)
    if ((named == NULL || strcmp (named, stage->groups[i].key) == 0) &&
        is_free (&then, person, &stage->groups[i]))
      return &stage->groups[i];
  return NULL;
}

void
cs_flow_ask_group (const CsWorkflow *workflow, const CsWork *work, const CsGid *person,
                   const char *named, gint64 wall, CsRuleState *ret_state)
{
  if (named == NULL)
    return;
  const CsWorkflowGroup *group = cs_flow_group (workflow, work, person, named, wall);
  ret_state->group_unknown =
      !cs_flow_in_round (workflow, work) || cs_workflow_group (&workflow->stages[0], named) == NULL;
  ret_state->group_taken = group == NULL;
  ret_state->group_other = group != NULL && strcmp (group->key, named) != 0;
}

void
cs_reads_name_group (const CsWorkflow *workflow, const CsWork *work, const char *named, gint64 wall,
                     CsReading *reading)
{
  const CsWorkflowGroup *group = cs_flow_group (workflow, work, &reading->person, named, wall);
  g_strlcpy (reading->group, group != NULL ? group->key : "", sizeof reading->group);
}

/* One reads it now: the first that it was given to. */
static void
end_round (const CsWorkflowStage *stage, CsWork *work, CsRolesOf roles, gpointer data)
{
  for (guint i = 0; i < work->n_readings && work->status == CS_CASE_WAITING; i++) {
    const CsReading *reading = &work->readings[i];
    if (reading->state == CS_READING_GIVEN && cs_gid_is_zero (&work->assigned) &&
        (roles (&reading->person, data) & stage->roles) != 0)
      work->assigned = reading->person;
  }
  work->n_readings = 0;
}

void
cs_reads_settle (const CsWorkflow *workflow, CsWork *work, CsRolesOf roles, gpointer data)
{
  const CsWorkflowStage *stage = &workflow->stages[0];
  if (!cs_flow_in_round (workflow, work)) {
    if (work->stage == 0)
      end_round (stage, work, roles, data);
    return;
  }
  if (!cs_gid_is_zero (&work->assigned)) {
    const CsReading given = { work->assigned, CS_READING_GIVEN, nothing, nobody, 0 };
    cs_reads_put (workflow, work, &given);
    work->assigned = nobody;
  }
  for (guint i = work->n_readings; i-- > 0;) {
    CsReading *reading = &work->readings[i];
    if (cs_workflow_group (stage, reading->group) == NULL)
      reading->group[0] = '\0';
    if (reading->state != CS_READING_DONE && (i >= cs_flow_readers (workflow, work) ||
                                              (roles (&reading->person, data) & stage->roles) == 0))
      cs_reads_drop (workflow, work, reading);
  }
}
