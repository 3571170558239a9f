/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "key", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "os", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 128 },
  { "parents", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST, .max_count = CS_TIPS_MAX },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "project", CS_FIELD_GID },
  { "tool", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 128 },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

/* What it says of itself is so: first in its sitting, its own key, this project. */
static gboolean
check_claims (CsFold *fold, const CsJson *body, GError **error)
{
  CsPublicKey key;
  const char *project = cs_json_get_string (body, "project");
  g_autofree char *ours = cs_index_meta (fold->index, "project");
  if (fold->event->seq != 0)
    return cs_fail (error, CS_ERROR_INVALID, "a sitting that is open is opened again");
  if (!cs_public_key_from_hex (cs_json_get_string (body, "key"), &key) ||
      !cs_public_key_equal (&key, &fold->event->key))
    return cs_fail (error, CS_ERROR_INVALID, "the sitting names another key than its own");
  if (g_strcmp0 (project, ours) != 0)
    return cs_fail (error, CS_ERROR_INVALID, "the sitting is of another project");
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  const CsJson *parents = cs_json_get (body, "parents");
  CsGid person;
  if (!check_claims (fold, body, error))
    return FALSE;
  cs_json_get_gid (body, "person", &person);
  for (guint i = 0; i < cs_json_length (parents); i++) {
    CsHash parent;
    cs_hash_from_hex (cs_json_string (cs_json_at (parents, i)), &parent);
    if (!cs_db_run (fold->db, error, "DELETE FROM tip WHERE head = ?", "h", &parent))
      return FALSE;
  }
  return cs_db_run (fold->db, error, "INSERT INTO sitting (feed, person) VALUES (?, ?)", "gg",
                    &fold->event->feed, &person);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("opened the project with %s", cs_json_get_string (body, "tool"));
}

const CsEventKind cs_event_sitting_open = {
  .tag = "sitting.open",
  .fields = fields,
  .fold = fold_event,
  .tells = CS_TELLS_WORK, /* of no case: to whose it is, and who sees all, for it says that they
                             worked */
  .sentence = sentence,
  .routine = TRUE,
};
