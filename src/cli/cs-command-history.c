/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"

#include <string.h>

static CsJson *
row_json (const CsHistoryRow *row, const char *when)
{
  CsJson *json = cs_json_new_object ();
  cs_json_put_hash (json, "event", &row->hash);
  cs_json_put_string (json, "kind", row->kind);
  cs_json_put_string (json, "sentence", row->sentence);
  cs_json_put_string (json, "time", when);
  cs_json_put_string (json, "unrecognised", row->unrecognised);
  cs_json_put_string (json, "who", row->who);
  return json;
}

/* ALL: the rows are of several cases. */
static void
add_row (CsCliTable *table, const CsHistoryRow *row, const char *when, gboolean all)
{
  gboolean named =
      !all || row->case_title == NULL || strstr (row->sentence, row->case_title) != NULL;
  g_autofree char *second = g_strdup_printf ("%.19sZ", when);
  g_autoptr (GString) what = g_string_new (row->sentence);
  if (!named)
    g_string_append_printf (what, "  (\"%s\")", row->case_title);
  if (row->unrecognised != NULL)
    g_string_append_printf (what, "  [does not count: %s]", row->unrecognised);
  cs_cli_table_add (table, second, row->who, what->str);
}

static gboolean
run (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_member_project (cli, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) one =
      cs_cli_n_arguments (cli) > 1 ? cs_cli_case (cli, project, 1, error) : NULL;
  if (cs_cli_n_arguments (cli) > 1 && one == NULL)
    return FALSE;
  g_autoptr (GPtrArray) rows =
      cs_project_history (project, &reader, one != NULL ? &one->gid : NULL, error);
  if (rows == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "history", list);
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 3, CS_CLI_WHOLE);
  for (guint i = 0; i < rows->len; i++) {
    const CsHistoryRow *row = rows->pdata[i];
    g_autofree char *when = cs_time_to_rfc3339 (row->wall);
    cs_json_append (list, row_json (row, when));
    if (!row->routine)
      add_row (table, row, when, one == NULL);
  }
  cs_cli_table_print (table);
  return TRUE;
}

static const CsCliAction actions[] = {
  { NULL, "PROJECT [CASE]",
    "who did what and when; --json also says when it was opened to work in, and which files were "
    "stored",
    NULL, 1, 2, run },
};

const CsCommand cs_command_history = { "history", actions, G_N_ELEMENTS (actions) };
