/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many cases chosen in Items and given to somebody, and all of that taken back with the key of
 * undo. */
#include "cs-case-preview.h"
#include "cs-case-warm.h"
#include "cs-items-page.h"
#include "cs-row-name.h"
#include "cs-test-window.h"

#include <string.h>

/* "title with" of each, so that two are equal when nothing is another. Caller frees. */
static char *
who_has (CsTestWindow *world)
{
  GString *text = g_string_new (NULL);
  CsCaseTable *table = cs_case_list_table (cs_test_window_cases (world));
  for (guint i = 0; i < cs_case_table_length (table); i++) {
    const CsCaseLine *line = cs_case_table_line (table, i);
    g_string_append_printf (text, "%s %s, %s\n", line->row->title, line->with, line->row->state);
  }
  return g_string_free (text, FALSE);
}

static gboolean
is_other (CsTestWindow *world, gpointer before)
{
  g_autofree char *now = who_has (world);
  return !g_str_equal (now, before);
}

static gboolean
is_again (CsTestWindow *world, gpointer before)
{
  return !is_other (world, before);
}

/* The last thing that the preview says of the case's history, or "". Caller frees. */
static char *
last_said (CsTestWindow *world)
{
  GtkWidget *preview = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CASE_PREVIEW, 0);
  GtkWidget *history = cs_test_window_find (preview, GTK_TYPE_GRID, 2);
  GtkWidget *label = gtk_grid_get_child_at (GTK_GRID (history), 1, 0);
  GtkWidget *when = gtk_grid_get_child_at (GTK_GRID (history), 0, 0);
  return label != NULL ? g_strconcat (gtk_label_get_label (GTK_LABEL (when)), " ",
                                      gtk_label_get_label (GTK_LABEL (label)), NULL)
                       : g_strdup ("");
}

static gboolean
says_something (CsTestWindow *world, gpointer data)
{
  g_autofree char *said = last_said (world);
  return said[0] != '\0';
}

/* What was read of the case that was selected before is not shown under the name of another. */
static void
test_preview_of_one (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "items");
  cs_test_window_wait (&world, cs_test_window_has_cases, NULL);
  GtkSelectionModel *cases = GTK_SELECTION_MODEL (cs_test_window_cases (&world));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (cases)), other = 0;
  cs_test_window_settle (&world);
  gtk_selection_model_select_item (cases, 0, TRUE);
  cs_test_window_wait (&world, says_something, NULL);
  g_autofree char *first = last_said (&world);
  g_autofree char *second = g_strdup (first);
  while (g_str_equal (first, second) && ++other < n) {
    gtk_selection_model_select_item (cases, other, TRUE);
    cs_test_window_wait (&world, says_something, NULL);
    cs_test_window_settle (&world);
    g_free (second);
    second = last_said (&world);
  }
  g_assert_cmpuint (other, <, n);
  for (guint i = 0; i < 20; i++) {
    gtk_selection_model_select_item (cases, 0, TRUE);
    for (guint k = 0; k < i; k++)
      g_main_context_iteration (NULL, FALSE);
    gtk_selection_model_select_item (cases, other, FALSE);
    while (!says_something (&world, NULL))
      g_main_context_iteration (NULL, TRUE);
    g_autofree char *said = last_said (&world);
    g_assert_cmpstr (said, ==, second);
  }
  cs_test_window_end (&world);
}

static void
test_assign_and_undo (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "items");
  cs_test_window_wait (&world, cs_test_window_has_cases, NULL);
  g_autofree char *before = who_has (&world);
  GtkWidget *page = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_ITEMS_PAGE, 0);
  cs_items_page_filter (CS_ITEMS_PAGE (page), "to-read");
  guint n = g_list_model_get_n_items (G_LIST_MODEL (cs_test_window_cases (&world)));
  g_assert_cmpuint (n, >, 0);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (cs_test_window_cases (&world)));
  gtk_widget_activate_action (page, "items.assign", NULL);
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  AdwMessageDialog *asked = cs_test_window_question ();
  g_assert_false (adw_message_dialog_get_response_enabled (asked, "assign"));
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (cs_test_window_find (GTK_WIDGET (asked), GTK_TYPE_DROP_DOWN, 0)), 0);
  g_assert_true (adw_message_dialog_get_response_enabled (asked, "assign"));
  adw_message_dialog_response (asked, "assign");
  gtk_window_destroy (GTK_WINDOW (asked));
  cs_test_window_wait (&world, is_other, before);
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Undo");
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, is_again, before);
  gtk_widget_activate_action (page, "items.priority", "i", 1);
  cs_test_window_wait (&world, is_other, before);
  g_assert_cmpuint (cs_case_list_count (cs_test_window_cases (&world), "high"), ==, n);
  cs_test_window_settle (&world);
  /* Step by step, and then it says that there is no more. */
  g_autofree char *high = who_has (&world);
  gtk_widget_activate_action (page, "items.priority", "i", -1);
  cs_test_window_wait (&world, is_other, high);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, is_again, high);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, is_again, before);
  cs_test_window_settle (&world);
  /* The calendar stands at today, which is no day that has passed. */
  gtk_widget_activate_action (page, "items.due", NULL);
  cs_test_window_wait (&world, is_other, before);
  g_assert_cmpuint (cs_case_list_count (cs_test_window_cases (&world), "overdue"), ==, 0);
  cs_test_window_settle (&world);
  g_autofree char *due = who_has (&world);
  gtk_widget_activate_action (page, "items.no-due", NULL);
  cs_test_window_wait (&world, is_again, before);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, is_again, due);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, is_again, before);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "There is nothing to take back.");
  cs_test_window_end (&world);
}

/* Writes WORDS into the line of the question that is asked, and answers it. */
static void
answer (CsTestWindow *world, const char *words, const char *response)
{
  cs_test_window_wait (world, cs_test_window_is_asked, NULL);
  AdwMessageDialog *asked = cs_test_window_question ();
  GtkWidget *line = cs_test_window_find (GTK_WIDGET (asked), ADW_TYPE_ENTRY_ROW, 0);
  gtk_editable_set_text (GTK_EDITABLE (line), "   ");
  gtk_editable_set_text (GTK_EDITABLE (line), words);
  g_assert_true (adw_message_dialog_get_response_enabled (asked, response));
  adw_message_dialog_response (asked, response);
  gtk_window_destroy (GTK_WINDOW (asked));
}

/* Cases are put into a segment, found by it, and served first for a goal; all of it taken back. */
static void
test_segment_and_goal (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "items");
  cs_test_window_wait (&world, cs_test_window_has_cases, NULL);
  GtkWidget *page = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_ITEMS_PAGE, 0);
  cs_items_page_filter (CS_ITEMS_PAGE (page), "to-read");
  CsCaseList *list = cs_test_window_cases (&world);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (list));
  g_autofree char *before = who_has (&world);
  gtk_widget_activate_action (page, "items.segment", NULL);
  answer (&world, "vip", "put");
  cs_test_window_wait (&world, is_other, before);
  g_assert_cmpuint (cs_case_list_count (list, CS_CASE_IN "vip"), ==, n);
  cs_test_window_settle (&world);
  cs_items_page_filter (CS_ITEMS_PAGE (page), CS_CASE_IN "vip");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
  g_autofree char *inside = who_has (&world);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (list));
  gtk_widget_activate_action (page, "items.goal", NULL);
  answer (&world, "evaluation set", "set");
  cs_test_window_wait (&world, is_other, inside);
  cs_test_window_settle (&world);
  g_autofree char *served = who_has (&world);
  g_assert_nonnull (strstr (served, "high priority for evaluation set"));
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, is_again, inside);
  cs_test_window_settle (&world);
  cs_items_page_filter (CS_ITEMS_PAGE (page), "all");
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, is_again, before);
  cs_test_window_end (&world);
}

/* --- choosing with the pointer --- */

#define COLUMNS 6

static GtkWidget *
cell_of (CsTestWindow *world, guint position, guint column)
{
  GtkWidget *view = cs_test_window_find (GTK_WIDGET (world->window), GTK_TYPE_COLUMN_VIEW, 0);
  GtkWidget *cell = gtk_widget_get_parent (cs_test_window_find (view, CS_TYPE_ROW_NAME, position));
  while (column-- > 0)
    cell = gtk_widget_get_next_sibling (cell);
  return cell;
}

/* Those at POSITIONS, "0 2 ", and no others. */
static gboolean
are_selected (CsTestWindow *world, gpointer positions)
{
  g_autoptr (GString) selected = g_string_new (NULL);
  GtkSelectionModel *cases = GTK_SELECTION_MODEL (cs_test_window_cases (world));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (cases)); i++)
    if (gtk_selection_model_is_selected (cases, i))
      g_string_append_printf (selected, "%u ", i);
  return g_str_equal (selected->str, positions);
}

static void
click_with (CsTestWindow *world, const char *key, guint position, guint column)
{
  cs_test_window_key_down (world, key);
  cs_test_window_click (world, cell_of (world, position, column));
  cs_test_window_key_up (world, key);
}

/* In every column, as each cell could take the click for itself. No case is clicked twice running,
 * which would open its case. */
static void
test_choose (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1920, 1080, NULL);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "items");
  cs_test_window_wait (&world, cs_test_window_has_cases, NULL);
  cs_test_window_settle (&world);
  for (guint column = 0; column < COLUMNS; column++) {
    cs_test_window_click (&world, cell_of (&world, 0, column));
    cs_test_window_wait (&world, are_selected, (gpointer) "0 ");
    click_with (&world, "ctrl", 2, column);
    cs_test_window_wait (&world, are_selected, (gpointer) "0 2 ");
    click_with (&world, "ctrl", 4, column);
    cs_test_window_wait (&world, are_selected, (gpointer) "0 2 4 ");
    click_with (&world, "ctrl", 2, column);
    cs_test_window_wait (&world, are_selected, (gpointer) "0 4 ");
    cs_test_window_click (&world, cell_of (&world, 1, column));
    cs_test_window_wait (&world, are_selected, (gpointer) "1 ");
    click_with (&world, "shift", 3, column);
    cs_test_window_wait (&world, are_selected, (gpointer) "1 2 3 ");
  }
  g_assert_null (gtk_widget_get_next_sibling (cell_of (&world, 0, COLUMNS - 1)));
  cs_test_window_end (&world);
}

/* Seen or not. */
static GtkWidget *
find_view (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_COLUMN_VIEW (widget) ? widget : NULL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  for (; child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_view (child);
  return found;
}

static gboolean
are_all_shown (CsTestWindow *world, gpointer data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_view (GTK_WIDGET (world->window)));
  GListModel *list = G_LIST_MODEL (gtk_column_view_get_model (view));
  guint shown = g_list_model_get_n_items (list);
  return shown > 0 && shown == cs_case_list_total (CS_CASE_LIST (list));
}

/* The table is there before anybody goes to it, in the end with all its rows. */
static void
test_read_ahead (void)
{
  CsTestWindow world;
  CsCaseWarm warm = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  cs_test_window_wait (&world, are_all_shown, NULL);
  GtkWidget *view = find_view (GTK_WIDGET (world.window));
  g_assert_false (gtk_widget_get_mapped (view));
  CsCaseList *list = CS_CASE_LIST (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  guint total = cs_case_list_total (list);
  cs_case_list_limit (list, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  cs_case_warm_begin (&warm, list, view);
  cs_test_window_wait (&world, are_all_shown, NULL);
  cs_case_warm_begin (&warm, list, view);
  cs_case_warm_end (&warm);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, total);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  adw_init ();
  g_test_add_func ("/bulk/read-ahead", test_read_ahead);
  g_test_add_func ("/bulk/assign-and-undo", test_assign_and_undo);
  g_test_add_func ("/bulk/segment-and-goal", test_segment_and_goal);
  g_test_add_func ("/bulk/preview-of-one", test_preview_of_one);
  g_test_add_func ("/bulk/choose", test_choose);
  return g_test_run ();
}
