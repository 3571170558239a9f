/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A foreign .zip or .tar (plain, gzip, bzip2, xz, zstd; by content, never by name), read entry by
 * entry into memory and never unpacked to disk. Belongs to its opener, one thread at a time. A bad
 * entry is a problem and is skipped; a bad archive ends the reading. */
#pragma once

#include "cs-problem.h"

#define CS_ARCHIVE_NAME_MAX 240 /* bytes of an entry's name */
#define CS_ARCHIVE_LEVELS_MAX 8
#define CS_ARCHIVE_HEAD 512 /* bytes that tell what a file is */

typedef struct {
  guint max_entries;
  guint64 max_entry; /* bytes of one entry; a larger one is a problem */
  guint64 max_total; /* bytes of all entries */
  guint max_ratio;   /* times the archive's own size, plus 1 MiB */
} CsArchiveLimits;

/* 20,000 entries, 1 GiB each, 64 GiB in all, 200 times. */
extern const CsArchiveLimits cs_archive_limits;

typedef struct _CsArchiveSource CsArchiveSource;

/* TRUE when the first CS_ARCHIVE_HEAD bytes of a file (fewer when it is shorter) are those of an
 * archive, or of something compressed that may be one. */
gboolean cs_archive_looks_like (const guint8 *head, gsize size);

/* UNSUPPORTED when it is not an archive that we read, CORRUPT when it is damaged or cut short.
 * Skipped entries are told to PROBLEMS, which outlives the source. */
CsArchiveSource *cs_archive_source_open (const char *path, const CsArchiveLimits *limits,
                                         GPtrArray *problems, GError **error);
/* The same for a descriptor, which is taken over in any case; NAME stands in the messages. */
CsArchiveSource *cs_archive_source_open_fd (int fd, const char *name, const CsArchiveLimits *limits,
                                            GPtrArray *problems, GError **error);
void cs_archive_source_free (CsArchiveSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsArchiveSource, cs_archive_source_free)

/* The next regular file with a proper name: 1 with name and size in bytes, 0 at the end, -1 when
 * the archive is damaged (CORRUPT) or beyond the limits (LIMIT); then it stays at -1. The name is
 * relative, without ".." and the like, unlike all earlier ones even where case does not count;
 * owned by SOURCE until the next call. */
int cs_archive_source_next (CsArchiveSource *source, const char **ret_name, gint64 *ret_size,
                            GError **error);
/* The present entry as a sealed memfd, which the caller closes; once an entry. -1 when it is
 * damaged (CORRUPT) or an archive itself (UNSUPPORTED, those are not opened); the caller may go on
 * with the next one. */
int cs_archive_source_read (CsArchiveSource *source, GError **error);
GBytes *cs_archive_source_read_bytes (CsArchiveSource *source, GError **error);
