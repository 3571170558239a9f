/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A critical remark that nobody closed holds the approval of a case, and its signature. */
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <string.h>

static void
remark_critical (CsTestFixture *fixture, const char *handle, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsRemark remark = { .part = -1,
                      .frame = -1,
                      .category = (char *)"other",
                      .severity = (char *)"critical",
                      .text = (char *)"the \"severity\":\"minor\" patient" };
  const CsRemark *one[] = { &remark };
  const CsHash revision = cs_test_revision (project, gid);
  g_assert_true (cs_project_add_remarks (project, gid, &revision, one, 1, &error));
  g_assert_no_error (error);
}

static void
assert_held (CsProject *project, const CsGid *gid, gboolean held)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsForesight) foresight = cs_project_foresee (project, gid, "accept", &error);
  g_assert_true ((foresight == NULL) == held);
  if (held)
    g_assert_nonnull (strstr (error->message, "a critical remark is open: no. 1, by ben: the "));
}

static void
test_critical (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_submit (fixture, "case-0");
  remark_critical (fixture, "ben", &gid);
  /* It does not hold a review, and who works on the case may not settle it for themselves. */
  CsProject *project = cs_test_open_later (fixture, "ben");
  assert_held (project, &gid, FALSE);
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "cat");
  g_assert_true (cs_project_claim (project, &gid, &error));
  assert_held (project, &gid, TRUE);
  CsDecision accept = { .decision = "accept" };
  g_assert_false (cs_project_decide (project, &gid, &accept, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  /* Who has the case to approve it may. */
  CsReader reader = cs_project_reader (project);
  GPtrArray *rows = cs_project_remarks (project, &reader, &gid, &error);
  const CsRemarkRow *row = rows->pdata[0];
  g_assert_true (row->may_close);
  g_assert_true (cs_project_answer_remark (project, &gid, &row->act, 0, "close", NULL, &error));
  g_ptr_array_unref (rows);
  assert_held (project, &gid, FALSE);
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
  /* Nor is it signed over one that came since. */
  remark_critical (fixture, "ben", &gid);
  project = cs_test_open_later (fixture, "cat");
  cs_test_unlock (fixture->env, project);
  g_assert_false (cs_project_sign (project, &gid, 1, "approved", NULL, &error));
  g_assert_nonnull (strstr (error->message, "a critical remark is open: no. 2, by ben"));
  cs_project_close (project);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add ("/critical/holds", CsTestFixture, NULL, cs_test_set_up, test_critical,
              cs_test_tear_down);
  return g_test_run ();
}
