/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-release-keys.h"

#include "cs-json-check.h"
#include "cs-sshsig.h"

#include <string.h>

#define FORMAT "countersign-people-1"

static void
key_free (gpointer data)
{
  CsReleaseKey *key = data;
  g_free (key->handle);
  g_free (key->name);
  g_free (key);
}

GPtrArray *
cs_release_keys_new (void)
{
  return g_ptr_array_new_with_free_func (key_free);
}

CsReleaseKey *
cs_release_keys_get (GPtrArray *keys, const CsGid *person, const CsPublicKey *key,
                     const char *handle, const char *name)
{
  for (guint i = 0; i < keys->len; i++) {
    CsReleaseKey *there = keys->pdata[i];
    if (cs_gid_equal (&there->person, person) && cs_public_key_equal (&there->key, key))
      return there;
  }
  CsReleaseKey *made = g_new0 (CsReleaseKey, 1);
  made->person = *person;
  made->key = *key;
  made->handle = g_strdup (handle);
  made->name = g_strdup (name);
  g_ptr_array_add (keys, made);
  return made;
}

const CsReleaseKey *
cs_release_keys_find (const GPtrArray *keys, const CsPublicKey *key)
{
  for (guint i = 0; i < keys->len; i++)
    if (cs_public_key_equal (&((CsReleaseKey *)keys->pdata[i])->key, key))
      return keys->pdata[i];
  return NULL;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const CsReleaseKey *const *one = a, *const *two = b;
  int order = strcmp ((*one)->handle, (*two)->handle);
  return order != 0 ? order : memcmp ((*one)->key.bytes, (*two)->key.bytes, sizeof (*one)->key);
}

void
cs_release_keys_sort (GPtrArray *keys)
{
  g_ptr_array_sort (keys, compare_keys);
}

char *
cs_release_fingerprint (const CsPublicKey *key)
{
  g_autofree char *line = cs_sshsig_public_line (key, NULL);
  gsize size = 0;
  g_autofree guchar *blob = g_base64_decode (strchr (line, ' ') + 1, &size);
  CsHash hash;
  cs_hash_data (blob, size, &hash);
  g_autofree char *text = g_base64_encode (hash.bytes, sizeof hash.bytes);
  text[strcspn (text, "=")] = '\0';
  return g_strconcat ("SHA256:", text, NULL);
}

CsJson *
cs_release_keys_to_json (const GPtrArray *keys)
{
  CsJson *json = cs_json_new_object ();
  CsJson *people = cs_json_new_array ();
  for (guint i = 0; i < keys->len; i++) {
    const CsReleaseKey *key = keys->pdata[i];
    char hex[CS_HASH_HEX + 1];
    CsJson *person = cs_json_new_object ();
    g_autofree char *fingerprint = cs_release_fingerprint (&key->key);
    cs_json_put_string (person, "fingerprint", fingerprint);
    cs_json_put_string (person, "handle", key->handle);
    cs_json_put_string (person, "name", key->name);
    cs_json_put_gid (person, "person", &key->person);
    cs_json_put_bool (person, "releases", key->releases);
    cs_json_put_string (person, "signing_key", cs_public_key_to_hex (&key->key, hex));
    cs_json_append (people, person);
  }
  cs_json_put_string (json, "format", FORMAT);
  cs_json_put (json, "people", people);
  return json;
}

static const CsField person_fields[] = {
  { "fingerprint", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "handle", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_HANDLE_MAX },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_PERSON_NAME_MAX },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "releases", CS_FIELD_BOOL, CS_FIELD_REQUIRED },
  { "signing_key", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { NULL },
};

static const CsField fields[] = {
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED,
    .choices = (const char *const[]){ FORMAT, NULL } },
  { "people", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .fields = person_fields, .max_count = 10000 },
  { NULL },
};

GPtrArray *
cs_release_keys_from_json (const CsJson *json, GError **error)
{
  if (!cs_json_check (json, fields, error))
    return NULL;
  g_autoptr (GPtrArray) keys = cs_release_keys_new ();
  const CsJson *people = cs_json_get (json, "people");
  for (guint i = 0; i < cs_json_length (people); i++) {
    const CsJson *person = cs_json_at (people, i);
    const char *handle = cs_json_get_string (person, "handle");
    CsGid gid;
    CsPublicKey key;
    cs_json_get_gid (person, "person", &gid);
    if (!cs_public_key_from_hex (cs_json_get_string (person, "signing_key"), &key) ||
        !cs_handle_ok (handle)) {
      cs_fail (error, CS_ERROR_CORRUPT, "people[%u] has an improper handle or key", i);
      return NULL;
    }
    CsReleaseKey *made =
        cs_release_keys_get (keys, &gid, &key, handle, cs_json_get_string (person, "name"));
    made->releases = cs_json_get_bool (person, "releases");
  }
  cs_release_keys_sort (keys);
  return g_steal_pointer (&keys);
}

char *
cs_release_keys_allowed_signers (const GPtrArray *keys)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < keys->len; i++) {
    const CsReleaseKey *key = keys->pdata[i];
    g_autofree char *line = cs_sshsig_allowed_signer (
        key->handle, key->releases ? CS_SSHSIG_RELEASE "," CS_SSHSIG_SIGNOFF : CS_SSHSIG_SIGNOFF,
        &key->key);
    g_string_append (text, line);
  }
  return g_string_free (text, FALSE);
}
