/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The project file: making, locking and opening it, and its content-addressed objects. The journal
 * (cs-journal.h) and the blobs (cs-blob.h) work on the same CsStore. One thread. */
#pragma once

#include "cs-env.h"
#include "cs-sqlite.h"

typedef struct _CsStore CsStore;

typedef enum {
  CS_STORE_LOOK,  /* read only; takes no lock */
  CS_STORE_WRITE, /* takes the lock: LOCKED names the owner when somebody else has it */
} CsStoreMode;

/* Begins a new file, locked for writing; CONFLICT when PATH exists. It lies at PATH once it is
 * finished, and is gone when it is closed before. */
CsStore *cs_store_create (CsEnv *env, const char *path, GError **error);
/* What a project needs is in it. CONFLICT when something of that name came there meanwhile. After
 * an error STORE can only be closed. */
gboolean cs_store_finish (CsStore *store, GError **error);
/* Opens what we closed ourselves at once, and anything else only after its header, its table
 * definitions, its pages and all its hashes were verified. TOO_NEW / UNSUPPORTED for another
 * format number (both named), CORRUPT with the place for damage, INVALID for a file that is no
 * project. With WRITE a file in a folder where no lock can be made, one with several hard links and
 * a state folder that cannot be written are READ_ONLY. */
CsStore *cs_store_open (CsEnv *env, const char *path, CsStoreMode mode, GError **error);
void cs_store_close (CsStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsStore, cs_store_close)

CsDb *cs_store_db (CsStore *store);
CsEnv *cs_store_env (CsStore *store);
const char *cs_store_path (const CsStore *store);
gboolean cs_store_writable (const CsStore *store);
/* PERSON works with it: told to whoever finds it locked. Nothing for one that is only looked at. */
void cs_store_name_person (CsStore *store, const char *person);
/* Who has the project at PATH open for writing, on which computer, and since when (wall time); NULL
 * when nobody says so. Caller frees both. */
char *cs_store_holder (const char *path, char **ret_host, gint64 *ret_since);
/* TRUE when the file was not as this machine left it, and had to be verified. */
gboolean cs_store_is_foreign (const CsStore *store);

/* TRUE once another program wrote to the file that we have open for writing, replaced or removed
 * it: nothing more is written then, and it is verified before it is opened again. */
gboolean cs_store_was_overtaken (CsStore *store);
/* Whether that is because it is not there any more: moved, removed, or its disk or share with it.
 */
gboolean cs_store_is_gone (CsStore *store);
/* Copies the project as it is seen here to TO, whole or not at all, also while somebody else writes
 * to it. CONFLICT when something of that name is there. */
gboolean cs_store_copy (CsStore *store, const char *to, CsDbCopyProgress progress, gpointer data,
                        GCancellable *cancellable, GError **error);

/* Everything said about the file beyond what its journal says: pages, table definitions. */
gboolean cs_store_check_file (CsStore *store, GError **error);

/* Documents, at most 16 MiB each, stored once by the SHA-256 of their bytes (zstd inside). Within
 * the caller's transaction. */
gboolean cs_store_put_object (CsStore *store, GBytes *bytes, CsHash *ret_hash, GError **error);
/* NOT_FOUND when it is not here, CORRUPT when its bytes do not give HASH. */
GBytes *cs_store_get_object (CsStore *store, const CsHash *hash, GError **error);
gboolean cs_store_has_object (CsStore *store, const CsHash *hash);
