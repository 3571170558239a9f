/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this machine remembers of the project files that it closed, so that they open without being
 * verified again, and so that a rollback journal is only ever applied after our own crash.
 * Lies in ENV's state_dir/files; holds no path and no name. One thread. */
#pragma once

#include "cs-env.h"
#include "cs-json.h"

typedef enum {
  CS_FINGERPRINT_UNKNOWN, /* never seen, or changed by somebody else */
  CS_FINGERPRINT_CLOSED,  /* exactly as we closed it */
  CS_FINGERPRINT_OPEN,    /* we opened this very file for writing and have not closed it */
} CsFingerprint;

CsFingerprint cs_fingerprint_of (CsEnv *env, const char *path);
/* The file as it lies there now, as a record of STATE; NULL when it cannot be looked at. */
CsJson *cs_fingerprint_look (const char *path, CsFingerprint state);
/* Remembers RECORD, or forgets the file when that is NULL. Failing to remember a closed file only
 * costs the next open its time. */
gboolean cs_fingerprint_store (CsEnv *env, const char *path, const CsJson *record, GError **error);
