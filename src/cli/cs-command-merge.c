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
  if (report.sittings == 0 && report.events == 0)
    cs_cli_print (cli, "The other copy has nothing that this one lacks.");
  else
    cs_cli_print (cli, "%s %" G_GINT64_FORMAT " %s with %" G_GINT64_FORMAT " %s.",
                  dry_run ? "Would bring in" : "Brought in", report.sittings,
                  report.sittings == 1 ? "sitting" : "sittings", report.events,
                  report.events == 1 ? "act" : "acts");
  if (report.unrecognised > 0 && dry_run)
    cs_cli_print (cli, "%" G_GINT64_FORMAT " %s of the project would not count.",
                  report.unrecognised, report.unrecognised == 1 ? "act" : "acts");
  else if (report.unrecognised > 0)
    cs_cli_print (cli,
                  "%" G_GINT64_FORMAT " %s of the project %s not count; \"history\" says which and "
                  "why.",
                  report.unrecognised, report.unrecognised == 1 ? "act" : "acts",
                  report.unrecognised == 1 ? "does" : "do");
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
