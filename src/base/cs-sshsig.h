/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures in OpenSSH's SSHSIG form (PROTOCOL.sshsig: version 1, Ed25519, SHA-512), so that
 * `ssh-keygen -Y verify` checks them. What is kept is the raw signature; the armour is rebuilt.
 * Plain functions; any thread. */
#pragma once

#include "cs-key.h"

/* What a signature is for; one made for one purpose is never good for another. */
#define CS_SSHSIG_SITTING "sitting@countersign"
#define CS_SSHSIG_SIGNOFF "signoff@countersign"
#define CS_SSHSIG_RELEASE "release@countersign"

void cs_sshsig_sign (const CsKey *key, const char *purpose, gconstpointer data, gsize size,
                     CsSignature *ret_signature);
gboolean cs_sshsig_verify (const CsPublicKey *key, const char *purpose, gconstpointer data,
                           gsize size, const CsSignature *signature);

/* The file for `ssh-keygen -Y verify -s`. Caller frees. */
char *cs_sshsig_to_armour (const CsPublicKey *key, const char *purpose,
                           const CsSignature *signature);
/* Reads an armoured signature of Ed25519 and SHA-512: else UNSUPPORTED, or INVALID when it is none
 * at all. Does not verify. The outputs may be NULL; caller frees RET_PURPOSE. */
gboolean cs_sshsig_from_armour (const char *text, gsize size, CsPublicKey *ret_key,
                                char **ret_purpose, CsSignature *ret_signature, GError **error);

/* "ssh-ed25519 AAAA... COMMENT" without a line end; COMMENT may be NULL. Caller frees. */
char *cs_sshsig_public_line (const CsPublicKey *key, const char *comment);
/* One line of an allowed_signers file, with its line end: PRINCIPAL is a handle, PURPOSES a list
 * separated by commas. Caller frees. */
char *cs_sshsig_allowed_signer (const char *principal, const char *purposes,
                                const CsPublicKey *key);
