/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next task is found without looking at all cases, and is the one that the list of tasks shows
 * first: in a project where random people did random things. */
#include "cs-project-bulk.h"
#include "cs-project-escalations.h"
#include "cs-project-pause.h"
#include "cs-project-private.h"
#include "cs-test-model.h"
#include "cs-test-project.h"

#include <string.h>

#define CASES 12
#define STEPS 500

static const char *const handles[] = { "lee", "ana", "ben", "cat", "dan" };

typedef struct {
  CsTestFixture *fixture;
  CsProject *project;
  GRand *dice;
  CsGid cases[CASES];
  guint done, served, published;
} Walk;

static gboolean
is_at (const CsTaskRow *task, const char *stage)
{
  return strcmp (task->kind, "sign") != 0 && strcmp (task->kind, "escalated") != 0 &&
         (stage == NULL || strcmp (task->stage, stage) == 0 || strcmp (task->kind, stage) == 0 ||
          strcmp (cs_stage_word (task->stage), stage) == 0);
}

static void
assert_served (Walk *walk, const CsReader *reader, GPtrArray *tasks, const char *stage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsTaskRow) served = NULL;
  const CsTaskRow *first = NULL;
  g_assert_true (cs_project_first_task (walk->project, reader, stage, &served, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < tasks->len && first == NULL; i++)
    if (is_at (tasks->pdata[i], stage))
      first = tasks->pdata[i];
  g_assert_cmpint (served != NULL, ==, first != NULL);
  if (first == NULL)
    return;
  g_assert_true (cs_gid_equal (&served->case_gid, &first->case_gid));
  g_assert_cmpstr (served->kind, ==, first->kind);
  g_assert_cmpstr (served->stage, ==, first->stage);
  g_assert_cmpint (served->mine, ==, first->mine);
  g_assert_cmpint (served->begun, ==, first->begun);
  g_assert_cmpint (served->priority, ==, first->priority);
  g_assert_cmpint (served->due, ==, first->due);
  walk->served++;
}

static void
assert_all_served (Walk *walk)
{
  static const char *const wanted[] = { NULL, "label", "review",    "approve", "labelling",
                                        "s1", "s2",    "sent-back", "sign",    "nowhere" };
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (walk->project);
  g_autoptr (GPtrArray) tasks = cs_project_tasks (walk->project, &reader, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    assert_served (walk, &reader, tasks, wanted[i]);
}

static gboolean
decide (Walk *walk, const CsGid *gid)
{
  static const char *const words[] = { "accept", "accept", "send-back" };
  const CsDecision decision = { .decision = words[g_rand_int_range (walk->dice, 0, 3)],
                                .reason = "so" };
  return cs_project_decide (walk->project, gid, &decision, NULL);
}

/* Puts the case into a segment, or says what somebody is expert in and was let in to. */
static gboolean
restrict_some (Walk *walk, const CsGid *gid, const CsGid *person)
{
  static const char *const words[] = { "", "a", "b" };
  const char *word = words[g_rand_int_range (walk->dice, 0, 3)];
  if (g_rand_boolean (walk->dice)) {
    g_autoptr (CsBulk) bulk = cs_project_segment_cases (
        walk->project, gid, g_rand_boolean (walk->dice) ? "sensitive" : "expertise", &word, 1, NULL,
        NULL);
    return bulk != NULL;
  }
  g_auto (CsTraits)
      traits = { .level = (CsLevel)g_rand_int_range (walk->dice, 0, 3),
                 .tags = cs_words_parse (g_rand_boolean (walk->dice) ? "a,b" : word, NULL),
                 .segments = cs_words_parse (g_rand_boolean (walk->dice) ? "a,b" : word, NULL) };
  return cs_project_describe (walk->project, person, &traits, "so", "so", NULL);
}

static gboolean
lead (Walk *walk, const CsGid *gid)
{
  int rank = g_rand_int_range (walk->dice, -1, 2);
  int due = g_rand_boolean (walk->dice) ? 20454 + g_rand_int_range (walk->dice, 0, 4) : CS_DUE_NONE;
  g_autoptr (CsPersonRow) person = cs_project_find_person (
      walk->project, handles[g_rand_int_range (walk->dice, 0, G_N_ELEMENTS (handles))], NULL);
  switch (g_rand_int_range (walk->dice, 0, 12)) {
  case 10:
  case 11:
    return restrict_some (walk, gid, &person->gid);
  case 0:
  case 1:
  case 2:
  case 3:
    return cs_project_assign (walk->project, gid, &person->gid, NULL);
  case 4:
  case 5: {
    g_autoptr (CsBulk) bulk = cs_project_set_due (walk->project, gid, &due, 1, NULL, NULL, NULL);
    return bulk != NULL;
  }
  case 6:
    return cs_project_reopen (walk->project, gid, "again", NULL);
  default: {
    g_autoptr (CsBulk) bulk =
        cs_project_prioritise_cases (walk->project, gid, &rank, NULL, 1, NULL, NULL);
    return bulk != NULL;
  }
  }
}

/* Asks about the case, or rules on what was asked. */
static gboolean
ask (Walk *walk, const CsGid *gid)
{
  const CsQuestion question = { CS_ASKED_SME, "which?", "minor", NULL, NULL, 0 };
  CsReader reader = cs_project_reader (walk->project);
  g_autoptr (GPtrArray) rows = cs_project_escalations (walk->project, &reader, gid, NULL, NULL);
  const CsEscalationRow *last = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;
  if (last != NULL && last->settled == 0)
    return cs_project_rule (walk->project, last, "so", NULL, NULL, NULL);
  return cs_project_escalate (walk->project, gid, &question, NULL);
}

/* What is under way goes on under the version before. */
static void
publish (Walk *walk)
{
  CsModelRules rules;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_model_some_workflow (walk->dice, &rules);
  cs_project_close (walk->project);
  walk->project = cs_test_open_later (walk->fixture, "lee");
  /* Some have more readers than there are people, or are by chance the one in force. */
  if (cs_project_publish_workflow (walk->project, workflow, NULL, &error))
    walk->published++;
}

static gboolean
step (Walk *walk)
{
  const CsGid *gid = &walk->cases[g_rand_int_range (walk->dice, 0, CASES)];
  switch (g_rand_int_range (walk->dice, 0, 10)) {
  case 0: {
    g_autoptr (CsCaseRow) row = cs_project_next_task (walk->project, NULL, NULL);
    return row != NULL;
  }
  case 1:
    return cs_project_claim (walk->project, gid, NULL);
  case 2:
    return cs_project_skip (walk->project, gid, "later", NULL);
  case 3:
    if (!cs_project_may_draft (walk->project, gid, NULL))
      return FALSE;
    cs_test_draw (walk->project, gid, g_rand_int_range (walk->dice, 1, 900000));
    return g_rand_boolean (walk->dice) || cs_project_submit (walk->project, gid, NULL, NULL, NULL);
  case 4:
    return cs_project_withdraw (walk->project, gid, NULL);
  case 5:
    return decide (walk, gid);
  case 6:
    return ask (walk, gid);
  default:
    return lead (walk, gid);
  }
}

static void
test_first_is_first (CsTestFixture *fixture, gconstpointer data)
{
  Walk walk = { .fixture = fixture, .dice = g_rand_new_with_seed (11) };
  walk.project = cs_test_open (fixture->env, fixture->path, "lee");
  g_autoptr (CsPersonRow) dan = cs_project_find_person (walk.project, "dan", NULL);
  g_assert_true (
      cs_project_set_roles (walk.project, &dan->gid, CS_ROLE_SME | CS_ROLE_ADJUDICATOR, NULL));
  for (guint i = 0; i < CASES; i++) {
    g_autofree char *title = g_strdup_printf ("case-%u", i);
    walk.cases[i] = cs_test_case (walk.project, title);
  }
  for (guint i = 0; i < STEPS; i++) {
    if (i % 10 == 0) {
      if (i % 100 == 50)
        publish (&walk);
      cs_project_close (walk.project);
      walk.project = cs_test_open_later (
          fixture, handles[g_rand_int_range (walk.dice, 0, G_N_ELEMENTS (handles))]);
    }
    walk.done += step (&walk);
    assert_all_served (&walk);
  }
  cs_project_close (walk.project);
  g_rand_free (walk.dice);
  g_assert_cmpuint (walk.published, >, STEPS / 200);
  g_assert_cmpuint (walk.done, >, STEPS / 10);
  g_assert_cmpuint (walk.served, >, STEPS);
}

/* Nothing of it sorts, and nothing of it walks over all cases. */
static void
test_is_no_walk (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  g_autoptr (CsStmt) plan =
      cs_db_query (cs_index_db (project->index), &error,
                   "EXPLAIN QUERY PLAN SELECT gid FROM work INDEXED BY work_queue WHERE status = 0"
                   " AND sent_back = ? AND workflow = ? AND stage = ? AND assigned IS ?"
                   " AND sensitive = ? AND expertise = ? AND (tier = 1) = ?"
                   " ORDER BY priority DESC, (tier + 3) % 4, due, ord",
                   "iiigtti", (gint64)0, (gint64)0, (gint64)0, NULL, "", "", (gint64)0);
  g_assert_no_error (error);
  guint rows = 0;
  while (cs_stmt_step (plan, &error) > 0) {
    rows++;
    g_assert_nonnull (strstr (cs_stmt_text (plan, 3), "SEARCH work USING"));
    g_assert_nonnull (strstr (cs_stmt_text (plan, 3), "expertise=? AND <expr>=?"));
  }
  g_assert_cmpuint (rows, ==, 1);
}

/* --- what is left to others --- */

static void
give (CsTestFixture *fixture, const char *handle, guint roles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) row = cs_project_find_person (project, handle, &error);
  cs_project_set_roles (project, &row->gid, roles, &error);
  g_assert_no_error (error);
}

static void
assert_first (CsTestFixture *fixture, const char *handle, gboolean served)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsTaskRow) first = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) tasks = cs_project_tasks (project, &reader, &error);
  g_assert_true (cs_project_first_task (project, &reader, "review", &first, &error));
  g_assert_no_error (error);
  g_assert_cmpint (first != NULL, ==, served);
  guint listed = 0;
  for (guint i = 0; i < tasks->len; i++)
    listed += strcmp (((CsTaskRow *)tasks->pdata[i])->stage, "review") == 0;
  g_assert_cmpuint (listed, ==, served);
}

static void
set_paused (CsTestFixture *fixture, const char *handle, gboolean pauses)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) row = cs_project_find_person (project, handle, &error);
  g_assert_true (
      (pauses ? cs_project_pause : cs_project_resume) (project, &row->gid, "so", &error));
  g_assert_no_error (error);
}

static void
skip (CsTestFixture *fixture, const char *handle, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  g_assert_true (cs_project_claim (project, gid, &error));
  g_assert_true (cs_project_skip (project, gid, "not mine", &error));
  g_assert_no_error (error);
}

/* Who accepted a case may not approve it: where only one expert is left for that, the review is for
 * somebody else, as long as there is somebody, and unless it was given to them. */
static void
test_left (CsTestFixture *fixture, gconstpointer data)
{
  static const char text[] =
      "{\"format\":\"countersign-workflow-1\",\"stages\":[{\"key\":\"label\",\"roles\":["
      "\"labeler\"]},{\"key\":\"review\",\"roles\":[\"reviewer\",\"sme\"],\"exclude\":["
      "\"author\"]},{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\","
      "\"decider\"],\"sign\":true}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  CsProject *project = cs_test_open_later (fixture, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  CsGid gid = cs_test_submit (fixture, "case-0");
  assert_first (fixture, "cat", TRUE);
  give (fixture, "dan", CS_ROLE_REVIEWER);
  assert_first (fixture, "cat", FALSE);
  assert_first (fixture, "ben", TRUE);
  assert_first (fixture, "dan", TRUE);
  /* To nobody who is paused, nor to who skipped it. */
  set_paused (fixture, "ben", TRUE);
  assert_first (fixture, "cat", FALSE);
  set_paused (fixture, "dan", TRUE);
  assert_first (fixture, "cat", TRUE);
  set_paused (fixture, "ben", FALSE);
  assert_first (fixture, "cat", FALSE);
  set_paused (fixture, "dan", FALSE);
  project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) cat = cs_project_find_person (project, "cat", &error);
  g_autoptr (CsBulk) given = cs_project_assign_cases (project, &gid, 1, &cat->gid, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  assert_first (fixture, "cat", TRUE);
  project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsBulk) back =
      cs_project_undo_cases (project, &g_array_index (given->done, CsBulkAct, 0), 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->done->len, ==, 1);
  cs_project_close (project);
  give (fixture, "dan", CS_ROLE_LABELER);
  assert_first (fixture, "cat", FALSE);
  give (fixture, "ben", CS_ROLE_LABELER);
  assert_first (fixture, "cat", TRUE);
  give (fixture, "ben", CS_ROLE_REVIEWER);
  assert_first (fixture, "cat", FALSE);
  skip (fixture, "ben", &gid);
  assert_first (fixture, "cat", TRUE);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add ("/serve/first-is-first", CsTestFixture, GUINT_TO_POINTER (CASES), cs_test_set_up_many,
              test_first_is_first, cs_test_tear_down);
  g_test_add ("/serve/left", CsTestFixture, NULL, cs_test_set_up, test_left, cs_test_tear_down);
  g_test_add ("/serve/no-walk", CsTestFixture, NULL, cs_test_set_up, test_is_no_walk,
              cs_test_tear_down);
  return g_test_run ();
}
