/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField file_fields[] = {
  { "blob", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "path", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 240 },
  { "size", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_JSON_MAX_INT },
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

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
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
  .sentence = sentence,
};
