/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

static gboolean
run (CsCli *cli, GError **error)
{
  CsMergeReport report;
  gboolean dry_run = cs_cli_option (cli, "dry-run") != NULL;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL || !cs_project_merge (project, cs_cli_argument (cli, 1), dry_run, &report,
                                            cs_cli_problems (cli), error))
    return FALSE;
  CsJson *data = cs_cli_data (cli);
  cs_json_put_int (data, "blobs", report.blobs);
  cs_json_put_bool (data, "dry_run", dry_run);
  cs_json_put_int (data, "events", report.events);
  cs_json_put_int (data, "objects", report.objects);
  cs_json_put_int (data, "people", report.people);
  cs_json_put_int (data, "signed_lost", report.signed_lost);
  cs_json_put_int (data, "sittings", report.sittings);
  cs_json_put_int (data, "unrecognised", report.unrecognised);
  cs_cli_print (cli, "%s %" G_GINT64_FORMAT " sittings with %" G_GINT64_FORMAT " acts.",
                dry_run ? "Would bring in" : "Brought in", report.sittings, report.events);
  if (report.unrecognised > 0)
    cs_cli_print (cli,
                  "%" G_GINT64_FORMAT " acts of the project do not count; \"verify\" says "
                  "which and why.",
                  report.unrecognised);
  if (report.signed_lost > 0)
    cs_cli_say_no (cli);
  return TRUE;
}

static const CsCliOption options[] = {
  { "dry-run", NULL, "only say what would happen" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT OTHER [--dry-run]", "bring in what happened in another copy", options, 2, 2,
    run },
};

const CsCommand cs_command_merge = { "merge", actions, G_N_ELEMENTS (actions) };
