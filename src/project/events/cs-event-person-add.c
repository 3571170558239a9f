/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-index-private.h"

#include <string.h>

static const CsField fields[] = {
  { "certificate", CS_FIELD_STRING, 0, CS_SIGNATURE_HEX, CS_SIGNATURE_HEX },
  { "handle", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_HANDLE_MAX },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_PERSON_NAME_MAX },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "roles", CS_FIELD_INT, CS_FIELD_REQUIRED, 1, CS_ROLES_ALL },
  { "signing_key", CS_FIELD_HASH },
  { "sitting_key", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_ADD_PERSON;
}

/* What "person add" was given: names in order, and a certificate that fits the keys. */
static CsIdentity *
identity_of (const CsJson *body)
{
  static const char *const keys[] = { "certificate", "handle",      "name",
                                      "person",      "signing_key", "sitting_key" };
  g_autoptr (CsJson) json = cs_json_new_object ();
  cs_json_put_string (json, "format", "countersign-identity-1");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    cs_json_put_string (json, keys[i], cs_json_get_string (body, keys[i]));
  return cs_identity_from_json (json, NULL);
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_autoptr (CsIdentity) identity = identity_of (body);
  state->signature_good = identity != NULL;
  if (identity == NULL)
    return TRUE;
  gint64 taken = 0;
  const guint8 *signing = identity->certified ? identity->signing_key.bytes : NULL;
  if (!cs_db_get_int (fold->db, 0, &taken, error,
                      "SELECT 1 FROM person WHERE handle = ? OR gid = ? OR sitting_key = ? OR"
                      " signing_key = ?",
                      "tgbb", identity->handle, &identity->person, identity->sitting_key.bytes,
                      sizeof identity->sitting_key.bytes, signing,
                      sizeof identity->signing_key.bytes))
    return FALSE;
  state->name_taken = taken != 0;
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_autoptr (CsIdentity) identity = identity_of (body);
  if (identity == NULL)
    return cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  gboolean certified = identity->certified;
  cs_index_people_changed (fold->index);
  return cs_db_run (
      fold->db, error,
      "INSERT INTO person (gid, ord, handle, name, roles, sitting_key, signing_key,"
      " certificate) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      "gittibbb", &identity->person, fold->ord, identity->handle, identity->name,
      cs_json_get_int (body, "roles", 0), identity->sitting_key.bytes,
      sizeof identity->sitting_key.bytes, certified ? identity->signing_key.bytes : NULL,
      sizeof identity->signing_key.bytes, certified ? identity->certificate.bytes : NULL,
      sizeof identity->certificate.bytes);
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
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
