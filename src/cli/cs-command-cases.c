/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-filter.h"
#include "cs-cli-table.h"
#include "cs-work.h"

static CsJson *
case_json (const CsCaseRow *row)
{
  CsJson *json = cs_json_new_object ();
  cs_json_put_bool (json, "blocked", row->blocked);
  cs_json_put_gid (json, "case", &row->gid);
  cs_json_put_bool (json, "changed_after_signing", row->changed_after_signing);
  g_autofree char *due = row->due != CS_DUE_NONE ? cs_due_to_text (row->due) : NULL;
  cs_json_put_string (json, "due", due);
  cs_json_put_string (json, "goal", row->goal);
  cs_json_put_string (json, "holder", row->holder);
  cs_json_put_int (json, "items", row->items);
  cs_json_put_int (json, "marks", row->marks);
  cs_json_put_bool (json, "overdue", row->overdue);
  cs_json_put_string (json, "expertise", row->expertise);
  cs_json_put_string (json, "priority", cs_priority_name (row->priority));
  cs_json_put_string (json, "segment", row->sensitive);
  cs_json_put_hash (json, "revision", row->has_revision ? &row->revision : NULL);
  cs_json_put_bool (json, "sent_back", row->sent_back);
  cs_json_put_string (json, "stage", row->stage);
  cs_json_put_string (json, "state", row->state);
  cs_json_put_string (json, "title", row->title);
  return json;
}

static gboolean
run (CsCli *cli, GError **error)
{
  CsJson *list = NULL;
  guint shown = 0;
  g_autoptr (GPtrArray) cases = cs_cli_rows (cli, "cases", cs_project_cases, &list, error);
  g_auto (CsCliFilter) filter = { 0 };
  if (cases == NULL ||
      !cs_cli_filter_read (cli, cs_cli_member_project (cli, NULL), cases, &filter, error))
    return FALSE;
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 3, 1);
  for (guint i = 0; i < cases->len; i++) {
    const CsCaseRow *row = cases->pdata[i];
    char hex[CS_GID_HEX + 1];
    if (!cs_cli_filter_fits (&filter, row))
      continue;
    shown++;
    cs_json_append (list, case_json (row));
    cs_gid_to_hex (&row->gid, hex)[CS_CLI_SHORT_ID] = '\0';
    cs_cli_table_add (table, hex, row->title, row->state);
  }
  cs_cli_table_print (table);
  if (cases->len == 0)
    cs_cli_print (cli, "No cases yet; bring some in with \"import PROJECT FILES\".");
  else if (shown == 0)
    cs_cli_print (cli, "No case is of that kind.");
  return TRUE;
}

static const CsCliOption options[] = {
  CS_CLI_FILTER_OPTIONS,
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT [FILTER...]", "the cases and where each stands", options, 1, 1, run },
};

const CsCommand cs_command_cases = { "cases", actions, G_N_ELEMENTS (actions) };
