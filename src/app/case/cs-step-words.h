/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a step of undo or redo did: in words, and where. Main thread. */
#pragma once

#include "cs-case-model.h"

/* "Taken back: adding Nodule 2, slice 12", "Done again: changing 3 marks"; NULL where nothing that
 * is seen changed. Caller frees. */
char *cs_step_words (CsCaseModel *model);
/* The one place where all of it is; FALSE when there is none, or more than one. */
gboolean cs_step_place (CsCaseModel *model, guint *ret_item, gint64 *ret_unit);
