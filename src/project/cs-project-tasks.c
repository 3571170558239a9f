/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-look.h"

#include <string.h>

void
cs_task_row_free (CsTaskRow *row)
{
  if (row == NULL)
    return;
  g_free (row->title);
  g_free (row->stage);
  g_free (row->kind);
  g_free (row);
}

/* Lower is served first; 0: nothing for this reader to do. */
static int
task_rank (const CsLook *look, const CsReader *reader, const CsWork *work, gboolean skipped)
{
  if (work->status == CS_CASE_ACCEPTED)
    return (reader->roles & CS_ROLE_SME) && cs_gid_equal (&work->accepted_by, &reader->person) ? 5
                                                                                               : 0;
  const CsWorkflowStage *stage = cs_look_stage (look, work);
  gboolean assigned = cs_gid_equal (&work->assigned, &reader->person);
  if (work->status > CS_CASE_HELD || stage == NULL || (reader->roles & stage->roles) == 0)
    return 0;
  if (work->status == CS_CASE_HELD)
    return cs_gid_equal (&work->holder, &reader->person) ? 1 : 0;
  if ((skipped && !assigned) || (!cs_gid_is_zero (&work->assigned) && !assigned) ||
      !cs_flow_admits (stage, reader->roles,
                       cs_sight_is_author (&look->sight, &work->revision, &reader->person)))
    return 0;
  if (work->sent_back)
    return 2;
  return assigned ? 3 : 4;
}

typedef struct {
  CsTaskRow *row;
  int rank, priority;
  gint64 ord;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *left = a, *right = b;
  if (left->rank != right->rank)
    return left->rank - right->rank;
  if (left->priority != right->priority)
    return right->priority - left->priority;
  return (left->ord > right->ord) - (left->ord < right->ord);
}

/* WORK is left as the reader may know it. */
static CsTaskRow *
task_row (const CsLook *look, CsWork *work, int rank)
{
  cs_sight_veil (&look->sight, work);
  CsTaskRow *row = g_new0 (CsTaskRow, 1);
  const CsWorkflowStage *at = rank == 5 ? NULL : cs_look_stage (look, work);
  const char *what = at != NULL ? cs_stage_task_name (at->task) : "sign";
  row->case_gid = work->gid;
  row->title = g_strdup (work->title);
  row->stage = g_strdup (at != NULL ? at->key : "");
  row->kind = g_strdup (at != NULL && work->sent_back ? "sent-back" : what);
  row->mine = rank == 1;
  row->priority = work->priority;
  row->begun = row->mine || g_hash_table_contains (look->sight.drafts, &work->gid);
  return row;
}

/* One walk over all of them costs less than looking up each one that the index of states names. */
static CsStmt *
open_work (CsDb *db, GError **error)
{
  return cs_db_query (
      db, error, "SELECT " CS_WORK_COLUMNS_TO_LOOK " FROM work NOT INDEXED WHERE status <= 2", "");
}

GPtrArray *
cs_project_tasks (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (CsLook) look = { 0 };
  if (!cs_look_begin (project, reader, TRUE, &look, error))
    return NULL;
  CsDb *db = cs_index_db (project->index);
  g_autoptr (CsStmt) left = cs_db_query (db, error, "SELECT case_gid FROM skipped WHERE person = ?",
                                         "g", &reader->person);
  g_autoptr (GHashTable) skipped = cs_sight_gids (left, error);
  g_autoptr (CsStmt) stmt = skipped != NULL ? open_work (db, error) : NULL;
  if (stmt == NULL)
    return NULL;
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_task_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    if (!cs_work_from_row (stmt, &work, error))
      return NULL;
    int rank = task_rank (&look, reader, &work, g_hash_table_contains (skipped, &work.gid));
    if (rank == 0)
      continue;
    Ranked one = { task_row (&look, &work, rank), rank, work.priority, work.ord };
    g_array_append_val (ranked, one);
  }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_ptr_array_add (rows, g_array_index (ranked, Ranked, i).row);
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}
