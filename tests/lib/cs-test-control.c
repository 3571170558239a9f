/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-control.h"

CsGid
cs_test_control_sign (CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  static const char *const judges[] = { "ben", "cat" };
  CsProject *project = cs_test_open_later (fixture, "dan");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  cs_project_close (project);
  for (guint i = 0; i < G_N_ELEMENTS (judges); i++) {
    project = cs_test_open_later (fixture, judges[i]);
    cs_test_decide (project, &gid, "accept");
    cs_project_close (project);
  }
  cs_test_sign (fixture->env, fixture->path, "cat", &gid);
  return gid;
}

void
cs_test_control_make (CsTestFixture *fixture, const CsGid *gid, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  cs_project_make_control (project, gid, NULL, title, &people, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpstr (people->pdata[0], ==, "ana");
}

GPtrArray *
cs_test_controls (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  GPtrArray *rows = cs_project_controls (project, &reader, NULL, &error);
  g_assert_no_error (error);
  return rows;
}

void
cs_test_control_read (CsTestFixture *fixture, const char *title, gint64 x)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, title);
  g_assert_true (cs_project_claim (project, &gid, &error));
  cs_test_draw (project, &gid, x);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

gboolean
cs_test_control_lists (GPtrArray *rows, const CsGid *gid)
{
  for (guint i = 0; i < rows->len; i++)
    if (cs_gid_equal (&((CsCaseRow *)rows->pdata[i])->gid, gid))
      return TRUE;
  return FALSE;
}
