/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-project-escalations.h"
#include "cs-remark.h"

static void
put_row (CsJson *json, const CsEscalationRow *row)
{
  cs_json_put_string (json, "act", row->id);
  cs_json_put_string (json, "asked", cs_asked_name (row->level));
  cs_json_put_string (json, "agreed_by", row->agreed_who);
  cs_json_put_string (json, "by", row->who);
  cs_json_put_string (json, "case", row->title);
  cs_json_put_string (json, "category", row->category);
  cs_json_put_string (json, "clause", row->clause);
  if (row->mark != 0)
    cs_json_put_int (json, "mark", (gint64)row->mark);
  cs_json_put_bool (json, "open", row->settled == 0);
  cs_json_put_string (json, "question", row->question);
  cs_json_put_string (json, "ruled_by", row->ruled_who);
  cs_json_put_string (json, "ruled_clause", row->ruled_clause);
  cs_json_put_string (json, "ruled_title", row->ruled_title);
  cs_json_put_string (json, "ruling", row->text);
  cs_json_put_string (json, "ruling_id", row->text != NULL ? row->ruling_id : NULL);
  cs_json_put_string (json, "severity", row->severity);
  cs_json_put_int (json, "since", row->since);
}

static void
print_question (CsCli *cli, const CsEscalationRow *row)
{
  if (row->question == NULL)
    return;
  g_autofree char *state = row->settled != 0
                               ? g_strdup ("ruled")
                               : g_strdup_printf ("waits for %s", cs_asked_words (row->level));
  cs_cli_print (cli, "%s  \"%s\", %s, %s: %s", row->id, row->title, state, row->severity,
                row->question);
  g_autofree char *mark =
      row->mark != 0 ? g_strdup_printf (", about mark %" G_GUINT64_FORMAT, row->mark) : NULL;
  cs_cli_print (cli, "          asked by %s%s%s%s", row->who, mark != NULL ? mark : "",
                row->clause == NULL ? ""
                : mark != NULL      ? ", "
                                    : ", about ",
                row->clause != NULL ? row->clause : "");
}

static void
print_ruling (CsCli *cli, const CsEscalationRow *row)
{
  if (row->text == NULL)
    return;
  g_autofree char *agreed =
      row->agreed_who != NULL ? g_strdup_printf (" and %s", row->agreed_who) : g_strdup ("");
  cs_cli_print (cli, "%s  %s%s%s%s%s", row->ruling_id, row->settled != 0 ? "" : "proposed: ",
                row->ruled_title != NULL ? row->ruled_title : "",
                row->ruled_title != NULL ? ": " : "", row->text,
                row->settled != 0 ? "" : " (the other of the board has not agreed yet)");
  cs_cli_print (cli, "            by %s%s%s%s", row->ruled_who, agreed,
                row->ruled_clause != NULL ? ", on " : "",
                row->ruled_clause != NULL ? row->ruled_clause : "");
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_member_project (cli, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows =
      cs_project_escalations (project, &reader, NULL, cs_cli_option (cli, "find"), error);
  if (rows == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "escalations", list);
  for (guint i = 0; i < rows->len; i++) {
    CsJson *json = cs_json_new_object ();
    put_row (json, rows->pdata[i]);
    cs_json_append (list, json);
    print_question (cli, rows->pdata[i]);
    print_ruling (cli, rows->pdata[i]);
  }
  if (rows->len == 0)
    cs_cli_print (cli, "No questions and no rulings.");
  return TRUE;
}

static CsEscalationRow *
row_of (CsCli *cli, CsProject *project, GError **error)
{
  CsReader reader = cs_project_reader (project);
  return cs_project_find_escalation (project, &reader, cs_cli_argument (cli, 1), error);
}

static gboolean
run_show (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_member_project (cli, error);
  g_autoptr (CsEscalationRow) row = project != NULL ? row_of (cli, project, error) : NULL;
  if (row == NULL)
    return FALSE;
  put_row (cs_cli_data (cli), row);
  print_question (cli, row);
  print_ruling (cli, row);
  return TRUE;
}

/* Where the case stands after that. */
static gboolean
tell_case (CsCli *cli, CsProject *project, const CsGid *gid, const char *done, GError **error)
{
  char hex[CS_GID_HEX + 1];
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row =
      cs_project_find_case (project, &reader, cs_gid_to_hex (gid, hex), error);
  if (row == NULL)
    return FALSE;
  cs_json_put_string (cs_cli_data (cli), "state", row->state);
  cs_cli_print (cli, "%s \"%s\": %s", done, row->title, row->state);
  return TRUE;
}

static gboolean
level_of (CsCli *cli, const char *usual, CsAsked *ret_level, GError **error)
{
  const char *word = cs_cli_option (cli, "level");
  if (word == NULL)
    word = usual;
  *ret_level = word != NULL ? cs_asked_from_name (word) : CS_ASKED_NOBODY;
  return *ret_level != CS_ASKED_NOBODY ||
         cs_fail (error, CS_ERROR_INVALID, "say --level lead, sme or board");
}

static gboolean
run_raise (CsCli *cli, GError **error)
{
  const char *mark = cs_cli_option (cli, "mark"), *severity = cs_cli_option (cli, "severity");
  CsQuestion question = { .question = cs_cli_option (cli, "question"),
                          .severity = severity != NULL ? severity : "minor",
                          .category = cs_cli_option (cli, "category"),
                          .clause = cs_cli_option (cli, "clause") };
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL || !level_of (cli, "lead", &question.level, error))
    return FALSE;
  if (mark != NULL &&
      !g_ascii_string_to_unsigned (mark, 10, 1, (guint64)CS_JSON_MAX_INT, &question.mark, NULL))
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no id of a mark", mark);
  return cs_project_escalate (project, &row->gid, &question, error)
             ? tell_case (cli, project, &row->gid, "Asked about", error)
             : cs_cli_refused (row, error);
}

static gboolean
run_up (CsCli *cli, GError **error)
{
  CsAsked level = CS_ASKED_NOBODY;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsEscalationRow) row = project != NULL ? row_of (cli, project, error) : NULL;
  if (row == NULL || !level_of (cli, NULL, &level, error))
    return FALSE;
  return cs_project_send_up (project, row, level, cs_cli_option (cli, "reason"), error) &&
         tell_case (cli, project, &row->case_gid, "Sent up:", error);
}

static gboolean
run_rule (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsEscalationRow) row = project != NULL ? row_of (cli, project, error) : NULL;
  if (row == NULL)
    return FALSE;
  return cs_project_rule (project, row, cs_cli_option (cli, "text"), cs_cli_option (cli, "clause"),
                          cs_cli_option (cli, "title"), error) &&
         tell_case (cli, project, &row->case_gid, "Ruled on", error);
}

static gboolean
run_agree (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsEscalationRow) row = project != NULL ? row_of (cli, project, error) : NULL;
  if (row == NULL)
    return FALSE;
  return cs_project_agree (project, row, error) &&
         tell_case (cli, project, &row->case_gid, "Agreed on", error);
}

static const CsCliOption list_options[] = {
  { "find", "TEXT", "those with these words in question, ruling, clause or case" },
  { NULL },
};

static const CsCliOption raise_options[] = {
  { "question", "TEXT", "what is unclear" },
  { "level", "LEVEL", "whom to ask: lead (default), sme or board" },
  { "severity", "SEVERITY", "minor (default), major or critical; a lead rules on minor ones only" },
  { "category", "CATEGORY", "attribute, boundary, extra, label, missed or other" },
  { "clause", "CLAUSE", "of the guideline" },
  { "mark", "ID", "which mark" },
  { NULL },
};

static const CsCliOption up_options[] = {
  { "level", "LEVEL", "to whom: sme or board" },
  { "reason", "TEXT", "why" },
  { NULL },
};

static const CsCliOption rule_options[] = {
  { "text", "TEXT", "what is ruled" },
  { "clause", "CLAUSE", "of the guideline that it rests on" },
  { "title", "TEXT", "makes it a precedent that everybody who works here is told of" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "list", "PROJECT [--find TEXT]", "questions that went up, and how they were ruled",
    list_options, 1, 1, run_list },
  { "show", "PROJECT ID",
    "one of them, by the digits of the question or the ruling, or the last about a case", NULL, 2,
    2, run_show },
  { "raise", "PROJECT CASE --question TEXT [--level LEVEL] [--severity SEVERITY]",
    "ask about a case at work; it waits until that is ruled, or taken back by \"task withdraw\"",
    raise_options, 2, 2, run_raise },
  { "up", "PROJECT ID --level LEVEL", "send a question up", up_options, 2, 2, run_up },
  { "rule", "PROJECT ID --text TEXT", "rule on a question; the case goes on where it was",
    rule_options, 2, 2, run_rule },
  { "agree", "PROJECT ID", "agree with what the other of the board ruled", NULL, 2, 2, run_agree },
};

const CsCommand cs_command_escalation = { "escalation", actions, G_N_ELEMENTS (actions) };
