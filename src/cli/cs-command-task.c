/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-filter.h"
#include "cs-project-backlog.h"
#include "cs-project-bulk.h"
#include "cs-project-review.h"

#include <string.h>

static void
tell_case (CsCli *cli, const CsCaseRow *row, const char *what)
{
  char hex[CS_GID_HEX + 1];
  cs_json_put_gid (cs_cli_data (cli), "case", &row->gid);
  cs_json_put_string (cs_cli_data (cli), "stage", row->stage);
  cs_json_put_string (cs_cli_data (cli), "state", row->state);
  cs_json_put_string (cs_cli_data (cli), "title", row->title);
  cs_cli_print (cli, "%s \"%s\" (%.8s): %s", what, row->title, cs_gid_to_hex (&row->gid, hex),
                row->state);
}

/* The case as it is after the act. */
static gboolean
tell_after (CsCli *cli, CsProject *project, const CsGid *gid, const char *what, GError **error)
{
  char hex[CS_GID_HEX + 1];
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row =
      cs_project_find_case (project, &reader, cs_gid_to_hex (gid, hex), error);
  if (row != NULL)
    tell_case (cli, row, what);
  return row != NULL;
}

/* A stage, or what "tasks" calls what is to be done there. */
static gboolean
words_exist (CsProject *project, const char *stage, const char *group, GError **error)
{
  static const char *const kinds[] = { "label",     "review",    "approve", "adjudicate",
                                       "sent-back", "escalated", "agree",   NULL };
  return (stage == NULL || g_strv_contains (kinds, stage) ||
          cs_cli_stage_exists (project, stage, error)) &&
         (group == NULL || cs_cli_group_exists (project, group, error));
}

static gboolean
run_next (CsCli *cli, GError **error)
{
  const char *stage = cs_cli_option (cli, "stage"), *group = cs_cli_option (cli, "group");
  g_autoptr (GError) none = NULL;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL || !words_exist (project, stage, group, error))
    return FALSE;
  g_autoptr (CsCaseRow) row = cs_project_next_of_group (project, stage, group, &none);
  if (row == NULL && g_error_matches (none, CS_ERROR, CS_ERROR_NOT_FOUND)) {
    cs_cli_print (cli, "%c%s; \"cases\" shows where each stands.",
                  g_ascii_toupper (none->message[0]), none->message + 1);
    cs_json_put (cs_cli_data (cli), "case", cs_json_new_null ());
    cs_cli_say_no (cli);
    return TRUE;
  }
  if (row == NULL) {
    g_propagate_error (error, g_steal_pointer (&none));
    return FALSE;
  }
  tell_case (cli, row, "Yours:");
  return TRUE;
}

static gboolean
assign_one (CsCli *cli, CsProject *project, const CsPersonRow *person, GError **error)
{
  g_autoptr (CsCaseRow) row = cs_cli_case (cli, project, 1, error);
  if (row == NULL)
    return FALSE;
  return cs_project_assign_group (project, &row->gid, &person->gid, cs_cli_option (cli, "group"),
                                  error)
             ? tell_after (cli, project, &row->gid, "Assigned", error)
             : cs_cli_refused (row, error);
}

static gboolean
tell_assigned (CsCli *cli, CsProject *project, GArray *cases, const char *word, GError **error)
{
  CsJson *list = cs_json_new_array ();
  CsReader reader = cs_project_reader (project);
  cs_json_put (cs_cli_data (cli), "cases", list);
  for (guint i = 0; i < cases->len; i++) {
    char hex[CS_GID_HEX + 1];
    const CsGid *gid = &g_array_index (cases, CsGid, i);
    g_autoptr (CsCaseRow) row =
        cs_project_find_case (project, &reader, cs_gid_to_hex (gid, hex), error);
    if (row == NULL)
      return FALSE;
    CsJson *json = cs_json_new_object ();
    cs_json_put_gid (json, "case", gid);
    cs_json_put_string (json, "state", row->state);
    cs_json_put_string (json, "title", row->title);
    cs_json_append (list, json);
    cs_cli_print (cli, "%s \"%s\" (%.8s): %s", word, row->title, hex, row->state);
  }
  return TRUE;
}

/* Those between the project and the person. */
static GArray *
named_cases (CsCli *cli, CsProject *project, GError **error)
{
  return project != NULL ? cs_cli_cases_meant (cli, project, 1, cs_cli_n_arguments (cli) - 1, error)
                         : NULL;
}

static gboolean
run_unassign (CsCli *cli, GError **error)
{
  const CsBulkHow how = { .whole = TRUE };
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (GArray) cases = named_cases (cli, project, error);
  g_autoptr (CsPersonRow) person =
      cases != NULL ? cs_project_find_person (
                          project, cs_cli_argument (cli, cs_cli_n_arguments (cli) - 1), error)
                    : NULL;
  if (person == NULL)
    return FALSE;
  g_autoptr (CsBulk) bulk =
      cs_project_take_cases (project, (const CsGid *)(gconstpointer)cases->data, cases->len,
                             &person->gid, NULL, &how, error);
  return bulk != NULL && tell_assigned (cli, project, cases, "Took back", error);
}

static gboolean
run_assign (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (GArray) cases = named_cases (cli, project, error);
  g_autoptr (CsPersonRow) person =
      cases != NULL ? cs_project_find_person (
                          project, cs_cli_argument (cli, cs_cli_n_arguments (cli) - 1), error)
                    : NULL;
  if (person == NULL)
    return FALSE;
  if (cs_cli_n_arguments (cli) == 3)
    return assign_one (cli, project, person, error);
  if (cs_cli_option (cli, "group") != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "name one case with --group");
  const CsBulkHow how = { .whole = TRUE };
  g_autoptr (CsBulk) bulk = cs_project_assign_cases (
      project, (const CsGid *)(gconstpointer)cases->data, cases->len, &person->gid, &how, error);
  return bulk != NULL && tell_assigned (cli, project, cases, "Assigned", error);
}

static void
tell_reassigned (CsCli *cli, const CsBulk *bulk, const CsPersonRow *from, const CsPersonRow *to)
{
  CsJson *refused = cs_json_new_array ();
  for (guint i = 0; i < bulk->refused->len; i++) {
    const CsBulkRefusal *refusal = bulk->refused->pdata[i];
    CsJson *json = cs_json_new_object ();
    cs_json_put_gid (json, "case", &refusal->case_gid);
    cs_json_put_string (json, "reason", refusal->reason);
    cs_json_put_string (json, "title", refusal->title);
    cs_json_append (refused, json);
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "denied", refusal->title,
                     "stays with %s: %s", from->handle, refusal->reason);
  }
  cs_json_put_int (cs_cli_data (cli), "given", bulk->done->len);
  cs_json_put (cs_cli_data (cli), "refused", refused);
  cs_cli_print (cli, "Cases of %s that %s has now: %u; that stay: %u.", from->handle, to->handle,
                bulk->done->len, bulk->refused->len);
  if (bulk->refused->len > 0)
    cs_cli_say_no (cli);
}

/* What the rules refuse stays where it is and is named: the others cannot wait for it. */
static gboolean
run_reassign (CsCli *cli, GError **error)
{
  const char *from_name = cs_cli_option (cli, "from"), *to_name = cs_cli_option (cli, "to");
  if (from_name == NULL || to_name == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "say whose cases go to whom: --from PERSON --to PERSON");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsPersonRow) from =
      project != NULL ? cs_project_find_person (project, from_name, error) : NULL;
  g_autoptr (CsPersonRow) to =
      from != NULL ? cs_project_find_person (project, to_name, error) : NULL;
  if (to == NULL)
    return FALSE;
  if (cs_gid_equal (&from->gid, &to->gid))
    return cs_fail (error, CS_ERROR_INVALID, "%s is the same person twice", from->handle);
  CsReader reader = cs_project_reader (project);
  gboolean blind = FALSE;
  g_autoptr (GArray) cases = cs_project_cases_with (project, &reader, &from->gid, &blind, error);
  if (cases == NULL)
    return FALSE;
  if (cases->len == 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "%s has no open case%s", from->handle,
                    blind ? " that you are told of" : "");
  g_autoptr (CsBulk) bulk =
      cs_project_take_cases (project, (const CsGid *)(gconstpointer)cases->data, cases->len,
                             &from->gid, &to->gid, NULL, error);
  if (bulk == NULL)
    return FALSE;
  tell_reassigned (cli, bulk, from, to);
  if (blind)
    cs_cli_print (cli,
                  "Cases that you could read or judge yourself, unseen by others, are left out: "
                  "another lead moves those.");
  return TRUE;
}

static gboolean
run_skip (CsCli *cli, GError **error)
{
  const char *reason = cs_cli_option (cli, "reason");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (reason == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "say why with --reason TEXT");
  return cs_project_skip (project, &row->gid, reason, error)
             ? tell_after (cli, project, &row->gid, "Skipped", error)
             : cs_cli_refused (row, error);
}

static gboolean
run_withdraw (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  return cs_project_withdraw (project, &row->gid, error)
             ? tell_after (cli, project, &row->gid, "Took back the last act on", error)
             : cs_cli_refused (row, error);
}

static gboolean
run_discard (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (cs_project_discard_draft (project, &row->gid, error))
    return tell_after (cli, project, &row->gid, "Your draft is gone:", error);
  g_prefix_error (error, "\"%s\": ", row->title);
  return FALSE;
}

/* --- submit --- */

static gboolean
run_submit (CsCli *cli, GError **error)
{
  CsHash revision;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  g_autoptr (CsMarkEdit) answers = NULL;
  if (row == NULL)
    return FALSE;
  if (!cs_cli_answers (cli, project, &row->gid, &answers, error) ||
      !cs_cli_warn_unusual (cli, project, row, error) ||
      !cs_project_submit (project, &row->gid, answers, &revision, error))
    return cs_cli_refused (row, error);
  cs_json_put_hash (cs_cli_data (cli), "revision", &revision);
  return tell_after (cli, project, &row->gid, "Submitted", error);
}

static gboolean
run_agree (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (!cs_project_countersign (project, &row->gid, error))
    return cs_cli_refused (row, error);
  return tell_after (cli, project, &row->gid, "Agreed to the correction of", error);
}

static gboolean
run_look (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (!cs_project_look_first (project, &row->gid, error))
    return cs_cli_refused (row, error);
  return tell_after (cli, project, &row->gid, "You are shown the marks of", error);
}

static const CsCliOption next_options[] = {
  { "group", "GROUP", "to read these labels, where each reader has a group of them" },
  { "stage", "STAGE", "only cases at this stage" },
  { NULL },
};
static const CsCliOption assign_options[] = {
  { "group", "GROUP", "to read these labels, where each reader has a group of them" },
  CS_CLI_FILTER_OPTIONS,
  { NULL },
};
static const CsCliOption unassign_options[] = {
  CS_CLI_FILTER_OPTIONS,
  { NULL },
};
static const CsCliOption reassign_options[] = {
  { "from", "PERSON", "who is away" },
  { "to", "PERSON", "who takes over" },
  { NULL },
};
static const CsCliOption skip_options[] = {
  { "reason", "TEXT", "why" },
  { NULL },
};
static const CsCliOption submit_options[] = {
  { "answer", "[ITEM=]ANSWER[:TEXT]",
    "of the items without marks, or of one: nothing, not-assessable or equivocal, these two with "
    "what is not clear, or none to take it back; may be given again" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "next", "PROJECT [--stage STAGE] [--group GROUP]", "take the case that waits for you most",
    next_options, 1, 1, run_next },
  { "submit", "PROJECT CASE [--answer [ITEM=]ANSWER[:TEXT]]", "hand your draft on", submit_options,
    2, 2, run_submit },
  { "assign", "PROJECT (CASE... | FILTER...) PERSON [--group GROUP]",
    "give cases to somebody, all or none", assign_options, 2, CS_CLI_ANY, run_assign },
  { "reassign", "PROJECT --from PERSON --to PERSON", "give all open cases of one person to another",
    reassign_options, 1, 1, run_reassign },
  { "unassign", "PROJECT (CASE... | FILTER...) PERSON",
    "take cases back from somebody who has not handed them in, all or none", unassign_options, 2,
    CS_CLI_ANY, run_unassign },
  { "skip", "PROJECT CASE --reason TEXT", "give the case back", skip_options, 2, 2, run_skip },
  { "withdraw", "PROJECT CASE", "take back your last act while nobody has gone on from it", NULL, 2,
    2, run_withdraw },
  { "discard", "PROJECT CASE", "throw your draft away", NULL, 2, 2, run_discard },
  { "look", "PROJECT CASE", "be shown the marks, where you look without them first", NULL, 2, 2,
    run_look },
  { "agree", "PROJECT CASE", "agree to how an expert corrected your work at the end", NULL, 2, 2,
    run_agree },
};

const CsCommand cs_command_task = { "task", actions, G_N_ELEMENTS (actions) };
