/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long because every test begins with the same world: one project, one session, one open case. */
#include "cs-case-model.h"
#include "cs-test-project.h"
#include "cs-test-session.h"

#include <gtk/gtk.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct {
  char *dir, *path;
  CsGid cases[3];
  CsEnv *env, *worker_env;
  CsSession *session;
  CsCaseModel *model;
} World;

/* Until everything drawn is on disk. */
static void
settle (World *world)
{
  while (cs_case_model_save_state (world->model) == CS_SAVE_UNDER_WAY)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
open_case (World *world, const char *title, gboolean look)
{
  CsGid *gid = &world->cases[g_ascii_digit_value (title[5])];
  world->model = cs_test_session_case (world->session, gid, look);
}

static void
begin_session (World *world, const char *handle)
{
  world->worker_env = cs_test_env (world->dir, 2);
  world->session = cs_session_new (world->worker_env);
  cs_test_session_open (world->session, world->path, handle);
}

static void
begin (World *world, const char *handle)
{
  *world = (World){ .dir = cs_test_dir () };
  world->env = cs_test_env (world->dir, 1);
  world->path = cs_test_project (world->env, world->dir, 3);
  CsProject *project = cs_test_open (world->env, world->path, handle);
  world->cases[0] = cs_test_case (project, "case-0");
  world->cases[1] = cs_test_case (project, "case-1");
  world->cases[2] = cs_test_case (project, "case-2");
  cs_project_close (project);
  begin_session (world, handle);
}

static void
close_case (World *world)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&world->model);
}

static void
end (World *world)
{
  close_case (world);
  g_clear_object (&world->session);
  cs_session_drain ();
  cs_env_free (world->env);
  cs_env_free (world->worker_env);
  g_free (world->path);
  g_free (world->dir);
}

static CsMark *
new_box (CsCaseModel *model, gint64 x)
{
  gint64 values[] = { x, 1000, 5000, 5000 };
  CsMarkInit init = { .id = cs_case_model_new_id (model),
                      .kind = &cs_mark_kind_box,
                      .label = "finding",
                      .item = cs_case_model_item (model, 0)->row->gid,
                      .values = values,
                      .n_values = 4,
                      .confidence = -1 };
  g_autoptr (GError) error = NULL;
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

static guint64
draw (World *world, gint64 x)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMark) mark = new_box (world->model, x);
  cs_case_model_put (world->model, mark, &error);
  g_assert_no_error (error);
  return mark->id;
}

static guint
n_marks (World *world)
{
  return cs_case_model_marks (world->model)->n_marks;
}

/* --- what is settled --- */

/* Boxes 11, 12 and 13 of a model on case-0, which is open. */
static void
begin_suggested (World *world)
{
  g_autoptr (GError) error = NULL;
  begin (world, "ana");
  open_case (world, "case-0", FALSE);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (CsMark) box = new_box (world->model, 1000 * (i + 1));
    CsMarkInit init = cs_mark_to_init (box);
    init.id = 11 + i;
    g_ptr_array_add (marks, cs_mark_new (&init, &error));
  }
  close_case (world);
  g_clear_object (&world->session);
  cs_session_drain ();
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, &error);
  const CsMarkSet *sets[] = { set };
  CsProject *project = cs_test_open (world->env, world->path, "lee");
  cs_project_suggest (project, &world->cases[0], sets, 1, "lung 2.1", &error);
  g_assert_no_error (error);
  cs_project_close (project);
  world->session = cs_session_new (world->worker_env);
  cs_test_session_open (world->session, world->path, "ana");
  open_case (world, "case-0", FALSE);
}

/* Soon; "open taken dropped": the states in order. */
static void
assert_settled (World *world, const char *expected)
{
  static const char *const words[] = { "open", "taken", "dropped" };
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  g_autofree char *is = NULL;
  while (g_strcmp0 (is, expected) != 0 && g_get_monotonic_time () < until) {
    g_autoptr (GString) text = g_string_new (NULL);
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
    const GPtrArray *rows = cs_case_model_view (world->model)->suggestions;
    for (guint i = 0; i < rows->len; i++)
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                              words[((const CsSuggestionRow *)rows->pdata[i])->state]);
    g_free (is);
    is = g_strdup (text->str);
  }
  g_assert_cmpstr (is, ==, expected);
  settle (world);
}

static void
settle_one (World *world, guint n, gboolean take)
{
  cs_case_model_settle (world->model, cs_case_model_view (world->model)->suggestions->pdata[n],
                        take, NULL, NULL);
}

/* What is taken or dropped and undone is offered again at once. */
static void
test_settled (void)
{
  World world;
  begin_suggested (&world);
  settle_one (&world, 0, TRUE);
  assert_settled (&world, "taken open open");
  settle_one (&world, 1, FALSE);
  assert_settled (&world, "taken dropped open");
  cs_case_model_undo (world.model);
  assert_settled (&world, "taken open open");
  g_assert_cmpuint (n_marks (&world), ==, 1);
  cs_case_model_undo (world.model);
  assert_settled (&world, "open open open");
  g_assert_cmpuint (n_marks (&world), ==, 0);
  cs_case_model_redo (world.model);
  assert_settled (&world, "taken open open");
  cs_case_model_redo (world.model);
  assert_settled (&world, "taken dropped open");
  /* Both steps in one go, and a mark that is deleted. */
  cs_case_model_undo (world.model);
  cs_case_model_undo (world.model);
  assert_settled (&world, "open open open");
  cs_case_model_redo (world.model);
  assert_settled (&world, "taken open open");
  g_assert_true (cs_case_model_remove (world.model, 11, NULL));
  assert_settled (&world, "open open open");
  end (&world);
}

/* What is pressed before the first one is shown as settled is about nothing. */
static void
test_settled_in_haste (void)
{
  World world;
  begin_suggested (&world);
  settle_one (&world, 0, TRUE);
  settle_one (&world, 0, TRUE);
  settle_one (&world, 0, FALSE);
  settle_one (&world, 1, TRUE);
  assert_settled (&world, "taken open open");
  g_assert_cmpuint (n_marks (&world), ==, 1);
  settle_one (&world, 1, FALSE);
  assert_settled (&world, "taken dropped open");
  cs_case_model_undo (world.model);
  assert_settled (&world, "taken open open");
  cs_case_model_undo (world.model);
  assert_settled (&world, "open open open");
  g_assert_false (cs_case_model_can_undo (world.model));
  end (&world);
}

/* --- what is changed from a list --- */

static const char rich_schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"rich\",\"labels\":["
    "{\"key\":\"finding\",\"name\":\"Finding\",\"kinds\":[\"box\",\"span\",\"point\"],"
    "\"attributes\":[{\"key\":\"sure\",\"name\":\"Sure\",\"type\":\"boolean\",\"required\":true},"
    "{\"key\":\"why\",\"name\":\"Why\",\"type\":\"text\","
    "\"when\":{\"attribute\":\"sure\",\"is\":[false]}}]},"
    "{\"key\":\"other\",\"name\":\"Other\",\"kinds\":[\"box\"]},"
    "{\"key\":\"spot\",\"name\":\"Spot\",\"kinds\":[\"point\",\"class\"]}]}";

static void
begin_rich (World *world)
{
  g_autoptr (GError) error = NULL;
  begin (world, "ana");
  g_clear_object (&world->session);
  cs_session_drain ();
  CsProject *project = cs_test_open (world->env, world->path, "lee");
  g_autoptr (CsSchema) schema = cs_schema_read (rich_schema, strlen (rich_schema), &error);
  g_assert_no_error (error);
  cs_project_publish_schema (project, schema, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  world->session = cs_session_new (world->worker_env);
  cs_test_session_open (world->session, world->path, "ana");
  open_case (world, "case-0", FALSE);
}

static const CsMark *
mark_of (World *world, guint64 id)
{
  return cs_mark_set_get (cs_case_model_marks (world->model), id);
}

static void
test_attributes (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  begin_rich (&world);
  guint64 id = draw (&world, 1000);
  g_assert_cmpuint (cs_case_model_missing (world.model).values, ==, 1);
  g_assert_cmpuint (cs_case_model_missing (world.model).mark, ==, id);
  g_assert_false (cs_case_model_missing (world.model).ready);
  g_assert_true (
      cs_case_model_set_attribute (world.model, id, "sure", cs_json_new_bool (FALSE), &error));
  g_assert_true (
      cs_case_model_set_attribute (world.model, id, "why", cs_json_new_string ("blurred"), &error));
  g_assert_cmpstr (cs_json_get_string (mark_of (&world, id)->attributes, "why"), ==, "blurred");
  g_assert_cmpuint (cs_case_model_missing (world.model).values, ==, 0);
  /* What no longer applies goes with it. */
  g_assert_true (
      cs_case_model_set_attribute (world.model, id, "sure", cs_json_new_bool (TRUE), &error));
  g_assert_null (cs_json_get (mark_of (&world, id)->attributes, "why"));
  g_assert_false (
      cs_case_model_set_attribute (world.model, id, "sure", cs_json_new_string ("x"), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "Sure: ")); /* its name, not its key */
  settle (&world);
  g_assert_cmpint (cs_case_model_save_state (world.model), ==, CS_SAVE_DONE);
  end (&world);
}

static void
test_relabel (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  begin_rich (&world);
  const CsSchema *schema = cs_case_model_schema (world.model);
  guint64 id = draw (&world, 1000);
  cs_case_model_set_attribute (world.model, id, "sure", cs_json_new_bool (TRUE), &error);
  g_assert_false (
      cs_case_model_relabel (world.model, id, cs_schema_label (schema, "spot"), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "“Spot” is not drawn as box here.");
  g_clear_error (&error);
  g_assert_true (
      cs_case_model_relabel (world.model, id, cs_schema_label (schema, "other"), &error));
  g_assert_cmpstr (mark_of (&world, id)->label, ==, "other");
  g_assert_null (mark_of (&world, id)->attributes);
  end (&world);
}

/* A label of the whole item is said once. */
static void
test_say (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  begin_rich (&world);
  const CsLabel *spot = cs_schema_label (cs_case_model_schema (world.model), "spot");
  for (guint i = 0; i < 2; i++)
    g_assert_true (cs_case_model_say (world.model, spot, &error));
  g_assert_cmpuint (n_marks (&world), ==, 1);
  g_assert_cmpuint (cs_case_model_selected (world.model), !=, 0);
  settle (&world);
  end (&world);
}

static void
test_arming (void)
{
  World world;
  begin_rich (&world);
  const CsSchema *schema = cs_case_model_schema (world.model);
  CsArmed armed = cs_case_model_armed (world.model);
  g_assert_nonnull (armed.label);
  cs_case_model_arm (world.model, cs_schema_label (schema, "spot"), NULL);
  g_assert_cmpstr (cs_case_model_armed (world.model).label->key, ==, "spot");
  end (&world);
}

/* --- what is missing, and submitting --- */

static void
test_submit (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  begin (&world, "ana");
  open_case (&world, "case-0", FALSE);
  CsCaseMissing missing = cs_case_model_missing (world.model);
  g_assert_cmpuint (missing.items, ==, 1);
  g_assert_false (missing.ready);
  g_assert_true (cs_case_model_answer (world.model, 0, CS_ANSWER_NOTHING, &error));
  g_assert_true (cs_case_model_missing (world.model).ready);
  /* A mark takes back that there is nothing. */
  draw (&world, 1000);
  g_assert_cmpint (cs_case_model_answered (world.model, 0), ==, CS_ANSWER_NONE);
  g_assert_true (cs_case_model_missing (world.model).ready);
  cs_test_session_act (world.model, cs_case_model_submit_job (world.model));
  cs_case_model_close (world.model);
  g_assert_false (cs_case_model_may_edit (world.model));
  end (&world);
}

/* What was read ahead is shown at once and is one's own a moment later. */
static void
test_read_ahead (void)
{
  g_autoptr (GError) error = NULL;
  World world;
  begin (&world, "ana");
  CsJobSpec spec = cs_case_read_job (&world.cases[1], FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  gpointer value = NULL;
  cs_session_run_async (world.session, &spec, NULL, cs_test_session_came_cb, &result);
  cs_test_session_wait (&result);
  cs_session_run_finish (world.session, result, &value, &error);
  g_assert_no_error (error);
  g_clear_object (&result); /* it holds the session */
  world.model = cs_case_model_new_from_read (world.session, value);
  cs_case_read_unref (value);
  g_assert_false (cs_case_model_view (world.model)->mine);
  g_assert_true (cs_case_model_may_edit (world.model));
  draw (&world, 1000); /* before it is ours */
  settle (&world);
  while (!cs_case_model_view (world.model)->mine)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (cs_case_model_save_state (world.model), ==, CS_SAVE_DONE);
  g_assert_cmpuint (n_marks (&world), ==, 1);
  end (&world);
}

/* --- what is there next time --- */

/* As after a kill: nothing says that the case is closed. */
static void
test_comes_back (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-1", FALSE);
  draw (&world, 1000);
  settle (&world);
  g_assert_false (cs_case_model_restored (world.model));
  close_case (&world);
  open_case (&world, "case-1", FALSE);
  g_assert_true (cs_case_model_restored (world.model));
  cs_case_model_close (world.model);
  close_case (&world);
  open_case (&world, "case-1", FALSE);
  g_assert_false (cs_case_model_restored (world.model));
  end (&world);
}

/* No file may grow beyond 4 KiB: the project's cannot be written, a line beside it can. */
static void
limit_files (gboolean limit)
{
  struct rlimit files;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &files), ==, 0);
  files.rlim_cur = limit ? 4096 : files.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &files), ==, 0);
}

static void
reopen_session_as (World *world, const char *handle)
{
  g_clear_object (&world->session);
  cs_session_drain ();
  world->session = cs_session_new (world->worker_env);
  cs_test_session_open (world->session, world->path, handle);
}

static void
reopen_session (World *world)
{
  reopen_session_as (world, "ana");
}

/* Though there may be room again: the strokes beside the file are not in it. */
static void
assert_acts_refused (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  CsJobSpec spec = cs_case_model_submit_job (world->model);
  cs_session_run_async (world->session, &spec, NULL, cs_test_session_came_cb, &result);
  cs_test_session_wait (&result);
  cs_session_run_finish (world->session, result, NULL, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "nothing is submitted or signed"));
}

static void
test_full_disk (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-0", FALSE);
  draw (&world, 500);
  settle (&world);
  limit_files (TRUE);
  draw (&world, 1000);
  settle (&world);
  g_assert_nonnull (cs_session_trouble (world.session));
  g_assert_cmpint (cs_case_model_save_state (world.model), ==, CS_SAVE_FAILED);
  assert_acts_refused (&world);
  g_assert_false (cs_case_model_missing (world.model).ready);
  guint64 third = draw (&world, 2000);
  g_assert_cmpuint (n_marks (&world), ==, 3);
  cs_case_model_undo (world.model);
  g_assert_null (mark_of (&world, third));
  cs_case_model_redo (world.model);
  g_assert_nonnull (mark_of (&world, third));
  settle (&world);
  cs_case_model_close (world.model);
  close_case (&world);
  limit_files (FALSE);

  reopen_session (&world);
  open_case (&world, "case-0", FALSE);
  g_assert_cmpuint (n_marks (&world), ==, 1);
  g_assert_cmpuint (cs_case_model_recovered (world.model), ==, 4);
  g_assert_cmpuint (cs_case_model_take_recovered (world.model), ==, 4);
  g_assert_cmpuint (cs_case_model_recovered (world.model), ==, 0);
  g_assert_cmpuint (n_marks (&world), ==, 3);
  settle (&world);
  cs_case_model_close (world.model);
  close_case (&world);

  reopen_session (&world);
  open_case (&world, "case-0", FALSE);
  g_assert_cmpuint (cs_case_model_recovered (world.model), ==, 0);
  g_assert_cmpuint (n_marks (&world), ==, 3);
  end (&world);
}

static void
test_session_facts (void)
{
  World world;
  begin (&world, "ana");
  const CsSessionFacts *facts = cs_session_facts (world.session);
  g_assert_cmpstr (facts->handle, ==, "ana");
  g_assert_true (facts->writable);
  g_assert_null (facts->why);
  g_assert_cmpuint (facts->members->len, ==, 5);
  g_assert_cmpint ((int)facts->roles, ==, CS_ROLE_LABELER);
  end (&world);
}

/* Somebody else has it open: one can look, and is told by whom. */
static void
test_locked (void)
{
  World first;
  begin (&first, "ana");
  CsSession *second = cs_session_new (first.env);
  cs_test_session_open (second, first.path, "ben");
  g_assert_false (cs_session_facts (second)->writable);
  g_assert_nonnull (cs_session_facts (second)->why);
  g_object_unref (second);
  end (&first);
}

static void
test_draw_undo_redo (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-0", FALSE);
  g_assert_true (cs_case_model_may_edit (world.model));
  draw (&world, 1000);
  draw (&world, 2000);
  g_assert_cmpuint (n_marks (&world), ==, 2);
  g_assert_cmpint (cs_case_model_save_state (world.model), ==, CS_SAVE_UNDER_WAY);
  settle (&world);
  g_assert_cmpint (cs_case_model_save_state (world.model), ==, CS_SAVE_DONE);
  cs_case_model_undo (world.model);
  while (n_marks (&world) != 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (cs_case_model_can_redo (world.model));
  cs_case_model_redo (world.model);
  while (n_marks (&world) != 2)
    g_main_context_iteration (NULL, TRUE);
  /* Drawn between key and answer: nothing is lost. */
  cs_case_model_undo (world.model);
  draw (&world, 3000);
  settle (&world);
  while (n_marks (&world) != 2)
    g_main_context_iteration (NULL, TRUE);
  end (&world);
}

/* Everything drawn is there again, with the cursor of undo. */
static void
test_survives_closing (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-1", FALSE);
  guint64 id = draw (&world, 1000);
  settle (&world);
  close_case (&world);
  open_case (&world, "case-1", FALSE);
  g_assert_cmpuint (n_marks (&world), ==, 1);
  g_assert_nonnull (cs_mark_set_get (cs_case_model_marks (world.model), id));
  g_assert_true (cs_case_model_can_undo (world.model));
  end (&world);
}

static void
test_look_changes_nothing (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-2", TRUE);
  g_assert_false (cs_case_model_may_edit (world.model));
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMark) mark = new_box (world.model, 1000);
  g_assert_false (cs_case_model_put (world.model, mark, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_cmpuint (n_marks (&world), ==, 0);
  end (&world);
}

/* The number says when a mark was made; those after one that goes move up. */
static void
test_numbers (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-0", FALSE);
  guint64 a = draw (&world, 1000), b = draw (&world, 2000), c = draw (&world, 3000);
  g_assert_cmpuint (cs_case_model_number (world.model, b), ==, 2);
  g_autoptr (GError) error = NULL;
  g_assert_true (cs_case_model_remove (world.model, a, &error));
  g_assert_cmpuint (cs_case_model_number (world.model, b), ==, 1);
  g_assert_cmpuint (cs_case_model_number (world.model, c), ==, 2);
  guint n = 0;
  const guint64 *order = cs_case_model_order (world.model, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (order[0], ==, b);
  settle (&world);
  cs_case_model_undo (world.model);
  while (n_marks (&world) != 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (cs_case_model_number (world.model, a), ==, 1);
  order = cs_case_model_order (world.model, &n);
  g_assert_cmpuint (order[0], ==, a);
  end (&world);
}

static void
submit_and_send_back (World *world)
{
  cs_test_session_act (world->model, cs_case_model_submit_job (world->model));
  cs_case_model_close (world->model);
  close_case (world);
  g_clear_object (&world->session);
  cs_session_drain ();
  cs_test_env_advance (world->env, 60 * G_USEC_PER_SEC);
  CsProject *project = cs_test_open (world->env, world->path, "ben");
  cs_test_decide (project, &world->cases[0], "send-back");
  cs_project_close (project);
  reopen_session (world);
  open_case (world, "case-0", FALSE);
}

/* What somebody may have written about by its number keeps it; the others theirs. */
static void
test_numbers_stay (void)
{
  World world;
  g_autoptr (GError) error = NULL;
  begin (&world, "ana");
  open_case (&world, "case-0", FALSE);
  guint64 a = draw (&world, 1000), b = draw (&world, 2000), c = draw (&world, 3000);
  submit_and_send_back (&world);
  g_assert_true (cs_case_model_remove (world.model, a, &error));
  g_assert_cmpuint (cs_case_model_number (world.model, b), ==, 2);
  g_assert_cmpuint (cs_case_model_number (world.model, c), ==, 3);
  g_assert_cmpuint (cs_case_model_findings (world.model), ==, 2);
  guint64 d = draw (&world, 3500), e = draw (&world, 4000);
  g_assert_cmpuint (cs_case_model_number (world.model, e), ==, 5);
  /* Nobody else saw this one. */
  g_assert_true (cs_case_model_remove (world.model, d, &error));
  g_assert_cmpuint (cs_case_model_number (world.model, e), ==, 4);
  submit_and_send_back (&world);
  g_assert_true (cs_case_model_remove (world.model, c, &error));
  g_assert_cmpuint (cs_case_model_number (world.model, b), ==, 2);
  g_assert_cmpuint (cs_case_model_number (world.model, e), ==, 4);
  settle (&world);
  cs_case_model_close (world.model);
  close_case (&world);
  reopen_session_as (&world, "ben");
  open_case (&world, "case-0", TRUE);
  g_assert_cmpuint (cs_case_model_number (world.model, b), ==, 2);
  g_assert_cmpuint (cs_case_model_number (world.model, c), ==, 3);
  g_assert_cmpuint (cs_case_model_number (world.model, e), ==, 4);
  end (&world);
}

static void
test_selection (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-0", FALSE);
  guint64 a = draw (&world, 1000), b = draw (&world, 2000);
  cs_case_model_select_step (world.model, 1);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, a);
  cs_case_model_select_step (world.model, 1);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, b);
  cs_case_model_select_step (world.model, 1);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, a);
  cs_case_model_remove (world.model, a, NULL);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  settle (&world);
  end (&world);
}

static void
test_answer (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-0", FALSE);
  g_autoptr (GError) error = NULL;
  g_assert_true (cs_case_model_answer (world.model, 0, CS_ANSWER_NOTHING, &error));
  g_assert_cmpint (cs_case_model_answered (world.model, 0), ==, CS_ANSWER_NOTHING);
  g_assert_true (cs_case_model_answer (world.model, 0, CS_ANSWER_NONE, &error));
  g_assert_cmpint (cs_case_model_answered (world.model, 0), ==, CS_ANSWER_NONE);
  settle (&world);
  end (&world);
}

/* What cannot be shown has been judged by nobody; what was seen once, or in part, may be. */
static void
test_answer_unseen (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-0", FALSE);
  g_autoptr (GError) error = NULL;
  cs_case_model_note_trouble (world.model, 0, 0, TRUE);
  cs_case_model_note_shown (world.model, 0, 0, 1); /* nothing more is to be had of it */
  g_assert_false (cs_case_model_answer (world.model, 0, CS_ANSWER_NOTHING, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_false (cs_case_model_answer (world.model, 0, CS_ANSWER_EQUIVOCAL, NULL));
  g_assert_cmpint (cs_case_model_answered (world.model, 0), ==, CS_ANSWER_NONE);
  g_clear_error (&error);
  g_assert_true (cs_case_model_answer (world.model, 0, CS_ANSWER_NOT_ASSESSABLE, &error));
  g_assert_no_error (error);
  cs_case_model_note_trouble (world.model, 0, 0, FALSE);
  g_assert_null (cs_case_model_why_not (world.model, 0, CS_ANSWER_NOTHING));
  g_assert_true (cs_case_model_answer (world.model, 0, CS_ANSWER_NOTHING, &error));
  g_assert_no_error (error);
  settle (&world);
  end (&world);
}

static void
test_shown (void)
{
  World world;
  begin (&world, "ana");
  open_case (&world, "case-0", FALSE);
  g_assert_cmpint (cs_case_model_not_shown (world.model).slices, ==, 1);
  cs_case_model_note_shown (world.model, 0, 0, 1);
  g_assert_cmpint (cs_case_model_not_shown (world.model).slices, ==, 0);
  cs_case_model_flush (world.model);
  close_case (&world);
  open_case (&world, "case-0", FALSE);
  g_assert_cmpint (cs_case_model_not_shown (world.model).slices, ==, 0);
  end (&world);
}

/* A text of 1,000 letters in a case of its own. */
static CsGid
add_text (CsProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *letters = g_strnfill (1000, 'a');
  g_autoptr (GBytes) bytes = g_bytes_new (letters, 1000);
  CsBlobInfo blob;
  CsTxn *txn = cs_project_begin_blobs (project, &error);
  cs_store_put_blob_bytes (cs_project_store (project), bytes, "text/plain", &blob, &error);
  g_assert_true (cs_txn_commit (txn, &error));
  char hash[CS_HASH_HEX + 1];
  g_autofree char *text = g_strdup_printf (
      "{\"parts\":[{\"blob\":\"%s\",\"media\":\"text/plain\",\"name\":\"note\",\"size\":1000}],"
      "\"text\":{\"decoding\":\"utf-8\",\"length\":1000}}",
      cs_hash_to_hex (&blob.hash, hash));
  g_autoptr (CsJson) facts = cs_json_parse_text (text, strlen (text), strlen (text), &error);
  CsNewItem item = { "text", "note", facts, &blob, 1, 0, "case-1" };
  cs_project_add_items (project, &item, 1, NULL, &error);
  g_assert_no_error (error);
  return cs_test_case (project, "case-1");
}

/* Where all has to be read, a text that was shown in part holds the case like a slice. */
static void
test_unread_text (void)
{
  World world = { .dir = cs_test_dir () };
  gint64 unit = 0;
  g_autoptr (GError) error = NULL;
  world.env = cs_test_env (world.dir, 1);
  world.path = cs_test_project_under (world.env, world.dir, 1, "block");
  CsProject *project = cs_test_open (world.env, world.path, "lee");
  world.cases[1] = add_text (project);
  cs_project_close (project);
  begin_session (&world, "ana");
  open_case (&world, "case-1", FALSE);
  g_assert_true (cs_case_model_answer (world.model, 0, CS_ANSWER_NOTHING, &error));
  cs_case_model_note_shown (world.model, 0, 0, 400);
  g_assert_cmpint (cs_case_model_not_shown (world.model).texts, ==, 1);
  g_assert_cmpint (cs_case_model_not_shown (world.model).slices, ==, 0);
  g_assert_false (cs_case_model_missing (world.model).ready);
  g_assert_true (cs_case_model_go_not_shown (world.model));
  cs_case_model_place (world.model, &unit);
  g_assert_cmpint (unit, ==, 400);
  cs_case_model_note_shown (world.model, 0, 400, 1000);
  g_assert_cmpint (cs_case_model_not_shown (world.model).texts, ==, 0);
  g_assert_true (cs_case_model_missing (world.model).ready);
  g_assert_false (cs_case_model_go_not_shown (world.model));
  settle (&world);
  end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/case-model/session-facts", test_session_facts);
  g_test_add_func ("/case-model/locked", test_locked);
  g_test_add_func ("/case-model/draw-undo-redo", test_draw_undo_redo);
  g_test_add_func ("/case-model/survives-closing", test_survives_closing);
  g_test_add_func ("/case-model/look-changes-nothing", test_look_changes_nothing);
  g_test_add_func ("/case-model/numbers", test_numbers);
  g_test_add_func ("/case-model/numbers-stay", test_numbers_stay);
  g_test_add_func ("/case-model/selection", test_selection);
  g_test_add_func ("/case-model/answer", test_answer);
  g_test_add_func ("/case-model/answer-unseen", test_answer_unseen);
  g_test_add_func ("/case-model/shown", test_shown);
  g_test_add_func ("/case-model/unread-text", test_unread_text);
  g_test_add_func ("/case-model/settled", test_settled);
  g_test_add_func ("/case-model/settled-in-haste", test_settled_in_haste);
  g_test_add_func ("/case-model/attributes", test_attributes);
  g_test_add_func ("/case-model/relabel", test_relabel);
  g_test_add_func ("/case-model/say", test_say);
  g_test_add_func ("/case-model/arming", test_arming);
  g_test_add_func ("/case-model/submit", test_submit);
  g_test_add_func ("/case-model/read-ahead", test_read_ahead);
  g_test_add_func ("/case-model/comes-back", test_comes_back);
  g_test_add_func ("/case-model/full-disk", test_full_disk);
  return g_test_run ();
}
