/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signature and public key files of minisign (the prehashed kind, "ED"), so that `minisign -V`
 * checks a release with one line. Plain functions; any thread. */
#pragma once

#include "cs-key.h"

#define CS_MINISIGN_COMMENT_MAX 1000

/* The text of a .pub file. Caller frees. */
char *cs_minisign_public_key (const CsPublicKey *key);
/* The text of a .minisig file over DATA. TRUSTED_COMMENT is one line of at most
 * CS_MINISIGN_COMMENT_MAX bytes and is signed as well. Caller frees. */
char *cs_minisign_sign (const CsKey *key, gconstpointer data, gsize size,
                        const char *trusted_comment);
/* Checks signature text over DATA by KEY: INVALID when it is not such a file, UNSUPPORTED for the
 * old kind, DENIED when the data, the comment or the key is another. RET_COMMENT may be NULL. */
gboolean cs_minisign_verify (const CsPublicKey *key, gconstpointer data, gsize size,
                             const char *text, gsize text_size, char **ret_comment, GError **error);
