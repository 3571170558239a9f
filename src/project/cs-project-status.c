/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-look.h"

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
count_case (const CsLook *look, const CsWork *work, gint64 marks, CsStatus *status)
{
  status->cases++;
  status->marks = plus (status->marks, cs_hash_is_zero (&work->revision) ? 0 : marks);
  status->by_status[work->status]++;
  status->blocked += cs_look_is_blocked (look, work);
  status->sent_back += work->sent_back && work->status <= CS_CASE_HELD;
  status->changed_after_signing += work->changed;
  if (work->status > CS_CASE_HELD || work->stage >= look->workflow->n_stages)
    return;
  char *key = look->workflow->stages[work->stage].key;
  int there = GPOINTER_TO_INT (g_hash_table_lookup (status->by_stage, key));
  g_hash_table_insert (status->by_stage, g_strdup (key), GINT_TO_POINTER (there + 1));
}

static gboolean
count_cases (const CsLook *look, CsStatus *status, GError **error)
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
    cs_look_note_altered (look, &work);
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
  g_auto (CsLook) look = { 0 };
  g_autoptr (CsStatus) status = g_new0 (CsStatus, 1);
  status->by_stage = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (reader->roles == 0) {
    cs_fail (error, CS_ERROR_DENIED,
             "only a member may look at it; say who you are with --as, or ask a lead to add you");
    return NULL;
  }
  if (!cs_look_begin (project, reader, &look, error))
    return NULL;
  status->people = look.people->len;
  if (cs_sight_is_full (&look.sight) && !count_all (project, status, error))
    return NULL;
  return count_cases (&look, status, error) ? g_steal_pointer (&status) : NULL;
}
