/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file that was handed to us: a descriptor whose offset is shared with its owner and therefore
 * never moved. Borrowed for one question; one thread at a time. */
#pragma once

#include "cs-error.h"

G_BEGIN_DECLS

typedef struct {
  int fd;
  guint64 size;
} CsSource;

/* Reads at most SIZE bytes at OFFSET; fewer only at the end of the file or after a read error. */
gsize cs_source_read (const CsSource *source, guint64 offset, gpointer ret_data, gsize size);
/* The whole file in memory, up to LIMIT bytes. NULL with ERROR. Unmap it with cs_source_unmap. */
const guint8 *cs_source_map (const CsSource *source, gsize limit, GError **error);
void cs_source_unmap (const CsSource *source, const guint8 *map);

G_END_DECLS
