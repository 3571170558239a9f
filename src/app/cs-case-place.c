/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-place.h"
#include "cs-file.h"
#include "cs-json.h"

#include <string.h>

#define CASES_MAX 200
#define SIZE_MAX_BYTES (1024 * 1024)

static char *
path_of (CsEnv *env, const CsGid *project, const CsGid *person)
{
  char a[CS_GID_HEX + 1], b[CS_GID_HEX + 1];
  g_autofree char *name =
      g_strdup_printf ("%s-%s.json", cs_gid_to_hex (project, a), cs_gid_to_hex (person, b));
  return g_build_filename (env->state_dir, "places", name, NULL);
}

/* A list of {"case","item","kept" or not,"open","unit"}, the last one first. */
static CsJson *
load (const char *path)
{
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, SIZE_MAX_BYTES, NULL);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  CsJson *list = text != NULL ? cs_json_parse_canonical (text, size, NULL) : NULL;
  return list != NULL ? list : cs_json_new_array ();
}

static gboolean
is_of (const CsJson *row, const CsGid *case_gid)
{
  CsGid gid;
  return cs_json_get_gid (row, "case", &gid) && memcmp (&gid, case_gid, sizeof gid) == 0;
}

gboolean
cs_case_place_read (CsEnv *env, const CsGid *project, const CsGid *person, const CsGid *case_gid,
                    CsCasePlace *ret_place)
{
  g_autofree char *path = path_of (env, project, person);
  g_autoptr (CsJson) list = load (path);
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *row = cs_json_at (list, i);
    CsCasePlace place = { .unit = cs_json_get_int (row, "unit", 0),
                          .open = cs_json_get_bool (row, "open"),
                          .kept = (guint64)cs_json_get_int (row, "kept", 0) };
    if (!is_of (row, case_gid) || !cs_json_get_gid (row, "item", &place.item))
      continue;
    *ret_place = place;
    return TRUE;
  }
  return FALSE;
}

int
cs_case_place_last (CsEnv *env, const CsGid *project, const CsGid *person, const CsGid *cases,
                    guint n_cases)
{
  g_autofree char *path = path_of (env, project, person);
  g_autoptr (CsJson) list = load (path);
  for (guint i = 0; i < cs_json_length (list); i++)
    for (guint n = 0; n < n_cases; n++)
      if (is_of (cs_json_at (list, i), &cases[n]))
        return (int)n;
  return -1;
}

gboolean
cs_case_place_write (CsEnv *env, const CsGid *project, const CsGid *person, const CsGid *case_gid,
                     const CsCasePlace *place, GError **error)
{
  g_autofree char *path = path_of (env, project, person);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (CsJson) before = load (path);
  g_autoptr (CsJson) list = cs_json_new_array ();
  CsJson *first = cs_json_new_object ();
  cs_json_put_gid (first, "case", case_gid);
  cs_json_put_gid (first, "item", &place->item);
  if (place->kept != 0)
    cs_json_put_int (first, "kept", (gint64)place->kept);
  cs_json_put_bool (first, "open", place->open);
  cs_json_put_int (first, "unit", place->unit);
  cs_json_append (list, first);
  for (guint i = 0; i < cs_json_length (before) && cs_json_length (list) < CASES_MAX; i++)
    if (!is_of (cs_json_at (before, i), case_gid))
      cs_json_append (list, cs_json_ref (cs_json_at (before, i)));
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (list, &size);
  return cs_file_make_dir (folder, 0700, error) && cs_file_replace (path, text, size, 0600, error);
}
