/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-project-review.h"

static const char *
state_word (CsSuggestionState state)
{
  static const char *const words[] = { "open", "taken", "dropped" };
  return words[state];
}

static char *
dropped_words (const CsSuggestionRow *row)
{
  if (row->category == NULL)
    return g_strdup ("");
  return g_strconcat (", as ", row->category, row->text != NULL ? ": " : NULL, row->text, NULL);
}

static GPtrArray *
suggestions_of (CsCli *cli, CsProject *project, CsCaseRow **ret_row, GError **error)
{
  CsReader reader = cs_project_reader (project);
  *ret_row = cs_cli_case (cli, project, 1, error);
  return *ret_row != NULL ? cs_project_suggestions (project, &reader, &(*ret_row)->gid, error)
                          : NULL;
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  g_autoptr (CsCaseRow) row = NULL;
  CsProject *project = cs_cli_member_project (cli, error);
  g_autoptr (GPtrArray) rows = project != NULL ? suggestions_of (cli, project, &row, error) : NULL;
  if (rows == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "suggestions", list);
  for (guint i = 0; i < rows->len; i++) {
    const CsSuggestionRow *one = rows->pdata[i];
    CsJson *json = cs_json_new_object ();
    cs_json_put_string (json, "category", one->category);
    cs_json_put_string (json, "kind", one->mark->kind->tag);
    cs_json_put_string (json, "label", one->mark->label);
    cs_json_put_int (json, "mark", (gint64)one->mark->id);
    cs_json_put_string (json, "model", one->model);
    cs_json_put_string (json, "state", state_word (one->state));
    cs_json_put_string (json, "text", one->text);
    cs_json_append (list, json);
    g_autofree char *as = dropped_words (one);
    cs_cli_print (cli, "%3u  %-8s  %s: %s (%s)%s", i + 1, state_word (one->state), one->model,
                  one->mark->label != NULL ? one->mark->label : "", one->mark->kind->tag, as);
  }
  if (rows->len == 0)
    cs_cli_print (cli, "No suggestions for \"%s\".", row->title);
  return TRUE;
}

/* One numbered suggestion, or with "all" every open one. */
static gboolean
settle (CsCli *cli, CsProject *project, const CsCaseRow *row, const CsSuggestionRow *one,
        gboolean take, GError **error)
{
  const guint64 mark = one->mark->id;
  return take ? cs_project_take_suggestions (project, &row->gid, &one->suggestion, &mark, 1, NULL,
                                             error)
              : cs_project_drop_suggestions (project, &row->gid, &one->suggestion, &mark, 1,
                                             cs_cli_option (cli, "category"),
                                             cs_cli_option (cli, "text"), error);
}

static gboolean
run_settle (CsCli *cli, gboolean take, GError **error)
{
  guint64 n = 0;
  guint done = 0;
  const char *which = cs_cli_argument (cli, 2);
  gboolean all = g_str_equal (which, "all");
  g_autoptr (CsCaseRow) row = NULL;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (GPtrArray) rows = project != NULL ? suggestions_of (cli, project, &row, error) : NULL;
  if (rows == NULL)
    return FALSE;
  if (!all && (rows->len == 0 || !g_ascii_string_to_unsigned (which, 10, 1, rows->len, &n, NULL)))
    return cs_fail (error, CS_ERROR_NOT_FOUND,
                    "\"%s\" has no suggestion %s; \"suggestion list\" numbers them", row->title,
                    which);
  for (guint i = 0; i < rows->len; i++) {
    const CsSuggestionRow *one = rows->pdata[i];
    if (all ? one->state != CS_SUGGESTION_OPEN : i + 1 != n)
      continue;
    if (!settle (cli, project, row, one, take, error))
      return cs_cli_refused (row, error);
    done++;
  }
  cs_json_put_int (cs_cli_data (cli), take ? "taken" : "dropped", done);
  cs_cli_print (cli, "%s %u of %u for \"%s\".", take ? "Took" : "Dropped", done, rows->len,
                row->title);
  return TRUE;
}

static gboolean
run_take (CsCli *cli, GError **error)
{
  return run_settle (cli, TRUE, error);
}

static gboolean
run_drop (CsCli *cli, GError **error)
{
  return run_settle (cli, FALSE, error);
}

static const CsCliOption drop_options[] = {
  { "category", "WORD", "what is wrong: extra (the default), label, boundary, attribute, other" },
  { "text", "TEXT", "more of it, in your words" },
  { NULL, NULL, NULL },
};

static const CsCliAction actions[] = {
  { "list", "PROJECT CASE", "what models suggest for a case", NULL, 2, 2, run_list },
  { "take", "PROJECT CASE N|all", "take suggestion N, or all open ones, into your draft", NULL, 3,
    3, run_take },
  { "drop", "PROJECT CASE N|all", "do not offer suggestion N, or any open one, to you again",
    drop_options, 3, 3, run_drop },
};

const CsCommand cs_command_suggestion = { "suggestion", actions, G_N_ELEMENTS (actions) };
