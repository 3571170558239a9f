/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-changes.h"
#include "cs-cli.h"
#include "cs-project-bulk.h"
#include "cs-work.h"

static gboolean
run_add (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, error);
  if (items == NULL)
    return FALSE;
  guint n = cs_cli_n_arguments (cli) - 2;
  g_autofree CsGid *gids = g_new0 (CsGid, n);
  for (guint i = 0; i < n; i++) {
    const CsItemRow *row = cs_items_find (items, cs_cli_argument (cli, i + 2), error);
    if (row == NULL)
      return FALSE;
    gids[i] = row->gid;
  }
  if (!cs_project_join_items (project, gids, n, cs_cli_argument (cli, 1), error))
    return FALSE;
  cs_cli_print (cli, "%u items are now the case \"%s\".", n, cs_cli_argument (cli, 1));
  return TRUE;
}

static gboolean
run_split (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (!cs_project_split_case (project, &row->gid, error))
    return cs_cli_refused (row, error);
  cs_cli_print (cli, "Each item of \"%s\" is now a case of its own.", row->title);
  return TRUE;
}

static gboolean
run_reopen (CsCli *cli, GError **error)
{
  const char *reason = cs_cli_option (cli, "reason");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (reason == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "say why with --reason TEXT");
  if (!cs_project_reopen (project, &row->gid, reason, error))
    return cs_cli_refused (row, error);
  cs_cli_print (cli, "Reopened \"%s\".", row->title);
  return TRUE;
}

static gboolean
run_priority (CsCli *cli, GError **error)
{
  const CsBulkHow how = { .whole = TRUE };
  int priority = 0;
  guint last = cs_cli_n_arguments (cli) - 1;
  if (!cs_priority_parse (cs_cli_argument (cli, last), &priority, error))
    return FALSE;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL)
    return FALSE;
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (CsGid));
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 1; i < last; i++) {
    g_autoptr (CsCaseRow) row = cs_cli_case (cli, project, i, error);
    if (row == NULL)
      return FALSE;
    g_array_append_val (cases, row->gid);
    g_array_append_val (ranks, priority);
  }
  g_autoptr (CsBulk) bulk = cs_project_prioritise_cases (
      project, (const CsGid *)(gconstpointer)cases->data, (const int *)(gconstpointer)ranks->data,
      cases->len, &how, error);
  if (bulk == NULL)
    return FALSE;
  cs_json_put_int (cs_cli_data (cli), "changed", bulk->done->len);
  cs_cli_print (cli, "Cases with %s priority now: %u, of which %u had another.",
                cs_priority_name (priority), cases->len, bulk->done->len);
  return TRUE;
}

static gboolean
run_due (CsCli *cli, GError **error)
{
  const CsBulkHow how = { .whole = TRUE };
  int due = CS_DUE_NONE;
  guint last = cs_cli_n_arguments (cli) - 1;
  if (!cs_due_parse (cs_cli_argument (cli, last), &due, error))
    return FALSE;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL)
    return FALSE;
  g_autofree CsGid *cases = g_new0 (CsGid, last);
  g_autofree int *dues = g_new0 (int, last);
  for (guint i = 1; i < last; i++) {
    g_autoptr (CsCaseRow) row = cs_cli_case (cli, project, i, error);
    if (row == NULL)
      return FALSE;
    cases[i - 1] = row->gid;
    dues[i - 1] = due;
  }
  g_autoptr (CsBulk) bulk = cs_project_set_due (project, cases, dues, last - 1,
                                                cs_cli_option (cli, "reason"), &how, error);
  if (bulk == NULL)
    return FALSE;
  cs_json_put_int (cs_cli_data (cli), "changed", bulk->done->len);
  if (due == CS_DUE_NONE)
    cs_cli_print (cli, "Cases without a due date now: %u, of which %u had one.", last - 1,
                  bulk->done->len);
  else
    cs_cli_print (cli, "Cases due on %s now: %u, of which %u had another date or none.",
                  cs_cli_argument (cli, last), last - 1, bulk->done->len);
  return TRUE;
}

static const CsCliOption due_options[] = {
  { "reason", "TEXT", "why" },
  { NULL },
};
static const CsCliOption reopen_options[] = {
  { "reason", "TEXT", "why" },
  { NULL },
};

static const CsCliOption changes_options[] = {
  { "from", "VERSION",
    "its number, as --versions lists it, instead of what you saw last; 0: none" },
  { "to", "VERSION", "instead of the current one" },
  { "versions", NULL, "list the versions instead" },
  { "same", "BEFORE=AFTER", "say that mark AFTER is mark BEFORE, drawn anew" },
  { "apart", "BEFORE=AFTER", "say that they are two marks" },
  { "forget", "BEFORE=AFTER", "take back what you said of them" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "add", "PROJECT TITLE ITEM...", "make one case of items nobody has worked on", NULL, 3,
    CS_CLI_ANY, run_add },
  { "changes", "PROJECT CASE", "what separates two versions of it, mark by mark", changes_options,
    2, 2, cs_case_changes_run },
  { "split", "PROJECT CASE", "make each of its items a case", NULL, 2, 2, run_split },
  { "priority", "PROJECT CASE... high|normal|low", "what is served first, all or none", NULL, 3,
    CS_CLI_ANY, run_priority },
  { "due", "PROJECT CASE... DATE|none [--reason TEXT]", "the last day for them, all or none",
    due_options, 3, CS_CLI_ANY, run_due },
  { "reopen", "PROJECT CASE --reason TEXT",
    "back to labelling: a rejected, accepted or signed case", reopen_options, 2, 2, run_reopen },
};

const CsCommand cs_command_case = { "case", actions, G_N_ELEMENTS (actions) };
