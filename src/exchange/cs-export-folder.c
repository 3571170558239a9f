/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-export-folder.h"

#include "cs-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define COPY_SIZE (1024 * 1024)

struct _CsExportFolder {
  char *dir;
  char *temporary; /* NULL once it has its name */
};

/* Whether DIR looks like what an export or a release left. */
static gboolean
holds_export (const char *dir)
{
  g_autofree char *items = g_build_filename (dir, "items.jsonl", NULL);
  return g_file_test (items, G_FILE_TEST_EXISTS);
}

/* TRUE when DIR is free: absent, or an empty folder. */
static gboolean
check_free (const char *dir, GError **error)
{
  g_autoptr (GDir) there = g_dir_open (dir, 0, NULL);
  if (there == NULL)
    return !g_file_test (dir, G_FILE_TEST_EXISTS) ||
           cs_fail (error, CS_ERROR_CONFLICT, "%s: is there already and is no folder", dir);
  if (g_dir_read_name (there) == NULL)
    return TRUE;
  if (holds_export (dir))
    return cs_fail (error, CS_ERROR_CONFLICT,
                    "%s: an export is there already; name a new folder, or remove that one", dir);
  return cs_fail (error, CS_ERROR_CONFLICT,
                  "%s: the folder is not empty; name a new one or remove what is in it", dir);
}

CsExportFolder *
cs_export_folder_new (const char *dir, GError **error)
{
  g_autofree char *plain = g_strdup (dir);
  for (gsize n = strlen (plain); n > 1 && plain[n - 1] == '/'; n--)
    plain[n - 1] = '\0';
  if (!check_free (plain, error))
    return NULL;
  g_autoptr (CsExportFolder) folder = g_new0 (CsExportFolder, 1);
  g_autofree char *parent = g_path_get_dirname (plain);
  if (!cs_file_make_dir (parent, 0777, error)) {
    g_prefix_error (error,
                    "%s: no folder can be made there; name a place that you may write to: ", plain);
    return NULL;
  }
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", plain);
  if (g_mkdtemp_full (temporary, 0777) == NULL) {
    cs_set_errno (error, errno,
                  "%s: no folder can be made there; name a place that you may write to", plain);
    return NULL;
  }
  folder->dir = g_steal_pointer (&plain);
  folder->temporary = g_steal_pointer (&temporary);
  return g_steal_pointer (&folder);
}

gboolean
cs_export_failed (const char *temporary, const char *to, GError **error)
{
  if (error == NULL || *error == NULL || temporary == NULL ||
      g_error_matches (*error, CS_ERROR, CS_ERROR_CANCELLED))
    return FALSE;
  gboolean full = strstr ((*error)->message, g_strerror (ENOSPC)) != NULL;
  g_auto (GStrv) around = g_strsplit ((*error)->message, temporary, -1);
  g_autofree char *named = g_strjoinv (to, around);
  g_free ((*error)->message);
  (*error)->message = g_strconcat (named, "; nothing was written",
                                   full ? "; make room there, or name another place" : "", NULL);
  return FALSE;
}

gboolean
cs_export_folder_failed (const CsExportFolder *folder, GError **error)
{
  return cs_export_failed (folder->temporary, folder->dir, error);
}

char *
cs_export_folder_path (CsExportFolder *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder->temporary, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  return cs_file_make_dir (parent, 0777, error) ? g_steal_pointer (&path) : NULL;
}

static gboolean
write_all (int fd, const char *data, gsize size, const char *path, GError **error)
{
  for (gsize done = 0; done < size;) {
    ssize_t put = write (fd, data + done, size - done);
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return cs_set_errno (error, errno, "%s", path);
    done += (gsize)put;
  }
  return TRUE;
}

static gboolean
copy (int from, int to, const char *path, GError **error)
{
  g_autofree char *buffer = g_malloc (COPY_SIZE);
  off_t at = 0;
  for (;;) {
    ssize_t got = pread (from, buffer, COPY_SIZE, at);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return cs_set_errno (error, errno, "%s: its source cannot be read", path);
    if (got == 0)
      return TRUE;
    if (!write_all (to, buffer, (gsize)got, path, error))
      return FALSE;
    at += got;
  }
}

/* A new file, or -1. */
static int
create (CsExportFolder *folder, const char *name, char **ret_path, GError **error)
{
  g_autofree char *path = cs_export_folder_path (folder, name, error);
  int fd = path != NULL ? g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644) : -1;
  if (path != NULL && fd < 0)
    cs_set_errno (error, errno, "%s", path);
  *ret_path = g_steal_pointer (&path);
  return fd;
}

gboolean
cs_export_folder_add (CsExportFolder *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  int fd = create (folder, name, &path, error);
  gboolean ok = fd >= 0 && write_all (fd, data, size, path, error);
  if (fd >= 0)
    close (fd);
  return ok;
}

gboolean
cs_export_folder_add_fd (CsExportFolder *folder, const char *name, int source, GError **error)
{
  g_autofree char *path = NULL;
  int fd = create (folder, name, &path, error);
  gboolean ok = fd >= 0 && copy (source, fd, path, error);
  if (fd >= 0)
    close (fd);
  return ok;
}

/* Everything at once: thousands of small files would each wait for the disk otherwise. */
static gboolean
sync_all (const char *dir, GError **error)
{
  int fd = g_open (dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && syncfs (fd) == 0;
  int saved_errno = errno;
  if (fd >= 0)
    close (fd);
  return ok || cs_set_errno (error, saved_errno, "%s", dir);
}

gboolean
cs_export_folder_finish (CsExportFolder *folder, GError **error)
{
  if (!sync_all (folder->temporary, error) || !check_free (folder->dir, error))
    return FALSE;
  g_rmdir (folder->dir); /* an empty one makes place */
  if (!cs_file_rename_new (folder->temporary, folder->dir, error))
    return FALSE;
  g_clear_pointer (&folder->temporary, g_free);
  return TRUE;
}

void
cs_export_folder_free (CsExportFolder *folder)
{
  if (folder == NULL)
    return;
  if (folder->temporary != NULL)
    cs_file_remove_tree (folder->temporary, NULL);
  g_free (folder->temporary);
  g_free (folder->dir);
  g_free (folder);
}
