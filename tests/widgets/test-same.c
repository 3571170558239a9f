/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saying that two marks show the same lesion, on the screen: by key and click, by the list, with
 * several selected; what the list says of it then, and the way from one to the other. */
#include "cs-case-pane.h"
#include "cs-case-same.h"
#include "cs-finding-words.h"
#include "cs-findings-pane.h"
#include "cs-mark-same.h"
#include "cs-project-context.h"
#include "cs-same-bar.h"
#include "cs-test-project.h"
#include "cs-test-series.h"

#include <string.h>

#define NBSP "\xc2\xa0"
#define DOT " \xc2\xb7 "

typedef struct {
  CsTestWindow window;
  CsCaseModel *model;
  CsViewGrid *grid;
  int now, then;       /* items: the chest of 2024 and of 2023 */
  guint64 nodule, was; /* a mark on each, for begin_pair() */
} World;

static CsCanvas *
view (World *world, guint n)
{
  return cs_test_series_view (world->grid, n);
}

static gboolean
begin (World *world)
{
  if (!cs_test_window_can ())
    return FALSE;
  cs_test_window_begin_after (&world->window, "sample-ana", 1366, 768, cs_test_series_bring_in);
  world->model = cs_test_window_open_case (&world->window, "P1");
  world->grid =
      CS_VIEW_GRID (cs_test_window_find (GTK_WIDGET (world->window.window), CS_TYPE_VIEW_GRID, 0));
  cs_test_window_wait (&world->window, cs_test_series_is_shown, world->grid);
  cs_test_window_settle (&world->window);
  world->now = cs_canvas_item (view (world, 0));
  world->then = cs_canvas_item (view (world, 1));
  return TRUE;
}

static void
press (World *world, const char *keys)
{
  cs_test_window_keys (&world->window, keys);
  cs_test_window_settle (&world->window);
}

/* A square box in the middle of a slice. */
static guint64
put_box (World *world, int item, gint64 unit, gint64 side)
{
  const gint64 values[] = { 8000 - side / 2, 8000 - side / 2, 8000 + side / 2, 8000 + side / 2 };
  CsMarkInit init = { .id = cs_case_model_new_id (world->model),
                      .kind = &cs_mark_kind_box,
                      .label = "nodule",
                      .item = cs_case_model_item (world->model, (guint)item)->row->gid,
                      .values = values,
                      .n_values = 4,
                      .confidence = -1 };
  cs_case_model_frame_at (world->model, (guint)item, unit, &init.part, &init.frame);
  cs_test_window_put (world->model, &init);
  cs_test_window_settle (&world->window);
  return init.id;
}

static GtkWidget *
list_of (World *world)
{
  return cs_test_window_find (GTK_WIDGET (world->window.window), CS_TYPE_FINDINGS_PANE, 0);
}

/* Its row says WORDS, on the screen and to who does not see it. */
static void
assert_says (World *world, guint64 id, const char *words)
{
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (world->model), id);
  g_autofree char *spoken = cs_finding_spoken (world->model, mark);
  g_assert_true (strstr (spoken, words) != NULL);
  g_assert_nonnull (cs_test_window_find_words (list_of (world), words));
}

static gboolean
is_asking (World *world)
{
  return cs_test_window_find (GTK_WIDGET (world->window.window), CS_TYPE_SAME_BAR, 0) != NULL;
}

static void
select_mark (World *world, guint64 id)
{
  cs_case_model_select (world->model, id, TRUE);
  cs_test_window_settle (&world->window);
  cs_test_window_wait (&world->window, cs_test_series_is_shown, world->grid);
  gtk_widget_grab_focus (GTK_WIDGET (cs_view_grid_canvas (world->grid)));
  cs_test_window_settle (&world->window);
}

static void
assert_group (World *world, guint64 id, guint n)
{
  g_autoptr (GPtrArray) group = cs_mark_same_group (cs_case_model_marks (world->model), id);
  g_assert_cmpuint (group->len, ==, n);
}

/* A nodule on either, that of 2024 in the hand. */
static gboolean
begin_pair (World *world)
{
  if (!begin (world))
    return FALSE;
  world->was = put_box (world, world->then, 0, 4000);
  world->nodule = put_box (world, world->now, 0, 6000);
  select_mark (world, world->nodule);
  return TRUE;
}

/* The key, then a click on the other picture. */
static void
test_key_and_click (void)
{
  World world;
  if (!begin_pair (&world))
    return;
  const guint64 before = world.was, now = world.nodule;
  guint findings = cs_case_model_findings (world.model);
  press (&world, "t");
  g_assert_true (is_asking (&world));
  g_assert_true (cs_case_same_first (world.model) == now);
  cs_test_window_click (&world.window, GTK_WIDGET (view (&world, 1)));
  cs_test_window_settle (&world.window);
  g_assert_false (is_asking (&world));
  assert_group (&world, now, 1);
  /* No finding more, and the one that was in the hand is so again. */
  g_assert_cmpuint (cs_case_model_findings (world.model), ==, findings);
  g_assert_true (cs_case_model_selected (world.model) == now);
  assert_says (&world, now,
               "same as 1 in January 2023" DOT "16.0" NBSP "mm\xc2\xb2" NBSP "\xe2\x86\x92" NBSP
               "36.0" NBSP "mm\xc2\xb2, +125" NBSP "%");
  assert_says (&world, before, "same as 2 in March 2024");
  /* There and back. */
  press (&world, "ctrl+t");
  g_assert_true (cs_case_model_selected (world.model) == before);
  g_assert_cmpint ((int)cs_case_model_place (world.model, NULL), ==, world.then);
  press (&world, "ctrl+t");
  g_assert_true (cs_case_model_selected (world.model) == now);
  cs_test_window_click (&world.window,
                        cs_test_window_find_words (list_of (&world), "Nodule in January 2023"));
  cs_test_window_settle (&world.window);
  g_assert_true (cs_case_model_selected (world.model) == before);
  /* One step of undo. */
  gtk_widget_grab_focus (GTK_WIDGET (cs_view_grid_canvas (world.grid)));
  press (&world, "ctrl+z");
  assert_group (&world, now, 0);
  press (&world, "ctrl+shift+z");
  assert_group (&world, now, 1);
  press (&world, "shift+t");
  assert_group (&world, now, 0);
  g_assert_nonnull (cs_mark_set_get (cs_case_model_marks (world.model), before));
  cs_test_window_end (&world.window);
}

/* Without the pointer; and a drag while one chooses moves nothing. */
static void
test_keys_alone (void)
{
  World world;
  if (!begin_pair (&world))
    return;
  const guint64 before = world.was, now = world.nodule;
  press (&world, "t");
  press (&world, "Return"); /* nothing is chosen yet */
  g_assert_true (is_asking (&world));
  press (&world, "Escape");
  g_assert_false (is_asking (&world));
  g_assert_true (cs_case_model_selected (world.model) == now);
  assert_group (&world, now, 0);
  press (&world, "t");
  cs_test_window_drag (&world.window, GTK_WIDGET (view (&world, 1)), 0, 0, 60, 0);
  cs_test_window_settle (&world.window);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (world.model), before);
  g_assert_cmpint (mark->values[0], ==, 6000);
  press (&world, "Escape");
  select_mark (&world, now);
  press (&world, "t");
  press (&world, "Tab");
  g_assert_true (cs_case_model_selected (world.model) == before);
  press (&world, "Return");
  assert_group (&world, now, 1);
  /* What is deleted takes its ties along. */
  select_mark (&world, before);
  press (&world, "Delete");
  assert_group (&world, now, 0);
  g_assert_cmpuint (cs_case_model_marks (world.model)->n_marks, ==, 1);
  cs_test_window_end (&world.window);
}

/* In the list: the arrows choose, Enter ties. */
static void
test_in_the_list (void)
{
  World world;
  if (!begin_pair (&world))
    return;
  const guint64 before = world.was, now = world.nodule;
  gtk_widget_grab_focus (list_of (&world));
  press (&world, "t");
  g_assert_true (is_asking (&world));
  press (&world, "Up");
  g_assert_true (cs_case_model_selected (world.model) == before);
  press (&world, "Return");
  g_assert_false (is_asking (&world));
  assert_group (&world, now, 1);
  gtk_widget_grab_focus (list_of (&world));
  press (&world, "ctrl+t");
  g_assert_true (cs_case_model_selected (world.model) == before);
  press (&world, "shift+t");
  assert_group (&world, now, 0);
  /* There is nothing to go to any more. */
  press (&world, "ctrl+t");
  g_assert_true (cs_case_model_selected (world.model) == before);
  cs_test_window_end (&world.window);
}

static guint
times_recorded (World *world, const char *who)
{
  guint n = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_project_open (cs_application_env (world->window.application),
                                                   world->window.path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  const CsReader all = { .roles = CS_ROLE_LEAD };
  g_autoptr (GPtrArray) rows =
      cs_project_history (project, &all, &cs_case_model_view (world->model)->row->gid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const CsHistoryRow *row = rows->pdata[i];
    n += g_str_equal (row->kind, "context.open") && g_str_equal (row->who, who);
  }
  return n;
}

static void
bring_in_context (CsTestWindow *window)
{
  g_autoptr (GError) error = NULL;
  cs_test_series_bring_in (window);
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (window->application), window->path, "sample-chris");
  CsSchema *schema = NULL;
  const char *const parts[] = { "history", NULL };
  cs_project_schema (project, &schema, NULL, &error);
  g_autoptr (CsSchema) now = cs_schema_with_context (schema, parts, &error);
  cs_project_publish_schema (project, now, NULL, &error);
  g_assert_no_error (error);
  const CsGid gid = cs_test_case (project, "P1");
  cs_project_add_context (project, &gid, "history", "Cough since May; P1 smokes.", &error);
  g_assert_no_error (error);
}

/* In full screen there is no pane. */
static gboolean
is_full (CsTestWindow *window, gpointer full)
{
  GtkWidget *root = GTK_WIDGET (window->window);
  return gtk_window_is_fullscreen (GTK_WINDOW (window->window)) == (full != NULL) &&
         (cs_test_window_find (root, CS_TYPE_CASE_PANE, 0) == NULL) == (full != NULL);
}

/* What the popover with WORDS hangs from. */
static GtkWidget *
hook_of (World *world, const char *words)
{
  GtkWidget *label = cs_test_window_find_words (GTK_WIDGET (world->window.window), words);
  return gtk_widget_get_parent (gtk_widget_get_ancestor (label, GTK_TYPE_POPOVER));
}

/* A window takes its new state when it comes, without somebody who manages windows. */
static void
set_full (World *world, gboolean full)
{
  GtkWindow *window = GTK_WINDOW (world->window.window);
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  (full ? gtk_window_fullscreen : gtk_window_unfullscreen) (window);
  gtk_window_present (window);
  cs_test_window_wait (&world->window, is_full, full ? world : NULL);
  cs_test_window_settle (&world->window);
}

/* What is known of the patient: unfolded by a key, recorded once, without their number. */
static void
test_context (void)
{
  World world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world.window, "sample-ana", 1366, 768, bring_in_context);
  world.model = cs_test_window_open_case (&world.window, "P1");
  cs_test_window_settle (&world.window);
  const char *words = "Cough since May; \xe2\x80\xa6 smokes.";
  g_assert_false (cs_test_window_is_said (&world.window, (gpointer)words));
  g_assert_cmpuint (times_recorded (&world, "sample-ana"), ==, 0);
  press (&world, "ctrl+i");
  cs_test_window_wait (&world.window, cs_test_window_is_said, (gpointer)words);
  cs_test_window_settle (&world.window);
  g_assert_cmpuint (times_recorded (&world, "sample-ana"), ==, 1);
  press (&world, "Escape");
  g_assert_false (cs_test_window_is_said (&world.window, (gpointer)words));
  press (&world, "ctrl+i");
  g_assert_true (cs_test_window_is_said (&world.window, (gpointer)words));
  press (&world, "Escape");
  /* Without a title it hangs from the picture, and goes back. */
  for (guint i = 0; i < 2; i++) {
    set_full (&world, i == 0);
    press (&world, "ctrl+i");
    g_assert_true (cs_test_window_is_said (&world.window, (gpointer)words));
    g_assert_true (GTK_IS_MENU_BUTTON (hook_of (&world, words)) == (i == 1));
    press (&world, "Escape");
    g_assert_false (cs_test_window_is_said (&world.window, (gpointer)words));
  }
  g_assert_cmpuint (times_recorded (&world, "sample-ana"), ==, 1);
  /* A case beside which nothing is. */
  world.model = cs_test_window_open_case (&world.window, "Patient 2");
  cs_test_window_settle (&world.window);
  press (&world, "ctrl+i");
  g_assert_cmpuint (times_recorded (&world, "sample-ana"), ==, 0);
  cs_test_window_end (&world.window);
}

/* Several at once; on another slice of the same series nothing has grown. */
static void
test_several (void)
{
  World world;
  if (!begin (&world))
    return;
  guint64 ids[] = { put_box (&world, world.then, 0, 4000), put_box (&world, world.now, 0, 6000),
                    put_box (&world, world.now, 3, 2000) };
  select_mark (&world, ids[2]);
  cs_case_model_select_many (world.model, ids, 3, ids[2]);
  press (&world, "t");
  g_assert_false (is_asking (&world));
  assert_group (&world, ids[0], 2);
  press (&world, "t"); /* once more: that is so already */
  assert_group (&world, ids[0], 2);
  g_assert_cmpuint (cs_case_model_marks (world.model)->n_marks, ==, 5);
  g_autofree char *words =
      cs_case_same_words (world.model, cs_mark_set_get (cs_case_model_marks (world.model), ids[2]));
  g_assert_cmpstr (words, ==,
                   "same as 1 in January 2023, 2 slice 1" DOT "16.0" NBSP "mm\xc2\xb2" NBSP
                   "\xe2\x86\x92" NBSP "4.0" NBSP "mm\xc2\xb2, \xe2\x88\x92"
                   "75" NBSP "%");
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/same/key-and-click", test_key_and_click);
  g_test_add_func ("/same/keys-alone", test_keys_alone);
  g_test_add_func ("/same/in-the-list", test_in_the_list);
  g_test_add_func ("/same/several", test_several);
  g_test_add_func ("/same/context", test_context);
  return g_test_run ();
}
