/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

/* Who named no cases is shown which ones before their key is opened. */
static gboolean
show_list (CsCli *cli, CsProject *project, const GArray *list, GError **error)
{
  CsReader reader = cs_project_reader (project);
  CsJson *cases = cs_json_new_array ();
  g_autoptr (GHashTable) wanted = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  g_autoptr (GPtrArray) rows = cs_project_cases (project, &reader, error);
  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (wanted, &g_array_index (list, CsGid, i));
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CsCaseRow *row = rows->pdata[i];
    if (!g_hash_table_contains (wanted, &row->gid))
      continue;
    cs_json_append (cases, cs_json_new_string (row->title));
    cs_cli_print (cli, "To be signed: \"%s\"", row->title);
  }
  cs_json_put (cs_cli_data (cli), "cases", cases);
  return rows != NULL;
}

static gboolean
run (CsCli *cli, GError **error)
{
  guint n = cs_cli_n_arguments (cli) - 1, n_signed = 0;
  const char *given = cs_cli_option (cli, "meaning");
  const char *meaning = given != NULL ? given : "approved";
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL)
    return FALSE;
  g_autofree CsGid *cases = g_new0 (CsGid, n + 1);
  for (guint i = 0; i < n; i++) {
    g_autoptr (CsCaseRow) row = cs_cli_case (cli, project, i + 1, error);
    if (row == NULL)
      return FALSE;
    cases[i] = row->gid;
  }
  g_autoptr (GArray) list = cs_project_cases_to_sign (project, cases, n, meaning, error);
  if (list == NULL || (n == 0 && !show_list (cli, project, list, error)) ||
      !cs_cli_unlock (cli, project, error) ||
      !cs_project_sign (project, (const CsGid *)(gpointer)list->data, list->len, meaning, &n_signed,
                        error) ||
      !cs_project_warn_unread (project, cases, n, cs_cli_problems (cli), error))
    return FALSE;
  cs_json_put_int (cs_cli_data (cli), "signed", n_signed);
  cs_cli_print (cli, "Signed %u %s.", n_signed, n_signed == 1 ? "case" : "cases");
  return TRUE;
}

static const CsCliOption options[] = {
  { "meaning", "WORD", "approved (default) or reviewed" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT [CASE...]", "sign the cases you accepted, all or those named", options, 1,
    CS_CLI_ANY, run },
};

const CsCommand cs_command_sign = { "sign", actions, G_N_ELEMENTS (actions) };
