/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-skipped.h"
#include "cs-cli-table.h"
#include "cs-project-backlog.h"

#define DAYS 7

static void
tell_stages (CsCli *cli, const CsBacklog *backlog)
{
  CsJson *list = cs_json_new_array ();
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, 3);
  for (guint i = 0; i < backlog->stages->len; i++) {
    const CsStageTally *stage = backlog->stages->pdata[i];
    g_autofree char *roles = cs_roles_to_words (stage->roles, " or ");
    g_autofree char *where = g_strdup_printf ("at %s", cs_stage_word (stage->key));
    g_autofree char *counts =
        g_strdup_printf ("%u for %s, %u in work", stage->waiting, roles, stage->held);
    g_autofree char *age = cs_cli_age (backlog->now - stage->since);
    g_autofree char *oldest =
        stage->oldest != NULL ? g_strdup_printf ("oldest %s", age) : g_strdup ("");
    CsJson *json = cs_json_new_object ();
    cs_json_put_int (json, "held", stage->held);
    cs_json_put_string (json, "oldest", stage->oldest);
    if (stage->oldest != NULL) {
      g_autofree char *since = cs_time_to_rfc3339 (stage->since);
      cs_json_put_string (json, "oldest_since", since);
    }
    cs_json_put_string (json, "stage", stage->key);
    cs_json_put_int (json, "waiting", stage->waiting);
    cs_json_append (list, json);
    cs_cli_table_add (table, where, counts, oldest, stage->oldest != NULL ? stage->oldest : "");
  }
  cs_json_put (cs_cli_data (cli), "stages", list);
  cs_cli_table_print (table);
}

/* "" where nothing was counted, or the reader is not told. Caller frees. */
static char *
effort_words (const CsBacklogPerson *person)
{
  return person->counted == 0
             ? g_strdup ("")
             : g_strdup_printf ("; median %" G_GINT64_FORMAT " %s and %" G_GINT64_FORMAT
                                " s, of %u",
                                person->median.interactions,
                                person->median.interactions == 1 ? "interaction" : "interactions",
                                person->median.seconds, person->counted);
}

/* How what was not right was put right. "" where nothing was. Caller frees. */
static char *
mended_words (const CsBacklogPerson *person)
{
  return person->corrected + person->sent_back == 0
             ? g_strdup ("")
             : g_strdup_printf ("; corrected %u, sent back %u", person->corrected,
                                person->sent_back);
}

static void
tell_people (CsCli *cli, const CsBacklog *backlog, guint days)
{
  CsJson *list = cs_json_new_array ();
  const char *type = cs_cli_option (cli, "type");
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, CS_CLI_WHOLE);
  for (guint i = 0; i < backlog->people->len; i++) {
    const CsBacklogPerson *person = backlog->people->pdata[i];
    if (type != NULL && g_strcmp0 (type, person->type) != 0)
      continue;
    g_autofree char *roles = cs_roles_to_text (person->roles);
    g_autofree char *is =
        g_strconcat (roles, person->type != NULL ? "; " : NULL, person->type, NULL);
    g_autofree char *has =
        g_strdup_printf ("has %u in hand, %u kept for them", person->held, person->given);
    g_autofree char *effort = effort_words (person);
    g_autofree char *mended = mended_words (person);
    g_autofree char *did = g_strdup_printf ("handed in %u, decided %u, skipped %u in %u %s%s%s",
                                            person->handed_in, person->decided, person->skipped,
                                            days, days == 1 ? "day" : "days", mended, effort);
    CsJson *json = cs_json_new_object ();
    if (person->counted > 0) {
      cs_json_put_int (json, "counted", person->counted);
      cs_json_put_int (json, "median_interactions", person->median.interactions);
      cs_json_put_int (json, "median_seconds", person->median.seconds);
    }
    cs_json_put_int (json, "corrected", person->corrected);
    cs_json_put_int (json, "decided", person->decided);
    cs_json_put_int (json, "given", person->given);
    cs_json_put_int (json, "handed_in", person->handed_in);
    cs_json_put_int (json, "held", person->held);
    cs_json_put_string (json, "person", person->handle);
    cs_json_put_string (json, "roles", roles);
    cs_json_put_int (json, "sent_back", person->sent_back);
    cs_json_put_int (json, "skipped", person->skipped);
    cs_json_put_string (json, "type", person->type);
    cs_json_append (list, json);
    cs_cli_table_add (table, person->handle, is, has, did);
  }
  cs_json_put (cs_cli_data (cli), "people", list);
  cs_json_put_int (cs_cli_data (cli), "days", days);
  cs_cli_table_print (table);
}

static gboolean
run (CsCli *cli, GError **error)
{
  guint64 days = DAYS;
  const char *given = cs_cli_option (cli, "days");
  if (given != NULL && !g_ascii_string_to_unsigned (given, 10, 1, 3650, &days, NULL))
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no number of days; say 1 to 3650", given);
  const char *type = cs_cli_option (cli, "type");
  if (type != NULL && !cs_worker_type_check (type, error))
    return FALSE;
  CsProject *project = cs_cli_member_project (cli, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsBacklog) backlog = cs_project_backlog (project, &reader, (guint)days, error);
  if (backlog == NULL)
    return FALSE;
  tell_stages (cli, backlog);
  tell_people (cli, backlog, (guint)days);
  if (backlog->left_out > 0)
    cs_cli_print (cli, "left out: what others do on %u %s that you read or judge yourself",
                  backlog->left_out, backlog->left_out == 1 ? "case" : "cases");
  cs_json_put_int (cs_cli_data (cli), "left_out", backlog->left_out);
  cs_cli_tell_skipped (cli, backlog->labels);
  return TRUE;
}

static const CsCliOption options[] = {
  { "days", "N", "count what was done in so many days; 7 when not said" },
  { "type", "TYPE", "of the people only contractor, sme or staff" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT [--days N] [--type TYPE]", "what waits where, how long, and who has how much",
    options, 1, 1, run },
};

const CsCommand cs_command_backlog = { "backlog", actions, G_N_ELEMENTS (actions) };
