/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels and attributes of foreign files against the schema: which is which, and which are not
 * known. Owned by one load; one thread. */
#pragma once

#include "cs-dataset.h"
#include "cs-schema.h"
#include "cs-tally.h"

typedef struct _CsLoadLabels CsLoadLabels;

/* SCHEMA outlives it. */
CsLoadLabels *cs_load_labels_new (const CsSchema *schema);
void cs_load_labels_free (CsLoadLabels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLoadLabels, cs_load_labels_free)

/* From now on marks are those of DATASET. */
void cs_load_labels_learn (CsLoadLabels *self, const CsDataset *dataset);
/* The schema's key for the label or relation of MARK: the same key, else the only one that has the
 * label's name. NULL, and counted, when there is none. Owned by the schema. */
const char *cs_load_labels_key (CsLoadLabels *self, const CsMark *mark);
/* The attributes of INIT that the schema has for its label, as a new object, or NULL when none is
 * left. Each of the others is told to TALLY, at WHERE, and counted in RET_LOST. */
CsJson *cs_load_labels_attributes (const CsLoadLabels *self, const CsMark *mark, const char *key,
                                   CsTally *tally, const char *where, guint64 *ret_lost);
/* One ERROR problem for each label that was not known, with the number of its marks. */
void cs_load_labels_tell (const CsLoadLabels *self, GPtrArray *problems);
