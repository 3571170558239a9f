/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-look.h"
#include "cs-project-altered.h"

/* What depends much on somebody is offered first to those who came furthest. */
static gboolean
is_junior (const CsLook *look, const CsReader *reader)
{
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if ((row->roles & reader->roles & CS_ROLES_WORKING) != 0 &&
        row->traits.level > look->sight.traits.level)
      return TRUE;
  }
  return FALSE;
}

gboolean
cs_look_begin (CsProject *project, const CsReader *reader, gboolean many, CsLook *ret_look,
               GError **error)
{
  g_auto (CsLook) look = { .project = project, .today = cs_due_today (project->env) };
  if (!cs_sight_begin (project, reader, &look.sight, error) ||
      (many && !cs_sight_gather (&look.sight, error)))
    return FALSE;
  look.people = cs_project_everybody (project, error);
  look.altered = look.people != NULL ? cs_project_altered_cases (project, error) : NULL;
  if (look.altered == NULL)
    return FALSE;
  look.junior = is_junior (&look, reader);
  *ret_look = look;
  look = (CsLook){ 0 };
  return TRUE;
}

void
cs_look_clear (CsLook *look)
{
  g_clear_pointer (&look->people, g_ptr_array_unref);
  g_clear_pointer (&look->altered, g_hash_table_unref);
  cs_sight_clear (&look->sight);
}

const char *
cs_look_handle (const CsLook *look, const CsGid *person)
{
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if (cs_gid_equal (&row->gid, person))
      return row->handle;
  }
  return "?";
}

void
cs_look_note_altered (const CsLook *look, CsWork *work)
{
  work->changed = work->changed || (work->status == CS_CASE_SIGNED &&
                                    g_hash_table_contains (look->altered, &work->gid));
}

static guint
roles_of (const CsLook *look, const CsGid *person)
{
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if (cs_gid_equal (&row->gid, person))
      return row->roles;
  }
  return 0;
}

const CsWorkflowStage *
cs_look_stage (const CsLook *look, const CsWork *work)
{
  return cs_flow_stage (cs_flow_workflow (look->sight.workflows, work), work);
}

static gboolean
admits (const CsLook *look, const CsWork *work, const CsWorkflowStage *stage,
        const CsPersonRow *row)
{
  return cs_traits_admits (&row->traits, row->roles, work->sensitive, work->expertise) &&
         cs_flow_admits (stage, row->roles,
                         cs_sight_is_author (&look->sight, &work->revision, &row->gid),
                         cs_flow_decided (work, &row->gid));
}

/* Somebody may act at STAGE on WORK as it is, and nobody but ROW. */
static gboolean
is_alone (const CsLook *look, const CsWork *work, const CsWorkflowStage *stage,
          const CsPersonRow *row)
{
  if (!admits (look, work, stage, row))
    return FALSE;
  for (guint i = 0; i < look->people->len; i++)
    if (look->people->pdata[i] != row && admits (look, work, stage, look->people->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Who accepts it now could not do that later. */
static gboolean
is_kept_for_later (const CsLook *look, const CsWork *work, const CsPersonRow *row)
{
  const CsWorkflow *workflow = cs_flow_workflow (look->sight.workflows, work);
  for (guint at = work->stage + 1; at < workflow->n_stages; at++)
    if (workflow->stages[at].excludes_decider && is_alone (look, work, &workflow->stages[at], row))
      return TRUE;
  return FALSE;
}

/* Nothing new is served to who is paused, nor what they skipped. */
static gboolean
is_served (const CsLook *look, const CsWork *work, const CsPersonRow *row)
{
  gint64 no = 0;
  return cs_db_get_int (cs_index_db (look->project->index), 0, &no, NULL,
                        "SELECT EXISTS (SELECT 1 FROM pause WHERE person = ?1 AND ended IS NULL)"
                        " OR EXISTS (SELECT 1 FROM skipped WHERE case_gid = ?2 AND person = ?1)",
                        "gg", &row->gid, &work->gid) &&
         no == 0;
}

gboolean
cs_look_is_left (const CsLook *look, const CsWork *work)
{
  const CsWorkflow *workflow = cs_flow_workflow (look->sight.workflows, work);
  const CsPersonRow *reader = NULL;
  if (work->stage == 0 || work->stage >= workflow->n_stages)
    return FALSE; /* nobody accepts there; where copies meet nobody is spared */
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if (cs_gid_equal (&row->gid, &look->sight.reader->person))
      reader = row;
  }
  if (reader == NULL || !is_kept_for_later (look, work, reader))
    return FALSE;
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if (row != reader && admits (look, work, &workflow->stages[work->stage], row) &&
        !is_kept_for_later (look, work, row) && is_served (look, work, row))
      return TRUE;
  }
  return FALSE;
}

gboolean
cs_look_is_blocked (const CsLook *look, const CsWork *work)
{
  if (work->status == CS_CASE_ACCEPTED)
    return (roles_of (look, &work->accepted_by) & CS_ROLE_SME) == 0;
  const CsWorkflowStage *stage = cs_look_stage (look, work);
  if (work->status > CS_CASE_HELD || stage == NULL)
    return FALSE;
  guint may = 0;
  gboolean agreement =
      cs_flow_awaits_agreement (cs_flow_workflow (look->sight.workflows, work), work);
  gboolean several = cs_flow_in_round (cs_flow_workflow (look->sight.workflows, work), work);
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if (!cs_traits_admits (&row->traits, row->roles, work->sensitive, work->expertise))
      continue;
    may +=
        cs_flow_admits (stage, row->roles,
                        !several && cs_sight_is_author (&look->sight, &work->revision, &row->gid),
                        cs_flow_decided (work, &row->gid));
    may += agreement && (row->roles & CS_ROLES_WORKING) != 0 &&
           !cs_gid_equal (&row->gid, &work->accepted_by) &&
           cs_sight_is_author (&look->sight, &work->revision, &row->gid);
  }
  const CsWorkflow *workflow = cs_flow_workflow (look->sight.workflows, work);
  return may < (several ? cs_flow_readers (workflow, work) : 1);
}
