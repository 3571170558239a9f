/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this machine remembers of the project files that it closed, so that they open without being
 * verified again, and so that a rollback journal is only ever applied after our own crash.
 * Lies in ENV's state_dir/files; holds no path and no name. One thread. */
#pragma once

#include "cs-env.h"

typedef enum {
  CS_FINGERPRINT_UNKNOWN, /* never seen, or changed by somebody else */
  CS_FINGERPRINT_CLOSED,  /* exactly as we closed it */
  CS_FINGERPRINT_OPEN,    /* we opened this very file for writing and have not closed it */
} CsFingerprint;

CsFingerprint cs_fingerprint_of (CsEnv *env, const char *path);
/* Remembers the file as it lies there now, as open or closed. Failing to remember only costs the
 * next open its time, so there is no error to hand on. */
void cs_fingerprint_remember (CsEnv *env, const char *path, CsFingerprint state);
