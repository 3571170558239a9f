/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-manifest.h"
#include "cs-project-private.h"
#include "cs-sshsig.h"

#include <string.h>
#include <unistd.h>

static int
compare_gids (gconstpointer a, gconstpointer b)
{
  return cs_gid_compare (a, b);
}

/* The cases that the signer accepted and has not signed, or those of the list; by gid. */
static GArray *
cases_to_sign (CsProject *project, const CsGid *cases, guint n, const char *meaning, GError **error)
{
  static const char approved[] =
      "SELECT gid FROM work WHERE status = ?1 AND status != ?3 AND accepted_by = ?2 ORDER BY gid";
  static const char reviewed[] =
      "SELECT DISTINCT gid FROM work JOIN decision ON case_gid = gid AND"
      " decision.revision = work.revision WHERE status != ?3 AND person = ?2 AND kind = 'accept'"
      " AND withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM signature WHERE case_gid = gid AND"
      " signature.person = ?2 AND signature.revision = work.revision) ORDER BY gid";
  CsReader reader = cs_project_reader (project);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (CsGid));
  if (n > 0) {
    g_array_append_vals (list, cases, n);
    g_array_sort (list, compare_gids);
    for (guint i = list->len - 1; i > 0; i--)
      if (cs_gid_equal (&g_array_index (list, CsGid, i), &g_array_index (list, CsGid, i - 1)))
        g_array_remove_index (list, i);
    return g_steal_pointer (&list);
  }
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error, strcmp (meaning, "reviewed") == 0 ? reviewed : approved,
      "igi", (gint64)CS_CASE_ACCEPTED, &reader.person, (gint64)CS_CASE_REJECTED);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    cs_stmt_gid (stmt, 0, &gid);
    g_array_append_val (list, gid);
  }
  return state == 0 ? g_steal_pointer (&list) : NULL;
}

static CsJson *
make_manifest (CsProject *project, GArray *cases, const char *meaning, GError **error)
{
  const char *statement = cs_meaning_statement (meaning);
  const CsIdentity *identity = cs_signer_identity (project->signer);
  CsReader reader = cs_project_reader (project);
  g_autofree char *roles = cs_roles_to_text (reader.roles);
  char hex[CS_HASH_HEX + 1];
  CsHash shown;
  g_autoptr (CsJson) manifest = cs_json_new_object ();
  CsJson *entries = cs_json_new_array ();
  CsJson *tips = cs_index_tips (project->index, error);
  cs_json_put (manifest, "entries", entries);
  cs_json_put (manifest, "tips", tips);
  for (guint i = 0; i < cases->len; i++) {
    CsJson *entry = cs_manifest_entry (project->index, &g_array_index (cases, CsGid, i), error);
    if (entry == NULL)
      return NULL;
    cs_json_append (entries, entry);
  }
  cs_hash_data (statement, strlen (statement), &shown);
  cs_json_put_string (manifest, "format", "countersign-signoff-1");
  cs_json_put_string (manifest, "language", "en");
  cs_json_put_string (manifest, "meaning", meaning);
  cs_json_put_gid (manifest, "person", &identity->person);
  cs_json_put_gid (manifest, "project", &project->gid);
  cs_json_put_string (manifest, "role", roles);
  cs_json_put_string (manifest, "signer", identity->name);
  cs_json_put_string (manifest, "signing_key", cs_public_key_to_hex (&identity->signing_key, hex));
  cs_json_put_string (manifest, "statement", statement);
  cs_json_put_hash (manifest, "statement_hash", &shown);
  cs_put_time (manifest, project->env);
  return tips != NULL ? g_steal_pointer (&manifest) : NULL;
}

static CsJson *
sign_body (CsProject *project, GArray *cases, const char *meaning, const CsHash *manifest,
           const CsSignature *signature)
{
  char hex[CS_SIGNATURE_HEX + 1];
  CsJson *body = cs_json_new_object ();
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < cases->len; i++)
    cs_json_append (list, cs_json_new_gid (&g_array_index (cases, CsGid, i)));
  cs_put_time (body, project->env);
  cs_json_put (body, "cases", list);
  cs_json_put_hash (body, "manifest", manifest);
  cs_json_put_string (body, "meaning", meaning);
  cs_hex_encode (signature->bytes, sizeof signature->bytes, hex);
  cs_json_put_string (body, "signature", hex);
  return body;
}

/* The rules, asked of one case after the other so that the refusal can name it. */
static gboolean
ask_of_each (CsProject *project, GArray *cases, const char *meaning, GError **error)
{
  static const CsHash no_manifest;
  static const CsSignature no_signature;
  CsReader reader = cs_project_reader (project);
  for (guint i = 0; i < cases->len; i++) {
    g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (CsGid));
    g_array_append_val (one, g_array_index (cases, CsGid, i));
    g_autoptr (CsJson) body = sign_body (project, one, meaning, &no_manifest, &no_signature);
    if (cs_index_check_unsigned (project->index, &reader, "sign", body, error))
      continue;
    g_auto (CsWork) work = { 0 };
    if (cs_work_load (cs_index_db (project->index), &g_array_index (one, CsGid, 0), &work, NULL) >
        0)
      g_prefix_error (error, "\"%s\": ", work.title);
    return FALSE;
  }
  return TRUE;
}

/* The signature names the bytes that were brought in. What lies beside the project and is not what
 * it was is not signed; what is not there now says nothing. */
static gboolean
check_linked (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT part.hash, item.title FROM item JOIN part ON"
                                         " part.item = item.gid WHERE item.case_gid = ?",
                                         "g", case_gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash = { { 0 } };
    gint64 size = 0;
    g_autoptr (GError) trouble = NULL;
    cs_stmt_hash (stmt, 0, &hash);
    g_autofree char *linked = cs_store_blob_path (project->store, &hash);
    int fd = linked != NULL ? cs_store_open_blob (project->store, &hash, &size, &trouble) : -1;
    if (fd >= 0)
      close (fd);
    if (!g_error_matches (trouble, CS_ERROR, CS_ERROR_CONFLICT))
      continue;
    g_propagate_prefixed_error (error, g_steal_pointer (&trouble),
                                "\"%s\" is not signed: ", cs_stmt_text (stmt, 1));
    return FALSE;
  }
  return state == 0;
}

static gboolean
check_all_linked (CsProject *project, GArray *cases, GError **error)
{
  for (guint i = 0; i < cases->len; i++)
    if (!check_linked (project, &g_array_index (cases, CsGid, i), error))
      return FALSE;
  return TRUE;
}

GArray *
cs_project_cases_to_sign (CsProject *project, const CsGid *cases, guint n, const char *meaning,
                          GError **error)
{
  if (project->signer == NULL) {
    cs_fail (error, CS_ERROR_DENIED, "nobody is at work here");
    return NULL;
  }
  if (cs_meaning_statement (meaning) == NULL) {
    cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no meaning; use approved or reviewed", meaning);
    return NULL;
  }
  g_autoptr (GArray) list = cases_to_sign (project, cases, n, meaning, error);
  if (list != NULL && list->len == 0)
    cs_fail (error, CS_ERROR_NOT_FOUND,
             "nothing waits for your signature; accept cases at the last stage first");
  if (list == NULL || list->len == 0 || !ask_of_each (project, list, meaning, error) ||
      !check_all_linked (project, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

gboolean
cs_project_may_sign (CsProject *project, const CsGid *cases, guint n, const char *meaning,
                     GError **error)
{
  g_autoptr (GArray) list = cs_project_cases_to_sign (project, cases, n, meaning, error);
  return list != NULL;
}

gboolean
cs_project_sign (CsProject *project, const CsGid *cases, guint n, const char *meaning,
                 guint *ret_signed, GError **error)
{
  CsHash hash;
  CsSignature signature;
  g_autoptr (GArray) list = cs_project_cases_to_sign (project, cases, n, meaning, error);
  if (list == NULL)
    return FALSE;
  g_autoptr (CsJson) manifest = make_manifest (project, list, meaning, error);
  if (manifest == NULL)
    return FALSE;
  gsize size = 0;
  char *text = cs_json_to_canonical (manifest, &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
  if (!cs_signer_sign (project->signer, CS_SSHSIG_SIGNOFF, text, size, &signature, error))
    return FALSE;
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL || !cs_project_act_object (act, bytes, &hash, error) ||
      !cs_project_act_event (act, "sign", sign_body (project, list, meaning, &hash, &signature),
                             NULL, error) ||
      !cs_project_act_commit (g_steal_pointer (&act), error))
    return FALSE;
  if (ret_signed != NULL)
    *ret_signed = list->len;
  return TRUE;
}

/* --- what was signed --- */

CsJson *
cs_project_signature_entry (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                            GError **error)
{
  if (!cs_project_check_reads_releases (reader, error))
    return NULL;
  char hex[CS_SIGNATURE_HEX + 1];
  CsHash manifest, event;
  gsize size = 0;
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT signature.manifest, signature.sig, signature.hash FROM signature JOIN work"
      " ON work.gid = signature.case_gid AND work.signature = signature.hash"
      " WHERE signature.case_gid = ? AND work.status = ?",
      "gi", case_gid, (gint64)CS_CASE_SIGNED);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0 || !cs_stmt_hash (stmt, 0, &manifest) || !cs_stmt_hash (stmt, 2, &event))
    return NULL;
  gconstpointer signature = cs_stmt_blob (stmt, 1, &size);
  if (size != sizeof (CsSignature)) {
    cs_fail (error, CS_ERROR_CORRUPT, "the signature of the case is damaged");
    return NULL;
  }
  CsJson *entry = cs_json_new_object ();
  cs_hex_encode (signature, sizeof (CsSignature), hex);
  cs_json_put_hash (entry, "event", &event);
  cs_json_put_hash (entry, "manifest", &manifest);
  cs_json_put_string (entry, "signature", hex);
  return entry;
}
