/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What real keys and a real pointer do while a case is open is counted, and stands in the decision
 * that ends it; and nothing of what is done elsewhere. */
#include "cs-label-popover.h"
#include "cs-project-life.h"
#include "cs-review-bar.h"
#include "cs-test-project.h"
#include "cs-test-window.h"

static gboolean
has_last (CsTestWindow *world, gpointer data)
{
  return cs_case_flow_last (cs_main_window_flow (world->window)) != NULL;
}

static gpointer
life_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_life (desk->project, &reader, data, error);
}

static void
life_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  cs_session_run_finish (CS_SESSION (source), result, user_data, &error);
  g_assert_no_error (error);
}

static gboolean
has_life (CsTestWindow *world, gpointer life)
{
  return *(gpointer *)life != NULL;
}

/* Of the last act of the reader on the case. */
static CsEffort
read_effort (CsTestWindow *world, CsGid gid)
{
  CsEffort effort = { 0 };
  gpointer value = NULL;
  CsJobSpec spec = { .run = life_job,
                     .data = &gid,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (cs_main_window_session (world->window), &spec, NULL, life_cb, &value);
  cs_test_window_wait (world, has_life, &value);
  g_autoptr (GPtrArray) life = value;
  for (guint i = 0; i < life->len; i++) {
    const CsLifeStep *step = life->pdata[i];
    if (step->act->effort.interactions > 0)
      effort = step->act->effort;
  }
  return effort;
}

static void
hand_in (CsTestWindow *world)
{
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-ana");
  CsGid gid = cs_test_case (project, "Patient 2");
  cs_test_window_hand_in (project, &gid);
}

static gboolean
is_shown (CsTestWindow *world, gpointer data)
{
  CsCaseModel *model = cs_main_window_case (world->window);
  return model != NULL && cs_case_model_view (model)->mine && !cs_case_model_is_unread (model);
}

static CsGid
begin (CsTestWindow *world)
{
  cs_test_window_begin_after (world, "sample-ben", 1366, 768, hand_in);
  CsCaseModel *model = cs_test_window_open_case (world, "Patient 2");
  cs_test_window_wait (world, is_shown, NULL);
  cs_test_window_pass (700); /* a chord that comes at once is not about this case */
  return cs_case_model_view (model)->row->gid;
}

static gboolean
is_open (CsTestWindow *world)
{
  GtkWidget *root = GTK_WIDGET (world->window);
  for (guint n = 1; n < 5; n++) {
    g_autofree char *words = g_strdup_printf ("%u change%s to settle", n, n == 1 ? "" : "s");
    if (cs_test_window_find_words (root, words) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* By keys; returns how many. */
static guint
finish (CsTestWindow *world)
{
  guint n = 0;
  for (; is_open (world); n++) {
    cs_test_window_keys (world, "a");
    cs_test_window_settle (world);
  }
  cs_test_window_keys (world, "ctrl+Return");
  cs_test_window_wait (world, has_last, NULL);
  return n + 1;
}

static void
test_keys (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  CsGid gid = begin (&world);
  cs_test_window_keys (&world, "Tab");
  GtkWidget *root = GTK_WIDGET (world.window);
  cs_test_window_keys (&world, "l");
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_test_window_find (root, CS_TYPE_LABEL_POPOVER, 0));
  cs_test_window_keys (&world, "Escape");
  cs_test_window_settle (&world);
  g_assert_null (cs_test_window_find (root, CS_TYPE_LABEL_POPOVER, 0));
  guint n = finish (&world) + 3;
  g_assert_cmpint (read_effort (&world, gid).interactions, ==, n);
  cs_test_window_end (&world);
}

/* Over two visits, with what is done with the pointer: a drag is one, moving there is none, nor is
 * Shift; and what is done on Today is none. */
static void
test_visits (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  CsGid gid = begin (&world);
  GtkWidget *bar = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_REVIEW_BAR, 0);
  cs_test_window_point (&world, bar, 0, 0);
  cs_test_window_drag (&world, bar, 0, 0, 9, 3);
  cs_test_window_key_down (&world, "shift");
  cs_test_window_key_up (&world, "shift");
  cs_case_flow_leave (cs_main_window_flow (world.window));
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "Tab");
  cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, is_shown, NULL);
  cs_test_window_pass (700);
  guint n = finish (&world) + 1;
  g_assert_cmpint (read_effort (&world, gid).interactions, ==, n);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/effort/keys", test_keys);
  g_test_add_func ("/effort/visits", test_visits);
  return g_test_run ();
}
