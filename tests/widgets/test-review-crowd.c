/* SPDX-License-Identifier: GPL-3.0-or-later */
/* More changes than the list has rows: it holds those round the current one, and goes on by itself
 * and by its buttons. With an argument, how long it takes to open a review of so many. */
#include "cs-change-row.h"
#include "cs-changes-pane.h"
#include "cs-test-project.h"
#include "cs-test-session.h"

#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>

#define CHANGES 450
#define ROWS 200

typedef struct {
  CsTestFixture fixture;
  CsEnv *worker_env;
  CsGid gid;
  CsSession *session;
  CsCaseModel *model;
  CsReview *review;
} World;

/* N boxes of ana's, each OFF beside where they were. */
static void
hand_in (World *world, guint n, gint64 off)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (&world->fixture, "ana");
  CsReader reader = cs_project_reader (project);
  world->gid = cs_test_case (project, "case-0");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &world->gid, NULL);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < n; i++) {
    gint64 x = i % 75 * 12000 + off, y = i / 75 * 12000;
    const gint64 values[] = { x, y, x + 10000, y + 10000 };
    const CsMarkInit init = { .id = 100 + i,
                              .kind = &cs_mark_kind_box,
                              .label = "finding",
                              .item = ((CsItemRow *)items->pdata[0])->gid,
                              .values = values,
                              .n_values = 4,
                              .confidence = -1 };
    g_ptr_array_add (put, cs_mark_new (&init, &error));
    g_assert_no_error (error);
  }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  cs_project_edit_draft (project, &world->gid, edit, &error);
  g_assert_no_error (error);
  cs_project_submit (project, &world->gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
begin (World *world, guint n)
{
  cs_test_set_up (&world->fixture, NULL);
  hand_in (world, n, 0);
  CsProject *project = cs_test_open_later (&world->fixture, "ben");
  cs_test_decide (project, &world->gid, "send-back");
  cs_project_close (project);
  hand_in (world, n, 1000);
  world->worker_env = cs_test_env (world->fixture.dir, 2);
  cs_test_env_advance (world->worker_env, 10 * G_USEC_PER_SEC);
  world->session = cs_session_new (world->worker_env);
  cs_test_session_open (world->session, world->fixture.path, "ben");
}

static void
open_review (World *world)
{
  world->model = cs_test_session_case (world->session, &world->gid, FALSE);
  world->review = cs_review_new (world->model);
}

static void
end (World *world)
{
  cs_test_session_settle (world->session);
  g_clear_object (&world->review);
  g_clear_object (&world->model);
  g_clear_object (&world->session);
  cs_session_drain ();
  g_clear_pointer (&world->worker_env, cs_env_free);
  cs_test_tear_down (&world->fixture, NULL);
}

static GtkWidget *
find (GtkWidget *widget, GType type, guint n)
{
  static guint left;
  if (n != G_MAXUINT)
    left = n;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && left-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, G_MAXUINT);
    if (found != NULL)
      return found;
  }
  return NULL;
}

/* The list has the changes FIRST to FIRST + N and nothing else. */
static void
assert_rows (World *world, CsChangesPane *pane, guint first, guint n)
{
  GPtrArray *rows = cs_review_rows (world->review);
  GtkListBox *list = GTK_LIST_BOX (find (GTK_WIDGET (pane), GTK_TYPE_LIST_BOX, 0));
  for (guint i = 0; i < n; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int)i);
    g_assert_true (cs_change_row_get (CS_CHANGE_ROW (row)) == rows->pdata[first + i]);
  }
  g_assert_null (gtk_list_box_get_row_at_index (list, (int)n));
}

#define SCOPE 2 /* buttons above the list: what it shows */

static void
press (CsChangesPane *pane, guint n)
{
  g_signal_emit_by_name (find (GTK_WIDGET (pane), GTK_TYPE_BUTTON, SCOPE + n), "clicked");
}

static void
test_crowd (void)
{
  World world = { 0 };
  begin (&world, CHANGES);
  open_review (&world);
  GtkWidget *window = gtk_window_new ();
  CsChangesPane *pane = g_object_new (CS_TYPE_CHANGES_PANE, NULL);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pane));
  cs_changes_pane_set_review (pane, world.review);
  g_assert_cmpuint (cs_review_rows (world.review)->len, ==, CHANGES);
  assert_rows (&world, pane, 0, ROWS);
  cs_review_go (world.review, cs_review_rows (world.review)->pdata[300]);
  assert_rows (&world, pane, 240, ROWS);
  /* What is settled stands where it stood. */
  g_assert_true (cs_review_say (world.review, CS_VERDICT_ACCEPT));
  assert_rows (&world, pane, 240, ROWS);
  press (pane, 0);
  assert_rows (&world, pane, 140, ROWS);
  press (pane, 0);
  press (pane, 0);
  assert_rows (&world, pane, 0, ROWS);
  /* The one that is settled next is brought back. */
  g_assert_true (cs_review_say (world.review, CS_VERDICT_ACCEPT));
  assert_rows (&world, pane, 241, ROWS);
  cs_review_go (world.review, cs_review_rows (world.review)->pdata[CHANGES - 1]);
  assert_rows (&world, pane, CHANGES - ROWS, ROWS);
  cs_review_go (world.review, cs_review_rows (world.review)->pdata[0]);
  assert_rows (&world, pane, 0, ROWS);
  cs_changes_pane_set_review (pane, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  end (&world);
}

static int
tell_time (guint n)
{
  World world = { 0 };
  begin (&world, n);
  GtkWidget *window = gtk_window_new ();
  CsChangesPane *pane = g_object_new (CS_TYPE_CHANGES_PANE, NULL);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pane));
  gint64 start = g_get_monotonic_time ();
  open_review (&world);
  gint64 there = g_get_monotonic_time ();
  cs_changes_pane_set_review (pane, world.review);
  cs_review_step (world.review, 1);
  gtk_widget_measure (GTK_WIDGET (pane), GTK_ORIENTATION_VERTICAL, 320, NULL, NULL, NULL, NULL);
  gint64 shown = g_get_monotonic_time ();
  printf (
      "review with %u changed marks opened: %.0f ms, of which the list: %.0f ms (goal 500 ms)\n", n,
      (double)(shown - start) / 1000, (double)(shown - there) / 1000);
  start = g_get_monotonic_time ();
  cs_review_say (world.review, CS_VERDICT_ACCEPT);
  printf ("review with %u changed marks, one accepted: %.0f ms (goal 100 ms)\n", n,
          (double)(g_get_monotonic_time () - start) / 1000);
  cs_changes_pane_set_review (pane, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  end (&world);
  return 0;
}

int
main (int argc, char **argv)
{
  guint n = argc == 2 ? (guint)strtoul (argv[1], NULL, 10) : 0;
  cs_test_init (&argc, &argv);
  gtk_init ();
  if (n > 0)
    return tell_time (n);
  g_test_add_func ("/review/crowd", test_crowd);
  return g_test_run ();
}
