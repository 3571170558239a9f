/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-cli-private.h"

#include <string.h>

/* {"command":"task submit","args":["CASE","--answer","nothing"]}; PROJECT is left out. */
static gboolean
run_one (CsCli *cli, CsProject *project, const char *line, int *ret_code, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (CsJson) json = cs_json_parse_text (line, strlen (line), 1024 * 1024, &trouble);
  if (json == NULL) {
    /* Its line 1 is ours, which the caller says. */
    static const char first[] = "line 1, ";
    gsize skip = g_str_has_prefix (trouble->message, first) ? strlen (first) : 0;
    return cs_fail (error, trouble->code, "%s", trouble->message + skip);
  }
  const char *command = cs_json_get_string (json, "command");
  const CsJson *args = cs_json_get (json, "args");
  if (command == NULL || command[0] == '\0')
    return cs_fail (error, CS_ERROR_INVALID, "a line is {\"command\":\"...\",\"args\":[...]}");
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) head = g_strsplit (command, " ", 4);
  for (guint i = 0; head[i] != NULL; i++)
    g_ptr_array_add (words, g_strdup (head[i]));
  for (guint i = 0; i < cs_json_length (args); i++) {
    const char *word = cs_json_string (cs_json_at (args, i));
    if (word == NULL)
      return cs_fail (error, CS_ERROR_INVALID, "args[%u] is no text", i);
    g_ptr_array_add (words, g_strdup (word));
  }
  if (strcmp (head[0], "run") == 0 || strcmp (head[0], "new") == 0)
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" cannot stand inside \"run\"", head[0]);
  *ret_code = cs_cli_run_line (cs_cli_host (cli), project, cs_cli_handle (cli), (int)words->len,
                               (const char *const *)words->pdata);
  return TRUE;
}

static gboolean
run (CsCli *cli, GError **error)
{
  const CsCliHost *host = cs_cli_host (cli);
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  gint64 number = 0, lines = 0, failed = 0;
  char *next = NULL;
  if (project == NULL)
    return FALSE;
  while (!g_cancellable_is_cancelled (host->cancellable) &&
         (next = host->read_line (host->data)) != NULL) {
    g_autofree char *line = g_strstrip (next);
    GError *trouble = NULL;
    int code = 2;
    number++;
    if (line[0] == '\0')
      continue;
    lines++;
    if (!run_one (cli, project, line, &code, &trouble)) {
      g_prefix_error (&trouble, "line %" G_GINT64_FORMAT ": ", number);
      code = cs_cli_refuse_line (host, project, "run", trouble);
    }
    failed += code != 0;
  }
  cs_json_put_int (cs_cli_data (cli), "failed", failed);
  cs_json_put_int (cs_cli_data (cli), "lines", lines);
  if (failed > 0)
    cs_cli_say_no (cli);
  return TRUE;
}

static const CsCliAction actions[] = {
  { NULL, "PROJECT", "read one JSON command a line, all in one sitting", NULL, 1, 1, run },
};

const CsCommand cs_command_run = { "run", actions, G_N_ELEMENTS (actions) };
