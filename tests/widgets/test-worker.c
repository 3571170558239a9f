/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-project.h"
#include "cs-worker.h"

#include <gtk/gtk.h>

typedef struct {
  CsWorker *worker;
  GObject *owner;
  GString *said; /* what jobs did, in order; only the worker writes while it lives */
  guint left;    /* callbacks to come */
  GError *last;
} World;

static void
world_begin (World *world, CsEnv *env, CsJobProgress progress)
{
  world->owner = g_object_new (G_TYPE_OBJECT, NULL);
  world->worker = cs_worker_new (env, progress, world->owner);
  world->said = g_string_new (NULL);
  world->left = 0;
  world->last = NULL;
}

static void
world_end (World *world)
{
  while (world->left > 0)
    g_main_context_iteration (NULL, TRUE);
  cs_worker_free (world->worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (world->owner);
  g_string_free (world->said, TRUE);
  g_clear_error (&world->last);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  gpointer value = NULL;
  g_clear_error (&world->last);
  if (cs_worker_finish (result, &value, &world->last))
    g_free (value);
  world->left--;
}

typedef struct {
  World *world;
  char letter;
  GCancellable *wait; /* until cancelled by the main thread */
} Step;

static gpointer
say_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  Step *step = data;
  while (step->wait != NULL && !g_cancellable_is_cancelled (step->wait))
    g_usleep (500);
  g_string_append_c (step->world->said, step->letter);
  if (step->letter == '!') {
    cs_fail (error, CS_ERROR_DENIED, "no");
    return NULL;
  }
  return g_strdup ("done");
}

static void
run (World *world, char letter, CsJobFlags flags, GCancellable *wait, GCancellable *cancellable)
{
  Step *step = g_new0 (Step, 1);
  step->world = world;
  step->letter = letter;
  step->wait = wait;
  CsJobSpec spec = {
    .run = say_job, .data = step, .free_data = g_free, .free_result = g_free, .flags = flags
  };
  world->left++;
  cs_worker_run (world->worker, world->owner, &spec, cancellable, done_cb, world);
}

static void
test_order (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  World world;
  world_begin (&world, env, NULL);
  g_autoptr (GCancellable) go = g_cancellable_new ();
  run (&world, 'a', 0, go, NULL);
  run (&world, 'b', 0, NULL, NULL);
  run (&world, 'c', CS_JOB_URGENT, NULL, NULL);
  run (&world, 'd', CS_JOB_URGENT, NULL, NULL);
  g_cancellable_cancel (go);
  while (world.left > 0)
    g_main_context_iteration (NULL, TRUE);
  /* The first may have begun before the urgent ones came, or not. */
  g_assert_true (g_str_equal (world.said->str, "acdb") || g_str_equal (world.said->str, "cdab"));
  world_end (&world);
}

static void
test_error (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 2);
  World world;
  world_begin (&world, env, NULL);
  run (&world, '!', 0, NULL, NULL);
  while (world.left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (world.last, CS_ERROR, CS_ERROR_DENIED);
  world_end (&world);
}

static void
test_cancelled_before (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 3);
  World world;
  world_begin (&world, env, NULL);
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_cancellable_cancel (stop);
  run (&world, 'a', 0, NULL, stop);
  while (world.left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (world.last, CS_ERROR, CS_ERROR_CANCELLED);
  g_assert_cmpstr (world.said->str, ==, "");
  world_end (&world);
}

/* What waits when the worker ends is done, and its callbacks come. */
static void
test_ends_with_everything_done (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 4);
  World world;
  world_begin (&world, env, NULL);
  for (char letter = 'a'; letter <= 'z'; letter++)
    run (&world, letter, letter % 2 ? CS_JOB_URGENT : 0, NULL, NULL);
  cs_worker_free (world.worker);
  world.worker = NULL;
  g_assert_cmpuint (world.said->len, ==, 26);
  world_end (&world);
}

/* Says '<' when it begins and '>' when it was made to stop. */
static gpointer
ahead_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  Step *step = data;
  g_string_append_c (step->world->said, '<');
  g_cancellable_cancel (step->wait);
  while (!g_cancellable_is_cancelled (cs_job_cancellable (job)))
    g_usleep (500);
  g_string_append_c (step->world->said, '>');
  cs_fail (error, CS_ERROR_CANCELLED, "stopped");
  return NULL;
}

static void
run_ahead (World *world, GCancellable *begun)
{
  Step *step = g_new0 (Step, 1);
  step->world = world;
  step->wait = begun;
  CsJobSpec spec = { .run = ahead_job, .data = step, .free_data = g_free, .flags = CS_JOB_AHEAD };
  world->left++;
  cs_worker_run (world->worker, world->owner, &spec, NULL, done_cb, world);
}

/* What is read ahead comes last, and makes room for what is asked for while it runs. */
static void
test_ahead (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 6);
  World world;
  world_begin (&world, env, NULL);
  g_autoptr (GCancellable) go = g_cancellable_new (), begun = g_cancellable_new ();
  run (&world, 'a', 0, go, NULL);
  run_ahead (&world, begun);
  run (&world, 'b', 0, NULL, NULL);
  g_cancellable_cancel (go);
  while (!g_cancellable_is_cancelled (begun))
    g_usleep (500);
  run (&world, 'c', 0, NULL, NULL);
  while (world.left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (world.said->str, ==, "ab<>c");
  world_end (&world);
}

/* It does not keep a project open either. */
static void
test_ahead_ends (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 7);
  World world;
  world_begin (&world, env, NULL);
  g_autoptr (GCancellable) begun = g_cancellable_new ();
  run_ahead (&world, begun);
  run_ahead (&world, begun);
  while (!g_cancellable_is_cancelled (begun))
    g_usleep (500);
  cs_worker_free (world.worker);
  world.worker = NULL;
  g_assert_cmpstr (world.said->str, ==, "<>");
  world_end (&world);
  g_assert_cmpuint (world.left, ==, 0);
}

static guint told;

static void
progress_cb (GObject *owner, const char *title, gint64 done, gint64 total, const char *words)
{
  g_assert_cmpstr (title, ==, "Long");
  g_assert_cmpint (total, ==, 1000);
  told++;
}

static gpointer
long_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  for (gint64 i = 0; i < 1000; i++)
    cs_job_progress (job, i, 1000, NULL);
  g_string_append_c (((Step *)data)->world->said, 'L');
  return NULL;
}

static void
test_long (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 5);
  World world;
  world_begin (&world, env, progress_cb);
  Step *step = g_new0 (Step, 1);
  step->world = &world;
  CsJobSpec spec = { .title = "Long", .run = long_job, .data = step, .free_data = g_free };
  world.left++;
  cs_worker_run (world.worker, world.owner, &spec, NULL, done_cb, &world);
  while (world.left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (world.said->str, ==, "L");
  /* 1 ms a call of the fixed clock, and not more often than ten times a second. */
  g_assert_cmpuint (told, >, 0);
  g_assert_cmpuint (told, <, 30);
  world_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/worker/order", test_order);
  g_test_add_func ("/worker/error", test_error);
  g_test_add_func ("/worker/cancelled-before", test_cancelled_before);
  g_test_add_func ("/worker/ends-with-everything-done", test_ends_with_everything_done);
  g_test_add_func ("/worker/ahead", test_ahead);
  g_test_add_func ("/worker/ahead-ends", test_ahead_ends);
  g_test_add_func ("/worker/long", test_long);
  return g_test_run ();
}
