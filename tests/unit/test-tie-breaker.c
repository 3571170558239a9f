/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two readers do not agree: one more is asked to read the case, knows nothing of it, and what most
 * of the three found counts. */
#include "cs-index-private.h"
#include "cs-project-private.h"
#include "cs-project-reads.h"
#include "cs-test-reads.h"

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
  cs_test_set_up (fixture, NULL);
  cs_test_publish_workflow (fixture, TWO_READERS);
}

static void
read_it (CsTestFixture *fixture, const char *handle, gint64 x)
{
  cs_test_read (fixture, handle, x, "finding");
}

static guint
count_marks (CsTestFixture *fixture)
{
  CsGid gid = cs_test_first_case (fixture);
  g_auto (CsWork) work = { 0 };
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  g_assert_true (cs_project_work (project, &gid, &work, NULL));
  g_autoptr (CsMarkSet) set = cs_project_revision (project, &reader, &work.revision, NULL);
  return set->n_marks;
}

static const char asked[] = "asked for one more to read it, as 2 readers do not agree";

static void
test_majority (CsTestFixture *fixture, gconstpointer data)
{
  read_it (fixture, "ana", 1000);
  cs_test_assert_stands (fixture, "cat", "waits for labelling");
  read_it (fixture, "ben", 500000);
  /* It waits for a third, and nothing tells anybody who reads or could. */
  cs_test_assert_stands (fixture, "cat", "waits for labelling");
  cs_test_assert_told (fixture, "lee", "reads.another", asked);
  cs_test_assert_told (fixture, "ana", "reads.another", NULL);
  cs_test_assert_told (fixture, "ben", "reads.another", NULL);
  cs_test_assert_told (fixture, "cat", "reads.another", NULL);
  read_it (fixture, "cat", 500000);
  cs_test_assert_stands (fixture, "dan",
                         "waits for adjudication"); /* what ana found is nobody else's */
  g_assert_cmpuint (count_marks (fixture), ==, 1);
}

static void
test_agreed (CsTestFixture *fixture, gconstpointer data)
{
  read_it (fixture, "ana", 1000);
  read_it (fixture, "ben", 1000);
  cs_test_assert_told (fixture, "lee", "reads.another", NULL);
  cs_test_assert_stands (fixture, "dan", "waits for approval");
}

/* Three see three things: nobody is asked a second time. */
static void
test_open (CsTestFixture *fixture, gconstpointer data)
{
  read_it (fixture, "ana", 1000);
  read_it (fixture, "ben", 500000);
  read_it (fixture, "cat", 800000);
  cs_test_assert_stands (fixture, "dan", "waits for adjudication");
  g_assert_cmpuint (count_marks (fixture), ==, 0);
}

/* Their own work is theirs to take back as before, and what was sent back begins with two. */
static void
test_taken_back (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  read_it (fixture, "ana", 1000);
  read_it (fixture, "ben", 500000);
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  read_it (fixture, "cat", 1000);
  cs_test_assert_stands (fixture, "dan", "waits for adjudication");
  cs_test_decide_as (fixture, "dan", "send-back");
  read_it (fixture, "ana", 1000);
  read_it (fixture, "ben", 1000);
  cs_test_assert_stands (fixture, "dan", "waits for approval");
}

/* The second reading came in another copy: whoever brings them together asks the third. */
static void
test_copies (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  cs_test_copy (fixture->path, other);
  read_it (fixture, "ana", 1000);
  cs_test_read_in (fixture, other, "ben", 500000, "finding");
  g_assert_cmpuint (cs_test_bring_in (fixture, other), ==, 0);
  cs_test_assert_told (fixture, "lee", "reads.another", asked);
  read_it (fixture, "dan", 1000);
  cs_test_assert_stands (fixture, "cat", "waits for adjudication");
  g_assert_cmpuint (count_marks (fixture), ==, 1);
}

static void
test_document (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup (TWO_READERS);
  *strchr (text, '2') = '1';
  cs_test_assert_no_workflow (text, "stages[0].tie_breaker");
  *strstr (text, "\"reads\":1") = '"';
  memcpy (strstr (text, "\"reads\":1"), "\"reads\":9", 9);
  cs_test_assert_no_workflow (text, "stages[0].tie_breaker");
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
