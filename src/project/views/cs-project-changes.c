/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"
#include "cs-project-review.h"
#include "cs-project-sight.h"

CsChanges *
cs_changes_ref (const CsChanges *changes)
{
  CsChanges *held = (CsChanges *)changes;
  __atomic_fetch_add (&held->refs, 1, __ATOMIC_RELAXED);
  return held;
}

void
cs_changes_unref (CsChanges *changes)
{
  if (changes == NULL || __atomic_sub_fetch (&changes->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  g_free (changes->before.who);
  g_free (changes->after.who);
  g_free (changes->labelled_by);
  g_clear_pointer (&changes->before_marks, cs_mark_set_unref);
  g_clear_pointer (&changes->after_marks, cs_mark_set_unref);
  g_clear_pointer (&changes->diff, cs_mark_diff_free);
  g_free (changes);
}

static gboolean
fill_side (CsProject *project, const CsHash *revision, CsChangesSide *side, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT iif (hash IN (SELECT hash FROM decision WHERE kind IN ('merge', 'unmerge')), NULL,"
      " handle), wall FROM revision LEFT JOIN person ON gid = person WHERE hash = ?",
      "h", revision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0) {
    side->revision = *revision;
    side->who = g_strdup (cs_stmt_text (stmt, 0));
    side->wall = cs_stmt_int (stmt, 1);
  }
  return state >= 0;
}

/* Who submitted what AFTER corrects. */
static gboolean
find_labeler (CsProject *project, const CsGid *case_gid, CsChanges *changes, GError **error)
{
#define CORRECTIONS "(SELECT hash FROM decision WHERE case_gid = ?1 AND kind = 'correct')"
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT handle FROM revision LEFT JOIN person ON gid = person WHERE case_gid = ?1 AND"
      " withdrawn = 0 AND ?2 IN " CORRECTIONS " AND hash NOT IN " CORRECTIONS
      " AND revision.ord < (SELECT ord FROM revision WHERE hash = ?2) ORDER BY revision.ord DESC"
      " LIMIT 1",
      "gh", case_gid, &changes->after.revision);
#undef CORRECTIONS
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0)
    changes->labelled_by = g_strdup (cs_stmt_text (stmt, 0));
  return state >= 0;
}

/* The version that READER last made or decided on, by acts that count, or the act by which they
 * were shown the marks after they had drawn some; zero for none. A correction is its own version.
 */
static gboolean
last_seen (CsProject *project, const CsReader *reader, const CsGid *case_gid, CsHash *ret_revision,
           GError **error)
{
  *ret_revision = (CsHash){ { 0 } };
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT hash AS seen, ord FROM revision WHERE case_gid = ?1 AND person = ?2"
                   " AND withdrawn = 0 UNION ALL SELECT revision, ord FROM decision WHERE"
                   " case_gid = ?1 AND person = ?2 AND withdrawn = 0 AND kind != 'correct'"
                   " UNION ALL SELECT act, ord FROM look WHERE case_gid = ?1 AND person = ?2"
                   " AND marks > 0 ORDER BY ord DESC LIMIT 1",
                   "gg", case_gid, &reader->person);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0)
    cs_stmt_hash (stmt, 0, ret_revision);
  return state >= 0;
}

static gboolean
started_from (const CsMarkSet *now, const CsMarkSet *suggested)
{
  for (guint i = 0; i < suggested->n_marks; i++) {
    const CsMark *there = cs_mark_set_get (now, suggested->marks[i]->id);
    if (there != NULL && (there->how == CS_MARK_HOW_ACCEPTED || there->how == CS_MARK_HOW_EDITED))
      return TRUE;
  }
  return FALSE;
}

/* The newest suggestion of which something was taken. */
static gboolean
find_suggestion (CsProject *project, const CsGid *case_gid, CsChanges *changes, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT hash, object, model, wall FROM suggestion WHERE case_gid = ?"
                   " ORDER BY ord DESC",
                   "g", case_gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash object;
    cs_stmt_hash (stmt, 1, &object);
    g_autoptr (CsMarkSet) set = cs_project_read_marks (project, &object, error);
    if (set == NULL)
      return FALSE;
    if (!started_from (changes->after_marks, set))
      continue;
    changes->from = CS_CHANGES_FROM_SUGGESTION;
    cs_stmt_hash (stmt, 0, &changes->before.revision);
    changes->before.who = g_strdup (cs_stmt_text (stmt, 2));
    changes->before.wall = cs_stmt_int (stmt, 3);
    changes->before_marks = g_steal_pointer (&set);
    return TRUE;
  }
  return state == 0;
}

static gboolean
fill_look (CsProject *project, CsChangesSide *side, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT handle, wall FROM look LEFT JOIN person ON gid = person WHERE act = ?",
                   "h", &side->revision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0) {
    side->who = g_strdup (cs_stmt_text (stmt, 0));
    side->wall = cs_stmt_int (stmt, 1);
  }
  return state >= 0;
}

static gboolean
find_before (CsProject *project, const CsReader *reader, const CsGid *case_gid, CsChanges *changes,
             GError **error)
{
  CsHash seen;
  if (!last_seen (project, reader, case_gid, &seen, error))
    return FALSE;
  g_autoptr (GError) inner = NULL;
  CsMarkSet *looked = cs_project_looked_marks (project, &seen, &inner);
  if (looked != NULL) {
    changes->from = CS_CHANGES_FROM_LOOK;
    changes->before_marks = looked;
    changes->before = (CsChangesSide){ .revision = seen };
    return fill_look (project, &changes->before, error);
  }
  if (!g_error_matches (inner, CS_ERROR, CS_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (!cs_hash_is_zero (&seen)) {
    changes->from = CS_CHANGES_FROM_OWN;
    changes->before_marks = cs_hash_equal (&seen, &changes->after.revision)
                                ? cs_mark_set_ref (changes->after_marks)
                                : cs_project_marks_of (project, &seen, error);
    return changes->before_marks != NULL && fill_side (project, &seen, &changes->before, error);
  }
  if (!find_suggestion (project, case_gid, changes, error))
    return FALSE;
  if (changes->before_marks == NULL)
    changes->before_marks = cs_mark_set_new_empty ();
  return TRUE;
}

CsChanges *
cs_project_changes_of (CsProject *project, const CsReader *reader, const CsWork *work,
                       const CsMarkSet *current, GError **error)
{
  g_autoptr (CsChanges) changes = g_new0 (CsChanges, 1);
  changes->refs = 1;
  changes->after_marks = cs_mark_set_ref (current);
  if (!fill_side (project, &work->revision, &changes->after, error) ||
      !find_labeler (project, &work->gid, changes, error) ||
      !find_before (project, reader, &work->gid, changes, error))
    return NULL;
  g_autoptr (GArray) said =
      cs_project_said_pairs (project, &reader->person, &work->gid, &work->revision, error);
  if (said == NULL)
    return NULL;
  changes->diff = cs_mark_diff_matched (changes->before_marks, changes->after_marks, said);
  return g_steal_pointer (&changes);
}

CsChanges *
cs_project_changes (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                    GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_auto (CsSight) sight = { 0 };
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_sight_begin (project, reader, &sight, error))
    return NULL;
  if (cs_sight_keeps (&sight, &work))
    cs_sight_focus (&sight, &work);
  gboolean sees = cs_sight_work (&sight, &work);
  if (cs_hash_is_zero (&work.revision) || !sees) {
    CsHash start;
    if (cs_project_draft_start (project, &work, &start, error))
      cs_fail (error, CS_ERROR_NOT_FOUND,
               cs_hash_equal (&start, &work.revision)
                   ? "nothing was submitted that you may see"
                   : "the marks are hidden until you ask for them (\"task look\")");
    return NULL;
  }
  g_autoptr (CsMarkSet) current = cs_project_marks_of (project, &work.revision, error);
  return current != NULL ? cs_project_changes_of (project, reader, &work, current, error) : NULL;
}

/* --- any two versions --- */

void
cs_version_row_free (CsVersionRow *row)
{
  if (row == NULL)
    return;
  g_free (row->who);
  g_free (row);
}

/* Unless the reader has still to look themselves. */
static gboolean
add_looks (const CsSight *sight, const CsWork *work, gboolean nameless, GPtrArray *rows,
           GError **error)
{
  const CsReader *reader = sight->reader;
  gboolean all = cs_rules_sees_all (reader) && cs_sight_work (sight, work);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (sight->project->index), error,
                   "SELECT act, handle, wall FROM look LEFT JOIN person ON gid = person"
                   " WHERE case_gid = ? AND marks > 0 AND (? OR person = ?) ORDER BY look.ord",
                   "gig", &work->gid, (gint64)all, &reader->person);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsVersionRow *row = g_new0 (CsVersionRow, 1);
    g_ptr_array_add (rows, row);
    cs_stmt_hash (stmt, 0, &row->revision);
    row->who = g_strdup (nameless ? "?" : cs_stmt_text (stmt, 1));
    row->wall = cs_stmt_int (stmt, 2);
    row->looked = TRUE;
  }
  return state == 0;
}

GPtrArray *
cs_project_versions (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                     GError **error)
{
  g_auto (CsSight) sight = { 0 };
  g_auto (CsWork) work = { 0 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_version_row_free);
  if (!cs_sight_begin (project, reader, &sight, error) ||
      !cs_project_work (project, case_gid, &work, error))
    return NULL;
  gboolean nameless = cs_sight_hides_readers (&sight, &work);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT hash, handle, wall FROM revision LEFT JOIN person ON gid = person"
                   " WHERE case_gid = ? AND withdrawn = 0 ORDER BY revision.ord",
                   "g", case_gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash revision;
    if (!cs_stmt_hash (stmt, 0, &revision) || !cs_sight_version (&sight, &revision, NULL))
      continue;
    CsVersionRow *row = g_new0 (CsVersionRow, 1);
    row->revision = revision;
    row->who = g_strdup (nameless ? "?" : cs_stmt_text (stmt, 1));
    row->wall = cs_stmt_int (stmt, 2);
    g_ptr_array_add (rows, row);
  }
  return state == 0 && add_looks (&sight, &work, nameless, rows, error) ? g_steal_pointer (&rows)
                                                                        : NULL;
}

static const CsVersionRow *
find_version (const GPtrArray *rows, const CsHash *revision, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (cs_hash_equal (&((CsVersionRow *)rows->pdata[i])->revision, revision))
      return rows->pdata[i];
  cs_fail (error, CS_ERROR_NOT_FOUND, "the case has no such version that you may see");
  return NULL;
}

static CsMarkSet *
take_side (CsProject *project, const CsVersionRow *row, CsChangesSide *side, GError **error)
{
  *side = (CsChangesSide){ row->revision, g_strdup (row->who), row->wall };
  return row->looked ? cs_project_looked_marks (project, &row->revision, error)
                     : cs_project_marks_of (project, &row->revision, error);
}

CsChanges *
cs_project_compare (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                    const CsHash *from, const CsHash *to, GError **error)
{
  g_autoptr (GPtrArray) rows = cs_project_versions (project, reader, case_gid, error);
  const CsVersionRow *after = rows != NULL ? find_version (rows, to, error) : NULL;
  const CsVersionRow *before =
      after != NULL && from != NULL ? find_version (rows, from, error) : NULL;
  if (after == NULL || (from != NULL && before == NULL))
    return NULL;
  g_autoptr (CsChanges) changes = g_new0 (CsChanges, 1);
  changes->refs = 1;
  changes->from = before != NULL ? CS_CHANGES_FROM_VERSION : CS_CHANGES_FROM_NOTHING;
  changes->before_marks = before != NULL ? take_side (project, before, &changes->before, error)
                                         : cs_mark_set_new_empty ();
  changes->after_marks =
      changes->before_marks != NULL ? take_side (project, after, &changes->after, error) : NULL;
  g_autoptr (GArray) said =
      changes->after_marks != NULL
          ? cs_project_said_pairs (project, &reader->person, case_gid, to, error)
          : NULL;
  if (said == NULL)
    return NULL;
  changes->diff = cs_mark_diff_matched (changes->before_marks, changes->after_marks, said);
  return g_steal_pointer (&changes);
}
