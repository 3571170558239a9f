/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caret and the selection of a text canvas, in code points. A plain value, owned by who holds
 * it; one thread. Up and down by lines of the screen are the widget's: it alone knows them. */
#pragma once

#include "cs-text-breaks.h"

typedef struct {
  guint32 anchor, caret; /* equal: nothing is selected */
} CsTextSelection;

void cs_text_selection_range (const CsTextSelection *self, guint32 *ret_start, guint32 *ret_end);
gboolean cs_text_selection_is_empty (const CsTextSelection *self);
/* A click, or with EXTEND a drag or Shift: to the nearest place before POSITION where a caret may
 * stand. */
void cs_text_selection_place (CsTextSelection *self, CsTextBreaks *breaks, guint32 position,
                              gboolean extend);
/* Arrow keys: STEPS units on, or back when negative. Without EXTEND a selection first collapses to
 * its end on that side, by graphemes. */
void cs_text_selection_move (CsTextSelection *self, CsTextBreaks *breaks, CsTextUnit unit,
                             int steps, gboolean extend);
/* Double and triple click: the word or paragraph at POSITION. */
void cs_text_selection_take (CsTextSelection *self, CsTextBreaks *breaks, CsTextUnit unit,
                             guint32 position);
