/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const char *const item_kinds[] = { "image", "series", "text", NULL };

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "facts", CS_FIELD_OBJECT, CS_FIELD_REQUIRED },
  { "item", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "kind", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = item_kinds },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "parts", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .max_count = 100000 },
  { "title", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 1024 },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_IMPORT;
}

static gboolean
fold_parts (CsFold *fold, const CsGid *item, const CsJson *parts, GError **error)
{
  for (guint i = 0; i < cs_json_length (parts); i++) {
    CsHash hash;
    cs_hash_from_hex (cs_json_string (cs_json_at (parts, i)), &hash);
    if (!cs_db_run (fold->db, error, "INSERT OR IGNORE INTO part (item, n, hash) VALUES (?, ?, ?)",
                    "gih", item, (gint64)i, &hash))
      return FALSE;
  }
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid item, case_gid;
  cs_json_get_gid (body, "item", &item);
  cs_json_get_gid (body, "case", &case_gid);
  g_autofree char *facts = cs_json_to_canonical (cs_json_get (body, "facts"), NULL);
  /* A signed case that gains an item is no longer what was signed. */
  return cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO item (gid, ord, case_gid, kind, title, facts)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    "gigttt", &item, fold->ord, &case_gid, cs_json_get_string (body, "kind"),
                    cs_json_get_string (body, "title"), facts) &&
         cs_db_run (fold->db, error,
                    "UPDATE work SET changed = 1 WHERE gid = ? AND signature IS NOT NULL", "g",
                    &case_gid) &&
         fold_parts (fold, &item, cs_json_get (body, "parts"), error);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("added the %s \"%s\"", cs_json_get_string (body, "kind"),
                          cs_json_get_string (body, "title"));
}

const CsEventKind cs_event_item_add = {
  .tag = "item.add",
  .fields = fields,
  .deed = deed,
  .fold = fold_event,
  .sentence = sentence,
};
