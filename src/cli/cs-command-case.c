/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-changes.h"
#include "cs-cli-filter.h"
#include "cs-cli-table.h"
#include "cs-project-bulk.h"
#include "cs-work.h"

#include <string.h>

static gboolean
run_add (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, error);
  if (items == NULL)
    return FALSE;
  guint n = cs_cli_n_arguments (cli) - 2;
  g_autofree CsGid *gids = g_new0 (CsGid, n);
  for (guint i = 0; i < n; i++) {
    const CsItemRow *row = cs_items_find (items, cs_cli_argument (cli, i + 2), error);
    if (row == NULL)
      return FALSE;
    gids[i] = row->gid;
  }
  if (!cs_project_join_items (project, gids, n, cs_cli_argument (cli, 1), error))
    return FALSE;
  cs_cli_print (cli,
                n == 1 ? "%u item is now the case \"%s\"." : "%u items are now the case \"%s\".", n,
                cs_cli_argument (cli, 1));
  return TRUE;
}

static gboolean
run_split (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (!cs_project_split_case (project, &row->gid, error))
    return cs_cli_refused (row, error);
  cs_cli_print (cli, "Each item of \"%s\" is now a case of its own.", row->title);
  return TRUE;
}

static gboolean
run_reopen (CsCli *cli, GError **error)
{
  const char *reason = cs_cli_option (cli, "reason");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (reason == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "say why with --reason TEXT");
  if (!cs_project_reopen (project, &row->gid, reason, error))
    return cs_cli_refused (row, error);
  cs_cli_print (cli, "Reopened \"%s\".", row->title);
  return TRUE;
}

/* So many times the same; the caller frees. */
static gpointer
repeated (gconstpointer value, gsize size, guint n)
{
  guint8 *values = g_malloc0_n (n + 1, size);
  for (guint i = 0; i < n; i++)
    memcpy (values + i * size, value, size);
  return values;
}

static gboolean
run_priority (CsCli *cli, GError **error)
{
  const CsBulkHow how = { .whole = TRUE };
  const char *goal = cs_cli_option (cli, "goal");
  int priority = 0;
  guint last = cs_cli_n_arguments (cli) - 1;
  if (!cs_priority_parse (cs_cli_argument (cli, last), &priority, error))
    return FALSE;
  if (goal != NULL && priority == 0)
    return cs_fail (error, CS_ERROR_INVALID, "the usual priority is for no goal");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (GArray) cases =
      project != NULL ? cs_cli_cases_meant (cli, project, 1, last, error) : NULL;
  if (cases == NULL)
    return FALSE;
  g_autofree int *ranks = repeated (&priority, sizeof priority, cases->len);
  g_autofree const char **goals = repeated (&goal, sizeof goal, cases->len);
  g_autoptr (CsBulk) bulk = cs_project_prioritise_cases (
      project, (const CsGid *)(gconstpointer)cases->data, ranks, goals, cases->len, &how, error);
  if (bulk == NULL)
    return FALSE;
  cs_json_put_int (cs_cli_data (cli), "changed", bulk->done->len);
  gboolean named = goal != NULL && goal[0] != '\0';
  cs_cli_print (cli, "Cases with %s priority%s%s now: %u, of which %u had another%s.",
                cs_priority_name (priority), named ? " for " : "", named ? goal : "", cases->len,
                bulk->done->len, goal != NULL ? ", or another goal" : "");
  return TRUE;
}

static gboolean
run_due (CsCli *cli, GError **error)
{
  const CsBulkHow how = { .whole = TRUE };
  int due = CS_DUE_NONE;
  guint last = cs_cli_n_arguments (cli) - 1;
  if (!cs_due_parse (cs_cli_argument (cli, last), &due, error))
    return FALSE;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (GArray) cases =
      project != NULL ? cs_cli_cases_meant (cli, project, 1, last, error) : NULL;
  if (cases == NULL)
    return FALSE;
  g_autofree int *dues = repeated (&due, sizeof due, cases->len);
  g_autoptr (CsBulk) bulk =
      cs_project_set_due (project, (const CsGid *)(gconstpointer)cases->data, dues, cases->len,
                          cs_cli_option (cli, "reason"), &how, error);
  if (bulk == NULL)
    return FALSE;
  cs_json_put_int (cs_cli_data (cli), "changed", bulk->done->len);
  if (due == CS_DUE_NONE)
    cs_cli_print (cli, "Cases without a due date now: %u, of which %u had one.", cases->len,
                  bulk->done->len);
  else
    cs_cli_print (cli, "Cases due on %s now: %u, of which %u had another date or none.",
                  cs_cli_argument (cli, last), cases->len, bulk->done->len);
  return TRUE;
}

static gboolean
run_segment (CsCli *cli, GError **error)
{
  const CsBulkHow how = { .whole = TRUE };
  const char *sensitive = cs_cli_option (cli, "sensitive"),
             *expertise = cs_cli_option (cli, "expertise");
  const char *kind = sensitive != NULL ? "sensitive" : "expertise";
  const char *segment = sensitive != NULL ? sensitive : expertise;
  if ((sensitive != NULL) == (expertise != NULL))
    return cs_fail (error, CS_ERROR_INVALID,
                    "say --sensitive NAME or --expertise WORD, \"\" for none");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (GArray) cases =
      project != NULL ? cs_cli_cases_meant (cli, project, 1, cs_cli_n_arguments (cli), error)
                      : NULL;
  if (cases == NULL)
    return FALSE;
  g_autofree const char **segments = repeated (&segment, sizeof segment, cases->len);
  g_autoptr (CsBulk) bulk = cs_project_segment_cases (
      project, (const CsGid *)(gconstpointer)cases->data, kind, segments, cases->len, &how, error);
  if (bulk == NULL)
    return FALSE;
  cs_json_put_int (cs_cli_data (cli), "changed", bulk->done->len);
  if (segment[0] == '\0')
    cs_cli_print (cli, "Cases in no %s segment now: %u, of which %u were in one.", kind, cases->len,
                  bulk->done->len);
  else
    cs_cli_print (cli, "Cases in the %s segment %s now: %u, of which %u were not.", kind, segment,
                  cases->len, bulk->done->len);
  return cs_cli_warn_roster (cli, project, error);
}

static gboolean
run_segments (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_member_project (cli, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_segments (project, &reader, error);
  if (rows == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "segments", list);
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 3, CS_CLI_WHOLE);
  for (guint i = 0; i < rows->len; i++) {
    const CsSegmentRow *row = rows->pdata[i];
    CsJson *json = cs_json_new_object ();
    cs_json_put_int (json, "cases", row->cases);
    cs_json_put_string (json, "expertise", row->expertise);
    cs_json_put_string (json, "sensitive", row->sensitive);
    cs_json_append (list, json);
    g_autofree char *sensitive =
        row->sensitive[0] != '\0' ? g_strconcat ("segment ", row->sensitive, NULL) : g_strdup ("");
    g_autofree char *expertise = row->expertise[0] != '\0'
                                     ? g_strconcat ("for experts in ", row->expertise, NULL)
                                     : g_strdup ("");
    g_autofree char *cases =
        g_strdup_printf ("%u %s", row->cases, row->cases == 1 ? "case" : "cases");
    cs_cli_table_add (table, sensitive, expertise, cases);
  }
  cs_cli_table_print (table);
  return cs_cli_warn_roster (cli, project, error);
}

/* What the history says of what was taken back of the first case, "" where the signer no longer may
 * read it; caller frees. */
static char *
said_of (CsProject *project, const GArray *acts, const CsBulkAct *done)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_history (project, &reader, &done->case_gid, NULL);
  for (guint i = 0; rows != NULL && i < acts->len; i++) {
    const CsBulkAct *act = &g_array_index (acts, CsBulkAct, i);
    for (guint j = 0; cs_gid_equal (&act->case_gid, &done->case_gid) && j < rows->len; j++)
      if (cs_hash_equal (&((const CsHistoryRow *)rows->pdata[j])->hash, &act->act))
        return g_strdup (((const CsHistoryRow *)rows->pdata[j])->sentence);
  }
  return g_strdup ("");
}

static void
tell_undone (CsCli *cli, CsProject *project, const GArray *acts, const CsBulk *bulk)
{
  guint n = bulk->done->len;
  g_autofree char *said = said_of (project, acts, &g_array_index (bulk->done, CsBulkAct, 0));
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < n; i++) {
    char hex[CS_GID_HEX + 1];
    const CsBulkAct *done = &g_array_index (bulk->done, CsBulkAct, i);
    cs_json_append (list, cs_json_new_string (cs_gid_to_hex (&done->case_gid, hex)));
  }
  for (guint i = 0; i < bulk->refused->len; i++) {
    const CsBulkRefusal *refusal = bulk->refused->pdata[i];
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "denied", refusal->title,
                     "stays as it is: %s", refusal->reason);
  }
  cs_json_put (cs_cli_data (cli), "cases", list);
  cs_json_put_string (cs_cli_data (cli), "taken_back", said);
  cs_cli_print (cli, "Taken back for %u %s: %s", n, n == 1 ? "case" : "cases, of the first", said);
  if (bulk->refused->len > 0)
    cs_cli_say_no (cli);
}

/* The last act is taken back whole; with PART what can be of the last one of which anything can,
 * ACTS, or else a single case that is stuck would keep all that was done before it. */
static CsBulk *
undo_last (CsCli *cli, CsProject *project, gboolean part, GArray **ret_acts, GError **error)
{
  const CsBulkHow how = { .whole = !part };
  g_autoptr (GArray) passed = g_array_new (FALSE, FALSE, sizeof (CsBulkAct));
  for (;;) {
    g_autoptr (GError) inner = NULL;
    g_autoptr (GArray) acts = cs_project_last_bulk (project, passed, error);
    if (acts == NULL)
      return NULL;
    if (acts->len == 0) {
      cs_fail (error, CS_ERROR_NOT_FOUND, "%s",
               passed->len > 0 ? "nothing that you gave cases can be taken back any more"
                               : "you gave no case a person, a priority, a date or a segment that "
                                 "is not taken back");
      return NULL;
    }
    CsBulk *bulk = cs_project_undo_cases (project, (const CsBulkAct *)(gconstpointer)acts->data,
                                          acts->len, &how, &inner);
    if (bulk != NULL) {
      *ret_acts = g_steal_pointer (&acts);
      return bulk;
    }
    if (!g_error_matches (inner, CS_ERROR, CS_ERROR_DENIED)) {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
    if (!part) {
      cs_fail (error, CS_ERROR_DENIED, "%s; --part takes back what can be", inner->message);
      return NULL;
    }
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "denied", "passed over", "%s",
                     inner->message);
    g_array_append_vals (passed, acts->data, acts->len);
  }
}

static gboolean
run_undo (CsCli *cli, GError **error)
{
  g_autoptr (GArray) acts = NULL;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsBulk) bulk =
      project != NULL ? undo_last (cli, project, cs_cli_option (cli, "part") != NULL, &acts, error)
                      : NULL;
  if (bulk == NULL)
    return FALSE;
  tell_undone (cli, project, acts, bulk);
  return TRUE;
}

static const CsCliOption segment_options[] = {
  { "sensitive", "NAME", "only who was let in to it knows of them" },
  { "expertise", "WORD", "only who is expert in it takes them" },
  CS_CLI_FILTER_OPTIONS,
  { NULL },
};
static const CsCliOption priority_options[] = {
  { "goal", "TEXT", "what it is for; whoever gets one of them reads it" },
  CS_CLI_FILTER_OPTIONS,
  { NULL },
};
static const CsCliOption due_options[] = {
  { "reason", "TEXT", "why" },
  CS_CLI_FILTER_OPTIONS,
  { NULL },
};
static const CsCliOption reopen_options[] = {
  { "reason", "TEXT", "why" },
  { NULL },
};
static const CsCliOption undo_options[] = {
  { "part", NULL, "what can be, of the last act of which anything can be; name what stays" },
  { NULL },
};

static const CsCliOption changes_options[] = {
  { "from", "VERSION",
    "its number, as --versions lists it, instead of what you saw last; 0: none" },
  { "to", "VERSION", "instead of the current one" },
  { "versions", NULL, "list the versions instead" },
  { "same", "BEFORE=AFTER", "say that mark AFTER is mark BEFORE, drawn anew" },
  { "apart", "BEFORE=AFTER", "say that they are two marks" },
  { "forget", "BEFORE=AFTER", "take back what you said of them" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "add", "PROJECT TITLE ITEM...", "make one case of items nobody has worked on", NULL, 3,
    CS_CLI_ANY, run_add },
  { "changes", "PROJECT CASE", "what separates two versions of it, mark by mark", changes_options,
    2, 2, cs_case_changes_run },
  { "split", "PROJECT CASE", "make each of its items a case", NULL, 2, 2, run_split },
  { "priority", "PROJECT (CASE... | FILTER...) high|normal|low [--goal TEXT]",
    "what is served first, all or none", priority_options, 2, CS_CLI_ANY, run_priority },
  { "due", "PROJECT (CASE... | FILTER...) DATE|none [--reason TEXT]",
    "the last day for them, all or none", due_options, 2, CS_CLI_ANY, run_due },
  { "segment", "PROJECT (CASE... | FILTER...) (--sensitive NAME | --expertise WORD)",
    "who may know of them, or take them, all or none", segment_options, 1, CS_CLI_ANY,
    run_segment },
  { "segments", "PROJECT", "which segments there are, and whom they lack", NULL, 1, 1,
    run_segments },
  { "undo", "PROJECT [--part]",
    "take back what you last gave cases: person, priority, date or segment", undo_options, 1, 1,
    run_undo },
  { "reopen", "PROJECT CASE --reason TEXT",
    "back to labelling: a rejected, accepted or signed case", reopen_options, 2, 2, run_reopen },
};

const CsCommand cs_command_case = { "case", actions, G_N_ELEMENTS (actions) };
