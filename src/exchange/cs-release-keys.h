/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people who signed something in a release, with their public keys: people.json and
 * allowed_signers. Values of one thread. */
#pragma once

#include "cs-identity.h"

typedef struct {
  char *handle, *name;
  CsGid person;
  CsPublicKey key;
  gboolean releases; /* signed the release itself */
  guint cases;       /* signed off */
} CsReleaseKey;

/* GPtrArray of CsReleaseKey. */
GPtrArray *cs_release_keys_new (void);
/* The entry of PERSON with KEY; made when there is none. */
CsReleaseKey *cs_release_keys_get (GPtrArray *keys, const CsGid *person, const CsPublicKey *key,
                                   const char *handle, const char *name);
/* NULL when it is not there. */
const CsReleaseKey *cs_release_keys_find (const GPtrArray *keys, const CsPublicKey *key);
void cs_release_keys_sort (GPtrArray *keys);

/* {"format":"countersign-people-1","people":[{"fingerprint","handle","name","person","releases",
 * "signing_key"}]}; sorted. */
CsJson *cs_release_keys_to_json (const GPtrArray *keys);
/* CORRUPT when it is not such a document. Sorted. */
GPtrArray *cs_release_keys_from_json (const CsJson *json, GError **error);
/* One line a key. Caller frees. */
char *cs_release_keys_allowed_signers (const GPtrArray *keys);

/* "SHA256:..." as `ssh-keygen -l` prints it. Caller frees. */
char *cs_release_fingerprint (const CsPublicKey *key);
