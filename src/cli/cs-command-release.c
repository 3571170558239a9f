/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-project-control.h"
#include "cs-release-verify.h"
#include "cs-release.h"

#include <string.h>

static const char *
plural (guint64 n, const char *one, const char *many)
{
  return n == 1 ? one : many;
}

/* --- cut --- */

/* "coco,jsonl" as formats, ended by NULL; NULL with ERROR for an unknown one. */
static GPtrArray *
read_formats (const char *list, GError **error)
{
  g_autoptr (GPtrArray) formats = g_ptr_array_new ();
  g_auto (GStrv) ids = g_strsplit (list, ",", -1);
  for (guint i = 0; ids[i] != NULL; i++) {
    const CsFormat *format = cs_format_find (g_strstrip (ids[i]), error);
    if (format == NULL)
      return NULL;
    g_ptr_array_add (formats, (gpointer)format);
  }
  g_ptr_array_add (formats, NULL);
  return g_steal_pointer (&formats);
}

static gboolean
run_cut (CsCli *cli, GError **error)
{
  const char *list = cs_cli_option (cli, "format");
  CsReleaseOrder order = { .name = cs_cli_argument (cli, 1),
                           .with_sources = cs_cli_option (cli, "with-sources") != NULL };
  CsReleaseCounts counts;
  g_autoptr (GPtrArray) formats = list != NULL ? read_formats (list, error) : NULL;
  if (list != NULL && formats == NULL)
    return FALSE;
  order.formats = formats != NULL ? (const CsFormat *const *)formats->pdata : NULL;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL || !cs_release_may_cut (project, order.name, error) ||
      !cs_cli_unlock (cli, project, error) ||
      !cs_release_cut (project, &order, cs_cli_problems (cli), cs_cli_host (cli)->cancellable,
                       &counts, error))
    return FALSE;
  guint controls = 0;
  CsReader reader = cs_project_reader (project);
  if (!cs_project_count_controls (project, &reader, &controls, error))
    return FALSE;
  CsJson *data = cs_cli_data (cli);
  cs_json_put_int (data, "cases", counts.cases);
  cs_json_put_int (data, "files", counts.files);
  cs_json_put_int (data, "items", counts.items);
  cs_json_put_int (data, "marks", (gint64)counts.marks);
  cs_json_put_string (data, "name", order.name);
  cs_cli_print (cli, "Released \"%s\": %u %s, %u %s, %" G_GUINT64_FORMAT " %s.", order.name,
                counts.cases, plural (counts.cases, "case", "cases"), counts.items,
                plural (counts.items, "item", "items"), counts.marks,
                plural (counts.marks, "mark", "marks"));
  if (controls > 0) {
    cs_json_put_int (data, "controls_left_out", controls);
    cs_cli_print (cli, "Left out: %u control %s, of which only leads and auditors are told.",
                  controls, plural (controls, "case", "cases"));
  }
  cs_cli_print (cli, "\"release export\" writes it to a folder or a zip file.");
  return TRUE;
}

/* --- export and list --- */

static gboolean
run_export (CsCli *cli, GError **error)
{
  const char *name = cs_cli_argument (cli, 1), *to = cs_cli_option (cli, "to");
  if (to == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "say where to with --to FOLDER or --to FILE.zip");
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL ||
      !cs_release_export (project, name, to, cs_cli_host (cli)->cancellable, error))
    return FALSE;
  cs_json_put_string (cs_cli_data (cli), "name", name);
  cs_json_put_string (cs_cli_data (cli), "to", to);
  cs_cli_print (cli, "Wrote the release \"%s\" to %s. VERIFY.txt in it says how to check it.", name,
                to);
  return TRUE;
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_releases (project, &reader, error);
  if (rows == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "releases", list);
  for (guint i = 0; i < rows->len; i++) {
    const CsReleaseRow *row = rows->pdata[i];
    CsJson *json = cs_json_new_object ();
    g_autofree char *at = cs_time_to_rfc3339 (row->wall);
    char sums[CS_HASH_HEX + 1];
    cs_json_put_string (json, "at", at);
    cs_json_put_string (json, "by", row->by);
    cs_json_put_int (json, "files", row->n_files);
    cs_json_put_string (json, "name", row->name);
    cs_json_put_hash (json, "sums", &row->sums);
    cs_json_append (list, json);
    cs_cli_print (cli, "%s  %.16s  by %s at %s, %u files", row->name,
                  cs_hash_to_hex (&row->sums, sums), row->by, at, row->n_files);
  }
  if (rows->len == 0)
    cs_cli_print (cli, "No release yet; \"release cut\" makes one.");
  return TRUE;
}

/* --- verify --- */

/* From a folder, a zip file, or a project and the name of a release in it. */
static CsReleaseFiles *
read_files (CsCli *cli, GPtrArray **ret_roster, GError **error)
{
  const char *path = cs_cli_argument (cli, 0);
  *ret_roster = NULL;
  if (cs_cli_n_arguments (cli) == 1 && g_str_has_suffix (path, ".countersign")) {
    cs_fail (error, CS_ERROR_INVALID,
             "%s: which of its releases? \"release list\" shows them; release verify %s NAME", path,
             path);
    return NULL;
  }
  if (cs_cli_n_arguments (cli) == 1)
    return g_file_test (path, G_FILE_TEST_IS_DIR)
               ? cs_release_files_from_folder (path, cs_cli_problems (cli), error)
               : cs_release_files_from_zip (path, cs_cli_problems (cli), error);
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL)
    return NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsReleaseRow) row =
      cs_project_find_release (project, &reader, cs_cli_argument (cli, 1), error);
  if (row == NULL)
    return NULL;
  *ret_roster = cs_project_people (project, &reader, error);
  return *ret_roster != NULL ? cs_release_files_from_project (project, row, error) : NULL;
}

static void
report_keys (CsCli *cli, const CsReleaseReport *report)
{
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "keys", list);
  cs_cli_print (cli, "Signatures were checked with these keys:");
  for (guint i = 0; i < report->keys->len; i++) {
    const CsReleaseKey *key = report->keys->pdata[i];
    g_autofree char *fingerprint = cs_release_fingerprint (&key->key);
    CsJson *json = cs_json_new_object ();
    cs_json_put_int (json, "cases", key->cases);
    cs_json_put_string (json, "fingerprint", fingerprint);
    cs_json_put_string (json, "handle", key->handle);
    cs_json_put_string (json, "name", key->name);
    cs_json_put_bool (json, "releases", key->releases);
    cs_json_append (list, json);
    cs_cli_print (cli, "  %s  %s (%s): %u %s%s", fingerprint, key->handle, key->name, key->cases,
                  plural (key->cases, "case", "cases"), key->releases ? " and the release" : "");
  }
}

static void
report (CsCli *cli, const CsReleaseReport *report)
{
  CsJson *data = cs_cli_data (cli);
  cs_json_put_string (data, "by", report->by);
  cs_json_put_int (data, "cases", report->cases);
  cs_json_put_int (data, "files", report->files);
  cs_json_put_int (data, "items", report->items);
  cs_json_put_int (data, "marks", (gint64)report->marks);
  cs_json_put_string (data, "name", report->name);
  cs_json_put_string (data, "project_name", report->project_name);
  cs_json_put_bool (data, "sound", report->sound);
  cs_json_put_int (data, "sources", report->sources);
  cs_json_put_int (data, "sources_there", report->sources_there);
  cs_cli_print (cli, "Release \"%s\" of \"%s\", by %s: %u files, %u %s, %" G_GUINT64_FORMAT " %s.",
                report->name, report->project_name, report->by, report->files, report->cases,
                plural (report->cases, "case", "cases"), report->marks,
                plural (report->marks, "mark", "marks"));
  report_keys (cli, report);
  cs_cli_print (cli, report->sound
                         ? "Nothing was changed: every file, signature and signed mark fits."
                         : "Not everything fits; see below.");
}

static gboolean
run_verify (CsCli *cli, GError **error)
{
  g_autoptr (GPtrArray) roster = NULL;
  g_autoptr (CsReleaseFiles) files = read_files (cli, &roster, error);
  if (files == NULL)
    return FALSE;
  g_autoptr (CsReleaseReport) found = cs_release_verify (files, roster, cs_cli_problems (cli),
                                                         cs_cli_host (cli)->cancellable, error);
  if (found == NULL) {
    g_prefix_error (error, "%s: ", cs_cli_argument (cli, cs_cli_n_arguments (cli) - 1));
    return FALSE;
  }
  report (cli, found);
  if (!found->sound)
    cs_cli_say_no (cli);
  return TRUE;
}

static const CsCliOption cut_options[] = {
  { "format", "LIST", "further formats, separated by commas; COCO where there are pictures" },
  { "with-sources", NULL, "exports carry the source files, not only their names and SHA-256" },
  { NULL },
};

static const CsCliOption export_options[] = {
  { "to", "WHERE", "a new or empty folder, or a new file that ends in .zip" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "cut", "PROJECT NAME [--format LIST] [--with-sources]",
    "freeze the signed cases as a release and sign it", cut_options, 2, 2, run_cut },
  { "export", "PROJECT NAME --to WHERE", "write a release; the same bytes each time",
    export_options, 2, 2, run_export },
  { "list", "PROJECT", "the releases that were cut", NULL, 1, 1, run_list },
  { "verify", "PATH | PROJECT NAME", "check a release: a folder, a zip file, or one in a project",
    NULL, 1, 2, run_verify },
};

const CsCommand cs_command_release = { "release", actions, G_N_ELEMENTS (actions) };
