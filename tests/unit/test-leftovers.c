/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A test that was killed leaves its folder behind; the next one to start removes it. */
#include "cs-file.h"
#include "cs-test.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

static char *place; /* stands in for /tmp */

/* A folder of a test, locked when it runs still. */
static void
put_folder (const char *name, gboolean with_lock, gboolean runs)
{
  g_autofree char *folder = g_build_filename (place, name, NULL);
  g_autofree char *lock = g_build_filename (folder, ".lock", NULL);
  g_assert_true (cs_file_make_dir (folder, 0700, NULL));
  if (!with_lock)
    return;
  int fd = open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  if (runs)
    g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  else
    close (fd);
}

static gboolean
is_there (const char *name)
{
  g_autofree char *folder = g_build_filename (place, name, NULL);
  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

static void
test_left (void)
{
  g_assert_false (is_there ("cs-test-killed"));
  g_assert_true (is_there ("cs-test-runs"));
  g_assert_true (is_there ("cs-test-begins"));
  g_assert_true (is_there ("cs-tests-of-others"));
}

static void
remove_place (void)
{
  cs_file_remove_tree (place, NULL);
}

int
main (int argc, char **argv)
{
  /* Not by g_dir_make_tmp, which would settle what the folder for temporary files is. */
  place = g_mkdtemp (g_strdup ("/tmp/cs-leftovers-XXXXXX"));
  g_assert_nonnull (place);
  atexit (remove_place);
  put_folder ("cs-test-killed", TRUE, FALSE);
  put_folder ("cs-test-runs", TRUE, TRUE);
  put_folder ("cs-test-begins", FALSE, FALSE);
  put_folder ("cs-tests-of-others", TRUE, FALSE);
  g_setenv ("TMPDIR", place, TRUE);
  cs_test_init (&argc, &argv);
  g_test_add_func ("/leftovers/left", test_left);
  return g_test_run ();
}
