/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

#include <string.h>

static const CsField fields[] = {
  { "certificate", CS_FIELD_STRING, 0, CS_SIGNATURE_HEX, CS_SIGNATURE_HEX },
  { "handle", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_HANDLE_MAX },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_PERSON_NAME_MAX },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "roles", CS_FIELD_INT, CS_FIELD_REQUIRED, 1, 255 },
  { "signing_key", CS_FIELD_HASH },
  { "sitting_key", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_PEOPLE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid person;
  CsHash key;
  gint64 taken = 0;
  cs_json_get_gid (body, "person", &person);
  cs_json_get_hash (body, "sitting_key", &key);
  if (!cs_db_get_int (fold->db, 0, &taken, error,
                      "SELECT 1 FROM person WHERE handle = ? OR gid = ? OR sitting_key = ?", "tgh",
                      cs_json_get_string (body, "handle"), &person, &key))
    return FALSE;
  state->name_taken = taken != 0 || !cs_handle_ok (cs_json_get_string (body, "handle"));
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid person;
  CsHash sitting_key, signing_key;
  CsSignature certificate = { { 0 } };
  cs_json_get_gid (body, "person", &person);
  cs_json_get_hash (body, "sitting_key", &sitting_key);
  gboolean certified = cs_json_get_hash (body, "signing_key", &signing_key) &&
                       cs_hex_decode (cs_json_get_string (body, "certificate"), certificate.bytes,
                                      sizeof certificate.bytes);
  return cs_db_run (fold->db, error,
                    "INSERT INTO person (gid, ord, handle, name, roles, sitting_key, signing_key,"
                    " certificate) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "gittihhb", &person, fold->ord, cs_json_get_string (body, "handle"),
                    cs_json_get_string (body, "name"), cs_json_get_int (body, "roles", 0),
                    &sitting_key, certified ? &signing_key : NULL,
                    certified ? certificate.bytes : NULL, sizeof certificate.bytes);
}

static char *
sentence (const CsJson *body)
{
  g_autofree char *roles = cs_roles_to_text ((guint)cs_json_get_int (body, "roles", 0));
  return g_strdup_printf ("added %s (%s) as %s", cs_json_get_string (body, "name"),
                          cs_json_get_string (body, "handle"), roles);
}

const CsEventKind cs_event_person_add = {
  .tag = "person.add",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
