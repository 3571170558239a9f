/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of cases: with whom each is, what it holds, and whose marks are counted for whom. */
#include "cs-project-list.h"
#include "cs-test-project.h"

/* The line of the case numbered N for HANDLE. */
static CsCaseLine *
line_for (CsTestFixture *fixture, const char *handle, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) lines = cs_project_case_list (project, &reader, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 3);
  g_ptr_array_set_free_func (lines, NULL);
  CsCaseLine *found = lines->pdata[n];
  for (guint i = 0; i < lines->len; i++)
    if (i != n)
      cs_case_line_free (lines->pdata[i]);
  return found;
}

static void
test_what_and_with (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", NULL);
  CsGid first = cs_test_case (project, "case-0");
  g_assert_true (cs_project_assign (project, &first, &ana->gid, NULL));
  g_clear_pointer (&project, cs_project_close);
  g_autoptr (CsCaseLine) assigned = line_for (fixture, "lee", 0);
  g_assert_cmpstr (assigned->with, ==, "ana");
  g_assert_cmpuint (assigned->images, ==, 1);
  g_assert_cmpuint (assigned->texts + assigned->series, ==, 0);
  g_assert_cmpint (assigned->wall, ==, 0);
  g_autoptr (CsCaseLine) nobody = line_for (fixture, "lee", 1);
  g_assert_null (nobody->with);
}

static void
test_marks_are_for_who_may_see (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ben");
  CsGid second = cs_test_case (project, "case-1");
  g_assert_true (cs_project_claim (project, &second, &error));
  cs_test_draw (project, &second, 100);
  g_assert_true (cs_project_submit (project, &second, NULL, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  g_autoptr (CsCaseLine) lead = line_for (fixture, "lee", 1);
  g_assert_true (lead->marks);
  g_assert_cmpint (lead->row->marks, ==, 1);
  g_assert_cmpint (lead->wall, >, 0);
  /* To a labeler who has no part in it the case is not there. */
  project = cs_test_open (fixture->env, fixture->path, "ana");
  CsReader ana = cs_project_reader (project);
  g_autoptr (GPtrArray) lines = cs_project_case_list (project, &ana, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 2);
  for (guint i = 0; i < lines->len; i++)
    g_assert_false (cs_gid_equal (&((CsCaseLine *)lines->pdata[i])->row->gid, &second));
}

/* What a labeler is told of sums is of the cases that they see, each file once. */
static void
test_sums_are_of_what_is_seen (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ben");
  CsGid second = cs_test_case (project, "case-1");
  CsReader ben = cs_project_reader (project);
  g_autoptr (CsStatus) all = cs_project_status (project, &ben, &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_claim (project, &second, &error));
  cs_test_draw (project, &second, 100);
  g_assert_true (cs_project_submit (project, &second, NULL, NULL, &error));
  g_clear_pointer (&project, cs_project_close);
  project = cs_test_open (fixture->env, fixture->path, "ana");
  CsReader ana = cs_project_reader (project);
  g_autoptr (CsStatus) seen = cs_project_status (project, &ana, &error);
  g_assert_no_error (error);
  g_assert_cmpint (seen->cases, ==, all->cases - 1);
  g_assert_cmpint (seen->items, ==, all->items - 1);
  g_assert_cmpint (seen->bytes, >, 0);
  g_assert_cmpint (seen->bytes, <, all->bytes);
  g_assert_cmpint (seen->marks, ==, 0);
}

static void
test_stops (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader lee = cs_project_reader (project);
  g_cancellable_cancel (stop);
  g_assert_null (cs_project_case_list (project, &lee, stop, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add ("/project-list/what-and-with", CsTestFixture, NULL, cs_test_set_up,
              test_what_and_with, cs_test_tear_down);
  g_test_add ("/project-list/marks-are-for-who-may-see", CsTestFixture, NULL, cs_test_set_up,
              test_marks_are_for_who_may_see, cs_test_tear_down);
  g_test_add ("/project-list/sums-are-of-what-is-seen", CsTestFixture, NULL, cs_test_set_up,
              test_sums_are_of_what_is_seen, cs_test_tear_down);
  g_test_add ("/project-list/stops", CsTestFixture, NULL, cs_test_set_up, test_stops,
              cs_test_tear_down);
  return g_test_run ();
}
