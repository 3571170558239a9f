/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stored name of a source: relative, with '/', valid UTF-8 without control characters, at most
 * CS_SOURCE_NAME_MAX bytes. Plain functions; any thread. */
#pragma once

#include <glib.h>

#define CS_SOURCE_NAME_MAX 1000

/* What a path that somebody named is called: as given when it is relative and stays below where it
 * starts, otherwise its last part; "" for ".". Caller frees. */
char *cs_source_name_of_path (const char *path);
/* FOLDER "" gives ENTRY. Bytes that are no UTF-8 and control characters become %XX; a name that is
 * too long loses its beginning. Caller frees. */
char *cs_source_name_join (const char *folder, const char *entry);
/* The part of NAME before the last '/', "" without one. Caller frees. */
char *cs_source_name_folder (const char *name);
/* NAME without the last extension of its last part. Caller frees. */
char *cs_source_name_stem (const char *name);
