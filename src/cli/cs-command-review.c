/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

static gboolean
decision_ok (const char *word, GError **error)
{
  static const char *const words[] = { "accept", "correct", "send-back", "reject", NULL };
  if (word != NULL && g_strv_contains (words, word))
    return TRUE;
  g_autofree char *slip = word != NULL ? g_strdup_printf ("\"%s\" is no decision; ", word) : NULL;
  return cs_fail (error, CS_ERROR_INVALID, "%ssay --decision accept, correct, send-back or reject",
                  slip != NULL ? slip : "");
}

static gboolean
run (CsCli *cli, GError **error)
{
  CsDecision decision = {
    .decision = cs_cli_option (cli, "decision"),
    .category = cs_cli_option (cli, "category"),
    .severity = cs_cli_option (cli, "severity"),
    .clause = cs_cli_option (cli, "clause"),
    .reason = cs_cli_option (cli, "reason"),
  };
  if (!decision_ok (decision.decision, error))
    return FALSE;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (!cs_project_decide (project, &row->gid, &decision, error))
    return cs_cli_refused (row, error);
  char hex[CS_GID_HEX + 1];
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) after =
      cs_project_find_case (project, &reader, cs_gid_to_hex (&row->gid, hex), error);
  if (after == NULL)
    return FALSE;
  cs_json_put_gid (cs_cli_data (cli), "case", &row->gid);
  cs_json_put_string (cs_cli_data (cli), "stage", after->stage);
  cs_json_put_string (cs_cli_data (cli), "state", after->state);
  cs_cli_print (cli, "\"%s\": %s", after->title, after->state);
  return TRUE;
}

static const CsCliOption options[] = {
  { "decision", "DECISION", "accept, correct (takes your draft), send-back, reject" },
  { "category", "WORD", "missed, extra, label, boundary, attribute, other" },
  { "severity", "WORD", "minor, major, critical" },
  { "clause", "ID", "the guideline clause it rests on" },
  { "reason", "TEXT", "why; needed unless you accept or correct" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT CASE --decision DECISION [--reason TEXT]", "decide on a submitted case", options,
    2, 2, run },
};

const CsCommand cs_command_review = { "review", actions, G_N_ELEMENTS (actions) };
