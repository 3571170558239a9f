/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-private.h"
#include "cs-line.h"

/* More than these in a row help nobody at a terminal: of all, and of those that say the same when
 * there are MANY. */
#define PROBLEMS_SHOWN 40
#define SAME_SHOWN 5
#define MANY 20

void
cs_cli_say (const CsCliHost *host, gboolean to_errors, const char *text)
{
  g_autofree char *shown = cs_line_escape (text);
  g_autofree char *line = g_strconcat (shown, "\n", NULL);
  host->write (host->data, to_errors, line);
}

static void
say_problem (const CsCliHost *host, const CsProblem *problem)
{
  /* Many messages begin with the file that they are about. */
  const char *place = problem->location;
  if (place != NULL && g_str_has_prefix (problem->message, place))
    place = NULL;
  g_autofree char *line =
      g_strdup_printf ("%s: %s%s%s", cs_severity_nick (problem->severity),
                       place != NULL ? place : "", place != NULL ? ": " : "", problem->message);
  cs_cli_say (host, TRUE, line);
}

/* Of many that say the same the first few, so that one that says something else is not lost among
 * them. How many of the first N were shown. */
static guint
say_some (const CsCliHost *host, GPtrArray *problems, guint n)
{
  guint shown = 0;
  g_autoptr (GHashTable) times = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n && shown < PROBLEMS_SHOWN; i++) {
    const CsProblem *problem = problems->pdata[i];
    guint before = GPOINTER_TO_UINT (g_hash_table_lookup (times, problem->message));
    g_hash_table_insert (times, problem->message, GUINT_TO_POINTER (before + 1));
    if (before >= SAME_SHOWN && n > MANY)
      continue;
    say_problem (host, problem);
    shown++;
  }
  return shown;
}

static void
say_problems (const CsCliHost *host, GPtrArray *problems)
{
  /* What stopped the command stands last and is never among those left out. */
  const CsProblem *last = problems->len > 0 ? problems->pdata[problems->len - 1] : NULL;
  if (last != NULL && (last->location != NULL || last->severity != CS_SEVERITY_ERROR))
    last = NULL;
  guint n = problems->len - (last != NULL);
  guint shown = say_some (host, problems, n);
  g_autofree char *rest = g_strdup_printf ("... and %u more; --json lists them all", n - shown);
  if (shown < n)
    cs_cli_say (host, TRUE, rest);
  if (last != NULL)
    say_problem (host, last);
}

static CsJson *
problem_json (const CsProblem *problem)
{
  CsJson *json = cs_json_new_object ();
  cs_json_put_string (json, "code", problem->code);
  cs_json_put_string (json, "location", problem->location);
  cs_json_put_string (json, "message", problem->message);
  cs_json_put_string (json, "severity", cs_severity_nick (problem->severity));
  return json;
}

static void
say_json (CsCli *cli, const char *command, gboolean ok)
{
  g_autoptr (CsJson) answer = cs_json_new_object ();
  CsJson *problems = cs_json_new_array ();
  CsProject *project = cli->shared != NULL ? cli->shared : cli->project;
  char hex[CS_GID_HEX + 1];
  for (guint i = 0; i < cli->problems->len; i++)
    cs_json_append (problems, problem_json (cli->problems->pdata[i]));
  cs_json_put_string (answer, "command", command);
  cs_json_put (answer, "data", cs_json_ref (cli->data));
  cs_json_put_bool (answer, "ok", ok);
  cs_json_put (answer, "problems", problems);
  cs_json_put (answer, "project",
               project != NULL ? cs_json_new_string (cs_gid_to_hex (cs_project_gid (project), hex))
                               : cs_json_new_null ());
  g_autofree char *text =
      cli->shared != NULL ? cs_json_to_line (answer) : cs_json_to_pretty (answer);
  g_autofree char *line = g_strconcat (text, "\n", NULL);
  cli->host->write (cli->host->data, FALSE, line);
}

int
cs_cli_finish (CsCli *cli, const char *command, GError *trouble)
{
  if (trouble != NULL)
    cs_problems_add_error (cli->problems, CS_SEVERITY_ERROR, NULL, trouble);
  int code = trouble != NULL ? 2 : (cli->no ? 1 : 0);
  if (cli->json)
    say_json (cli, command, code == 0);
  else
    say_problems (cli->host, cli->problems);
  return code;
}

char *
cs_cli_age (gint64 microseconds)
{
  gint64 minutes = MAX (microseconds, 0) / G_USEC_PER_SEC / 60, days = minutes / (24 * 60);
  if (days > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT " %s", days, days == 1 ? "day" : "days");
  if (minutes >= 60)
    return g_strdup_printf ("%" G_GINT64_FORMAT " h", minutes / 60);
  return g_strdup_printf ("%" G_GINT64_FORMAT " min", minutes);
}
