/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-key-file.h"
#include "cs-file.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* magic 8, passes 8, memory 8 (little endian), salt 16, nonce 24, sealed seed 48 */
#define MAGIC_SEALED "csg-key1"
#define MAGIC_PLAIN "csg-sit1"
#define MAGIC_SIZE 8
#define AT_OPS 8
#define AT_MEMORY 16
#define AT_SALT 24
#define AT_NONCE 40
#define AT_SEED 64
/* A key file is a memory bomb unless reading has ceilings. */
#define OPS_MAX 10
#define MEMORY_MAX (G_GUINT64_CONSTANT (1) << 30)

G_STATIC_ASSERT (crypto_pwhash_SALTBYTES == AT_NONCE - AT_SALT);
G_STATIC_ASSERT (crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == AT_SEED - AT_NONCE);
G_STATIC_ASSERT (AT_SEED + CS_KEY_SEED_SIZE + crypto_aead_xchacha20poly1305_ietf_ABYTES ==
                 CS_KEY_SEALED_SIZE);

gboolean
cs_passphrase_check (const char *passphrase, gsize length, GError **error)
{
  if (!g_utf8_validate_len (passphrase, length, NULL))
    return cs_fail (error, CS_ERROR_INVALID, "The passphrase is not UTF-8 text.");
  if (g_utf8_strlen (passphrase, (gssize)length) < CS_PASSPHRASE_MIN)
    return cs_fail (error, CS_ERROR_INVALID,
                    "The passphrase is too short: choose at least %d characters.",
                    CS_PASSPHRASE_MIN);
  if (length > CS_PASSPHRASE_MAX)
    return cs_fail (error, CS_ERROR_INVALID, "The passphrase is too long: choose at most %d bytes.",
                    CS_PASSPHRASE_MAX);
  return TRUE;
}

/* --- sealed --- */

static void
put_number (guint8 *at, guint64 number)
{
  guint64 little = GUINT64_TO_LE (number);
  memcpy (at, &little, sizeof little);
}

static guint64
get_number (const guint8 *at)
{
  guint64 little;
  memcpy (&little, at, sizeof little);
  return GUINT64_FROM_LE (little);
}

/* The key that seals, in guarded memory; the caller frees it with sodium_free. */
static guint8 *
derive (const guint8 *header, const char *passphrase, gsize length, GError **error)
{
  g_assert (sodium_init () >= 0);
  guint8 *key = sodium_malloc (crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  g_assert (key != NULL);
  guint64 memory = get_number (header + AT_MEMORY);
  if (crypto_pwhash (key, crypto_aead_xchacha20poly1305_ietf_KEYBYTES, passphrase, length,
                     header + AT_SALT, get_number (header + AT_OPS), (gsize)memory,
                     crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;
  sodium_free (key);
  cs_fail (error, CS_ERROR_FAILED,
           "Not enough memory to derive a key from the passphrase: it needs %" G_GUINT64_FORMAT
           " MiB. Close other programs and try again.",
           memory >> 20);
  return NULL;
}

gboolean
cs_key_seal (const CsKey *key, CsEnv *env, const char *passphrase, gsize length,
             guint8 ret_sealed[CS_KEY_SEALED_SIZE], GError **error)
{
  if (!cs_passphrase_check (passphrase, length, error))
    return FALSE;
  guint8 sealed[CS_KEY_SEALED_SIZE];
  memcpy (sealed, MAGIC_SEALED, MAGIC_SIZE);
  put_number (sealed + AT_OPS, env->kdf_ops);
  put_number (sealed + AT_MEMORY, env->kdf_memory);
  env->random (env, sealed + AT_SALT, AT_SEED - AT_SALT);

  guint8 *wrap = derive (sealed, passphrase, length, error);
  if (wrap == NULL)
    return FALSE;
  guint8 *seed = sodium_malloc (CS_KEY_SEED_SIZE);
  g_assert (seed != NULL);
  cs_key_copy_seed (key, seed);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + AT_SEED, NULL, seed, CS_KEY_SEED_SIZE,
                                              sealed, AT_SEED, NULL, sealed + AT_NONCE, wrap);
  sodium_free (seed);
  sodium_free (wrap);
  memcpy (ret_sealed, sealed, sizeof sealed);
  return TRUE;
}

static gboolean
check_header (const guint8 *data, gsize size, const char *name, GError **error)
{
  if (size != CS_KEY_SEALED_SIZE || memcmp (data, MAGIC_SEALED, MAGIC_SIZE) != 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s: not a signing key file. Restore it from a copy.",
                    name);
  guint64 ops = get_number (data + AT_OPS);
  guint64 memory = get_number (data + AT_MEMORY);
  if (ops > OPS_MAX || memory > MEMORY_MAX)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "%s: asks for more work or memory than a key of ours ever does. It was "
                    "altered; restore it from a copy.",
                    name);
  if (ops < crypto_pwhash_OPSLIMIT_MIN || memory < crypto_pwhash_MEMLIMIT_MIN)
    return cs_fail (error, CS_ERROR_INVALID, "%s: damaged. Restore it from a copy.", name);
  return TRUE;
}

CsKey *
cs_key_unseal (gconstpointer data, gsize size, const char *passphrase, gsize length,
               const char *name, GError **error)
{
  const guint8 *sealed = data;
  if (!check_header (sealed, size, name, error))
    return NULL;
  guint8 *wrap = derive (sealed, passphrase, length, error);
  if (wrap == NULL)
    return NULL;
  guint8 *seed = sodium_malloc (CS_KEY_SEED_SIZE);
  g_assert (seed != NULL);
  CsKey *key = NULL;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (seed, NULL, NULL, sealed + AT_SEED,
                                                  CS_KEY_SEALED_SIZE - AT_SEED, sealed, AT_SEED,
                                                  sealed + AT_NONCE, wrap) == 0)
    key = cs_key_new_from_seed (seed);
  else
    cs_fail (error, CS_ERROR_DENIED,
             "%s: the passphrase does not open this key. Check it and try again; if it is surely "
             "right, the file was altered and must be restored from a copy.",
             name);
  sodium_free (seed);
  sodium_free (wrap);
  return key;
}

gboolean
cs_key_file_save_sealed (const char *path, const CsKey *key, CsEnv *env, const char *passphrase,
                         gsize length, GError **error)
{
  guint8 sealed[CS_KEY_SEALED_SIZE];
  return cs_key_seal (key, env, passphrase, length, sealed, error) &&
         cs_file_replace (path, sealed, sizeof sealed, 0600, error);
}

/* --- reading --- */

/* Reads up to ROOM bytes into memory of the caller, so that no copy stays behind. */
static gboolean
read_key_file (int fd, const char *path, guint8 *ret_data, gsize room, gsize *ret_size,
               GError **error)
{
  gsize size = 0;
  while (size < room) {
    ssize_t got = read (fd, ret_data + size, room - size);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return cs_set_errno (error, errno, "%s", path);
    if (got == 0)
      break;
    size += (gsize)got;
  }
  *ret_size = size;
  return TRUE;
}

CsKey *
cs_key_file_open_sealed (const char *path, const char *passphrase, gsize length, GError **error)
{
  int fd = cs_file_open (path, NULL, error);
  if (fd < 0)
    return NULL;
  guint8 sealed[CS_KEY_SEALED_SIZE + 1];
  gsize size = 0;
  gboolean ok = read_key_file (fd, path, sealed, sizeof sealed, &size, error);
  close (fd);
  return ok ? cs_key_unseal (sealed, size, passphrase, length, path, error) : NULL;
}

/* --- plain --- */

gboolean
cs_key_file_save_plain (const char *path, const CsKey *key, GError **error)
{
  g_assert (sodium_init () >= 0);
  guint8 *data = sodium_malloc (CS_KEY_PLAIN_SIZE);
  g_assert (data != NULL);
  memcpy (data, MAGIC_PLAIN, MAGIC_SIZE);
  cs_key_copy_seed (key, data + MAGIC_SIZE);
  gboolean ok = cs_file_replace (path, data, CS_KEY_PLAIN_SIZE, 0600, error);
  sodium_free (data);
  return ok;
}

static gboolean
check_private (int fd, const char *path, GError **error)
{
  struct stat status;
  if (fstat (fd, &status) != 0)
    return cs_set_errno (error, errno, "%s", path);
  if ((status.st_mode & 077) == 0)
    return TRUE;
  return cs_fail (error, CS_ERROR_DENIED,
                  "%s: other people on this machine may read this key. If nobody has, run: chmod "
                  "600 '%s'",
                  path, path);
}

CsKey *
cs_key_file_open_plain (const char *path, GError **error)
{
  int fd = cs_file_open (path, NULL, error);
  if (fd < 0)
    return NULL;
  g_assert (sodium_init () >= 0);
  guint8 *data = sodium_malloc (CS_KEY_PLAIN_SIZE + 1);
  g_assert (data != NULL);
  gsize size = 0;
  CsKey *key = NULL;
  if (check_private (fd, path, error) &&
      read_key_file (fd, path, data, CS_KEY_PLAIN_SIZE + 1, &size, error)) {
    if (size == CS_KEY_PLAIN_SIZE && memcmp (data, MAGIC_PLAIN, MAGIC_SIZE) == 0)
      key = cs_key_new_from_seed (data + MAGIC_SIZE);
    else
      cs_fail (error, CS_ERROR_INVALID, "%s: not a sitting key file. Restore it from a copy.",
               path);
  }
  close (fd);
  sodium_free (data);
  return key;
}
