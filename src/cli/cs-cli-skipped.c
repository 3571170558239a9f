/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-skipped.h"
#include "cs-cli-table.h"
#include "cs-project-backlog.h"

void
cs_cli_tell_skipped (CsCli *cli, const GPtrArray *labels)
{
  CsJson *list = cs_json_new_array ();
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 2, 0);
  for (guint i = 0; i < labels->len; i++) {
    const CsSkippedLabel *label = labels->pdata[i];
    g_autofree char *words = g_strdup_printf ("skipped %u", label->skipped);
    CsJson *json = cs_json_new_object ();
    cs_json_put_string (json, "label", label->label);
    cs_json_put_int (json, "skipped", label->skipped);
    cs_json_append (list, json);
    cs_cli_table_add (table, label->label, words);
  }
  cs_json_put (cs_cli_data (cli), "labels", list);
  cs_cli_table_print (table);
}
