/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of a workflow, and how many cases run under each; who is told. */
#include "cs-project-workflows.h"
#include "cs-test-project.h"

static GPtrArray *
versions_of (CsProject *project)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  GPtrArray *versions = cs_project_workflows (project, &reader, &error);
  g_assert_no_error (error);
  return versions;
}

static gint64
cases_under (GPtrArray *versions, guint n)
{
  return ((const CsWorkflowVersion *)versions->pdata[n])->cases;
}

/* That nobody began. */
static gint64
fresh (GPtrArray *versions)
{
  return ((const CsWorkflowVersion *)versions->pdata[versions->len - 1])->fresh;
}

static void
test_versions (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_submit (fixture, "case-0"); /* runs under the first from now on */
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsWorkflow) lax = cs_workflow_from_template ("qc-qa", NULL);
  g_autoptr (GPtrArray) before = versions_of (project);
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpint (cases_under (before, 0), ==, 1);
  g_assert_cmpint (fresh (before), ==, 2);
  g_assert_true (cs_project_publish_workflow (project, lax, "fewer hands", NULL));
  g_autoptr (GPtrArray) after = versions_of (project);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpint (cases_under (after, 0), ==, 1);
  g_assert_cmpint (cases_under (after, 1), ==, 0);
  g_assert_cmpint (fresh (after), ==, 2);
  const CsWorkflowVersion *last = after->pdata[1];
  g_assert_cmpint (last->version, ==, 2);
  g_assert_cmpstr (last->by, ==, "lee");
  g_assert_cmpstr (last->note, ==, "fewer hands");
  g_assert_cmpuint (last->workflow->n_stages, ==, 4);
}

/* How far others are is none of a labeler's business. */
static void
test_told (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (CsProject) ana = cs_test_open (fixture->env, fixture->path, "ana");
  g_autoptr (GPtrArray) versions = versions_of (ana);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_cmpint (cases_under (versions, 0), ==, -1);
  g_assert_cmpint (fresh (versions), ==, -1);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add ("/workflows/versions", CsTestFixture, NULL, cs_test_set_up, test_versions,
              cs_test_tear_down);
  g_test_add ("/workflows/told", CsTestFixture, NULL, cs_test_set_up, test_told, cs_test_tear_down);
  return g_test_run ();
}
