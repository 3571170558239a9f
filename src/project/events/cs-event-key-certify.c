/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-sshsig.h"

#include <string.h>

static const CsField fields[] = {
  { "certificate", CS_FIELD_STRING, CS_FIELD_REQUIRED, CS_SIGNATURE_HEX, CS_SIGNATURE_HEX },
  { "signing_key", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_CERTIFY;
}

/* The actor as an identity with the keys that the body claims; NULL when it does not hold. */
static gboolean
certificate_holds (CsFold *fold, const CsJson *body, gboolean *ret_holds, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (fold->db, error,
                                         "SELECT handle, name, sitting_key, signing_key FROM person"
                                         " WHERE gid = ?",
                                         "g", &fold->actor.person);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return FALSE;
  CsHash sitting_key, known;
  *ret_holds = FALSE;
  if (state == 0 || !cs_stmt_hash (stmt, 2, &sitting_key))
    return TRUE;
  CsHash signing_key;
  gint64 others = 0;
  cs_json_get_hash (body, "signing_key", &signing_key);
  if (cs_stmt_hash (stmt, 3, &known) && !cs_hash_equal (&known, &signing_key))
    return TRUE;
  if (!cs_db_get_int (fold->db, 0, &others, error,
                      "SELECT 1 FROM person WHERE signing_key = ? AND gid != ?", "hg", &signing_key,
                      &fold->actor.person))
    return FALSE;
  if (others != 0)
    return TRUE;
  CsPublicKey sitting;
  memcpy (sitting.bytes, sitting_key.bytes, sizeof sitting.bytes);
  g_autoptr (CsIdentity) identity = cs_identity_new (cs_stmt_text (stmt, 0), cs_stmt_text (stmt, 1),
                                                     &fold->actor.person, &sitting, NULL);
  if (identity == NULL)
    return TRUE;
  memcpy (identity->signing_key.bytes, signing_key.bytes, sizeof signing_key.bytes);
  gsize size = 0;
  g_autofree char *text = cs_identity_certificate_text (identity, &size);
  CsSignature certificate;
  *ret_holds =
      cs_hex_decode (cs_json_get_string (body, "certificate"), certificate.bytes,
                     sizeof certificate.bytes) &&
      cs_sshsig_verify (&identity->signing_key, CS_SSHSIG_SITTING, text, size, &certificate);
  return TRUE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  return certificate_holds (fold, body, &state->signature_good, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsHash signing_key;
  CsSignature certificate = { { 0 } };
  cs_json_get_hash (body, "signing_key", &signing_key);
  cs_hex_decode (cs_json_get_string (body, "certificate"), certificate.bytes,
                 sizeof certificate.bytes);
  return cs_db_run (fold->db, error,
                    "UPDATE person SET signing_key = ?, certificate = ? WHERE gid = ?", "hbg",
                    &signing_key, certificate.bytes, sizeof certificate.bytes, &fold->actor.person);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("certified their keys (signing key %.12s)",
                          cs_json_get_string (body, "signing_key"));
}

const CsEventKind cs_event_key_certify = {
  .tag = "key.certify",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
