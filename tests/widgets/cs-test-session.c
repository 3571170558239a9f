/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-session.h"

#define LINKS 8 /* more than what any act sets going, one job at the end of another */

void
cs_test_session_came_cb (GObject *source, GAsyncResult *result, gpointer ret_result)
{
  *(GAsyncResult **)ret_result = g_object_ref (result);
}

void
cs_test_session_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
cs_test_session_open (CsSession *session, const char *path, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  cs_session_open_async (session, path, handle, NULL, NULL, cs_test_session_came_cb, &result);
  cs_test_session_wait (&result);
  cs_session_open_finish (session, result, &error);
  g_assert_no_error (error);
}

CsCaseModel *
cs_test_session_case (CsSession *session, const CsGid *gid, gboolean look)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  cs_case_model_open_async (session, gid, look, NULL, cs_test_session_came_cb, &result);
  cs_test_session_wait (&result);
  CsCaseModel *model = cs_case_model_open_finish (result, &error);
  g_assert_no_error (error);
  return model;
}

void
cs_test_session_act (CsCaseModel *model, CsJobSpec spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  cs_case_model_act_async (model, &spec, cs_test_session_came_cb, &result);
  cs_test_session_wait (&result);
  cs_case_model_act_finish (model, result, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
nothing_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  return NULL;
}

/* Jobs run one after another, and one is written, read again, counted and foreseen in as many. */
void
cs_test_session_settle (CsSession *session)
{
  const CsJobSpec spec = { .run = nothing_job };
  for (guint i = 0; i < LINKS; i++) {
    g_autoptr (GAsyncResult) result = NULL;
    cs_session_run_async (session, &spec, NULL, cs_test_session_came_cb, &result);
    cs_test_session_wait (&result);
    g_assert_true (cs_session_run_finish (session, result, NULL, NULL));
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
}
