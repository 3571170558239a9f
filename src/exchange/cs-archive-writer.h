/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zip file whose bytes depend on nothing but the names and contents put in: stored entries, no
 * times, one mode. Appears under its name only when finished. Belongs to its opener, one thread at
 * a time. */
#pragma once

#include "cs-error.h"

typedef struct _CsArchiveWriter CsArchiveWriter;

CsArchiveWriter *cs_archive_writer_new (const char *path, GError **error);
/* Entries come in byte order of their names, each once; names are ASCII, relative, without "." or
 * ".." parts: anything else is INVALID. After a failed add
 * there is only free. */
gboolean cs_archive_writer_add (CsArchiveWriter *writer, const char *name, gconstpointer data,
                                gsize size, GError **error);
/* The whole regular file behind FD, read from its start by position. */
gboolean cs_archive_writer_add_fd (CsArchiveWriter *writer, const char *name, int fd,
                                   GError **error);
/* Completes, syncs and renames over PATH. Nothing more may be added, whatever it returns. */
gboolean cs_archive_writer_finish (CsArchiveWriter *writer, GError **error);
/* Without a finish, nothing stays on the disk. */
void cs_archive_writer_free (CsArchiveWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsArchiveWriter, cs_archive_writer_free)
