/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved filters: their file, and saving, opening, renaming and deleting one with the keys; and
 * those of the people who have a case. */
#include "cs-items-name.h"
#include "cs-items-page.h"
#include "cs-items-side.h"
#include "cs-test-window.h"

#include <glib/gstdio.h>
#include <string.h>

static const CsGid project = { { 1 } }, person = { { 2 } }, other = { { 3 } };

/* The only file of the folder of filters; NULL for none. Caller frees. */
static char *
file_of (CsEnv *env)
{
  g_autofree char *folder = g_build_filename (env->state_dir, "filters", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;
  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static void
write_text (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Kept for each person; what cannot be one of ours is passed by, a damaged file set aside. */
static void
test_file (void)
{
  static const CsCaseSort sorts[] = { { CS_CASE_COLUMN_MARKS, TRUE },
                                      { CS_CASE_COLUMN_TITLE, FALSE } };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (folder, 1);
  g_autoptr (GPtrArray) none = cs_items_filters_read (env, &project, &person);
  g_assert_cmpuint (none->len, ==, 0);
  g_ptr_array_add (none, cs_items_filter_new ("“Site C” <b>&</b>", "to-read", "P 1", sorts, 2));
  g_assert_true (cs_items_filters_write (env, &project, &person, none, &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) one = cs_items_filters_read (env, &project, &person);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (((const CsItemsFilter *)one->pdata[0])->name, ==, "“Site C” <b>&</b>");
  g_assert_true (cs_items_filter_same (one->pdata[0], none->pdata[0]));
  g_autoptr (GPtrArray) others = cs_items_filters_read (env, &project, &other);
  g_assert_cmpuint (others->len, ==, 0);
  g_autofree char *path = file_of (env);
  write_text (path, "[{\"key\":\"all\",\"name\":\"two\\nlines\",\"sorts\":[],\"text\":\"\"},"
                    "{\"key\":\"all\",\"name\":\"\\u202eback\",\"sorts\":[],\"text\":\"\"},"
                    "{\"name\":\"no key\"},7,"
                    "{\"key\":\"all\",\"name\":\"kept\",\"sorts\":[{\"column\":\"speed\"}],"
                    "\"text\":\"\"}]");
  g_autoptr (GPtrArray) damaged = cs_items_filters_read (env, &project, &person);
  g_assert_cmpuint (damaged->len, ==, 0); /* an escape that is not the shortest */
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  write_text (path, "[{\"name\":\"no key\"},7,{\"key\":\"all\",\"name\":\"two\\nlines\","
                    "\"sorts\":[],\"text\":\"\"},{\"key\":\"all\",\"name\":\"kept\","
                    "\"sorts\":[{\"column\":\"speed\"}],\"text\":\"\"}]");
  g_autoptr (GPtrArray) some = cs_items_filters_read (env, &project, &person);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (((const CsItemsFilter *)some->pdata[0])->name, ==, "kept");
  g_assert_cmpuint (((const CsItemsFilter *)some->pdata[0])->n_sorts, ==, 0);
}

static void
test_names (void)
{
  g_autofree char *longest = g_strnfill (CS_ITEMS_FILTER_NAME_MAX, 'x');
  g_autofree char *longer = g_strnfill (CS_ITEMS_FILTER_NAME_MAX + 1, 'x');
  g_assert_true (cs_items_filter_name_ok ("Site C, first week"));
  g_assert_true (cs_items_filter_name_ok (longest));
  g_assert_false (cs_items_filter_name_ok (longer));
  g_assert_false (cs_items_filter_name_ok (""));
  g_assert_false (cs_items_filter_name_ok (" x"));
  g_assert_false (cs_items_filter_name_ok ("a\tb"));
  g_assert_false (cs_items_filter_name_ok ("a\u202eb"));
}

static void
test_figures (void)
{
  g_autofree char *small = cs_figure (999), *large = cs_figure (1234567);
  g_assert_cmpstr (small, ==, "999");
  g_assert_cmpuint (g_utf8_strlen (large, -1), ==, 9);
  g_assert_true (g_str_has_prefix (large, "1") && g_str_has_suffix (large, "567"));
}

/* --- in the window --- */

static gboolean
shows (CsTestWindow *world, gpointer n)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cs_test_window_cases (world))) ==
         GPOINTER_TO_UINT (n);
}

static gboolean
is_not_said (CsTestWindow *world, gpointer words)
{
  return !cs_test_window_is_said (world, words);
}

static gboolean
can_be_saved (CsTestWindow *world, gpointer data)
{
  GtkWidget *side = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_ITEMS_SIDE, 0);
  GtkWidget *words = cs_test_window_find_words (side, "Save Filter…");
  return words != NULL && gtk_widget_is_sensitive (words);
}

/* The search entry waits for more letters, which a busy machine may bring late. */
static gboolean
is_searched (CsTestWindow *world, gpointer needle)
{
  GtkWidget *side = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_ITEMS_SIDE, 0);
  return g_strcmp0 (cs_items_side_needle (CS_ITEMS_SIDE (side)), needle) == 0;
}

static gboolean
is_asked (CsTestWindow *world, gpointer data)
{
  GtkWidget *name = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_ITEMS_NAME, 0);
  return name != NULL &&
         cs_test_window_has_focus (world, cs_test_window_find (name, GTK_TYPE_ENTRY, 0));
}

static GtkWidget *
row_of (CsTestWindow *world, const char *words)
{
  GtkWidget *side = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_ITEMS_SIDE, 0);
  GtkWidget *label = cs_test_window_find_words (side, words);
  return gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);
}

/* Opens the button of the saved filter by its key. */
static void
open_menu (CsTestWindow *world, const char *words)
{
  GtkWidget *row = row_of (world, words);
  gtk_widget_grab_focus (cs_test_window_find (row, GTK_TYPE_TOGGLE_BUTTON, 0));
  cs_test_window_keys (world, "space");
  cs_test_window_wait (world, is_asked, NULL);
  cs_test_window_settle (world);
}

static void
type (CsTestWindow *world, const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);
  for (guint i = 0; each[i] != NULL; i++)
    cs_test_window_keys (world, each[i]);
  cs_test_window_settle (world);
}

typedef struct {
  const char *words;
  float y;
  guint frames; /* that it has been there */
} Rest;

/* The row is where it was: a click on one that moves would miss it. */
static gboolean
rests (CsTestWindow *world, gpointer data)
{
  Rest *rest = data;
  gtk_widget_queue_draw (GTK_WIDGET (world->window)); /* nothing else may ask for a frame */
  graphene_rect_t bounds;
  GtkWidget *row = row_of (world, rest->words);
  if (row == NULL || !gtk_widget_compute_bounds (row, GTK_WIDGET (world->window), &bounds))
    return FALSE;
  rest->frames = bounds.origin.y == rest->y ? rest->frames + 1 : 0;
  rest->y = bounds.origin.y;
  return rest->frames > 5;
}

static void
test_window (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "items");
  cs_test_window_wait (&world, cs_test_window_has_cases, NULL);
  guint all = cs_case_list_total (cs_test_window_cases (&world));
  cs_test_window_settle (&world);
  g_assert_false (can_be_saved (&world, NULL));
  type (&world, "ctrl+f P a t i e n t space 2");
  cs_test_window_wait (&world, is_searched, (gpointer) "patient 2");
  g_assert_true (can_be_saved (&world, NULL));
  guint found = g_list_model_get_n_items (G_LIST_MODEL (cs_test_window_cases (&world)));
  g_assert_cmpuint (found, >, 0);
  g_assert_cmpuint (found, <, all);
  /* saved, with the words as its name */
  GtkWidget *side = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_ITEMS_SIDE, 0);
  cs_test_window_click (&world, cs_test_window_find_words (side, "Save Filter…"));
  cs_test_window_wait (&world, is_asked, NULL);
  cs_test_window_settle (&world);
  type (&world, "ctrl+a S e c o n d Return");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Saved filters");
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row_of (&world, "Second"))));
  g_assert_false (can_be_saved (&world, NULL));
  /* its words go with it, and come back with one press */
  cs_test_window_click (&world, row_of (&world, "All cases"));
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (all));
  Rest second = { "Second" }; /* the rows move up when the button above them goes */
  cs_test_window_wait (&world, rests, &second);
  cs_test_window_settle (&world);
  cs_test_window_click (&world, row_of (&world, "Second"));
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (found));
  /* renamed and deleted; what is shown stays */
  open_menu (&world, "Second");
  type (&world, "ctrl+a O n e Return");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "One");
  g_assert_null (cs_test_window_find_words (side, "Second"));
  open_menu (&world, "One");
  type (&world, "Tab space");
  cs_test_window_wait (&world, is_not_said, (gpointer) "Saved filters");
  cs_test_window_settle (&world);
  g_assert_true (shows (&world, GUINT_TO_POINTER (found)));
  g_assert_true (can_be_saved (&world, NULL));
  cs_test_window_end (&world);
}

/* Who leads finds what each person has; others are not asked to look after it. */
static void
test_people (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  Rest rest = { "With Ana (sample)", -1, 0 };
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "items");
  cs_test_window_wait (&world, cs_test_window_has_cases, NULL);
  cs_test_window_settle (&world);
  cs_test_window_wait (&world, rests, &rest);
  cs_test_window_click (&world, row_of (&world, rest.words));
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (1));
  cs_test_window_end (&world);
  cs_test_window_begin (&world, "sample-ben", 1366, 768, NULL);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "items");
  cs_test_window_wait (&world, cs_test_window_has_cases, NULL);
  cs_test_window_settle (&world);
  GtkWidget *side = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_ITEMS_SIDE, 0);
  g_assert_nonnull (cs_test_window_find_words (side, "With me"));
  g_assert_null (cs_test_window_find_words (side, rest.words));
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  adw_init ();
  g_test_add_func ("/items/file", test_file);
  g_test_add_func ("/items/names", test_names);
  g_test_add_func ("/items/figures", test_figures);
  g_test_add_func ("/items/saved", test_window);
  g_test_add_func ("/items/people", test_people);
  return g_test_run ();
}
