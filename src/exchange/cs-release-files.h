/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a release with their SHA-256, wherever they lie: a folder, a zip file or a project.
 * Owned by its maker; one thread. */
#pragma once

#include "cs-problem.h"
#include "cs-project.h"

#define CS_RELEASE_SUMS "SHA256SUMS"
#define CS_RELEASE_SUMS_SSH "SHA256SUMS.sig"
#define CS_RELEASE_SUMS_MINISIGN "SHA256SUMS.minisig"
#define CS_RELEASE_SOURCES "SOURCES.sha256"
#define CS_RELEASE_SOURCE_FOLDER "sources/"
#define CS_RELEASE_MAX_FILES 200000
#define CS_RELEASE_MAX_BYTES ((gsize)2 * 1024 * 1024 * 1024) /* without sources */

typedef struct {
  char *path; /* ASCII, relative */
  CsHash hash;
  gint64 size;
  GBytes *bytes; /* NULL for what lies under sources/ */
} CsReleaseFile;

typedef struct {
  GPtrArray *files; /* of CsReleaseFile, by path */
  GHashTable *by_path;
} CsReleaseFiles;

/* What is no regular file with a proper name becomes an ERROR problem and is left out. */
CsReleaseFiles *cs_release_files_from_folder (const char *path, GPtrArray *problems,
                                              GError **error);
CsReleaseFiles *cs_release_files_from_zip (const char *path, GPtrArray *problems, GError **error);
/* Without the source files. RELEASE is one whose files its reader may read. */
CsReleaseFiles *cs_release_files_from_project (CsProject *project, const CsReleaseRow *release,
                                               GError **error);
void cs_release_files_free (CsReleaseFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsReleaseFiles, cs_release_files_free)

/* NULL when it is not there. */
const CsReleaseFile *cs_release_files_find (const CsReleaseFiles *self, const char *path);
/* Its content; NULL with ERROR (NOT_FOUND) when it is not there. Owned by SELF. */
GBytes *cs_release_files_bytes (const CsReleaseFiles *self, const char *path, GError **error);

/* A name that every file system and archive takes: printable ASCII, relative, no empty, "." or ".."
 * part, none that ends in a dot or a space, at most 240 bytes and 8 levels. */
gboolean cs_release_path_ok (const char *path);

/* What sha256sum reads and writes: hash, two spaces, name; by name. */
typedef struct {
  CsHash hash;
  char *path;
} CsReleaseSum;
/* PATHS: path -> CsHash. */
GBytes *cs_release_sums_write (GHashTable *paths);
/* GArray of CsReleaseSum that owns its paths. CORRUPT names the line. */
GArray *cs_release_sums_read (GBytes *text, GError **error);
