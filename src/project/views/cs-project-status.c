/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-look.h"

#include <string.h>

void
cs_status_free (CsStatus *status)
{
  if (status == NULL)
    return;
  g_free (status->overdue_title);
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
count_all (CsProject *project, const CsGid *person, CsStatus *status, GError **error)
{
  CsDb *db = cs_index_db (project->index);
  return cs_db_get_int (db, 0, &status->items, error,
                        "SELECT count(*) FROM item WHERE case_gid NOT IN (SELECT case_gid FROM"
                        " control WHERE person <> ?)",
                        "g", person) &&
         cs_db_get_int (db, 0, &status->bytes, error, "SELECT " AT_MOST ("size") " FROM source",
                        "") &&
         cs_db_get_int (db, 0, &status->unrecognised, error, "SELECT count(*) FROM unrecognised",
                        "") &&
         cs_db_get_int (db, 0, &status->suggestions, error,
                        "SELECT " AT_MOST ("marks") " FROM suggestion WHERE case_gid NOT IN (SELECT"
                                                    " case_gid FROM control WHERE person <> ?)",
                        "g", person);
}

/* The items of CASES; both are sets of CsGid. */
static GHashTable *
items_of (CsDb *db, GHashTable *cases, GError **error)
{
  g_autoptr (GHashTable) items =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  g_autoptr (CsStmt) stmt = cs_db_query (db, error, "SELECT case_gid, gid FROM item", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid case_gid, gid;
    if (cs_stmt_gid (stmt, 0, &case_gid) && cs_stmt_gid (stmt, 1, &gid) &&
        g_hash_table_contains (cases, &case_gid))
      g_hash_table_add (items, g_memdup2 (&gid, sizeof gid));
  }
  return state == 0 ? g_steal_pointer (&items) : NULL;
}

/* Reads on in PARTS, which is in the order of hashes: whether one that is SOURCE is of ITEMS. */
static int
is_of_items (CsStmt *parts, const CsHash *source, GHashTable *items, int *state, GError **error)
{
  gboolean found = FALSE;
  for (; *state > 0; *state = cs_stmt_step (parts, error)) {
    CsHash hash;
    CsGid item;
    gboolean read = cs_stmt_hash (parts, 0, &hash) && cs_stmt_gid (parts, 1, &item);
    int order = read ? memcmp (&hash, source, sizeof hash) : -1;
    if (order > 0)
      break;
    found = found || (order == 0 && g_hash_table_contains (items, &item));
  }
  return *state < 0 ? -1 : found;
}

/* The bytes of what lies in ITEMS, each source once: both are read in the order of hashes. */
static gboolean
count_bytes (CsDb *db, GHashTable *items, CsStatus *status, GError **error)
{
  g_autoptr (CsStmt) sources =
      cs_db_query (db, error, "SELECT hash, size FROM source ORDER BY hash", "");
  g_autoptr (CsStmt) parts =
      sources != NULL ? cs_db_query (db, error, "SELECT hash, item FROM part ORDER BY hash", "")
                      : NULL;
  int part = parts != NULL ? cs_stmt_step (parts, error) : -1, state = part < 0 ? -1 : 1;
  while (state > 0 && (state = cs_stmt_step (sources, error)) > 0) {
    CsHash hash;
    int found =
        cs_stmt_hash (sources, 0, &hash) ? is_of_items (parts, &hash, items, &part, error) : 0;
    if (found < 0)
      return FALSE;
    if (found > 0)
      status->bytes = plus (status->bytes, cs_stmt_int (sources, 1));
  }
  return state == 0;
}

/* The same of CASES, a set of CsGid, for who does not see all. */
static gboolean
count_parts (CsProject *project, GHashTable *cases, CsStatus *status, GError **error)
{
  CsDb *db = cs_index_db (project->index);
  g_autoptr (GHashTable) items = items_of (db, cases, error);
  if (items == NULL || !count_bytes (db, items, status, error))
    return FALSE;
  status->items = g_hash_table_size (items);
  g_autoptr (CsStmt) stmt = cs_db_query (db, error, "SELECT case_gid, marks FROM suggestion", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    if (cs_stmt_gid (stmt, 0, &gid) && g_hash_table_contains (cases, &gid))
      status->suggestions = plus (status->suggestions, cs_stmt_int (stmt, 1));
  }
  return state == 0;
}

static void
count_overdue (const CsWork *work, CsStatus *status)
{
  if (status->overdue++ > 0 && status->overdue_since <= work->due)
    return;
  g_free (status->overdue_title);
  status->overdue_title = g_strdup (work->title);
  status->overdue_since = work->due;
}

/* WORK is what the reader may know of the case. */
static void
count_case (const CsLook *look, const CsWork *work, gint64 marks, CsStatus *status)
{
  status->cases++;
  if (work->kept) {
    status->handed_in++;
    return;
  }
  status->marks = plus (status->marks, cs_hash_is_zero (&work->revision) ? 0 : marks);
  status->by_status[work->status]++;
  status->blocked += cs_look_is_blocked (look, work);
  status->sent_back += work->sent_back && work->status <= CS_CASE_HELD;
  status->changed_after_signing += work->changed;
  if (work->status <= CS_CASE_ACCEPTED && work->due < look->today)
    count_overdue (work, status);
  const CsWorkflowStage *stage = cs_look_stage (look, work);
  if (work->status > CS_CASE_HELD || stage == NULL)
    return;
  const char *key = stage->key;
  status->by_task[stage->task]++;
  int there = GPOINTER_TO_INT (g_hash_table_lookup (status->by_stage, key));
  g_hash_table_insert (status->by_stage, g_strdup (key), GINT_TO_POINTER (there + 1));
}

static gboolean
count_cases (const CsLook *look, CsStatus *status, GError **error)
{
  gboolean full = cs_sight_is_full (&look->sight);
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (look->project->index), error,
                   "SELECT " CS_WORK_COLUMNS_TO_LOOK
                   ", coalesce(revision.marks - revision.relations, 0) FROM work"
                   " LEFT JOIN revision ON revision.hash = work.revision",
                   "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    if (!cs_work_from_row (stmt, &work, error))
      return FALSE;
    cs_sight_focus (&look->sight, &work);
    if (!cs_sight_lists (&look->sight, &work) || !cs_sight_case (&look->sight, &work))
      continue;
    cs_look_note_altered (look, &work);
    cs_sight_veil (&look->sight, &work);
    count_case (look, &work, cs_stmt_int (stmt, CS_WORK_N_COLUMNS), status);
    if (!full)
      g_hash_table_add (seen, g_memdup2 (&work.gid, sizeof work.gid));
  }
  return state == 0 && (full || count_parts (look->project, seen, status, error));
}

CsStatus *
cs_project_status (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (CsLook) look = { 0 };
  g_autoptr (CsStatus) status = g_new0 (CsStatus, 1);
  status->by_stage = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (reader->roles == 0) {
    cs_fail (error, CS_ERROR_DENIED,
             "only a member may look at it; say who you are with --as, or ask a lead to add you");
    return NULL;
  }
  if (!cs_look_begin (project, reader, TRUE, &look, error))
    return NULL;
  status->people = look.people->len;
  if (cs_sight_is_full (&look.sight) && !count_all (project, &reader->person, status, error))
    return NULL;
  return count_cases (&look, status, error) ? g_steal_pointer (&status) : NULL;
}
