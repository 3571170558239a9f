/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int
cs_file_open (const char *path, gint64 *ret_size, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    cs_set_errno (error, errno, "%s", path);
    return -1;
  }
  struct stat status;
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode)) {
    close (fd);
    cs_fail (error, CS_ERROR_INVALID,
             S_ISDIR (status.st_mode) ? "%s: this is a folder; name a file"
                                      : "%s: not a regular file",
             path);
    return -1;
  }
  if (ret_size != NULL)
    *ret_size = status.st_size;
  return fd;
}

static gboolean
read_all (int fd, guint8 *data, gsize size, const char *path, GError **error)
{
  for (gsize done = 0; done < size;) {
    ssize_t got = read (fd, data + done, size - done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return cs_set_errno (error, errno, "%s", path);
    if (got == 0)
      return cs_fail (error, CS_ERROR_FAILED, "%s: became shorter while it was read", path);
    done += (gsize)got;
  }
  return TRUE;
}

GBytes *
cs_file_read (const char *path, gsize limit, GError **error)
{
  gint64 size = 0;
  int fd = cs_file_open (path, &size, error);
  if (fd < 0)
    return NULL;
  if ((guint64)size > limit) {
    close (fd);
    cs_fail (error, CS_ERROR_LIMIT,
             "%s: %" G_GINT64_FORMAT " bytes, more than the %" G_GSIZE_FORMAT " accepted here",
             path, size, limit);
    return NULL;
  }
  g_autofree guint8 *data = g_malloc ((gsize)size + 1);
  gboolean ok = read_all (fd, data, (gsize)size, path, error);
  close (fd);
  return ok ? g_bytes_new_take (g_steal_pointer (&data), (gsize)size) : NULL;
}

static gboolean
write_all (int fd, const guint8 *data, gsize size, const char *path, GError **error)
{
  for (gsize done = 0; done < size;) {
    ssize_t put = write (fd, data + done, size - done);
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return cs_set_errno (error, errno, "%s", path);
    done += (gsize)put;
  }
  if (fsync (fd) != 0)
    return cs_set_errno (error, errno, "%s", path);
  return TRUE;
}

static gboolean
sync_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return cs_set_errno (error, errno, "%s", folder);
  int failed = fsync (fd);
  int saved_errno = errno;
  close (fd);
  /* Some file systems cannot sync a folder and say EINVAL; the rename itself stands. */
  if (failed != 0 && saved_errno != EINVAL)
    return cs_set_errno (error, saved_errno, "%s", folder);
  return TRUE;
}

gboolean
cs_file_rename_over (const char *from, const char *to, GError **error)
{
  if (g_rename (from, to) != 0)
    return cs_set_errno (error, errno, "%s", to);
  return sync_folder_of (to, error);
}

gboolean
cs_file_replace (const char *path, gconstpointer data, gsize size, int mode, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, mode);
  if (fd < 0)
    return cs_set_errno (error, errno, "%s", path);
  gboolean ok = write_all (fd, data, size, path, error);
  close (fd);
  if (ok && cs_file_rename_over (temporary, path, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}

gboolean
cs_file_make_dir (const char *path, int mode, GError **error)
{
  if (g_mkdir_with_parents (path, mode) != 0)
    return cs_set_errno (error, errno, "%s", path);
  return TRUE;
}

gboolean
cs_file_rename_new (const char *from, const char *to, GError **error)
{
  int failed = renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
  /* Some file systems do not know the flag; there a look before must do. */
  if (failed != 0 && errno == EINVAL) {
    struct stat status;
    if (lstat (to, &status) == 0)
      errno = EEXIST;
    else
      failed = rename (from, to);
  }
  if (failed != 0 && (errno == EEXIST || errno == ENOTEMPTY))
    return cs_fail (error, CS_ERROR_CONFLICT, "%s: exists already", to);
  if (failed != 0)
    return cs_set_errno (error, errno, "%s", to);
  return sync_folder_of (to, error);
}

static int
remove_one (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return remove (path);
}

gboolean
cs_file_remove_tree (const char *path, GError **error)
{
  if (nftw (path, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) != 0 && errno != ENOENT)
    return cs_set_errno (error, errno, "%s", path);
  return TRUE;
}
