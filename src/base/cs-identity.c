/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-identity.h"
#include "cs-json-check.h"
#include "cs-line.h"
#include "cs-sshsig.h"

#include <string.h>

#define FORMAT "countersign-identity-1"
#define CERTIFICATE_FORMAT "countersign-certificate-1"
#define TEXT_LIMIT 16384

static const char *const formats[] = { FORMAT, NULL };

static const CsField identity_fields[] = {
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = formats },
  { "handle", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_HANDLE_MAX },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_PERSON_NAME_MAX },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "sitting_key", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "signing_key", CS_FIELD_HASH },
  { "certificate", CS_FIELD_STRING, 0, CS_SIGNATURE_HEX, CS_SIGNATURE_HEX },
  { NULL },
};

/* --- names --- */

static gboolean
handle_letter (char c)
{
  return g_ascii_islower (c) || g_ascii_isdigit (c);
}

gboolean
cs_handle_ok (const char *handle)
{
  gsize length = strlen (handle);
  if (length < 1 || length > CS_HANDLE_MAX || !handle_letter (handle[0]))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (!handle_letter (handle[i]) && strchr ("._-", handle[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* What stands before a name, without a dot. */
static gboolean
is_title (const char *word)
{
  static const char *const titles[] = { "dr", "prof", "med", "mr",   "mrs",
                                        "ms", "miss", "mx",  "frau", "herr" };
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (word, titles[i]) == 0)
      return TRUE;
  return FALSE;
}

char *
cs_handle_from_name (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  g_autoptr (GString) handle = g_string_new (NULL);
  for (const char *p = ascii; *p != '\0'; p++) {
    if (g_ascii_isalnum (*p) && handle->len < CS_HANDLE_MAX)
      g_string_append_c (handle, g_ascii_tolower (*p));
    if (strchr (" .,", *p) == NULL || handle->len == 0)
      continue;
    if (!is_title (handle->str))
      break;
    if (p[strspn (p, " .,")] != '\0')
      g_string_truncate (handle, 0);
  }
  return g_string_free (g_steal_pointer (&handle), FALSE);
}

gboolean
cs_person_name_ok (const char *name)
{
  gsize length = strlen (name);
  if (length < 1 || length > CS_PERSON_NAME_MAX || !cs_line_ok (name))
    return FALSE;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isgraph (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

static gboolean
check_names (const char *handle, const char *name, GError **error)
{
  if (!cs_handle_ok (handle))
    return cs_fail (error, CS_ERROR_INVALID,
                    "handle: \"%s\" is not a handle. Use 1 to %d small letters, digits, dots, "
                    "underscores and hyphens, a letter or digit first.",
                    handle, CS_HANDLE_MAX);
  if (!cs_person_name_ok (name))
    return cs_fail (error, CS_ERROR_INVALID,
                    "name: use one line of 1 to %d bytes without control characters.",
                    CS_PERSON_NAME_MAX);
  return TRUE;
}

/* --- the value --- */

CsIdentity *
cs_identity_new (const char *handle, const char *name, const CsGid *person,
                 const CsPublicKey *sitting_key, GError **error)
{
  if (!check_names (handle, name, error))
    return NULL;
  CsIdentity *identity = g_new0 (CsIdentity, 1);
  identity->refs = 1;
  identity->handle = g_strdup (handle);
  identity->name = g_strdup (name);
  identity->person = *person;
  identity->sitting_key = *sitting_key;
  return identity;
}

CsIdentity *
cs_identity_ref (CsIdentity *identity)
{
  __atomic_add_fetch (&identity->refs, 1, __ATOMIC_RELAXED);
  return identity;
}

void
cs_identity_unref (CsIdentity *identity)
{
  if (identity == NULL || __atomic_sub_fetch (&identity->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  g_free (identity->handle);
  g_free (identity->name);
  g_free (identity);
}

static void
put_key (CsJson *object, const char *member, const CsPublicKey *key)
{
  char hex[CS_HASH_HEX + 1];
  cs_json_put_string (object, member, cs_public_key_to_hex (key, hex));
}

char *
cs_identity_certificate_text (const CsIdentity *identity, gsize *ret_size)
{
  g_autoptr (CsJson) object = cs_json_new_object ();
  cs_json_put_string (object, "format", CERTIFICATE_FORMAT);
  cs_json_put_string (object, "handle", identity->handle);
  cs_json_put_gid (object, "person", &identity->person);
  put_key (object, "signing_key", &identity->signing_key);
  put_key (object, "sitting_key", &identity->sitting_key);
  return cs_json_to_canonical (object, ret_size);
}

CsIdentity *
cs_identity_certify (const CsIdentity *identity, const CsKey *signing_key)
{
  CsIdentity *certified = cs_identity_new (identity->handle, identity->name, &identity->person,
                                           &identity->sitting_key, NULL);
  certified->signing_key = *cs_key_public (signing_key);
  certified->certified = TRUE;
  gsize size = 0;
  g_autofree char *text = cs_identity_certificate_text (certified, &size);
  cs_sshsig_sign (signing_key, CS_SSHSIG_SITTING, text, size, &certified->certificate);
  return certified;
}

/* --- the document --- */

CsJson *
cs_identity_to_json (const CsIdentity *identity)
{
  CsJson *object = cs_json_new_object ();
  cs_json_put_string (object, "format", FORMAT);
  cs_json_put_string (object, "handle", identity->handle);
  cs_json_put_string (object, "name", identity->name);
  cs_json_put_gid (object, "person", &identity->person);
  put_key (object, "sitting_key", &identity->sitting_key);
  if (!identity->certified)
    return object;
  char hex[CS_SIGNATURE_HEX + 1];
  cs_hex_encode (identity->certificate.bytes, sizeof identity->certificate.bytes, hex);
  put_key (object, "signing_key", &identity->signing_key);
  cs_json_put_string (object, "certificate", hex);
  return object;
}

static gboolean
read_key (const CsJson *json, const char *member, CsPublicKey *ret_key, GError **error)
{
  if (!cs_public_key_from_hex (cs_json_get_string (json, member), ret_key))
    return cs_fail (error, CS_ERROR_INVALID, "%s: not an Ed25519 public key", member);
  return TRUE;
}

static gboolean
read_certificate (const CsJson *json, CsIdentity *identity, GError **error)
{
  const char *certificate = cs_json_get_string (json, "certificate");
  if ((certificate == NULL) != (cs_json_get (json, "signing_key") == NULL))
    return cs_fail (error, CS_ERROR_INVALID,
                    "certificate: it and signing_key stand together or not at all");
  if (certificate == NULL)
    return TRUE;
  if (!read_key (json, "signing_key", &identity->signing_key, error))
    return FALSE;
  if (!cs_hex_decode (certificate, identity->certificate.bytes, sizeof identity->certificate.bytes))
    return cs_fail (error, CS_ERROR_INVALID, "certificate: not %d small hex digits",
                    CS_SIGNATURE_HEX);
  if (cs_public_key_equal (&identity->signing_key, &identity->sitting_key))
    return cs_fail (error, CS_ERROR_INVALID, "signing_key: the same as sitting_key");

  gsize size = 0;
  g_autofree char *text = cs_identity_certificate_text (identity, &size);
  if (!cs_sshsig_verify (&identity->signing_key, CS_SSHSIG_SITTING, text, size,
                         &identity->certificate))
    return cs_fail (error, CS_ERROR_DENIED,
                    "certificate: the signing key of %s did not certify this. Ask for the "
                    "document again.",
                    identity->handle);
  identity->certified = TRUE;
  return TRUE;
}

CsIdentity *
cs_identity_from_json (const CsJson *json, GError **error)
{
  CsGid person;
  CsPublicKey sitting_key;
  if (!cs_json_check (json, identity_fields, error) ||
      !read_key (json, "sitting_key", &sitting_key, error))
    return NULL;
  cs_json_get_gid (json, "person", &person);
  g_autoptr (CsIdentity) identity =
      cs_identity_new (cs_json_get_string (json, "handle"), cs_json_get_string (json, "name"),
                       &person, &sitting_key, error);
  if (identity == NULL || !read_certificate (json, identity, error))
    return NULL;
  return g_steal_pointer (&identity);
}

CsIdentity *
cs_identity_parse (const char *text, gsize size, GError **error)
{
  g_autoptr (CsJson) json = cs_json_parse_text (text, size, TEXT_LIMIT, error);
  return json != NULL ? cs_identity_from_json (json, error) : NULL;
}
