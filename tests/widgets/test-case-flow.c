/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-flow.h"
#include "cs-case-queue.h"
#include "cs-test-project.h"
#include "cs-test-session.h"

#include <gtk/gtk.h>
#include <string.h>

/* --- the order --- */

static CsGid
gid_of (guint8 n)
{
  CsGid gid = { 0 };
  ((guint8 *)&gid)[0] = n;
  return gid;
}

static void
add_task (GPtrArray *tasks, guint8 n, const char *kind)
{
  CsTaskRow *row = g_new0 (CsTaskRow, 1);
  row->case_gid = gid_of (n);
  row->kind = g_strdup (kind);
  g_ptr_array_add (tasks, row);
}

static GPtrArray *
new_tasks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)cs_task_row_free);
}

static void
assert_position (CsCaseQueue *queue, guint8 n, guint position, guint total)
{
  guint got = 0, of = 0;
  CsGid gid = gid_of (n);
  g_assert_true (cs_case_queue_position (queue, &gid, &got, &of));
  g_assert_cmpuint (got, ==, position);
  g_assert_cmpuint (of, ==, total);
}

static void
test_order_stays (void)
{
  g_autoptr (CsCaseQueue) queue = cs_case_queue_new ();
  g_autoptr (GPtrArray) first = new_tasks ();
  add_task (first, 1, "label");
  add_task (first, 2, "review");
  add_task (first, 3, "sent-back");
  add_task (first, 4, "label");
  add_task (first, 9, "sign");
  cs_case_queue_follow (queue, first);
  assert_position (queue, 1, 1, 3);
  assert_position (queue, 3, 2, 3);
  assert_position (queue, 2, 1, 1);
  CsGid from = gid_of (1), next[3], signing = gid_of (9);
  guint position, total;
  g_assert_false (cs_case_queue_position (queue, &signing, &position, &total));
  g_assert_cmpuint (cs_case_queue_after (queue, &from, next, 3), ==, 2);
  g_assert_true (cs_gid_equal_func (&next[0], &(CsGid){ { 3 } }));
  g_assert_true (cs_gid_equal_func (&next[1], &(CsGid){ { 4 } }));
  g_assert_true (cs_case_queue_before (queue, &from, &next[0]));
  g_assert_true (cs_gid_equal_func (&next[0], &(CsGid){ { 4 } }));

  /* One was done and is counted, one was taken by somebody else, a held one comes first, one is
   * new. */
  cs_case_queue_set_done (queue, &from, TRUE);
  g_autoptr (GPtrArray) later = new_tasks ();
  add_task (later, 4, "label");
  add_task (later, 2, "review");
  add_task (later, 5, "label");
  cs_case_queue_follow (queue, later);
  assert_position (queue, 4, 2, 3);
  assert_position (queue, 5, 3, 3);
  g_assert_cmpuint (cs_case_queue_after (queue, &from, next, 3), ==, 2);
  g_assert_true (cs_gid_equal_func (&next[0], &(CsGid){ { 4 } }));
}

/* --- going on --- */

typedef struct {
  char *dir, *path;
  CsEnv *env, *worker_env;
  CsSession *session;
  CsCaseFlow *flow;
  CsCaseModel *model; /* shown */
  guint shows;
  char *decided, *told, *said;
} World;

static void
show (gpointer window, CsCaseModel *model)
{
  World *world = window;
  g_set_object (&world->model, model);
  world->shows++;
}

static void
tell (gpointer window, const GError *error)
{
  World *world = window;
  g_free (world->told);
  world->told = g_strdup (error->message);
}

static void
decided (gpointer window, const char *sentence, const CsGid *case_gid)
{
  World *world = window;
  g_free (world->decided);
  world->decided = g_strdup (sentence);
}

static void
say (gpointer window, const char *sentence)
{
  World *world = window;
  g_free (world->said);
  world->said = g_strdup (sentence);
}

static void
ahead (gpointer window, const CsGid *cases, guint n_cases)
{
}

static const CsCaseFlowHost host = {
  .show = show, .tell = tell, .decided = decided, .say = say, .ahead = ahead
};

static void
publish (World *world, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (world->env, world->path, "lee");
  g_autoptr (CsSchema) schema = cs_schema_read (text, strlen (text), &error);
  g_assert_no_error (error);
  cs_project_publish_schema (project, schema, NULL, &error);
  g_assert_no_error (error);
}

/* SCHEMA: NULL for that of every test. */
static void
begin_with (World *world, const char *schema)
{
  *world = (World){ .dir = cs_test_dir () };
  world->env = cs_test_env (world->dir, 1);
  world->path = cs_test_project (world->env, world->dir, 3);
  if (schema != NULL)
    publish (world, schema);
  world->worker_env = cs_test_env (world->dir, 2);
  world->session = cs_session_new (world->worker_env);
  world->flow = cs_case_flow_new (world->session, &host, world);
  cs_test_session_open (world->session, world->path, "ana");
}

static void
begin (World *world)
{
  begin_with (world, NULL);
}

static void
end (World *world)
{
  cs_case_flow_stop (world->flow);
  g_clear_object (&world->model);
  g_clear_object (&world->session);
  g_clear_object (&world->flow);
  cs_session_drain ();
  cs_env_free (world->env);
  cs_env_free (world->worker_env);
  g_free (world->decided);
  g_free (world->told);
  g_free (world->said);
  g_free (world->path);
  g_free (world->dir);
}

static void
wait_ahead (World *world, guint n)
{
  while (cs_case_flow_ahead (world->flow)->len < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_first (World *world)
{
  wait_ahead (world, 3);
  CsCaseRead *read = cs_case_flow_ahead (world->flow)->pdata[0];
  CsGid gid = read->view->row->gid;
  cs_case_flow_open (world->flow, &gid, FALSE);
  while (world->model == NULL || !cs_case_model_view (world->model)->mine)
    g_main_context_iteration (NULL, TRUE);
  wait_ahead (world, 2);
}

static char *
title_of (World *world)
{
  return g_strdup (cs_case_model_view (world->model)->row->title);
}

static void
test_next_before_commit (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  begin (&world);
  open_first (&world);
  g_autofree char *first = title_of (&world);
  cs_case_model_answer (world.model, 0, CS_ANSWER_NOTHING, &error);
  g_assert_no_error (error);
  CsJobSpec spec = cs_case_model_submit_job (world.model);
  cs_case_flow_decide (world.flow, &spec, "Submitted %s");
  /* The next one is there, though nothing has run. */
  g_autofree char *second = title_of (&world);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (cs_case_model_may_edit (world.model));
  g_assert_null (cs_case_flow_last (world.flow));
  while (cs_case_flow_last (world.flow) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autofree char *words = g_strdup_printf ("Submitted %s", first);
  g_assert_cmpstr (world.decided, ==, words);
  /* And back. */
  guint shows = world.shows;
  g_assert_true (cs_case_flow_take_back (world.flow));
  g_assert_null (world.decided);
  while (world.shows == shows)
    g_main_context_iteration (NULL, TRUE);
  g_autofree char *again = title_of (&world);
  g_assert_cmpstr (again, ==, first);
  g_assert_cmpint (cs_case_model_answered (world.model, 0), ==, CS_ANSWER_NOTHING);
  g_assert_false (cs_case_flow_take_back (world.flow));
  end (&world);
}

/* Who draws the second label of the schema in case after case chooses it once. */
static void
test_label_stays (void)
{
  static const char two[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"test\",\"labels\":["
      "{\"key\":\"finding\",\"name\":\"Finding\",\"kinds\":[\"box\"]},"
      "{\"key\":\"other\",\"name\":\"Other\",\"kinds\":[\"point\",\"box\"]}]}";
  World world;
  begin_with (&world, two);
  open_first (&world);
  g_assert_cmpstr (cs_case_model_armed (world.model).label->key, ==, "finding");
  const CsLabel *other = cs_schema_label (cs_case_model_schema (world.model), "other");
  cs_case_model_arm (world.model, other, &cs_mark_kind_box);
  guint shows = world.shows;
  cs_case_flow_step (world.flow, 1);
  while (world.shows == shows)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (cs_case_model_armed (world.model).label->key, ==, "other");
  g_assert_true (cs_case_model_armed (world.model).kind == &cs_mark_kind_box);
  g_assert_cmpstr (cs_case_model_tool (world.model), ==, "box");
  end (&world);
}

static gpointer
withdraw_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  cs_project_withdraw (desk->project, data, error);
  return NULL;
}

/* What can no longer be taken back, whatever made it so, is not offered to be. */
static void
test_offer_ends (void)
{
  World world;
  begin (&world);
  open_first (&world);
  CsGid gid = cs_case_model_view (world.model)->row->gid;
  g_assert_true (cs_case_model_answer (world.model, 0, CS_ANSWER_NOTHING, NULL));
  CsJobSpec spec = cs_case_model_submit_job (world.model);
  cs_case_flow_decide (world.flow, &spec, "Submitted %s");
  while (world.decided == NULL)
    g_main_context_iteration (NULL, TRUE);
  CsJobSpec elsewhere = { .run = withdraw_job, .data = &gid, .flags = CS_JOB_CHANGES };
  cs_session_run_async (world.session, &elsewhere, NULL, NULL, NULL);
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  while (world.decided != NULL && g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_null (world.decided);
  g_assert_false (cs_case_flow_take_back (world.flow));
  end (&world);
}

/* Nothing is said of the item: the case comes back with the reason. */
static void
test_refused (void)
{
  World world;
  begin (&world);
  open_first (&world);
  g_autofree char *first = title_of (&world);
  CsJobSpec spec = cs_case_model_submit_job (world.model);
  cs_case_flow_decide (world.flow, &spec, "Submitted %s");
  while (cs_case_flow_refusal (world.flow) == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  guint shows = 2; /* the first and the next one */
  while (world.shows <= shows)
    g_main_context_iteration (NULL, TRUE);
  g_autofree char *back = title_of (&world);
  g_assert_cmpstr (back, ==, first);
  g_assert_nonnull (cs_case_flow_refusal (world.flow));
  g_assert_null (world.decided);
  end (&world);
}

static void
test_to_the_end (void)
{
  World world;
  begin (&world);
  open_first (&world);
  for (guint i = 0; i < 3; i++) {
    g_assert_nonnull (world.model);
    g_assert_true (cs_case_model_answer (world.model, 0, CS_ANSWER_NOTHING, NULL));
    CsJobSpec spec = cs_case_model_submit_job (world.model);
    guint shows = world.shows;
    g_free (g_steal_pointer (&world.decided));
    cs_case_flow_decide (world.flow, &spec, "Submitted %s");
    while (world.shows == shows || world.decided == NULL)
      g_main_context_iteration (NULL, TRUE);
    g_assert_null (cs_case_flow_refusal (world.flow));
  }
  g_assert_null (world.model);
  g_assert_null (world.told);
  end (&world);
}

static gpointer
long_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  while (!g_cancellable_is_cancelled (cs_job_cancellable (job)))
    g_usleep (1000);
  return NULL;
}

/* What waits for something long says so, and comes when that is stopped. */
static void
test_waits (void)
{
  World world;
  begin (&world);
  wait_ahead (&world, 3);
  CsGid gid = ((CsCaseRead *)cs_case_flow_ahead (world.flow)->pdata[0])->view->row->gid;
  CsJobSpec spec = { .title = "Importing", .run = long_job };
  cs_session_run_async (world.session, &spec, NULL, NULL, NULL);
  g_assert_cmpstr (cs_session_long_job (world.session), ==, "Importing");
  cs_case_flow_open (world.flow, &gid, TRUE);
  g_assert_nonnull (strstr (world.said, "Importing"));
  g_assert_null (world.model);
  cs_session_stop (world.session);
  while (world.model == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (cs_session_long_job (world.session));
  g_clear_pointer (&world.said, g_free);
  cs_case_flow_open (world.flow, &gid, TRUE);
  g_assert_null (world.said);
  end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/case-flow/label-stays", test_label_stays);
  g_test_add_func ("/case-flow/order-stays", test_order_stays);
  g_test_add_func ("/case-flow/next-before-commit", test_next_before_commit);
  g_test_add_func ("/case-flow/offer-ends", test_offer_ends);
  g_test_add_func ("/case-flow/refused", test_refused);
  g_test_add_func ("/case-flow/to-the-end", test_to_the_end);
  g_test_add_func ("/case-flow/waits", test_waits);
  return g_test_run ();
}
