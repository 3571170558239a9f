/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"

#include <string.h>

static void
put_counts (CsJson *data, const CsStatus *status)
{
  static const char *const words[] = { "waiting", "in_work", "accepted", "signed", "rejected" };
  CsJson *states = cs_json_new_object ();
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    cs_json_put_int (states, words[i], status->by_status[i]);
  cs_json_put_int (data, "blocked", status->blocked);
  cs_json_put_int (data, "bytes", status->bytes);
  cs_json_put_int (data, "cases", status->cases);
  cs_json_put_int (data, "changed_after_signing", status->changed_after_signing);
  if (status->handed_in > 0)
    cs_json_put_int (data, "handed_in", status->handed_in);
  cs_json_put_int (data, "items", status->items);
  cs_json_put_int (data, "marks", status->marks);
  cs_json_put_int (data, "overdue", status->overdue);
  cs_json_put_int (data, "people", status->people);
  cs_json_put_int (data, "sent_back", status->sent_back);
  cs_json_put (data, "states", states);
  cs_json_put_int (data, "suggestions", status->suggestions);
  cs_json_put_int (data, "unrecognised", status->unrecognised);
}

static void
line (CsCliTable *table, const char *what, gint64 n, gboolean always)
{
  g_autofree char *label = g_strdup_printf ("  %s", what);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  if (n > 0 || always)
    cs_cli_table_add (table, label, number);
}

static void
put_stage (CsJson *stages, CsCliTable *table, const char *key, const CsStatus *status)
{
  int n = GPOINTER_TO_INT (g_hash_table_lookup (status->by_stage, key));
  g_autofree char *where = g_strdup_printf ("at %s", cs_stage_word (key));
  cs_json_put_int (stages, key, n);
  line (table, where, n, TRUE);
}

/* Those of the workflow in force, then others where cases still are that began under an older one.
 */
static void
put_stages (CsCli *cli, CsCliTable *table, const CsWorkflow *workflow, const CsStatus *status)
{
  CsJson *stages = cs_json_new_object ();
  g_autoptr (GList) keys =
      g_list_sort (g_hash_table_get_keys (status->by_stage), (GCompareFunc)strcmp);
  for (guint i = 0; i < workflow->n_stages; i++)
    put_stage (stages, table, workflow->stages[i].key, status);
  for (const GList *key = keys; key != NULL; key = key->next)
    if (cs_json_get (stages, key->data) == NULL)
      put_stage (stages, table, key->data, status);
  cs_json_put (cs_cli_data (cli), "stages", stages);
}

/* One line for each reason, with how many cases wait for it and the first of them. */
static gboolean
tell_blocked (CsCli *cli, CsProject *project, const CsReader *reader, GError **error)
{
  g_autoptr (GPtrArray) cases = cs_project_cases (project, reader, error);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++) {
    const CsCaseRow *row = cases->pdata[i];
    if (row->blocked)
      g_hash_table_insert (
          counts, row->state,
          GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, row->state)) + 1));
  }
  for (guint i = 0; i < cases->len; i++) {
    const CsCaseRow *row = cases->pdata[i];
    int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, row->state));
    if (!row->blocked || n == 0)
      continue;
    if (n == 1)
      cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "blocked", row->title, "%s",
                       row->state);
    else
      cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "blocked", NULL,
                       "%d cases, \"%s\" the first: %s", n, row->title, row->state);
    g_hash_table_remove (counts, row->state);
  }
  return TRUE;
}

static gboolean
run (CsCli *cli, GError **error)
{
  const CsWorkflow *workflow = NULL;
  CsProject *project = cs_cli_member_project (cli, error);
  if (project == NULL || !cs_project_workflow (project, &workflow, NULL, error))
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, error);
  if (status == NULL)
    return FALSE;
  put_counts (cs_cli_data (cli), status);
  cs_json_put_string (cs_cli_data (cli), "name", cs_project_name (project));
  cs_cli_print (cli,
                "%s: cases %" G_GINT64_FORMAT ", items %" G_GINT64_FORMAT
                ", people %" G_GINT64_FORMAT ", marks %" G_GINT64_FORMAT,
                cs_project_name (project), status->cases, status->items, status->people,
                status->marks);
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 2, 0);
  put_stages (cli, table, workflow, status);
  line (table, "handed in", status->handed_in, FALSE);
  line (table, "to sign", status->by_status[CS_CASE_ACCEPTED], FALSE);
  line (table, "signed", status->by_status[CS_CASE_SIGNED], FALSE);
  line (table, "rejected", status->by_status[CS_CASE_REJECTED], FALSE);
  line (table, "sent back", status->sent_back, FALSE);
  line (table, "overdue", status->overdue, FALSE);
  line (table, "changed after signing", status->changed_after_signing, FALSE);
  line (table, "acts that do not count", status->unrecognised, FALSE);
  cs_cli_table_print (table);
  return cs_project_warn_drafts (project, cs_cli_problems (cli), error) &&
         (status->blocked == 0 || tell_blocked (cli, project, &reader, error));
}

static const CsCliAction actions[] = {
  { NULL, "PROJECT", "how far the project is", NULL, 1, 1, run },
};

const CsCommand cs_command_status = { "status", actions, G_N_ELEMENTS (actions) };
