/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-project-desk.h"
#include "cs-project-workflows.h"

#include <string.h>

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

/* "MARK=CATEGORY" or "MARK=CATEGORY:TEXT". */
static CsRemark *
parse_rejected (const char *line, GError **error)
{
  guint64 mark = 0;
  g_auto (GStrv) ends = g_strsplit (line, "=", 2);
  if (ends[0] == NULL || ends[1] == NULL ||
      !g_ascii_string_to_unsigned (ends[0], 10, 1, (guint64)CS_JSON_MAX_INT, &mark, NULL)) {
    cs_fail (error, CS_ERROR_INVALID, "\"%s\" is not MARK=CATEGORY[:TEXT]", line);
    return NULL;
  }
  g_auto (GStrv) words = g_strsplit (ends[1], ":", 2);
  CsRemark *remark = g_new0 (CsRemark, 1);
  remark->mark = mark;
  remark->part = remark->frame = -1;
  remark->category = g_strdup (words[0] != NULL ? words[0] : "");
  if (words[0] != NULL && words[1] != NULL)
    remark->text = g_strdup (g_strstrip (words[1]));
  return remark;
}

static GPtrArray *
rejected_of (CsCli *cli, GError **error)
{
  const char *given = cs_cli_option (cli, "rejected");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_remark_free);
  g_auto (GStrv) lines = g_strsplit (given != NULL ? given : "", "\n", 0);
  for (guint i = 0; lines[i] != NULL; i++) {
    CsRemark *remark = parse_rejected (lines[i], error);
    if (remark == NULL)
      return NULL;
    g_ptr_array_add (list, remark);
  }
  return g_steal_pointer (&list);
}

/* Where the case would go; nothing is decided. */
static gboolean
foresee (CsCli *cli, CsProject *project, const CsCaseRow *row, const char *decision, GError **error)
{
  g_autoptr (CsForesight) there = cs_project_foresee (project, &row->gid, decision, error);
  if (there == NULL)
    return cs_cli_refused (row, error);
  cs_json_put_bool (cs_cli_data (cli), "blocked", there->blocked);
  cs_json_put_gid (cs_cli_data (cli), "case", &row->gid);
  cs_json_put_string (cs_cli_data (cli), "sentence", there->sentence);
  cs_json_put_string (cs_cli_data (cli), "stage", there->stage);
  cs_cli_print (cli, "\"%s\": %s", row->title, there->sentence);
  if (there->blocked)
    cs_cli_say_no (cli);
  return TRUE;
}

/* Each may be done; what the workflow of the case asks for is said. */
static void
warn_route (CsCli *cli, CsRoute route, const CsDecision *decision)
{
  gboolean back = strcmp (decision->decision, "send-back") == 0;
  gboolean correct = strcmp (decision->decision, "correct") == 0;
  if ((back && route == CS_ROUTE_CORRECT) || (correct && route == CS_ROUTE_SEND_BACK))
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "route", NULL,
                     "the workflow of the case asks that what is %s is %s", decision->severity,
                     back ? "put right (--decision correct)" : "sent back (--decision send-back)");
}

/* What the correction says of items goes into the draft, like its marks. */
static gboolean
answer (CsCli *cli, CsProject *project, const CsCaseRow *row, GError **error)
{
  g_autoptr (CsMarkEdit) answers = NULL;
  return cs_cli_answers (cli, project, &row->gid, &answers, error) &&
         (answers == NULL || cs_project_edit_draft (project, &row->gid, answers, error) ||
          cs_cli_refused (row, error));
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
  if (cs_cli_option (cli, "answer") != NULL && strcmp (decision.decision, "correct") != 0)
    return cs_fail (error, CS_ERROR_INVALID, "--answer goes with --decision correct only");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (cs_cli_option (cli, "dry-run") != NULL)
    return foresee (cli, project, row, decision.decision, error);
  g_autoptr (GPtrArray) rejected = rejected_of (cli, error);
  if (rejected == NULL)
    return FALSE;
  decision.rejected = (const CsRemark *const *)rejected->pdata;
  decision.n_rejected = rejected->len;
  CsRoute route = CS_ROUTE_FREE; /* by the workflow that it runs under until then */
  if (!cs_project_route (project, &row->gid, decision.severity, &route, error))
    return FALSE;
  if (strcmp (decision.decision, "correct") == 0 &&
      (!answer (cli, project, row, error) || !cs_cli_warn_unusual (cli, project, row, error)))
    return FALSE;
  if (!cs_project_decide (project, &row->gid, &decision, error))
    return cs_cli_refused (row, error);
  warn_route (cli, route, &decision);
  char hex[CS_GID_HEX + 1];
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) after =
      cs_project_find_case (project, &reader, cs_gid_to_hex (&row->gid, hex), error);
  if (after == NULL ||
      !cs_project_warn_unread (project, &row->gid, 1, cs_cli_problems (cli), error))
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
  { "answer", "[ITEM=]ANSWER[:TEXT]",
    "with correct: nothing, not-assessable, equivocal or none, of the items without marks or of "
    "one; may be given again" },
  { "rejected", "MARK=CATEGORY[:TEXT]", "a mark that you do not accept; may be given again" },
  { "dry-run", NULL, "only say where the case would go" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT CASE --decision DECISION [--reason TEXT] [--dry-run]",
    "decide on a submitted case", options, 2, 2, run },
};

const CsCommand cs_command_review = { "review", actions, G_N_ELEMENTS (actions) };
