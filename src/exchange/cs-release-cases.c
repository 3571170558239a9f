/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lets each case of a release verify alone. */
#include "cs-release-private.h"
#include "cs-revision.h"
#include "cs-sshsig.h"

#include <string.h>

/* A signed list. */
typedef struct {
  CsJson *json;
  GHashTable *entries; /* gid as hex -> CsJson, borrowed */
  CsReleaseKey *key;   /* borrowed */
} Manifest;

typedef struct {
  CsReleaseCut *cut;
  GPtrArray *people;     /* CsPersonRow */
  GHashTable *manifests; /* hex -> Manifest */
  GHashTable *lines;     /* hex -> GBytes: objects of the revisions */
} Work;

static void
manifest_free (gpointer data)
{
  Manifest *manifest = data;
  cs_json_unref (manifest->json);
  g_hash_table_unref (manifest->entries);
  g_free (manifest);
}

static const char *
handle_of (const Work *work, const CsGid *person)
{
  for (guint i = 0; i < work->people->len; i++) {
    const CsPersonRow *row = work->people->pdata[i];
    if (cs_gid_equal (&row->gid, person))
      return row->handle;
  }
  return NULL;
}

static CsReleaseKey *
key_of (Work *work, const CsJson *manifest, GError **error)
{
  CsGid person;
  CsPublicKey key;
  const char *hex = cs_json_get_string (manifest, "signing_key");
  const char *handle =
      cs_json_get_gid (manifest, "person", &person) ? handle_of (work, &person) : NULL;
  if (hex == NULL || !cs_public_key_from_hex (hex, &key) || handle == NULL) {
    cs_fail (error, CS_ERROR_CORRUPT, "a signed list names nobody of the project");
    return NULL;
  }
  return cs_release_keys_get (work->cut->keys, &person, &key, handle,
                              cs_json_get_string (manifest, "signer"));
}

static gboolean
add_manifest_files (Work *work, const char *hex, GBytes *bytes, const CsReleaseKey *key,
                    const char *signature_hex, GError **error)
{
  CsSignature signature;
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  if (!cs_hex_decode (signature_hex, signature.bytes, sizeof signature.bytes) ||
      !cs_sshsig_verify (&key->key, CS_SSHSIG_SIGNOFF, data, size, &signature))
    return cs_fail (error, CS_ERROR_CORRUPT, "the signature of %s does not hold", key->handle);
  g_autofree char *armour = cs_sshsig_to_armour (&key->key, CS_SSHSIG_SIGNOFF, &signature);
  g_autofree char *path = g_strdup_printf ("manifests/%s.json", hex);
  g_autofree char *sig_path = g_strconcat (path, ".sig", NULL);
  return cs_release_cut_add (work->cut, path, g_bytes_ref (bytes), error) &&
         cs_release_cut_add_text (work->cut, sig_path, armour, error);
}

static Manifest *
manifest_of (Work *work, const CsJson *record, GError **error)
{
  CsHash hash;
  char hex[CS_HASH_HEX + 1];
  cs_json_get_hash (record, "manifest", &hash);
  cs_hash_to_hex (&hash, hex);
  Manifest *there = g_hash_table_lookup (work->manifests, hex);
  if (there != NULL)
    return there;
  g_autoptr (GBytes) bytes =
      cs_store_get_object (cs_project_store (work->cut->project), &hash, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsJson) json = cs_json_parse_canonical (text, size, error);
  CsReleaseKey *key = json != NULL ? key_of (work, json, error) : NULL;
  if (key == NULL ||
      !add_manifest_files (work, hex, bytes, key, cs_json_get_string (record, "signature"), error))
    return NULL;
  Manifest *made = g_new0 (Manifest, 1);
  const CsJson *entries = cs_json_get (json, "entries");
  made->entries = g_hash_table_new (g_str_hash, g_str_equal);
  made->key = key;
  for (guint i = 0; i < cs_json_length (entries); i++) {
    const CsJson *entry = cs_json_at (entries, i);
    const char *gid = cs_json_get_string (entry, "case");
    if (gid != NULL)
      g_hash_table_insert (made->entries, (gpointer)gid, (gpointer)entry);
  }
  made->json = g_steal_pointer (&json);
  g_hash_table_insert (work->manifests, g_strdup (hex), made);
  return made;
}

/* --- the marks that were signed, as the bytes whose hashes were signed --- */

static GBytes *
add_object (Work *work, const CsHash *hash, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  GBytes *bytes = g_hash_table_lookup (work->lines, cs_hash_to_hex (hash, hex));
  if (bytes != NULL)
    return bytes;
  bytes = cs_store_get_object (cs_project_store (work->cut->project), hash, error);
  if (bytes != NULL)
    g_hash_table_insert (work->lines, g_strdup (hex), bytes);
  return bytes;
}

static gboolean
add_revision (Work *work, const CsJson *entry, GError **error)
{
  CsHash hash;
  gsize size = 0;
  if (!cs_json_get_hash (entry, "object", &hash))
    return cs_fail (error, CS_ERROR_CORRUPT, "the signed entry names no marks");
  GBytes *bytes = add_object (work, &hash, error);
  if (bytes == NULL)
    return FALSE;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsRevision) revision = cs_revision_parse (text, size, error);
  for (guint i = 0; revision != NULL && i < revision->parts->len; i++)
    if (add_object (work, &g_array_index (revision->parts, CsHash, i), error) == NULL)
      return FALSE;
  return revision != NULL;
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
write_lines (Work *work, GError **error)
{
  guint n = 0;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (work->lines, &n);
  GByteArray *text = g_byte_array_new ();
  qsort (names, n, sizeof *names, compare_text);
  for (guint i = 0; i < n; i++) {
    gsize size = 0;
    gconstpointer line = g_bytes_get_data (g_hash_table_lookup (work->lines, names[i]), &size);
    g_byte_array_append (text, line, (guint)size);
    g_byte_array_append (text, (const guint8 *)"\n", 1);
  }
  return cs_release_cut_add (work->cut, "revisions.jsonl", g_byte_array_free_to_bytes (text),
                             error);
}

/* --- a case --- */

static void
note_documents (Work *work, const CsJson *entry)
{
  static const char *const keys[] = { "schema", "guideline", "workflow" };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    const char *hex = cs_json_get_string (entry, keys[i]);
    if (hex != NULL)
      g_hash_table_add (work->cut->documents, g_strdup (hex));
  }
}

static gboolean
add_case (Work *work, const CsCaseRow *row, GError **error)
{
  char gid[CS_GID_HEX + 1];
  CsReader reader = cs_project_reader (work->cut->project);
  g_autoptr (GError) inner = NULL;
  g_autoptr (CsJson) record =
      cs_project_signature_entry (work->cut->project, &reader, &row->gid, &inner);
  if (record == NULL && inner == NULL)
    return cs_fail (error, CS_ERROR_CONFLICT, "its signature is not there");
  Manifest *manifest = record != NULL ? manifest_of (work, record, &inner) : NULL;
  if (manifest == NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  const CsJson *entry = g_hash_table_lookup (manifest->entries, cs_gid_to_hex (&row->gid, gid));
  if (entry == NULL)
    return cs_fail (error, CS_ERROR_CORRUPT, "the signed list does not name it");
  manifest->key->cases++;
  note_documents (work, entry);
  g_autofree char *text = cs_json_to_canonical (entry, NULL);
  g_autofree char *path = g_strdup_printf ("signatures/%s.json", gid);
  return cs_release_cut_add_text (work->cut, path, text, error) &&
         add_revision (work, entry, error);
}

gboolean
cs_release_cut_cases (CsReleaseCut *cut, GCancellable *cancellable, GError **error)
{
  CsReader reader = cs_project_reader (cut->project);
  g_autoptr (GPtrArray) people = cs_project_people (cut->project, &reader, error);
  if (people == NULL)
    return FALSE;
  g_autoptr (GHashTable) manifests =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, manifest_free);
  g_autoptr (GHashTable) lines =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  Work work = { cut, people, manifests, lines };
  for (guint i = 0; i < cut->export->cases->len; i++) {
    const CsCaseRow *row = cut->export->cases->pdata[i];
    if (g_cancellable_is_cancelled (cancellable))
      return cs_fail (error, CS_ERROR_CANCELLED, "stopped; nothing was released");
    if (!add_case (&work, row, error)) {
      g_prefix_error (error, "%s: ", row->title);
      return FALSE;
    }
  }
  return write_lines (&work, error);
}
