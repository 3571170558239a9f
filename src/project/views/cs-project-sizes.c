/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-sizes.h"
#include "cs-index-private.h"
#include "cs-project-sight.h"

#include <string.h>

#define CASES_MAX 500
#define SIZES_MAX 1000 /* of one label and gauge */

static CsGaugedSizes *
sizes_of (GPtrArray *all, const char *label, CsGauge gauge)
{
  for (guint i = 0; i < all->len; i++) {
    CsGaugedSizes *one = all->pdata[i];
    if (one->gauge == gauge && strcmp (one->label, label) == 0)
      return one;
  }
  CsGaugedSizes *one = g_new (CsGaugedSizes, 1);
  *one = (CsGaugedSizes){ g_strdup (label), gauge, g_array_new (FALSE, FALSE, sizeof (double)) };
  g_ptr_array_add (all, one);
  return one;
}

static gboolean
add_marks (CsDb *index, const CsHash *version, GPtrArray *all, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      index, error, "SELECT label, gauge, size FROM mark WHERE revision = ? AND size > 0", "h",
      version);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    double size = (double)cs_stmt_int (stmt, 2) / 1e6;
    CsGaugedSizes *one = sizes_of (all, cs_stmt_text (stmt, 0), (CsGauge)cs_stmt_int (stmt, 1));
    if (one->sizes->len < SIZES_MAX)
      g_array_append_val (one->sizes, size);
  }
  return state == 0;
}

/* One row after the other: what the reader may not see is not opened. */
static gboolean
add_case (const CsSight *sight, CsStmt *row, GPtrArray *all, GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (!cs_work_from_row (row, &work, error))
    return FALSE;
  if (!cs_sight_lists (sight, &work) || cs_sight_shuts_out (sight, &work))
    return TRUE;
  return add_marks (cs_index_db (sight->project->index), &work.revision, all, error);
}

static GPtrArray *
read_sizes (CsProject *project, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_gauged_sizes_free);
  if (!cs_sight_begin (project, &reader, &sight, error))
    return NULL;
  /* As they lie in the index, so that nothing is sorted. */
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT " CS_WORK_COLUMNS_TO_LOOK
                                         " FROM work INDEXED BY work_stage WHERE status = ?"
                                         " ORDER BY stage DESC, ord DESC LIMIT ?",
                                         "ii", (gint64)CS_CASE_SIGNED, (gint64)CASES_MAX);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    if (!add_case (&sight, stmt, all, error))
      return NULL;
  return state == 0 ? g_steal_pointer (&all) : NULL;
}

GPtrArray *
cs_project_signed_sizes (CsProject *project, GError **error)
{
  gint64 now = project->index->progress.count;
  if (project->sizes == NULL || project->sizes_at != now) {
    GPtrArray *sizes = read_sizes (project, error);
    if (sizes == NULL)
      return NULL;
    g_clear_pointer (&project->sizes, g_ptr_array_unref);
    project->sizes = sizes;
    project->sizes_at = now;
  }
  return g_ptr_array_ref (project->sizes);
}
