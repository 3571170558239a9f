/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two files a secret key can lie in. Sealed: 112 bytes, the seed under a passphrase (Argon2id,
 * XChaCha20-Poly1305, the header as associated data). Plain: 40 bytes, kept from others by its mode
 * alone. Any thread; deriving a key from a passphrase takes a good part of a second. */
#pragma once

#include "cs-key.h"

#define CS_KEY_SEALED_SIZE 112
#define CS_KEY_PLAIN_SIZE 40
#define CS_PASSPHRASE_MIN 8 /* characters, not bytes */
#define CS_PASSPHRASE_MAX 1024

/* INVALID with a sentence when it is too short, too long or not UTF-8. */
gboolean cs_passphrase_check (const char *passphrase, gsize length, GError **error);

/* Writes the sealed form of KEY, at the cost that ENV names. */
gboolean cs_key_seal (const CsKey *key, CsEnv *env, const char *passphrase, gsize length,
                      guint8 ret_sealed[CS_KEY_SEALED_SIZE], GError **error);
/* NAME stands in the messages. A wrong passphrase is DENIED, as is an altered file, which looks the
 * same; other bytes than ours INVALID; a cost beyond our ceilings LIMIT. */
CsKey *cs_key_unseal (gconstpointer data, gsize size, const char *passphrase, gsize length,
                      const char *name, GError **error);

gboolean cs_key_file_save_sealed (const char *path, const CsKey *key, CsEnv *env,
                                  const char *passphrase, gsize length, GError **error);
CsKey *cs_key_file_open_sealed (const char *path, const char *passphrase, gsize length,
                                GError **error);
gboolean cs_key_file_save_plain (const char *path, const CsKey *key, GError **error);
/* Refuses with DENIED a file that its group or others may read. */
CsKey *cs_key_file_open_plain (const char *path, GError **error);
