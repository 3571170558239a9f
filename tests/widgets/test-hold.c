/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hidden and locked marks, with the keys and the pointer. */
#include "cs-canvas-private.h"
#include "cs-finding-row.h"
#include "cs-hold-buttons.h"
#include "cs-test-window.h"

#include <math.h>
#include <string.h>

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Hold\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"],\"attributes\":["
    "{\"key\":\"sure\",\"name\":\"Sure\",\"type\":\"boolean\"}]},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"box\"],\"attributes\":["
    "{\"key\":\"sure\",\"name\":\"Sure\",\"type\":\"boolean\"}]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

typedef struct {
  CsTestWindow window;
  CsCaseModel *model;
  CsCanvas *canvas;
} World;

static GtkWidget *
root_of (World *world)
{
  return GTK_WIDGET (world->window.window);
}

static gboolean
is_shown (CsTestWindow *window, gpointer canvas)
{
  return cs_canvas_state (canvas) == CS_CANVAS_SHOWN;
}

static guint
picture_of (CsCaseModel *model)
{
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if (cs_case_model_item (model, i)->text == NULL)
      return i;
  g_assert_not_reached ();
}

static void
open_picture (World *world, const char *title)
{
  world->model = cs_test_window_open_case (&world->window, title);
  cs_case_model_go (world->model, picture_of (world->model), 0);
  cs_test_window_settle (&world->window);
  world->canvas = CS_CANVAS (cs_test_window_find (root_of (world), CS_TYPE_CANVAS, 0));
  cs_case_model_set_tool (world->model, "select");
  gtk_widget_grab_focus (GTK_WIDGET (world->canvas));
  cs_test_window_wait (&world->window, is_shown, world->canvas);
  cs_test_window_settle (&world->window);
}

static gboolean
begin (World *world)
{
  if (!cs_test_window_can ())
    return FALSE;
  cs_test_window_begin (&world->window, "sample-ana", 1366, 768, schema);
  open_picture (world, "Patient 2");
  return TRUE;
}

static void
press (World *world, const char *keys)
{
  cs_test_window_keys (&world->window, keys);
  cs_test_window_settle (&world->window);
}

static guint64
put_box (World *world, const char *label, gint64 x, gint64 y)
{
  g_autoptr (GError) error = NULL;
  const gint64 values[] = { x, y, x + 40000, y + 30000 };
  CsMarkInit init = { .id = cs_case_model_new_id (world->model),
                      .kind = &cs_mark_kind_box,
                      .label = label,
                      .item =
                          cs_case_model_item (world->model, picture_of (world->model))->row->gid,
                      .values = values,
                      .n_values = G_N_ELEMENTS (values),
                      .how = CS_MARK_HOW_IMPORTED,
                      .source = "finder 2",
                      .confidence = 500 };
  gint64 unit = 0;
  guint at = cs_case_model_place (world->model, &unit);
  cs_case_model_frame_at (world->model, at, unit, &init.part, &init.frame);
  g_autoptr (CsMark) mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  cs_case_model_put (world->model, mark, &error);
  g_assert_no_error (error);
  cs_test_window_settle (&world->window);
  return init.id;
}

static guint
n_marks (World *world)
{
  return cs_case_model_marks (world->model)->n_marks;
}

static const CsMark *
selected (World *world)
{
  return cs_mark_set_get (cs_case_model_marks (world->model),
                          cs_case_model_selected (world->model));
}

/* Where a place of the picture, in pixels of it, is seen, from the middle of the canvas. */
static void
seen_at (World *world, double x, double y, int *ret_dx, int *ret_dy)
{
  const CsViewport *viewport = &cs_canvas_look (world->canvas)->viewport;
  double view_x = 0, view_y = 0;
  cs_viewport_to_view (viewport, x, y, &view_x, &view_y);
  *ret_dx = (int)lround (view_x - gtk_widget_get_width (GTK_WIDGET (world->canvas)) / 2.0);
  *ret_dy = (int)lround (view_y - gtk_widget_get_height (GTK_WIDGET (world->canvas)) / 2.0);
}

static void
drag (World *world, const char *held, double x0, double y0, double x1, double y1)
{
  int from_x = 0, from_y = 0, to_x = 0, to_y = 0;
  seen_at (world, x0, y0, &from_x, &from_y);
  seen_at (world, x1, y1, &to_x, &to_y);
  if (held != NULL)
    cs_test_window_key_down (&world->window, held);
  cs_test_window_drag (&world->window, GTK_WIDGET (world->canvas), from_x, from_y, to_x, to_y);
  if (held != NULL)
    cs_test_window_key_up (&world->window, held);
  cs_test_window_settle (&world->window);
}

static gint64
x_of (World *world, guint64 id)
{
  return cs_mark_set_get (cs_case_model_marks (world->model), id)->values[0];
}

static void
select_all_of (World *world, guint64 a, guint64 b)
{
  const guint64 ids[] = { a, b };
  cs_case_model_select_many (world->model, ids, G_N_ELEMENTS (ids), a);
  cs_test_window_settle (&world->window);
}

static gboolean
is_locked (World *world, guint64 id)
{
  return cs_mark_hold_is (cs_case_model_hold (world->model), id, CS_MARK_LOCKED);
}

static CsFindingRow *
row_of (World *world, guint64 id)
{
  GtkWidget *row = NULL;
  for (guint n = 0; (row = cs_test_window_find (root_of (world), CS_TYPE_FINDING_ROW, n)) != NULL;
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
  World world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = put_box (&world, "bleed", 100000, 120000);
  cs_case_model_select (world.model, a, FALSE);
  press (&world, "ctrl+l");
  g_assert_true (is_locked (&world, a));
  press (&world, "Delete");
  press (&world, "alt+Right");
  press (&world, "ctrl+x");
  drag (&world, NULL, 100, 130, 140, 130);
  g_assert_cmpint (x_of (&world, a), ==, 100000);
  g_assert_nonnull (strstr (world.canvas->status, "Ctrl+L"));
  g_autoptr (GError) error = NULL;
  const CsSchema *rules = cs_case_model_schema (world.model);
  g_assert_false (
      cs_case_model_relabel_selected (world.model, cs_schema_label (rules, "mass"), &error));
  g_assert_nonnull (strstr (error->message, "Ctrl+L"));
  g_clear_error (&error);
  g_assert_false (
      cs_case_model_set_attribute_alike (world.model, a, "sure", cs_json_new_bool (TRUE), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  gtk_widget_grab_focus (GTK_WIDGET (row_of (&world, a)));
  press (&world, "Delete");
  g_assert_cmpuint (n_marks (&world), ==, 1);
  g_assert_null (selected (&world)->attributes);
  press (&world, "ctrl+l");
  g_assert_false (is_locked (&world, a));
  press (&world, "Delete");
  g_assert_cmpuint (n_marks (&world), ==, 0);
  cs_test_window_end (&world.window);
}

/* Of several the locked one stays, and the others are changed. */
static void
test_lock_of_some (void)
{
  World world = { 0 };
  if (!begin (&world))
    return;
  g_autoptr (GError) error = NULL;
  guint64 a = put_box (&world, "bleed", 20000, 20000), b = put_box (&world, "mass", 100000, 20000);
  g_assert_true (cs_case_model_hold_mark (world.model, a, CS_MARK_LOCKED, TRUE));
  select_all_of (&world, a, b);
  press (&world, "alt+Right");
  press (&world, "Shift_L");
  g_assert_cmpint (x_of (&world, a), ==, 20000);
  g_assert_cmpint (x_of (&world, b), >, 100000);
  const CsSchema *rules = cs_case_model_schema (world.model);
  g_assert_false (
      cs_case_model_relabel_selected (world.model, cs_schema_label (rules, "words"), &error));
  g_clear_error (&error);
  press (&world, "Delete");
  g_assert_cmpuint (n_marks (&world), ==, 1);
  g_assert_cmpint (x_of (&world, a), ==, 20000);
  cs_test_window_end (&world.window);
}

/* --- hidden --- */

static void
test_hide (void)
{
  World world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = put_box (&world, "bleed", 20000, 20000), b = put_box (&world, "mass", 100000, 20000);
  cs_case_model_select (world.model, a, FALSE);
  press (&world, "alt+h");
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 1);
  g_assert_nonnull (cs_test_window_find_words (root_of (&world), "1 mark hidden"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row_of (&world, a)), "cs-hidden-mark"));
  press (&world, "Delete");
  g_assert_cmpuint (n_marks (&world), ==, 2);
  drag (&world, NULL, 20, 30, 20, 30);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  press (&world, "ctrl+a");
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 1);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, b);
  drag (&world, "shift", 5, 5, 160, 100);
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
  g_assert_null (cs_test_window_find_words (root_of (&world), "1 mark hidden"));
  cs_test_window_end (&world.window);
}

/* All of a label; Alt+H shows them. */
static void
test_hide_label (void)
{
  World world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = put_box (&world, "bleed", 20000, 20000);
  put_box (&world, "bleed", 100000, 20000);
  put_box (&world, "mass", 100000, 100000);
  cs_case_model_select (world.model, a, FALSE);
  press (&world, "shift+alt+h");
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 2);
  g_assert_cmpuint (cs_case_model_visible (world.model)->n_marks, ==, 1);
  press (&world, "alt+a");
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 0);
  press (&world, "ctrl+shift+l");
  press (&world, "ctrl+a");
  press (&world, "Delete");
  g_assert_cmpuint (n_marks (&world), ==, 2);
  cs_test_window_end (&world.window);
}

/* A case that is opened again is as it was left, and is not handed on unseen. */
static void
test_kept (void)
{
  World world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = put_box (&world, "bleed", 20000, 20000), b = put_box (&world, "mass", 100000, 20000);
  g_assert_true (cs_case_model_hold_mark (world.model, a, CS_MARK_HIDDEN, TRUE));
  g_assert_true (cs_case_model_hold_mark (world.model, b, CS_MARK_LOCKED, TRUE));
  cs_test_window_settle (&world.window);
  cs_main_window_leave_case (world.window.window);
  cs_test_window_settle (&world.window);
  open_picture (&world, "Patient 2");
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 1);
  g_assert_true (is_locked (&world, b));
  g_assert_cmpuint (n_marks (&world), ==, 2);
  for (guint i = 0; i < cs_case_model_n_items (world.model); i++) {
    const CsCaseItem *item = cs_case_model_item (world.model, i);
    cs_case_model_note_shown (world.model, i, 0, item->units);
    if (i != picture_of (world.model))
      cs_case_model_answer (world.model, i, CS_ANSWER_NOTHING, NULL);
  }
  cs_test_window_settle (&world.window);
  g_assert_true (cs_case_model_missing (world.model).ready);
  cs_test_window_pass (400);
  press (&world, "ctrl+Return");
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
