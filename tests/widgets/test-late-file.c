/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small file of ours that is written behind the main thread: the last text stays, and closing
 * waits for it. */
#include "cs-late-file.h"
#include "cs-test.h"

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

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/late-file/last-stays", test_last_stays);
  g_test_add_func ("/late-file/nothing", test_nothing);
  return g_test_run ();
}
