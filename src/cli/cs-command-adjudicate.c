/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-project-reads.h"

#include <string.h>

/* --- what is open --- */

/* "presence, outline": why a finding is not agreed. Caller frees. */
static char *
why_words (guint why)
{
  static const char *const words[] = { "presence", "label",  "attribute",
                                       "outline",  "answer", "what it ties" };
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (why & (1u << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static CsJson *
position_json (const CsPositions *positions, guint n, guint position)
{
  const CsDispute *dispute = &g_array_index (positions->disputes, CsDispute, n);
  CsJson *one = cs_json_new_object ();
  const char letter[] = { (char)('A' + position), '\0' };
  cs_json_put_string (one, "position", letter);
  if (dispute->why & CS_DISPUTE_ANSWER) {
    guint at = n * positions->n_readers + position;
    cs_json_put_string (one, "answer", cs_answer_nick (positions->answers[at]));
    cs_json_put_string (one, "note", positions->notes[at]);
    return one;
  }
  const CsMark *mark = dispute->marks[position];
  g_autoptr (GString) text = g_string_new (NULL);
  if (mark != NULL)
    cs_mark_write (mark, text);
  cs_json_put (one, "mark",
               text->len > 0 ? cs_json_parse_canonical (text->str, text->len, NULL)
                             : cs_json_new_null ());
  return one;
}

static char *
position_words (const CsPositions *positions, guint n, guint position)
{
  const CsDispute *dispute = &g_array_index (positions->disputes, CsDispute, n);
  if (dispute->why & CS_DISPUTE_ANSWER) {
    guint at = n * positions->n_readers + position;
    const char *nick = cs_answer_nick (positions->answers[at]), *note = positions->notes[at];
    return g_strdup_printf ("%s%s%s", nick != NULL ? nick : "no answer", note != NULL ? ": " : "",
                            note != NULL ? note : "");
  }
  const CsMark *mark = dispute->marks[position];
  return mark != NULL ? g_strdup_printf ("%s, %s (mark %" G_GUINT64_FORMAT ")", mark->label,
                                         cs_mark_noun (mark), mark->id)
                      : g_strdup ("nothing");
}

static void
show_dispute (CsCli *cli, CsJson *list, const CsPositions *positions, guint n)
{
  const CsDispute *dispute = &g_array_index (positions->disputes, CsDispute, n);
  const CsGid no_item = { { 0 } };
  g_autofree char *why = why_words (dispute->why);
  CsJson *one = cs_json_new_object (), *each = cs_json_new_array ();
  cs_json_put_int (one, "n", n + 1);
  cs_json_put_string (one, "why", why);
  if (!cs_gid_equal (&dispute->item, &no_item))
    cs_json_put_gid (one, "item", &dispute->item);
  cs_json_put (one, "positions", each);
  cs_json_append (list, one);
  cs_cli_print (cli, "%u: not agreed: %s", n + 1, why);
  for (guint i = 0; i < positions->n_readers; i++) {
    g_autofree char *words = position_words (positions, n, i);
    cs_json_append (each, position_json (positions, n, i));
    cs_cli_print (cli, "   %c: %s", 'A' + i, words);
  }
}

/* What was decided on it in two copies. */
static gboolean
show_decisions (CsCli *cli, CsProject *project, const CsCaseRow *row, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) list = cs_project_met_decisions (project, &reader, &row->gid, error);
  if (list == NULL)
    return cs_cli_refused (row, error);
  CsJson *each = cs_json_new_array ();
  cs_json_put_gid (cs_cli_data (cli), "case", &row->gid);
  cs_json_put (cs_cli_data (cli), "decisions", each);
  cs_cli_print (cli, "decided differently in two copies; \"review\" settles it:");
  for (guint i = 0; i < list->len; i++) {
    const CsMetDecision *one = list->pdata[i];
    const char letter[] = { (char)('A' + i), '\0' };
    CsJson *json = cs_json_new_object ();
    cs_json_put_string (json, "category", one->category);
    cs_json_put_string (json, "clause", one->clause);
    cs_json_put_string (json, "decision", one->decision);
    cs_json_put_string (json, "position", letter);
    cs_json_put_string (json, "reason", one->reason);
    cs_json_append (each, json);
    cs_cli_print (cli, "   %s: %s%s%s%s%s", letter, one->decision,
                  one->category != NULL ? ", " : "", one->category != NULL ? one->category : "",
                  one->reason != NULL ? ": " : "", one->reason != NULL ? one->reason : "");
  }
  return TRUE;
}

static gboolean
run_show (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_member_project (cli, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (row->task == CS_TASK_REVIEW && strcmp (row->stage, "adjudicate") == 0)
    return show_decisions (cli, project, row, error);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsPositions) positions = cs_project_positions (project, &reader, &row->gid, error);
  if (positions == NULL)
    return cs_cli_refused (row, error);
  CsJson *list = cs_json_new_array ();
  cs_json_put_gid (cs_cli_data (cli), "case", &row->gid);
  cs_json_put (cs_cli_data (cli), "disputes", list);
  cs_json_put_int (cs_cli_data (cli), "readers", positions->n_readers);
  for (guint i = 0; i < positions->disputes->len; i++)
    show_dispute (cli, list, positions, i);
  return TRUE;
}

/* --- settling it --- */

/* "N=A", "N=drawn" or "N=nobody", and a reason after a colon. */
static gboolean
parse_ruling (char *line, GArray *rulings, GError **error)
{
  guint64 n = 0;
  CsRuling ruling = { .choice = CS_RULING_POSITION };
  char *choice = strchr (line, '='), *reason = strchr (line, ':');
  if (reason != NULL) {
    *reason = '\0';
    ruling.reason = g_strstrip (reason + 1);
  }
  if (choice != NULL)
    *choice++ = '\0';
  if (choice == NULL || !g_ascii_string_to_unsigned (line, 10, 1, rulings->len, &n, NULL))
    return cs_fail (error, CS_ERROR_INVALID,
                    "\"%s\" does not begin with the number of a dispute, 1 to %u, and =", line,
                    rulings->len);
  if (strcmp (choice, "drawn") == 0)
    ruling.choice = CS_RULING_DRAWN;
  else if (strcmp (choice, "nobody") == 0)
    ruling.choice = CS_RULING_NOBODY;
  else if (strlen (choice) == 1 && g_ascii_isalpha (choice[0]))
    ruling.position = (guint)(g_ascii_toupper (choice[0]) - 'A');
  else
    return cs_fail (error, CS_ERROR_INVALID,
                    "\"%s\" is no choice; say the letter of a position, drawn or nobody", choice);
  g_array_index (rulings, CsRuling, n - 1) = ruling;
  return TRUE;
}

/* One for each dispute; those that nobody chose are a slip. LINES: "N=CHOICE" each. */
static GArray *
parse_rulings (char **lines, guint n, GError **error)
{
  g_autoptr (GArray) rulings = g_array_new (FALSE, TRUE, sizeof (CsRuling));
  g_array_set_size (rulings, n);
  for (guint i = 0; i < n; i++)
    g_array_index (rulings, CsRuling, i).position = G_MAXUINT;
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && !parse_ruling (lines[i], rulings, error))
      return NULL;
  for (guint i = 0; i < n; i++) {
    const CsRuling *ruling = &g_array_index (rulings, CsRuling, i);
    if (ruling->choice == CS_RULING_POSITION && ruling->position == G_MAXUINT) {
      cs_fail (error, CS_ERROR_INVALID,
               "dispute %u is not settled; say --choose %u=A, %u=drawn or %u=nobody", i + 1, i + 1,
               i + 1, i + 1);
      return NULL;
    }
  }
  return g_steal_pointer (&rulings);
}

static gboolean
say_after (CsCli *cli, CsProject *project, const CsCaseRow *row, GError **error)
{
  char hex[CS_GID_HEX + 1];
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) after =
      cs_project_find_case (project, &reader, cs_gid_to_hex (&row->gid, hex), error);
  if (after == NULL)
    return FALSE;
  cs_json_put_gid (cs_cli_data (cli), "case", &row->gid);
  cs_json_put_string (cs_cli_data (cli), "state", after->state);
  cs_cli_print (cli, "\"%s\": %s", after->title, after->state);
  return TRUE;
}

static gboolean
run_settle (CsCli *cli, GError **error)
{
  const char *given = cs_cli_option (cli, "choose");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsPositions) positions = cs_project_positions (project, &reader, &row->gid, error);
  if (positions == NULL)
    return cs_cli_refused (row, error);
  g_auto (GStrv) lines = g_strsplit (given != NULL ? given : "", "\n", 0);
  g_autoptr (GArray) rulings = parse_rulings (lines, positions->disputes->len, error);
  g_autoptr (CsMarkEdit) answers = NULL;
  if (rulings == NULL || !cs_cli_answers (cli, project, &row->gid, &answers, error) ||
      (answers != NULL && !cs_project_edit_draft (project, &row->gid, answers, error)) ||
      !cs_cli_warn_unusual (cli, project, row, error))
    return FALSE;
  if (!cs_project_adjudicate (project, &row->gid, (const CsRuling *)rulings->data, rulings->len,
                              cs_cli_option (cli, "reason"), NULL, error))
    return cs_cli_refused (row, error);
  return say_after (cli, project, row, error) &&
         cs_project_warn_unread (project, &row->gid, 1, cs_cli_problems (cli), error);
}

static gboolean
run_reopen (CsCli *cli, GError **error)
{
  const char *reason = cs_cli_option (cli, "reason");
  if (reason == NULL || reason[0] == '\0')
    return cs_fail (error, CS_ERROR_INVALID, "say why (--reason)");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (!cs_project_unmerge (project, &row->gid, reason, error))
    return cs_cli_refused (row, error);
  return say_after (cli, project, row, error);
}

static const CsCliOption settle_options[] = {
  { "choose", "N=CHOICE[:REASON]",
    "of dispute N: the letter of a position, drawn (as in your draft) or nobody; may be given "
    "again" },
  { "reason", "TEXT", "why, for all that has no reason of its own" },
  { "answer", "[ITEM=]ANSWER[:TEXT]",
    "nothing, not-assessable, equivocal or none, of the items without marks or of one; may be "
    "given again" },
  { NULL },
};
static const CsCliOption reopen_options[] = {
  { "reason", "TEXT", "why what was found to be agreed is not" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "show", "PROJECT CASE", "what readers of a case, or two copies, do not agree on, without names",
    NULL, 2, 2, run_show },
  { "settle", "PROJECT CASE --choose N=CHOICE --reason TEXT",
    "settle what is open between readers or two copies", settle_options, 2, 2, run_settle },
  { "reopen", "PROJECT CASE --reason TEXT", "open again what was found that readers agree on",
    reopen_options, 2, 2, run_reopen },
};

const CsCommand cs_command_adjudicate = { "adjudicate", actions, G_N_ELEMENTS (actions) };
