/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that a list of paths means: files as they are, folders with everything in them in the
 * order of their names. Links inside folders are not followed; devices, pipes and sockets are never
 * opened. Belongs to the intake; its thread. */
#pragma once

#include "cs-problem.h"

#include <gio/gio.h>

#define CS_SOURCE_MAX_FILES 2000000
#define CS_SOURCE_MAX_DEPTH 64

typedef struct {
  char *path; /* to open it */
  char *name; /* to store; see cs-source-name.h */
} CsSourceFile;

/* GPtrArray of CsSourceFile. Relative paths are below FOLDER (NULL: the current one). What cannot
 * be read or is not followed is told to PROBLEMS; OURS (may be NULL) is the path of the open
 * project, which is left out with its side files. NULL only beyond CS_SOURCE_MAX_FILES (LIMIT) or
 * when cancelled. */
GPtrArray *cs_source_list (const char *const *paths, const char *folder, const char *ours,
                           GPtrArray *problems, GCancellable *cancellable, GError **error);
