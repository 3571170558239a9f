/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which marks of a case somebody has hidden or locked while working on it. That is no part of the
 * work: no version and no step of undo knows of it. What is hidden or locked is not changed, and
 * everything that changes marks asks here. NULL holds none. Not shared between threads. */
#pragma once

#include "cs-json.h"
#include "cs-mark-edit.h"

typedef enum {
  CS_MARK_HIDDEN = 1 << 0,
  CS_MARK_LOCKED = 1 << 1,
  CS_MARK_AGREED = 1 << 2, /* by several readers: follows from the case, and is never written */
} CsMarkHolding;

typedef struct _CsMarkHold CsMarkHold;
CsMarkHold *cs_mark_hold_new (void);
CsMarkHold *cs_mark_hold_copy (const CsMarkHold *hold);
void cs_mark_hold_free (CsMarkHold *hold);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkHold, cs_mark_hold_free)

gboolean cs_mark_hold_is (const CsMarkHold *hold, guint64 id, CsMarkHolding holding);
/* TRUE when that was not so before. */
gboolean cs_mark_hold_set (CsMarkHold *hold, guint64 id, CsMarkHolding holding, gboolean on);
/* How many of SET. */
guint cs_mark_hold_count (const CsMarkHold *hold, const CsMarkSet *set, CsMarkHolding holding);
/* SET without what is hidden, and without relations that end there; SET itself, with a reference,
 * when there is nothing of that. */
CsMarkSet *cs_mark_hold_visible (const CsMarkHold *hold, const CsMarkSet *set);

/* NULL, or why the mark ID is not changed: a sentence to translate, with the key that ends it. */
const char *cs_mark_hold_why (const CsMarkHold *hold, guint64 id);
/* DENIED when EDIT changes or removes a mark of SET that is held. */
gboolean cs_mark_hold_check (const CsMarkHold *hold, const CsMarkSet *set, const CsMarkEdit *edit,
                             GError **error);
/* Takes out of MARKS (GPtrArray of const CsMark) those that are not changed; returns how many, and
 * why the first of them is not. */
guint cs_mark_hold_leave_out (const CsMarkHold *hold, GPtrArray *marks, const char **ret_why);

/* {"hidden":[ids],"locked":[ids]}, sorted; NULL when none is held. */
CsJson *cs_mark_hold_write (const CsMarkHold *hold);
/* What is no such thing holds nothing. */
CsMarkHold *cs_mark_hold_read (const CsJson *json);
