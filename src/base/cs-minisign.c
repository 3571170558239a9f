/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-minisign.h"

#include <sodium.h>
#include <string.h>

#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "
#define KEY_ID_SIZE 8
#define DIGEST_SIZE 64
#define SIGNATURE_RECORD (2 + KEY_ID_SIZE + 64)
#define KEY_RECORD (2 + KEY_ID_SIZE + 32)
#define TEXT_LIMIT 4096

/* minisign draws its key ids; ours follow from the key, so that nothing else must be kept. */
static void
key_id (const CsPublicKey *key, guint8 ret_id[KEY_ID_SIZE])
{
  CsHash hash;
  cs_hash_data (key->bytes, sizeof key->bytes, &hash);
  memcpy (ret_id, hash.bytes, KEY_ID_SIZE);
}

/* As minisign prints it: the bytes in reverse, upper case. */
static void
key_id_text (const guint8 id[KEY_ID_SIZE], char ret_text[2 * KEY_ID_SIZE + 1])
{
  for (int i = 0; i < KEY_ID_SIZE; i++)
    g_snprintf (ret_text + 2 * i, 3, "%02X", id[KEY_ID_SIZE - 1 - i]);
}

static void
digest_of (gconstpointer data, gsize size, guint8 ret_digest[DIGEST_SIZE])
{
  crypto_generichash (ret_digest, DIGEST_SIZE, data, size, NULL, 0);
}

/* What the last line of a signature file covers: the signature and the trusted comment. */
static GByteArray *
covered_by_last_line (const guint8 signature[64], const char *comment)
{
  GByteArray *out = g_byte_array_new ();
  g_byte_array_append (out, signature, 64);
  g_byte_array_append (out, (const guint8 *)comment, (guint)strlen (comment));
  return out;
}

char *
cs_minisign_public_key (const CsPublicKey *key)
{
  guint8 record[KEY_RECORD] = { 'E', 'd' };
  char id[2 * KEY_ID_SIZE + 1];
  key_id (key, record + 2);
  key_id_text (record + 2, id);
  memcpy (record + 2 + KEY_ID_SIZE, key->bytes, sizeof key->bytes);
  g_autofree char *base64 = g_base64_encode (record, sizeof record);
  return g_strdup_printf (UNTRUSTED "minisign public key %s\n%s\n", id, base64);
}

char *
cs_minisign_sign (const CsKey *key, gconstpointer data, gsize size, const char *trusted_comment)
{
  g_return_val_if_fail (strlen (trusted_comment) <= CS_MINISIGN_COMMENT_MAX, NULL);
  g_return_val_if_fail (strpbrk (trusted_comment, "\r\n") == NULL, NULL);
  guint8 digest[DIGEST_SIZE];
  digest_of (data, size, digest);
  CsSignature first, last;
  cs_key_sign (key, digest, sizeof digest, &first);
  g_autoptr (GByteArray) covered = covered_by_last_line (first.bytes, trusted_comment);
  cs_key_sign (key, covered->data, covered->len, &last);

  guint8 record[SIGNATURE_RECORD] = { 'E', 'D' };
  key_id (cs_key_public (key), record + 2);
  memcpy (record + 2 + KEY_ID_SIZE, first.bytes, sizeof first.bytes);
  g_autofree char *record_text = g_base64_encode (record, sizeof record);
  g_autofree char *last_text = g_base64_encode (last.bytes, sizeof last.bytes);
  return g_strdup_printf (UNTRUSTED "signature of a Countersign release\n%s\n" TRUSTED "%s\n%s\n",
                          record_text, trusted_comment, last_text);
}

static gboolean
decode_exactly (const char *base64, guint8 *ret_data, gsize size)
{
  gsize length = 0;
  return sodium_base642bin (ret_data, size, base64, strlen (base64), NULL, &length, NULL,
                            sodium_base64_VARIANT_ORIGINAL) == 0 &&
         length == size;
}

typedef struct {
  guint8 record[SIGNATURE_RECORD];
  char *comment; /* borrowed from the text */
  CsSignature last;
} Parsed;

/* LINES: the file split at line ends; the last member is empty. */
static gboolean
parse_lines (char **lines, Parsed *ret_parsed)
{
  if (g_strv_length (lines) != 5 || lines[4][0] != '\0' ||
      !g_str_has_prefix (lines[0], UNTRUSTED) || !g_str_has_prefix (lines[2], TRUSTED))
    return FALSE;
  ret_parsed->comment = lines[2] + strlen (TRUSTED);
  return decode_exactly (lines[1], ret_parsed->record, sizeof ret_parsed->record) &&
         decode_exactly (lines[3], ret_parsed->last.bytes, sizeof ret_parsed->last.bytes);
}

static gboolean
verify_parsed (const CsPublicKey *key, gconstpointer data, gsize size, const Parsed *parsed,
               GError **error)
{
  guint8 id[KEY_ID_SIZE];
  key_id (key, id);
  if (parsed->record[0] != 'E' || parsed->record[1] != 'D')
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "a minisign signature of the old kind");
  if (memcmp (parsed->record + 2, id, KEY_ID_SIZE) != 0)
    return cs_fail (error, CS_ERROR_DENIED, "signed with another key");

  CsSignature first;
  memcpy (first.bytes, parsed->record + 2 + KEY_ID_SIZE, sizeof first.bytes);
  guint8 digest[DIGEST_SIZE];
  digest_of (data, size, digest);
  if (!cs_public_key_verify (key, digest, sizeof digest, &first))
    return cs_fail (error, CS_ERROR_DENIED, "the signature does not fit the file");
  g_autoptr (GByteArray) covered = covered_by_last_line (first.bytes, parsed->comment);
  if (!cs_public_key_verify (key, covered->data, covered->len, &parsed->last))
    return cs_fail (error, CS_ERROR_DENIED, "the trusted comment was altered");
  return TRUE;
}

gboolean
cs_minisign_verify (const CsPublicKey *key, gconstpointer data, gsize size, const char *text,
                    gsize text_size, char **ret_comment, GError **error)
{
  Parsed parsed = { 0 };
  g_autofree char *copy = text_size <= TEXT_LIMIT ? g_strndup (text, text_size) : NULL;
  if (copy == NULL || strlen (copy) != text_size)
    return cs_fail (error, CS_ERROR_INVALID, "not a minisign signature");
  g_auto (GStrv) lines = g_strsplit (copy, "\n", 6);
  if (!parse_lines (lines, &parsed) || !g_utf8_validate (parsed.comment, -1, NULL))
    return cs_fail (error, CS_ERROR_INVALID, "not a minisign signature");
  if (!verify_parsed (key, data, size, &parsed, error))
    return FALSE;
  if (ret_comment != NULL)
    *ret_comment = g_strdup (parsed.comment);
  return TRUE;
}
