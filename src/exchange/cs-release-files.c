/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-release-files.h"

#include "cs-archive-source.h"
#include "cs-file.h"
#include "cs-zip-extent.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HASH_CHUNK (1024 * 1024)
#define MAX_LEVELS 8
#define MAX_PATH 240

/* --- names --- */

gboolean
cs_release_path_ok (const char *path)
{
  gsize length = strlen (path), levels = 1;
  if (length == 0 || length > MAX_PATH)
    return FALSE;
  for (const char *at = path; *at != '\0'; at++) {
    if (*at < ' ' || *at > '~' || strchr ("\\:*?\"<>|", *at) != NULL)
      return FALSE;
    levels += *at == '/';
  }
  if (levels > MAX_LEVELS)
    return FALSE;
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    gsize n = strlen (parts[i]);
    if (n == 0 || parts[i][0] == ' ' || parts[i][n - 1] == '.' || parts[i][n - 1] == ' ')
      return FALSE;
  }
  return TRUE;
}

/* --- the list --- */

static void
file_free (gpointer data)
{
  CsReleaseFile *file = data;
  g_free (file->path);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

static CsReleaseFiles *
files_new (void)
{
  CsReleaseFiles *self = g_new0 (CsReleaseFiles, 1);
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
cs_release_files_free (CsReleaseFiles *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->files);
  g_free (self);
}

const CsReleaseFile *
cs_release_files_find (const CsReleaseFiles *self, const char *path)
{
  return g_hash_table_lookup (self->by_path, path);
}

GBytes *
cs_release_files_bytes (const CsReleaseFiles *self, const char *path, GError **error)
{
  const CsReleaseFile *file = cs_release_files_find (self, path);
  if (file == NULL || file->bytes == NULL) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "%s is missing", path);
    return NULL;
  }
  return file->bytes;
}

static gboolean
is_source (const char *path)
{
  return g_str_has_prefix (path, CS_RELEASE_SOURCE_FOLDER);
}

/* FALSE when the name is taken or there is no room. BYTES is taken over. */
static gboolean
add (CsReleaseFiles *self, const char *path, const CsHash *hash, gint64 size, GBytes *bytes,
     GError **error)
{
  g_autoptr (GBytes) owned = bytes;
  if (g_hash_table_contains (self->by_path, path))
    return cs_fail (error, CS_ERROR_INVALID, "%s stands twice", path);
  if (self->files->len >= CS_RELEASE_MAX_FILES)
    return cs_fail (error, CS_ERROR_LIMIT, "more than %u files", CS_RELEASE_MAX_FILES);
  CsReleaseFile *file = g_new0 (CsReleaseFile, 1);
  file->path = g_strdup (path);
  file->hash = *hash;
  file->size = size;
  file->bytes = g_steal_pointer (&owned);
  g_ptr_array_add (self->files, file);
  g_hash_table_insert (self->by_path, file->path, file);
  return TRUE;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const CsReleaseFile *const *one = a, *const *two = b;
  return strcmp ((*one)->path, (*two)->path);
}

static CsReleaseFiles *
sorted (CsReleaseFiles *self)
{
  g_ptr_array_sort (self->files, compare_files);
  return self;
}

/* Hashes FD from its start; keeps the bytes unless it is a source. */
static gboolean
add_fd (CsReleaseFiles *self, const char *path, int fd, gint64 size, gsize *left, GError **error)
{
  gboolean keep = !is_source (path);
  if (keep && (gsize)size > *left)
    return cs_fail (error, CS_ERROR_LIMIT, "the files are larger than %" G_GSIZE_FORMAT " bytes",
                    CS_RELEASE_MAX_BYTES);
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  g_autoptr (GByteArray) kept = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (HASH_CHUNK);
  gint64 at = 0;
  while (at < size) {
    ssize_t got = pread (fd, buffer, (gsize)MIN (size - at, HASH_CHUNK), at);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return cs_set_errno (error, got < 0 ? errno : EIO, "%s", path);
    cs_hasher_add (hasher, buffer, (gsize)got);
    if (keep)
      g_byte_array_append (kept, buffer, (guint)got);
    at += got;
  }
  CsHash hash;
  cs_hasher_finish (hasher, &hash);
  *left -= keep ? (gsize)size : 0;
  return add (self, path, &hash, size,
              keep ? g_byte_array_free_to_bytes (g_steal_pointer (&kept)) : NULL, error);
}

/* --- a folder --- */

typedef struct {
  CsReleaseFiles *files;
  GPtrArray *problems;
  const char *root;
  gsize left;
} Walk;

static gboolean walk_folder (Walk *walk, const char *below, GError **error);

static gboolean
walk_entry (Walk *walk, const char *path, GError **error)
{
  struct stat status;
  g_autofree char *full = g_build_filename (walk->root, path, NULL);
  if (lstat (full, &status) != 0)
    return cs_set_errno (error, errno, "%s", full);
  if (!cs_release_path_ok (path) || !(S_ISDIR (status.st_mode) || S_ISREG (status.st_mode))) {
    cs_problems_add (walk->problems, CS_SEVERITY_ERROR, "not-listed", full,
                     "this is no file of a release; take it away");
    return TRUE;
  }
  if (S_ISDIR (status.st_mode))
    return walk_folder (walk, path, error);
  gint64 size = 0;
  int fd = cs_file_open (full, &size, error);
  gboolean ok = fd >= 0 && add_fd (walk->files, path, fd, size, &walk->left, error);
  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
walk_folder (Walk *walk, const char *below, GError **error)
{
  g_autofree char *full = g_build_filename (walk->root, below, NULL);
  g_autoptr (GError) inner = NULL;
  g_autoptr (GDir) dir = g_dir_open (full, 0, &inner);
  if (dir == NULL)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "%s: the folder cannot be read", full);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = *below != '\0' ? g_strconcat (below, "/", name, NULL) : g_strdup (name);
    if (!walk_entry (walk, path, error))
      return FALSE;
  }
  return TRUE;
}

CsReleaseFiles *
cs_release_files_from_folder (const char *path, GPtrArray *problems, GError **error)
{
  g_autoptr (CsReleaseFiles) self = files_new ();
  Walk walk = { self, problems, path, CS_RELEASE_MAX_BYTES };
  return walk_folder (&walk, "", error) ? sorted (g_steal_pointer (&self)) : NULL;
}

/* --- a zip file --- */

/* What no reader of the archive would be shown. */
static gboolean
check_extent (const char *path, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) local = NULL;
  int fd = cs_file_open (path, NULL, error);
  if (fd < 0)
    return FALSE;
  if (!cs_zip_check_extent (fd, &local))
    cs_problems_add (problems, CS_SEVERITY_ERROR, "altered", path,
                     "%s; export the release again, or get it from where it came", local->message);
  close (fd);
  return TRUE;
}

/* In a release nothing may be left out. */
static void
tell_left_out (const GPtrArray *left_out, GPtrArray *problems)
{
  for (guint i = 0; i < left_out->len; i++) {
    const CsProblem *problem = left_out->pdata[i];
    cs_problems_add (problems, CS_SEVERITY_ERROR, "not-listed", problem->location, "%s",
                     problem->message);
  }
}

CsReleaseFiles *
cs_release_files_from_zip (const char *path, GPtrArray *problems, GError **error)
{
  CsArchiveLimits limits = cs_archive_limits;
  limits.max_entries = CS_RELEASE_MAX_FILES;
  g_autoptr (CsReleaseFiles) self = files_new ();
  g_autoptr (GPtrArray) left_out = cs_problems_new ();
  g_autoptr (CsArchiveSource) source = cs_archive_source_open (path, &limits, left_out, error);
  if (source == NULL || !check_extent (path, problems, error))
    return NULL;
  gsize left = CS_RELEASE_MAX_BYTES;
  const char *name = NULL;
  gint64 size = 0;
  int state;
  while ((state = cs_archive_source_next (source, &name, &size, error)) > 0) {
    g_autofree char *entry = g_strdup (name);
    if (!cs_release_path_ok (entry)) {
      cs_problems_add (problems, CS_SEVERITY_ERROR, "not-listed", entry,
                       "this is no file of a release");
      continue;
    }
    int fd = cs_archive_source_read (source, error);
    struct stat status;
    gboolean ok = fd >= 0 && fstat (fd, &status) == 0 &&
                  add_fd (self, entry, fd, status.st_size, &left, error);
    if (fd >= 0)
      close (fd);
    if (!ok)
      return NULL;
  }
  tell_left_out (left_out, problems);
  return state == 0 ? sorted (g_steal_pointer (&self)) : NULL;
}

/* --- a project --- */

CsReleaseFiles *
cs_release_files_from_project (CsProject *project, const CsReleaseRow *release, GError **error)
{
  g_autoptr (CsReleaseFiles) self = files_new ();
  for (guint i = 0; i < cs_json_length (release->files); i++) {
    const CsJson *row = cs_json_at (release->files, i);
    const char *path = cs_json_get_string (row, "path");
    CsHash hash;
    if (!cs_release_path_ok (path) || !cs_json_get_hash (row, "blob", &hash)) {
      cs_fail (error, CS_ERROR_CORRUPT, "the release names an improper file");
      return NULL;
    }
    GBytes *bytes =
        cs_store_read_blob (cs_project_store (project), &hash, CS_RELEASE_MAX_BYTES, error);
    if (bytes == NULL || !add (self, path, &hash, (gint64)g_bytes_get_size (bytes), bytes, error)) {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  }
  return sorted (g_steal_pointer (&self));
}
