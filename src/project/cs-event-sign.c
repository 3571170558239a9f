/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-manifest.h"
#include "cs-sshsig.h"

#include <string.h>

static const char *const meanings[] = { "approved", "reviewed", NULL };

static const CsField fields[] = {
  { "cases", CS_FIELD_GID, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .max_count = 100000 },
  { "manifest", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "meaning", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = meanings },
  { "signature", CS_FIELD_STRING, CS_FIELD_REQUIRED, CS_SIGNATURE_HEX, CS_SIGNATURE_HEX },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_SIGN;
}

static gboolean
signing_key_of (CsFold *fold, CsPublicKey *ret_key, gboolean *ret_there, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      fold->db, error, "SELECT signing_key FROM person WHERE gid = ?", "g", &fold->actor.person);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  CsHash key;
  if (state < 0)
    return FALSE;
  *ret_there = state > 0 && cs_stmt_hash (stmt, 0, &key);
  if (*ret_there)
    memcpy (ret_key->bytes, key.bytes, sizeof ret_key->bytes);
  return TRUE;
}

/* The manifest is here, signed by the actor's key, and lists exactly CASES as they are now. */
static gboolean
manifest_good (CsFold *fold, const CsJson *body, gboolean *ret_good, GError **error)
{
  CsHash hash;
  CsPublicKey key;
  CsSignature signature;
  gboolean there = FALSE;
  *ret_good = FALSE;
  cs_json_get_hash (body, "manifest", &hash);
  cs_hex_decode (cs_json_get_string (body, "signature"), signature.bytes, sizeof signature.bytes);
  if (!signing_key_of (fold, &key, &there, error))
    return FALSE;
  g_autoptr (GBytes) bytes = there ? cs_store_get_object (fold->store, &hash, NULL) : NULL;
  if (bytes == NULL)
    return TRUE;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsJson) manifest = cs_json_parse_canonical (text, size, NULL);
  if (manifest == NULL || !cs_sshsig_verify (&key, CS_SSHSIG_SIGNOFF, text, size, &signature) ||
      g_strcmp0 (cs_json_get_string (manifest, "meaning"), cs_json_get_string (body, "meaning")) !=
          0)
    return TRUE;
  const CsJson *entries = cs_json_get (manifest, "entries");
  const CsJson *cases = cs_json_get (body, "cases");
  if (cs_json_length (entries) != cs_json_length (cases))
    return TRUE;
  for (guint i = 0; i < cs_json_length (cases); i++) {
    const CsJson *entry = cs_json_at (entries, i);
    const char *gid = cs_json_string (cs_json_at (cases, i));
    if (i > 0 && strcmp (cs_json_string (cs_json_at (cases, i - 1)), gid) >= 0)
      return TRUE;
    if (g_strcmp0 (cs_json_get_string (entry, "case"), gid) != 0 ||
        !cs_manifest_entry_holds (fold->index, entry, NULL))
      return TRUE;
  }
  *ret_good = TRUE;
  return TRUE;
}

/* The strictest of all cases decides: the first that may not be signed stops the whole act. */
static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  const CsJson *cases = cs_json_get (body, "cases");
  gboolean good = FALSE;
  if (!manifest_good (fold, body, &good, error))
    return FALSE;
  for (guint i = 0; i < cs_json_length (cases); i++) {
    CsGid gid;
    CsRuleState one = *state;
    cs_gid_from_hex (cs_json_string (cs_json_at (cases, i)), &gid);
    if (!cs_gather_case (fold, &gid, &one, NULL, error))
      return FALSE;
    one.signature_good = good;
    gboolean last = i + 1 == cs_json_length (cases);
    if (last || !cs_rules_may (&fold->actor, CS_DEED_SIGN, &one, NULL)) {
      *state = one;
      break;
    }
  }
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  const CsJson *cases = cs_json_get (body, "cases");
  CsHash manifest;
  CsSignature signature;
  cs_json_get_hash (body, "manifest", &manifest);
  cs_hex_decode (cs_json_get_string (body, "signature"), signature.bytes, sizeof signature.bytes);
  for (guint i = 0; i < cs_json_length (cases); i++) {
    g_auto (CsWork) work = { 0 };
    CsGid gid;
    cs_gid_from_hex (cs_json_string (cs_json_at (cases, i)), &gid);
    if (cs_work_load (fold->db, &gid, &work, error) <= 0)
      return FALSE;
    work.status = CS_CASE_SIGNED;
    work.signature = fold->event->hash;
    work.changed = FALSE;
    cs_work_forget (&work);
    if (!cs_work_save (fold->db, &work, error) ||
        !cs_db_run (fold->db, error,
                    "INSERT INTO signature (hash, case_gid, person, revision, manifest, sig, ord)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    "hgghhbi", &fold->event->hash, &gid, &fold->actor.person, &work.revision,
                    &manifest, signature.bytes, sizeof signature.bytes, fold->ord))
      return FALSE;
  }
  return TRUE;
}

static char *
sentence (const CsJson *body)
{
  guint n = cs_json_length (cs_json_get (body, "cases"));
  return g_strdup_printf ("signed %u %s as %s", n, n == 1 ? "case" : "cases",
                          cs_json_get_string (body, "meaning"));
}

const CsEventKind cs_event_sign = {
  .tag = "sign",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
