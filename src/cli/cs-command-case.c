/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

#include <string.h>

/* Items by the first digits of their id or their exact title. */
static gboolean
find_item (GPtrArray *items, const char *name, CsGid *ret_gid, GError **error)
{
  guint found = 0;
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *row = items->pdata[i];
    char hex[CS_GID_HEX + 1];
    cs_gid_to_hex (&row->gid, hex);
    if (strcmp (row->title, name) == 0 || (strlen (name) >= 4 && g_str_has_prefix (hex, name))) {
      *ret_gid = row->gid;
      found++;
    }
  }
  if (found == 1)
    return TRUE;
  return cs_fail (error, found == 0 ? CS_ERROR_NOT_FOUND : CS_ERROR_CONFLICT,
                  found == 0 ? "no item is called \"%s\"; \"items\" lists them"
                             : "\"%s\" fits several items; give more digits of its id",
                  name);
}

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
  for (guint i = 0; i < n; i++)
    if (!find_item (items, cs_cli_argument (cli, i + 2), &gids[i], error))
      return FALSE;
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

static const CsCliOption reopen_options[] = {
  { "reason", "TEXT", "why" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "add", "PROJECT TITLE ITEM...", "make one case of items nobody has worked on", NULL, 3,
    CS_CLI_ANY, run_add },
  { "split", "PROJECT CASE", "make each of its items a case", NULL, 2, 2, run_split },
  { "reopen", "PROJECT CASE --reason TEXT",
    "back to labelling: a rejected, accepted or signed case", reopen_options, 2, 2, run_reopen },
};

const CsCommand cs_command_case = { "case", actions, G_N_ELEMENTS (actions) };
