/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hidden and locked marks, with the keys and the pointer. */
#include "cs-canvas-private.h"
#include "cs-finding-row.h"
#include "cs-hold-buttons.h"
#include "cs-test-picture.h"

#include <math.h>
#include <string.h>

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Hold\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"],\"attributes\":["
    "{\"key\":\"sure\",\"name\":\"Sure\",\"type\":\"boolean\"}]},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"box\"],\"attributes\":["
    "{\"key\":\"sure\",\"name\":\"Sure\",\"type\":\"boolean\"}]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

static gboolean
begin (CsTestPicture *world)
{
  if (!cs_test_picture_begin (world, schema))
    return FALSE;
  cs_case_model_set_tool (world->model, "select");
  cs_test_window_settle (&world->window);
  return TRUE;
}

static gint64
x_of (CsTestPicture *world, guint64 id)
{
  return cs_mark_set_get (cs_case_model_marks (world->model), id)->values[0];
}

static void
select_two (CsTestPicture *world, guint64 a, guint64 b)
{
  const guint64 ids[] = { a, b };
  cs_case_model_select_many (world->model, ids, G_N_ELEMENTS (ids), a);
  cs_test_window_settle (&world->window);
}

static gboolean
is_locked (CsTestPicture *world, guint64 id)
{
  return cs_mark_hold_is (cs_case_model_hold (world->model), id, CS_MARK_LOCKED);
}

static CsFindingRow *
row_of (CsTestPicture *world, guint64 id)
{
  GtkWidget *row = NULL;
  for (guint n = 0;
       (row = cs_test_window_find (cs_test_picture_root (world), CS_TYPE_FINDING_ROW, n)) != NULL;
       n++)
    if (cs_finding_row_id (CS_FINDING_ROW (row)) == id)
      return CS_FINDING_ROW (row);
  g_assert_not_reached ();
}

/* --- locked --- */

/* Keys, pointer and list meet the same refusal. */
static void
test_lock (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 100000, 120000);
  cs_case_model_select (world.model, a, FALSE);
  cs_test_picture_press (&world, "ctrl+l");
  g_assert_true (is_locked (&world, a));
  cs_test_picture_press (&world, "Delete");
  cs_test_picture_press (&world, "alt+Right");
  cs_test_picture_press (&world, "ctrl+x");
  cs_test_picture_drag (&world, NULL, 100, 130, 140, 130);
  g_assert_cmpint (x_of (&world, a), ==, 100000);
  g_assert_nonnull (strstr (world.canvas->status, "{mark.lock}"));
  g_autoptr (GError) error = NULL;
  const CsSchema *rules = cs_case_model_schema (world.model);
  g_assert_false (
      cs_case_model_relabel_selected (world.model, cs_schema_label (rules, "mass"), &error));
  g_assert_nonnull (strstr (error->message, "{mark.lock}"));
  g_clear_error (&error);
  g_assert_false (
      cs_case_model_set_attribute_alike (world.model, a, "sure", cs_json_new_bool (TRUE), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  gtk_widget_grab_focus (GTK_WIDGET (row_of (&world, a)));
  cs_test_picture_press (&world, "Delete");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 1);
  g_assert_null (cs_test_picture_selected (&world)->attributes);
  cs_test_picture_press (&world, "ctrl+l");
  g_assert_false (is_locked (&world, a));
  cs_test_picture_press (&world, "Delete");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 0);
  cs_test_window_end (&world.window);
}

/* Of several the locked one stays, and the others are changed. */
static void
test_lock_of_some (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  g_autoptr (GError) error = NULL;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 20000, 20000),
          b = cs_test_picture_put_box (&world, "mass", 100000, 20000);
  g_assert_true (cs_case_model_hold_mark (world.model, a, CS_MARK_LOCKED, TRUE));
  select_two (&world, a, b);
  cs_test_picture_press (&world, "alt+Right");
  cs_test_picture_press (&world, "Shift_L");
  g_assert_cmpint (x_of (&world, a), ==, 20000);
  g_assert_cmpint (x_of (&world, b), >, 100000);
  const CsSchema *rules = cs_case_model_schema (world.model);
  g_assert_false (
      cs_case_model_relabel_selected (world.model, cs_schema_label (rules, "words"), &error));
  g_clear_error (&error);
  cs_test_picture_press (&world, "Delete");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 1);
  g_assert_cmpint (x_of (&world, a), ==, 20000);
  cs_test_window_end (&world.window);
}

/* --- hidden --- */

static void
test_hide (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 20000, 20000),
          b = cs_test_picture_put_box (&world, "mass", 100000, 20000);
  cs_case_model_select (world.model, a, FALSE);
  cs_test_picture_press (&world, "alt+h");
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 1);
  g_assert_nonnull (cs_test_window_find_words (cs_test_picture_root (&world), "1 mark hidden"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row_of (&world, a)), "cs-hidden-mark"));
  cs_test_picture_press (&world, "Delete");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 2);
  cs_test_picture_drag (&world, NULL, 20, 30, 20, 30);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  cs_test_picture_press (&world, "ctrl+a");
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 1);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, b);
  cs_test_picture_drag (&world, "shift", 5, 5, 160, 100);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 1);
  /* The last stroke is taken back, and what is hidden stays so. */
  gtk_widget_activate_action (GTK_WIDGET (world.canvas), "case.undo", NULL);
  cs_test_window_settle (&world.window);
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 1);
  GtkWidget *eye = gtk_widget_get_first_child (
      cs_test_window_find (GTK_WIDGET (row_of (&world, a)), CS_TYPE_HOLD_BUTTONS, 0));
  cs_test_window_click (&world.window, eye);
  cs_test_window_settle (&world.window);
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 0);
  g_assert_null (cs_test_window_find_words (cs_test_picture_root (&world), "1 mark hidden"));
  cs_test_window_end (&world.window);
}

/* All of a label; Alt+H shows them. */
static void
test_hide_label (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 20000, 20000);
  cs_test_picture_put_box (&world, "bleed", 100000, 20000);
  cs_test_picture_put_box (&world, "mass", 100000, 100000);
  cs_case_model_select (world.model, a, FALSE);
  cs_test_picture_press (&world, "shift+alt+h");
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 2);
  g_assert_cmpuint (cs_case_model_visible (world.model)->n_marks, ==, 1);
  cs_test_picture_press (&world, "alt+a");
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 0);
  cs_test_picture_press (&world, "ctrl+shift+l");
  cs_test_picture_press (&world, "ctrl+a");
  cs_test_picture_press (&world, "Delete");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 2);
  cs_test_window_end (&world.window);
}

/* A case that is opened again is as it was left, and is not handed on unseen. */
static void
test_kept (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 20000, 20000),
          b = cs_test_picture_put_box (&world, "mass", 100000, 20000);
  g_assert_true (cs_case_model_hold_mark (world.model, a, CS_MARK_HIDDEN, TRUE));
  g_assert_true (cs_case_model_hold_mark (world.model, b, CS_MARK_LOCKED, TRUE));
  cs_test_window_settle (&world.window);
  cs_main_window_leave_case (world.window.window);
  cs_test_window_settle (&world.window);
  cs_test_picture_open (&world, "Patient 2", 0);
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 1);
  g_assert_true (is_locked (&world, b));
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 2);
  for (guint i = 0; i < cs_case_model_n_items (world.model); i++) {
    const CsCaseItem *item = cs_case_model_item (world.model, i);
    cs_case_model_note_shown (world.model, i, 0, item->units);
    if (i != cs_test_picture_place (world.model))
      cs_case_model_answer (world.model, i, CS_ANSWER_NOTHING, NULL);
  }
  cs_test_window_settle (&world.window);
  g_assert_true (cs_case_model_missing (world.model).ready);
  cs_test_window_pass (400);
  cs_test_picture_press (&world, "ctrl+Return");
  g_assert_true (cs_main_window_case (world.window.window) == world.model);
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 0);
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/hold/lock", test_lock);
  g_test_add_func ("/hold/lock-of-some", test_lock_of_some);
  g_test_add_func ("/hold/hide", test_hide);
  g_test_add_func ("/hold/hide-label", test_hide_label);
  g_test_add_func ("/hold/kept", test_kept);
  return g_test_run ();
}
