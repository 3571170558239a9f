/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-unnamed-facts.h"

static gboolean
run (CsCli *cli, GError **error)
{
  CsJson *list = NULL;
  g_autoptr (GPtrArray) items = cs_cli_rows (cli, "items", cs_project_items, &list, error);
  if (items == NULL)
    return FALSE;
  gboolean lead = (cs_project_reader (cs_cli_member_project (cli, NULL)).roles & CS_ROLE_LEAD) != 0;
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 3, 2);
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *row = items->pdata[i];
    char hex[CS_GID_HEX + 1];
    CsJson *json = cs_json_new_object ();
    cs_json_put_gid (json, "case", &row->case_gid);
    cs_json_put (json, "facts", lead ? cs_json_ref (row->facts) : cs_unnamed_facts (row->facts));
    cs_json_put_gid (json, "item", &row->gid);
    cs_json_put_string (json, "kind", row->kind);
    cs_json_put_string (json, "title", row->title);
    cs_json_append (list, json);
    cs_gid_to_hex (&row->gid, hex)[CS_CLI_SHORT_ID] = '\0';
    cs_cli_table_add (table, hex, row->kind, row->title);
  }
  cs_cli_table_print (table);
  if (items->len == 0)
    cs_cli_print (cli, "No items yet; bring some in with \"import PROJECT FILES\".");
  return TRUE;
}

static const CsCliAction actions[] = {
  { NULL, "PROJECT",
    "everything that can be annotated; --json with what the files say of themselves, name and "
    "number "
    "of the patient only for a lead",
    NULL, 1, 1, run },
};

const CsCommand cs_command_items = { "items", actions, G_N_ELEMENTS (actions) };
