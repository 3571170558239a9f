/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-project-review.h"
#include "cs-project-sight.h"
#include "cs-workflow-groups.h"

#include <string.h>

#define EXTRA "extra" /* of which nobody says why it is dropped */

/* --- what was dropped --- */

/* One mark of one suggestion. */
typedef struct {
  CsHash suggestion;
  guint64 mark;
} Piece;

/* Of each the last that was said: the table of Piece, and what was said in the order of the first
 * time, each in {"category","mark","suggestion"}. */
typedef struct {
  GHashTable *places; /* Piece -> place in SAID + 1 */
  GPtrArray *said;    /* CsJson */
} Dropped;

static guint
piece_hash (gconstpointer data)
{
  const Piece *piece = data;
  guint head;
  memcpy (&head, piece->suggestion.bytes, sizeof head);
  return head ^ (guint)piece->mark ^ (guint)(piece->mark >> 32);
}

static gboolean
piece_equal (gconstpointer a, gconstpointer b)
{
  const Piece *left = a, *right = b;
  return left->mark == right->mark && cs_hash_equal (&left->suggestion, &right->suggestion);
}

static Dropped
dropped_new (void)
{
  return (Dropped){ g_hash_table_new_full (piece_hash, piece_equal, g_free, NULL),
                    g_ptr_array_new_with_free_func ((GDestroyNotify)cs_json_unref) };
}

static void
dropped_clear (Dropped *dropped)
{
  g_hash_table_unref (dropped->places);
  g_ptr_array_unref (dropped->said);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dropped, dropped_clear)

static const CsJson *
dropped_find (const Dropped *dropped, const Piece *piece)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (dropped->places, piece));
  return place > 0 ? dropped->said->pdata[place - 1] : NULL;
}

/* Takes ONE. */
static void
dropped_say (Dropped *dropped, CsJson *one)
{
  Piece piece = { .mark = (guint64)cs_json_get_int (one, "mark", 0) };
  cs_json_get_hash (one, "suggestion", &piece.suggestion);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (dropped->places, &piece));
  if (place > 0) {
    cs_json_unref (dropped->said->pdata[place - 1]);
    dropped->said->pdata[place - 1] = one;
    return;
  }
  g_ptr_array_add (dropped->said, one);
  g_hash_table_insert (dropped->places, g_memdup2 (&piece, sizeof piece),
                       GUINT_TO_POINTER (dropped->said->len));
}

/* Adds what the signer's draft drops, up to the cursor. */
static gboolean
add_of_draft (CsProject *project, const CsGid *case_gid, Dropped *dropped, GError **error)
{
  CsDraft draft;
  if (!cs_project_load_draft (project, case_gid, &draft, error))
    return FALSE;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT aside FROM draft_op WHERE draft = ? AND n < ? AND aside IS NOT NULL"
                   " ORDER BY n",
                   "ii", draft.id, draft.cursor);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    const char *text = cs_stmt_text (stmt, 0);
    g_autoptr (CsJson) aside = cs_json_parse_canonical (text, strlen (text), error);
    if (aside == NULL)
      return FALSE;
    const CsJson *list = cs_json_get (aside, "dropped");
    for (guint i = 0; i < cs_json_length (list); i++)
      dropped_say (dropped, cs_json_ref (cs_json_at (list, i)));
  }
  return state == 0;
}

/* What was dropped once and taken later is not dropped. */
static gboolean
is_there (const CsMarkSet *set, const CsJson *one)
{
  const CsMark *there = cs_mark_set_get (set, (guint64)cs_json_get_int (one, "mark", 0));
  return there != NULL && (there->how == CS_MARK_HOW_ACCEPTED || there->how == CS_MARK_HOW_EDITED);
}

CsJson *
cs_project_draft_dropped (CsProject *project, const CsGid *case_gid, const CsMarkSet *set,
                          GError **error)
{
  g_auto (Dropped) dropped = dropped_new ();
  CsJson *list = NULL;
  if (!add_of_draft (project, case_gid, &dropped, error))
    return NULL;
  for (guint i = 0; i < dropped.said->len; i++) {
    if (is_there (set, dropped.said->pdata[i]))
      continue;
    if (list == NULL)
      list = cs_json_new_array ();
    cs_json_append (list, cs_json_ref (dropped.said->pdata[i]));
  }
  return list;
}

CsJson *
cs_project_dropped_json (const CsHash *suggestion, guint64 mark, const char *category,
                         const char *text)
{
  CsJson *one = cs_json_new_object ();
  cs_json_put_string (one, "category", category);
  cs_json_put_int (one, "mark", (gint64)mark);
  cs_json_put_hash (one, "suggestion", suggestion);
  cs_json_put_string (one, "text", text);
  return one;
}

/* By READER: with acts that count, and in the draft when they are the signer. */
static gboolean
add_dropped (CsProject *project, const CsReader *reader, const CsGid *case_gid, Dropped *dropped,
             GError **error)
{
  CsReader signer = cs_project_reader (project);
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT suggestion, mark, category, text FROM dropped WHERE case_gid = ? AND person ="
      " ? ORDER BY ord",
      "gg", case_gid, &reader->person);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash suggestion;
    cs_stmt_hash (stmt, 0, &suggestion);
    dropped_say (dropped, cs_project_dropped_json (&suggestion, (guint64)cs_stmt_int (stmt, 1),
                                                   cs_stmt_text (stmt, 2), cs_stmt_text (stmt, 3)));
  }
  return state == 0 && (!cs_gid_equal (&signer.person, &reader->person) ||
                        add_of_draft (project, case_gid, dropped, error));
}

/* --- looking --- */

/* A suggestion is nobody's work: whoever could take the case sees it too; but who reads one group
 * of labels only what is of these (RET_GROUP, NULL for all). */
static gboolean
sees_suggestions (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                  const CsWorkflowGroup **ret_group, gboolean *ret_sees, GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_auto (CsSight) sight = { 0 };
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_sight_begin (project, reader, &sight, error))
    return FALSE;
  *ret_sees = cs_sight_desk (&sight, &work);
  const CsWorkflow *workflow = cs_flow_workflow (sight.workflows, &work);
  *ret_group = workflow->stages[0].roles & reader->roles
                   ? cs_flow_group (workflow, &work, &reader->person, NULL, sight.now)
                   : NULL;
  return TRUE;
}

void
cs_suggestion_row_free (CsSuggestionRow *row)
{
  if (row == NULL)
    return;
  g_free (row->model);
  g_free (row->category);
  g_free (row->text);
  cs_mark_unref (row->mark);
  g_free (row);
}

typedef struct {
  const CsMarkSet *now;
  const Dropped *dropped;
  GPtrArray *rows;
  const CsWorkflowGroup *group; /* NULL for all */
} Collect;

static gboolean
is_taken (const CsMarkSet *now, const CsMark *mark, const char *model)
{
  const CsMark *there = cs_mark_set_get (now, mark->id);
  return there != NULL &&
         (there->how == CS_MARK_HOW_ACCEPTED || there->how == CS_MARK_HOW_EDITED) &&
         g_strcmp0 (there->source, model) == 0;
}

/* A relation is when both of its ends are. */
static gboolean
is_of_group (const CsWorkflowGroup *group, const CsMarkSet *set, const CsMark *mark)
{
  if (mark->kind->target != CS_MARK_TARGET_MARKS)
    return cs_workflow_group_has (group, mark->label);
  for (guint i = 0; i < 2; i++) {
    const CsMark *end = cs_mark_set_get (set, (guint64)mark->values[i]);
    if (end == NULL || !cs_workflow_group_has (group, end->label))
      return FALSE;
  }
  return TRUE;
}

static gboolean
collect_one (CsProject *project, CsStmt *stmt, const Collect *collect, GError **error)
{
  CsHash hash, object;
  cs_stmt_hash (stmt, 0, &hash);
  cs_stmt_hash (stmt, 1, &object);
  g_autoptr (CsMarkSet) set = cs_project_read_marks (project, &object, error);
  for (guint i = 0; set != NULL && i < set->n_marks; i++) {
    Piece piece = { hash, set->marks[i]->id };
    if (collect->group != NULL && !is_of_group (collect->group, set, set->marks[i]))
      continue;
    CsSuggestionRow *row = g_new0 (CsSuggestionRow, 1);
    row->suggestion = hash;
    row->model = g_strdup (cs_stmt_text (stmt, 2));
    row->wall = cs_stmt_int (stmt, 3);
    row->mark = cs_mark_ref (set->marks[i]);
    const CsJson *said = dropped_find (collect->dropped, &piece);
    if (is_taken (collect->now, row->mark, row->model))
      row->state = CS_SUGGESTION_TAKEN;
    else if (said != NULL)
      row->state = CS_SUGGESTION_DROPPED;
    if (row->state == CS_SUGGESTION_DROPPED) {
      row->category = g_strdup (cs_json_get_string (said, "category"));
      row->text = g_strdup (cs_json_get_string (said, "text"));
    }
    g_ptr_array_add (collect->rows, row);
  }
  return set != NULL;
}

GPtrArray *
cs_project_suggestions_among (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                              const CsMarkSet *now, GError **error)
{
  gboolean sees = FALSE;
  const CsWorkflowGroup *group = NULL;
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)cs_suggestion_row_free);
  if (!sees_suggestions (project, reader, case_gid, &group, &sees, error))
    return NULL;
  if (!sees)
    return g_steal_pointer (&rows);
  g_auto (Dropped) dropped = dropped_new ();
  Collect collect = { now, &dropped, rows, group };
  g_autoptr (CsStmt) stmt =
      !add_dropped (project, reader, case_gid, &dropped, error)
          ? NULL
          : cs_db_query (cs_index_db (project->index), error,
                         "SELECT hash, object, model, wall FROM suggestion WHERE case_gid = ?"
                         " ORDER BY ord",
                         "g", case_gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    if (!collect_one (project, stmt, &collect, error))
      return NULL;
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

/* What READER has before them: their draft, or the current version as far as they see it. */
static CsMarkSet *
marks_before (CsProject *project, const CsReader *reader, const CsGid *case_gid, GError **error)
{
  CsReader signer = cs_project_reader (project);
  g_auto (CsSight) sight = { 0 };
  g_auto (CsWork) work = { 0 };
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_sight_begin (project, reader, &sight, error))
    return NULL;
  if (!cs_hash_is_zero (&work.revision) && !cs_sight_work (&sight, &work))
    return cs_mark_set_new_empty ();
  return cs_gid_equal (&signer.person, &reader->person)
             ? cs_project_draft (project, case_gid, error)
             : cs_project_marks_of (project, &work.revision, error);
}

GPtrArray *
cs_project_suggestions (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                        GError **error)
{
  g_autoptr (CsMarkSet) now = marks_before (project, reader, case_gid, error);
  return now != NULL ? cs_project_suggestions_among (project, reader, case_gid, now, error) : NULL;
}

/* --- taking and dropping --- */

/* The marks of a suggestion of this case, which the signer may see. */
static CsMarkSet *
suggested_marks (CsProject *project, const CsGid *case_gid, const CsHash *suggestion,
                 char **ret_model, GError **error)
{
  CsReader reader = cs_project_reader (project);
  CsHash object;
  gboolean sees = FALSE;
  const CsWorkflowGroup *group = NULL;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT object, model FROM suggestion WHERE hash = ? AND case_gid = ?", "hg",
                   suggestion, case_gid);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0 || !sees_suggestions (project, &reader, case_gid, &group, &sees, error))
    return NULL;
  if (state == 0 || !sees || !cs_stmt_hash (stmt, 0, &object)) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "the case has no such suggestion");
    return NULL;
  }
  *ret_model = g_strdup (cs_stmt_text (stmt, 1));
  return cs_project_read_marks (project, &object, error);
}

static const CsMark *
find_suggested (const CsMarkSet *set, guint64 id, GError **error)
{
  const CsMark *mark = cs_mark_set_get (set, id);
  if (mark == NULL)
    cs_fail (error, CS_ERROR_NOT_FOUND, "the suggestion has no mark %" G_GUINT64_FORMAT, id);
  return mark;
}

/* As it will stand in the draft, where nothing else may have its id. */
static CsMark *
taken_mark (const CsMark *mark, const CsMark *instead, const char *model, const CsMarkSet *draft,
            GError **error)
{
  CsMarkInit init = cs_mark_to_init (instead != NULL ? instead : mark);
  if (cs_mark_set_get (draft, mark->id) != NULL && !is_taken (draft, mark, model)) {
    cs_fail (error, CS_ERROR_CONFLICT, "another mark of the case has the id %" G_GUINT64_FORMAT,
             mark->id);
    return NULL;
  }
  init.id = mark->id;
  init.how = instead != NULL ? CS_MARK_HOW_EDITED : CS_MARK_HOW_ACCEPTED;
  init.source = model;
  return cs_mark_new (&init, error);
}

gboolean
cs_project_take_suggestions (CsProject *project, const CsGid *case_gid, const CsHash *suggestion,
                             const guint64 *marks, guint n, const CsMark *instead, GError **error)
{
  g_autofree char *model = NULL;
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (CsMarkSet) set = suggested_marks (project, case_gid, suggestion, &model, error);
  g_autoptr (CsMarkSet) draft = set != NULL ? cs_project_draft (project, case_gid, error) : NULL;
  g_return_val_if_fail (instead == NULL || n == 1, FALSE);
  if (draft == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const CsMark *mark = find_suggested (set, marks[i], error);
    CsMark *taken = mark != NULL ? taken_mark (mark, instead, model, draft, error) : NULL;
    if (taken == NULL)
      return FALSE;
    g_ptr_array_add (put, taken);
  }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, error);
  return edit != NULL && cs_project_edit_draft (project, case_gid, edit, error);
}

gboolean
cs_project_drop_suggestions (CsProject *project, const CsGid *case_gid, const CsHash *suggestion,
                             const guint64 *marks, guint n, const char *category, const char *text,
                             GError **error)
{
  g_autofree char *model = NULL;
  g_autoptr (CsMarkSet) set = suggested_marks (project, case_gid, suggestion, &model, error);
  g_autoptr (CsMarkSet) draft = set != NULL ? cs_project_draft (project, case_gid, error) : NULL;
  g_autoptr (GArray) remove = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (CsJson) aside = cs_json_new_object ();
  CsJson *list = cs_json_new_array ();
  cs_json_put (aside, "dropped", list);
  if (draft == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const CsMark *mark = find_suggested (set, marks[i], error);
    if (mark == NULL)
      return FALSE;
    CsJson *one =
        cs_project_dropped_json (suggestion, mark->id, category != NULL ? category : EXTRA, text);
    cs_json_append (list, one);
    if (!cs_json_check (one, cs_dropped_fields, error))
      return FALSE;
    if (is_taken (draft, mark, model))
      g_array_append_val (remove, mark->id);
  }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (NULL, remove, NULL, error);
  g_autoptr (CsTxn) txn = edit != NULL ? cs_project_begin_blobs (project, error) : NULL;
  return txn != NULL && cs_project_append_edit (project, case_gid, edit, aside, error) &&
         cs_txn_commit (g_steal_pointer (&txn), error);
}
