/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stage is relaxed once the cases decided there allow it: what is counted, what is begun before
 * and after, strict again, copies that both did it, and acts that say what is not so. */
#include "cs-index-private.h"
#include "cs-project-private.h"
#include "cs-project-relax.h"
#include "cs-project-workflows.h"
#include "cs-test-forge.h"
#include "cs-test-project.h"

#include <string.h>

#define CASES 24

/* Nobody of so few is drawn at 1 %. */
static const char rule_text[] =
    "{\"format\":\"countersign-workflow-1\",\"name\":\"Strict\",\"coverage\":\"off\",\"stages\":["
    "{\"key\":\"label\",\"roles\":[\"labeler\"]},"
    "{\"key\":\"qc\",\"roles\":[\"reviewer\"],\"exclude\":[\"author\"],\"relax\":["
    "{\"accepted\":3,\"of\":4,\"share\":1}]},"
    "{\"key\":\"qa\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"relax\":["
    "{\"accepted\":1,\"of\":1,\"share\":50},{\"accepted\":2,\"of\":2,\"share\":1}]},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

typedef struct {
  CsTestFixture base;
  char *other;
  CsGid gids[CASES];
} Fixture;

static CsProject *
open_as (Fixture *fixture, const char *path, const char *handle)
{
  cs_test_env_advance (fixture->base.env, G_USEC_PER_SEC);
  return cs_test_open (fixture->base.env, path, handle);
}

static void
publish (Fixture *fixture, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cs_test_set_up_many (&fixture->base, GUINT_TO_POINTER (CASES));
  fixture->other = g_build_filename (fixture->base.dir, "other.countersign", NULL);
  publish (fixture, fixture->base.path, rule_text);
  g_autoptr (CsProject) project = cs_test_open (fixture->base.env, fixture->base.path, "lee");
  for (guint i = 0; i < CASES; i++) {
    g_autofree char *title = g_strdup_printf ("case-%u", i);
    fixture->gids[i] = cs_test_case (project, title);
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->other);
  cs_test_tear_down (&fixture->base, NULL);
}

static void
hand_in (Fixture *fixture, const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, "ana");
  cs_test_draw (project, &fixture->gids[n], 1000 + 1000 * n);
  cs_project_submit (project, &fixture->gids[n], NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
decide (Fixture *fixture, const char *path, const char *handle, guint n, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, handle);
  const CsDecision decision = { .decision = word, .reason = "so" };
  if (strcmp (word, "correct") == 0)
    cs_test_draw (project, &fixture->gids[n], 300000);
  if (strcmp (word, "withdraw") == 0)
    cs_project_withdraw (project, &fixture->gids[n], &error);
  else
    cs_project_decide (project, &fixture->gids[n], &decision, &error);
  g_assert_no_error (error);
}

/* Cases FROM to below TO, handed in and decided at qc as WORD. */
static void
pass (Fixture *fixture, const char *path, guint from, guint to, const char *word)
{
  for (guint i = from; i < to; i++) {
    hand_in (fixture, path, i);
    decide (fixture, path, "ben", i, word);
  }
}

static void
assert_state (Fixture *fixture, const char *path, guint n, const char *state)
{
  g_autofree char *title = g_strdup_printf ("case-%u", n);
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  cs_test_assert_state (project, title, state);
}

/* STAGE has a step left, and so many cases. */
static void
assert_count (Fixture *fixture, const char *path, const char *stage, int accepted, int decided,
              gboolean may)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_relaxations (project, &reader, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const CsRelaxRow *row = rows->pdata[i];
    if (strcmp (row->stage, stage) != 0)
      continue;
    g_assert_cmpint (row->accepted, ==, accepted);
    g_assert_cmpint (row->decided, ==, decided);
    g_assert_cmpint (row->may, ==, may);
    return;
  }
  g_assert_not_reached ();
}

/* WHY NULL: it is done. */
static void
relax (Fixture *fixture, const char *path, const char *handle, const char *stage, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, handle);
  gboolean done = cs_project_relax (project, stage, NULL, &error);
  if (why == NULL)
    g_assert_no_error (error);
  else if (done || strstr (error->message, why) == NULL)
    g_error ("\"%s\" does not say \"%s\"", done ? "done" : error->message, why);
}

static guint
share_in_force (Fixture *fixture, const char *path, guint stage)
{
  const CsWorkflow *workflow = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  g_assert_true (cs_project_workflow (project, &workflow, NULL, NULL));
  return workflow->stages[stage].shares[0];
}

/* --- what is counted --- */

static void
test_counted (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  assert_count (fixture, path, "qc", 0, 0, FALSE);
  relax (fixture, path, "lee", "qc", "the last 4 cases that people decided at qc, and there are 0");
  pass (fixture, path, 0, 3, "accept");
  assert_count (fixture, path, "qc", 3, 3, FALSE);
  relax (fixture, path, "lee", "qc", "there are 3 yet");
  pass (fixture, path, 3, 4, "send-back");
  assert_count (fixture, path, "qc", 3, 4, TRUE);
  /* Sent back and accepted then: one case, and not as it was. */
  pass (fixture, path, 3, 4, "accept");
  assert_count (fixture, path, "qc", 3, 4, TRUE);
  pass (fixture, path, 4, 5, "correct");
  assert_count (fixture, path, "qc", 2, 4, FALSE);
  relax (fixture, path, "lee", "qc", "at qc 2 of the last 4 cases were accepted as they were, and");
  pass (fixture, path, 5, 6, "reject");
  assert_count (fixture, path, "qc", 1, 4, FALSE);
  /* Taken back it never was. */
  decide (fixture, path, "ben", 5, "withdraw");
  assert_count (fixture, path, "qc", 2, 4, FALSE);
  decide (fixture, path, "ben", 5, "accept");
  assert_count (fixture, path, "qc", 2, 4, FALSE);
  pass (fixture, path, 6, 7, "accept");
  assert_count (fixture, path, "qc", 2, 4, FALSE);
  pass (fixture, path, 7, 8, "accept");
  assert_count (fixture, path, "qc", 3, 4, TRUE);
  decide (fixture, path, "ben", 7, "withdraw");
  assert_count (fixture, path, "qc", 2, 4, FALSE);
  /* What others decide elsewhere is none of its business. */
  decide (fixture, path, "cat", 0, "correct");
  assert_count (fixture, path, "qa", 0, 1, FALSE);
  assert_count (fixture, path, "qc", 2, 4, FALSE);
}

static void
test_who (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  g_autoptr (GError) error = NULL;
  pass (fixture, path, 0, 4, "accept");
  relax (fixture, path, "ben", "qc", "only a lead");
  relax (fixture, path, "cat", "qc", "only a lead");
  relax (fixture, path, "lee", "label", "no further step");
  relax (fixture, path, "lee", "approve", "no further step");
  relax (fixture, path, "lee", "review", "there is: label, qc, qa, approve");
  g_autoptr (CsProject) ana = open_as (fixture, path, "ana");
  CsReader reader = cs_project_reader (ana);
  g_autoptr (GPtrArray) rows = cs_project_relaxations (ana, &reader, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  for (guint i = 0; i < rows->len; i++) {
    const CsRelaxRow *row = rows->pdata[i];
    g_assert_cmpint (row->accepted, ==, -1);
    g_assert_cmpint (row->decided, ==, -1);
    g_assert_false (row->may);
  }
}

/* --- what it does --- */

static void
test_pinned (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  hand_in (fixture, path, 10);
  g_autoptr (CsProject) project = open_as (fixture, path, "ana");
  g_assert_true (cs_project_claim (project, &fixture->gids[11], NULL));
  g_clear_pointer (&project, cs_project_close);
  pass (fixture, path, 0, 4, "accept");
  relax (fixture, path, "lee", "qc", NULL);
  g_assert_cmpuint (share_in_force (fixture, path, 1), ==, 1);
  relax (fixture, path, "lee", "qc", "no further step");
  /* What was begun passes every stage all the same; what is begun now goes past. */
  assert_state (fixture, path, 10, "waits for qc");
  hand_in (fixture, path, 11);
  assert_state (fixture, path, 11, "waits for qc");
  hand_in (fixture, path, 12);
  assert_state (fixture, path, 12, "waits for qa");
  project = open_as (fixture, path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) versions = cs_project_documents (project, &reader, "workflow", NULL);
  const CsDocumentRow *last = versions->pdata[2];
  g_assert_cmpuint (versions->len, ==, 3);
  g_assert_cmpint (last->accepted, ==, 4);
  g_assert_cmpint (last->decided, ==, 4);
  const CsDocumentRow *first = versions->pdata[1];
  g_assert_cmpint (first->decided, ==, 0);
}

/* Decisions count for one step, whatever they were made under. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  pass (fixture, path, 0, 6, "accept");
  for (guint i = 0; i < 4; i++)
    decide (fixture, path, "cat", i, "accept");
  assert_count (fixture, path, "qa", 1, 1, TRUE);
  relax (fixture, path, "lee", "qa", NULL);
  g_assert_cmpuint (share_in_force (fixture, path, 2), ==, 50);
  assert_count (fixture, path, "qa", 0, 0, FALSE);
  relax (fixture, path, "lee", "qa", "there are 0 yet");
  assert_count (fixture, path, "qc", 4, 4, TRUE); /* of another stage, nothing happened to it */
  decide (fixture, path, "cat", 4, "accept");
  assert_count (fixture, path, "qa", 1, 1, FALSE);
  decide (fixture, path, "cat", 5, "accept");
  assert_count (fixture, path, "qa", 2, 2, TRUE);
  relax (fixture, path, "lee", "qc", NULL);
  assert_count (fixture, path, "qa", 2, 2, TRUE);
  relax (fixture, path, "lee", "qa", NULL);
  g_assert_cmpuint (share_in_force (fixture, path, 1), ==, 1);
  g_assert_cmpuint (share_in_force (fixture, path, 2), ==, 1);
}

/* Strict again is the version before, published once more, and it begins anew. */
static void
test_strict_again (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  pass (fixture, path, 0, 4, "accept");
  hand_in (fixture, path, 10);
  relax (fixture, path, "lee", "qc", NULL);
  publish (fixture, path, rule_text);
  g_assert_cmpuint (share_in_force (fixture, path, 1), ==, 100);
  assert_count (fixture, path, "qc", 0, 0, FALSE);
  relax (fixture, path, "lee", "qc", "there are 0 yet");
  /* Begun before, it is of the version before. */
  decide (fixture, path, "ben", 10, "accept");
  assert_count (fixture, path, "qc", 0, 0, FALSE);
  pass (fixture, path, 4, 8, "accept");
  assert_count (fixture, path, "qc", 4, 4, TRUE);
  relax (fixture, path, "lee", "qc", NULL);
  g_assert_cmpuint (share_in_force (fixture, path, 1), ==, 1);
}

/* --- copies --- */

static void
merge (Fixture *fixture, const char *to, const char *from, int unrecognised)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  g_autoptr (CsProject) project = open_as (fixture, to, "lee");
  cs_project_merge (project, from, FALSE, &report, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report.unrecognised, ==, unrecognised);
}

static CsHash
digest_of (Fixture *fixture, const char *path)
{
  CsHash step_by_step, at_once;
  g_autoptr (CsProject) project =
      cs_project_open (fixture->base.env, path, CS_STORE_LOOK, NULL, NULL);
  g_assert_true (cs_index_digest (project->index, &step_by_step, NULL));
  g_assert_true (cs_index_rebuild (project->index, NULL));
  g_assert_true (cs_index_digest (project->index, &at_once, NULL));
  g_assert_cmpmem (&step_by_step, sizeof at_once, &at_once, sizeof at_once);
  return at_once;
}

static void
unite (Fixture *fixture, int unrecognised)
{
  g_autofree char *was = g_build_filename (fixture->base.dir, "was.countersign", NULL);
  cs_test_copy (fixture->base.path, was);
  merge (fixture, fixture->base.path, fixture->other, unrecognised);
  merge (fixture, fixture->other, was, unrecognised);
  merge (fixture, fixture->base.path, fixture->other, unrecognised);
  merge (fixture, fixture->other, fixture->base.path, unrecognised);
  CsHash ours = digest_of (fixture, fixture->base.path);
  CsHash theirs = digest_of (fixture, fixture->other);
  g_assert_cmpmem (&ours, sizeof ours, &theirs, sizeof theirs);
}

/* Both relaxed the same: the second says nothing new, and what was begun in either copy under what
 * came of it goes on. */
static void
test_both_relaxed (Fixture *fixture, gconstpointer data)
{
  pass (fixture, fixture->base.path, 0, 4, "accept");
  cs_test_copy (fixture->base.path, fixture->other);
  relax (fixture, fixture->base.path, "lee", "qc", NULL);
  relax (fixture, fixture->other, "lee", "qc", NULL);
  hand_in (fixture, fixture->base.path, 10);
  hand_in (fixture, fixture->other, 11);
  unite (fixture, 1);
  assert_state (fixture, fixture->base.path, 10, "waits for qa");
  assert_state (fixture, fixture->base.path, 11, "waits for qa");
  g_assert_cmpuint (share_in_force (fixture, fixture->base.path, 1), ==, 1);
}

/* What one copy counted stays so, though the other one knew worse: an earlier case was sent back
 * there, and who had accepted one took that back. */
static void
test_other_knew_worse (Fixture *fixture, gconstpointer data)
{
  pass (fixture, fixture->base.path, 0, 4, "accept");
  cs_test_copy (fixture->base.path, fixture->other);
  pass (fixture, fixture->other, 4, 8, "send-back");
  decide (fixture, fixture->other, "ben", 3, "withdraw");
  decide (fixture, fixture->other, "ben", 2, "withdraw");
  relax (fixture, fixture->other, "lee", "qc", "0 of the last 4");
  relax (fixture, fixture->base.path, "lee", "qc", NULL);
  hand_in (fixture, fixture->base.path, 10);
  unite (fixture, 0);
  assert_state (fixture, fixture->base.path, 10, "waits for qa");
  g_assert_cmpuint (share_in_force (fixture, fixture->base.path, 1), ==, 1);
}

/* Two different steps: the last is in force, and both are versions that cases go on under. */
static void
test_two_steps (Fixture *fixture, gconstpointer data)
{
  pass (fixture, fixture->base.path, 0, 4, "accept");
  decide (fixture, fixture->base.path, "cat", 0, "accept");
  cs_test_copy (fixture->base.path, fixture->other);
  relax (fixture, fixture->base.path, "lee", "qc", NULL);
  hand_in (fixture, fixture->base.path, 10);
  relax (fixture, fixture->other, "lee", "qa", NULL);
  hand_in (fixture, fixture->other, 11);
  unite (fixture, 0);
  assert_state (fixture, fixture->base.path, 10, "waits for qa");
  assert_state (fixture, fixture->base.path, 11, "waits for qc");
  g_assert_cmpuint (share_in_force (fixture, fixture->base.path, 1), ==, 100);
  g_assert_cmpuint (share_in_force (fixture, fixture->base.path, 2), ==, 50);
}

/* A copy wrote another workflow and went back to the first meanwhile. */
static void
test_published_elsewhere (Fixture *fixture, gconstpointer data)
{
  static const char lax[] =
      "{\"format\":\"countersign-workflow-1\",\"stages\":[{\"key\":\"label\",\"roles\":[\"labeler\""
      "]},{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";
  cs_test_copy (fixture->base.path, fixture->other);
  publish (fixture, fixture->other, lax);
  publish (fixture, fixture->other, rule_text);
  pass (fixture, fixture->base.path, 0, 4, "accept");
  relax (fixture, fixture->base.path, "lee", "qc", NULL);
  hand_in (fixture, fixture->base.path, 10);
  unite (fixture, 0);
  assert_state (fixture, fixture->base.path, 10, "waits for qa");
}

/* --- acts that nobody here appended --- */

typedef struct {
  CsJson *body, *object;
} Found;

static gboolean
find_relax (const CsEvent *event, gpointer data, GError **error)
{
  Found *found = data;
  if (strcmp (event->kind, "workflow.relax") == 0) {
    g_clear_pointer (&found->body, cs_json_unref);
    found->body = cs_json_ref (event->body);
  }
  return TRUE;
}

/* As the rules would let it be appended there. */
static CsJson *
body_of_relaxing (Fixture *fixture, const char *path, const char *stage)
{
  Found found = { 0 };
  gint64 last = 0;
  CsHash hash;
  g_autofree char *copy = g_build_filename (fixture->base.dir, "copy.countersign", NULL);
  cs_test_copy (path, copy);
  relax (fixture, copy, "lee", stage, NULL);
  g_autoptr (CsProject) project = open_as (fixture, copy, "lee");
  g_assert_true (cs_journal_last (project->store, &last, &hash, NULL));
  g_assert_true (cs_journal_foreach (project->store, 0, last, TRUE, find_relax, &found, NULL));
  g_assert_nonnull (found.body);
  return found.body;
}

static CsJson *
with (const CsJson *body, const char *member, CsJson *value)
{
  CsJson *copy = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (body); i++)
    cs_json_put (copy, cs_json_key_at (body, i), cs_json_ref (cs_json_member_at (body, i)));
  cs_json_put (copy, member, value);
  return copy;
}

/* BODY, taken over, is put into a copy; WHY: it does not count for that, NULL: it does. OBJECT is
 * put there too. */
static void
forge (Fixture *fixture, const char *path, const char *handle, CsJson *body, const char *object,
       const char *why)
{
  CsHash event;
  g_autofree char *copy = g_build_filename (fixture->base.dir, "forged.countersign", NULL);
  cs_test_copy (path, copy);
  CsTestForge *forged = cs_test_forge_new (fixture->base.env, copy, handle);
  cs_test_forge_object (forged, object);
  cs_test_forge_json (forged, "workflow.relax", body, &event);
  cs_test_forge_finish (forged, TRUE);
  g_autoptr (CsProject) project =
      cs_project_open (fixture->base.env, copy, CS_STORE_LOOK, NULL, NULL);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), NULL,
                   "SELECT reason FROM unrecognised WHERE hash = ?", "h", &event);
  gboolean refused = cs_stmt_step (stmt, NULL) > 0;
  const char *reason = refused ? cs_stmt_text (stmt, 0) : "it counts";
  if (refused != (why != NULL) || (refused && strstr (reason, why) == NULL))
    g_error ("\"%s\", not \"%s\"", reason, why);
}

static char *
relaxed_text (Fixture *fixture, const char *path, guint stage)
{
  const CsWorkflow *workflow = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  g_assert_true (cs_project_workflow (project, &workflow, NULL, NULL));
  g_autoptr (CsWorkflow) relaxed = cs_workflow_relaxed (workflow, stage);
  return cs_json_to_canonical (cs_workflow_to_json (relaxed), NULL);
}

static CsJson *
acts_of (Fixture *fixture, const char *sql)
{
  CsJson *list = cs_json_new_array ();
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, "lee");
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), NULL, sql, "");
  while (cs_stmt_step (stmt, NULL) > 0) {
    CsHash act;
    cs_stmt_hash (stmt, 0, &act);
    cs_json_append (list, cs_json_new_hash (&act));
  }
  return list;
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  pass (fixture, path, 0, 4, "accept");
  pass (fixture, path, 4, 5, "send-back");
  decide (fixture, path, "cat", 0, "accept");
  g_autoptr (CsJson) body = body_of_relaxing (fixture, path, "qc");
  g_autofree char *object = relaxed_text (fixture, path, 1);
  forge (fixture, path, "lee", cs_json_ref (body), object, NULL);
  forge (fixture, path, "ben", cs_json_ref (body), object, "only a lead");
  forge (fixture, path, "lee", with (body, "accepted", cs_json_new_int (4)), object, "is not so");
  forge (fixture, path, "lee", with (body, "accepted", cs_json_new_int (2)), object, "2 of the");
  forge (fixture, path, "lee", with (body, "share", cs_json_new_int (2)), object, "is not so");
  forge (fixture, path, "lee",
         with (body, "acts", acts_of (fixture, "SELECT hash FROM decision LIMIT 3")), object,
         "there are 3 yet");
  forge (fixture, path, "lee",
         with (body, "acts",
               acts_of (fixture, "SELECT hash FROM decision WHERE stage = 1 UNION ALL SELECT hash "
                                 "FROM decision WHERE stage = 1 LIMIT 4")),
         object, NULL); /* another four of them: what the last ones are nobody else can tell */
  forge (fixture, path, "lee",
         with (body, "acts",
               acts_of (fixture, "SELECT hash FROM (SELECT hash FROM decision WHERE stage = 1"
                                 " LIMIT 3) UNION ALL SELECT hash FROM decision WHERE stage = 2")),
         object, "is not so");
  forge (fixture, path, "lee",
         with (body, "acts",
               acts_of (fixture, "SELECT a.hash FROM decision a, decision b WHERE a.stage = 1"
                                 " AND b.stage = 1 ORDER BY a.hash LIMIT 4")),
         object, "is not so"); /* one of them four times */
  /* Another stage, or more of a step than it says. */
  g_autofree char *other = relaxed_text (fixture, path, 2);
  CsHash hash;
  cs_hash_data (other, strlen (other), &hash);
  forge (fixture, path, "lee", with (body, "object", cs_json_new_hash (&hash)), other, "is not so");
  forge (fixture, path, "lee", with (body, "stage", cs_json_new_string ("qa")), object,
         "is not so");
  /* After it was taken back the old decisions are of no use, nor is the version they are of. */
  relax (fixture, path, "lee", "qc", NULL);
  publish (fixture, path, rule_text);
  forge (fixture, path, "lee", cs_json_ref (body), object, "another one now");
  CsHash from;
  g_autoptr (CsJson) latest =
      acts_of (fixture, "SELECT act FROM document WHERE kind = 'workflow' ORDER BY version DESC"
                        " LIMIT 1");
  cs_hash_from_hex (cs_json_string (cs_json_at (latest, 0)), &from);
  forge (fixture, path, "lee", with (body, "from", cs_json_new_hash (&from)), object, "is not so");
}

/* Sent back before it was accepted, a case is not one that was accepted as it was. */
static void
test_hostile_cases (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  pass (fixture, path, 0, 1, "send-back");
  pass (fixture, path, 0, 1, "accept");
  pass (fixture, path, 1, 4, "accept");
  g_autoptr (CsJson) body = body_of_relaxing (fixture, path, "qc");
  g_autofree char *object = relaxed_text (fixture, path, 1);
  g_assert_cmpint (cs_json_get_int (body, "accepted", 0), ==, 3);
  forge (fixture, path, "lee", cs_json_ref (body), object, NULL);
  forge (fixture, path, "lee", with (body, "accepted", cs_json_new_int (4)), object, "is not so");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/relax/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("counted", test_counted);
  ADD ("who", test_who);
  ADD ("pinned", test_pinned);
  ADD ("steps", test_steps);
  ADD ("strict-again", test_strict_again);
  ADD ("both-relaxed", test_both_relaxed);
  ADD ("other-knew-worse", test_other_knew_worse);
  ADD ("two-steps", test_two_steps);
  ADD ("published-elsewhere", test_published_elsewhere);
  ADD ("hostile", test_hostile);
  ADD ("hostile-cases", test_hostile_cases);
  return g_test_run ();
}
