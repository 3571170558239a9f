/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the work of a project went, from its acts: weeks, stages, people and disagreements; that what
 * was taken back does not count, and who is told. */
#include "cs-project-private.h"
#include "cs-project-trends.h"
#include "cs-test-project.h"

#define HOUR ((gint64)60 * 60 * G_USEC_PER_SEC)
#define DAY (24 * HOUR)

static CsTrends *
look (CsTestFixture *fixture, guint weeks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  gint64 now = project->env->wall (project->env);
  CsTrends *trends =
      cs_project_trends (project, &reader, cs_trends_monday (now, weeks - 1), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trends->weeks->len, ==, weeks);
  return trends;
}

static const CsTrendPerson *
person (const CsTrends *trends, const char *handle)
{
  for (guint i = 0; i < trends->people->len; i++) {
    const CsTrendPerson *one = trends->people->pdata[i];
    if (g_str_equal (one->handle, handle))
      return one;
  }
  return NULL;
}

static const CsStageTally *
stage (const CsTrends *trends, const char *key)
{
  for (guint i = 0; i < trends->stages->len; i++) {
    const CsStageTally *one = trends->stages->pdata[i];
    if (g_str_equal (one->key, key))
      return one;
  }
  return NULL;
}

static void
assert_dispute (const CsTrends *trends, guint n, CsTrendCause cause, const char *by,
                const char *how, const char *settled_by, const char *at)
{
  g_assert_cmpuint (n, <, trends->disputes->len);
  const CsTrendDispute *dispute = trends->disputes->pdata[n];
  g_assert_cmpint (dispute->cause, ==, cause);
  g_assert_cmpstr (dispute->by, ==, by);
  g_assert_cmpstr (dispute->how, ==, how);
  g_assert_cmpstr (dispute->settled_by, ==, settled_by);
  g_assert_cmpstr (dispute->stage, ==, at);
  g_assert_cmpint (dispute->open, ==, how == NULL);
}

static void
decide (CsTestFixture *fixture, const char *handle, const char *title, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsGid gid = cs_test_case (project, title);
  const CsDecision decision = { .decision = word, .reason = "so" };
  if (g_str_equal (word, "correct"))
    cs_test_draw (project, &gid, 5000);
  g_assert_true (cs_project_note_effort (project, &gid, &(CsEffortCount){ 3, 20000, 0 }, &error));
  g_assert_true (cs_project_decide (project, &gid, &decision, &error));
  g_assert_no_error (error);
}

static void
withdraw (CsTestFixture *fixture, const char *handle, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsGid gid = cs_test_case (project, title);
  g_assert_true (cs_project_withdraw (project, &gid, &error));
}

static void
test_monday (void)
{
  /* 2026-01-05 is a Monday. */
  const gint64 monday = 20458 * DAY;
  g_assert_cmpint (cs_trends_monday (monday, 0), ==, monday);
  g_assert_cmpint (cs_trends_monday (monday - 1, 0), ==, monday - 7 * DAY);
  g_assert_cmpint (cs_trends_monday (monday + 7 * DAY - 1, 2), ==, monday - 14 * DAY);
  g_assert_cmpint (cs_trends_monday (0, 0), ==, -3 * DAY);
}

static void
test_corrected (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_submit (fixture, "case-0");
  cs_test_env_advance (fixture->env, 2 * DAY);
  decide (fixture, "ben", "case-0", "correct");
  g_autoptr (CsTrends) open = look (fixture, 1);
  g_assert_cmpuint (person (open, "ana")->acts.handed_in, ==, 1);
  g_assert_cmpuint (person (open, "ana")->mended, ==, 1);
  g_assert_cmpuint (person (open, "ben")->acts.corrected, ==, 1);
  g_assert_cmpuint (person (open, "ben")->acts.handed_in, ==, 0);
  g_assert_cmpint (person (open, "ben")->seconds, ==, 20);
  g_assert_cmpuint (stage (open, "review")->passed, ==, 1);
  g_assert_cmpint (stage (open, "review")->median / DAY, ==, 2);
  g_assert_cmpuint (open->disputes->len, ==, 1);
  assert_dispute (open, 0, CS_TREND_CORRECTED, "ben", NULL, NULL, "approve");
  g_assert_cmpstr (cs_trends_bottleneck (open)->key, ==, "approve");
  cs_test_env_advance (fixture->env, 7 * DAY);
  decide (fixture, "cat", "case-0", "accept");
  g_autoptr (CsTrends) done = look (fixture, 2);
  assert_dispute (done, 0, CS_TREND_CORRECTED, "ben", "accept", "cat", NULL);
  const CsTrendWeek *first = done->weeks->pdata[0], *second = done->weeks->pdata[1];
  g_assert_cmpuint (first->acts.handed_in, ==, 1);
  g_assert_cmpuint (first->acts.corrected, ==, 1);
  g_assert_cmpuint (first->done, ==, 0);
  g_assert_cmpuint (second->acts.accepted, ==, 1);
  g_assert_cmpuint (second->done, ==, 1);
  g_assert_cmpuint (second->as_were, ==, 0);
  g_assert_cmpuint (stage (done, "sign")->waiting, ==, 1);
  g_assert_cmpuint (person (done, "ben")->cases[0], ==, 1);
  /* What is older is counted no more, but is still no case that went through untouched. */
  g_autoptr (CsTrends) late = look (fixture, 1);
  g_assert_cmpuint (person (late, "ben")->acts.corrected, ==, 0);
  g_assert_cmpint (person (late, "ben")->seconds, ==, 0);
  g_assert_cmpuint (late->disputes->len, ==, 0);
  g_assert_cmpuint (cs_trends_sum (late).as_were, ==, 0);
  g_assert_cmpuint (cs_trends_sum (late).done, ==, 1);
}

/* What was taken back is as if it had not been done. */
static void
test_taken_back (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_submit (fixture, "case-0");
  decide (fixture, "ben", "case-0", "send-back");
  g_autoptr (CsTrends) before = look (fixture, 1);
  assert_dispute (before, 0, CS_TREND_SENT_BACK, "ben", NULL, NULL, "label");
  g_assert_cmpuint (person (before, "ana")->returned, ==, 1);
  g_assert_cmpuint (person (before, "ana")->given, ==, 1);
  withdraw (fixture, "ben", "case-0");
  g_autoptr (CsTrends) after = look (fixture, 1);
  g_assert_cmpuint (after->disputes->len, ==, 0);
  g_assert_cmpuint (person (after, "ana")->returned, ==, 0);
  g_assert_cmpuint (person (after, "ben")->acts.sent_back, ==, 0);
  g_assert_cmpint (person (after, "ben")->seconds, ==, 0);
  decide (fixture, "ben", "case-0", "accept");
  decide (fixture, "cat", "case-0", "accept");
  g_autoptr (CsTrends) done = look (fixture, 1);
  g_assert_cmpuint (cs_trends_sum (done).as_were, ==, 1);
  g_assert_cmpuint (person (done, "ana")->stood, ==, 1);
}

/* Reopened it waits since then, and comes anew. */
static void
test_reopened (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_submit (fixture, "case-0");
  decide (fixture, "ben", "case-0", "reject");
  cs_test_env_advance (fixture->env, 3 * DAY);
  CsProject *project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_project_reopen (project, &gid, "again", &error));
  cs_project_close (project);
  cs_test_env_advance (fixture->env, DAY);
  g_autoptr (CsTrends) open = look (fixture, 1);
  g_assert_cmpuint (person (open, "ana")->refused, ==, 1);
  g_assert_cmpuint (cs_trends_sum (open).done, ==, 0);
  cs_test_submit (fixture, "case-0");
  decide (fixture, "ben", "case-0", "accept");
  decide (fixture, "cat", "case-0", "accept");
  g_autoptr (CsTrends) done = look (fixture, 1);
  g_assert_cmpuint (cs_trends_sum (done).done, ==, 1);
  g_assert_cmpuint (cs_trends_sum (done).as_were, ==, 1);
  g_assert_cmpuint (stage (done, "label")->passed, ==, 1);
  g_assert_cmpint (stage (done, "label")->p90 / DAY, ==, 1);
}

/* Two copies go on from one state; whoever did none of it settles it. */
static void
test_copies (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  CsMergeReport report;
  cs_test_submit (fixture, "case-0");
  cs_test_copy (fixture->path, other);
  decide (fixture, "ben", "case-0", "accept");
  cs_test_env_advance (fixture->env, HOUR);
  CsProject *project = cs_test_open (fixture->env, other, "dan");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_decide (project, &gid, "send-back");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_project_merge (project, other, FALSE, &report, problems, &error));
  cs_project_close (project);
  g_autoptr (CsTrends) open = look (fixture, 1);
  g_assert_cmpuint (open->disputes->len, ==, 1);
  assert_dispute (open, 0, CS_TREND_COPIES, "dan", NULL, NULL, "adjudicate");
  decide (fixture, "cat", "case-0", "accept");
  g_autoptr (CsTrends) done = look (fixture, 1);
  assert_dispute (done, 0, CS_TREND_COPIES, "dan", "accept", "cat", NULL);
}

static void
test_denied (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  for (guint role = 1; role <= CS_ROLE_OBSERVER; role <<= 1) {
    const CsReader reader = { .roles = role };
    g_assert_cmpint (cs_rules_sees_trends (&reader), ==,
                     role == CS_ROLE_LEAD || role == CS_ROLE_AUDITOR);
  }
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "dan");
  CsReader reader = cs_project_reader (project);
  g_assert_null (cs_project_trends (
      project, &reader, cs_trends_monday (project->env->wall (project->env), 3), NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
}

#define ADD(name)                                                                                  \
  g_test_add ("/trends/" #name, CsTestFixture, NULL, cs_test_set_up, test_##name, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/trends/monday", test_monday);
  ADD (corrected);
  ADD (taken_back);
  ADD (reopened);
  ADD (copies);
  ADD (denied);
  return g_test_run ();
}
