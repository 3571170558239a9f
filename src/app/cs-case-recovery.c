/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-recovery.h"
#include "cs-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define TAKEN ".taken"
#define SIZE_MAX_BYTES (256 * 1024 * 1024)

CsCaseRecoveryKey
cs_case_recovery_key (CsProject *project, const CsGid *case_gid)
{
  return (CsCaseRecoveryKey){ .project = *cs_project_gid (project),
                              .person = cs_project_reader (project).person,
                              .case_gid = *case_gid };
}

static char *
path_of (CsEnv *env, const CsCaseRecoveryKey *key, const char *suffix)
{
  char a[CS_GID_HEX + 1], b[CS_GID_HEX + 1], c[CS_GID_HEX + 1];
  g_autofree char *name =
      g_strdup_printf ("%s-%s-%s.jsonl%s", cs_gid_to_hex (&key->project, a),
                       cs_gid_to_hex (&key->person, b), cs_gid_to_hex (&key->case_gid, c), suffix);
  return g_build_filename (env->state_dir, "recovery", name, NULL);
}

static gboolean
fail_with (const char *path, int code, GError **error)
{
  return cs_fail (error, CS_ERROR_FAILED, "%s: %s", path, g_strerror (code));
}

/* Whole and on the disk, or not at all: a torn end is cut off again. */
static gboolean
write_whole (int fd, const char *path, const char *data, gsize size, GError **error)
{
  off_t start = lseek (fd, 0, SEEK_END);
  gsize done = 0;
  while (start >= 0 && done < size) {
    gssize n = write (fd, data + done, size - done);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      break;
    done += (gsize)n;
  }
  if (start >= 0 && done == size && fsync (fd) == 0)
    return TRUE;
  int code = errno;
  if (start >= 0 && ftruncate (fd, start) != 0)
    code = errno;
  return fail_with (path, code, error);
}

static gboolean
append_bytes (const char *path, const char *data, gsize size, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  if (!cs_file_make_dir (folder, 0700, error))
    return FALSE;
  int fd = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail_with (path, errno, error);
  gboolean ok = write_whole (fd, path, data, size, error);
  close (fd);
  return ok;
}

gboolean
cs_case_recovery_append (CsEnv *env, const CsCaseRecoveryKey *key, const CsMarkEdit *edit,
                         GError **error)
{
  g_autofree char *path = path_of (env, key, "");
  g_autoptr (GString) line = g_string_new (NULL);
  cs_mark_edit_write (edit, line);
  g_string_append_c (line, '\n');
  return append_bytes (path, line->str, line->len, error);
}

static void
read_lines (const char *path, GPtrArray *edits)
{
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, SIZE_MAX_BYTES, NULL);
  const char *at = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  const char *end = at != NULL ? at + size : NULL;
  while (at < end) {
    const char *stop = memchr (at, '\n', (gsize)(end - at));
    CsMarkEdit *edit = stop != NULL ? cs_mark_edit_parse (at, (gsize)(stop - at), NULL) : NULL;
    if (edit != NULL)
      g_ptr_array_add (edits, edit);
    at = stop != NULL ? stop + 1 : end;
  }
}

GPtrArray *
cs_case_recovery_read (CsEnv *env, const CsCaseRecoveryKey *key)
{
  g_autofree char *taken = path_of (env, key, TAKEN);
  g_autofree char *path = path_of (env, key, "");
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_edit_unref);
  read_lines (taken, edits);
  read_lines (path, edits);
  return edits->len > 0 ? g_steal_pointer (&edits) : NULL;
}

/* Those of a taking that did not come to its end come first. */
gboolean
cs_case_recovery_take (CsEnv *env, const CsCaseRecoveryKey *key, GError **error)
{
  g_autofree char *taken = path_of (env, key, TAKEN);
  g_autofree char *path = path_of (env, key, "");
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, SIZE_MAX_BYTES, NULL);
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  if (data == NULL)
    return TRUE;
  if (!append_bytes (taken, data, size, error))
    return FALSE;
  g_unlink (path);
  return TRUE;
}

void
cs_case_recovery_taken (CsEnv *env, const CsCaseRecoveryKey *key)
{
  g_autofree char *taken = path_of (env, key, TAKEN);
  g_unlink (taken);
}

void
cs_case_recovery_discard (CsEnv *env, const CsCaseRecoveryKey *key)
{
  g_autofree char *path = path_of (env, key, "");
  g_unlink (path);
  cs_case_recovery_taken (env, key);
}
