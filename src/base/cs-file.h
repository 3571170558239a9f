/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files read whole under a limit and replaced whole or not at all. Any thread but the interface's.
 */
#pragma once

#include "cs-error.h"

/* Reads a regular file of at most LIMIT bytes. Larger: LIMIT; missing: NOT_FOUND. */
GBytes *cs_file_read (const char *path, gsize limit, GError **error);
/* Opens a regular file for reading (never a FIFO, device or folder, which would hang or lie) and
 * gives its size. The caller closes the descriptor. -1 with ERROR on failure. */
int cs_file_open (const char *path, gint64 *ret_size, GError **error);
/* Writes beside PATH, syncs, renames over it and syncs the folder. MODE as for open. */
gboolean cs_file_replace (const char *path, gconstpointer data, gsize size, int mode,
                          GError **error);
/* Creates a folder and its parents with MODE. */
gboolean cs_file_make_dir (const char *path, int mode, GError **error);
/* Renames a complete file over TO and syncs the folder it lies in. */
gboolean cs_file_rename_over (const char *from, const char *to, GError **error);
/* Renames a file or folder that is complete to a name that must be free (CONFLICT when it is not)
 * and syncs the folder it lies in. */
gboolean cs_file_rename_new (const char *from, const char *to, GError **error);
/* Removes a folder with everything in it, never following a link. A missing one is fine. */
gboolean cs_file_remove_tree (const char *path, GError **error);
