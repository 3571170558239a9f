/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

/* Damage is an answer, not a failure of the command. */
static gboolean
verify (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  return project != NULL && cs_project_verify (project, TRUE, cs_cli_problems (cli),
                                               cs_cli_host (cli)->cancellable, error);
}

static gboolean
run (CsCli *cli, GError **error)
{
  GPtrArray *problems = cs_cli_problems (cli);
  g_autoptr (GError) found = NULL;
  gboolean sound = verify (cli, &found);
  if (!sound && !g_error_matches (found, CS_ERROR, CS_ERROR_CORRUPT)) {
    const char *path = cs_cli_argument (cli, 0);
    if (g_str_has_suffix (path, ".zip") || g_file_test (path, G_FILE_TEST_IS_DIR))
      return cs_fail (error, CS_ERROR_INVALID,
                      "%s: this is no project; a release is checked with \"release verify\"", path);
    g_propagate_error (error, g_steal_pointer (&found));
    return FALSE;
  }
  if (!sound)
    cs_problems_add_error (problems, CS_SEVERITY_ERROR, NULL, found);
  for (guint i = 0; i < problems->len; i++)
    sound = sound && ((CsProblem *)problems->pdata[i])->severity == CS_SEVERITY_INFO;
  cs_json_put_bool (cs_cli_data (cli), "sound", sound);
  cs_cli_print (cli, sound ? "Nothing was changed: every record, seal and signature fits."
                           : "Not everything fits; see below.");
  if (!sound)
    cs_cli_say_no (cli);
  return TRUE;
}

static const CsCliAction actions[] = {
  { NULL, "PROJECT", "recompute every hash, seal and signature", NULL, 1, 1, run },
};

const CsCommand cs_command_verify = { "verify", actions, G_N_ELEMENTS (actions) };
