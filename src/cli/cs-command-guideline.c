/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-project-news.h"

#include <string.h>

static gboolean
run_publish (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  return project != NULL && cs_cli_publish_guideline (cli, project, cs_cli_argument (cli, 1),
                                                      cs_cli_option (cli, "class"),
                                                      cs_cli_option (cli, "note"), error);
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  return cs_cli_list_documents (cli, "guideline", error);
}

static const char *
change_word (CsClauseChange change)
{
  static const char *const words[] = { "added", "removed", "changed" };
  return words[change];
}

static const char *
class_words (const char *change)
{
  static const char *const words[][2] = { { "wording", ", wording only" },
                                          { "clearer", ", makes clearer" },
                                          { "decisions", ", changes decisions" } };
  for (guint i = 0; change != NULL && i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i][0], change) == 0)
      return words[i][1];
  return "";
}

static void
tell_news (CsCli *cli, const CsGuidelineNews *news)
{
  CsJson *versions = cs_json_new_array (), *clauses = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "clauses", clauses);
  cs_json_put (cs_cli_data (cli), "versions", versions);
  cs_json_put_int (cs_cli_data (cli), "now", news->now);
  cs_json_put_int (cs_cli_data (cli), "read", news->read);
  for (guint i = 0; i < news->versions->len; i++) {
    const CsDocumentRow *row = news->versions->pdata[i];
    CsJson *json = cs_json_new_object ();
    cs_json_put_string (json, "class", row->change);
    cs_json_put_string (json, "note", row->note);
    cs_json_put_int (json, "version", row->version);
    cs_json_append (versions, json);
    cs_cli_print (cli, "version %" G_GINT64_FORMAT "%s%s%s", row->version,
                  class_words (row->change), row->note != NULL ? ": " : "",
                  row->note != NULL ? row->note : "");
  }
  for (guint i = 0; i < news->clauses->len; i++) {
    const CsClauseNews *clause = news->clauses->pdata[i];
    CsJson *json = cs_json_new_object ();
    cs_json_put_string (json, "change", change_word (clause->change));
    cs_json_put_int (json, "cases", clause->cases);
    cs_json_put_string (json, "clause", clause->id);
    cs_json_put_string (json, "class", clause->effect);
    cs_json_put_string (json, "heading", clause->heading);
    cs_json_append (clauses, json);
    g_autofree char *touches =
        clause->cases > 0 ? g_strdup_printf ("; %" G_GINT64_FORMAT " of your cases %s marks of it",
                                             clause->cases, clause->cases == 1 ? "has" : "have")
                          : g_strdup ("");
    cs_cli_print (cli, "  %s%s%s: %s%s%s", clause->is_generated ? "" : clause->id,
                  clause->is_generated ? "" : " ", clause->heading, change_word (clause->change),
                  class_words (clause->effect), touches);
  }
}

static gboolean
run_news (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_member_project (cli, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsGuidelineNews) news = cs_project_guideline_news (project, &reader, error);
  if (news == NULL)
    return FALSE;
  tell_news (cli, news);
  if (news->now == 0)
    cs_cli_print (cli, "No guideline was published yet.");
  else if (news->versions->len == 0)
    cs_cli_print (cli, "Nothing is new since you read version %" G_GINT64_FORMAT ".", news->read);
  return TRUE;
}

static gboolean
run_ack (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL || !cs_project_ack_guideline (project, error))
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsGuidelineNews) news = cs_project_guideline_news (project, &reader, error);
  if (news == NULL)
    return FALSE;
  cs_json_put_int (cs_cli_data (cli), "read", news->read);
  cs_cli_print (cli, "Noted that you have read version %" G_GINT64_FORMAT ".", news->read);
  return TRUE;
}

static const CsCliOption options[] = {
  { "class", "WORD", "what it means for the work: wording, clearer, decisions" },
  { "note", "TEXT", "what changed and why" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "publish", "PROJECT FILE [--class WORD] [--note TEXT]",
    "make the Markdown FILE the guideline in force", options, 2, 2, run_publish },
  { "list", "PROJECT", "its versions", NULL, 1, 1, run_list },
  { "news", "PROJECT", "what changed since you last read it", NULL, 1, 1, run_news },
  { "ack", "PROJECT", "say that you have read the version in force", NULL, 1, 1, run_ack },
};

const CsCommand cs_command_guideline = { "guideline", actions, G_N_ELEMENTS (actions) };
