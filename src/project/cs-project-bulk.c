/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-bulk.h"
#include "cs-event-kind.h"
#include "cs-project-private.h"

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

/* The body of the event of case I of what DATA points at, with its KIND where that is another one,
 * and the case of RET_ACT; NULL when there is nothing to do, with ERROR where that is refused. */
typedef CsJson *(*MakeBody) (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act,
                             const char **kind, GError **error);

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

/* One act has one time, WALL, by which it is known again; 0 before its first event. */
static gboolean
act_on_one (CsProject *project, CsProjectAct *act, const char *kind, MakeBody make,
            gconstpointer data, guint i, gint64 *wall, CsBulk *bulk, GError **error)
{
  CsBulkAct done = { 0 };
  g_autoptr (GError) inner = NULL;
  CsJson *body = make (project, data, i, &done, &kind, &inner);
  if (body == NULL && inner == NULL)
    return TRUE;
  if (body != NULL && *wall > 0)
    cs_json_put_int (body, "wall", *wall);
  else if (body != NULL)
    *wall = cs_json_get_int (body, "wall", 0);
  if (body != NULL && cs_project_act_event (act, kind, body, &done.act, &inner)) {
    g_array_append_val (bulk->done, done);
    return TRUE;
  }
  if (!is_refusal (inner)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  note_refusal (project, bulk, &done.case_gid, inner);
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
  gint64 wall = 0;
  for (guint i = 0; act != NULL && i < n; i++) {
    if (g_cancellable_is_cancelled (as->cancellable)) {
      cs_fail (error, CS_ERROR_CANCELLED, "stopped; nothing was done");
      return NULL;
    }
    if (!act_on_one (project, act, kind, make, data, i, &wall, bulk, error))
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

/* The group of labels that PERSON reads of the case, or NULL; caller frees. */
static char *
group_read (CsProject *project, const CsGid *case_gid, const CsGid *person)
{
  g_auto (CsWork) work = { 0 };
  const CsWorkflows *all = cs_index_workflows (project->index, NULL);
  if (all == NULL || !cs_project_work (project, case_gid, &work, NULL) ||
      !cs_flow_in_round (cs_flow_workflow (all, &work), &work))
    return NULL;
  const CsReading *reading = cs_work_reading (&work, person);
  return reading != NULL && reading->group[0] != '\0' ? g_strdup (reading->group) : NULL;
}

static CsJson *
assign_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act, const char **kind,
             GError **error)
{
  const Gift *gift = data;
  ret_act->case_gid = gift->cases[i];
  CsJson *body = cs_project_case_body (project, &ret_act->case_gid);
  if (gift->from != NULL)
    cs_json_put_gid (body, "from", gift->from);
  if (gift->person != NULL)
    cs_json_put_gid (body, "person", gift->person);
  /* Whoever gets the case next need not read the same; undo gives it back. */
  g_autofree char *group = gift->from != NULL && gift->person == NULL
                               ? group_read (project, &ret_act->case_gid, gift->from)
                               : NULL;
  cs_json_put_string (body, "group", group);
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

/* BODY, which it takes; NULL when it says the SAME as is there already, unless that would be
 * refused all the same. */
static CsJson *
unless_so (CsProject *project, const char *kind, CsJson *body, gboolean same)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsJson) owned = body;
  return same && cs_index_check (project->index, &reader, kind, owned, NULL)
             ? NULL
             : g_steal_pointer (&owned);
}

typedef struct {
  const CsGid *cases;
  const int *priorities;
  const char *const *goals; /* or NULL */
} Ranks;

/* Then one that stands is left. */
static gboolean
goal_unsaid (const Ranks *ranks, guint i)
{
  return ranks->goals == NULL || ranks->goals[i] == NULL;
}

static const char *
goal_of (const Ranks *ranks, guint i)
{
  return !goal_unsaid (ranks, i) && ranks->priorities[i] != 0 ? ranks->goals[i] : "";
}

static CsJson *
priority_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act,
               const char **kind, GError **error)
{
  const Ranks *ranks = data;
  const char *goal = goal_of (ranks, i);
  g_auto (CsWork) work = { 0 };
  ret_act->case_gid = ranks->cases[i];
  gboolean same = cs_project_work (project, &ret_act->case_gid, &work, NULL) &&
                  work.priority == ranks->priorities[i] &&
                  (goal_unsaid (ranks, i) || g_str_equal (work.goal, goal));
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", &ret_act->case_gid);
  if (goal[0] != '\0')
    cs_json_put_string (body, "goal", goal);
  cs_json_put_string (body, "priority", cs_priority_name (ranks->priorities[i]));
  return unless_so (project, *kind, body, same);
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
due_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act, const char **kind,
          GError **error)
{
  const Dates *dates = data;
  g_auto (CsWork) work = { .due = CS_DUE_NONE };
  ret_act->case_gid = dates->cases[i];
  gboolean same =
      cs_project_work (project, &ret_act->case_gid, &work, NULL) && work.due == dates->dues[i];
  g_autofree char *due = cs_due_to_text (dates->dues[i]);
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", &ret_act->case_gid);
  cs_json_put_string (body, "due", due);
  cs_json_put_string (body, "reason", dates->reason);
  return unless_so (project, *kind, body, same);
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
segment_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act,
              const char **kind, GError **error)
{
  const Places *places = data;
  g_auto (CsWork) work = { 0 };
  const char *segment = places->segments[i] != NULL ? places->segments[i] : "";
  ret_act->case_gid = places->cases[i];
  gboolean there = cs_project_work (project, &ret_act->case_gid, &work, NULL);
  const char *now = g_str_equal (places->kind, "sensitive") ? work.sensitive : work.expertise;
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", &ret_act->case_gid);
  cs_json_put_string (body, "kind", places->kind);
  if (segment[0] != '\0')
    cs_json_put_string (body, "segment", segment);
  return unless_so (project, *kind, body, there && g_str_equal (now, segment));
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

/* --- taking back --- */

static gboolean
counts (CsProject *project, const CsEvent *event, gboolean *ret_counts, GError **error)
{
  gint64 lost = 0;
  if (!cs_db_get_int (cs_index_db (project->index), 0, &lost, error,
                      "SELECT 1 FROM unrecognised WHERE hash = ?", "h", &event->hash))
    return FALSE;
  *ret_counts = lost == 0;
  return TRUE;
}

/* An act on a case among all that was done to it. */
typedef struct {
  CsEvent event;    /* no kind: it is not of this case */
  CsEvent before;   /* the last that says the same thing of the case; no kind: none */
  gboolean changed; /* there is one after it, too, that nobody took back */
  gboolean joined;  /* the case was made of others, whose segments it took over */
} Past;

static void
past_clear (Past *past)
{
  cs_event_clear (&past->event);
  cs_event_clear (&past->before);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

/* What was erased may have said so, too. */
static gboolean
says_same (const CsEvent *event, const CsEvent *other)
{
  return g_str_equal (event->kind, other->kind) &&
         (event->body == NULL || g_strcmp0 (cs_json_get_string (event->body, "kind"),
                                            cs_json_get_string (other->body, "kind")) == 0);
}

/* One of LATER takes the other back. */
static gboolean
is_settled (const CsEvent *event, const GArray *later)
{
  CsHash back, other_back;
  gboolean is_back = cs_json_get_hash (event->body, "act", &back);
  for (guint i = 0; i < later->len; i++) {
    const CsEvent *other = &g_array_index (later, CsEvent, i);
    if (is_back ? cs_hash_equal (&other->hash, &back)
                : cs_json_get_hash (other->body, "act", &other_back) &&
                      cs_hash_equal (&event->hash, &other_back))
      return TRUE;
  }
  return FALSE;
}

/* EVENT, of which those of LATER came after it, is the act or one before it. */
static void
note_past (CsEvent *event, const CsHash *act, GArray *later, Past *past)
{
  CsEvent taken = *event;
  *event = (CsEvent){ 0 };
  if (past->event.kind == NULL && !cs_hash_equal (&taken.hash, act)) {
    g_array_append_val (later, taken);
    return;
  }
  if (past->event.kind == NULL) {
    past->event = taken;
    for (guint i = 0; i < later->len; i++) {
      const CsEvent *other = &g_array_index (later, CsEvent, i);
      past->changed |= says_same (other, &taken) && !is_settled (other, later);
    }
    return;
  }
  past->joined |= g_str_equal (taken.kind, "case.regroup");
  if (says_same (&taken, &past->event))
    past->before = taken;
  else
    cs_event_clear (&taken);
}

static gboolean
load_past (CsProject *project, const CsBulkAct *act, Past *past, GError **error)
{
  g_autoptr (GArray) later = g_array_new (FALSE, FALSE, sizeof (CsEvent));
  g_array_set_clear_func (later, (GDestroyNotify)cs_event_clear);
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT event FROM case_event WHERE case_gid = ? ORDER BY ord DESC", "g", &act->case_gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && past->before.kind == NULL && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsEvent) event = { 0 };
    gboolean does = FALSE;
    if (!cs_journal_read (project->store, cs_stmt_int (stmt, 0), &event, error) ||
        !counts (project, &event, &does, error))
      return FALSE;
    if (does)
      note_past (&event, &act->act, later, past);
  }
  return state >= 0;
}

/* The reader that the case was taken from has it again, or nobody, where whoever was to read it
 * instead did not begin; NULL without ERROR where work.withdraw takes the act back. */
static CsJson *
read_back (CsProject *project, const CsWork *work, const Past *past, GError **error)
{
  const CsEvent *given = &past->event;
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  CsGid from, person;
  if (all == NULL || !cs_flow_in_round (cs_flow_workflow (all, work), work))
    return NULL;
  gboolean took = cs_json_get_gid (given->body, "from", &from);
  gboolean gave = cs_json_get_gid (given->body, "person", &person);
  const CsReading *reading = gave ? cs_work_reading ((CsWork *)work, &person) : NULL;
  gboolean first = reading != NULL && cs_hash_equal (&reading->act, &given->hash);
  /* They may have it by what took a later act back. */
  gboolean has = reading != NULL && reading->state == CS_READING_GIVEN && (first || !past->changed);
  if (!took && (first || !has))
    return NULL;
  if (gave && !has) {
    cs_fail (error, CS_ERROR_DENIED, "somebody has gone on from it already");
    return NULL;
  }
  CsJson *body = cs_project_case_body (project, &work->gid);
  if (gave)
    cs_json_put_gid (body, "from", &person);
  else
    cs_json_put_string (body, "group", cs_json_get_string (given->body, "group"));
  if (took)
    cs_json_put_gid (body, "person", &from);
  return body;
}

static CsJson *
restored_body (CsProject *project, const CsWork *work, const Past *past, GError **error)
{
  const char *lost =
      past->changed                                            ? "it was changed since"
      : past->before.kind != NULL && past->before.body == NULL ? "what it was before was erased"
      : past->before.kind == NULL && past->joined && cs_json_get (past->event.body, "kind") != NULL
          ? "its items came from segments of their own; put it into one"
          : NULL;
  if (lost != NULL && !cs_fail (error, CS_ERROR_DENIED, "%s", lost))
    return NULL;
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", &work->gid);
  cs_event_kind_find (past->event.kind)->restore (body, past->event.body, past->before.body);
  return body;
}

/* No KIND: it is taken back by an act of its own. */
static CsJson *
past_body (CsProject *project, const CsWork *work, const Past *past, const char **kind,
           GError **error)
{
  g_autoptr (GError) inner = NULL;
  if (past->event.body == NULL && !cs_fail (error, CS_ERROR_DENIED, "what was done was erased"))
    return NULL;
  const CsEventKind *of = cs_event_kind_find (past->event.kind);
  CsJson *body = of->restore != NULL ? restored_body (project, work, past, &inner)
                                     : read_back (project, work, past, &inner);
  *kind = body != NULL ? of->tag : "work.withdraw";
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (body == NULL)
    body = cs_project_case_body (project, &work->gid);
  return body;
}

static CsJson *
undo_body (CsProject *project, gconstpointer data, guint i, CsBulkAct *ret_act, const char **kind,
           GError **error)
{
  const CsBulkAct *act = &((const CsBulkAct *)data)[i];
  g_auto (CsWork) work = { 0 };
  g_auto (Past) past = { 0 };
  g_autoptr (GError) inner = NULL;
  CsReader reader = cs_project_reader (project);
  ret_act->case_gid = act->case_gid;
  if (!cs_project_work (project, &act->case_gid, &work, error) ||
      !load_past (project, act, &past, error))
    return NULL;
  CsJson *body = past_body (project, &work, &past, kind, &inner);
  if (body != NULL)
    cs_json_put_hash (body, "act", &act->act);
  else if (cs_project_sees_case (project, &reader, &work))
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such case");
  return body;
}

CsBulk *
cs_project_undo_cases (CsProject *project, const CsBulkAct *acts, guint n, const CsBulkHow *how,
                       GError **error)
{
  return act_on_all (project, NULL, undo_body, acts, n, how, error);
}

typedef struct {
  GArray *acts;
  GHashTable *gone; /* of CsHash: what was taken back, and what is in ACTS */
  CsGid feed;
  char *kind;
  gint64 wall;
} Last;

static void
last_clear (Last *last)
{
  g_hash_table_unref (last->gone);
  g_free (last->kind);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Last, last_clear)

/* FALSE once EVENT is of an earlier act. */
static gboolean
note_last (const CsEvent *event, Last *last)
{
  CsHash taken;
  CsBulkAct act = { .act = event->hash };
  gint64 wall = cs_json_get_int (event->body, "wall", 0);
  if (cs_json_get_hash (event->body, "act", &taken)) {
    g_hash_table_add (last->gone, g_memdup2 (&taken, sizeof taken));
    return TRUE;
  }
  if (g_hash_table_contains (last->gone, &event->hash) ||
      !cs_json_get_gid (event->body, "case", &act.case_gid))
    return TRUE;
  if (last->kind != NULL && !(cs_gid_equal (&event->feed, &last->feed) && wall == last->wall &&
                              g_str_equal (event->kind, last->kind)))
    return FALSE;
  if (last->kind == NULL)
    last->kind = g_strdup (event->kind);
  last->feed = event->feed;
  last->wall = wall;
  g_array_append_val (last->acts, act);
  g_hash_table_add (last->gone, g_memdup2 (&act.act, sizeof act.act));
  return TRUE;
}

GArray *
cs_project_last_bulk (CsProject *project, const GArray *passed, GError **error)
{
  const CsIdentity *self = cs_signer_identity (project->signer);
  g_autoptr (GBytes) key = g_bytes_new (self->sitting_key.bytes, sizeof self->sitting_key.bytes);
  g_autoptr (GArray) acts = g_array_new (FALSE, FALSE, sizeof (CsBulkAct));
  g_auto (Last) last = { .acts = acts,
                         .gone = g_hash_table_new_full (cs_hash_hash_func, cs_hash_equal_func,
                                                        g_free, NULL) };
  for (guint i = 0; passed != NULL && i < passed->len; i++)
    g_hash_table_add (last.gone,
                      g_memdup2 (&g_array_index (passed, CsBulkAct, i).act, sizeof (CsHash)));
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_store_db (project->store), error,
      "SELECT event.id FROM event JOIN feed ON feed.id = event.feed WHERE pubkey = ? AND kind IN"
      " ('case.due', 'case.priority', 'case.segment', 'task.assign', 'work.withdraw')"
      " ORDER BY at DESC, seq DESC",
      "B", key);
  int state = stmt != NULL ? 1 : -1;
  gboolean more = TRUE, does;
  while (state > 0 && more && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsEvent) event = { 0 };
    if (!cs_journal_read (project->store, cs_stmt_int (stmt, 0), &event, error) ||
        !counts (project, &event, &does, error))
      return NULL;
    more = !does || note_last (&event, &last);
  }
  for (guint i = 0; i < acts->len / 2; i++) {
    CsBulkAct *one = &g_array_index (acts, CsBulkAct, i),
              *other = &g_array_index (acts, CsBulkAct, acts->len - 1 - i), kept = *one;
    *one = *other;
    *other = kept;
  }
  return state >= 0 ? g_steal_pointer (&acts) : NULL;
}
