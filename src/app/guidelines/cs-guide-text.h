/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guideline with its words made ready to be shown. Immutable, reference counted by its maker's
 * boxes; made on the worker, used on the main thread. */
#pragma once

#include "cs-prose.h"
#include "cs-session.h"

typedef struct {
  CsGuideline *guideline;
  CsProse *prose;
} CsGuideText;

void cs_guide_text_free (CsGuideText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsGuideText, cs_guide_text_free)

/* The version HASH, or with NULL the one in force; NULL without ERROR when there is none. Takes no
 * lock on the project beyond reading. */
void cs_guide_text_async (CsSession *session, const CsHash *hash, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
CsGuideText *cs_guide_text_finish (CsSession *session, GAsyncResult *result, GError **error);

/* The clause that SELF's label names, as index into the clauses; -1 when there is none. ID may be
 * NULL. */
int cs_guide_text_find (const CsGuideText *self, const char *id);
