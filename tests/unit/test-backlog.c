/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits where and since when, who has and did how much; and that who only labels is told of
 * nobody else. */
#include "cs-project-backlog.h"
#include "cs-project-bulk.h"
#include "cs-project-private.h"
#include "cs-test-reads.h"

#define DAY ((gint64)24 * 60 * 60 * G_USEC_PER_SEC)

static CsBacklog *
look (CsTestFixture *fixture, const char *handle, guint days)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  CsBacklog *backlog = cs_project_backlog (project, &reader, days, &error);
  g_assert_no_error (error);
  return backlog;
}

static const CsBacklogPerson *
person (const CsBacklog *backlog, const char *handle)
{
  for (guint i = 0; i < backlog->people->len; i++) {
    const CsBacklogPerson *one = backlog->people->pdata[i];
    if (g_str_equal (one->handle, handle))
      return one;
  }
  return NULL;
}

static void
assert_stage (const CsBacklog *backlog, guint n, guint waiting, guint held, const char *oldest,
              gint64 days)
{
  const CsStageTally *stage = backlog->stages->pdata[n];
  g_assert_cmpuint (stage->waiting, ==, waiting);
  g_assert_cmpuint (stage->held, ==, held);
  g_assert_cmpstr (stage->oldest, ==, oldest);
  if (oldest != NULL)
    g_assert_cmpint ((backlog->now - stage->since) / DAY, ==, days);
}

static void
test_ages (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cs_test_env_advance (fixture->env, 10 * DAY);
  g_autoptr (CsBacklog) fresh = look (fixture, "lee", 7);
  g_assert_cmpuint (fresh->stages->len, ==, 3);
  assert_stage (fresh, 0, 3, 0, "case-0", 10);
  assert_stage (fresh, 1, 0, 0, NULL, 0);
  CsGid first = cs_test_submit (fixture, "case-1");
  cs_test_env_advance (fixture->env, 3 * DAY);
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  cs_case_row_free (cs_project_next_task (project, NULL, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  g_autoptr (CsBacklog) later = look (fixture, "lee", 7);
  assert_stage (later, 0, 1, 1, "case-2", 13);
  assert_stage (later, 1, 1, 0, "case-1", 3);
  g_assert_cmpuint (person (later, "ana")->handed_in, ==, 1);
  g_assert_cmpuint (person (later, "ana")->held, ==, 1);
  g_autoptr (CsBacklog) short_look = look (fixture, "lee", 2);
  g_assert_cmpuint (person (short_look, "ana")->handed_in, ==, 0);
  /* What is taken back waits again since it came, and is nothing that was done. */
  project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_withdraw (project, &first, &error));
  cs_project_close (project);
  g_autoptr (CsBacklog) back = look (fixture, "lee", 7);
  g_assert_cmpuint (person (back, "ana")->handed_in, ==, 0);
  assert_stage (back, 1, 0, 0, NULL, 0);
}

/* Reopening brings it there anew, and a rebuilt index says the same. */
static void
test_reopened (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_submit (fixture, "case-0");
  CsProject *project = cs_test_open_later (fixture, "ben");
  cs_test_decide (project, &gid, "reject");
  cs_project_close (project);
  cs_test_env_advance (fixture->env, 5 * DAY);
  project = cs_test_open (fixture->env, fixture->path, "lee");
  g_assert_true (cs_project_reopen (project, &gid, "again", &error));
  g_autoptr (CsPersonRow) cat = cs_project_find_person (project, "cat", &error);
  CsGid others[] = { cs_test_case (project, "case-1"), cs_test_case (project, "case-2") };
  for (guint i = 0; i < 2; i++)
    g_assert_true (cs_project_assign (project, &others[i], &cat->gid, &error));
  cs_project_close (project);
  cs_test_env_advance (fixture->env, DAY);
  project = cs_test_open (fixture->env, fixture->path, "cat");
  for (guint i = 0; i < 2; i++)
    g_assert_true (cs_project_claim (project, &others[i], &error));
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsBacklog) backlog = cs_project_backlog (project, &reader, 7, &error);
  assert_stage (backlog, 0, 1, 2, "case-0", 1);
  g_assert_cmpuint (person (backlog, "ben")->decided, ==, 1);
  g_assert_cmpuint (person (backlog, "cat")->held, ==, 2);
  g_assert_cmpuint (person (backlog, "ana")->given, ==, 1);
  g_assert_true (cs_index_rebuild (project->index, &error));
  g_autoptr (CsBacklog) anew = cs_project_backlog (project, &reader, 7, &error);
  assert_stage (anew, 0, 1, 2, "case-0", 1);
  cs_project_close (project);
}

/* Counted for each person and for the labels of what they skipped; a gift that makes the case
 * theirs again changes nothing of it. */
static void
test_skips (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_submit (fixture, "case-0");
  CsProject *project = cs_test_open_later (fixture, "ben");
  g_assert_true (cs_project_claim (project, &gid, &error));
  g_assert_true (cs_project_skip (project, &gid, "not mine", &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) ben = cs_project_find_person (project, "ben", &error);
  g_assert_true (cs_project_assign (project, &gid, &ben->gid, &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  CsGid empty = cs_test_case (project, "case-1");
  g_assert_true (cs_project_claim (project, &empty, &error));
  g_assert_true (cs_project_skip (project, &empty, "too dark", &error));
  cs_project_close (project);
  g_autoptr (CsBacklog) backlog = look (fixture, "lee", 1);
  g_assert_cmpuint (person (backlog, "ben")->skipped, ==, 1);
  g_assert_cmpuint (person (backlog, "ana")->skipped, ==, 1);
  g_assert_cmpuint (backlog->labels->len, ==, 1);
  const CsSkippedLabel *label = backlog->labels->pdata[0];
  g_assert_cmpstr (label->label, ==, "finding");
  g_assert_cmpuint (label->skipped, ==, 1);
  g_autoptr (CsBacklog) own = look (fixture, "ana", 1);
  g_assert_cmpuint (person (own, "ana")->skipped, ==, 1);
  g_assert_cmpuint (own->labels->len, ==, 0);
  cs_test_env_advance (fixture->env, 2 * DAY);
  g_autoptr (CsBacklog) later = look (fixture, "lee", 1);
  g_assert_cmpuint (person (later, "ben")->skipped, ==, 0);
  g_assert_cmpuint (later->labels->len, ==, 0);
}

/* What was not right was put right at once, or by who made it. */
static void
test_mended (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid first = cs_test_submit (fixture, "case-0"), second = cs_test_submit (fixture, "case-1");
  CsProject *project = cs_test_open_later (fixture, "ben");
  cs_test_draw (project, &first, 3000);
  cs_test_decide (project, &first, "correct");
  cs_test_decide (project, &second, "send-back");
  cs_project_close (project);
  g_autoptr (CsBacklog) backlog = look (fixture, "lee", 1);
  g_assert_cmpuint (person (backlog, "ben")->decided, ==, 2);
  g_assert_cmpuint (person (backlog, "ben")->corrected, ==, 1);
  g_assert_cmpuint (person (backlog, "ben")->sent_back, ==, 1);
  project = cs_test_open_later (fixture, "ben");
  g_assert_true (cs_project_withdraw (project, &second, &error));
  cs_project_close (project);
  g_autoptr (CsBacklog) back = look (fixture, "ben", 1);
  g_assert_cmpuint (person (back, "ben")->corrected, ==, 1);
  g_assert_cmpuint (person (back, "ben")->sent_back, ==, 0);
}

static void
test_blind (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open_later (fixture, "ben");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 5);
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  cs_project_close (project);
  g_autoptr (CsBacklog) backlog = look (fixture, "ana", 7);
  g_assert_cmpuint (backlog->people->len, ==, 1);
  g_assert_nonnull (person (backlog, "ana"));
  assert_stage (backlog, 0, 2, 0, NULL, 0);
  assert_stage (backlog, 1, 0, 0, NULL, 0);
  project = cs_test_open_later (fixture, "ana");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsPersonRow) ben = cs_project_find_person (project, "ben", &error);
  g_assert_null (cs_project_cases_with (project, &reader, &ben->gid, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_project_close (project);
}

/* Who leads and reads beside others is told of all but what they read. */
static void
test_leads_and_reads (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  cs_project_set_roles (project, &reader.person, CS_ROLE_LEAD | CS_ROLE_SME, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  CsGid read = cs_test_submit (fixture, "case-1"); /* ends under the first workflow */
  cs_test_publish_workflow (fixture, cs_test_two_readers);
  cs_test_submit (fixture, "case-0"); /* what ana made of it is not told to lee, who may read it */
  g_autoptr (CsBacklog) backlog = look (fixture, "lee", 7);
  g_assert_cmpuint (backlog->people->len, ==, 5);
  g_assert_cmpuint (backlog->left_out, ==, 2); /* case-0 and case-2 */
  g_assert_cmpuint (person (backlog, "ana")->handed_in, ==, 1);
  g_assert_cmpuint (person (backlog, "ana")->counted, ==, 0);
  project = cs_test_open_later (fixture, "lee");
  reader = cs_project_reader (project);
  g_autoptr (CsPersonRow) ben = cs_project_find_person (project, "ben", &error);
  CsGid beside = cs_test_case (project, "case-2");
  g_assert_true (cs_project_assign (project, &read, &ben->gid, &error));
  g_assert_true (cs_project_assign (project, &beside, &ben->gid, &error));
  g_assert_no_error (error);
  gboolean blind = FALSE;
  g_autoptr (GArray) cases = cs_project_cases_with (project, &reader, &ben->gid, &blind, &error);
  g_assert_no_error (error);
  g_assert_true (blind);
  g_assert_cmpuint (cases->len, ==, 1);
  g_assert_true (cs_gid_equal (&g_array_index (cases, CsGid, 0), &read));
  cs_project_close (project);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, test, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("/backlog/ages", test_ages);
  ADD ("/backlog/reopened", test_reopened);
  ADD ("/backlog/skips", test_skips);
  ADD ("/backlog/mended", test_mended);
  ADD ("/backlog/blind", test_blind);
  ADD ("/backlog/leads-and-reads", test_leads_and_reads);
  return g_test_run ();
}
