/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-export.h"

#include <string.h>

/* On the screen before a byte is written; with --json they stand in the answer. */
static void
say_losses (CsCli *cli, const CsExport *export, const CsFormat *format)
{
  gboolean json = cs_cli_option (cli, "json") != NULL;
  g_autoptr (GPtrArray) mine = cs_problems_new ();
  GPtrArray *problems = json ? cs_cli_problems (cli) : mine;
  cs_export_losses (export, format, problems);
  for (guint i = 0; i < mine->len; i++) {
    const CsProblem *problem = mine->pdata[i];
    cs_cli_print (cli, "%s: %s%s%s", cs_severity_nick (problem->severity),
                  problem->location != NULL ? problem->location : "",
                  problem->location != NULL ? ": " : "", problem->message);
  }
}

static void
report (CsCli *cli, const CsExport *export, const CsFormat *format, gboolean dry_run)
{
  CsJson *data = cs_cli_data (cli);
  CsJson *states = cs_json_new_object ();
  GHashTableIter iter;
  gpointer state, count;
  guint64 marks = cs_dataset_count_marks (export->chosen);
  g_hash_table_iter_init (&iter, export->states);
  while (g_hash_table_iter_next (&iter, &state, &count))
    cs_json_put_int (states, state, GPOINTER_TO_UINT (count));
  cs_json_put_int (data, "cases", export->cases->len);
  cs_json_put_bool (data, "dry_run", dry_run);
  cs_json_put_string (data, "format", format->id);
  cs_json_put_int (data, "items", export->chosen->items->len);
  cs_json_put_int (data, "marks", (gint64)marks);
  cs_json_put_string (data, "state", cs_export_least_nick (export->least));
  cs_json_put (data, "states", states);
  cs_cli_print (cli, "%s %u %s with %" G_GUINT64_FORMAT " %s to %s.",
                dry_run ? "Would export" : "Exported", export->chosen->items->len,
                export->chosen->items->len == 1 ? "item" : "items", marks,
                marks == 1 ? "mark" : "marks", cs_cli_option (cli, "to"));
  if (export->controls == 0)
    return;
  cs_json_put_int (data, "controls_left_out", export->controls);
  cs_cli_print (cli, "Left out: %u control %s, of which only leads and auditors are told.",
                export->controls, export->controls == 1 ? "case" : "cases");
}

static gboolean
run_export (CsCli *cli, GError **error)
{
  const char *id = cs_cli_option (cli, "format"), *to = cs_cli_option (cli, "to");
  const char *state = cs_cli_option (cli, "state");
  gboolean dry_run = cs_cli_option (cli, "dry-run") != NULL;
  CsExportLeast least = CS_EXPORT_SIGNED;
  if (id == NULL || to == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "say what to write with --format and where with --to");
  const CsFormat *format = cs_format_find (id, error);
  if (format == NULL || (state != NULL && !cs_export_least_from_nick (state, &least, error)))
    return FALSE;
  CsProject *project = cs_cli_member_project (cli, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  GCancellable *cancellable = cs_cli_host (cli)->cancellable;
  g_autoptr (CsExport) export = cs_export_new (project, &reader, least, cancellable, error);
  if (export == NULL)
    return FALSE;
  if (export->chosen->items->len == 0)
    return cs_fail (error, CS_ERROR_DENIED,
                    "no case is %s; \"status\" says where the cases stand, and --state lets less "
                    "finished ones out",
                    least == CS_EXPORT_ANY ? "submitted" : cs_export_least_nick (least));
  say_losses (cli, export, format);
  if (!dry_run && !cs_export_write (export, format, to, cancellable, error))
    return FALSE;
  report (cli, export, format, dry_run);
  return TRUE;
}

static const CsCliOption options[] = {
  { "dry-run", NULL, "only say what would go out and what the format cannot carry" },
  { "format", "FORMAT", "what to write: coco, jsonl" },
  { "state", "WORD", "signed (default), accepted, submitted or any" },
  { "to", "FOLDER", "a new or empty folder" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT --format FORMAT --to FOLDER",
    "write signed cases in another format, with items.jsonl for the state of every item", options,
    1, 1, run_export },
};

const CsCommand cs_command_export = { "export", actions, G_N_ELEMENTS (actions) };
