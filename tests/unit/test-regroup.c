/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases are cut anew before anybody works on them: what was said of them goes along, and who began
 * one in a copy that knew nothing of it has it as it was. */
#include "cs-project-bulk.h"
#include "cs-project-private.h"
#include "cs-test-reads.h"

static void
join (CsTestFixture *fixture, const char *path, guint first, guint n, const char *title)
{
  g_autoptr (GError) error = NULL;
  cs_test_env_advance (fixture->env, G_USEC_PER_SEC);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, &error);
  CsGid gids[3];
  for (guint i = 0; i < n; i++)
    gids[i] = ((const CsItemRow *)items->pdata[first + i])->gid;
  cs_project_join_items (project, gids, n, title, &error);
  g_assert_no_error (error);
}

/* What a lead said of CASE: whose it is, how urgent, until when. NULL, 0 and 0 for nothing. */
static void
say (CsProject *project, const char *title, const char *handle, const char *priority, int due)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_case (project, title);
  if (handle != NULL) {
    g_autoptr (CsPersonRow) row = cs_project_find_person (project, handle, &error);
    g_assert_true (cs_project_assign (project, &gid, &row->gid, &error));
  }
  if (priority != NULL) {
    const char *goal = "for the trial";
    int level;
    g_assert_true (cs_priority_parse (priority, &level, &error));
    g_autoptr (CsBulk) bulk =
        cs_project_prioritise_cases (project, &gid, &level, &goal, 1, NULL, &error);
    g_assert_no_error (error);
  }
  if (due != 0) {
    g_autoptr (CsBulk) bulk = cs_project_set_due (project, &gid, &due, 1, NULL, NULL, &error);
    g_assert_no_error (error);
  }
  g_assert_no_error (error);
}

static void
load (CsProject *project, const char *title, CsWork *ret_work)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_case (project, title);
  g_assert_true (cs_project_work (project, &gid, ret_work, &error));
}

static void
test_along (CsTestFixture *fixture, gconstpointer data)
{
  g_auto (CsWork) both = { 0 };
  CsProject *project = cs_test_open_later (fixture, "lee");
  say (project, "case-0", "ana", "high", 20000);
  say (project, "case-1", "ana", NULL, 19000);
  say (project, "case-2", "ana", "low", 0);
  cs_project_close (project);
  join (fixture, fixture->path, 0, 2, "both");
  project = cs_test_open_later (fixture, "lee");
  g_autoptr (GError) error = NULL;
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  load (project, "both", &both);
  g_assert_true (cs_gid_equal (&both.assigned, &ana->gid));
  g_assert_cmpint (both.priority, ==, 1);
  g_assert_cmpstr (both.goal, ==, "for the trial");
  g_assert_cmpint (both.due, ==, 19000);
  say (project, "case-2", "ben", NULL, 0);
  cs_project_close (project);
  join (fixture, fixture->path, 0, 3, "all");
  project = cs_test_open_later (fixture, "lee");
  g_auto (CsWork) all = { 0 };
  load (project, "all", &all);
  g_assert_true (cs_gid_is_zero (&all.assigned)); /* they do not agree */
  g_assert_cmpint (all.priority, ==, 1);
  cs_project_close (project);
}

/* Where several read it, each place that all of them have goes along. */
static void
test_places (CsTestFixture *fixture, gconstpointer data)
{
  g_auto (CsWork) both = { 0 }, all = { 0 };
  cs_test_publish_workflow (fixture, cs_test_two_readers);
  CsProject *project = cs_test_open_later (fixture, "lee");
  say (project, "case-0", "ana", NULL, 0);
  say (project, "case-1", NULL, "high", 0);
  cs_project_close (project);
  join (fixture, fixture->path, 0, 1, "one");
  project = cs_test_open_later (fixture, "ana");
  load (project, "one", &both);
  g_assert_cmpuint (both.n_readings, ==, 1);
  cs_test_assert_state (project, "one", "assigned to ana (labelling)");
  cs_project_close (project);
  join (fixture, fixture->path, 0, 2, "two");
  project = cs_test_open_later (fixture, "lee");
  load (project, "two", &all);
  g_assert_cmpuint (all.n_readings, ==, 0);
  cs_project_close (project);
}

/* Whoever drew and saved something did not have to take the case first. */
static void
test_drafted (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-1");
  cs_test_draw (project, &gid, 1000);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, &error);
  CsGid item = ((const CsItemRow *)items->pdata[1])->gid;
  g_assert_false (cs_project_join_items (project, &item, 1, "one", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_project_close (project);
}

/* Cut in one copy and then worked on in another: what was worked on stays, in either direction. */
static void
test_copies (CsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  g_autofree char *third = g_build_filename (fixture->dir, "third.countersign", NULL);
  cs_test_copy (fixture->path, other);
  join (fixture, other, 0, 2, "both");
  CsGid gid = cs_test_submit (fixture, "case-0");
  cs_test_decide_as (fixture, "ben", "accept");
  cs_test_decide_as (fixture, "dan", "accept");
  cs_test_sign (fixture->env, fixture->path, "dan", &gid);
  cs_test_copy (fixture->path, third);
  g_assert_cmpuint (cs_test_bring_in (fixture, other), ==, 0);
  cs_test_assert_stands (fixture, "dan", "signed");
  CsProject *project = cs_test_open_later (fixture, "lee");
  cs_test_assert_state (project, "both", "waits for labelling"); /* of the item that nobody read */
  cs_project_close (project);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&other);
  g_assert_cmpuint (cs_test_bring_in (fixture, third), ==, 0);
  cs_test_assert_stands (fixture, "dan", "signed");
}

/* Both were worked on: the new case is empty, and gone. */
static void
test_copies_whole (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  cs_test_copy (fixture->path, other);
  join (fixture, other, 0, 2, "both");
  cs_test_submit (fixture, "case-0");
  cs_test_submit (fixture, "case-1");
  g_assert_cmpuint (cs_test_bring_in (fixture, other), ==, 0);
  CsProject *project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) cases = cs_project_cases (project, &reader, &error);
  g_assert_cmpuint (cases->len, ==, 3);
  cs_test_assert_state (project, "case-0", "waits for review");
  cs_test_assert_state (project, "case-1", "waits for review");
  cs_project_close (project);
}

/* Somebody began the new one before: it stays as it is, and the late act does not count. */
static void
test_copies_both (CsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  g_autoptr (GError) error = NULL;
  cs_test_copy (fixture->path, other);
  join (fixture, other, 0, 2, "both");
  cs_test_env_advance (fixture->env, G_USEC_PER_SEC);
  CsProject *project = cs_test_open (fixture->env, other, "ana");
  CsGid both = cs_test_case (project, "both");
  g_assert_true (cs_project_claim (project, &both, &error));
  cs_project_close (project);
  cs_test_submit (fixture, "case-0");
  g_assert_cmpuint (cs_test_bring_in (fixture, other), ==, 1);
  project = cs_test_open_later (fixture, "ana");
  cs_test_assert_state (project, "both", "ana is at it (labelling)");
  cs_project_close (project);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, test, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("/regroup/along", test_along);
  ADD ("/regroup/places", test_places);
  ADD ("/regroup/drafted", test_drafted);
  ADD ("/regroup/copies", test_copies);
  ADD ("/regroup/copies-whole", test_copies_whole);
  ADD ("/regroup/copies-both", test_copies_both);
  return g_test_run ();
}
