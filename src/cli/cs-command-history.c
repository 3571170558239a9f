/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-mark-diff.h"
#include "cs-project-life.h"

#include <string.h>

#define MAX_NAMED 8 /* ids in a refusal */

static CsJson *
row_json (const CsHistoryRow *row, const char *when)
{
  CsJson *json = cs_json_new_object ();
  if (row->effort.interactions > 0 || row->effort.seconds > 0) {
    CsJson *effort = cs_json_new_object ();
    cs_json_put_int (effort, "idle_seconds", row->effort.idle);
    cs_json_put_int (effort, "interactions", row->effort.interactions);
    cs_json_put_int (effort, "seconds", row->effort.seconds);
    cs_json_put (json, "effort", effort);
  }
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
  if (row->effort.interactions > 0 || row->effort.seconds > 0)
    g_string_append_printf (
        what, "  (%" G_GINT64_FORMAT " %s, %" G_GINT64_FORMAT " s)", row->effort.interactions,
        row->effort.interactions == 1 ? "interaction" : "interactions", row->effort.seconds);
  if (row->unrecognised != NULL)
    g_string_append_printf (what, "  [does not count: %s]", row->unrecognised);
  cs_cli_table_add (table, second, row->who, what->str);
}

/* --- one mark --- */

static char *
aspect_words (const CsMarkState *state, gboolean first)
{
  static const struct {
    guint aspect;
    const char *words;
  } table[] = {
    { CS_MARK_DIFF_GEOMETRY, "shape" },
    { CS_MARK_DIFF_LABEL, "label" },
    { CS_MARK_DIFF_ATTRIBUTES, "values" },
    { CS_MARK_DIFF_ORIGIN, "origin" },
  };
  g_autoptr (GString) words = g_string_new (NULL);
  if (state->mark == NULL)
    return g_strdup ("deleted");
  if (first)
    return g_strdup_printf ("drawn: %s, %s", state->mark->kind->tag, state->mark->label);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if ((state->aspects & table[i].aspect) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", table[i].words);
  return g_strdup_printf ("%s changed: %s, %s", words->str, state->mark->kind->tag,
                          state->mark->label);
}

static CsJson *
act_json (const CsLifeStep *step)
{
  CsJson *json = cs_json_new_object ();
  g_autofree char *when = cs_time_to_rfc3339 (step->act->wall);
  cs_json_put_hash (json, "event", &step->act->hash);
  cs_json_put_string (json, "role", step->role);
  cs_json_put_string (json, "time", when);
  cs_json_put_string (json, "who", step->act->who);
  return json;
}

/* What was said before the act SINCE, for a person and into JSON; "" for nothing. */
static char *
remark_words (const GPtrArray *life, guint since, guint64 id, CsJson *json)
{
  g_auto (CsRemark) remark = { 0 };
  g_autoptr (GString) words = g_string_new (NULL);
  guint said = 0;
  if (!cs_life_remark_before (life, since, id, &remark, &said))
    return g_strdup ("");
  CsJson *after = act_json (life->pdata[said]);
  cs_json_put (after, "remark", cs_remark_to_json (&remark));
  cs_json_put (json, "after", after);
  g_string_append_printf (words, "after %s: %s", ((CsLifeStep *)life->pdata[said])->act->who,
                          remark.category != NULL ? remark.category : "a remark");
  if (remark.clause != NULL)
    g_string_append_printf (words, ", clause %s", remark.clause);
  if (remark.text != NULL)
    g_string_append_printf (words, ", \"%s\"", remark.text);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
put_states (CsCli *cli, const GPtrArray *life, const GArray *states, guint64 id)
{
  CsJson *list = cs_json_new_array ();
  gboolean first = TRUE;
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, CS_CLI_WHOLE);
  for (guint i = 0; i < states->len; i++) {
    const CsMarkState *state = &g_array_index (states, CsMarkState, i);
    const CsLifeStep *step = life->pdata[state->step];
    CsJson *json = act_json (step);
    g_autofree char *what = aspect_words (state, first);
    g_autofree char *when = cs_time_to_rfc3339 (step->act->wall);
    g_autofree char *second = g_strdup_printf ("%.19sZ", when);
    g_autofree char *after = remark_words (life, state->step, id, json);
    if (state->mark != NULL) {
      g_autoptr (GString) text = g_string_new (NULL);
      cs_mark_write (state->mark, text);
      cs_json_put (json, "mark", cs_json_parse_canonical (text->str, text->len, NULL));
    }
    cs_json_put_string (json, "what", what);
    cs_json_append (list, json);
    cs_cli_table_add (table, second, step->act->who, what, after);
    first = state->mark == NULL;
  }
  cs_json_put (cs_cli_data (cli), "states", list);
  cs_cli_table_print (table);
}

static char *
piece_words (const CsMark *mark, const CsMarkPiece *piece)
{
  const char *what = mark->kind->pieces == CS_MARK_PIECES_STRETCHES  ? "outline"
                     : mark->kind->pieces == CS_MARK_PIECES_PASSAGES ? "text"
                                                                     : NULL;
  if (what == NULL)
    return g_strdup ("shape");
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, what, piece->from,
                          piece->to);
}

/* Who made which piece of what is there now. */
static void
put_pieces (CsCli *cli, const GPtrArray *life, const CsMark *mark)
{
  CsJson *list = cs_json_new_array ();
  g_autoptr (CsMarkBlame) blame = cs_life_blame (life, mark->id, G_MAXUINT);
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, CS_CLI_WHOLE);
  for (guint i = 0; i < blame->pieces->len; i++) {
    const CsMarkPiece *piece = &g_array_index (blame->pieces, CsMarkPiece, i);
    const CsLifeStep *step = life->pdata[piece->since];
    CsJson *json = act_json (step);
    g_autofree char *what = piece_words (mark, piece);
    g_autofree char *after = remark_words (life, piece->since, mark->id, json);
    g_autofree char *when = cs_time_to_rfc3339 (step->act->wall);
    g_autofree char *since = g_strdup_printf ("since %.19sZ", when);
    cs_json_put_int (json, "from", piece->from);
    cs_json_put_int (json, "to", piece->to);
    cs_json_append (list, json);
    cs_cli_table_add (table, what, since, step->act->who, after);
  }
  cs_json_put (cs_cli_data (cli), "pieces", list);
  cs_cli_table_print (table);
}

/* Names those that there are in the last version. */
static gboolean
no_mark (const GPtrArray *life, const CsCaseRow *row, const char *text, GError **error)
{
  const CsMarkSet *last = NULL;
  g_autoptr (GString) there = g_string_new (NULL);
  for (guint i = 0; i < life->len; i++)
    if (((CsLifeStep *)life->pdata[i])->marks != NULL)
      last = ((CsLifeStep *)life->pdata[i])->marks;
  for (guint i = 0; last != NULL && i < MIN (last->n_marks, MAX_NAMED); i++)
    g_string_append_printf (there, "%s%" G_GUINT64_FORMAT, i > 0 ? ", " : "", last->marks[i]->id);
  if (there->len == 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "no version of \"%s\" that you may see has a mark",
                    row->title);
  return cs_fail (error, CS_ERROR_NOT_FOUND,
                  "no version of \"%s\" that you may see has a mark %s; the last one has %s%s",
                  row->title, text, there->str, last->n_marks > MAX_NAMED ? " and more" : "");
}

static gboolean
run_mark (CsCli *cli, CsProject *project, const CsCaseRow *row, GError **error)
{
  const char *text = cs_cli_option (cli, "mark");
  CsReader reader = cs_project_reader (project);
  guint64 id = 0;
  if (!g_ascii_string_to_unsigned (text, 10, 1, CS_MARK_MAX_ID, &id, NULL))
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no id of a mark", text);
  g_autoptr (GPtrArray) life = cs_project_life (project, &reader, &row->gid, error);
  if (life == NULL)
    return FALSE;
  g_autoptr (GArray) states = cs_life_states (life, id);
  if (states->len == 0)
    return no_mark (life, row, text, error);
  const CsMark *now = g_array_index (states, CsMarkState, states->len - 1).mark;
  put_states (cli, life, states, id);
  if (now != NULL)
    put_pieces (cli, life, now);
  return TRUE;
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
  if (cs_cli_option (cli, "mark") != NULL)
    return one != NULL ? run_mark (cli, project, one, error)
                       : cs_fail (error, CS_ERROR_INVALID, "say which case it is of");
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

static const CsCliOption options[] = {
  { "mark", "ID", "of CASE: all states of this mark, and who made which piece of it" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT [CASE]",
    "who did what and when; --json also says when it was opened to work in, and which files were "
    "stored",
    options, 1, 2, run },
};

const CsCommand cs_command_history = { "history", actions, G_N_ELEMENTS (actions) };
