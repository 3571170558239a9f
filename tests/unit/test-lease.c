/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that are somebody's for some hours: who takes one that was had too long, how working on it
 * prolongs that, what becomes of the draft; that copies of a project and an index that is made anew
 * come to the same; and that readers who do not see each other make room for one another. */
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <string.h>

#define HOUR G_TIME_SPAN_HOUR

static const char one_reader[] =
    "{\"claim_hours\":4,\"format\":\"countersign-workflow-1\",\"stages\":["
    "{\"key\":\"label\",\"roles\":[\"labeler\",\"reviewer\"]},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";
static const char two_readers[] =
    "{\"claim_hours\":4,\"format\":\"countersign-workflow-1\",\"stages\":["
    "{\"key\":\"label\",\"reads\":2,\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},"
    "{\"key\":\"adjudicate\",\"roles\":[\"sme\"],\"exclude\":[\"author\"]},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

static void
publish (CsTestFixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_project_publish_workflow (project, workflow, NULL, &error));
  g_assert_no_error (error);
}

static CsGid
the_case (CsTestFixture *fixture)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  return cs_test_case (project, "case-0");
}

/* Whether HANDLE gets it now. */
static gboolean
takes (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = the_case (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  gboolean taken = cs_project_claim (project, &gid, &error);
  if (!taken)
    g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  return taken;
}

static gint64
lease_in (CsProject *project)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid = cs_test_case (project, "case-0");
  g_assert_true (cs_project_work (project, &gid, &work, NULL));
  return work.lease;
}

static gint64
lease_of (CsTestFixture *fixture)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  return lease_in (project);
}

static void
draw (CsTestFixture *fixture, const char *handle)
{
  CsGid gid = the_case (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  cs_test_draw (project, &gid, 5000);
}

static void
test_taken (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = the_case (fixture);
  publish (fixture, one_reader);
  g_assert_true (takes (fixture, "ana"));
  draw (fixture, "ana");
  cs_test_env_advance (fixture->env, 4 * HOUR - 10 * G_TIME_SPAN_SECOND);
  g_assert_false (takes (fixture, "ben"));
  cs_test_env_advance (fixture->env, 10 * G_TIME_SPAN_SECOND);
  g_assert_true (takes (fixture, "ben"));
  g_assert_false (takes (fixture, "ana"));
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_assert_false (cs_project_submit (project, &gid, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  g_autoptr (CsMarkSet) kept = cs_project_draft (project, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->n_marks, ==, 1);
  cs_project_close (project);
  /* Too late is not too late while nobody else came. */
  cs_test_env_advance (fixture->env, 40 * HOUR);
  draw (fixture, "ben");
  project = cs_test_open_later (fixture, "ben");
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (lease_in (project), ==, 0);
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_env_advance (fixture->env, 5 * HOUR);
  g_assert_true (takes (fixture, "ana")); /* what was taken back is theirs for as long as before */
}

/* Half of the time is over before a stroke costs an act. */
static void
test_prolonged (CsTestFixture *fixture, gconstpointer data)
{
  publish (fixture, one_reader);
  g_assert_true (takes (fixture, "ana"));
  gint64 first = lease_of (fixture);
  cs_test_env_advance (fixture->env, HOUR);
  draw (fixture, "ana");
  g_assert_cmpint (lease_of (fixture), ==, first);
  cs_test_env_advance (fixture->env, 2 * HOUR);
  draw (fixture, "ana");
  gint64 second = lease_of (fixture);
  g_assert_cmpint (second, >, first + 3 * HOUR - G_TIME_SPAN_MINUTE);
  cs_test_env_advance (fixture->env, 2 * HOUR);
  g_assert_false (takes (fixture, "ben"));
  cs_test_env_advance (fixture->env, 2 * HOUR);
  g_assert_true (takes (fixture, "ben"));
  CsGid gid = the_case (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_keep_claim (project, &gid, &error)); /* there is nothing to keep */
  g_assert_no_error (error);
  g_assert_cmpint (lease_in (project), >, second);
}

/* Who is served next is told by the index, who has it by the list; both say the same. */
static void
test_served (CsTestFixture *fixture, gconstpointer data)
{
  publish (fixture, one_reader);
  g_assert_true (takes (fixture, "ana"));
  cs_test_env_advance (fixture->env, 5 * HOUR);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ben");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) tasks = cs_project_tasks (project, &reader, &error);
  g_autoptr (CsTaskRow) first = NULL;
  g_assert_true (cs_project_first_task (project, &reader, NULL, &first, &error));
  g_assert_cmpuint (tasks->len, ==, 3);
  g_assert_cmpstr (((CsTaskRow *)tasks->pdata[0])->title, ==, "case-0");
  g_assert_cmpstr (first->title, ==, "case-0");
  g_assert_cmpint (first->lease, ==, 0);
  CsGid gid = first->case_gid;
  g_autoptr (CsCaseView) view = cs_project_case_view (project, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (view->mode, ==, CS_MODE_READING); /* the window offers it, too */
  g_assert_false (view->mine);
  g_assert_true (cs_project_claim (project, &gid, &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) mine = cs_project_tasks (project, &reader, &error);
  g_assert_cmpint (((CsTaskRow *)mine->pdata[0])->lease, ==, lease_in (project));
}

/* Two places, three people: who came first and did nothing makes room, and nobody sees whom. */
static void
test_among (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = the_case (fixture);
  publish (fixture, two_readers);
  g_assert_true (takes (fixture, "ana"));
  cs_test_env_advance (fixture->env, HOUR);
  g_assert_true (takes (fixture, "ben"));
  g_assert_false (takes (fixture, "cat"));
  cs_test_env_advance (fixture->env, 3 * HOUR);
  g_assert_true (takes (fixture, "cat"));
  g_assert_false (takes (fixture, "ana"));
  draw (fixture, "ben");
  CsProject *project = cs_test_open_later (fixture, "ben");
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_env_advance (fixture->env, 5 * HOUR);
  g_assert_false (takes (fixture, "ben")); /* is done, and not in cat's place either */
  g_assert_true (takes (fixture, "ana"));
}

/* Who was given a place and did not come keeps it; who came and did nothing makes room. */
static void
test_given (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = the_case (fixture);
  publish (fixture, two_readers);
  CsProject *project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) ben = cs_project_find_person (project, "ben", &error);
  g_assert_true (cs_project_assign (project, &gid, &ben->gid, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  g_assert_true (takes (fixture, "ana"));
  g_assert_false (takes (fixture, "cat"));
  cs_test_env_advance (fixture->env, 5 * HOUR);
  project = cs_test_open_later (fixture, "cat");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsTaskRow) first = NULL;
  g_assert_true (cs_project_first_task (project, &reader, NULL, &first, &error));
  g_assert_cmpstr (first->title, ==, "case-0");
  cs_project_close (project);
  g_assert_true (takes (fixture, "cat"));
  g_assert_true (takes (fixture, "ben"));
  g_assert_false (takes (fixture, "ana"));
}

/* The index that is made anew from the journal says what the one that followed it says. */
static void
test_again (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  test_taken (fixture, NULL);
  gint64 before = lease_of (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_index_rebuild (project->index, &error));
  g_assert_no_error (error);
  g_assert_cmpint (lease_in (project), ==, before);
  cs_test_assert_state (project, "case-1", "waits for labelling");
}

#define TEST(name, func)                                                                           \
  g_test_add ("/lease/" name, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  TEST ("taken", test_taken);
  TEST ("prolonged", test_prolonged);
  TEST ("served", test_served);
  TEST ("among", test_among);
  TEST ("given", test_given);
  TEST ("again", test_again);
  return g_test_run ();
}
