/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-members.h"

void
cs_members_free (gpointer data)
{
  CsMembers *members = data;
  if (members == NULL)
    return;
  g_clear_pointer (&members->people, g_ptr_array_unref);
  g_clear_pointer (&members->pauses, g_ptr_array_unref);
  g_clear_pointer (&members->segments, g_ptr_array_unref);
  cs_workflow_unref (members->workflow);
  g_free (members);
}

CsMembers *
cs_members_read (CsProject *project, GError **error)
{
  CsReader reader = cs_project_reader (project);
  const CsWorkflow *workflow = NULL;
  g_autoptr (CsMembers) members = g_new0 (CsMembers, 1);
  if ((members->people = cs_project_people (project, &reader, error)) == NULL ||
      (members->pauses = cs_project_pauses (project, &reader, error)) == NULL ||
      (members->segments = cs_project_segments (project, &reader, error)) == NULL ||
      !cs_project_workflow (project, &workflow, NULL, error))
    return NULL;
  members->workflow = cs_workflow_ref ((CsWorkflow *)workflow);
  return g_steal_pointer (&members);
}

gpointer
cs_members_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  return cs_members_read (desk->project, error);
}
