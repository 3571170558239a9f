/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set in the making: a base and the changes upon it, so that a thousand operations on a large
 * set cost a thousand small steps and one copy. Owned by one thread. */
#pragma once

#include "cs-mark-edit.h"

typedef struct _CsMarkSetBuilder CsMarkSetBuilder;

/* Starts from BASE (NULL: empty). */
CsMarkSetBuilder *cs_mark_set_builder_new (const CsMarkSet *base);
void cs_mark_set_builder_free (CsMarkSetBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkSetBuilder, cs_mark_set_builder_free)

/* NULL when absent; valid until the next change. */
const CsMark *cs_mark_set_builder_get (const CsMarkSetBuilder *builder, guint64 id);
/* Adds, or replaces the mark of the same id. That there is nothing to mark on its item is taken
 * back. */
void cs_mark_set_builder_put (CsMarkSetBuilder *builder, const CsMark *mark);
/* FALSE when it was not there. */
gboolean cs_mark_set_builder_remove (CsMarkSetBuilder *builder, guint64 id);
/* Sets or, with NONE, clears. */
void cs_mark_set_builder_answer (CsMarkSetBuilder *builder, const CsMarkAnswer *answer);
/* CONFLICT, with nothing changed, when EDIT removes a mark that is not there. */
gboolean cs_mark_set_builder_apply (CsMarkSetBuilder *builder, const CsMarkEdit *edit,
                                    GError **error);
/* The set as it stands; the builder may go on. O(marks + changes log changes). */
CsMarkSet *cs_mark_set_builder_finish (const CsMarkSetBuilder *builder);
