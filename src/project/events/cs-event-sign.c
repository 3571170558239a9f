/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-manifest.h"
#include "cs-sshsig.h"

#include <string.h>

static const char *const meanings[] = { "approved", "reviewed", NULL };
static const char *const manifest_formats[] = { "countersign-signoff-1", NULL };

static const CsField fields[] = {
  { "cases", CS_FIELD_GID, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .max_count = 100000 },
  { "manifest", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "meaning", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = meanings },
  { "signature", CS_FIELD_STRING, CS_FIELD_REQUIRED, CS_SIGNATURE_HEX, CS_SIGNATURE_HEX },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

/* The manifest that is signed; its entries are compared with the cases themselves. */
static const CsField manifest_fields[] = {
  { "entries", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .max_count = 100000 },
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = manifest_formats },
  { "language", CS_FIELD_STRING, CS_FIELD_REQUIRED, 2, 16 },
  { "meaning", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = meanings },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "project", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "role", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "signer", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_PERSON_NAME_MAX },
  { "signing_key", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "statement", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 4096 },
  { "statement_hash", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "tips", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST, .max_count = CS_TIPS_MAX },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return strcmp (cs_json_get_string (body, "meaning"), "approved") == 0 ? CS_DEED_SIGN
                                                                        : CS_DEED_ATTEST;
}

typedef struct {
  CsPublicKey key;
  char *name;
} Signer;

static void
signer_clear (Signer *signer)
{
  g_free (signer->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signer, signer_clear)

/* The actor as the project knows them; NAME stays NULL without a signing key. */
static gboolean
load_signer (CsFold *fold, Signer *ret_signer, GError **error)
{
  CsHash key;
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT signing_key, name FROM person WHERE gid = ?", "g",
                   &fold->actor.person);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0 && cs_stmt_hash (stmt, 0, &key)) {
    memcpy (ret_signer->key.bytes, key.bytes, sizeof ret_signer->key.bytes);
    ret_signer->name = g_strdup (cs_stmt_text (stmt, 1));
  }
  return state >= 0;
}

/* Who signs, in which role and project, and the words that they were shown. */
static gboolean
says_the_truth (CsFold *fold, const Signer *signer, const CsJson *manifest, const char *meaning)
{
  const char *statement = cs_meaning_statement (meaning);
  g_autofree char *project = cs_index_meta (fold->index, "project");
  g_autofree char *roles = cs_roles_to_text (fold->actor.roles);
  char person[CS_GID_HEX + 1], key[CS_HASH_HEX + 1], shown[CS_HASH_HEX + 1];
  CsHash hash;
  cs_hash_data (statement, strlen (statement), &hash);
  const struct {
    const char *member, *value;
  } expected[] = {
    { "meaning", meaning },     { "person", cs_gid_to_hex (&fold->actor.person, person) },
    { "project", project },     { "role", roles },
    { "signer", signer->name }, { "signing_key", cs_public_key_to_hex (&signer->key, key) },
    { "statement", statement }, { "statement_hash", cs_hash_to_hex (&hash, shown) },
  };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (g_strcmp0 (cs_json_get_string (manifest, expected[i].member), expected[i].value) != 0)
      return FALSE;
  return TRUE;
}

/* The entries are those of CASES, in order, as the cases are now. */
static gboolean
entries_hold (CsFold *fold, const CsJson *entries, const CsJson *cases)
{
  if (cs_json_length (entries) != cs_json_length (cases))
    return FALSE;
  for (guint i = 0; i < cs_json_length (cases); i++) {
    const CsJson *entry = cs_json_at (entries, i);
    const char *gid = cs_json_string (cs_json_at (cases, i));
    if ((i > 0 && strcmp (cs_json_string (cs_json_at (cases, i - 1)), gid) >= 0) ||
        g_strcmp0 (cs_json_get_string (entry, "case"), gid) != 0 ||
        !cs_manifest_entry_holds (fold->index, entry, NULL))
      return FALSE;
  }
  return TRUE;
}

/* The manifest is here, signed by the actor's key, and says what is so. */
static gboolean
manifest_good (CsFold *fold, const CsJson *body, gboolean *ret_good, GError **error)
{
  CsHash hash;
  CsSignature signature;
  g_auto (Signer) signer = { 0 };
  gsize size = 0;
  *ret_good = FALSE;
  cs_json_get_hash (body, "manifest", &hash);
  if (!cs_hex_decode (cs_json_get_string (body, "signature"), signature.bytes,
                      sizeof signature.bytes))
    return TRUE;
  if (!load_signer (fold, &signer, error))
    return FALSE;
  g_autoptr (GBytes) bytes =
      signer.name != NULL ? cs_store_get_object (fold->store, &hash, NULL) : NULL;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  if (text == NULL || !cs_sshsig_verify (&signer.key, CS_SSHSIG_SIGNOFF, text, size, &signature))
    return TRUE;
  g_autoptr (CsJson) manifest = cs_json_parse_canonical (text, size, NULL);
  *ret_good = manifest != NULL && cs_json_check (manifest, manifest_fields, NULL) &&
              says_the_truth (fold, &signer, manifest, cs_json_get_string (body, "meaning")) &&
              entries_hold (fold, cs_json_get (manifest, "entries"), cs_json_get (body, "cases"));
  return TRUE;
}

static gboolean
gather_one (CsFold *fold, const CsGid *gid, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (!cs_gather_case (fold, gid, state, &work, error) ||
      !cs_gather_critical (fold, gid, state, error))
    return FALSE;
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error,
                   "SELECT unread, unread_texts, evidence IS NOT NULL FROM decision WHERE"
                   " case_gid = ?1 AND person = ?3 AND ((revision = ?2 AND kind = 'accept') OR"
                   " (hash = ?2 AND ?4)) AND withdrawn = 0 ORDER BY ord DESC",
                   "ghgi", gid, &work.revision, &fold->actor.person, (gint64)state->countersigned);
  int there = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (there <= 0)
    return there == 0;
  state->judged_by_actor = TRUE;
  if (cs_stmt_int (stmt, 2) == 0)
    return TRUE;
  state->slices_not_shown = cs_stmt_int (stmt, 0);
  state->texts_not_shown = cs_stmt_int (stmt, 1);
  if (state->slices_not_shown + state->texts_not_shown == 0)
    state->reading_evidence_missing = FALSE;
  return TRUE;
}

/* The strictest of all cases decides: the first that may not be signed stops the whole act. The
 * signature itself, which costs most, is looked at last. */
static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  const CsJson *cases = cs_json_get (body, "cases");
  CsRuleState one;
  for (guint i = 0; i < cs_json_length (cases); i++) {
    CsGid gid;
    one = *state;
    one.signature_good = TRUE;
    cs_gid_from_hex (cs_json_string (cs_json_at (cases, i)), &gid);
    if (!gather_one (fold, &gid, &one, error))
      return FALSE;
    if (!cs_rules_may (&fold->actor, deed (body), &one, NULL)) {
      *state = one;
      return TRUE;
    }
  }
  *state = one;
  return manifest_good (fold, body, &state->signature_good, error);
}

static gboolean
sign_case (CsFold *fold, const CsGid *gid, gboolean approved, const CsHash *manifest,
           const CsSignature *signature, GError **error)
{
  g_auto (CsWork) work = { 0 };
  int there = cs_work_load (fold->db, gid, &work, error);
  if (there <= 0)
    return there < 0 ? FALSE : cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  if (approved)
    cs_flow_sign (&work, &fold->event->hash);
  else
    cs_work_forget (&work);
  return cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error,
                    "INSERT INTO signature (hash, case_gid, person, revision, manifest, sig, ord)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    "hgghhbi", &fold->event->hash, gid, &fold->actor.person, &work.revision,
                    manifest, signature->bytes, sizeof signature->bytes, fold->ord);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  const CsJson *cases = cs_json_get (body, "cases");
  gboolean approved = deed (body) == CS_DEED_SIGN;
  CsHash manifest;
  CsSignature signature = { { 0 } };
  cs_json_get_hash (body, "manifest", &manifest);
  cs_hex_decode (cs_json_get_string (body, "signature"), signature.bytes, sizeof signature.bytes);
  for (guint i = 0; i < cs_json_length (cases); i++) {
    CsGid gid;
    cs_gid_from_hex (cs_json_string (cs_json_at (cases, i)), &gid);
    if (!sign_case (fold, &gid, approved, &manifest, &signature, error))
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
