/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-bulk.h"
#include "cs-project-private.h"
#include "cs-project-sight.h"

#include <string.h>

#define NAMED_MAX 10 /* refusals that a sentence names */

static void
refusal_free (gpointer data)
{
  CsBulkRefusal *refusal = data;
  g_free (refusal->title);
  g_free (refusal->reason);
  g_free (refusal);
}

void
cs_bulk_free (CsBulk *bulk)
{
  if (bulk == NULL)
    return;
  g_array_unref (bulk->done);
  g_ptr_array_unref (bulk->refused);
  g_free (bulk);
}

static CsBulk *
bulk_new (void)
{
  CsBulk *bulk = g_new0 (CsBulk, 1);
  bulk->done = g_array_new (FALSE, FALSE, sizeof (CsBulkAct));
  bulk->refused = g_ptr_array_new_with_free_func (refusal_free);
  return bulk;
}

/* --- doing --- */

/* The body of the event of case I of what DATA points at, with all of RET_ACT but its hash; NULL
 * when there is nothing to do. */
typedef CsJson *(*MakeBody) (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act);

static void
note_refusal (CsProject *project, CsBulk *bulk, const CsGid *gid, const GError *refused)
{
  g_auto (CsWork) work = { 0 };
  char hex[CS_GID_HEX + 1];
  CsBulkRefusal *refusal = g_new0 (CsBulkRefusal, 1);
  gboolean named = !g_error_matches (refused, CS_ERROR, CS_ERROR_NOT_FOUND) &&
                   cs_project_work (project, gid, &work, NULL);
  refusal->case_gid = *gid;
  refusal->title = g_strdup (named ? work.title : cs_gid_to_hex (gid, hex));
  refusal->reason = g_strdup (refused->message);
  g_ptr_array_add (bulk->refused, refusal);
}

/* "case 1": reason; "case 2": reason; and 3 more */
static gboolean
fail_refused (const CsBulk *bulk, guint n, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint named = MIN (bulk->refused->len, NAMED_MAX);
  for (guint i = 0; i < named; i++) {
    const CsBulkRefusal *refusal = bulk->refused->pdata[i];
    g_string_append_printf (text, "%s\"%s\": %s", i > 0 ? "; " : "", refusal->title,
                            refusal->reason);
  }
  if (bulk->refused->len > named)
    g_string_append_printf (text, "; and %u more", bulk->refused->len - named);
  if (bulk->refused->len == 1)
    return cs_fail (error, CS_ERROR_DENIED, "%s", text->str);
  return cs_fail (error, CS_ERROR_DENIED, "%u of %u cases refuse it, so nothing was done: %s",
                  bulk->refused->len, n, text->str);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, CS_ERROR, CS_ERROR_DENIED) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static gboolean
act_on_one (CsProject *project, CsProjectAct *act, const char *kind, CsJson *body, CsBulkAct *done,
            CsBulk *bulk, GError **error)
{
  g_autoptr (GError) inner = NULL;
  if (cs_project_act_event (act, kind, body, &done->act, &inner)) {
    g_array_append_val (bulk->done, *done);
    return TRUE;
  }
  if (!is_refusal (inner)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  note_refusal (project, bulk, &done->case_gid, inner);
  return TRUE;
}

static CsBulk *
act_on_all (CsProject *project, const char *kind, MakeBody make, gconstpointer data, guint n,
            const CsBulkHow *how, GError **error)
{
  static const CsBulkHow plain = { 0 };
  const CsBulkHow *as = how != NULL ? how : &plain;
  g_autoptr (CsBulk) bulk = bulk_new ();
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  for (guint i = 0; act != NULL && i < n; i++) {
    CsBulkAct done = { 0 };
    if (g_cancellable_is_cancelled (as->cancellable)) {
      cs_fail (error, CS_ERROR_CANCELLED, "stopped; nothing was done");
      return NULL;
    }
    CsJson *body = make (project, data, i, &done);
    if (body != NULL && !act_on_one (project, act, kind, body, &done, bulk, error))
      return NULL;
    if (as->progress != NULL)
      as->progress (as->data, i + 1, n);
  }
  if (act == NULL)
    return NULL;
  if (bulk->refused->len > 0 && (as->whole || bulk->done->len == 0)) {
    fail_refused (bulk, n, error);
    return NULL;
  }
  if (bulk->done->len == 0)
    return g_steal_pointer (&bulk);
  return cs_project_act_commit (g_steal_pointer (&act), error) ? g_steal_pointer (&bulk) : NULL;
}

typedef struct {
  const CsGid *cases, *person, *from; /* either of these two may be NULL */
} Gift;

static CsJson *
assign_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act)
{
  const Gift *gift = data;
  ret_act->case_gid = gift->cases[i];
  CsJson *body = cs_project_case_body (project, &ret_act->case_gid);
  if (gift->from != NULL)
    cs_json_put_gid (body, "from", gift->from);
  if (gift->person != NULL)
    cs_json_put_gid (body, "person", gift->person);
  return body;
}

CsBulk *
cs_project_assign_cases (CsProject *project, const CsGid *cases, guint n, const CsGid *person,
                         const CsBulkHow *how, GError **error)
{
  const Gift gift = { cases, person, NULL };
  return act_on_all (project, "task.assign", assign_body, &gift, n, how, error);
}

CsBulk *
cs_project_take_cases (CsProject *project, const CsGid *cases, guint n, const CsGid *from,
                       const CsGid *person, const CsBulkHow *how, GError **error)
{
  const Gift gift = { cases, person, from };
  return act_on_all (project, "task.assign", assign_body, &gift, n, how, error);
}

static CsJson *
unassign_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act)
{
  const CsBulkAct *acts = data;
  ret_act->case_gid = acts[i].case_gid;
  CsJson *body = cs_project_case_body (project, &ret_act->case_gid);
  cs_json_put_hash (body, "act", &acts[i].act);
  return body;
}

CsBulk *
cs_project_unassign_cases (CsProject *project, const CsBulkAct *acts, guint n, const CsBulkHow *how,
                           GError **error)
{
  return act_on_all (project, "work.withdraw", unassign_body, acts, n, how, error);
}

typedef struct {
  const CsGid *cases;
  const int *priorities;
  const char *const *goals; /* or NULL */
} Ranks;

static const char *
goal_of (const Ranks *ranks, guint i)
{
  return ranks->goals != NULL && ranks->goals[i] != NULL && ranks->priorities[i] != 0
             ? ranks->goals[i]
             : "";
}

static CsJson *
priority_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act)
{
  const Ranks *ranks = data;
  const char *goal = goal_of (ranks, i);
  g_auto (CsWork) work = { 0 };
  ret_act->case_gid = ranks->cases[i];
  if (cs_project_work (project, &ret_act->case_gid, &work, NULL) &&
      work.priority == ranks->priorities[i] && g_str_equal (work.goal, goal))
    return NULL;
  ret_act->before = work.priority;
  ret_act->segment = g_intern_string (work.goal);
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", &ret_act->case_gid);
  if (goal[0] != '\0')
    cs_json_put_string (body, "goal", goal);
  cs_json_put_string (body, "priority", cs_priority_name (ranks->priorities[i]));
  return body;
}

CsBulk *
cs_project_prioritise_cases (CsProject *project, const CsGid *cases, const int *priorities,
                             const char *const *goals, guint n, const CsBulkHow *how,
                             GError **error)
{
  const Ranks ranks = { cases, priorities, goals };
  for (guint i = 0; i < n; i++)
    if (strlen (goal_of (&ranks, i)) > CS_GOAL_MAX) {
      cs_fail (error, CS_ERROR_INVALID, "say what it is for in %d letters at most", CS_GOAL_MAX);
      return NULL;
    }
  return act_on_all (project, "case.priority", priority_body, &ranks, n, how, error);
}

typedef struct {
  const CsGid *cases;
  const int *dues;
  const char *reason;
} Dates;

static CsJson *
due_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act)
{
  const Dates *dates = data;
  g_auto (CsWork) work = { .due = CS_DUE_NONE };
  ret_act->case_gid = dates->cases[i];
  if (cs_project_work (project, &ret_act->case_gid, &work, NULL) && work.due == dates->dues[i])
    return NULL;
  ret_act->before = work.due;
  g_autofree char *due = cs_due_to_text (dates->dues[i]);
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", &ret_act->case_gid);
  cs_json_put_string (body, "due", due);
  cs_json_put_string (body, "reason", dates->reason);
  return body;
}

CsBulk *
cs_project_set_due (CsProject *project, const CsGid *cases, const int *dues, guint n,
                    const char *reason, const CsBulkHow *how, GError **error)
{
  const Dates dates = { cases, dues, reason };
  return act_on_all (project, "case.due", due_body, &dates, n, how, error);
}

typedef struct {
  const CsGid *cases;
  const char *kind;
  const char *const *segments;
} Places;

static CsJson *
segment_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act)
{
  const Places *places = data;
  g_auto (CsWork) work = { 0 };
  const char *segment = places->segments[i] != NULL ? places->segments[i] : "";
  ret_act->case_gid = places->cases[i];
  gboolean there = cs_project_work (project, &ret_act->case_gid, &work, NULL);
  const char *now = g_str_equal (places->kind, "sensitive") ? work.sensitive : work.expertise;
  if (there && g_str_equal (now, segment))
    return NULL;
  ret_act->segment = g_intern_string (now);
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", &ret_act->case_gid);
  cs_json_put_string (body, "kind", places->kind);
  if (segment[0] != '\0')
    cs_json_put_string (body, "segment", segment);
  return body;
}

CsBulk *
cs_project_segment_cases (CsProject *project, const CsGid *cases, const char *kind,
                          const char *const *segments, guint n, const CsBulkHow *how,
                          GError **error)
{
  const Places places = { cases, kind, segments };
  for (guint i = 0; i < n; i++)
    if (segments[i] != NULL && segments[i][0] != '\0' && !cs_word_check (segments[i], error))
      return NULL;
  return act_on_all (project, "case.segment", segment_body, &places, n, how, error);
}

/* --- who could --- */

void
cs_bulk_person_free (CsBulkPerson *person)
{
  if (person == NULL)
    return;
  cs_person_row_free (person->person);
  g_free (person);
}

/* Adds the case of WORK to those who may act where it stands. */
static gboolean
count_case (CsProject *project, const CsWorkflowStage *stage, const CsWork *work, GPtrArray *people,
            GError **error)
{
  g_autoptr (GHashTable) authors =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  g_autoptr (CsStmt) stmt = NULL;
  if (stage->excludes_author) {
    int state;
    stmt = cs_db_query (cs_index_db (project->index), error,
                        "SELECT person FROM author WHERE revision = ?", "h", &work->revision);
    if (stmt == NULL)
      return FALSE;
    while ((state = cs_stmt_step (stmt, error)) > 0) {
      CsGid gid;
      if (cs_stmt_gid (stmt, 0, &gid))
        g_hash_table_add (authors, g_memdup2 (&gid, sizeof gid));
    }
    if (state < 0)
      return FALSE;
  }
  for (guint i = 0; i < people->len; i++) {
    CsBulkPerson *person = people->pdata[i];
    if (!cs_traits_admits (&person->person->traits, person->person->roles, work->sensitive,
                           work->expertise))
      continue;
    person->n += cs_flow_admits (stage, person->person->roles,
                                 g_hash_table_contains (authors, &person->person->gid),
                                 cs_flow_decided (work, &person->person->gid));
  }
  return TRUE;
}

static GPtrArray *
everybody (CsProject *project, const CsReader *reader, GError **error)
{
  g_autoptr (GPtrArray) rows = cs_project_people (project, reader, error);
  if (rows == NULL)
    return NULL;
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_bulk_person_free);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++) {
    CsBulkPerson *person = g_new0 (CsBulkPerson, 1);
    person->person = rows->pdata[i];
    g_ptr_array_add (people, person);
  }
  return people;
}

GPtrArray *
cs_project_people_for_cases (CsProject *project, const CsReader *reader, const CsGid *cases,
                             guint n, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  g_autoptr (GPtrArray) people = everybody (project, reader, error);
  if (people == NULL || !cs_sight_begin (project, reader, &sight, error))
    return NULL;
  for (guint i = 0; i < n; i++) {
    g_auto (CsWork) work = { 0 };
    if (!cs_project_work (project, &cases[i], &work, error))
      return NULL;
    const CsWorkflowStage *stage = cs_flow_stage (cs_flow_workflow (sight.workflows, &work), &work);
    /* Who may not act is an author: nobody is told who does not see the work. */
    if (work.status <= CS_CASE_HELD && stage != NULL && cs_sight_work (&sight, &work) &&
        !count_case (project, stage, &work, people, error))
      return NULL;
  }
  for (guint i = people->len; i-- > 0;)
    if (((const CsBulkPerson *)people->pdata[i])->n == 0)
      g_ptr_array_remove_index (people, i);
  return g_steal_pointer (&people);
}
