/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Source bytes in a project file: embedded in chunks of 1 MiB, or linked by path and hash. Stored
 * once by SHA-256. Within the caller's transaction; on the store's thread. */
#pragma once

#include "cs-store.h"

#include <gio/gio.h>

#define CS_BLOB_CHUNK (1024 * 1024)
#define CS_BLOB_MEMORY_MAX ((gint64)1024 * 1024 * 1024) /* larger ones must be linked */
#define CS_BLOB_MAX ((gint64)1 << 42)
#define CS_BLOB_CHUNK_BITS 24 /* a chunk's row id: the blob's, shifted, and the chunk's number */

/* What the column "stored" of the table says; 0: known, but absent. */
#define CS_BLOB_LINKED 1
#define CS_BLOB_EMBEDDED 2

typedef struct {
  CsHash hash;   /* of all bytes: what sha256sum prints */
  CsHash chunks; /* SHA-256 of the list of chunk hashes, raw, in order */
  gint64 size;
  char media[64];
} CsBlobInfo;

/* Hashes what FD holds from its start, without moving its position. MEDIA is copied into the info.
 */
gboolean cs_blob_measure (int fd, gint64 size, const char *media, CsBlobInfo *ret_info,
                          GCancellable *cancellable, GError **error);
gboolean cs_store_has_blob (CsStore *store, const CsHash *hash);
/* Stores the bytes of FD, which must be those that were measured (CONFLICT when the file changed
 * meanwhile; LIMIT beyond CS_BLOB_MEMORY_MAX). Does nothing when they are there already; what fails
 * leaves nothing in the transaction. */
gboolean cs_store_put_blob (CsStore *store, int fd, const CsBlobInfo *info,
                            GCancellable *cancellable, GError **error);
/* Remembers where the bytes lie instead of copying them. */
gboolean cs_store_link_blob (CsStore *store, const char *path, const CsBlobInfo *info,
                             GError **error);
/* The same as put for bytes in memory; INFO is filled in. */
gboolean cs_store_put_blob_bytes (CsStore *store, GBytes *bytes, const char *media,
                                  CsBlobInfo *ret_info, GError **error);
/* A descriptor to read it from, the caller closes it: sealed memory for an embedded blob, the file
 * itself for a linked one. NOT_FOUND with the path to look at when a linked file is gone, CONFLICT
 * when it holds something else: one of another size or time is read whole to know. -1 on error. */
int cs_store_open_blob (CsStore *store, const CsHash *hash, gint64 *ret_size, GError **error);
/* All of it, at most LIMIT bytes, verified. */
GBytes *cs_store_read_blob (CsStore *store, const CsHash *hash, gsize limit, GError **error);
/* When a file was last written, in nanoseconds: what a linked blob is remembered with. */
struct stat;
gint64 cs_blob_modified (const struct stat *status);
/* Where a linked blob was seen; NULL for an embedded one. Caller frees. */
char *cs_store_blob_path (CsStore *store, const CsHash *hash);
