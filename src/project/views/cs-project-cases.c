/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-look.h"

#include <string.h>

/* "; not read yet: bones, lungs" where labels are dealt out. */
static char *
words_unread (const CsWorkflowStage *stage, const CsWork *work)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < stage->n_groups; i++) {
    gboolean read = FALSE;
    for (guint k = 0; k < work->n_readings; k++)
      read = read || (work->readings[k].state == CS_READING_DONE &&
                      strcmp (work->readings[k].group, stage->groups[i].key) == 0);
    if (!read)
      g_string_append_printf (text, "%s%s", text->len == 0 ? "; not read yet: " : ", ",
                              stage->groups[i].key);
  }
  return g_string_free (text, FALSE);
}

/* The stage, and of several readers what the one who looks reads there. */
static char *
words_where (const CsLook *look, const CsWork *work)
{
  const CsWorkflowStage *stage = cs_look_stage (look, work);
  const CsReading *own = cs_work_reading ((CsWork *)work, &look->sight.reader->person);
  const char *word = stage != NULL ? cs_stage_word (stage->key) : "its end";
  gboolean grouped = own != NULL && own->group[0] != '\0' &&
                     cs_flow_in_round (cs_flow_workflow (look->sight.workflows, work), work);
  return grouped ? g_strdup_printf ("%s, %s", word, own->group) : g_strdup (word);
}

/* Where several read the case; NULL where they do not, and where WORK is theirs who looks. */
static char *
words_among (const CsLook *look, const CsWork *work)
{
  const CsWorkflow *workflow = cs_flow_workflow (look->sight.workflows, work);
  const CsReading *own = cs_work_reading ((CsWork *)work, &look->sight.reader->person);
  guint done = 0;
  if (!cs_flow_in_round (workflow, work))
    return NULL;
  if (workflow->stages[0].roles & look->sight.reader->roles) {
    if (own != NULL && own->state == CS_READING_DONE)
      return own->group[0] != '\0'
                 ? g_strdup_printf ("%s is read by you; waits for the others", own->group)
                 : g_strdup ("read by you; waits for the others");
    return work->status == CS_CASE_HELD && own == NULL ? g_strdup ("read by others") : NULL;
  }
  for (guint i = 0; i < work->n_readings; i++)
    done += work->readings[i].state == CS_READING_DONE;
  g_autofree char *open = words_unread (&workflow->stages[0], work);
  return g_strdup_printf ("%u of %u have read it%s", done, cs_flow_readers (workflow, work), open);
}

static char *
words_until (const CsLook *look, const CsWork *work, const char *changed, const char *where)
{
  g_autofree char *until = cs_time_to_rfc3339 (work->lease);
  const char *who = cs_look_handle (look, &work->holder);
  return work->lease > look->sight.now
             ? g_strdup_printf ("%s%s is at it until %s (%s)", changed, who, until, where)
             : g_strdup_printf ("%s%s had it until %s; whoever is next may take it (%s)", changed,
                                who, until, where);
}

static char *
words_for (const CsLook *look, const CsWork *work, gboolean blocked)
{
  const CsWorkflowStage *stage = cs_look_stage (look, work);
  g_autofree char *where = words_where (look, work);
  const char *changed = work->changed ? "changed after signing; " : "";
  if (work->kept)
    return g_strdup ("handed in");
  if (work->status == CS_CASE_WAITING && stage == NULL)
    return g_strdup ("went on without your draft; \"task discard\" throws that away");
  if (blocked && work->status == CS_CASE_ACCEPTED)
    return g_strdup_printf ("%sblocked: %s accepted it and is no SME any more; a lead reopens it",
                            changed, cs_look_handle (look, &work->accepted_by));
  if (blocked) {
    g_autofree char *wanted = cs_roles_to_words (stage->roles, " or ");
    return g_strdup_printf ("%sblocked: needs %s%s%s%s", changed, wanted,
                            work->expertise[0] != '\0' ? " expert in " : "", work->expertise,
                            cs_flow_excluded_words (stage));
  }
  if (work->asked != CS_ASKED_NOBODY)
    return g_strdup_printf ("%sescalated; waits for a ruling by %s (%s)", changed,
                            cs_asked_words (work->asked), where);
  g_autofree char *among = words_among (look, work);
  if (among != NULL)
    return g_steal_pointer (&among);
  switch (work->status) {
  case CS_CASE_HELD:
    if (work->lease > 0)
      return words_until (look, work, changed, where);
    return g_strdup_printf ("%s%s is at it (%s)", changed, cs_look_handle (look, &work->holder),
                            where);
  case CS_CASE_ACCEPTED:
    return g_strdup_printf ("%saccepted; waits for the signature of %s", changed,
                            cs_look_handle (look, &work->accepted_by));
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
                            cs_look_handle (look, &work->assigned), where);
  if (cs_flow_awaits_agreement (cs_flow_workflow (look->sight.workflows, work), work))
    return g_strdup_printf ("%scorrected by %s; waits for who made it to agree, or for %s", changed,
                            cs_look_handle (look, &work->accepted_by), where);
  return g_strdup_printf ("%s%swaits for %s", changed, work->sent_back ? "sent back; " : "", where);
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
  g_free (row->assigned);
  g_strfreev (row->readers);
  g_free (row->sensitive);
  g_free (row->expertise);
  g_free (row->goal);
  g_free (row);
}

static gboolean
is_own (const CsLook *look, const CsWork *work)
{
  const CsGid *me = &look->sight.reader->person;
  return cs_gid_equal (&work->holder, me) || cs_gid_equal (&work->assigned, me) ||
         cs_sight_is_author (&look->sight, &work->revision, me);
}

static gboolean
is_reading (const CsLook *look, const CsWork *work)
{
  return cs_flow_in_round (cs_flow_workflow (look->sight.workflows, work), work) &&
         cs_work_reading ((CsWork *)work, &look->sight.reader->person) != NULL;
}

/* STATE; priority and its goal, segment and due date where they are not the usual ones. */
static char *
with_urgency (const CsCaseRow *row, const char *state)
{
  GString *text = g_string_new (state);
  if (row->priority != 0)
    g_string_append_printf (text, "; %s priority", cs_priority_name (row->priority));
  if (row->goal != NULL)
    g_string_append_printf (text, " for %s", row->goal);
  if (row->sensitive != NULL)
    g_string_append_printf (text, "; segment %s", row->sensitive);
  if (row->expertise != NULL)
    g_string_append_printf (text, "; for experts in %s", row->expertise);
  if (row->due == CS_DUE_NONE)
    return g_string_free (text, FALSE);
  g_autofree char *due = cs_due_to_text (row->due);
  g_string_append_printf (text, row->overdue ? "; overdue since %s" : "; due %s", due);
  return g_string_free (text, FALSE);
}

/* NULL for nobody, and where it is not told. */
static char **
readers_of (const CsLook *look, const CsWork *work)
{
  if (!cs_sight_names_readers (&look->sight, work))
    return NULL;
  g_autoptr (GStrvBuilder) handles = g_strv_builder_new ();
  guint n = 0;
  for (guint i = 0; i < work->n_readings; i++)
    if (work->readings[i].state != CS_READING_DONE) {
      g_strv_builder_add (handles, cs_look_handle (look, &work->readings[i].person));
      n++;
    }
  return n > 0 ? g_strv_builder_end (handles) : NULL;
}

/* WORK is left as the reader may know it. */
static CsCaseRow *
case_row (const CsLook *look, CsWork *work)
{
  CsCaseRow *row = g_new0 (CsCaseRow, 1);
  row->gid = work->gid;
  row->title = g_strdup (work->title);
  row->own = is_own (look, work) || is_reading (look, work);
  cs_look_note_altered (look, work);
  cs_sight_veil (&look->sight, work);
  row->blocked = cs_look_is_blocked (look, work);
  row->status = work->status;
  const CsWorkflowStage *stage = cs_look_stage (look, work);
  row->stage = g_strdup (work->status <= CS_CASE_HELD && stage != NULL ? stage->key : "");
  row->task = stage != NULL ? stage->task : CS_TASK_REVIEW;
  g_autofree char *state = words_for (look, work, row->blocked);
  gboolean open = work->status <= CS_CASE_ACCEPTED && !work->kept;
  row->priority = open ? work->priority : 0;
  row->goal = open && work->goal[0] != '\0' ? g_strdup (work->goal) : NULL;
  row->due = open ? work->due : CS_DUE_NONE;
  row->overdue = row->due < look->today;
  row->sensitive = work->sensitive[0] != '\0' ? g_strdup (work->sensitive) : NULL;
  row->expertise = work->expertise[0] != '\0' ? g_strdup (work->expertise) : NULL;
  row->state = with_urgency (row, state);
  row->holder = work->status == CS_CASE_HELD && !cs_gid_is_zero (&work->holder)
                    ? g_strdup (cs_look_handle (look, &work->holder))
                    : NULL;
  row->assigned = row->stage[0] != '\0' && !cs_gid_is_zero (&work->assigned)
                      ? g_strdup (cs_look_handle (look, &work->assigned))
                      : NULL;
  row->readers = readers_of (look, work);
  row->handed_in = work->kept;
  row->sent_back = work->sent_back;
  row->asked = work->asked;
  row->changed_after_signing = work->changed;
  row->has_revision = !cs_hash_is_zero (&work->revision);
  row->revision = work->revision;
  return row;
}

#define CASE_QUERY                                                                                 \
  "SELECT " CS_WORK_COLUMNS_TO_LOOK ", revision.object, coalesce(revision.marks -"                 \
  " revision.relations, 0), coalesce(revision.relations, 0)"                                       \
  " FROM work LEFT JOIN revision ON revision.hash = work.revision "

typedef struct {
  gint64 ord;
  CsCaseRow *row;
} Placed;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Placed *one = a, *other = b;
  return (one->ord > other->ord) - (one->ord < other->ord);
}

static void
placed_clear (gpointer placed)
{
  cs_case_row_free (((Placed *)placed)->row);
}

/* Those in the order of arrival; PLACED is emptied. */
static GPtrArray *
in_order (GArray *placed)
{
  GPtrArray *rows = g_ptr_array_new_full (placed->len, (GDestroyNotify)cs_case_row_free);
  g_array_set_clear_func (placed, NULL);
  g_array_sort (placed, compare_places);
  for (guint i = 0; i < placed->len; i++)
    g_ptr_array_add (rows, g_array_index (placed, Placed, i).row);
  return rows;
}

/* Of the version that WORK is seen at, which need not be the one that counts. */
static gboolean
read_marks (const CsLook *look, const CsWork *work, CsCaseRow *row, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (look->project->index), error,
                   "SELECT object, marks - relations, relations FROM revision WHERE hash = ?", "h",
                   &work->revision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0) {
    cs_stmt_hash (stmt, 0, &row->object);
    row->marks = cs_stmt_int (stmt, 1);
    row->relations = cs_stmt_int (stmt, 2);
  }
  return state >= 0;
}

/* Sorted here: the file would copy whole rows to do it. Who may know of a control case names it by
 * its id, from FROM to TO, or NULL. */
static GPtrArray *
case_rows (const CsLook *look, CsStmt *stmt, const CsGid *from, const CsGid *to,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  g_array_set_clear_func (placed, placed_clear);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    gboolean stopped = g_cancellable_is_cancelled (cancellable);
    if (stopped)
      cs_fail (error, CS_ERROR_CANCELLED, "stopped");
    if (stopped || !cs_work_from_row (stmt, &work, error))
      return NULL;
    cs_sight_focus (&look->sight, &work);
    gboolean named = from != NULL && memcmp (&work.gid, from, sizeof work.gid) >= 0 &&
                     memcmp (&work.gid, to, sizeof work.gid) <= 0;
    if ((!named && !cs_sight_lists (&look->sight, &work)) || !cs_sight_case (&look->sight, &work))
      continue;
    Placed one = { work.ord, case_row (look, &work) };
    if (one.row->has_revision) {
      cs_stmt_hash (stmt, CS_WORK_N_COLUMNS, &one.row->object);
      one.row->marks = cs_stmt_int (stmt, CS_WORK_N_COLUMNS + 1);
      one.row->relations = cs_stmt_int (stmt, CS_WORK_N_COLUMNS + 2);
    }
    g_array_append_val (placed, one);
    if (work.kept && !read_marks (look, &work, one.row, error))
      return NULL;
  }
  return state == 0 ? in_order (placed) : NULL;
}

GPtrArray *
cs_project_case_rows (CsProject *project, const CsReader *reader, GCancellable *cancellable,
                      GError **error)
{
  g_auto (CsLook) look = { 0 };
  if (reader->roles == 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify)cs_case_row_free);
  if (!cs_look_begin (project, reader, TRUE, &look, error))
    return NULL;
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error, CASE_QUERY, "");
  return case_rows (&look, stmt, NULL, NULL, cancellable, error);
}

static gboolean
count_items (CsProject *project, GPtrArray *rows, GError **error)
{
  g_autoptr (GHashTable) by_gid = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (by_gid, &((CsCaseRow *)rows->pdata[i])->gid, rows->pdata[i]);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error, "SELECT case_gid FROM item", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    CsCaseRow *row = cs_stmt_gid (stmt, 0, &gid) ? g_hash_table_lookup (by_gid, &gid) : NULL;
    if (row != NULL)
      row->items++;
  }
  return state == 0;
}

GPtrArray *
cs_project_cases (CsProject *project, const CsReader *reader, GError **error)
{
  g_autoptr (GPtrArray) rows = cs_project_case_rows (project, reader, NULL, error);
  return rows != NULL && count_items (project, rows, error) ? g_steal_pointer (&rows) : NULL;
}

/* What of ROW has the name: itself, or an item in it. */
static guint
fit_of (const CsLook *look, const CsCaseRow *row, const char *name)
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
choose_case (const CsLook *look, GPtrArray *rows, const char *name, GError **error)
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
  g_auto (CsLook) look = { 0 };
  if (reader->roles == 0) {
    cs_fail (
        error, CS_ERROR_DENIED,
        "only a member may look at its cases; say who you are with --as, or ask a lead to add you");
    return NULL;
  }
  if (!cs_look_begin (project, reader, FALSE, &look, error))
    return NULL;
  CsGid low = { { 0 } }, high = { { 0 } };
  gboolean digits = cs_gid_range (name, &low, &high);
  const CsGid *from = digits ? &low : NULL, *to = digits ? &high : NULL;
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      CASE_QUERY "WHERE work.title = ?1 OR work.gid BETWEEN ?2 AND ?3 OR work.gid IN"
                 " (SELECT case_gid FROM item WHERE title = ?1 OR gid BETWEEN ?2 AND ?3)",
      "tgg", name, from, to);
  g_autoptr (GPtrArray) rows = case_rows (&look, stmt, from, to, NULL, error);
  g_autoptr (CsCaseRow) row = rows != NULL ? choose_case (&look, rows, name, error) : NULL;
  gint64 items = 0;
  if (row == NULL ||
      !cs_db_get_int (cs_index_db (project->index), 0, &items, error,
                      "SELECT count(*) FROM item WHERE case_gid = ?", "g", &row->gid))
    return NULL;
  row->items = (guint)items;
  return g_steal_pointer (&row);
}
