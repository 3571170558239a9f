/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-store-lock.h"
#include "cs-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OWNER_MAX 4096

struct _CsStoreLock {
  int fd;
  char *path;
};

static char *
lock_path (const char *project_path)
{
  g_autofree char *folder = g_path_get_dirname (project_path);
  g_autofree char *name = g_path_get_basename (project_path);
  return g_strdup_printf ("%s/.%s.lock", folder, name);
}

static char *
describe_owner (int fd)
{
  char text[OWNER_MAX + 1] = { 0 };
  ssize_t size = pread (fd, text, OWNER_MAX, 0);
  g_autoptr (CsJson) owner = size > 0 ? cs_json_parse_canonical (text, (gsize)size, NULL) : NULL;
  const char *user = cs_json_get_string (owner, "user");
  const char *host = cs_json_get_string (owner, "host");
  if (user == NULL || host == NULL)
    return g_strdup ("another program");
  g_autofree char *since = cs_time_to_rfc3339 (cs_json_get_int (owner, "since", 0));
  return g_strdup_printf ("%s on %s (process %" G_GINT64_FORMAT ", since %s)", user, host,
                          cs_json_get_int (owner, "pid", 0), since);
}

static void
name_owner (int fd, CsEnv *env)
{
  g_autoptr (CsJson) owner = cs_json_new_object ();
  const char *user = g_get_user_name ();
  cs_json_put_string (owner, "host",
                      cs_json_text_ok (g_get_host_name ()) ? g_get_host_name () : "?");
  cs_json_put_int (owner, "pid", getpid ());
  cs_json_put_int (owner, "since", env->wall (env));
  cs_json_put_string (owner, "user", cs_json_text_ok (user) ? user : "?");
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (owner, &size);
  /* Only a courtesy to whoever finds the file locked: the lock itself is the kernel's. */
  if (ftruncate (fd, 0) == 0)
    (void)!pwrite (fd, text, MIN (size, OWNER_MAX), 0);
}

static gboolean
still_the_same_file (int fd, const char *path)
{
  struct stat ours, there;
  return fstat (fd, &ours) == 0 && lstat (path, &there) == 0 && ours.st_ino == there.st_ino &&
         ours.st_dev == there.st_dev;
}

CsStoreLock *
cs_store_lock_take (CsEnv *env, const char *project_path, GError **error)
{
  g_autofree char *path = lock_path (project_path);
  for (int attempt = 0; attempt < 10; attempt++) {
    int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0) {
      cs_fail (error, CS_ERROR_READ_ONLY,
               "%s: this folder cannot be written (%s); copy the project to one that can",
               project_path, g_strerror (errno));
      return NULL;
    }
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    if (fcntl (fd, F_OFD_SETLK, &whole) != 0) {
      g_autofree char *owner = describe_owner (fd);
      close (fd);
      cs_fail (error, CS_ERROR_LOCKED,
               "%s is open for writing by %s; close it there, or work on a copy and merge it",
               project_path, owner);
      return NULL;
    }
    if (still_the_same_file (fd, path)) {
      name_owner (fd, env);
      CsStoreLock *lock = g_new0 (CsStoreLock, 1);
      lock->fd = fd;
      lock->path = g_steal_pointer (&path);
      return lock;
    }
    /* The last owner removed it between our open and our lock. */
    close (fd);
  }
  cs_fail (error, CS_ERROR_LOCKED, "%s: its lock file keeps changing; try again", project_path);
  return NULL;
}

void
cs_store_lock_release (CsStoreLock *lock)
{
  if (lock == NULL)
    return;
  g_unlink (lock->path);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock);
}
