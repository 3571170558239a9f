/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sshsig.h"

#include <sodium.h>
#include <string.h>

#define MAGIC "SSHSIG"
#define VERSION 1
#define ALGORITHM "ssh-ed25519"
#define DIGEST "sha512"
#define ARMOUR_BEGIN "-----BEGIN SSH SIGNATURE-----"
#define ARMOUR_END "-----END SSH SIGNATURE-----"
#define ARMOUR_COLUMNS 70
#define ARMOUR_LIMIT 8192

/* --- the wire form: strings with a 32-bit big-endian length before them --- */

static void
put_length (GByteArray *out, guint32 length)
{
  guint32 big = GUINT32_TO_BE (length);
  g_byte_array_append (out, (const guint8 *)&big, sizeof big);
}

static void
put_data (GByteArray *out, gconstpointer data, gsize size)
{
  put_length (out, (guint32)size);
  g_byte_array_append (out, data, (guint)size);
}

static void
put_text (GByteArray *out, const char *text)
{
  put_data (out, text, strlen (text));
}

static void
put_public_key (GByteArray *out, const CsPublicKey *key)
{
  put_text (out, ALGORITHM);
  put_data (out, key->bytes, sizeof key->bytes);
}

typedef struct {
  const guint8 *at;
  gsize left;
} Wire;

static gboolean
take_number (Wire *wire, guint32 *ret_number)
{
  if (wire->left < 4)
    return FALSE;
  guint32 big;
  memcpy (&big, wire->at, sizeof big);
  *ret_number = GUINT32_FROM_BE (big);
  wire->at += 4;
  wire->left -= 4;
  return TRUE;
}

static gboolean
take_data (Wire *wire, Wire *ret_inner)
{
  guint32 length = 0;
  if (!take_number (wire, &length) || length > wire->left)
    return FALSE;
  *ret_inner = (Wire){ wire->at, length };
  wire->at += length;
  wire->left -= length;
  return TRUE;
}

static gboolean
wire_is (const Wire *wire, const char *text)
{
  return wire->left == strlen (text) && memcmp (wire->at, text, wire->left) == 0;
}

/* An algorithm name and a value of exactly SIZE bytes, nothing after it. */
static gboolean
take_typed (Wire *wire, gpointer ret_value, gsize size, gboolean *ret_known)
{
  Wire outer, name, value;
  if (!take_data (wire, &outer) || !take_data (&outer, &name) || !take_data (&outer, &value))
    return FALSE;
  *ret_known = wire_is (&name, ALGORITHM);
  if (!*ret_known)
    return TRUE;
  if (value.left != size || outer.left != 0)
    return FALSE;
  memcpy (ret_value, value.at, size);
  return TRUE;
}

/* --- signing --- */

static GByteArray *
signed_bytes (const char *purpose, gconstpointer data, gsize size)
{
  guint8 digest[crypto_hash_sha512_BYTES];
  crypto_hash_sha512 (digest, data, size);
  GByteArray *out = g_byte_array_sized_new (160);
  g_byte_array_append (out, (const guint8 *)MAGIC, strlen (MAGIC));
  put_text (out, purpose);
  put_text (out, "");
  put_text (out, DIGEST);
  put_data (out, digest, sizeof digest);
  return out;
}

void
cs_sshsig_sign (const CsKey *key, const char *purpose, gconstpointer data, gsize size,
                CsSignature *ret_signature)
{
  g_autoptr (GByteArray) message = signed_bytes (purpose, data, size);
  cs_key_sign (key, message->data, message->len, ret_signature);
}

gboolean
cs_sshsig_verify (const CsPublicKey *key, const char *purpose, gconstpointer data, gsize size,
                  const CsSignature *signature)
{
  g_autoptr (GByteArray) message = signed_bytes (purpose, data, size);
  return cs_public_key_verify (key, message->data, message->len, signature);
}

/* --- armour --- */

char *
cs_sshsig_to_armour (const CsPublicKey *key, const char *purpose, const CsSignature *signature)
{
  g_autoptr (GByteArray) public_key = g_byte_array_new ();
  put_public_key (public_key, key);
  g_autoptr (GByteArray) value = g_byte_array_new ();
  put_text (value, ALGORITHM);
  put_data (value, signature->bytes, sizeof signature->bytes);

  g_autoptr (GByteArray) blob = g_byte_array_sized_new (256);
  g_byte_array_append (blob, (const guint8 *)MAGIC, strlen (MAGIC));
  put_length (blob, VERSION);
  put_data (blob, public_key->data, public_key->len);
  put_text (blob, purpose);
  put_text (blob, "");
  put_text (blob, DIGEST);
  put_data (blob, value->data, value->len);

  g_autofree char *base64 = g_base64_encode (blob->data, blob->len);
  GString *out = g_string_new (ARMOUR_BEGIN "\n");
  for (const char *line = base64; *line != '\0'; line += strnlen (line, ARMOUR_COLUMNS)) {
    g_string_append_len (out, line, (gssize)strnlen (line, ARMOUR_COLUMNS));
    g_string_append_c (out, '\n');
  }
  g_string_append (out, ARMOUR_END "\n");
  return g_string_free (out, FALSE);
}

/* The bytes between the two armour lines; NULL when it is not exactly that. */
static guint8 *
decode_armour (const char *text, gsize size, gsize *ret_size)
{
  const char *begin = ARMOUR_BEGIN "\n";
  g_autofree char *copy = g_strndup (text, size);
  if (strlen (copy) != size || !g_str_has_prefix (copy, begin))
    return NULL;
  const char *body = copy + strlen (begin);
  char *end = strstr (copy, "\n" ARMOUR_END);
  if (end == NULL || end < body)
    return NULL;
  const char *after = end + strlen ("\n" ARMOUR_END);
  if (after[strspn (after, "\n")] != '\0')
    return NULL;

  g_autofree guint8 *blob = g_malloc (size);
  gsize length = 0;
  const char *stopped = NULL;
  if (sodium_base642bin (blob, size, body, (gsize)(end - body), "\n", &length, &stopped,
                         sodium_base64_VARIANT_ORIGINAL) != 0 ||
      stopped != end)
    return NULL;
  *ret_size = length;
  return g_steal_pointer (&blob);
}

typedef struct {
  CsPublicKey key;
  CsSignature signature;
  Wire purpose;
  gboolean known;
} Parsed;

static gboolean
parse_blob (Wire wire, Parsed *ret_parsed)
{
  Wire reserved, digest;
  guint32 version = 0;
  gboolean known_key = FALSE, known_value = FALSE;
  if (wire.left < strlen (MAGIC) || memcmp (wire.at, MAGIC, strlen (MAGIC)) != 0)
    return FALSE;
  wire.at += strlen (MAGIC);
  wire.left -= strlen (MAGIC);
  if (!take_number (&wire, &version) ||
      !take_typed (&wire, ret_parsed->key.bytes, sizeof ret_parsed->key.bytes, &known_key) ||
      !take_data (&wire, &ret_parsed->purpose) || !take_data (&wire, &reserved) ||
      !take_data (&wire, &digest) ||
      !take_typed (&wire, ret_parsed->signature.bytes, sizeof ret_parsed->signature.bytes,
                   &known_value) ||
      wire.left != 0 || ret_parsed->purpose.left == 0 || reserved.left != 0 ||
      memchr (ret_parsed->purpose.at, '\0', ret_parsed->purpose.left) != NULL)
    return FALSE;
  ret_parsed->known = known_key && known_value && version == VERSION && wire_is (&digest, DIGEST);
  return TRUE;
}

gboolean
cs_sshsig_from_armour (const char *text, gsize size, CsPublicKey *ret_key, char **ret_purpose,
                       CsSignature *ret_signature, GError **error)
{
  gsize blob_size = 0;
  Parsed parsed = { 0 };
  g_autofree guint8 *blob = size <= ARMOUR_LIMIT ? decode_armour (text, size, &blob_size) : NULL;
  if (blob == NULL || !parse_blob ((Wire){ blob, blob_size }, &parsed))
    return cs_fail (error, CS_ERROR_INVALID, "not an SSH signature");
  if (!parsed.known)
    return cs_fail (error, CS_ERROR_UNSUPPORTED,
                    "an SSH signature of another kind than Ed25519 with SHA-512");
  g_autofree char *purpose = g_strndup ((const char *)parsed.purpose.at, parsed.purpose.left);
  if (!g_utf8_validate (purpose, -1, NULL))
    return cs_fail (error, CS_ERROR_INVALID, "not an SSH signature: its namespace is not text");
  if (ret_key != NULL)
    *ret_key = parsed.key;
  if (ret_signature != NULL)
    *ret_signature = parsed.signature;
  if (ret_purpose != NULL)
    *ret_purpose = g_steal_pointer (&purpose);
  return TRUE;
}

/* --- public lines --- */

char *
cs_sshsig_public_line (const CsPublicKey *key, const char *comment)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  put_public_key (blob, key);
  g_autofree char *base64 = g_base64_encode (blob->data, blob->len);
  if (comment == NULL)
    return g_strdup_printf (ALGORITHM " %s", base64);
  return g_strdup_printf (ALGORITHM " %s %s", base64, comment);
}

char *
cs_sshsig_allowed_signer (const char *principal, const char *purposes, const CsPublicKey *key)
{
  g_autofree char *line = cs_sshsig_public_line (key, NULL);
  return g_strdup_printf ("%s namespaces=\"%s\" %s\n", principal, purposes, line);
}
