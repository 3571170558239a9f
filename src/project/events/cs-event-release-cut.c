/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-blob.h"
#include "cs-event-kind.h"

#include <string.h>

static const CsField file_fields[] = {
  { "blob", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "path", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 240 },
  { "size", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_BLOB_MAX },
  { NULL },
};

static const CsField fields[] = {
  { "files", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .fields = file_fields, .max_count = 90000 },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 100 },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "sums", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_RELEASE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  gint64 taken = 0;
  if (!cs_db_get_int (fold->db, 0, &taken, error, "SELECT 1 FROM release WHERE name = ?", "t",
                      cs_json_get_string (body, "name")))
    return FALSE;
  state->name_taken = taken != 0;
  return TRUE;
}

/* A relative path of plain ASCII that means the same on every system. */
static gboolean
path_ok (const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  for (const char *at = path; *at != '\0'; at++)
    if (*at <= ' ' || *at >= 0x7f || strchr ("\\:*?\"<>|", *at) != NULL)
      return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (names[i][0] == '\0' || strcmp (names[i], ".") == 0 || strcmp (names[i], "..") == 0)
      return FALSE;
  return TRUE;
}

static gboolean
check_files (CsFold *fold, const CsJson *body, GError **error)
{
  const CsJson *files = cs_json_get (body, "files");
  const char *before = "", *sums = NULL;
  for (guint i = 0; i < cs_json_length (files); i++) {
    const CsJson *file = cs_json_at (files, i);
    const char *path = cs_json_get_string (file, "path");
    CsHash blob;
    cs_json_get_hash (file, "blob", &blob);
    if (!path_ok (path) || strcmp (before, path) >= 0)
      return cs_fail (error, CS_ERROR_INVALID,
                      "files[%u].path: not relative and plain, or not in "
                      "order",
                      i);
    if (!cs_fold_need_source (fold, &blob, cs_json_get_int (file, "size", 0), error))
      return FALSE;
    if (strcmp (path, "SHA256SUMS") == 0)
      sums = cs_json_get_string (file, "blob");
    before = path;
  }
  return g_strcmp0 (sums, cs_json_get_string (body, "sums")) == 0 ||
         cs_fail (error, CS_ERROR_INVALID, "its checksums are not among its files");
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  if (!check_files (fold, body, error))
    return FALSE;
  g_autofree char *text = cs_json_to_canonical (body, NULL);
  return cs_db_run (fold->db, error,
                    "INSERT INTO release (hash, ord, name, person, body) VALUES (?, ?, ?, ?, ?)",
                    "hitgt", &fold->event->hash, fold->ord, cs_json_get_string (body, "name"),
                    &fold->actor.person, text);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("cut the release \"%s\"", cs_json_get_string (body, "name"));
}

const CsEventKind cs_event_release_cut = {
  .tag = "release.cut",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
