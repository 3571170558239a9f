/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-import-preview.h"
#include "cs-intake-stopped.h"

static gboolean
read_options (CsCli *cli, const char *const *paths, CsIntakeOptions *ret_options, GError **error)
{
  const char *by = cs_cli_option (cli, "case"), *context = cs_cli_option (cli, "context");
  CsIntakeOptions options = { .paths = paths,
                              .link = cs_cli_option (cli, "link") != NULL,
                              .as_text = cs_cli_option (cli, "text") != NULL,
                              .encoding = cs_cli_option (cli, "encoding"),
                              .look = cs_cli_option (cli, "dry-run") != NULL };
  if (by != NULL && !cs_case_by_from_nick (by, &options.case_by)) {
    options.case_by = CS_CASE_BY_CSV;
    options.csv = by;
  }
  if (options.csv != NULL && !g_file_test (options.csv, G_FILE_TEST_EXISTS))
    return cs_fail (error, CS_ERROR_NOT_FOUND,
                    "--case %s: this is none of item, study, patient, folder and stem, and there "
                    "is no CSV file of that name",
                    options.csv);
  options.context_by = CS_CONTEXT_BY_TABLE;
  if (context != NULL && !cs_context_by_from_nick (context, &options.context_by))
    return cs_fail (error, CS_ERROR_INVALID,
                    "--context %s: this is none of none, table, stem and folder", context);
  *ret_options = options;
  return TRUE;
}

static CsJson *
reasons_json (const CsIntakeReport *report)
{
  CsJson *json = cs_json_new_object ();
  GHashTableIter iter;
  gpointer code, count;
  g_hash_table_iter_init (&iter, report->reasons);
  while (g_hash_table_iter_next (&iter, &code, &count))
    cs_json_put_int (json, code, GPOINTER_TO_UINT (count));
  return json;
}

static char *
count_of (gint64 n, const char *what)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s%s", n, what, n == 1 ? "" : "s");
}

static void
say_report (CsCli *cli, const CsIntakeReport *report)
{
  CsJson *data = cs_cli_data (cli);
  CsJson *reasons = reasons_json (report);
  cs_json_put_int (data, "files", report->files);
  cs_json_put_int (data, "items", report->items);
  cs_json_put_int (data, "cases", report->cases);
  cs_json_put_int (data, "parts", report->parts);
  cs_json_put_int (data, "bytes", report->bytes);
  cs_json_put_int (data, "duplicates", report->duplicates);
  cs_json_put_int (data, "found_again", report->found_again);
  cs_json_put_int (data, "continued", report->continued);
  cs_json_put_int (data, "reports", report->reports);
  cs_json_put_int (data, "words", report->words);
  cs_json_put_int (data, "went_on", report->went_on);
  cs_json_put_int (data, "quarantined", report->quarantined);
  cs_json_put_string (data, "note", report->note);
  cs_json_put_bool (data, "dry_run", report->plan != NULL);
  g_autofree char *items = count_of (report->items, "item");
  g_autofree char *cases = count_of (report->cases, "case");
  g_autofree char *files = count_of (report->parts, "file");
  cs_cli_print (cli, "%s %s in %s from %s.", report->plan != NULL ? "Would import" : "Imported",
                items, cases, files);
  if (report->reports > 0)
    cs_cli_print (cli, "%s beside a case, as its report: %" G_GINT64_FORMAT ".",
                  report->plan != NULL ? "Would put" : "Put", report->reports);
  if (report->words > 0)
    cs_cli_print (cli, "%s beside a case, out of the table: %" G_GINT64_FORMAT ".",
                  report->plan != NULL ? "Would put" : "Put", report->words);
  if (report->duplicates > 0)
    cs_cli_print (cli, "Already there, stored once: %" G_GINT64_FORMAT ".", report->duplicates);
  if (report->went_on > 0)
    cs_cli_print (cli, "Stored before it was stopped, not read again: %" G_GINT64_FORMAT ".",
                  report->went_on);
  if (report->found_again > 0)
    cs_cli_print (cli, "Not where they were, and found again: %" G_GINT64_FORMAT ".",
                  report->found_again);
  if (report->continued > 0)
    cs_cli_print (cli,
                  "Of series that were there in part: %" G_GINT64_FORMAT " (see the warnings).",
                  report->continued);
  if (report->quarantined > 0)
    cs_cli_print (cli, "Left out: %" G_GINT64_FORMAT ".", report->quarantined);
  for (guint i = 0; i < cs_json_length (reasons); i++)
    cs_cli_print (cli, "  %s: %" G_GINT64_FORMAT, cs_json_key_at (reasons, i),
                  cs_json_int (cs_json_member_at (reasons, i)));
  if (report->plan != NULL) {
    cs_import_preview (cli, report->plan);
    cs_cli_print (cli, "Nothing was stored.");
  } else if (report->items > 0)
    cs_cli_print (cli, "%s", report->note);
  cs_json_put (data, "reasons", reasons);
}

static gboolean
import (CsCli *cli, const CsIntakeOptions *options, GError **error)
{
  g_autoptr (CsIntakeReport) report = NULL;
  CsProject *project = options->look ? cs_cli_member_project (cli, error)
                                     : cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsDecoder) decoder =
      project != NULL ? cs_decoder_new (cs_cli_host (cli)->decoder, error) : NULL;
  if (decoder == NULL)
    return FALSE;
  if (!cs_decoder_is_sandboxed (decoder))
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "unsupported", NULL,
                     "this kernel does not let the decoder give up its rights; import only files "
                     "that you trust");
  if (!cs_intake_run (project, options, decoder, NULL, NULL, cs_cli_host (cli)->cancellable,
                      &report, cs_cli_problems (cli), error))
    return FALSE;
  say_report (cli, report);
  if (report->files == 0 && report->quarantined == 0) {
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "not-found", NULL,
                     "there is no file to bring in at the places named");
    cs_cli_say_no (cli);
  }
  if (report->quarantined > 0 || report->continued > 0)
    cs_cli_say_no (cli);
  return TRUE;
}

static gboolean
forget (CsCli *cli, const CsIntakeStopped *stopped, GError **error)
{
  if (!cs_intake_forget (cs_cli_project (cli, CS_STORE_WRITE, error), error))
    return FALSE;
  cs_json_put_int (cs_cli_data (cli), "forgotten", stopped->done);
  cs_cli_print (cli, "Forgotten: %s, of which %" G_GINT64_FORMAT " files were stored.",
                stopped->name, stopped->done);
  return TRUE;
}

/* What was killed before: goes on with it, or forgets it. */
static gboolean
run_stopped (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsIntakeStopped) stopped = project != NULL ? cs_intake_stopped_new (project) : NULL;
  if (project == NULL)
    return FALSE;
  if (cs_cli_n_arguments (cli) > 1)
    return cs_fail (error, CS_ERROR_INVALID,
                    "--continue and --forget are about an import that was stopped, and take no "
                    "files");
  if (stopped == NULL)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "no import of yours was stopped in this project");
  if (cs_cli_option (cli, "forget") != NULL)
    return forget (cli, stopped, error);
  return import (cli, &stopped->options, error);
}

static gboolean
run (CsCli *cli, GError **error)
{
  if (cs_cli_option (cli, "continue") != NULL || cs_cli_option (cli, "forget") != NULL)
    return run_stopped (cli, error);
  if (cs_cli_n_arguments (cli) < 2)
    return cs_fail (error, CS_ERROR_INVALID,
                    "name the files and folders to bring in, or say --continue");
  guint n = cs_cli_n_arguments (cli) - 1;
  g_autofree const char **paths = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    paths[i] = cs_cli_argument (cli, i + 1);
  CsIntakeOptions options;
  return read_options (cli, paths, &options, error) && import (cli, &options, error);
}

static const CsCliOption options[] = {
  { "case", "BY",
    "what forms a case: item (default), study, patient, folder, stem, or a CSV file "
    "with the columns path,case (and, where you like, age,sex,study,reason,history,report)" },
  { "context", "BY",
    "what is put beside a case as its clinical context and is no case of its own: none, table "
    "(default: what the table says, \"report\" being the path of a text), stem (and texts in the "
    "folder of a picture and with its name, as its report), folder (and texts in or above the "
    "folder of the pictures of one case)" },
  { "link", NULL,
    "remember where the files lie instead of copying them; those that were linked and have moved "
    "since are found again" },
  { "text", NULL, "take what is no picture as text, whatever its name" },
  { "encoding", "NAME", "of texts that are neither UTF-8 nor marked: windows-1252, latin1, ..." },
  { "dry-run", NULL,
    "only say what would come in: patients, studies, items and cases, what is there already, what "
    "would be left out and why; nothing is stored" },
  { "continue", NULL,
    "go on with an import that was killed, without reading again what is stored; the same command "
    "once more does that, too" },
  { "forget", NULL, "give back the room of what such an import stored" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL,
    "PROJECT PATH... [--case BY] [--context BY] [--link] [--text] [--encoding NAME] [--dry-run] | "
    "--continue | "
    "--forget",
    "add pictures, DICOM and texts from files, folders and archives", options, 1, CS_CLI_ANY, run },
};

const CsCommand cs_command_import = { "import", actions, G_N_ELEMENTS (actions) };
