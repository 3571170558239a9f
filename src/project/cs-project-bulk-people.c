/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-bulk.h"
#include "cs-project-private.h"
#include "cs-project-sight.h"

void
cs_bulk_person_free (CsBulkPerson *person)
{
  if (person == NULL)
    return;
  cs_person_row_free (person->person);
  g_free (person);
}

/* Adds the case of WORK to those who may act where it stands. */
static gboolean
count_case (CsProject *project, const CsWorkflowStage *stage, const CsWork *work, GPtrArray *people,
            GError **error)
{
  g_autoptr (GHashTable) authors =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  g_autoptr (CsStmt) stmt = NULL;
  if (stage->excludes_author) {
    int state;
    stmt = cs_db_query (cs_index_db (project->index), error,
                        "SELECT person FROM author WHERE revision = ?", "h", &work->revision);
    if (stmt == NULL)
      return FALSE;
    while ((state = cs_stmt_step (stmt, error)) > 0) {
      CsGid gid;
      if (cs_stmt_gid (stmt, 0, &gid))
        g_hash_table_add (authors, g_memdup2 (&gid, sizeof gid));
    }
    if (state < 0)
      return FALSE;
  }
  for (guint i = 0; i < people->len; i++) {
    CsBulkPerson *person = people->pdata[i];
    if (!cs_traits_admits (&person->person->traits, person->person->roles, work->sensitive,
                           work->expertise))
      continue;
    person->n += cs_flow_admits (stage, person->person->roles,
                                 g_hash_table_contains (authors, &person->person->gid),
                                 cs_flow_decided (work, &person->person->gid));
  }
  return TRUE;
}

static GPtrArray *
everybody (CsProject *project, const CsReader *reader, GError **error)
{
  g_autoptr (GPtrArray) rows = cs_project_people (project, reader, error);
  if (rows == NULL)
    return NULL;
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_bulk_person_free);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++) {
    CsBulkPerson *person = g_new0 (CsBulkPerson, 1);
    person->person = rows->pdata[i];
    g_ptr_array_add (people, person);
  }
  return people;
}

GPtrArray *
cs_project_people_for_cases (CsProject *project, const CsReader *reader, const CsGid *cases,
                             guint n, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  g_autoptr (GPtrArray) people = everybody (project, reader, error);
  if (people == NULL || !cs_sight_begin (project, reader, &sight, error))
    return NULL;
  for (guint i = 0; i < n; i++) {
    g_auto (CsWork) work = { 0 };
    if (!cs_project_work (project, &cases[i], &work, error))
      return NULL;
    const CsWorkflowStage *stage = cs_flow_stage (cs_flow_workflow (sight.workflows, &work), &work);
    /* Who may not act is an author: nobody is told who does not see the work. */
    if (work.status <= CS_CASE_HELD && stage != NULL && cs_sight_work (&sight, &work) &&
        !count_case (project, stage, &work, people, error))
      return NULL;
  }
  for (guint i = people->len; i-- > 0;)
    if (((const CsBulkPerson *)people->pdata[i])->n == 0)
      g_ptr_array_remove_index (people, i);
  return g_steal_pointer (&people);
}
