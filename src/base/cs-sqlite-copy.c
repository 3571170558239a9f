/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sqlite-private.h"

#include <glib/gstdio.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#define COPY_PAGES 256 /* at a time */

static int
copy_pages (CsDb *from, sqlite3 *to, CsDbCopyProgress progress, gpointer data,
            GCancellable *cancellable)
{
  sqlite3_backup *copy = sqlite3_backup_init (to, "main", cs_db_handle (from), "main");
  if (copy == NULL)
    return sqlite3_errcode (to);
  int code = SQLITE_OK;
  gint64 until = g_get_monotonic_time () + CS_DB_BUSY_MS * G_GINT64_CONSTANT (1000);
  while ((code == SQLITE_OK || (code == SQLITE_BUSY && g_get_monotonic_time () < until)) &&
         !g_cancellable_is_cancelled (cancellable)) {
    if (code == SQLITE_BUSY)
      g_usleep (10000);
    code = sqlite3_backup_step (copy, COPY_PAGES) & 0xff;
    gint64 total = sqlite3_backup_pagecount (copy);
    if (progress != NULL)
      progress (data, total - sqlite3_backup_remaining (copy), total);
  }
  int end = sqlite3_backup_finish (copy);
  return code == SQLITE_DONE || code == SQLITE_OK ? end : code;
}

gboolean
cs_db_copy (CsDb *db, const char *to, CsDbCopyProgress progress, gpointer data,
            GCancellable *cancellable, GError **error)
{
  sqlite3 *handle = NULL;
  int fd = g_open (to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    return cs_set_errno (error, errno, "%s", to);
  close (fd);
  int code = sqlite3_open_v2 (to, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
  if (code == SQLITE_OK)
    code = copy_pages (db, handle, progress, data, cancellable);
  sqlite3_close (handle);
  if (code == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_unlink (to);
  if (g_cancellable_is_cancelled (cancellable))
    return cs_fail (error, CS_ERROR_CANCELLED, "stopped");
  return (code & 0xff) == SQLITE_FULL
             ? cs_fail (error, CS_ERROR_FAILED,
                        "%s: no room left on the disk; nothing was written. Make room there, or "
                        "name another place",
                        to)
             : cs_fail (error, CS_ERROR_FAILED, "%s: cannot be written (%s)", to,
                        sqlite3_errstr (code));
}
