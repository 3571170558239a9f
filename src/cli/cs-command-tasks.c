/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-due.h"
#include "cs-project-pause.h"

/* "(begun, yours until ..., due 2026-03-04)"; NULL for nothing to say. Caller frees. */
static char *
note_of (const CsTaskRow *row, const char *due)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *until = row->lease > 0 ? cs_time_to_rfc3339 (row->lease) : NULL;
  if (row->group != NULL)
    g_ptr_array_add (notes, g_strdup_printf ("reads %s", row->group));
  if (row->begun)
    g_ptr_array_add (notes, g_strdup ("begun"));
  if (until != NULL)
    g_ptr_array_add (notes, g_strdup_printf ("yours until %s", until));
  if (row->goal != NULL)
    g_ptr_array_add (notes, g_strdup_printf ("for %s", row->goal));
  if (due != NULL)
    g_ptr_array_add (notes, g_strdup_printf ("%s %s", row->overdue ? "overdue since" : "due", due));
  if (notes->len == 0)
    return NULL;
  g_ptr_array_add (notes, NULL);
  g_autofree char *words = g_strjoinv (", ", (char **)notes->pdata);
  return g_strdup_printf ("(%s)", words);
}

/* What holds them up is said before what they can do nevertheless. */
static gboolean
tell_pause (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  CsReader reader = project != NULL ? cs_project_reader (project) : (CsReader){ 0 };
  if (project == NULL || !reader.paused)
    return project != NULL;
  g_autoptr (GPtrArray) pauses = cs_project_pauses (project, &reader, error);
  const CsPauseRow *own = pauses != NULL ? cs_pause_of (pauses, &reader.person) : NULL;
  if (own == NULL)
    return pauses != NULL;
  cs_json_put_string (cs_cli_data (cli), "paused", own->reason);
  cs_cli_print (cli, "Your work is paused: %s", own->reason);
  cs_cli_print (cli, "  What is begun you can still hand in; %s lets you go on.",
                own->by != NULL ? own->by : "a lead");
  return TRUE;
}

static gboolean
run (CsCli *cli, GError **error)
{
  CsJson *list = NULL;
  g_autoptr (GPtrArray) tasks = cs_cli_rows (cli, "tasks", cs_project_tasks, &list, error);
  if (tasks == NULL || !tell_pause (cli, error))
    return FALSE;
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, 2);
  for (guint i = 0; i < tasks->len; i++) {
    const CsTaskRow *row = tasks->pdata[i];
    char hex[CS_GID_HEX + 1];
    CsJson *json = cs_json_new_object ();
    cs_json_put_bool (json, "begun", row->begun);
    cs_json_put_gid (json, "case", &row->case_gid);
    g_autofree char *due = row->due != CS_DUE_NONE ? cs_due_to_text (row->due) : NULL;
    cs_json_put_string (json, "due", due);
    cs_json_put_string (json, "goal", row->goal);
    cs_json_put_string (json, "group", row->group);
    cs_json_put_string (json, "kind", row->kind);
    if (row->lease > 0)
      cs_json_put_int (json, "lease", row->lease);
    cs_json_put_bool (json, "mine", row->mine);
    cs_json_put_bool (json, "overdue", row->overdue);
    cs_json_put_string (json, "stage", row->stage);
    cs_json_put_string (json, "title", row->title);
    cs_json_append (list, json);
    g_autofree char *note = note_of (row, due);
    cs_gid_to_hex (&row->case_gid, hex)[CS_CLI_SHORT_ID] = '\0';
    cs_cli_table_add (table, hex, cs_stage_word (row->kind), row->title, note != NULL ? note : "");
  }
  cs_cli_table_print (table);
  if (tasks->len == 0)
    cs_cli_print (cli, "Nothing waits for you.");
  return TRUE;
}

static const CsCliAction actions[] = {
  { NULL, "PROJECT", "what you could do now, best first", NULL, 1, 1, run },
};

const CsCommand cs_command_tasks = { "tasks", actions, G_N_ELEMENTS (actions) };
