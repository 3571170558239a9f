/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-archive-writer.h"
#include "cs-export-folder.h"
#include "cs-release.h"

#include <string.h>
#include <unistd.h>

/* Where a bundle goes: exactly one of the two. */
typedef struct {
  CsExportFolder *folder;
  CsArchiveWriter *zip;
} Target;

static void
target_clear (Target *target)
{
  g_clear_pointer (&target->folder, cs_export_folder_free);
  g_clear_pointer (&target->zip, cs_archive_writer_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
target_open (const char *to, Target *ret_target, GError **error)
{
  if (!g_str_has_suffix (to, ".zip")) {
    ret_target->folder = cs_export_folder_new (to, error);
    return ret_target->folder != NULL;
  }
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    return cs_fail (error, CS_ERROR_CONFLICT, "%s: is there already; name a new file", to);
  ret_target->zip = cs_archive_writer_new (to, error);
  return ret_target->zip != NULL;
}

static gboolean
put_bytes (Target *target, const char *path, GBytes *bytes, GError **error)
{
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  return target->folder != NULL ? cs_export_folder_add (target->folder, path, bytes, error)
                                : cs_archive_writer_add (target->zip, path, data, size, error);
}

/* A linked file is not ours to keep as it was. */
static gboolean
is_unchanged (int fd, gint64 size, const CsReleaseSum *sum, GError **error)
{
  CsBlobInfo info;
  if (!cs_blob_measure (fd, size, "", &info, NULL, error))
    return FALSE;
  return cs_hash_equal (&info.hash, &sum->hash) ||
         cs_fail (error, CS_ERROR_CONFLICT,
                  "%s: the linked file has changed since it was brought in; put the old one back",
                  sum->path);
}

static gboolean
put_source (Target *target, CsProject *project, const CsReleaseSum *sum, GError **error)
{
  gint64 size = 0;
  int fd = cs_store_open_blob (cs_project_store (project), &sum->hash, &size, error);
  if (fd < 0) {
    g_prefix_error (error, "%s: ", sum->path);
    return FALSE;
  }
  gboolean ok =
      is_unchanged (fd, size, sum, error) &&
      (target->folder != NULL ? cs_export_folder_add_fd (target->folder, sum->path, fd, error)
                              : cs_archive_writer_add_fd (target->zip, sum->path, fd, error));
  close (fd);
  return ok;
}

/* The source files that go along; an empty list when they do not. */
static GArray *
sources_of (const CsReleaseFiles *files, GError **error)
{
  gsize size = 0;
  GBytes *about = cs_release_files_bytes (files, "release.json", error);
  GBytes *list = about != NULL ? cs_release_files_bytes (files, CS_RELEASE_SOURCES, error) : NULL;
  if (list == NULL)
    return NULL;
  const char *text = g_bytes_get_data (about, &size);
  g_autoptr (CsJson) json = cs_json_parse_canonical (text, size, error);
  if (json == NULL)
    return NULL;
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  return cs_release_sums_read (cs_json_get_bool (json, "with_sources") ? list : none, error);
}

/* Both lists are in order of their paths, and so must an archive be. */
static gboolean
put_all (Target *target, CsProject *project, const CsReleaseFiles *files, const GArray *sources,
         GCancellable *cancellable, GError **error)
{
  guint i = 0, j = 0;
  while (i < files->files->len || j < sources->len) {
    const CsReleaseFile *file = i < files->files->len ? files->files->pdata[i] : NULL;
    const CsReleaseSum *sum = j < sources->len ? &g_array_index (sources, CsReleaseSum, j) : NULL;
    gboolean plain = sum == NULL || (file != NULL && strcmp (file->path, sum->path) < 0);
    if (g_cancellable_is_cancelled (cancellable))
      return cs_fail (error, CS_ERROR_CANCELLED, "stopped; nothing was written");
    if (plain ? !put_bytes (target, file->path, file->bytes, error)
              : !put_source (target, project, sum, error))
      return FALSE;
    i += plain;
    j += !plain;
  }
  return TRUE;
}

gboolean
cs_release_export (CsProject *project, const char *name, const char *to, GCancellable *cancellable,
                   GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsReleaseRow) release = cs_project_find_release (project, &reader, name, error);
  g_autoptr (CsReleaseFiles) files =
      release != NULL ? cs_release_files_from_project (project, release, error) : NULL;
  g_autoptr (GArray) sources = files != NULL ? sources_of (files, error) : NULL;
  g_auto (Target) target = { 0 };
  if (sources == NULL || !target_open (to, &target, error))
    return FALSE;
  gboolean put = put_all (&target, project, files, sources, cancellable, error);
  if (target.folder != NULL)
    return (put && cs_export_folder_finish (target.folder, error)) ||
           cs_export_folder_failed (target.folder, error);
  return (put && cs_archive_writer_finish (target.zip, error)) || cs_export_failed (to, to, error);
}
