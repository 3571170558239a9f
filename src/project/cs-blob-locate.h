/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked sources whose files are not where they were: where they lie now, by their bytes alone.
 * Where a source lies is this machine's business and no event: the hash is what the journal says.
 * On the store's thread. */
#pragma once

#include "cs-blob.h"

typedef struct {
  gint64 found; /* the one that was asked for, and others that moved with it */
  gint64 lost;  /* that are still not where they were */
} CsBlobsLocated;

/* DONE of TOTAL lost files were looked for. */
typedef void (*CsBlobsProgress) (gpointer data, gint64 done, gint64 total);

/* TRUE when the bytes are neither in the file nor, at their size, where they are said to lie. */
gboolean cs_store_blob_is_lost (CsStore *store, const CsHash *hash);
/* Remembers that the source HASH lies at PATH, or somewhere below PATH when that is a folder, and
 * looks for all other lost sources at the same way below it; embedded ones stay as they are.
 * CONFLICT when PATH holds other bytes, NOT_FOUND when the folder holds no such file, and then
 * nothing is changed. What was found when CANCELLABLE was cancelled is not remembered. */
gboolean cs_store_locate_blobs (CsStore *store, const CsHash *hash, const char *path,
                                CsBlobsProgress progress, gpointer data, GCancellable *cancellable,
                                CsBlobsLocated *ret_located, GError **error);
/* Within the caller's transaction: the measured bytes of a source lie at PATH now. */
gboolean cs_store_move_blob (CsStore *store, const CsHash *hash, const char *path, GError **error);
