/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-altered.h"
#include "cs-project-sight.h"

#include <string.h>

/* What is the same for all cases of one look. */
typedef struct {
  CsProject *project;
  const CsWorkflow *workflow;
  CsSight sight;
  GPtrArray *people;   /* CsPersonRow */
  GHashTable *altered; /* set of CsGid */
} Look;

static gboolean
begin_look (CsProject *project, const CsReader *reader, Look *ret_look, GError **error)
{
  Look look = { .project = project };
  if (!cs_sight_begin (project, reader, &look.sight, error))
    return FALSE;
  look.workflow = look.sight.workflow;
  look.people = cs_project_people (project, reader, error);
  look.altered = look.people != NULL ? cs_project_altered_cases (project, error) : NULL;
  *ret_look = look;
  return look.altered != NULL;
}

static void
clear_look (Look *look)
{
  g_clear_pointer (&look->people, g_ptr_array_unref);
  g_clear_pointer (&look->altered, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, clear_look)

static const char *
handle_of (const Look *look, const CsGid *person)
{
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if (cs_gid_equal (&row->gid, person))
      return row->handle;
  }
  return "?";
}

/* What a signature covers is also the bytes that lie beside the project. */
static void
note_altered (const Look *look, CsWork *work)
{
  work->changed = work->changed || (work->status == CS_CASE_SIGNED &&
                                    g_hash_table_contains (look->altered, &work->gid));
}

static gboolean
is_author (CsProject *project, const CsHash *revision, const CsGid *person)
{
  gint64 there = 0;
  return cs_db_get_int (cs_index_db (project->index), 0, &there, NULL,
                        "SELECT 1 FROM author WHERE revision = ? AND person = ?", "hg", revision,
                        person) &&
         there != 0;
}

static guint
roles_of (const Look *look, const CsGid *person)
{
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if (cs_gid_equal (&row->gid, person))
      return row->roles;
  }
  return 0;
}

/* Nobody in the project may act at the stage that WORK is at, or sign what they accepted. */
static gboolean
is_blocked (const Look *look, const CsWork *work)
{
  if (work->status == CS_CASE_ACCEPTED)
    return (roles_of (look, &work->accepted_by) & CS_ROLE_SME) == 0;
  if (work->status > CS_CASE_HELD || work->stage >= look->workflow->n_stages)
    return FALSE;
  const CsWorkflowStage *stage = &look->workflow->stages[work->stage];
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if ((row->roles & stage->roles) != 0 &&
        !(stage->excludes_author && is_author (look->project, &work->revision, &row->gid)))
      return FALSE;
  }
  return TRUE;
}

const char *
cs_project_role_wanted (guint roles)
{
  if (roles & CS_ROLE_LABELER)
    return "a labeler";
  return roles & CS_ROLE_REVIEWER ? "a reviewer or an SME" : "an SME";
}

static char *
words_for (const Look *look, const CsWork *work, gboolean blocked)
{
  const CsWorkflowStage *stage =
      work->stage < look->workflow->n_stages ? &look->workflow->stages[work->stage] : NULL;
  const char *changed = work->changed ? "changed after signing; " : "";
  if (work->status == CS_CASE_WAITING && stage == NULL)
    return g_strdup ("went on without your draft; \"task discard\" throws that away");
  if (blocked && work->status == CS_CASE_ACCEPTED)
    return g_strdup_printf ("%sblocked: %s accepted it and is no SME any more; a lead reopens it",
                            changed, handle_of (look, &work->accepted_by));
  if (blocked)
    return g_strdup_printf ("%sblocked: needs %s%s", changed, cs_project_role_wanted (stage->roles),
                            stage->excludes_author ? " who is not an author" : "");
  switch (work->status) {
  case CS_CASE_HELD:
    return g_strdup_printf ("%s%s is at it (%s)", changed, handle_of (look, &work->holder),
                            cs_stage_word (stage->key));
  case CS_CASE_ACCEPTED:
    return g_strdup_printf ("%saccepted; waits for the signature of %s", changed,
                            handle_of (look, &work->accepted_by));
  case CS_CASE_SIGNED:
    return g_strdup (work->changed ? "changed after signing" : "signed");
  case CS_CASE_REJECTED:
    return g_strdup ("rejected");
  default:
    break;
  }
  if (!cs_gid_is_zero (&work->assigned))
    return g_strdup_printf ("%s%s %s (%s)", changed,
                            work->sent_back ? "sent back to" : "assigned to",
                            handle_of (look, &work->assigned), cs_stage_word (stage->key));
  return g_strdup_printf ("%s%swaits for %s", changed, work->sent_back ? "sent back; " : "",
                          cs_stage_word (stage->key));
}

void
cs_case_row_free (CsCaseRow *row)
{
  if (row == NULL)
    return;
  g_free (row->title);
  g_free (row->stage);
  g_free (row->state);
  g_free (row->holder);
  g_free (row);
}

/* WORK is left as the reader may know it. */
static CsCaseRow *
case_row (const Look *look, CsWork *work)
{
  CsCaseRow *row = g_new0 (CsCaseRow, 1);
  row->gid = work->gid;
  row->title = g_strdup (work->title);
  note_altered (look, work);
  cs_sight_veil (&look->sight, work);
  row->blocked = is_blocked (look, work);
  row->status = work->status;
  row->stage = g_strdup (work->status <= CS_CASE_HELD && work->stage < look->workflow->n_stages
                             ? look->workflow->stages[work->stage].key
                             : "");
  g_autofree char *state = words_for (look, work, row->blocked);
  gboolean open = work->status <= CS_CASE_ACCEPTED && work->priority != 0;
  row->priority = open ? work->priority : 0;
  row->state = open ? g_strdup_printf ("%s; %s priority", state, cs_priority_name (work->priority))
                    : g_steal_pointer (&state);
  row->holder = work->status == CS_CASE_HELD ? g_strdup (handle_of (look, &work->holder)) : NULL;
  row->sent_back = work->sent_back;
  row->changed_after_signing = work->changed;
  row->has_revision = !cs_hash_is_zero (&work->revision);
  row->revision = work->revision;
  return row;
}

#define CASE_QUERY                                                                                 \
  "SELECT " CS_WORK_COLUMNS ", revision.object, coalesce(revision.marks, 0),"                      \
  " (SELECT count(*) FROM item WHERE case_gid = work.gid)"                                         \
  " FROM work LEFT JOIN revision ON revision.hash = work.revision "

static GPtrArray *
case_rows (const Look *look, CsStmt *stmt, GError **error)
{
  if (stmt == NULL)
    return NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_case_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    if (!cs_work_from_row (stmt, &work, error))
      return NULL;
    if (!cs_sight_case (&look->sight, &work))
      continue;
    CsCaseRow *row = case_row (look, &work);
    if (row->has_revision) {
      cs_stmt_hash (stmt, CS_WORK_N_COLUMNS, &row->object);
      row->marks = cs_stmt_int (stmt, CS_WORK_N_COLUMNS + 1);
    }
    row->items = (guint)cs_stmt_int (stmt, CS_WORK_N_COLUMNS + 2);
    g_ptr_array_add (rows, row);
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

GPtrArray *
cs_project_cases (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (Look) look = { 0 };
  if (reader->roles == 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify)cs_case_row_free);
  if (!begin_look (project, reader, &look, error))
    return NULL;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error, CASE_QUERY "ORDER BY work.ord", "");
  return case_rows (&look, stmt, error);
}

/* What of ROW has the name: itself, or an item in it. */
static guint
fit_of (const Look *look, const CsCaseRow *row, const char *name)
{
  guint fit = cs_find_fit (name, &row->gid, row->title);
  if (fit == CS_FIT_ID || fit == CS_FIT_TITLE)
    return fit;
  g_autoptr (GPtrArray) items =
      cs_project_case_items (look->project, look->sight.reader, &row->gid, NULL);
  for (guint i = 0; items != NULL && i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    guint of_item = cs_find_fit (name, &item->gid, item->title);
    fit = MIN (fit, of_item == CS_FIT_TITLE ? CS_FIT_PART_TITLE : of_item);
  }
  return fit;
}

static CsCaseRow *
choose_case (const Look *look, GPtrArray *rows, const char *name, GError **error)
{
  CsFind find = { 0 };
  for (guint i = 0; i < rows->len; i++) {
    CsCaseRow *row = rows->pdata[i];
    cs_find_offer (&find, fit_of (look, row, name), row, &row->gid, row->title);
  }
  CsCaseRow *found = cs_find_end (&find, name, "case", "cases", error);
  guint at = 0;
  return found != NULL && g_ptr_array_find (rows, found, &at) ? g_ptr_array_steal_index (rows, at)
                                                              : NULL;
}

CsCaseRow *
cs_project_find_case (CsProject *project, const CsReader *reader, const char *name, GError **error)
{
  g_auto (Look) look = { 0 };
  if (reader->roles == 0) {
    cs_fail (
        error, CS_ERROR_DENIED,
        "only a member may look at its cases; say who you are with --as, or ask a lead to add you");
    return NULL;
  }
  if (!begin_look (project, reader, &look, error))
    return NULL;
  CsGid low = { { 0 } }, high = { { 0 } };
  gboolean digits = cs_gid_range (name, &low, &high);
  const CsGid *from = digits ? &low : NULL, *to = digits ? &high : NULL;
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      CASE_QUERY "WHERE work.title = ?1 OR work.gid BETWEEN ?2 AND ?3 OR work.gid IN"
                 " (SELECT case_gid FROM item WHERE title = ?1 OR gid BETWEEN ?2 AND ?3)"
                 " ORDER BY work.ord",
      "tgg", name, from, to);
  g_autoptr (GPtrArray) rows = case_rows (&look, stmt, error);
  return rows != NULL ? choose_case (&look, rows, name, error) : NULL;
}

/* --- tasks --- */

void
cs_task_row_free (CsTaskRow *row)
{
  if (row == NULL)
    return;
  g_free (row->title);
  g_free (row->stage);
  g_free (row->kind);
  g_free (row);
}

/* Lower is served first; 0: nothing for this reader to do. */
static int
task_rank (const Look *look, const CsReader *reader, const CsWork *work, gboolean skipped)
{
  if (work->status == CS_CASE_ACCEPTED)
    return (reader->roles & CS_ROLE_SME) && cs_gid_equal (&work->accepted_by, &reader->person) ? 5
                                                                                               : 0;
  if (work->status > CS_CASE_HELD || work->stage >= look->workflow->n_stages)
    return 0;
  const CsWorkflowStage *stage = &look->workflow->stages[work->stage];
  gboolean assigned = cs_gid_equal (&work->assigned, &reader->person);
  if ((reader->roles & stage->roles) == 0)
    return 0;
  if (work->status == CS_CASE_HELD)
    return cs_gid_equal (&work->holder, &reader->person) ? 1 : 0;
  if ((skipped && !assigned) || (!cs_gid_is_zero (&work->assigned) && !assigned) ||
      (stage->excludes_author && is_author (look->project, &work->revision, &reader->person)))
    return 0;
  if (work->sent_back)
    return 2;
  return assigned ? 3 : 4;
}

typedef struct {
  CsTaskRow *row;
  int rank, priority;
  gint64 ord;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *left = a, *right = b;
  if (left->rank != right->rank)
    return left->rank - right->rank;
  if (left->priority != right->priority)
    return right->priority - left->priority;
  return (left->ord > right->ord) - (left->ord < right->ord);
}

/* The cases on which the reader has a draft: set of CsGid. */
static GHashTable *
cases_with_draft (const Look *look, GError **error)
{
  g_autoptr (GHashTable) cases =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (look->project->store), error,
                   "SELECT case_gid FROM draft WHERE person = ?", "g", &look->sight.reader->person);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    if (cs_stmt_gid (stmt, 0, &gid))
      g_hash_table_add (cases, g_memdup2 (&gid, sizeof gid));
  }
  return state == 0 ? g_steal_pointer (&cases) : NULL;
}

/* WORK is left as the reader may know it. */
static CsTaskRow *
task_row (const Look *look, GHashTable *drafts, CsWork *work, int rank)
{
  cs_sight_veil (&look->sight, work);
  CsTaskRow *row = g_new0 (CsTaskRow, 1);
  const char *stage = rank == 5 ? "" : look->workflow->stages[work->stage].key;
  row->case_gid = work->gid;
  row->title = g_strdup (work->title);
  row->stage = g_strdup (stage);
  row->kind = g_strdup (rank == 5 ? "sign" : (work->sent_back ? "sent-back" : stage));
  row->mine = rank == 1;
  row->priority = work->priority;
  row->begun = row->mine || g_hash_table_contains (drafts, &work->gid);
  return row;
}

GPtrArray *
cs_project_tasks (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (Look) look = { 0 };
  if (!begin_look (project, reader, &look, error))
    return NULL;
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT " CS_WORK_COLUMNS ", EXISTS (SELECT 1 FROM skipped WHERE case_gid = work.gid AND"
      " person = ?) FROM work WHERE status <= 2 ORDER BY ord",
      "g", &reader->person);
  g_autoptr (GHashTable) drafts = stmt != NULL ? cases_with_draft (&look, error) : NULL;
  if (drafts == NULL)
    return NULL;
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_task_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    if (!cs_work_from_row (stmt, &work, error))
      return NULL;
    int rank = task_rank (&look, reader, &work, cs_stmt_int (stmt, CS_WORK_N_COLUMNS) != 0);
    if (rank == 0)
      continue;
    Ranked one = { task_row (&look, drafts, &work, rank), rank, work.priority, work.ord };
    g_array_append_val (ranked, one);
  }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_ptr_array_add (rows, g_array_index (ranked, Ranked, i).row);
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

/* --- status --- */

void
cs_status_free (CsStatus *status)
{
  if (status == NULL)
    return;
  g_clear_pointer (&status->by_stage, g_hash_table_unref);
  g_free (status);
}

#define AT_MOST(sum) "CAST(min(total(" sum "), 9007199254740991) AS INTEGER)"

/* Numbers that came with the file add up to what JSON can hold at most. */
static gint64
plus (gint64 sum, gint64 more)
{
  return more < CS_JSON_MAX_INT - sum ? sum + more : CS_JSON_MAX_INT;
}

/* For who sees everything. */
static gboolean
count_all (CsProject *project, CsStatus *status, GError **error)
{
  CsDb *db = cs_index_db (project->index);
  return cs_db_get_int (db, 0, &status->items, error, "SELECT count(*) FROM item", "") &&
         cs_db_get_int (db, 0, &status->bytes, error, "SELECT " AT_MOST ("size") " FROM source",
                        "") &&
         cs_db_get_int (db, 0, &status->unrecognised, error, "SELECT count(*) FROM unrecognised",
                        "") &&
         cs_db_get_int (db, 0, &status->suggestions, error,
                        "SELECT " AT_MOST ("marks") " FROM suggestion", "");
}

/* The same of one case, for who does not. */
static gboolean
count_parts (CsProject *project, const CsGid *case_gid, CsStatus *status, GError **error)
{
  CsDb *db = cs_index_db (project->index);
  gint64 items = 0, bytes = 0, suggestions = 0;
  if (!cs_db_get_int (db, 0, &items, error, "SELECT count(*) FROM item WHERE case_gid = ?", "g",
                      case_gid) ||
      !cs_db_get_int (
          db, 0, &bytes, error,
          "SELECT " AT_MOST ("size") " FROM source WHERE hash IN (SELECT part.hash FROM"
                                     " part JOIN item ON item.gid = part.item WHERE case_gid = ?)",
          "g", case_gid) ||
      !cs_db_get_int (db, 0, &suggestions, error,
                      "SELECT " AT_MOST ("marks") " FROM suggestion WHERE case_gid = ?", "g",
                      case_gid))
    return FALSE;
  status->items += items;
  status->bytes = plus (status->bytes, bytes);
  status->suggestions = plus (status->suggestions, suggestions);
  return TRUE;
}

/* WORK is what the reader may know of the case. */
static void
count_case (const Look *look, const CsWork *work, gint64 marks, CsStatus *status)
{
  status->cases++;
  status->marks = plus (status->marks, cs_hash_is_zero (&work->revision) ? 0 : marks);
  status->by_status[work->status]++;
  status->blocked += is_blocked (look, work);
  status->sent_back += work->sent_back && work->status <= CS_CASE_HELD;
  status->changed_after_signing += work->changed;
  if (work->status > CS_CASE_HELD || work->stage >= look->workflow->n_stages)
    return;
  char *key = look->workflow->stages[work->stage].key;
  int there = GPOINTER_TO_INT (g_hash_table_lookup (status->by_stage, key));
  g_hash_table_insert (status->by_stage, g_strdup (key), GINT_TO_POINTER (there + 1));
}

static gboolean
count_cases (const Look *look, CsStatus *status, GError **error)
{
  gboolean full = cs_sight_is_full (&look->sight);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (look->project->index), error,
                   "SELECT " CS_WORK_COLUMNS ", coalesce(revision.marks, 0) FROM work"
                   " LEFT JOIN revision ON revision.hash = work.revision",
                   "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    if (!cs_work_from_row (stmt, &work, error))
      return FALSE;
    if (!cs_sight_case (&look->sight, &work))
      continue;
    note_altered (look, &work);
    cs_sight_veil (&look->sight, &work);
    count_case (look, &work, cs_stmt_int (stmt, CS_WORK_N_COLUMNS), status);
    if (!full && !count_parts (look->project, &work.gid, status, error))
      return FALSE;
  }
  return state == 0;
}

CsStatus *
cs_project_status (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (Look) look = { 0 };
  g_autoptr (CsStatus) status = g_new0 (CsStatus, 1);
  status->by_stage = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (reader->roles == 0) {
    cs_fail (error, CS_ERROR_DENIED,
             "only a member may look at it; say who you are with --as, or ask a lead to add you");
    return NULL;
  }
  if (!begin_look (project, reader, &look, error))
    return NULL;
  status->people = look.people->len;
  if (cs_sight_is_full (&look.sight) && !count_all (project, status, error))
    return NULL;
  return count_cases (&look, status, error) ? g_steal_pointer (&status) : NULL;
}
