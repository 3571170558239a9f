/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves a project: which cases, with what state, in which files. Look first (losses), then
 * write. Owned by its maker, on the project's thread; nothing in the project changes. */
#pragma once

#include "cs-format.h"
#include "cs-project.h"

/* How far a case must have come to go out. */
typedef enum {
  CS_EXPORT_SIGNED,
  CS_EXPORT_ACCEPTED,  /* and signed ones */
  CS_EXPORT_SUBMITTED, /* whatever a reader handed in and nobody sent back or rejected */
  CS_EXPORT_ANY,       /* whatever has a submitted version */
} CsExportLeast;

/* "signed", "accepted", "submitted", "any"; INVALID for another word. */
gboolean cs_export_least_from_nick (const char *nick, CsExportLeast *ret_least, GError **error);
const char *cs_export_least_nick (CsExportLeast least);

/* One word for where a case stands: "signed", "changed-after-signing", "accepted", "submitted",
 * "in-work", "not-read", "rejected". */
const char *cs_export_case_state (const CsCaseRow *row);

typedef struct {
  CsExportLeast least;
  CsDataset *all;     /* every item with its state, no marks */
  CsDataset *chosen;  /* the items that go out, with marks and answers */
  GPtrArray *cases;   /* of CsCaseRow: those that go out, by gid */
  GHashTable *states; /* word -> number of items, as GUINT_TO_POINTER */
  CsSchema *schema;   /* in force, or NULL */
  guint controls;     /* control cases, which stay out; 0 for who is not told */
} CsExport;

/* DENIED when READER may not see what would go out. */
CsExport *cs_export_new (CsProject *project, const CsReader *reader, CsExportLeast least,
                         GCancellable *cancellable, GError **error);
void cs_export_free (CsExport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsExport, cs_export_free)

/* What FORMAT will not carry, and how many items stay behind or go out unsigned. */
void cs_export_losses (const CsExport *self, const CsFormat *format, GPtrArray *problems);

/* items.jsonl: a line for every item of the project by gid, see cs-items-jsonl.h; answer and
 * mark_count only of those that go out. */
GBytes *cs_export_items (const CsExport *self);
GBytes *cs_export_format (const CsExport *self, const CsFormat *format, GCancellable *cancellable,
                          GError **error);
/* A new folder (or an empty one) with FORMAT's file and items.jsonl, whole or not at all. CONFLICT
 * when something is in it. */
gboolean cs_export_write (const CsExport *self, const CsFormat *format, const char *dir,
                          GCancellable *cancellable, GError **error);
