/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-settling.h"
#include "cs-test-session.h"
#include "cs-workflow.h"

void
cs_test_settling_begin (CsTestSettling *world)
{
  g_autoptr (GError) error = NULL;
  cs_test_set_up (&world->fixture, NULL);
  g_autoptr (CsProject) project = cs_test_open (world->fixture.env, world->fixture.path, "lee");
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("consensus", &error);
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
  world->gid = cs_test_case (project, "case-0");
  world->other = cs_test_case (project, "case-1");
}

void
cs_test_settling_open (CsTestSettling *world, const char *handle, const CsGid *gid)
{
  world->opened++;
  world->worker_env = cs_test_env (world->fixture.dir, 1 + world->opened);
  cs_test_env_advance (world->worker_env, 100 * world->opened * G_USEC_PER_SEC);
  world->session = cs_session_new (world->worker_env);
  cs_test_session_open (world->session, world->fixture.path, handle);
  world->model = cs_test_session_case (world->session, gid, FALSE);
  world->adjudication = cs_adjudication_new (world->model);
}

void
cs_test_settling_wait (CsTestSettling *world)
{
  cs_test_session_settle (world->session);
}

void
cs_test_settling_leave (CsTestSettling *world)
{
  g_clear_object (&world->adjudication); /* what was typed is written then */
  cs_test_settling_wait (world);
  g_clear_object (&world->model);
  g_clear_object (&world->session);
  cs_session_drain ();
  g_clear_pointer (&world->worker_env, cs_env_free);
}

void
cs_test_settling_end (CsTestSettling *world, gconstpointer data)
{
  cs_test_settling_leave (world);
  cs_test_tear_down (&world->fixture, data);
}

void
cs_test_settling_act (CsTestSettling *world)
{
  cs_test_session_act (world->model, cs_adjudication_job (world->adjudication));
  cs_test_settling_wait (world);
}

CsRuled
cs_test_settling_ruled (CsTestSettling *world, guint n)
{
  return cs_adjudication_ruled (world->adjudication, n, NULL);
}

void
cs_test_settling_choose (CsTestSettling *world, guint n, guint position)
{
  g_autoptr (GError) error = NULL;
  guint at = G_MAXUINT;
  cs_adjudication_go (world->adjudication, n);
  g_assert_true (cs_adjudication_choose (world->adjudication, position, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cs_adjudication_ruled (world->adjudication, n, &at), ==, CS_RULED_POSITION);
  g_assert_cmpuint (at, ==, position);
}
