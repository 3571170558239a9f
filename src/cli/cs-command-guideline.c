/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

static gboolean
run_publish (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL || !cs_cli_publish_guideline (cli, project, cs_cli_argument (cli, 1),
                                                    cs_cli_option (cli, "note"), error))
    return FALSE;
  return TRUE;
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  return cs_cli_list_documents (cli, "guideline", error);
}

static const CsCliOption options[] = {
  { "note", "TEXT", "what changed and why" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "publish", "PROJECT FILE [--note TEXT]", "make the Markdown FILE the guideline in force",
    options, 2, 2, run_publish },
  { "list", "PROJECT", "its versions", NULL, 1, 1, run_list },
};

const CsCommand cs_command_guideline = { "guideline", actions, G_N_ELEMENTS (actions) };
