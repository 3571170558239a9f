/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes sittings into a project file that is not open, past all rules, as somebody with another
 * program would: hashes and seals are right, the events say what they like. */
#pragma once

#include "cs-json.h"
#include "cs-signer.h"
#include "cs-sqlite.h"

typedef struct {
  CsDb *db;
  CsEnv *env;
  CsSigner *signer;
  CsGid gid;
  gint64 feed, n, at;
  CsHash head;
} CsTestForge;

/* A new sitting of HANDLE, later than all there is, with its sitting.open. */
CsTestForge *cs_test_forge_new (CsEnv *env, const char *path, const char *handle);
/* The same at another time. */
CsTestForge *cs_test_forge_new_at (CsEnv *env, const char *path, const char *handle, gint64 at);
/* The newest sitting goes on. */
CsTestForge *cs_test_forge_go_on (CsEnv *env, const char *path, const char *handle);
/* BODY word for word; NULL for an erased one. RET_HASH may be NULL. */
void cs_test_forge_event (CsTestForge *forge, const char *kind, const char *body, CsHash *ret_hash);
/* The same from JSON, which is taken over. */
void cs_test_forge_json (CsTestForge *forge, const char *kind, CsJson *body, CsHash *ret_hash);
/* A document; gives its hash. */
CsHash cs_test_forge_object (CsTestForge *forge, const char *text);
/* Seals, unless SEAL is FALSE, and closes. */
void cs_test_forge_finish (CsTestForge *forge, gboolean seal);
