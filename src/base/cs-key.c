/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-key.h"

#include <sodium.h>
#include <string.h>

struct _CsKey {
  CsPublicKey public_key;
  guint8 *secret; /* crypto_sign_SECRETKEYBYTES: seed, public half */
};

G_STATIC_ASSERT (sizeof (CsPublicKey) == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (sizeof (CsSignature) == crypto_sign_BYTES);
G_STATIC_ASSERT (CS_KEY_SEED_SIZE == crypto_sign_SEEDBYTES);

static guint8 *
guarded_new (gsize size)
{
  g_assert (sodium_init () >= 0);
  guint8 *memory = sodium_malloc (size);
  g_assert (memory != NULL);
  return memory;
}

/* SEED may lie inside the guarded memory of the caller. */
static CsKey *
new_from_seed (const guint8 *seed)
{
  CsKey *key = g_new0 (CsKey, 1);
  key->secret = guarded_new (crypto_sign_SECRETKEYBYTES);
  g_assert (crypto_sign_seed_keypair (key->public_key.bytes, key->secret, seed) == 0);
  sodium_mprotect_noaccess (key->secret);
  return key;
}

void
cs_secret_wipe (gpointer memory, gsize size)
{
  sodium_memzero (memory, size);
}

CsKey *
cs_key_new (CsEnv *env)
{
  guint8 *seed = guarded_new (CS_KEY_SEED_SIZE);
  env->random (env, seed, CS_KEY_SEED_SIZE);
  CsKey *key = new_from_seed (seed);
  sodium_free (seed);
  return key;
}

CsKey *
cs_key_new_from_seed (const guint8 seed[CS_KEY_SEED_SIZE])
{
  return new_from_seed (seed);
}

void
cs_key_free (CsKey *key)
{
  if (key == NULL)
    return;
  sodium_free (key->secret);
  g_free (key);
}

const CsPublicKey *
cs_key_public (const CsKey *key)
{
  return &key->public_key;
}

void
cs_key_copy_seed (const CsKey *key, guint8 ret_seed[CS_KEY_SEED_SIZE])
{
  sodium_mprotect_readonly (key->secret);
  memcpy (ret_seed, key->secret, CS_KEY_SEED_SIZE);
  sodium_mprotect_noaccess (key->secret);
}

void
cs_key_sign (const CsKey *key, gconstpointer data, gsize size, CsSignature *ret_signature)
{
  sodium_mprotect_readonly (key->secret);
  int failed = crypto_sign_detached (ret_signature->bytes, NULL, data, size, key->secret);
  sodium_mprotect_noaccess (key->secret);
  g_assert (failed == 0);
}

gboolean
cs_public_key_verify (const CsPublicKey *key, gconstpointer data, gsize size,
                      const CsSignature *signature)
{
  return crypto_sign_verify_detached (signature->bytes, data, size, key->bytes) == 0;
}

gboolean
cs_public_key_equal (const CsPublicKey *a, const CsPublicKey *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

char *
cs_public_key_to_hex (const CsPublicKey *key, char ret_hex[CS_HASH_HEX + 1])
{
  cs_hex_encode (key->bytes, sizeof key->bytes, ret_hex);
  return ret_hex;
}

gboolean
cs_public_key_from_hex (const char *hex, CsPublicKey *ret_key)
{
  CsPublicKey key;
  if (!cs_hex_decode (hex, key.bytes, sizeof key.bytes) || !cs_public_key_ok (&key))
    return FALSE;
  *ret_key = key;
  return TRUE;
}

gboolean
cs_public_key_ok (const CsPublicKey *key)
{
  return crypto_core_ed25519_is_valid_point (key->bytes) == 1;
}
