/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-project-sight.h"

#include <string.h>

typedef struct {
  const CsSight *sight;
  GPtrArray *rows;
  gboolean one;       /* the history of one case */
  GHashTable *handed; /* hex of the cases that the reader handed in, as far as was told */
  gboolean masked;    /* something was told without the name of who did it */
} Teller;

void
cs_history_row_free (CsHistoryRow *row)
{
  if (row == NULL)
    return;
  g_free (row->who);
  g_free (row->kind);
  g_free (row->sentence);
  g_free (row->case_title);
  g_free (row->unrecognised);
  cs_json_unref (row->body);
  g_free (row);
}

static char *
text_of (CsDb *db, const char *sql, const char *types, gconstpointer value, gsize size)
{
  g_autoptr (CsStmt) stmt = cs_db_query (db, NULL, sql, types, value, size);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 ? g_strdup (cs_stmt_text (stmt, 0)) : NULL;
}

/* --- what is told --- */

/* Whose key it is; what a sitting says of itself is hearsay. */
static gboolean
is_own (const CsSight *sight, const CsEvent *event)
{
  CsReader who = { 0 };
  return event->sealed && cs_index_person_of_key (sight->project->index, &event->key, &who, NULL) &&
         !cs_gid_is_zero (&who.person) && cs_gid_equal (&who.person, &sight->reader->person);
}

static gboolean
tells_case (const CsSight *sight, CsTells tells, const char *gid_text)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  if (!cs_gid_from_hex (gid_text, &gid) ||
      cs_work_load (cs_index_db (sight->project->index), &gid, &work, NULL) <= 0)
    return FALSE;
  return tells == CS_TELLS_CASE ? cs_sight_case (sight, &work) : cs_sight_work (sight, &work);
}

/* FALSE when HASH is a version that the reader may not see. */
static gboolean
tells_version (const CsSight *sight, const CsHash *hash)
{
  gint64 there = 0;
  return cs_db_get_int (cs_index_db (sight->project->index), 0, &there, NULL,
                        "SELECT 1 FROM revision WHERE hash = ?", "h", hash) &&
         (there == 0 || cs_sight_version (sight, hash, NULL));
}

static gboolean
tells_versions (const CsSight *sight, const CsEvent *event)
{
  static const char *const members[] = { "act", "revision" };
  if (!tells_version (sight, &event->hash))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    CsHash hash;
    if (cs_json_get_hash (event->body, members[i], &hash) && !tells_version (sight, &hash))
      return FALSE;
  }
  return TRUE;
}

/* What does not count has no place among the versions, so nothing says whose work it is about. */
static gboolean
counts (const CsSight *sight, const CsHash *hash)
{
  gint64 lost = 0;
  return cs_db_get_int (cs_index_db (sight->project->index), 0, &lost, NULL,
                        "SELECT 1 FROM unrecognised WHERE hash = ?", "h", hash) &&
         lost == 0;
}

/* What somebody hands in while several read the case, and that they took that back. */
static gboolean
is_kept_reading (const CsSight *sight, const CsEvent *event)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  CsHash act;
  gboolean back = g_str_equal (event->kind, "work.withdraw");
  return sight->rounds && (back || g_str_equal (event->kind, "revision.submit")) &&
         cs_json_get_gid (event->body, "case", &gid) &&
         cs_work_load (cs_index_db (sight->project->index), &gid, &work, NULL) > 0 &&
         cs_sight_keeps_readings (sight, &work) && !is_own (sight, event) &&
         (!back || !cs_json_get_hash (event->body, "act", &act) || !tells_version (sight, &act));
}

/* BODY with those of its cases that may be told of; NULL when there is none. */
static CsJson *
seen_part (const CsSight *sight, CsTells tells, const CsJson *body)
{
  const CsJson *cases = cs_json_get (body, "cases");
  const char *one = cs_json_get_string (body, "case");
  g_autoptr (CsJson) part = cs_json_new_object ();
  CsJson *seen = cs_json_new_array ();
  for (guint i = 0; i < cs_json_length (body); i++)
    cs_json_put (part, cs_json_key_at (body, i), cs_json_ref (cs_json_member_at (body, i)));
  for (guint i = 0; i < cs_json_length (cases); i++)
    if (tells_case (sight, tells, cs_json_string (cs_json_at (cases, i))))
      cs_json_append (seen, cs_json_ref (cs_json_at (cases, i)));
  gboolean any = one != NULL ? tells_case (sight, tells, one) : cs_json_length (seen) > 0;
  if (cases != NULL)
    cs_json_put (part, "cases", seen);
  else
    cs_json_unref (seen);
  return any ? g_steal_pointer (&part) : NULL;
}

/* BODY (taken over) without how much work it was. */
static CsJson *
without_effort (CsJson *body)
{
  if (cs_json_get (body, "effort") == NULL)
    return body;
  g_autoptr (CsJson) all = body;
  CsJson *rest = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (all); i++)
    if (!g_str_equal (cs_json_key_at (all, i), "effort"))
      cs_json_put (rest, cs_json_key_at (all, i), cs_json_ref (cs_json_member_at (all, i)));
  return rest;
}

static gboolean
tells_person (const CsSight *sight, const CsJson *body)
{
  CsGid person;
  return cs_rules_sees_results (sight->reader) || (cs_json_get_gid (body, "person", &person) &&
                                                   cs_gid_equal (&person, &sight->reader->person));
}

/* About a case of which they are not told at all. */
static gboolean
is_veiled_act (const CsSight *sight, const CsJson *body)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  return cs_json_get_gid (body, "case", &gid) &&
         cs_work_load (cs_index_db (sight->project->index), &gid, &work, NULL) > 0 &&
         !cs_sight_case (sight, &work);
}

/* Why the case was sent back to who reads it anew, and nothing of what was read before; NULL when
 * EVENT is not that. */
static CsJson *
send_back_part (const CsSight *sight, const CsEvent *event)
{
  static const char *const members[] = { "case",   "category", "clause", "decision", "offset",
                                         "reason", "severity", "wall",   NULL };
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  if (!g_str_equal (event->kind, "review.decide") || !cs_json_get_gid (event->body, "case", &gid) ||
      cs_work_load (cs_index_db (sight->project->index), &gid, &work, NULL) <= 0 ||
      !cs_hash_equal (&work.decision, &event->hash) || !cs_sight_is_reader_anew (sight, &work))
    return NULL;
  CsJson *part = cs_json_new_object ();
  for (guint i = 0; members[i] != NULL; i++)
    if (cs_json_get (event->body, members[i]) != NULL)
      cs_json_put (part, members[i], cs_json_ref (cs_json_get (event->body, members[i])));
  return part;
}

/* What of EVENT's body the reader is told; NULL for nothing. An event whose body is not what its
 * kind wants is about nobody knows what, so only who sees everything is told of it. */
static CsJson *
told_body (const CsSight *sight, const CsEvent *event, const CsEventKind *kind)
{
  if (kind != NULL && kind->tells == CS_TELLS_RESULTS)
    return cs_rules_sees_results (sight->reader) ? cs_json_ref (event->body) : NULL;
  if (sight->veils && cs_sight_is_full (sight) && is_veiled_act (sight, event->body))
    return NULL;
  if (kind != NULL && kind->tells == CS_TELLS_PERSON)
    return tells_person (sight, event->body) ? cs_json_ref (event->body) : NULL;
  if (kind != NULL && (cs_sight_is_full (sight) || kind->tells == CS_TELLS_PROJECT ||
                       (is_own (sight, event) && !kind->by_itself)))
    return cs_json_ref (event->body);
  CsJson *back = kind != NULL ? send_back_part (sight, event) : NULL;
  if (back != NULL)
    return back;
  if (kind == NULL || (kind->tells == CS_TELLS_WORK &&
                       (!counts (sight, &event->hash) || !tells_versions (sight, event))))
    return NULL;
  return seen_part (sight, kind->tells, event->body);
}

/* Where control cases are read nobody is told when a case came and who gave it a priority, a date
 * or a segment, nor what became of one that they handed in: all of it would tell which it is. */
static gboolean
is_kept_act (const Teller *teller, const CsEvent *event, const CsJson *body)
{
  static const char *const coming[] = {
    "case.open",   "case.regroup",  "context.add", "item.add",     "sign", "suggestion.add",
    "case.reopen", "case.priority", "case.due",    "case.segment", NULL
  };
  static const char *const going[] = { "reads.another", "reads.merge",   "review.decide",
                                       "review.look",   "task.assign",   "task.claim",
                                       "task.skip",     "work.withdraw", NULL };
  const char *hex = cs_json_get_string (body, "case");
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  gboolean own = is_own (teller->sight, event) && !g_str_equal (event->kind, "reads.another");
  if (!teller->sight->keeps || own)
    return FALSE;
  if (g_strv_contains (coming, event->kind))
    return TRUE;
  return hex != NULL && g_strv_contains (going, event->kind) &&
         g_hash_table_contains (teller->handed, hex) && cs_json_get (body, "rejected") == NULL &&
         cs_gid_from_hex (hex, &gid) &&
         cs_work_load (cs_index_db (teller->sight->project->index), &gid, &work, NULL) > 0 &&
         cs_sight_keeps (teller->sight, &work);
}

/* The first N digits of HEX become WORDS in SENTENCE, where they stand in it. */
static void
put_name (char **sentence, const char *hex, guint n, const char *words)
{
  g_autofree char *digits = g_strndup (hex, n), *old = *sentence;
  const char *at = words != NULL ? strstr (old, digits) : NULL;
  *sentence = at == NULL ? g_strdup (old)
                         : g_strdup_printf ("%.*s%s%s", (int)(at - old), old, words, at + n);
}

/* People by their handle, or by none where they are MASKED, and what was taken back by what it was.
 */
static char *
sentence_of (const Teller *teller, const CsEventKind *kind, const CsJson *body, gboolean masked)
{
  CsDb *db = cs_index_db (teller->sight->project->index);
  char *sentence = kind->sentence (body);
  CsGid gid;
  CsHash act;
  static const char *const people[] = { "from", "person" };
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    if (!cs_json_get_gid (body, people[i], &gid))
      continue;
    g_autofree char *handle =
        text_of (db, "SELECT handle FROM person WHERE gid = ?", "b", gid.bytes, sizeof gid.bytes);
    put_name (&sentence, cs_json_get_string (body, people[i]), 8, masked ? "?" : handle);
  }
  gboolean back = cs_json_get_hash (body, "act", &act) && g_str_equal (kind->tag, "work.withdraw");
  for (guint i = teller->rows->len; i > 0 && back; i--) {
    const CsHistoryRow *row = teller->rows->pdata[i - 1];
    if (!cs_hash_equal (&row->hash, &act))
      continue;
    g_autofree char *quoted = g_strdup_printf ("“%s”", row->sentence);
    put_name (&sentence, cs_json_get_string (body, "act"), 12, quoted);
    break;
  }
  return sentence;
}

/* BODY as the sentence has it: what it calls marks are those, and relations are apart; with how
 * sure the least sure of them is, in permille, and the percent that the workflow wants, where it
 * doubts that. */
static CsJson *
say_more (const CsSight *sight, const CsHash *event, const CsEventKind *kind, const CsJson *body)
{
  g_autoptr (CsStmt) stmt =
      cs_json_get (body, "marks") != NULL
          ? cs_db_query (cs_index_db (sight->project->index), NULL,
                         "SELECT relations, unsure, (SELECT max(version) FROM document WHERE"
                         " kind = 'workflow' AND hash = workflow) FROM revision WHERE hash = ?",
                         "h", event)
          : NULL;
  if (stmt == NULL || cs_stmt_step (stmt, NULL) <= 0)
    return cs_json_ref (body);
  gint64 relations = cs_stmt_int (stmt, 0), version = cs_stmt_int (stmt, 2);
  const CsRisk risk = { .unsure = (guint)cs_stmt_int (stmt, 1) };
  const CsWorkflow *workflow = version > 0 && version <= sight->workflows->n
                                   ? sight->workflows->versions[version - 1]
                                   : NULL;
  /* Of several readings only what comes of them is weighed. */
  gboolean one_of =
      kind->deed (body) == CS_DEED_SUBMIT && workflow != NULL && cs_workflow_has_rounds (workflow);
  gboolean doubts = workflow != NULL && !one_of && cs_workflow_doubts (workflow, &risk);
  if (relations == 0 && !doubts)
    return cs_json_ref (body);
  CsJson *apart = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (body); i++)
    cs_json_put (apart, cs_json_key_at (body, i), cs_json_ref (cs_json_member_at (body, i)));
  cs_json_put_int (apart, "marks", cs_json_get_int (body, "marks", 0) - relations);
  cs_json_put_int (apart, "relations", relations);
  if (doubts) {
    cs_json_put_int (apart, "least_sure", 1000 - (gint64)risk.unsure);
    cs_json_put_int (apart, "doubt_below", workflow->doubt_below);
  }
  return apart;
}

/* Who settles what is open between readers is not told which of them read what, nor who of two
 * copies decided what. */
static gboolean
is_masked (const CsSight *sight, const CsEventKind *kind, const CsJson *body)
{
  static const char *const telling[] = { "context.open",    "reads.another", "reads.merge",
                                         "revision.submit", "task.assign",   "task.claim",
                                         "task.skip",       "work.withdraw", NULL };
  static const char *const deciding[] = { "review.adjudicate", "review.correct", "review.decide",
                                          NULL };
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  return kind != NULL &&
         (g_strv_contains (telling, kind->tag) || g_strv_contains (deciding, kind->tag)) &&
         cs_json_get_gid (body, "case", &gid) &&
         cs_work_load (cs_index_db (sight->project->index), &gid, &work, NULL) > 0 &&
         (work.stage >= CS_STAGE_VERSIONS || g_strv_contains (telling, kind->tag)) &&
         cs_sight_hides_readers (sight, &work);
}

static CsJson *
nameless (const CsJson *body)
{
  CsJson *rest = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (body); i++)
    if (!g_str_equal (cs_json_key_at (body, i), "person") &&
        !g_str_equal (cs_json_key_at (body, i), "from"))
      cs_json_put (rest, cs_json_key_at (body, i), cs_json_ref (cs_json_member_at (body, i)));
  return rest;
}

static gboolean
add_row (const CsEvent *event, gpointer data, GError **error)
{
  Teller *teller = data;
  CsDb *db = cs_index_db (teller->sight->project->index);
  const CsEventKind *kind = cs_event_kind_find (event->kind);
  if (kind != NULL && (event->body == NULL || !cs_json_check (event->body, kind->fields, NULL)))
    kind = NULL;
  g_autoptr (CsJson) body = told_body (teller->sight, event, kind);
  if (body != NULL && is_kept_act (teller, event, body))
    return TRUE;
  if (teller->sight->keeps && body != NULL && strcmp (event->kind, "revision.submit") == 0 &&
      is_own (teller->sight, event))
    g_hash_table_add (teller->handed, g_strdup (cs_json_get_string (body, "case")));
  if (!cs_rules_sees_effort (teller->sight->reader) && !is_own (teller->sight, event))
    body = without_effort (g_steal_pointer (&body));
  gboolean kept = kind != NULL &&
                  (kind->tells >= CS_TELLS_RESULTS || is_veiled_act (teller->sight, event->body));
  if (body != NULL && is_kept_reading (teller->sight, event))
    return TRUE;
  if (body == NULL && (kept || !cs_sight_is_full (teller->sight)))
    return TRUE;
  CsHistoryRow *row = g_new0 (CsHistoryRow, 1);
  CsGid gid;
  row->kind = g_strdup (event->kind);
  row->hash = event->hash;
  cs_effort_of (body, &row->effort);
  row->wall = cs_json_get_int (body, "wall", event->at);
  row->offset = (int)cs_json_get_int (body, "offset", 0);
  g_autoptr (CsJson) apart =
      body != NULL ? say_more (teller->sight, &event->hash, kind, body) : NULL;
  gboolean masked = is_masked (teller->sight, kind, body) && !is_own (teller->sight, event);
  row->sentence = body != NULL ? sentence_of (teller, kind, apart, masked) : g_strdup (event->kind);
  if (cs_json_get_gid (body, "case", &gid))
    row->case_title =
        text_of (db, "SELECT title FROM work WHERE gid = ?", "b", gid.bytes, sizeof gid.bytes);
  row->unrecognised = text_of (db, "SELECT reason FROM unrecognised WHERE hash = ?", "b",
                               event->hash.bytes, sizeof event->hash.bytes);
  if (row->unrecognised != NULL && masked) { /* the reason has the name in it */
    g_free (row->unrecognised);
    row->unrecognised = g_strdup ("the rules did not allow it at its place");
  }
  teller->masked = teller->masked || masked;
  row->routine = kind != NULL && kind->routine && row->unrecognised == NULL;
  gboolean by_rule = kind != NULL && kind->by_itself && kind->tells == CS_TELLS_PERSON;
  if (event->sealed && !by_rule && !masked)
    row->who = text_of (db, "SELECT handle FROM person WHERE sitting_key = ?", "b",
                        event->key.bytes, sizeof event->key.bytes);
  if (row->who == NULL)
    row->who = g_strdup (by_rule ? "the workflow" : "?");
  if (teller->one)
    row->body = masked ? nameless (body) : g_steal_pointer (&body);
  g_ptr_array_add (teller->rows, row);
  return TRUE;
}

/* Who opened the project just before something was done tells who did that. */
static void
drop_sittings (GPtrArray *rows, CsDb *db, const CsReader *reader)
{
  g_autofree char *own = text_of (db, "SELECT handle FROM person WHERE gid = ?", "b",
                                  reader->person.bytes, sizeof reader->person.bytes);
  for (guint i = rows->len; i-- > 0;) {
    const CsHistoryRow *row = rows->pdata[i];
    if (g_str_equal (row->kind, "sitting.open") && g_strcmp0 (row->who, own) != 0)
      g_ptr_array_remove_index (rows, i);
  }
}

static gboolean
case_history (CsProject *project, const CsGid *case_gid, Teller *teller, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT event FROM case_event WHERE case_gid = ? ORDER BY ord", "g", case_gid);
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsEvent) event = { 0 };
    if (!cs_journal_read (project->store, cs_stmt_int (stmt, 0), &event, error) ||
        !add_row (&event, teller, error))
      return FALSE;
  }
  return state == 0;
}

GPtrArray *
cs_project_history (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                    GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_history_row_free);
  g_auto (CsSight) sight = { 0 };
  g_autoptr (GHashTable) handed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Teller teller = { .sight = &sight, .rows = rows, .one = case_gid != NULL, .handed = handed };
  if (reader->roles == 0) {
    cs_fail (
        error, CS_ERROR_DENIED,
        "only a member may read its history; say who you are with --as, or ask a lead to add you");
    return NULL;
  }
  if (!cs_sight_begin (project, reader, &sight, error))
    return NULL;
  gboolean ok = case_gid != NULL ? case_history (project, case_gid, &teller, error)
                                 : cs_journal_foreach (project->store, 0, G_MAXINT64, TRUE, add_row,
                                                       &teller, error);
  if (teller.masked)
    drop_sittings (rows, cs_index_db (project->index), reader);
  return ok ? g_steal_pointer (&rows) : NULL;
}
