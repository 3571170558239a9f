/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small file of ours that is written behind the main thread: the last text stays, and closing
 * waits for it. One that a person asked for tells when it cannot be written. */
#include "cs-late-file.h"
#include "cs-test.h"
#include "cs-text-write.h"

#include <string.h>

typedef struct {
  guint number, asked; /* NUMBER 0: nothing is written */
} World;

static char *
text_of (gpointer data)
{
  World *world = data;
  world->asked++;
  return world->number > 0 ? g_strdup_printf ("text %u", world->number) : NULL;
}

static void
spin (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;
  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_last_stays (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = g_build_filename (dir, "new", "folder", "window.ini", NULL);
  World world = { 0 };
  CsLateFile *late = cs_late_file_new (path, 1, text_of, &world);
  for (world.number = 1; world.number < 200; world.number++) {
    cs_late_file_changed (late);
    spin (1);
  }
  cs_late_file_changed (late);
  cs_late_file_close (late);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "text 200");
  g_assert_cmpuint (world.asked, >, 1);
}

static void
test_nothing (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = g_build_filename (dir, "profile.json", NULL);
  World world = { 0 };
  CsLateFile *late = cs_late_file_new (path, 1, text_of, &world);
  cs_late_file_close (late);
  g_assert_cmpuint (world.asked, ==, 0);
  late = cs_late_file_new (path, 1, text_of, &world);
  cs_late_file_changed (late);
  cs_late_file_close (late);
  g_assert_cmpuint (world.asked, ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **ret_result = user_data;
  *ret_result = g_object_ref (result);
}

static void
test_told (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = g_build_filename (dir, "profile.json", NULL);
  g_autofree char *below = g_build_filename (path, "profile.json", NULL);
  const char *const paths[] = { path, below };
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GAsyncResult) result = NULL;
    cs_text_write_async (paths[i], g_strdup ("text"), 0644, written_cb, &result);
    while (result == NULL)
      g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (cs_text_write_finish (result, &error), ==, i == 0);
    g_assert_true (i == 0 || strstr (error->message, path) != NULL);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/late-file/last-stays", test_last_stays);
  g_test_add_func ("/late-file/nothing", test_nothing);
  g_test_add_func ("/late-file/told", test_told);
  return g_test_run ();
}
