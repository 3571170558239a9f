/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A local identity, opened: its public document, its sitting key, and its signing key while that is
 * unlocked. Lies in ENV's data_dir/keys/HANDLE/. Belongs to its owner, one thread at a time; the
 * calls that take a passphrase last a good part of a second. */
#pragma once

#include "cs-identity.h"

typedef struct _CsSigner CsSigner;

/* Makes an identity with a fresh person id and sitting key. It appears whole or not at all.
 * CONFLICT when the handle is taken on this machine; INVALID for improper names. */
CsSigner *cs_signer_create (CsEnv *env, const char *handle, const char *name, GError **error);
/* NOT_FOUND when HANDLE has no identity here; DENIED when its sitting key is open to others. */
CsSigner *cs_signer_open (CsEnv *env, const char *handle, GError **error);
void cs_signer_free (CsSigner *signer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSigner, cs_signer_free)

/* The identities of this machine by handle (GPtrArray of CsIdentity, caller unrefs). A damaged one
 * becomes a problem instead. NULL only when the folder cannot be read. */
GPtrArray *cs_signer_list (CsEnv *env, GPtrArray *problems, GError **error);

/* Valid until the signer makes its signing key. */
CsIdentity *cs_signer_identity (const CsSigner *signer);

/* Makes the signing key under PASSPHRASE and certifies the sitting key with it; unlocked
 * afterwards. CONFLICT when there is one already. */
gboolean cs_signer_make_signing_key (CsSigner *signer, CsEnv *env, const char *passphrase,
                                     gsize length, GError **error);
/* NOT_FOUND when there is no signing key yet; DENIED for a wrong passphrase. */
gboolean cs_signer_unlock (CsSigner *signer, const char *passphrase, gsize length, GError **error);
void cs_signer_lock (CsSigner *signer);
/* Seals the signing key anew. Errors as for unlock; the lock state stays as it was. */
gboolean cs_signer_change_passphrase (CsSigner *signer, CsEnv *env, const char *passphrase,
                                      gsize length, const char *new_passphrase, gsize new_length,
                                      GError **error);

/* Seals a sitting: the sitting key, purpose CS_SSHSIG_SITTING. */
void cs_signer_seal (const CsSigner *signer, gconstpointer data, gsize size,
                     CsSignature *ret_signature);
/* Signs with the signing key for PURPOSE, which is not CS_SSHSIG_SITTING. DENIED while locked. */
gboolean cs_signer_sign (const CsSigner *signer, const char *purpose, gconstpointer data,
                         gsize size, CsSignature *ret_signature, GError **error);
/* The unlocked signing key, for minisign; NULL while locked. Owned by SIGNER. */
const CsKey *cs_signer_signing_key (const CsSigner *signer);
