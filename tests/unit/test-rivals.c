/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People go on from one state in copies of a project: nothing is lost, whoever merges finds the
 * same state, and what differs is settled by somebody who did none of it. */
#include "cs-index-private.h"
#include "cs-project-private.h"
#include "cs-project-reads.h"
#include "cs-test-project.h"

#include <glib/gstdio.h>
#include <string.h>

#ifdef CS_TEST_SLOWLY
#define WALKS 2
#else
#define WALKS 6
#endif

typedef struct {
  CsTestFixture base;
  char *other;
  CsGid gids[3];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cs_test_set_up (&fixture->base, NULL);
  fixture->other = g_build_filename (fixture->base.dir, "other.countersign", NULL);
  g_autoptr (CsProject) project = cs_test_open (fixture->base.env, fixture->base.path, "lee");
  for (guint i = 0; i < 3; i++) {
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

/* --- acts --- */

static CsProject *
open_as (Fixture *fixture, const char *path, const char *handle)
{
  cs_test_env_advance (fixture->base.env, G_USEC_PER_SEC);
  return cs_test_open (fixture->base.env, path, handle);
}

static void
hand_in (Fixture *fixture, const char *path, const char *handle, guint n, gint64 x)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, handle);
  cs_test_draw (project, &fixture->gids[n], x);
  cs_project_submit (project, &fixture->gids[n], NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
try_to (Fixture *fixture, const char *path, const char *handle, guint n, const char *word,
        char **ret_no)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, handle);
  const CsDecision decision = { .decision = word, .reason = "so" };
  if (strcmp (word, "correct") == 0 && cs_project_may_draft (project, &fixture->gids[n], NULL))
    cs_test_draw (project, &fixture->gids[n], 700000 + 1000 * handle[0]);
  gboolean done = strcmp (word, "withdraw") == 0
                      ? cs_project_withdraw (project, &fixture->gids[n], &error)
                      : cs_project_decide (project, &fixture->gids[n], &decision, &error);
  if (ret_no != NULL)
    *ret_no = error != NULL ? g_strdup (error->message) : NULL;
  else
    g_assert_no_error (error);
  return done;
}

static void
decide (Fixture *fixture, const char *path, const char *handle, guint n, const char *word)
{
  g_assert_true (try_to (fixture, path, handle, n, word, NULL));
}

static void
assert_refused (Fixture *fixture, const char *path, const char *handle, guint n, const char *word,
                const char *why)
{
  g_autofree char *no = NULL;
  g_assert_false (try_to (fixture, path, handle, n, word, &no));
  if (strstr (no, why) == NULL)
    g_error ("\"%s\" does not say \"%s\"", no, why);
}

static void
assert_state (Fixture *fixture, const char *path, guint n, const char *state)
{
  g_autofree char *title = g_strdup_printf ("case-%u", n);
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  cs_test_assert_state (project, title, state);
}

/* --- bringing together --- */

/* Merges FROM into TO, as lee; so many acts do not count, G_MAXUINT: any number. */
static void
merge (Fixture *fixture, const char *to, const char *from, guint unrecognised)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  g_autoptr (CsProject) project = open_as (fixture, to, "lee");
  cs_project_merge (project, from, FALSE, &report, problems, &error);
  g_assert_no_error (error);
  if (unrecognised != G_MAXUINT)
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

/* Each side merges the other for itself, and then again: one state, in both files. UNRECOGNISED: of
 * the acts of both. */
static void
unite_but (Fixture *fixture, guint unrecognised)
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
  g_remove (was);
}

static void
unite (Fixture *fixture)
{
  unite_but (fixture, 0);
}

static void
part (Fixture *fixture)
{
  cs_test_copy (fixture->base.path, fixture->other);
}

/* Everything is settled by position CHOICE ("A", "B"), or refused for WHY. */
static void
settle (Fixture *fixture, const char *handle, guint n, guint choice, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsPositions) positions =
      cs_project_positions (project, &reader, &fixture->gids[n], &error);
  if (why != NULL) {
    g_assert_null (positions);
    if (strstr (error->message, why) == NULL)
      g_error ("\"%s\" does not say \"%s\"", error->message, why);
    return;
  }
  g_assert_no_error (error);
  g_autofree CsRuling *rulings = g_new0 (CsRuling, positions->disputes->len + 1);
  for (guint i = 0; i < positions->disputes->len; i++)
    rulings[i].position = choice;
  cs_project_adjudicate (project, &fixture->gids[n], rulings, positions->disputes->len, "so", NULL,
                         &error);
  g_assert_no_error (error);
}

static guint
count_marks (Fixture *fixture, guint n)
{
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, "lee");
  g_auto (CsWork) work = { 0 };
  CsReader reader = cs_project_reader (project);
  g_assert_true (cs_project_work (project, &fixture->gids[n], &work, NULL));
  g_autoptr (CsMarkSet) set = cs_project_revision (project, &reader, &work.revision, NULL);
  return set->n_marks;
}

/* --- versions --- */

static void
test_submissions (Fixture *fixture, gconstpointer data)
{
  part (fixture);
  hand_in (fixture, fixture->base.path, "ana", 0, 1000);
  hand_in (fixture, fixture->other, "ben", 0, 500000);
  unite (fixture);
  assert_state (fixture, fixture->base.path, 0, "waits for adjudication");
  assert_refused (fixture, fixture->base.path, "cat", 0, "accept", "settle that first");
  assert_refused (fixture, fixture->base.path, "ben", 0, "send-back",
                  "only an adjudicator or an SME");
  settle (fixture, "ana", 0, 0, "your own");
  settle (fixture, "ben", 0, 0, "your own");
  settle (fixture, "cat", 0, 0, NULL);
  /* It is new work, of three people, and passes every stage. */
  assert_state (fixture, fixture->base.path, 0, "waits for review");
  g_assert_cmpuint (count_marks (fixture, 0), <=, 1);
  assert_refused (fixture, fixture->base.path, "ben", 0, "accept", "author");
  assert_refused (fixture, fixture->base.path, "cat", 0, "accept", "author");
  decide (fixture, fixture->base.path, "dan", 0, "accept");
  unite (fixture);
}

static void
test_same (Fixture *fixture, gconstpointer data)
{
  part (fixture);
  hand_in (fixture, fixture->base.path, "ana", 0, 1000);
  hand_in (fixture, fixture->other, "ben", 0, 1000);
  unite (fixture);
  assert_state (fixture, fixture->base.path, 0, "waits for review");
}

/* Who has it at work hands in nothing before the copies meet: the submission is one. */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  part (fixture);
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, "ana");
  g_assert_true (cs_project_claim (project, &fixture->gids[0], NULL));
  g_clear_pointer (&project, cs_project_close);
  hand_in (fixture, fixture->other, "ben", 0, 500000);
  unite (fixture);
  assert_state (fixture, fixture->base.path, 0, "waits for review");
  assert_refused (fixture, fixture->base.path, "ben", 0, "accept", "author");
}

static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  part (fixture);
  hand_in (fixture, fixture->base.path, "ana", 0, 1000);
  hand_in (fixture, fixture->base.path, "ana", 1, 1000);
  hand_in (fixture, fixture->other, "ben", 0, 500000);
  hand_in (fixture, fixture->other, "ben", 1, 500000);
  decide (fixture, fixture->other, "ben", 0, "withdraw");
  decide (fixture, fixture->base.path, "ana", 1, "withdraw");
  unite (fixture);
  assert_state (fixture, fixture->base.path, 0, "waits for review");
  assert_refused (fixture, fixture->base.path, "ana", 0, "accept", "");
  assert_state (fixture, fixture->base.path, 1, "waits for review");
  assert_refused (fixture, fixture->base.path, "ben", 1, "accept", "author");
}

/* What one side has gone on with meets what the other side made. */
static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  part (fixture);
  hand_in (fixture, fixture->other, "ben", 0, 500000);
  hand_in (fixture, fixture->base.path, "ana", 0, 1000);
  decide (fixture, fixture->base.path, "cat", 0, "accept");
  decide (fixture, fixture->other, "dan", 0, "correct");
  unite (fixture);
  assert_state (fixture, fixture->base.path, 0, "waits for adjudication");
}

static void
test_settled_twice (Fixture *fixture, gconstpointer data)
{
  part (fixture);
  hand_in (fixture, fixture->base.path, "ana", 0, 1000);
  hand_in (fixture, fixture->other, "ben", 0, 500000);
  unite (fixture);
  settle (fixture, "cat", 0, 0, NULL);
  decide (fixture, fixture->base.path, "cat", 0, "withdraw");
  assert_state (fixture, fixture->base.path, 0, "waits for adjudication");
  settle (fixture, "cat", 0, 1, NULL);
  assert_state (fixture, fixture->base.path, 0, "waits for review");
}

/* --- decisions --- */

static void
begin_review (Fixture *fixture)
{
  for (guint i = 0; i < 3; i++)
    hand_in (fixture, fixture->base.path, "ana", i, 1000);
  part (fixture);
}

static void
test_decisions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  begin_review (fixture);
  decide (fixture, fixture->base.path, "ben", 0, "accept");
  decide (fixture, fixture->other, "cat", 0, "send-back");
  decide (fixture, fixture->base.path, "ben", 1, "send-back");
  decide (fixture, fixture->other, "cat", 1, "accept");
  decide (fixture, fixture->base.path, "ben", 2, "send-back");
  decide (fixture, fixture->other, "cat", 2, "send-back");
  unite (fixture);
  assert_state (fixture, fixture->base.path, 0, "waits for adjudication");
  assert_state (fixture, fixture->base.path, 1, "waits for adjudication");
  assert_state (fixture, fixture->base.path, 2, "sent back to ana (labelling)");
  assert_refused (fixture, fixture->base.path, "cat", 0, "accept", "partly your own");
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, "dan");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) list =
      cs_project_met_decisions (project, &reader, &fixture->gids[0], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  guint accepts = 0, backs = 0;
  for (guint i = 0; i < list->len; i++) {
    const CsMetDecision *one = list->pdata[i];
    accepts += strcmp (one->decision, "accept") == 0;
    backs += strcmp (one->decision, "send-back") == 0;
    g_assert_cmpstr (one->reason, ==, "so");
  }
  g_assert_cmpuint (accepts, ==, 1);
  g_assert_cmpuint (backs, ==, 1);
  g_clear_pointer (&project, cs_project_close);
  decide (fixture, fixture->base.path, "dan", 0, "accept");
  decide (fixture, fixture->base.path, "dan", 1, "send-back");
  assert_state (fixture, fixture->base.path, 0, "waits for approval");
  assert_state (fixture, fixture->base.path, 1, "sent back to ana (labelling)");
}

/* An acceptance says that the version is right as it is. */
static void
test_correction (Fixture *fixture, gconstpointer data)
{
  begin_review (fixture);
  decide (fixture, fixture->base.path, "ben", 0, "correct");
  decide (fixture, fixture->other, "cat", 0, "accept");
  decide (fixture, fixture->base.path, "ben", 1, "correct");
  decide (fixture, fixture->other, "cat", 1, "correct");
  unite (fixture);
  settle (fixture, "cat", 0, 0, "your own");
  settle (fixture, "dan", 0, 0, NULL);
  settle (fixture, "dan", 1, 0, NULL);
  assert_state (fixture, fixture->base.path, 0, "waits for approval");
  assert_state (fixture, fixture->base.path, 1, "blocked: needs an SME who is not an author");
}

/* Two people say the same of one stage: that is no second stage. */
static void
test_no_step_skipped (Fixture *fixture, gconstpointer data)
{
  begin_review (fixture);
  decide (fixture, fixture->base.path, "ben", 0, "accept");
  decide (fixture, fixture->other, "cat", 0, "accept");
  unite (fixture);
  assert_state (fixture, fixture->base.path, 0, "waits for approval");
}

/* --- for good --- */

static void
test_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  part (fixture);
  hand_in (fixture, fixture->base.path, "ana", 0, 1000);
  hand_in (fixture, fixture->other, "ben", 0, 500000);
  decide (fixture, fixture->base.path, "ben", 0, "accept");
  decide (fixture, fixture->base.path, "cat", 0, "accept");
  cs_test_sign (fixture->base.env, fixture->base.path, "cat", &fixture->gids[0]);
  unite (fixture);
  assert_state (fixture, fixture->base.path, 0, "signed");
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, "lee");
  cs_project_reopen (project, &fixture->gids[0], "another copy", &error);
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  assert_state (fixture, fixture->base.path, 0, "waits for adjudication");
  settle (fixture, "dan", 0, 0, NULL);
}

/* --- several readers --- */

static const char two_readers[] =
    "{\"format\":\"countersign-workflow-1\",\"stages\":["
    "{\"key\":\"label\",\"reads\":2,\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},"
    "{\"key\":\"adjudicate\",\"roles\":[\"sme\"],\"exclude\":[\"author\"]},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

static void
publish_two_readers (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (two_readers, strlen (two_readers), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
}

/* One more read it than were wanted: it is kept, counts for nothing, and they settle nothing of
 * what the others differ on. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  publish_two_readers (fixture);
  hand_in (fixture, fixture->base.path, "ana", 0, 1000);
  part (fixture);
  hand_in (fixture, fixture->base.path, "ben", 0, 500000);
  hand_in (fixture, fixture->other, "cat", 0, 800000);
  unite_but (fixture, 1); /* what was compared in one of the copies */
  assert_state (fixture, fixture->base.path, 0, "waits for adjudication");
  settle (fixture, "cat", 0, 0, "have read the case");
  settle (fixture, "dan", 0, 0, NULL);
  assert_state (fixture, fixture->base.path, 0, "blocked: needs an SME who is not an author");
}

/* The same where both copies had compared two of the three. */
static void
test_compared_twice (Fixture *fixture, gconstpointer data)
{
  publish_two_readers (fixture);
  part (fixture);
  hand_in (fixture, fixture->base.path, "ana", 0, 1000);
  hand_in (fixture, fixture->other, "ben", 0, 500000);
  hand_in (fixture, fixture->other, "cat", 0, 800000);
  assert_state (fixture, fixture->other, 0, "waits for adjudication");
  unite_but (fixture, G_MAXUINT); /* either copy compares those of both anew */
  assert_state (fixture, fixture->base.path, 0, "waits for adjudication");
  settle (fixture, "cat", 0, 0, "have read the case");
  settle (fixture, "dan", 0, 0, NULL);
}

/* --- three copies, in any order --- */

#define FILES 3

static gint64 n_met, n_settled, n_over; /* in all walks, so that they are known to meet */

static char *
file_name (Fixture *fixture, const char *word, guint n)
{
  return g_strdup_printf ("%s/%s-%u.countersign", fixture->base.dir, word, n);
}

static void
one_act (Fixture *fixture, GRand *dice, const char *path, gboolean readers)
{
  static const char *const people[] = { "ana", "ben", "cat", "dan" };
  static const char *const words[] = { "accept",    "accept", "correct", "send-back",
                                       "send-back", "reject", "withdraw" };
  guint n = (guint)g_rand_int_range (dice, 0, 3);
  const char *who = people[g_rand_int_range (dice, 0, G_N_ELEMENTS (people))];
  g_autoptr (CsProject) project = open_as (fixture, path, who);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsPositions) positions =
      cs_project_positions (project, &reader, &fixture->gids[n], NULL);
  guint die = (guint)g_rand_int_range (dice, 0, 4);
  if (positions != NULL) {
    g_autofree CsRuling *rulings = g_new0 (CsRuling, positions->disputes->len + 1);
    for (guint i = 0; i < positions->disputes->len; i++)
      rulings[i].choice = die == 0 ? CS_RULING_NOBODY : CS_RULING_POSITION;
    cs_project_adjudicate (project, &fixture->gids[n], rulings, positions->disputes->len, "so",
                           NULL, NULL);
  } else if (die <= (readers ? 2 : 0) && cs_project_may_draft (project, &fixture->gids[n], NULL)) {
    cs_test_draw (project, &fixture->gids[n], 1000 * g_rand_int_range (dice, 1, 900));
    cs_project_submit (project, &fixture->gids[n], NULL, NULL, NULL);
  } else {
    g_clear_pointer (&project, cs_project_close);
    g_autofree char *no = NULL;
    try_to (fixture, path, who, n, words[g_rand_int_range (dice, 0, G_N_ELEMENTS (words))], &no);
  }
}

static gint64
count (CsProject *project, const char *sql)
{
  gint64 n = 0;
  g_assert_true (cs_db_get_int (cs_index_db (project->index), -1, &n, NULL, sql, ""));
  return n;
}

/* What was handed in is there or was taken back, and who made work of a case did not let it by. */
static void
assert_sound (Fixture *fixture, const char *path)
{
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  g_assert_cmpint (count (project, "SELECT count(*) FROM rival WHERE state = 0 AND case_gid IN"
                                   " (SELECT gid FROM work WHERE status < 3)"),
                   ==, 0);
  g_assert_cmpint (count (project, "SELECT count(*) FROM work WHERE status = 2 AND EXISTS (SELECT 1"
                                   " FROM author WHERE author.revision = work.revision AND"
                                   " person = accepted_by)"),
                   ==, 0);
  /* Accepted for good: by somebody at each stage, or by who corrected it there. */
  g_assert_cmpint (count (project,
                          "SELECT count(*) FROM work WHERE status = 2 AND NOT EXISTS (SELECT 1 FROM"
                          " decision WHERE case_gid = work.gid AND stage % 64 = 1 AND withdrawn = 0"
                          " AND kind IN ('accept', 'correct', 'adjudicate'))"),
                   ==, 0);
  g_assert_cmpint (count (project, "SELECT count(*) FROM work WHERE stage >= 64 AND NOT EXISTS"
                                   " (SELECT 1 FROM rival WHERE case_gid = gid AND state = 1)"),
                   ==, 0);
}

/* What each of the files knows of the others' acts is said to all. */
static void
unite_all (Fixture *fixture, const char *word, const guint *order)
{
  g_autofree char *first = file_name (fixture, word, order[0]);
  for (guint i = 1; i < FILES; i++) {
    g_autofree char *next = file_name (fixture, word, order[i]);
    merge (fixture, first, next, G_MAXUINT);
  }
  CsHash one = digest_of (fixture, first);
  for (guint i = 1; i < FILES; i++) {
    g_autofree char *next = file_name (fixture, word, order[i]);
    merge (fixture, next, first, G_MAXUINT);
    CsHash other = digest_of (fixture, next);
    g_assert_cmpmem (&one, sizeof one, &other, sizeof other);
  }
  assert_sound (fixture, first);
  g_autoptr (CsProject) project = open_as (fixture, first, "lee");
  n_met += count (project, "SELECT count(*) FROM rival WHERE state = 1");
  n_over = MAX (n_over, count (project, "SELECT count(*) FROM rival WHERE state = 2 AND settled"
                                        " IS NULL AND kind = 'submit'"));
  n_settled +=
      count (project, "SELECT count(*) FROM rival JOIN decision ON decision.hash = settled");
}

static void
test_any_order (Fixture *fixture, gconstpointer data)
{
  static const guint orders[][FILES] = { { 0, 1, 2 }, { 2, 1, 0 }, { 1, 2, 0 } };
  g_autoptr (GRand) dice = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  gboolean readers = GPOINTER_TO_UINT (data) % 2 == 0;
  if (readers)
    publish_two_readers (fixture);
  for (guint i = 0; i < FILES; i++) {
    g_autofree char *copy = file_name (fixture, "copy", i);
    cs_test_copy (fixture->base.path, copy);
  }
  for (guint round = 0; round < 6; round++) {
    for (guint act = 0; act < 18; act++) {
      g_autofree char *path = file_name (fixture, "copy", (guint)g_rand_int_range (dice, 0, FILES));
      one_act (fixture, dice, path, readers);
    }
    unite_all (fixture, "copy", orders[round % G_N_ELEMENTS (orders)]);
  }
  g_test_message ("%" G_GINT64_FORMAT " open, %" G_GINT64_FORMAT " settled, %" G_GINT64_FORMAT
                  " readings over",
                  n_met, n_settled, n_over);
  g_assert_cmpint (n_met, >, 0);
  g_assert_true (!readers || n_over > 0);
}

int
main (int argc, char *argv[])
{
  cs_test_init (&argc, &argv);
#define TEST(name, function)                                                                       \
  g_test_add ("/rivals/" name, Fixture, NULL, set_up, function, tear_down)
  TEST ("submissions", test_submissions);
  TEST ("same", test_same);
  TEST ("held", test_held);
  TEST ("taken-back", test_taken_back);
  TEST ("goes-on", test_goes_on);
  TEST ("settled-twice", test_settled_twice);
  TEST ("decisions", test_decisions);
  TEST ("correction", test_correction);
  TEST ("no-step-skipped", test_no_step_skipped);
  TEST ("signed", test_signed);
  TEST ("too-many", test_too_many);
  TEST ("compared-twice", test_compared_twice);
#undef TEST
  for (guint seed = 1; seed <= WALKS; seed++) {
    g_autofree char *name = g_strdup_printf ("/rivals/any-order/%u", seed);
    g_test_add (name, Fixture, GUINT_TO_POINTER (seed), set_up, test_any_order, tear_down);
  }
  return g_test_run ();
}
