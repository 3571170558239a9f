/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking first: the marks of the case are not on the screen until H is pressed, what was drawn is
 * kept when the case is left, and the review begins with both. */
#include "cs-case-page.h"
#include "cs-changes-pane.h"
#include "cs-project-review.h"
#include "cs-test-project.h"
#include "cs-test-window.h"

#include <string.h>

#define CASE "Patient 2"

static const char text[] =
    "{\"format\":\"countersign-workflow-1\",\"stages\":[{\"key\":\"label\",\"roles\":[\"labeler\"]}"
    ","
    "{\"key\":\"review\",\"roles\":[\"reviewer\"],\"exclude\":[\"author\"],\"look_first\":true},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

static CsMark *
point (CsProject *project, const CsGid *gid, guint64 id, gint64 x)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, gid, &error);
  g_assert_no_error (error);
  gint64 values[] = { x, 40000, x + 30000, 70000 };
  g_autoptr (CsJson) attributes = cs_json_new_object ();
  cs_json_put_string (attributes, "density", "solid");
  const CsMarkInit init = { .id = id,
                            .kind = cs_mark_kind_find ("box"),
                            .label = "nodule",
                            .attributes = attributes,
                            .item = ((CsItemRow *)items->pdata[0])->gid,
                            .values = values,
                            .n_values = G_N_ELEMENTS (values),
                            .part = 0,
                            .frame = 0,
                            .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* Ana hands the case in with one mark, under that workflow. */
static void
hand_in (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  CsEnv *env = cs_application_env (world->application);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  CsProject *project = cs_test_open (env, world->path, "sample-chris");
  g_assert_true (cs_project_publish_workflow (project, workflow, NULL, &error));
  cs_project_close (project);
  g_autoptr (CsProject) hers = cs_test_open (env, world->path, "sample-ana");
  CsReader reader = cs_project_reader (hers);
  CsGid gid = cs_test_case (hers, CASE);
  g_autoptr (GPtrArray) items = cs_project_case_items (hers, &reader, &gid, &error);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  g_ptr_array_add (put, point (hers, &gid, 7, 20000));
  for (guint i = 1; i < items->len; i++)
    cs_mark_answers_add (answers, &((CsItemRow *)items->pdata[i])->gid, CS_ANSWER_NOTHING, NULL);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, answers, &error);
  g_assert_true (cs_project_submit (hers, &gid, edit, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
is_reviewed (CsTestWindow *world, gpointer unused)
{
  return cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CHANGES_PANE, 0) != NULL &&
         gtk_widget_get_mapped (
             cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CHANGES_PANE, 0));
}

static gboolean
is_saved (CsTestWindow *world, gpointer unused)
{
  return cs_case_model_save_state (cs_main_window_case (world->window)) == CS_SAVE_DONE;
}

static void
assert_hidden (CsTestWindow *world, CsCaseModel *model, guint own)
{
  GtkWidget *root = GTK_WIDGET (world->window);
  g_assert_true (cs_case_model_view (model)->hidden);
  g_assert_cmpuint (cs_case_model_marks (model)->n_marks, ==, own);
  g_assert_false (is_reviewed (world, NULL));
  g_assert_nonnull (cs_test_window_find_words (root, "Show the Marks"));
  g_assert_nonnull (cs_test_window_find_words (
      root, "Look first: mark what you see, then press H to be shown the marks that are there."));
}

/* KEY asks for the marks. */
static void
look_with (const char *key)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, hand_in);
  CsCaseModel *model = cs_test_window_open_case (&world, CASE);
  assert_hidden (&world, model, 0);
  g_autoptr (CsMark) own = NULL;
  {
    g_autoptr (GError) error = NULL;
    const CsCaseItem *item = cs_case_model_item (model, 0);
    gint64 values[] = { 120000, 40000, 150000, 70000 };
    const CsMarkInit init = { .id = 900,
                              .kind = cs_mark_kind_find ("box"),
                              .label = "nodule",
                              .item = item->row->gid,
                              .values = values,
                              .n_values = G_N_ELEMENTS (values),
                              .confidence = -1 };
    own = cs_mark_new (&init, &error);
    g_assert_no_error (error);
    g_assert_true (cs_case_model_put (model, own, &error));
    g_assert_no_error (error);
  }
  cs_test_window_wait (&world, is_saved, NULL);
  cs_test_window_keys (&world, "ctrl+BackSpace"); /* away, and back */
  cs_test_window_settle (&world);
  model = cs_test_window_open_case (&world, CASE);
  assert_hidden (&world, model, 1);
  cs_test_window_settle (&world);
  cs_test_window_pass (700);
  cs_test_window_keys (&world, key);
  cs_test_window_wait (&world, is_reviewed, NULL);
  cs_test_window_settle (&world);
  model = cs_main_window_case (world.window);
  const CsCaseView *view = cs_case_model_view (model);
  g_assert_false (view->hidden);
  g_assert_cmpint (view->changes->from, ==, CS_CHANGES_FROM_LOOK);
  g_assert_cmpuint (view->changes->before_marks->n_marks, ==, 1);
  g_assert_cmpuint (cs_case_model_marks (model)->n_marks, ==, 1);
  g_assert_null (cs_test_window_find_words (GTK_WIDGET (world.window), "Show the Marks"));
  cs_test_window_end (&world);
}

static void
test_key (void)
{
  look_with ("h");
}

static void
test_chord (void)
{
  look_with ("ctrl+Return");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/first-look/key", test_key);
  g_test_add_func ("/first-look/chord", test_chord);
  return g_test_run ();
}
