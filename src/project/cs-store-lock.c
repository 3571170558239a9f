/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-store-lock.h"
#include "cs-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OWNER_MAX 4096
#define LET_GO_TRIES 200
#define LET_GO_PAUSE 10000 /* microseconds */

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

static CsJson *
owner_of (int fd)
{
  char text[OWNER_MAX + 1] = { 0 };
  ssize_t size = pread (fd, text, OWNER_MAX, 0);
  return size > 0 ? cs_json_parse_canonical (text, (gsize)size, NULL) : NULL;
}

/* A program that was killed while it started another one: that one has a copy of every descriptor
 * until it has become what it is to be, and lets go of the lock then. */
static gboolean
owner_died (int fd)
{
  g_autoptr (CsJson) owner = owner_of (fd);
  gint64 pid = cs_json_get_int (owner, "pid", 0);
  return g_strcmp0 (cs_json_get_string (owner, "host"), g_get_host_name ()) == 0 && pid > 0 &&
         pid <= G_MAXINT && kill ((pid_t)pid, 0) != 0 && errno == ESRCH;
}

static char *
read_owner (int fd, char **ret_host, gint64 *ret_since)
{
  g_autoptr (CsJson) owner = owner_of (fd);
  const char *person = cs_json_get_string (owner, "person");
  const char *user = cs_json_get_string (owner, "user");
  const char *host = cs_json_get_string (owner, "host");
  *ret_since = cs_json_get_int (owner, "since", 0);
  if (user == NULL || host == NULL)
    return NULL;
  *ret_host = g_strdup (host);
  return g_strdup (person != NULL ? person : user);
}

static char *
describe_owner (int fd)
{
  gint64 wall = 0;
  g_autofree char *host = NULL, *name = read_owner (fd, &host, &wall);
  if (name == NULL)
    return g_strdup ("another program");
  g_autofree char *who = g_strdup_printf ("%s on %s", name, host);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall / G_USEC_PER_SEC);
  g_autoptr (GDateTime) here = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *since = here != NULL ? g_date_time_format (here, "%-d %B, %H:%M") : NULL;
  return since != NULL ? g_strdup_printf ("%s, since %s", who, since) : g_steal_pointer (&who);
}

/* PERSON may be NULL. */
static void
name_owner (int fd, CsEnv *env, const char *person)
{
  g_autoptr (CsJson) owner = cs_json_new_object ();
  const char *user = g_get_user_name ();
  cs_json_put_string (owner, "host",
                      cs_json_text_ok (g_get_host_name ()) ? g_get_host_name () : "?");
  if (person != NULL && cs_json_text_ok (person))
    cs_json_put_string (owner, "person", person);
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

static gboolean
refuse_held (const char *project_path, const char *owner, GError **error)
{
  return cs_fail (error, CS_ERROR_LOCKED,
                  "%s is open for writing by %s; close it there, or work on a copy and merge it",
                  project_path, owner);
}

/* Whoever may write the project may take the lock, also where the umask would have it otherwise. */
static void
share_like (int fd, const char *project_path)
{
  struct stat project, ours;
  if (stat (project_path, &project) != 0 || fstat (fd, &ours) != 0 || ours.st_uid != geteuid ())
    return;
  if (ours.st_gid != project.st_gid && fchown (fd, (uid_t)-1, project.st_gid) != 0)
    return;
  if ((ours.st_mode & 0666) != (project.st_mode & 0666))
    fchmod (fd, project.st_mode & 0666);
}

static char *
user_name (uid_t uid)
{
  char buffer[4096];
  struct passwd entry, *found = NULL;
  if (getpwuid_r (uid, &entry, buffer, sizeof buffer, &found) == 0 && found != NULL &&
      cs_json_text_ok (entry.pw_name))
    return g_strdup (entry.pw_name);
  return g_strdup_printf ("user %u", (guint)uid);
}

/* Somebody's lock file that we may not open to write: who has the lock, if it is held at all. */
static gboolean
refuse_closed (const char *project_path, const char *path, const struct stat *status, int code,
               GError **error)
{
  g_autofree char *user = user_name (status->st_uid);
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean held = fd >= 0 && fcntl (fd, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
  g_autofree char *owner = held ? describe_owner (fd) : NULL;
  if (fd >= 0)
    close (fd);
  if (held)
    return refuse_held (project_path, owner, error);
  return cs_fail (error, CS_ERROR_READ_ONLY,
                  "%s can only be looked at: the lock file %s beside it belongs to %s and cannot "
                  "be opened (%s). When nobody works on the project, let %s remove that file",
                  project_path, path, user, g_strerror (code), user);
}

static int
open_lock (const char *project_path, const char *path, GError **error)
{
  struct stat status;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  int code = errno;
  /* In a folder like /tmp some systems refuse to "make" what somebody else made. */
  if (fd < 0 && errno == EACCES)
    fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd >= 0)
    return fd;
  if (lstat (path, &status) == 0)
    refuse_closed (project_path, path, &status, code, error);
  else if (lstat (project_path, &status) != 0)
    cs_fail (error, CS_ERROR_READ_ONLY,
             "%s: this folder cannot be written (%s); make the project in one that can",
             project_path, g_strerror (code));
  else
    cs_fail (error, CS_ERROR_READ_ONLY,
             "%s: this folder cannot be written (%s), so the project can only be looked at; copy "
             "it to a folder that can",
             project_path, g_strerror (code));
  return -1;
}

/* FALSE when another program has it. */
static gboolean
lock_whole (int fd)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  for (guint i = 0; fcntl (fd, F_OFD_SETLK, &whole) != 0; i++) {
    if (i == LET_GO_TRIES || !owner_died (fd))
      return FALSE;
    g_usleep (LET_GO_PAUSE);
  }
  return TRUE;
}

CsStoreLock *
cs_store_lock_take (CsEnv *env, const char *project_path, GError **error)
{
  g_autofree char *path = lock_path (project_path);
  for (int attempt = 0; attempt < 10; attempt++) {
    int fd = open_lock (project_path, path, error);
    if (fd < 0)
      return NULL;
    if (!lock_whole (fd)) {
      g_autofree char *owner = describe_owner (fd);
      close (fd);
      refuse_held (project_path, owner, error);
      return NULL;
    }
    if (still_the_same_file (fd, path)) {
      share_like (fd, project_path);
      name_owner (fd, env, NULL);
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
cs_store_lock_name (CsStoreLock *lock, CsEnv *env, const char *person)
{
  name_owner (lock->fd, env, person);
}

char *
cs_store_lock_holder (const char *project_path, char **ret_host, gint64 *ret_since)
{
  g_autofree char *path = lock_path (project_path);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0)
    return NULL;
  char *who = read_owner (fd, ret_host, ret_since);
  close (fd);
  return who;
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
