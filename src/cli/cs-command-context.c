/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-context.h"
#include "cs-project-context.h"

#include <string.h>

static gboolean
run_show (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  g_autoptr (CsDecoder) decoder =
      row != NULL ? cs_decoder_new (cs_cli_host (cli)->decoder, error) : NULL;
  g_autoptr (GPtrArray) rows =
      decoder != NULL ? cs_context_open (project, decoder, &row->gid, error) : NULL;
  if (rows == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "context", list);
  for (guint i = 0; i < rows->len; i++) {
    const CsContextRow *one = rows->pdata[i];
    CsJson *json = cs_json_new_object ();
    cs_json_put_string (json, "part", one->part);
    cs_json_put_string (json, "text", one->text);
    cs_json_append (list, json);
    g_auto (GStrv) lines = g_strsplit (one->text, "\n", -1);
    for (guint k = 0; lines[k] != NULL; k++)
      cs_cli_print (cli, "%-8s %s", k == 0 ? one->part : "", g_strchomp (lines[k]));
  }
  if (rows->len == 0)
    cs_cli_print (cli, "Of \"%s\" nothing that is allowed is known.", row->title);
  return TRUE;
}

static gboolean
run_add (CsCli *cli, GError **error)
{
  g_autoptr (GBytes) bytes = cs_cli_read_file (cs_cli_argument (cli, 3), error);
  CsProject *project = bytes != NULL ? cs_cli_project (cli, CS_STORE_WRITE, error) : NULL;
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = cs_context_clean_text (data, size, error);
  if (text == NULL) {
    g_prefix_error (error, "%s: ", cs_cli_argument (cli, 3));
    return FALSE;
  }
  if (!cs_project_add_context (project, &row->gid, cs_cli_argument (cli, 2), text, error))
    return FALSE;
  cs_cli_print (cli, "\"%s\" has this beside it now: %s.", row->title, cs_cli_argument (cli, 2));
  return TRUE;
}

static gboolean
run_allow (CsCli *cli, GError **error)
{
  const char *words = cs_cli_argument (cli, 1);
  g_auto (GStrv) parts = g_strsplit (strcmp (words, "none") == 0 ? "" : words, ",", -1);
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL || !cs_project_allow_context (project, (const char *const *)parts,
                                                    cs_cli_option (cli, "note"), error))
    return FALSE;
  cs_cli_print (cli, "Readers may read of a case: %s.", words);
  return TRUE;
}

static const CsCliOption options[] = {
  { "note", "TEXT", "why, for who reads the versions of the labels" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "show", "PROJECT CASE",
    "what the rules allow to be read of a case; that you read it is recorded", NULL, 2, 2,
    run_show },
  { "add", "PROJECT CASE PART FILE",
    "put a text about the patient beside a case: its age, sex, study, reason, history or report",
    NULL, 4, 4, run_add },
  { "allow", "PROJECT PART[,PART]|none",
    "let age, sex, study, reason, history, report be read: publishes the labels with it", options,
    2, 2, run_allow },
};

const CsCommand cs_command_context = { "context", actions, G_N_ELEMENTS (actions) };
