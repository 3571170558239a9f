/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-blob.h"
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "blob", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "chunks", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "media", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 63 },
  { "size", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_BLOB_MAX },
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_IMPORT;
}

/* The same bytes come with every item that shows them, and are told of in the same way. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsHash blob, chunks;
  gint64 size = cs_json_get_int (body, "size", 0), same = 0;
  cs_json_get_hash (body, "blob", &blob);
  cs_json_get_hash (body, "chunks", &chunks);
  if (!cs_db_run (fold->db, error,
                  "INSERT OR IGNORE INTO source (hash, chunks, size, media) VALUES (?, ?, ?, ?)",
                  "hhit", &blob, &chunks, size, cs_json_get_string (body, "media")) ||
      !cs_db_get_int (fold->db, 0, &same, error,
                      "SELECT 1 FROM source WHERE hash = ? AND chunks = ? AND size = ?", "hhi",
                      &blob, &chunks, size))
    return FALSE;
  return same != 0 || cs_fail (error, CS_ERROR_CONFLICT,
                               "it tells of another size or other pieces than were told of this "
                               "file before");
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("stored the file %.12s (%" G_GINT64_FORMAT " bytes)",
                          cs_json_get_string (body, "blob"), cs_json_get_int (body, "size", 0));
}

const CsEventKind cs_event_blob_add = {
  .tag = "blob.add",
  .fields = fields,
  .deed = deed,
  .fold = fold_event,
  .sentence = sentence,
  .routine = TRUE,
};
