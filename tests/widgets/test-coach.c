/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said on the action bar of the sample to who does something for the first time. */
#include "cs-case-bar.h"
#include "cs-test-window.h"

static const char *const keys[] = { "coach-slices", "coach-draw", "coach-label", "coach-finish" };

static gboolean
is_told (CsTestWindow *world, const char *words)
{
  GtkWidget *bar = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CASE_BAR, 0);
  return cs_test_window_find_words (bar, words) != NULL;
}

static gboolean
was_done (CsTestWindow *world, const char *act)
{
  return cs_preferences_int (cs_main_window_preferences (world->window), act, FALSE);
}

static void
press (CsTestWindow *world, const char *key)
{
  cs_test_window_keys (world, key);
  cs_test_window_settle (world);
}

static void
draw_box (CsTestWindow *world, CsCaseModel *model)
{
  guint item = cs_case_model_place (model, NULL);
  const gint64 values[] = { 10000, 10000, 20000, 20000 };
  CsMarkInit init = { .id = cs_case_model_new_id (model),
                      .kind = &cs_mark_kind_box,
                      .label = "nodule",
                      .item = cs_case_model_item (model, item)->row->gid,
                      .values = values,
                      .n_values = G_N_ELEMENTS (values),
                      .confidence = -1 };
  cs_test_window_put (model, &init);
  cs_test_window_settle (world);
}

/* One line after another, each gone with its act, and none for who has done them all. */
static void
test_coach (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, NULL);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  g_assert_true (is_told (&world, "Turn the wheel to go through the slices."));
  press (&world, "Down");
  g_assert_true (was_done (&world, "coach-slices"));
  g_assert_false (is_told (&world, "Turn the wheel to go through the slices."));
  g_assert_true (is_told (&world, "Drag round the finding, or click point by point."));
  /* It says how the tool draws that is chosen. */
  press (&world, "b");
  g_assert_true (is_told (&world, "Drag from corner to corner."));
  press (&world, "v");
  g_assert_false (is_told (&world, "Drag from corner to corner."));
  g_assert_false (was_done (&world, "coach-draw"));
  draw_box (&world, model);
  g_assert_true (was_done (&world, "coach-draw"));
  g_assert_true (is_told (&world, "Press L to draw something else."));
  press (&world, "l");
  press (&world, "Escape");
  g_assert_true (was_done (&world, "coach-label"));
  g_assert_false (is_told (&world, "Press L to draw something else."));
  /* Not before the case can be handed in. */
  g_assert_false (cs_case_model_missing (model).ready);
  g_assert_false (is_told (&world, "Press Ctrl+Enter when the case is done."));
  cs_main_window_leave_case (world.window);
  cs_test_window_settle (&world);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    cs_preferences_set_int (cs_main_window_preferences (world.window), keys[i], i != 1);
  cs_test_window_open_case (&world, "Patient 2");
  g_assert_false (is_told (&world, "Turn the wheel to go through the slices."));
  g_assert_true (is_told (&world, "Drag round the finding, or click point by point."));
  cs_preferences_set_int (cs_main_window_preferences (world.window), "coach-draw", TRUE);
  press (&world, "Down");
  g_assert_false (is_told (&world, "Drag round the finding, or click point by point."));
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/case-page/coach", test_coach);
  return g_test_run ();
}
