/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-release-look.h"

#include <string.h>

#define DESCRIPTION_MAX (4 * 1024 * 1024)

/* --- what it holds --- */

void
cs_release_look_free (gpointer data)
{
  CsReleaseLook *look = data;
  if (look == NULL)
    return;
  g_free (look->formats);
  g_free (look->fingerprint);
  g_free (look);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsReleaseLook, cs_release_look_free)

/* One of its files that describe it. */
static CsJson *
read_description (CsProject *project, const CsReleaseRow *row, const char *name, GError **error)
{
  for (guint i = 0; i < cs_json_length (row->files); i++) {
    const CsJson *file = cs_json_at (row->files, i);
    CsHash hash;
    if (g_strcmp0 (cs_json_get_string (file, "path"), name) != 0 ||
        !cs_json_get_hash (file, "blob", &hash))
      continue;
    g_autoptr (GBytes) bytes =
        cs_store_read_blob (cs_project_store (project), &hash, DESCRIPTION_MAX, error);
    return bytes != NULL ? cs_json_parse_text (g_bytes_get_data (bytes, NULL),
                                               g_bytes_get_size (bytes), DESCRIPTION_MAX, error)
                         : NULL;
  }
  cs_fail (error, CS_ERROR_CORRUPT, "the release “%s” has no file %s", row->name, name);
  return NULL;
}

static char *
join_formats (const CsJson *formats)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < cs_json_length (formats); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            cs_json_string (cs_json_at (formats, i)));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
find_fingerprint (const CsJson *people, char **ret_fingerprint, GError **error)
{
  g_autoptr (GPtrArray) keys = cs_release_keys_from_json (people, error);
  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len && *ret_fingerprint == NULL; i++) {
    const CsReleaseKey *key = keys->pdata[i];
    *ret_fingerprint = key->releases ? cs_release_fingerprint (&key->key) : NULL;
  }
  return TRUE;
}

static gboolean
describe (CsProject *project, const CsReleaseRow *row, CsReleaseLook *look, GError **error)
{
  g_autoptr (CsJson) about = read_description (project, row, "release.json", error);
  g_autoptr (CsJson) people =
      about != NULL ? read_description (project, row, "people.json", error) : NULL;
  if (people == NULL)
    return FALSE;
  look->cases = (guint)cs_json_get_int (about, "cases", 0);
  look->items = (guint)cs_json_get_int (about, "items", 0);
  look->marks = (guint64)cs_json_get_int (about, "marks", 0);
  look->sources = (guint)cs_json_get_int (about, "sources", 0);
  look->with_sources = cs_json_get_bool (about, "with_sources");
  look->formats = join_formats (cs_json_get (about, "formats"));
  look->files = row->n_files;
  for (guint i = 0; i < cs_json_length (row->files); i++)
    look->bytes += (guint64)MAX (cs_json_get_int (cs_json_at (row->files, i), "size", 0), 0);
  return find_fingerprint (people, &look->fingerprint, error);
}

gpointer
cs_release_look_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (CsReleaseRow) row = cs_project_find_release (desk->project, &reader, data, error);
  g_autoptr (CsReleaseLook) look = g_new0 (CsReleaseLook, 1);
  return row != NULL && describe (desk->project, row, look, error) ? g_steal_pointer (&look) : NULL;
}

/* --- whether it is what was signed --- */

void
cs_release_checked_free (gpointer data)
{
  CsReleaseChecked *checked = data;
  if (checked == NULL)
    return;
  g_clear_pointer (&checked->report, cs_release_report_free);
  g_clear_pointer (&checked->problems, g_ptr_array_unref);
  g_free (checked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsReleaseChecked, cs_release_checked_free)

gpointer
cs_release_check_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (CsReleaseChecked) checked = g_new0 (CsReleaseChecked, 1);
  checked->problems = cs_problems_new ();
  g_autoptr (CsReleaseRow) row = cs_project_find_release (desk->project, &reader, data, error);
  g_autoptr (GPtrArray) roster =
      row != NULL ? cs_project_people (desk->project, &reader, error) : NULL;
  g_autoptr (CsReleaseFiles) files =
      roster != NULL ? cs_release_files_from_project (desk->project, row, error) : NULL;
  if (files == NULL)
    return NULL;
  checked->report =
      cs_release_verify (files, roster, checked->problems, cs_job_cancellable (job), error);
  return checked->report != NULL ? g_steal_pointer (&checked) : NULL;
}
