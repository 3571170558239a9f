/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts lie in the file and no event vouches for them. So each step is sealed with the sitting key
 * of who made it, over a chain of all steps before it: a draft that came with a file from elsewhere
 * is not taken for one's own. */
#include "cs-project-private.h"
#include "cs-sshsig.h"

#include <string.h>

void
cs_draft_seal_begin (CsProject *project, const CsDraft *draft, CsHash *ret_digest)
{
  static const char domain[] = "countersign-draft-1";
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  cs_hasher_add (hasher, domain, sizeof domain);
  cs_hasher_add (hasher, project->gid.bytes, sizeof project->gid.bytes);
  cs_hasher_add (hasher, draft->case_gid.bytes, sizeof draft->case_gid.bytes);
  cs_hasher_add (hasher, reader.person.bytes, sizeof reader.person.bytes);
  cs_hasher_add (hasher, draft->base.bytes, sizeof draft->base.bytes);
  cs_hasher_finish (hasher, ret_digest);
}

static void
add_text (CsHasher *hasher, const char *text)
{
  CsHash hash;
  cs_hash_data (text, strlen (text), &hash);
  cs_hasher_add (hasher, hash.bytes, sizeof hash.bytes);
}

void
cs_draft_seal_step (const char *body, const CsJson *aside, CsHash *digest)
{
  const CsJson *dropped = cs_json_get (aside, "dropped");
  g_autofree char *beside = dropped != NULL ? cs_json_to_canonical (dropped, NULL) : NULL;
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  cs_hasher_add (hasher, digest->bytes, sizeof digest->bytes);
  add_text (hasher, body);
  add_text (hasher, beside != NULL ? beside : "");
  cs_hasher_finish (hasher, digest);
}

static char *
seal_text (const CsHash *digest)
{
  char hex[CS_HASH_HEX + 1];
  return g_strconcat ("countersign-draft-1 ", cs_hash_to_hex (digest, hex), NULL);
}

CsJson *
cs_draft_seal_aside (CsProject *project, const CsJson *aside, const CsHash *digest)
{
  CsSignature signature;
  char hex[CS_SIGNATURE_HEX + 1];
  const CsJson *dropped = cs_json_get (aside, "dropped");
  g_autofree char *text = seal_text (digest);
  CsJson *sealed = cs_json_new_object ();
  cs_signer_seal (project->signer, text, strlen (text), &signature);
  cs_hex_encode (signature.bytes, sizeof signature.bytes, hex);
  cs_json_put_hash (sealed, "digest", digest);
  if (dropped != NULL)
    cs_json_put (sealed, "dropped", cs_json_ref (dropped));
  if (cs_json_get_bool (aside, "floor"))
    cs_json_put_bool (sealed, "floor", TRUE);
  cs_json_put_string (sealed, "seal", hex);
  return sealed;
}

/* Whether the signer sealed the step whose ASIDE this is; then what it sealed. */
static gboolean
is_sealed (CsProject *project, const CsJson *aside, CsHash *ret_digest)
{
  CsSignature signature;
  const char *hex = cs_json_get_string (aside, "seal");
  if (project->signer == NULL || hex == NULL || !cs_json_get_hash (aside, "digest", ret_digest) ||
      !cs_hex_decode (hex, signature.bytes, sizeof signature.bytes))
    return FALSE;
  g_autofree char *text = seal_text (ret_digest);
  return cs_sshsig_verify (&cs_signer_identity (project->signer)->sitting_key, CS_SSHSIG_SITTING,
                           text, strlen (text), &signature);
}

gboolean
cs_draft_seal_check (CsProject *project, const CsDraft *draft, CsHash *ret_digest, GError **error)
{
  if (draft->cursor == 0) {
    cs_draft_seal_begin (project, draft, ret_digest);
    return TRUE;
  }
  g_autoptr (CsStmt) stmt = cs_db_query (cs_store_db (project->store), error,
                                         "SELECT aside FROM draft_op WHERE draft = ? AND n = ?",
                                         "ii", draft->id, draft->cursor - 1);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return FALSE;
  const char *text = state > 0 ? cs_stmt_text (stmt, 0) : NULL;
  g_autoptr (CsJson) aside =
      text != NULL ? cs_json_parse_canonical (text, strlen (text), NULL) : NULL;
  return is_sealed (project, aside, ret_digest) ||
         cs_fail (error, CS_ERROR_CONFLICT,
                  "a draft in your name came with this file, and it was not made with your key on "
                  "this machine; throw it away (\"task discard\") and begin again");
}

gboolean
cs_project_warn_drafts (CsProject *project, GPtrArray *problems, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsStmt) stmt = cs_db_query (cs_store_db (project->store), error,
                                         "SELECT case_gid FROM draft WHERE person = ?"
                                         " ORDER BY case_gid",
                                         "g", &reader.person);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsDraft draft;
    CsGid gid;
    CsHash digest;
    g_auto (CsWork) work = { 0 };
    g_autoptr (GError) inner = NULL;
    if (!cs_stmt_gid (stmt, 0, &gid) || !cs_project_work (project, &gid, &work, NULL))
      continue;
    if (!cs_project_load_draft (project, &gid, &draft, error))
      return FALSE;
    if (!cs_draft_seal_check (project, &draft, &digest, &inner))
      cs_problems_add_error (problems, CS_SEVERITY_WARNING, work.title, inner);
  }
  return state == 0;
}
