/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-disk.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void
put (const char *path, const char *text)
{
  FILE *file = fopen (path, "w");
  if (file == NULL)
    return;
  fputs (text, file);
  fclose (file);
}

/* A view of the mounts of our own, as ourselves. */
static gboolean
own_mounts (void)
{
  g_autofree char *uids = g_strdup_printf ("0 %u 1", getuid ());
  g_autofree char *gids = g_strdup_printf ("0 %u 1", getgid ());
  if (unshare (CLONE_NEWNS) == 0)
    return TRUE;
  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return FALSE;
  put ("/proc/self/setgroups", "deny");
  put ("/proc/self/uid_map", uids);
  put ("/proc/self/gid_map", gids);
  return TRUE;
}

gboolean
cs_test_small_disk (const char *dir, guint kib)
{
  g_autofree char *options = g_strdup_printf ("size=%uk,mode=700", kib);
  if (own_mounts ()) {
    mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
    if (mount ("tmpfs", dir, "tmpfs", 0, options) == 0)
      return TRUE;
  }
  struct rlimit limit = { (rlim_t)kib * 1024 / 10 * 9, (rlim_t)kib * 1024 / 10 * 9 };
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  return FALSE;
}

void
cs_test_in_child (void (*func) (gpointer data), gpointer data)
{
  pid_t child = fork ();
  if (child == 0) {
    func (data);
    _exit (0);
  }
  int status = 0;
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}
