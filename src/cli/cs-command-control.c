/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-project-control.h"
#include "cs-project-pause.h"

static gboolean
run_make (CsCli *cli, GError **error)
{
  const char *name = cs_cli_option (cli, "for");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  g_autoptr (CsPersonRow) person = NULL;
  g_autoptr (GPtrArray) people = NULL;
  if (row == NULL)
    return FALSE;
  if (name != NULL && (person = cs_project_find_person (project, name, error)) == NULL)
    return FALSE;
  if (!cs_project_make_control (project, &row->gid, person != NULL ? &person->gid : NULL,
                                cs_cli_option (cli, "title"), &people, error)) {
    g_prefix_error (error, "\"%s\": ", row->title);
    return FALSE;
  }
  CsJson *list = cs_json_new_array ();
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < people->len; i++) {
    cs_json_append (list, cs_json_new_string (people->pdata[i]));
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", (char *)people->pdata[i]);
  }
  cs_json_put (cs_cli_data (cli), "people", list);
  cs_cli_print (cli, "A control case of \"%s\" waits for: %s", row->title, words->str);
  return TRUE;
}

/* "found 3, missed 1"; what there is none of is not said. Caller frees. */
static char *
score_words (const CsControlRow *row)
{
  static const char *const states[] = { "waits", "at work" };
  const struct {
    const char *word;
    guint n;
  } parts[] = { { "found", row->score.found },
                { "missed", row->score.missed },
                { "extra", row->score.extra },
                { "another label", row->score.wrong },
                { "not close enough", row->score.shifted },
                { "answered otherwise", row->score.answers } };
  if (row->state != CS_CONTROL_READ)
    return g_strdup (states[row->state]);
  if (row->percent < 0)
    return g_strdup ("cannot be compared");
  g_autoptr (GString) words = g_string_new (NULL);
  g_string_append_printf (words, "%d %%%s", row->percent, row->failed ? ", failed" : "");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].n > 0)
      g_string_append_printf (words, "%s%s %u", i == 0 || words->len == 0 ? ": " : ", ",
                              parts[i].word, parts[i].n);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static CsJson *
score_json (const CsControlRow *row)
{
  CsJson *json = cs_json_new_object ();
  cs_json_put_int (json, "answers", row->score.answers);
  cs_json_put_int (json, "extra", row->score.extra);
  cs_json_put_int (json, "found", row->score.found);
  cs_json_put_int (json, "missed", row->score.missed);
  cs_json_put_int (json, "shifted", row->score.shifted);
  cs_json_put_int (json, "wrong", row->score.wrong);
  return json;
}

static CsJson *
row_json (const CsControlRow *row)
{
  static const char *const states[] = { "waits", "at-work", "read" };
  CsJson *json = cs_json_new_object ();
  cs_json_put_gid (json, "case", &row->case_gid);
  cs_json_put_gid (json, "of", &row->of_case);
  cs_json_put_string (json, "of_title", row->of_title);
  cs_json_put_string (json, "person", row->handle);
  cs_json_put_string (json, "state", states[row->state]);
  cs_json_put_string (json, "title", row->title);
  if (row->state != CS_CONTROL_READ)
    return json;
  cs_json_put_bool (json, "counts", row->counts);
  cs_json_put_bool (json, "failed", row->failed);
  if (row->percent >= 0)
    cs_json_put_int (json, "percent", row->percent);
  cs_json_put (json, "score", score_json (row));
  return json;
}

/* Whom the workflow wants to be spoken of, once each; who is paused is spoken to already. */
static gboolean
tell_failing (CsCli *cli, CsProject *project, const GPtrArray *rows, GError **error)
{
  CsReader reader = cs_project_reader (project);
  const CsWorkflow *workflow = NULL;
  g_autoptr (GPtrArray) pauses = cs_project_pauses (project, &reader, error);
  if (pauses == NULL || !cs_project_workflow (project, &workflow, NULL, error))
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "failing", list);
  for (guint i = 0; i < rows->len; i++) {
    const CsControlRow *row = rows->pdata[i], *before = i > 0 ? rows->pdata[i - 1] : NULL;
    guint of = 0, failed = cs_controls_failed (rows, &row->person, &of);
    if ((before != NULL && cs_gid_equal (&before->person, &row->person)) ||
        workflow->control.fails == 0 || failed < workflow->control.fails ||
        cs_pause_of (pauses, &row->person) != NULL)
      continue;
    cs_json_append (list, cs_json_new_string (row->handle));
    cs_cli_print (cli,
                  workflow->control.pauses
                      ? "%s failed %u of the last %u, and is paused as soon as anybody else takes "
                        "a case."
                      : "%s failed %u of the last %u; \"person pause\" lets them begin nothing new "
                        "until somebody went through it with them.",
                  row->handle, failed, of);
  }
  return TRUE;
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  const char *name = cs_cli_argument (cli, 1);
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  g_autoptr (CsPersonRow) person = NULL;
  if (project == NULL)
    return FALSE;
  if (name != NULL && (person = cs_project_find_person (project, name, error)) == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows =
      cs_project_controls (project, &reader, person != NULL ? &person->gid : NULL, error);
  if (rows == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "controls", list);
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, 3);
  for (guint i = 0; i < rows->len; i++) {
    const CsControlRow *row = rows->pdata[i];
    char hex[CS_GID_HEX + 1];
    g_autofree char *words = score_words (row);
    cs_json_append (list, row_json (row));
    cs_gid_to_hex (&row->case_gid, hex)[CS_CLI_SHORT_ID] = '\0';
    cs_cli_table_add (table, row->handle, hex, row->of_title, words);
  }
  cs_cli_table_print (table);
  if (rows->len == 0)
    cs_cli_print (cli, "There are no control cases.");
  return tell_failing (cli, project, rows, error);
}

static const CsCliOption make_options[] = {
  { "for", "PERSON", "for one person; else for everybody who reads" },
  { "title", "TEXT", "what it is called; else another number in its name" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "make", "PROJECT CASE [--for PERSON] [--title TEXT]",
    "have a signed case read again, unknown to who reads it", make_options, 2, 2, run_make },
  { "list", "PROJECT [PERSON]", "control cases, and how well they were read", NULL, 1, 2,
    run_list },
};

const CsCommand cs_command_control = { "control", actions, G_N_ELEMENTS (actions) };
