/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of marks as objects of the project file: parts (lists of marks) and the revision object
 * that names them by hash. A part closes after a mark whose id is 0 mod 512, or once it holds
 * 1 MiB, so that unchanged parts of two revisions are the same bytes. Any thread. */
#pragma once

#include "cs-mark-set.h"

#define CS_REVISION_FORMAT "countersign-revision-1"
#define CS_REVISION_PART_BYTES (1024 * 1024)

/* The object and its parts in order (GPtrArray of GBytes). LIMIT when the answers are too many for
 * one object. */
gboolean cs_revision_write (const CsMarkSet *set, GBytes **ret_object, GPtrArray **ret_parts,
                            GError **error);

/* The revision object alone. */
typedef struct {
  guint64 n_marks;
  GArray *parts;   /* of CsHash, in order */
  GArray *answers; /* of CsMarkAnswer, by item */
} CsRevision;
CsRevision *cs_revision_parse (const char *json, gsize size, GError **error);
void cs_revision_free (CsRevision *revision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRevision, cs_revision_free)

/* The bytes of a part, or NULL with an error. */
typedef GBytes *(*CsRevisionFetch) (const CsHash *hash, gpointer data, GError **error);
/* Sees the marks one by one, in the order of their ids; FALSE with an error stops. */
typedef gboolean (*CsRevisionVisit) (const CsMark *mark, gpointer data, GError **error);
/* Streams all marks and holds one at a time. CORRUPT unless every part has its hash, is canonical,
 * closes where it must, ids ascend over all parts and their number is right. */
gboolean cs_revision_each (const CsRevision *revision, CsRevisionFetch fetch, gpointer fetch_data,
                           CsRevisionVisit visit, gpointer visit_data, GError **error);
/* Everything at once. */
CsMarkSet *cs_revision_read (const char *json, gsize size, CsRevisionFetch fetch,
                             gpointer fetch_data, GError **error);
