/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"

#define NAMED_MAX 5

static gboolean
last_signed (CsProject *project, GArray *cases, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT case_gid FROM signature WHERE hash = (SELECT hash FROM signature"
                   " WHERE person = ? ORDER BY ord DESC LIMIT 1) ORDER BY case_gid",
                   "g", &reader.person);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    cs_stmt_gid (stmt, 0, &gid);
    g_array_append_val (cases, gid);
  }
  return state == 0;
}

/* The title of a case whose last decision does not show that all of it was looked at. */
static gboolean
unread_title (CsProject *project, const CsGid *gid, char **ret_title, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT title FROM work JOIN decision ON decision.hash = work.decision WHERE"
                   " work.gid = ? AND (evidence IS NULL OR unread > 0 OR unread_texts > 0)",
                   "g", gid);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  *ret_title = state > 0 ? g_strdup (cs_stmt_text (stmt, 0)) : NULL;
  return state >= 0;
}

static gboolean
name_unread (CsProject *project, GArray *cases, GPtrArray *problems, GError **error)
{
  guint n = 0;
  g_autoptr (GString) names = g_string_new (NULL);
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++) {
    g_auto (CsWork) work = { 0 };
    g_autofree char *title = NULL;
    if (!cs_project_work (project, &g_array_index (cases, CsGid, i), &work, error))
      return FALSE;
    if (cs_flow_workflow (all, &work)->coverage != CS_COVERAGE_WARN)
      continue;
    if (!unread_title (project, &g_array_index (cases, CsGid, i), &title, error))
      return FALSE;
    if (title == NULL)
      continue;
    if (n < NAMED_MAX)
      g_string_append_printf (names, "%s\"%s\"", n > 0 ? ", " : "", title);
    n++;
  }
  if (n > NAMED_MAX)
    g_string_append_printf (names, " and %u more", n - NAMED_MAX);
  if (n > 0)
    cs_problems_add (
        problems, CS_SEVERITY_WARNING, "not-read", NULL,
        "decided without evidence that all of it was looked at, which this project asks "
        "for: %s",
        names->str);
  return TRUE;
}

gboolean
cs_project_warn_unread (CsProject *project, const CsGid *cases, guint n, GPtrArray *problems,
                        GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (CsGid));
  if (n > 0)
    g_array_append_vals (list, cases, n);
  return (n > 0 || last_signed (project, list, error)) &&
         name_unread (project, list, problems, error);
}
