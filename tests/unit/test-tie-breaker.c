/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two readers do not agree: one more is asked to read the case, knows nothing of it, and what most
 * of the three found counts. */
#include "cs-index-private.h"
#include "cs-project-private.h"
#include "cs-project-reads.h"
#include "cs-test-project.h"

#include <string.h>

#define TWO_READERS                                                                                \
  "{\"format\":\"countersign-workflow-1\",\"stages\":["                                            \
  "{\"key\":\"label\",\"reads\":2,\"roles\":[\"labeler\",\"reviewer\",\"sme\"],\"tie_breaker\":"   \
  "\"another\"},"                                                                                  \
  "{\"key\":\"adjudicate\",\"roles\":[\"sme\"],\"exclude\":[\"author\"]},"                         \
  "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}"

static void
set_up (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cs_test_set_up (fixture, NULL);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (TWO_READERS, strlen (TWO_READERS), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
}

static CsGid
the_case (CsTestFixture *fixture)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  return cs_test_case (project, "case-0");
}

static void
read_in (CsTestFixture *fixture, const char *path, const char *handle, gint64 x)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = the_case (fixture);
  cs_test_env_advance (fixture->env, G_USEC_PER_SEC);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, path, handle);
  cs_test_draw (project, &gid, x);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
read_it (CsTestFixture *fixture, const char *handle, gint64 x)
{
  read_in (fixture, fixture->path, handle, x);
}

static void
assert_state (CsTestFixture *fixture, const char *handle, const char *state)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  cs_test_assert_state (project, "case-0", state);
}

static guint
count_marks (CsTestFixture *fixture)
{
  CsGid gid = the_case (fixture);
  g_auto (CsWork) work = { 0 };
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  g_assert_true (cs_project_work (project, &gid, &work, NULL));
  g_autoptr (CsMarkSet) set = cs_project_revision (project, &reader, &work.revision, NULL);
  return set->n_marks;
}

/* In the history as HANDLE reads it. */
static gboolean
is_told (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = the_case (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) acts = cs_project_history (project, &reader, &gid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < acts->len; i++)
    if (strcmp (((CsHistoryRow *)acts->pdata[i])->kind, "reads.another") == 0)
      return TRUE;
  return FALSE;
}

static void
test_majority (CsTestFixture *fixture, gconstpointer data)
{
  read_it (fixture, "ana", 1000);
  assert_state (fixture, "cat", "waits for labelling");
  read_it (fixture, "ben", 500000);
  /* It waits for a third, and nothing tells anybody who reads or could. */
  assert_state (fixture, "cat", "waits for labelling");
  g_assert_true (is_told (fixture, "lee"));
  g_assert_false (is_told (fixture, "ana"));
  g_assert_false (is_told (fixture, "ben"));
  g_assert_false (is_told (fixture, "cat"));
  read_it (fixture, "cat", 500000);
  assert_state (fixture, "dan", "waits for adjudication"); /* what ana found is nobody else's */
  g_assert_cmpuint (count_marks (fixture), ==, 1);
}

static void
test_agreed (CsTestFixture *fixture, gconstpointer data)
{
  read_it (fixture, "ana", 1000);
  read_it (fixture, "ben", 1000);
  g_assert_false (is_told (fixture, "lee"));
  assert_state (fixture, "dan", "waits for approval");
}

/* Three see three things: nobody is asked a second time. */
static void
test_open (CsTestFixture *fixture, gconstpointer data)
{
  read_it (fixture, "ana", 1000);
  read_it (fixture, "ben", 500000);
  read_it (fixture, "cat", 800000);
  assert_state (fixture, "dan", "waits for adjudication");
  g_assert_cmpuint (count_marks (fixture), ==, 0);
}

/* Their own work is theirs to take back as before, and what was sent back begins with two. */
static void
test_taken_back (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = the_case (fixture);
  read_it (fixture, "ana", 1000);
  read_it (fixture, "ben", 500000);
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  read_it (fixture, "cat", 1000);
  assert_state (fixture, "dan", "waits for adjudication");
  project = cs_test_open_later (fixture, "dan");
  cs_test_decide (project, &gid, "send-back");
  cs_project_close (project);
  read_it (fixture, "ana", 1000);
  read_it (fixture, "ben", 1000);
  assert_state (fixture, "dan", "waits for approval");
}

/* The second reading came in another copy: whoever brings them together asks the third. */
static void
test_copies (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  CsMergeReport report;
  cs_test_copy (fixture->path, other);
  read_it (fixture, "ana", 1000);
  read_in (fixture, other, "ben", 500000);
  CsProject *project = cs_test_open_later (fixture, "lee");
  cs_project_merge (project, other, FALSE, &report, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report.unrecognised, ==, 0);
  cs_project_close (project);
  g_assert_true (is_told (fixture, "lee"));
  read_it (fixture, "dan", 1000);
  assert_state (fixture, "cat", "waits for adjudication");
  g_assert_cmpuint (count_marks (fixture), ==, 1);
}

static void
assert_wrong (const char *text, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_workflow_parse (text, strlen (text), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  if (strstr (error->message, why) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, why);
}

static void
test_document (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup (TWO_READERS);
  *strchr (text, '2') = '1';
  assert_wrong (text, "stages[0].tie_breaker");
  *strstr (text, "\"reads\":1") = '"';
  memcpy (strstr (text, "\"reads\":1"), "\"reads\":9", 9);
  assert_wrong (text, "stages[0].tie_breaker");
  /* Who breaks the tie is one more: five people may read here. */
  memcpy (strstr (text, "\"reads\":9"), "\"reads\":4", 9);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_assert_false (cs_project_publish_workflow (project, workflow, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "stages[0].reads"));
}

int
main (int argc, char *argv[])
{
  cs_test_init (&argc, &argv);
#define TEST(name, function)                                                                       \
  g_test_add ("/tie-breaker/" name, CsTestFixture, NULL, set_up, function, cs_test_tear_down)
  TEST ("majority", test_majority);
  TEST ("agreed", test_agreed);
  TEST ("open", test_open);
  TEST ("taken-back", test_taken_back);
  TEST ("copies", test_copies);
  TEST ("document", test_document);
#undef TEST
  return g_test_run ();
}
