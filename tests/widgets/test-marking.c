/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels, tools and suggestions by key on the picture: what is said, what is drawn next. */
#include "cs-canvas-private.h"
#include "cs-case-page.h"
#include "cs-finding-row.h"
#include "cs-findings-pane.h"
#include "cs-label-popover.h"
#include "cs-test-window.h"

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Marking\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"]},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"box\"]},"
    "{\"key\":\"mitosis\",\"name\":\"Tosis\",\"kinds\":[\"point\"]},"
    "{\"key\":\"gland\",\"name\":\"Gland\",\"kinds\":[\"polygon\"]},"
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
  gtk_widget_grab_focus (GTK_WIDGET (world->canvas));
  cs_test_window_wait (&world->window, is_shown, world->canvas);
  cs_test_window_settle (&world->window);
}

static void
press (World *world, const char *keys)
{
  cs_test_window_keys (&world->window, keys);
  cs_test_window_settle (&world->window);
}

static guint64
put_box (World *world, const char *label)
{
  g_autoptr (GError) error = NULL;
  const gint64 values[] = { 10000, 10000, 20000, 20000 };
  CsMarkInit init = { .id = cs_case_model_new_id (world->model),
                      .kind = &cs_mark_kind_box,
                      .label = label,
                      .item =
                          cs_case_model_item (world->model, picture_of (world->model))->row->gid,
                      .values = values,
                      .n_values = G_N_ELEMENTS (values),
                      .confidence = -1 };
  g_autoptr (CsMark) mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  cs_case_model_put (world->model, mark, &error);
  g_assert_no_error (error);
  cs_case_model_select (world->model, init.id, FALSE);
  cs_test_window_settle (&world->window);
  return init.id;
}

static const char *
label_of (World *world, guint64 id)
{
  return cs_mark_set_get (cs_case_model_marks (world->model), id)->label;
}

static void
assert_armed (World *world, const char *label, const char *tool)
{
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, ==, label);
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, tool);
}

/* The head of the list of labels. */
static void
assert_list (World *world, const char *head)
{
  GtkWidget *list = cs_test_window_find (root_of (world), CS_TYPE_LABEL_POPOVER, 0);
  g_assert_true ((list != NULL) == (head != NULL));
  if (head != NULL)
    g_assert_nonnull (cs_test_window_find_words (list, head));
}

/* --- L --- */

static void
test_next_label (void)
{
  World world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world.window, "sample-ana", 1366, 768, schema);
  open_picture (&world, "Patient 2");
  guint64 id = put_box (&world, "bleed");
  cs_case_model_set_tool (world.model, "box");
  press (&world, "l");
  assert_list (&world, "Draw next");
  press (&world, "p");
  assert_list (&world, "Draw next");
  assert_list (&world, "No label has the letter P.");
  press (&world, "m");
  assert_list (&world, NULL);
  g_assert_cmpstr (label_of (&world, id), ==, "bleed");
  assert_armed (&world, "mass", "box");
  press (&world, "l");
  press (&world, "g");
  assert_armed (&world, "gland", "polygon");
  /* In its row it is about the row. */
  cs_case_model_select (world.model, id, FALSE);
  gtk_widget_grab_focus (cs_test_window_find (root_of (&world), CS_TYPE_FINDING_ROW, 0));
  press (&world, "l");
  assert_list (&world, "Mark 1 is a");
  press (&world, "m");
  g_assert_cmpstr (label_of (&world, id), ==, "mass");
  assert_armed (&world, "gland", "polygon");
  gtk_widget_grab_focus (GTK_WIDGET (world.canvas));
  press (&world, "v");
  press (&world, "l");
  assert_list (&world, "Mark 1 is a");
  press (&world, "b");
  g_assert_cmpstr (label_of (&world, id), ==, "bleed");
  g_assert_cmpstr (cs_case_model_tool (world.model), ==, "select");
  cs_test_window_end (&world.window);
}

static void
test_tool_says_why (void)
{
  World world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world.window, "sample-ana", 1366, 768, schema);
  open_picture (&world, "Patient 2");
  press (&world, "b");
  g_assert_null (world.canvas->status);
  press (&world, "p");
  g_assert_cmpstr (world.canvas->status, ==, "“Bleed” is not drawn as polygon: “Gland” is chosen.");
  assert_armed (&world, "gland", "polygon");
  press (&world, "d");
  g_assert_cmpstr (world.canvas->status, ==, "No label is drawn as line here.");
  assert_armed (&world, "gland", "polygon");
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/marking/next-label", test_next_label);
  g_test_add_func ("/marking/tool-says-why", test_tool_says_why);
  return g_test_run ();
}
