/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A submission that is taken back becomes the draft that it was made of. The steps wait in the
 * table of what goes with a draft, of the signer's last submission only: strokes of masks are
 * large. That table is sorted by cases and long, so one row, of no case, says which case they are
 * of. */
#include "cs-mark-diff.h"
#include "cs-project-private.h"

#define STEPS "kind IN ('step', 'step-aside')"

static const CsGid no_case;

static gboolean
keep_steps (CsProject *project, const CsDraft *draft, GError **error)
{
  CsReader reader = cs_project_reader (project);
  CsDb *db = cs_store_db (project->store);
  return cs_db_run (db, error,
                    "INSERT INTO aside (case_gid, person, kind, key, body)"
                    " SELECT ?, ?, 'step', printf ('%012d', n), body FROM draft_op"
                    " WHERE draft = ? AND n < ?",
                    "ggii", &draft->case_gid, &reader.person, draft->id, draft->cursor) &&
         cs_db_run (db, error,
                    "INSERT INTO aside (case_gid, person, kind, key, body)"
                    " SELECT ?, ?, 'step-aside', printf ('%012d', n), aside FROM draft_op"
                    " WHERE draft = ? AND n < ? AND aside IS NOT NULL",
                    "ggii", &draft->case_gid, &reader.person, draft->id, draft->cursor);
}

static gboolean
keep_case (CsProject *project, const CsGid *case_gid, GError **error)
{
  char hex[CS_GID_HEX + 1];
  CsReader reader = cs_project_reader (project);
  return cs_db_run (cs_store_db (project->store), error,
                    "INSERT OR REPLACE INTO aside (case_gid, person, kind, key, body)"
                    " VALUES (?, ?, 'stepped', '', ?)",
                    "ggt", &no_case, &reader.person, cs_gid_to_hex (case_gid, hex));
}

/* Those of the submission before. */
static gboolean
drop_steps (CsProject *project, GError **error)
{
  CsGid case_gid;
  CsReader reader = cs_project_reader (project);
  CsDb *db = cs_store_db (project->store);
  g_autoptr (CsStmt) stmt = cs_db_query (db, error,
                                         "SELECT body FROM aside WHERE case_gid = ? AND person = ?"
                                         " AND kind = 'stepped' AND key = ''",
                                         "gg", &no_case, &reader.person);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0 || !cs_gid_from_hex (cs_stmt_text (stmt, 0), &case_gid))
    return state >= 0;
  return cs_db_run (db, error, "DELETE FROM aside WHERE case_gid = ? AND person = ? AND " STEPS,
                    "gg", &case_gid, &reader.person);
}

gboolean
cs_project_settle_draft (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsDraft draft;
  CsDb *db = cs_store_db (project->store);
  return cs_project_load_draft (project, case_gid, &draft, error) &&
         cs_project_drop_asides (project, case_gid, error) && drop_steps (project, error) &&
         (draft.id == 0 ||
          (keep_steps (project, &draft, error) && keep_case (project, case_gid, error) &&
           cs_db_run (db, error, "DELETE FROM draft_op WHERE draft = ?", "i", draft.id) &&
           cs_db_run (db, error, "DELETE FROM draft WHERE id = ?", "i", draft.id)));
}

/* The kept steps, where they lead to a set; a draft that rests on another version has none, and one
 * that is there already stays. RET_RESTORED: they are the draft now. */
static gboolean
restore_steps (CsProject *project, const CsGid *case_gid, gboolean *ret_restored, GError **error)
{
  CsDraft draft;
  CsReader reader = cs_project_reader (project);
  CsDb *db = cs_store_db (project->store);
  gint64 n = 0;
  *ret_restored = FALSE;
  if (!cs_db_get_int (db, 0, &n, error,
                      "SELECT count(*) FROM aside WHERE case_gid = ? AND person = ? AND"
                      " kind = 'step'",
                      "gg", case_gid, &reader.person) ||
      !cs_project_load_draft (project, case_gid, &draft, error))
    return FALSE;
  if (n == 0 || draft.id != 0)
    return TRUE;
  if (!cs_project_begin_draft (project, case_gid, &draft, error) ||
      !cs_db_run (db, error,
                  "INSERT INTO draft_op (draft, n, body, aside)"
                  " SELECT ?1, CAST (key AS INTEGER), body,"
                  " (SELECT body FROM aside beside WHERE beside.case_gid = step.case_gid AND"
                  " beside.person = step.person AND beside.kind = 'step-aside' AND"
                  " beside.key = step.key)"
                  " FROM aside step WHERE case_gid = ?2 AND person = ?3 AND kind = 'step'",
                  "igg", draft.id, case_gid, &reader.person) ||
      !cs_db_run (db, error, "UPDATE draft SET cursor = ? WHERE id = ?", "ii", n, draft.id) ||
      !cs_db_run (db, error, "DELETE FROM aside WHERE case_gid = ? AND person = ? AND " STEPS, "gg",
                  case_gid, &reader.person))
    return FALSE;
  g_autoptr (CsMarkSet) set = cs_project_draft (project, case_gid, NULL);
  *ret_restored = set != NULL;
  return set != NULL ||
         (cs_db_run (db, error, "DELETE FROM draft_op WHERE draft = ?", "i", draft.id) &&
          cs_db_run (db, error, "DELETE FROM draft WHERE id = ?", "i", draft.id));
}

/* Without steps all of it is one, and nobody undoes that one by habit; on a draft that was there it
 * can be undone. */
static CsJson *
whole_aside (gboolean on_draft, const CsJson *dropped)
{
  CsJson *aside = cs_json_new_object ();
  if (!on_draft)
    cs_json_put_bool (aside, "floor", TRUE);
  if (dropped != NULL)
    cs_json_put (aside, "dropped", cs_json_ref (dropped));
  return aside;
}

gboolean
cs_project_revive_draft (CsProject *project, const CsGid *case_gid, const CsMarkSet *taken_back,
                         const CsJson *dropped, GError **error)
{
  CsDraft draft;
  gboolean restored = FALSE;
  if (!restore_steps (project, case_gid, &restored, error) ||
      !cs_project_load_draft (project, case_gid, &draft, error))
    return FALSE;
  g_autoptr (CsMarkSet) base = cs_project_draft (project, case_gid, error);
  if (base == NULL)
    return FALSE;
  g_autoptr (CsMarkDiff) diff = cs_mark_diff (base, taken_back);
  g_autoptr (CsMarkEdit) edit = cs_mark_diff_to_edit (diff);
  g_autoptr (CsJson) aside = restored ? NULL : whole_aside (draft.id != 0, dropped);
  return (cs_mark_edit_is_empty (edit) && (restored || dropped == NULL)) ||
         cs_project_put_edit (project, case_gid, edit, aside, error);
}
