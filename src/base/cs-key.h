/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An Ed25519 key pair. The secret half lies in guarded memory that is out of reach between uses and
 * is wiped when the key goes. A CsKey belongs to its owner and is used by one thread at a time; the
 * public halves and signatures are plain values. */
#pragma once

#include "cs-env.h"

typedef struct {
  guint8 bytes[32];
} CsPublicKey;

typedef struct {
  guint8 bytes[64];
} CsSignature;

#define CS_KEY_SEED_SIZE 32
#define CS_SIGNATURE_HEX 128

/* Overwrites memory that held a secret, in a way that is not optimised away. */
void cs_secret_wipe (gpointer memory, gsize size);

typedef struct _CsKey CsKey;

/* A fresh pair from ENV's randomness. */
CsKey *cs_key_new (CsEnv *env);
/* The pair of a kept seed. The caller wipes its copy. */
CsKey *cs_key_new_from_seed (const guint8 seed[CS_KEY_SEED_SIZE]);
void cs_key_free (CsKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsKey, cs_key_free)

const CsPublicKey *cs_key_public (const CsKey *key);
/* For sealing: the caller keeps it in memory that it wipes. */
void cs_key_copy_seed (const CsKey *key, guint8 ret_seed[CS_KEY_SEED_SIZE]);
/* Plain Ed25519, detached. What is signed names its own purpose: see cs-sshsig.h. */
void cs_key_sign (const CsKey *key, gconstpointer data, gsize size, CsSignature *ret_signature);
gboolean cs_public_key_verify (const CsPublicKey *key, gconstpointer data, gsize size,
                               const CsSignature *signature);

gboolean cs_public_key_equal (const CsPublicKey *a, const CsPublicKey *b);
/* Writes 64 lower-case digits and NUL. Returns RET_HEX. */
char *cs_public_key_to_hex (const CsPublicKey *key, char ret_hex[CS_HASH_HEX + 1]);
/* FALSE unless 64 lower-case digits that name a point a key pair can have. */
gboolean cs_public_key_from_hex (const char *hex, CsPublicKey *ret_key);
gboolean cs_public_key_ok (const CsPublicKey *key);
