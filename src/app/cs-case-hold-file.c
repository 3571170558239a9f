/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-hold-file.h"
#include "cs-file.h"

#include <glib/gstdio.h>

#define SIZE_MAX_BYTES (16 * 1024 * 1024)

static char *
path_of (CsEnv *env, const CsGid *project, const CsGid *person, const CsGid *case_gid)
{
  char a[CS_GID_HEX + 1], b[CS_GID_HEX + 1], c[CS_GID_HEX + 1];
  g_autofree char *name = g_strdup_printf ("%s-%s-%s.json", cs_gid_to_hex (project, a),
                                           cs_gid_to_hex (person, b), cs_gid_to_hex (case_gid, c));
  return g_build_filename (env->state_dir, "held", name, NULL);
}

CsMarkHold *
cs_case_hold_file_read (CsEnv *env, const CsGid *project, const CsGid *person,
                        const CsGid *case_gid)
{
  gsize size = 0;
  g_autofree char *path = path_of (env, project, person, case_gid);
  g_autoptr (GBytes) bytes = cs_file_read (path, SIZE_MAX_BYTES, NULL);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsJson) json = text != NULL ? cs_json_parse_canonical (text, size, NULL) : NULL;
  return cs_mark_hold_read (json);
}

gboolean
cs_case_hold_file_write (CsEnv *env, const CsGid *project, const CsGid *person,
                         const CsGid *case_gid, const CsMarkHold *hold, GError **error)
{
  gsize size = 0;
  g_autofree char *path = path_of (env, project, person, case_gid);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (CsJson) json = cs_mark_hold_write (hold);
  if (json == NULL) {
    g_unlink (path);
    return TRUE;
  }
  g_autofree char *text = cs_json_to_canonical (json, &size);
  return cs_file_make_dir (folder, 0700, error) && cs_file_replace (path, text, size, 0600, error);
}
