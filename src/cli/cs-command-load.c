/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-load.h"

static gboolean
read_order (CsCli *cli, CsLoad *ret_load, GError **error)
{
  const char *id = cs_cli_option (cli, "format"), *into = cs_cli_option (cli, "into");
  if (id == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "say what the files are with --format; \"help load\" lists the formats");
  ret_load->format = cs_format_find (id, error);
  ret_load->suggest = g_strcmp0 (into, "suggestion") == 0;
  ret_load->model = cs_cli_option (cli, "model");
  if (ret_load->format == NULL)
    return FALSE;
  if (into != NULL && !ret_load->suggest && g_strcmp0 (into, "draft") != 0)
    return cs_fail (error, CS_ERROR_INVALID, "--into %s: use draft or suggestion", into);
  return ret_load->model == NULL || ret_load->suggest ||
         cs_fail (error, CS_ERROR_INVALID, "--model goes with --into suggestion only");
}

#define MAX_SHOWN 10

static void
list_cases (CsCli *cli, const CsLoadCounts *counts)
{
  CsJson *list = cs_json_new_array ();
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 3, 1);
  for (guint i = 0; i < counts->touched->len; i++) {
    const CsLoadCase *one = counts->touched->pdata[i];
    CsJson *json = cs_json_new_object ();
    char hex[CS_GID_HEX + 1];
    cs_json_put_int (json, "answers", one->answers);
    cs_json_put_gid (json, "case", &one->gid);
    cs_json_put_int (json, "marks", one->marks);
    cs_json_put_string (json, "title", one->title);
    cs_json_append (list, json);
    if (i >= MAX_SHOWN)
      continue;
    g_autofree char *id =
        g_strdup_printf ("  %.*s", CS_CLI_SHORT_ID, cs_gid_to_hex (&one->gid, hex));
    g_autofree char *got =
        g_strdup_printf ("%u %s, %u %s", one->marks, one->marks == 1 ? "mark" : "marks",
                         one->answers, one->answers == 1 ? "answer" : "answers");
    cs_cli_table_add (table, id, one->title, got);
  }
  cs_cli_table_print (table);
  if (counts->touched->len > MAX_SHOWN)
    cs_cli_print (cli, "  and %u more; \"--json\" lists all", counts->touched->len - MAX_SHOWN);
  cs_json_put (cs_cli_data (cli), "into_cases", list);
}

static void
report (CsCli *cli, const CsLoad *load, const CsLoadCounts *counts)
{
  CsJson *data = cs_cli_data (cli);
  cs_json_put_int (data, "already", (gint64)counts->already);
  cs_json_put_int (data, "answers", (gint64)counts->loaded_answers);
  cs_json_put_int (data, "cases", counts->cases);
  cs_json_put_int (data, "found_items", (gint64)counts->items);
  cs_json_put_int (data, "found_marks", (gint64)counts->marks);
  cs_json_put_string (data, "into", load->suggest ? "suggestion" : "draft");
  cs_json_put_int (data, "left_out", (gint64)counts->left_out);
  cs_json_put_int (data, "marks", (gint64)counts->loaded_marks);
  cs_cli_print (
      cli, "Loaded %" G_GUINT64_FORMAT " %s and %" G_GUINT64_FORMAT " %s into the %s of %u %s.",
      counts->loaded_marks, counts->loaded_marks == 1 ? "mark" : "marks", counts->loaded_answers,
      counts->loaded_answers == 1 ? "answer" : "answers", load->suggest ? "suggestions" : "drafts",
      counts->cases, counts->cases == 1 ? "case" : "cases");
  list_cases (cli, counts);
  if (counts->already > 0)
    cs_cli_print (cli, "%" G_GUINT64_FORMAT " %s there already.", counts->already,
                  counts->already == 1 ? "was" : "were");
  if (counts->left_out > 0)
    cs_cli_print (cli, "%" G_GUINT64_FORMAT " left out; see below.", counts->left_out);
}

static gboolean
run_load (CsCli *cli, GError **error)
{
  CsLoad load = { 0 };
  g_auto (CsLoadCounts) counts = { 0 };
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  for (guint i = 1; i < cs_cli_n_arguments (cli); i++)
    g_ptr_array_add (paths, (gpointer)cs_cli_argument (cli, i));
  g_ptr_array_add (paths, NULL);
  load.paths = (const char *const *)paths->pdata;
  if (!read_order (cli, &load, error))
    return FALSE;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL || !cs_load (project, &load, cs_cli_problems (cli),
                                   cs_cli_host (cli)->cancellable, &counts, error))
    return FALSE;
  report (cli, &load, &counts);
  if (counts.left_out > 0)
    cs_cli_say_no (cli);
  return TRUE;
}

static const CsCliOption options[] = {
  { "format", "FORMAT", "what the files are: coco, jsonl" },
  { "into", "WHERE", "draft (yours, the default) or suggestion (beside the cases)" },
  { "model", "NAME", "who suggests; with --into suggestion" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT --format FORMAT PATH...",
    "marks of files into your drafts, or as suggestions; what fits no item or label is said and "
    "left out",
    options, 2, CS_CLI_ANY, run_load },
};

const CsCommand cs_command_load = { "load", actions, G_N_ELEMENTS (actions) };
