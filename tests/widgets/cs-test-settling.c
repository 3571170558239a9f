/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-settling.h"

#define LINKS 8 /* more than what any act sets going, one job at the end of another */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CsTestSettling *world = user_data;
  cs_session_open_finish (CS_SESSION (source), result, &world->error);
  world->ready = TRUE;
}

static void
case_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CsTestSettling *world = user_data;
  world->model = cs_case_model_open_finish (result, &world->error);
  world->ready = TRUE;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CsTestSettling *world = user_data;
  cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &world->error);
  world->ready = TRUE;
}

static void
wait_ready (CsTestSettling *world)
{
  while (!world->ready)
    g_main_context_iteration (NULL, TRUE);
  world->ready = FALSE;
}

static gpointer
nothing_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  return NULL;
}

static void
nothing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (cs_session_run_finish (CS_SESSION (source), result, NULL, NULL));
  *(gboolean *)user_data = TRUE;
}

void
cs_test_settling_wait (CsTestSettling *world)
{
  const CsJobSpec spec = { .run = nothing_job };
  for (guint i = 0; i < LINKS; i++) {
    gboolean done = FALSE;
    cs_session_run_async (world->session, &spec, NULL, nothing_cb, &done);
    while (!done)
      g_main_context_iteration (NULL, TRUE);
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
}

void
cs_test_settling_open (CsTestSettling *world, const char *handle, const CsGid *gid)
{
  world->opened++;
  world->worker_env = cs_test_env (world->fixture.dir, 1 + world->opened);
  cs_test_env_advance (world->worker_env, 100 * world->opened * G_USEC_PER_SEC);
  world->session = cs_session_new (world->worker_env);
  cs_session_open_async (world->session, world->fixture.path, handle, NULL, NULL, opened_cb, world);
  wait_ready (world);
  g_assert_no_error (world->error);
  cs_case_model_open_async (world->session, gid, FALSE, NULL, case_cb, world);
  wait_ready (world);
  g_assert_no_error (world->error);
  world->adjudication = cs_adjudication_new (world->model);
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
cs_test_settling_act (CsTestSettling *world, CsJobSpec spec)
{
  cs_case_model_act_async (world->model, &spec, acted_cb, world);
  wait_ready (world);
  cs_test_settling_wait (world);
}
