/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Releases: a frozen list of signed cases as a bundle of files that verifies with sha256sum,
 * ssh-keygen and minisign alone. Cutting stores every file but the sources in the project, so that
 * each later export gives the same bytes. On the project's thread. */
#pragma once

#include "cs-format.h"
#include "cs-release-files.h"

#define CS_RELEASE_FORMAT "countersign-release-1"

typedef struct {
  const char *name;
  const CsFormat *const *formats; /* NULL-terminated; NULL: COCO where there are pictures */
  gboolean with_sources;          /* exports carry the source files */
} CsReleaseOrder;

typedef struct {
  guint cases, items, files;
  guint64 marks;
} CsReleaseCounts;

/* What can be said before the key is asked for: DENIED when the signer is no lead or nothing is
 * signed, CONFLICT when the name is taken, INVALID for an improper one. */
gboolean cs_release_may_cut (CsProject *project, const char *name, GError **error);
/* The signer's signing key must be unlocked and known to the project. Losses of the formats go to
 * PROBLEMS. Errors as above. RET_COUNTS may be NULL. */
gboolean cs_release_cut (CsProject *project, const CsReleaseOrder *order, GPtrArray *problems,
                         GCancellable *cancellable, CsReleaseCounts *ret_counts, GError **error);

/* Writes the bundle to TO: a zip file when it ends in ".zip", else a new or empty folder; whole or
 * not at all. Needs no key; gives the same bytes on every machine. */
gboolean cs_release_export (CsProject *project, const char *name, const char *to,
                            GCancellable *cancellable, GError **error);
