/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-reads.h"

#include <string.h>

const char cs_test_two_readers[] =
    "{\"format\":\"countersign-workflow-1\",\"stages\":["
    "{\"key\":\"label\",\"reads\":2,\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},"
    "{\"key\":\"adjudicate\",\"roles\":[\"sme\"],\"exclude\":[\"author\"]},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

void
cs_test_publish_workflow (const CsTestFixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
}

CsGid
cs_test_first_case (const CsTestFixture *fixture)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  return cs_test_case (project, "case-0");
}

void
cs_test_read_in (const CsTestFixture *fixture, const char *path, const char *handle, gint64 x,
                 const char *label)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  cs_test_env_advance (fixture->env, G_USEC_PER_SEC);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, path, handle);
  cs_test_draw_as (project, &gid, x, label);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
cs_test_read (const CsTestFixture *fixture, const char *handle, gint64 x, const char *label)
{
  cs_test_read_in (fixture, fixture->path, handle, x, label);
}

void
cs_test_assert_stands (const CsTestFixture *fixture, const char *handle, const char *state)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  cs_test_assert_state (project, "case-0", state);
}

void
cs_test_assert_told (const CsTestFixture *fixture, const char *handle, const char *kind,
                     const char *expected)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  const char *sentence = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) acts = cs_project_history (project, &reader, &gid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < acts->len && sentence == NULL; i++) {
    const CsHistoryRow *row = acts->pdata[i];
    sentence = strcmp (row->kind, kind) == 0 ? row->sentence : NULL;
  }
  g_assert_cmpstr (sentence, ==, expected);
}

void
cs_test_decide_as (const CsTestFixture *fixture, const char *handle, const char *decision)
{
  CsGid gid = cs_test_first_case (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  cs_test_decide (project, &gid, decision);
}

guint
cs_test_bring_in (const CsTestFixture *fixture, const char *other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  cs_project_merge (project, other, FALSE, &report, problems, &error);
  g_assert_no_error (error);
  return report.unrecognised;
}

void
cs_test_assert_no_workflow (const char *text, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_workflow_parse (text, strlen (text), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  if (strstr (error->message, why) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, why);
}
