/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 digests and 128-bit ids as plain values, with their hex forms. Hashing is libcrypto's
 * (SHA-NI where the machine has it). Any thread; one CsHasher per thread. */
#pragma once

#include "cs-error.h"

typedef struct {
  guint8 bytes[32];
} CsHash;

typedef struct {
  guint8 bytes[16];
} CsGid;

#define CS_HASH_HEX 64
#define CS_GID_HEX 32

void cs_hash_data (gconstpointer data, gsize size, CsHash *ret_hash);
gboolean cs_hash_equal (const CsHash *a, const CsHash *b);
/* memcmp order, which is the order of the hex forms. */
int cs_hash_compare (const CsHash *a, const CsHash *b);
/* Writes 64 lower-case digits and NUL. Returns RET_HEX. */
char *cs_hash_to_hex (const CsHash *hash, char ret_hex[CS_HASH_HEX + 1]);
/* Exactly 64 lower-case hex digits, else FALSE. */
gboolean cs_hash_from_hex (const char *hex, CsHash *ret_hash);
gboolean cs_hash_is_zero (const CsHash *hash);

gboolean cs_gid_equal (const CsGid *a, const CsGid *b);
int cs_gid_compare (const CsGid *a, const CsGid *b);
char *cs_gid_to_hex (const CsGid *gid, char ret_hex[CS_GID_HEX + 1]);
gboolean cs_gid_from_hex (const char *hex, CsGid *ret_gid);
/* All ids whose hex begins with PREFIX lie from LOW to HIGH. FALSE unless PREFIX is 4 to 32
 * lower-case digits. */
gboolean cs_gid_range (const char *prefix, CsGid *ret_low, CsGid *ret_high);
/* For GHashTable keys. */
guint cs_gid_hash_func (gconstpointer gid);
gboolean cs_gid_equal_func (gconstpointer a, gconstpointer b);
guint cs_hash_hash_func (gconstpointer hash);
gboolean cs_hash_equal_func (gconstpointer a, gconstpointer b);

/* Lower-case hex of any bytes, and back (FALSE unless exactly 2*SIZE lower-case digits). */
void cs_hex_encode (gconstpointer data, gsize size, char *ret_hex);
gboolean cs_hex_decode (const char *hex, gpointer ret_data, gsize size);

/* Streaming. */
typedef struct _CsHasher CsHasher;
CsHasher *cs_hasher_new (void);
void cs_hasher_add (CsHasher *hasher, gconstpointer data, gsize size);
/* Writes the digest and starts over. */
void cs_hasher_finish (CsHasher *hasher, CsHash *ret_hash);
void cs_hasher_free (CsHasher *hasher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsHasher, cs_hasher_free)
