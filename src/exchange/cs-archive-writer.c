/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-archive-writer.h"
#include "cs-archive-locale.h"
#include "cs-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE (256 * 1024)

struct _CsArchiveWriter {
  char *path;
  char *temporary; /* NULL once it has its name */
  char *last_name;
  int fd;
  struct archive *archive; /* NULL once closed */
  gboolean broken;         /* an entry is missing or short */
};

static gboolean
writer_failed (CsArchiveWriter *writer, GError **error)
{
  int number = archive_errno (writer->archive);
  if (number > 0)
    return cs_set_errno (error, number, "%s", writer->path);
  const char *detail = archive_error_string (writer->archive);
  return cs_fail (error, CS_ERROR_FAILED, "%s: cannot be written (%s)", writer->path,
                  detail != NULL ? detail : "no reason given");
}

/* Within our locale. */
static gboolean
start_archive (CsArchiveWriter *writer)
{
  writer->archive = archive_write_new ();
  g_assert (writer->archive != NULL);
  return archive_write_set_format_zip (writer->archive) == ARCHIVE_OK &&
         archive_write_set_options (writer->archive, "zip:compression=store") == ARCHIVE_OK &&
         archive_write_set_bytes_in_last_block (writer->archive, 1) == ARCHIVE_OK &&
         archive_write_open_fd (writer->archive, writer->fd) == ARCHIVE_OK;
}

CsArchiveWriter *
cs_archive_writer_new (const char *path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0644);
  if (fd < 0) {
    cs_set_errno (error, errno, "%s", path);
    return NULL;
  }
  g_autoptr (CsArchiveWriter) writer = g_new0 (CsArchiveWriter, 1);
  writer->path = g_strdup (path);
  writer->temporary = g_steal_pointer (&temporary);
  writer->fd = fd;
  locale_t before = cs_archive_locale_enter ();
  gboolean ok = start_archive (writer);
  cs_archive_locale_leave (before);
  if (!ok) {
    writer_failed (writer, error);
    return NULL;
  }
  return g_steal_pointer (&writer);
}

/* Within our locale, when there is an archive. */
static gboolean
close_archive (CsArchiveWriter *writer, GError **error)
{
  gboolean ok = archive_write_close (writer->archive) == ARCHIVE_OK;
  if (!ok)
    writer_failed (writer, error);
  archive_write_free (writer->archive);
  writer->archive = NULL;
  return ok;
}

void
cs_archive_writer_free (CsArchiveWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->archive != NULL) {
    locale_t before = cs_archive_locale_enter ();
    archive_write_free (writer->archive);
    cs_archive_locale_leave (before);
  }
  if (writer->fd >= 0)
    close (writer->fd);
  if (writer->temporary != NULL)
    g_unlink (writer->temporary);
  g_free (writer->temporary);
  g_free (writer->last_name);
  g_free (writer->path);
  g_free (writer);
}

/* --- entries --- */

static gboolean
name_ok (const char *name)
{
  if (name[0] == '\0' || strlen (name) > 240 || strpbrk (name, "\\:") != NULL)
    return FALSE;
  for (const char *at = name; *at != '\0'; at++)
    if (*at < ' ' || *at > '~')
      return FALSE;
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  return TRUE;
}

/* Within our locale. */
static gboolean
write_header (CsArchiveWriter *writer, const char *name, gint64 size, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  g_assert (entry != NULL);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_uid (entry, 0);
  archive_entry_set_gid (entry, 0);
  /* Zip keeps local time; 0 is clamped to the same day everywhere. */
  archive_entry_set_mtime (entry, 0, 0);
  archive_entry_set_size (entry, size);
  gboolean ok = archive_write_header (writer->archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  return ok ? TRUE : writer_failed (writer, error);
}

static gboolean
begin_entry (CsArchiveWriter *writer, const char *name, gint64 size, GError **error)
{
  if (!name_ok (name) || (writer->last_name != NULL && strcmp (name, writer->last_name) <= 0))
    return cs_fail (error, CS_ERROR_INVALID, "%s: \"%s\" cannot be an entry's name at its place",
                    writer->path, name);
  g_free (writer->last_name);
  writer->last_name = g_strdup (name);
  locale_t before = cs_archive_locale_enter ();
  gboolean ok = write_header (writer, name, size, error);
  cs_archive_locale_leave (before);
  return ok;
}

static gboolean
write_data (CsArchiveWriter *writer, gconstpointer data, gsize size, GError **error)
{
  const guint8 *bytes = data;
  for (gsize done = 0; done < size;) {
    la_ssize_t put = archive_write_data (writer->archive, bytes + done, size - done);
    if (put <= 0)
      return writer_failed (writer, error);
    done += (gsize)put;
  }
  return TRUE;
}

gboolean
cs_archive_writer_add (CsArchiveWriter *writer, const char *name, gconstpointer data, gsize size,
                       GError **error)
{
  g_return_val_if_fail (writer->archive != NULL && !writer->broken, FALSE);
  writer->broken |=
      !begin_entry (writer, name, (gint64)size, error) || !write_data (writer, data, size, error);
  return !writer->broken;
}

static gboolean
copy_file (CsArchiveWriter *writer, const char *name, int fd, gint64 size, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_SIZE);
  for (gint64 done = 0; done < size;) {
    ssize_t got = pread (fd, buffer, (gsize)MIN (size - done, BUFFER_SIZE), done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return cs_set_errno (error, errno, "%s", name);
    if (got == 0)
      return cs_fail (error, CS_ERROR_FAILED, "%s: became shorter while it was read", name);
    if (!write_data (writer, buffer, (gsize)got, error))
      return FALSE;
    done += got;
  }
  return TRUE;
}

static gboolean
size_of (int fd, const char *name, gint64 *ret_size, GError **error)
{
  struct stat status;
  if (fstat (fd, &status) != 0)
    return cs_set_errno (error, errno, "%s", name);
  if (!S_ISREG (status.st_mode))
    return cs_fail (error, CS_ERROR_INVALID, "%s: not a regular file", name);
  *ret_size = status.st_size;
  return TRUE;
}

gboolean
cs_archive_writer_add_fd (CsArchiveWriter *writer, const char *name, int fd, GError **error)
{
  g_return_val_if_fail (writer->archive != NULL && !writer->broken, FALSE);
  gint64 size = 0;
  writer->broken |= !size_of (fd, name, &size, error) || !begin_entry (writer, name, size, error) ||
                    !copy_file (writer, name, fd, size, error);
  return !writer->broken;
}

gboolean
cs_archive_writer_finish (CsArchiveWriter *writer, GError **error)
{
  g_return_val_if_fail (writer->archive != NULL, FALSE);
  locale_t before = cs_archive_locale_enter ();
  gboolean ok = close_archive (writer, error);
  cs_archive_locale_leave (before);
  if (!ok)
    return FALSE;
  if (writer->broken)
    return cs_fail (error, CS_ERROR_FAILED, "%s: not written, because an entry failed",
                    writer->path);
  if (fsync (writer->fd) != 0)
    return cs_set_errno (error, errno, "%s", writer->path);
  if (!cs_file_rename_over (writer->temporary, writer->path, error))
    return FALSE;
  g_clear_pointer (&writer->temporary, g_free);
  return TRUE;
}
