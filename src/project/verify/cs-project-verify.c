/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-manifest.h"
#include "cs-project-private.h"
#include "cs-project-verify.h"
#include "cs-sshsig.h"
#include "cs-verify.h"

#include <string.h>

/* --- the index against the journal --- */

static gboolean
check_index (CsProject *project, GPtrArray *problems, GError **error)
{
  CsHash before, after;
  if (!cs_index_digest (project->index, &before, error) ||
      !cs_index_rebuild (project->index, error) || !cs_index_digest (project->index, &after, error))
    return FALSE;
  if (!cs_hash_equal (&before, &after))
    cs_problems_add (problems, CS_SEVERITY_WARNING, "index", NULL,
                     "the index did not agree with the journal; it was built anew");
  return TRUE;
}

/* Also of who has not worked yet: that somebody has is not told to who reads beside them. */
static gboolean
tell_uncertified (CsProject *project, GPtrArray *problems, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT handle FROM person WHERE signing_key IS NULL ORDER BY ord", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0)
    cs_problems_add (problems, CS_SEVERITY_INFO, "not-certified", cs_stmt_text (stmt, 0),
                     "the sittings of %s are not yet certified by a signing key; the first "
                     "signature does it, or \"key protect PROJECT --as %s\"",
                     cs_stmt_text (stmt, 0), cs_stmt_text (stmt, 0));
  return state == 0;
}

/* --- signatures, and whether what they cover is still so --- */

/* One signature covers thousands of cases: what was found of the last one is kept. */
typedef struct {
  CsProject *project;
  GPtrArray *problems;
  CsHash manifest;
  CsPublicKey key;
  CsSignature signature;
  CsJson *content;     /* of the manifest; NULL before the first */
  GHashTable *entries; /* case as hex -> CsJson in CONTENT */
} Context;

static void
forget_signature (Context *context)
{
  g_clear_pointer (&context->entries, g_hash_table_unref);
  g_clear_pointer (&context->content, cs_json_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Context, forget_signature)

static gboolean
learn_signature (Context *context, const CsHash *manifest, const CsPublicKey *key,
                 const CsSignature *signature, const char *hex, GError **error)
{
  gsize size = 0;
  if (context->content != NULL && cs_hash_equal (manifest, &context->manifest) &&
      cs_public_key_equal (key, &context->key) &&
      memcmp (signature, &context->signature, sizeof *signature) == 0)
    return TRUE;
  forget_signature (context);
  g_autoptr (GBytes) bytes = cs_project_object (context->project, manifest, error);
  if (bytes == NULL)
    return FALSE;
  const char *text = g_bytes_get_data (bytes, &size);
  if (!cs_sshsig_verify (key, CS_SSHSIG_SIGNOFF, text, size, signature))
    return cs_fail (error, CS_ERROR_CORRUPT, "the signature on case %.8s is not good", hex);
  context->content = cs_json_parse_canonical (text, size, error);
  if (context->content == NULL)
    return FALSE;
  context->manifest = *manifest;
  context->key = *key;
  context->signature = *signature;
  context->entries = g_hash_table_new (g_str_hash, g_str_equal);
  const CsJson *entries = cs_json_get (context->content, "entries");
  for (guint i = 0; i < cs_json_length (entries); i++) {
    const char *gid = cs_json_get_string (cs_json_at (entries, i), "case");
    if (gid != NULL)
      g_hash_table_insert (context->entries, (gpointer)gid, (gpointer)cs_json_at (entries, i));
  }
  return TRUE;
}

/* An approval holds as long as the case is what it covers. One that is no longer the case's was
 * followed by another; a word of "reviewed" says nothing of what was decided after it. */
static void
tell_changes (Context *context, CsStmt *stmt, const CsJson *entry, const char *hex)
{
  const char *title = cs_stmt_text (stmt, 4), *who = cs_stmt_text (stmt, 7);
  CsHash signed_one = { { 0 } }, now = { { 0 } };
  CsIndex *index = context->project->index;
  gboolean reviewed = g_strcmp0 (cs_json_get_string (context->content, "meaning"), "reviewed") == 0;
  cs_stmt_hash (stmt, 5, &signed_one);
  cs_stmt_hash (stmt, 6, &now);
  if (!reviewed && cs_stmt_int (stmt, 8) != 0 && !cs_manifest_entry_holds (index, entry, NULL))
    cs_problems_add (context->problems, CS_SEVERITY_WARNING, "changed-after-signing", hex,
                     "case \"%s\" changed after signing: %s approved something else", title, who);
  if (!reviewed)
    return;
  if (!cs_hash_equal (&signed_one, &now))
    cs_problems_add (context->problems, CS_SEVERITY_INFO, "superseded", hex,
                     "case \"%s\" has another version than the one that %s signed as reviewed",
                     title, who);
  else if (!cs_manifest_content_holds (index, entry, NULL))
    cs_problems_add (context->problems, CS_SEVERITY_WARNING, "changed-after-signing", hex,
                     "case \"%s\" changed after %s signed it as reviewed", title, who);
}

/* One row: case, manifest, signature, key, title, revision signed, revision now, handle, and
 * whether it is the one by which the case is signed off. */
static gboolean
check_signature (Context *context, CsStmt *stmt, GError **error)
{
  CsGid gid;
  CsHash manifest, key_hash;
  CsSignature signature;
  CsPublicKey key;
  gsize size = 0;
  char hex[CS_GID_HEX + 1];
  cs_stmt_gid (stmt, 0, &gid);
  cs_gid_to_hex (&gid, hex);
  cs_stmt_hash (stmt, 1, &manifest);
  gconstpointer raw = cs_stmt_blob (stmt, 2, &size);
  if (size != sizeof signature || !cs_stmt_hash (stmt, 3, &key_hash))
    return cs_fail (error, CS_ERROR_CORRUPT, "a malformed signature on case %.8s", hex);
  memcpy (signature.bytes, raw, size);
  memcpy (key.bytes, key_hash.bytes, sizeof key.bytes);
  if (!learn_signature (context, &manifest, &key, &signature, hex, error))
    return FALSE;
  const CsJson *entry = g_hash_table_lookup (context->entries, hex);
  if (entry == NULL)
    return cs_fail (error, CS_ERROR_CORRUPT, "the signature on case %.8s does not cover it", hex);
  tell_changes (context, stmt, entry, hex);
  return TRUE;
}

static gboolean
check_signatures (CsProject *project, GPtrArray *problems, GError **error)
{
  g_auto (Context) context = { .project = project, .problems = problems };
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT signature.case_gid, manifest, sig, person.signing_key, work.title,"
      " signature.revision, work.revision, person.handle, work.signature IS signature.hash"
      " FROM signature JOIN work ON work.gid = signature.case_gid"
      " JOIN person ON person.gid = signature.person ORDER BY manifest, signature.case_gid",
      "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0)
    if (!check_signature (&context, stmt, error))
      return FALSE;
  return state == 0;
}

gboolean
cs_project_verify (CsProject *project, gboolean linked, GPtrArray *problems,
                   GCancellable *cancellable, GError **error)
{
  return cs_store_check_file (project->store, error) &&
         cs_verify_truth (cs_store_db (project->store), problems, NULL, cancellable, error) &&
         check_index (project, problems, error) &&
         cs_project_verify_acts (project, problems, error) &&
         tell_uncertified (project, problems, error) &&
         check_signatures (project, problems, error) &&
         cs_project_verify_drafts (project, problems, error) &&
         cs_project_verify_sources (project, linked, problems, cancellable, error);
}
