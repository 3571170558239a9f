/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-forge.h"
#include "cs-test-project.h"
#include "cs-verify.h"

#include <string.h>

static CsTestForge *
forge_open (CsEnv *env, const char *path, const char *handle)
{
  g_autoptr (GError) error = NULL;
  CsTestForge *forge = g_new0 (CsTestForge, 1);
  forge->env = env;
  forge->signer = cs_test_signer (env, handle);
  forge->db = cs_db_open (path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (cs_db_exec (forge->db, "PRAGMA synchronous=OFF; BEGIN", NULL));
  g_assert_true (cs_db_get_int (forge->db, 0, &forge->at, NULL, "SELECT max(at) FROM event", ""));
  return forge;
}

static char *
opening (CsTestForge *forge)
{
  CsIdentity *identity = cs_signer_identity (forge->signer);
  char hex[CS_HASH_HEX + 1];
  CsHash founding;
  g_autoptr (CsStmt) stmt = cs_db_query (
      forge->db, NULL, "SELECT hash FROM event WHERE kind = 'project.create' ORDER BY id", "");
  g_assert_cmpint (cs_stmt_step (stmt, NULL), ==, 1);
  g_assert_true (cs_stmt_hash (stmt, 0, &founding));
  CsGid project;
  memcpy (project.bytes, founding.bytes, sizeof project.bytes);
  g_autoptr (CsJson) body = cs_json_new_object ();
  cs_json_put_string (body, "key", cs_public_key_to_hex (&identity->sitting_key, hex));
  cs_json_put_string (body, "os", "?");
  cs_json_put (body, "parents", cs_json_new_array ());
  cs_json_put_gid (body, "person", &identity->person);
  cs_json_put_gid (body, "project", &project);
  cs_json_put_string (body, "tool", "another program");
  cs_put_time (body, forge->env);
  return cs_json_to_canonical (body, NULL);
}

static CsTestForge *
begin (CsTestForge *forge)
{
  const CsPublicKey *key = &cs_signer_identity (forge->signer)->sitting_key;
  g_autofree char *body = opening (forge);
  cs_env_random_gid (forge->env, &forge->gid);
  g_assert_true (cs_db_run (forge->db, NULL,
                            "INSERT INTO feed (gid, pubkey, n, head) VALUES (?, ?, 1, ?)", "gbh",
                            &forge->gid, key->bytes, sizeof key->bytes, &forge->head));
  forge->feed = cs_db_last_id (forge->db);
  cs_test_forge_event (forge, "sitting.open", body, NULL);
  return forge;
}

CsTestForge *
cs_test_forge_new (CsEnv *env, const char *path, const char *handle)
{
  return begin (forge_open (env, path, handle));
}

CsTestForge *
cs_test_forge_new_at (CsEnv *env, const char *path, const char *handle, gint64 at)
{
  CsTestForge *forge = forge_open (env, path, handle);
  forge->at = at;
  return begin (forge);
}

CsTestForge *
cs_test_forge_go_on (CsEnv *env, const char *path, const char *handle)
{
  CsTestForge *forge = forge_open (env, path, handle);
  g_autoptr (CsStmt) stmt = cs_db_query (
      forge->db, NULL, "SELECT id, gid, n, head FROM feed ORDER BY id DESC LIMIT 1", "");
  g_assert_cmpint (cs_stmt_step (stmt, NULL), ==, 1);
  forge->feed = cs_stmt_int (stmt, 0);
  g_assert_true (cs_stmt_gid (stmt, 1, &forge->gid));
  forge->n = cs_stmt_int (stmt, 2);
  g_assert_true (cs_stmt_hash (stmt, 3, &forge->head));
  return forge;
}

void
cs_test_forge_event (CsTestForge *forge, const char *kind, const char *body, CsHash *ret_hash)
{
  CsHash body_hash, hash;
  g_autoptr (GError) error = NULL;
  forge->at++;
  cs_hash_data (body != NULL ? body : "", body != NULL ? strlen (body) : 0, &body_hash);
  cs_event_hash (&forge->gid, forge->n, forge->at, kind, &body_hash, &forge->head, &hash);
  cs_db_run (forge->db, &error,
             "INSERT INTO event (feed, seq, at, kind, body, bhash, hash)"
             " VALUES (?, ?, ?, ?, ?, ?, ?)",
             "iiitthh", forge->feed, forge->n, forge->at, kind, body, &body_hash, &hash);
  g_assert_no_error (error);
  forge->head = hash;
  forge->n++;
  if (ret_hash != NULL)
    *ret_hash = hash;
}

void
cs_test_forge_json (CsTestForge *forge, const char *kind, CsJson *body, CsHash *ret_hash)
{
  g_autoptr (CsJson) owned = body;
  g_autofree char *text = cs_json_to_canonical (owned, NULL);
  cs_test_forge_event (forge, kind, text, ret_hash);
}

CsHash
cs_test_forge_object (CsTestForge *forge, const char *text)
{
  CsHash hash;
  cs_hash_data (text, strlen (text), &hash);
  g_assert_true (cs_db_run (forge->db, NULL,
                            "INSERT OR IGNORE INTO object (hash, size, enc, data)"
                            " VALUES (?, ?, 0, ?)",
                            "hib", &hash, (gint64)strlen (text), text, strlen (text)));
  return hash;
}

void
cs_test_forge_finish (CsTestForge *forge, gboolean seal)
{
  CsSignature signature;
  gsize size = 0;
  g_autofree char *text = cs_seal_text (&forge->gid, forge->n, &forge->head, &size);
  cs_signer_seal (forge->signer, text, size, &signature);
  g_assert_true (cs_db_run (
      forge->db, NULL, "UPDATE feed SET n = ?, head = ?, seal = ? WHERE id = ?", "ihbi", forge->n,
      &forge->head, seal ? signature.bytes : NULL, sizeof signature.bytes, forge->feed));
  g_assert_true (cs_db_exec (forge->db, "COMMIT", NULL));
  cs_db_close (forge->db);
  cs_signer_free (forge->signer);
  g_free (forge);
}
