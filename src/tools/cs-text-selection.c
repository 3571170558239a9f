/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-selection.h"

void
cs_text_selection_range (const CsTextSelection *self, guint32 *ret_start, guint32 *ret_end)
{
  *ret_start = MIN (self->anchor, self->caret);
  *ret_end = MAX (self->anchor, self->caret);
}

gboolean
cs_text_selection_is_empty (const CsTextSelection *self)
{
  return self->anchor == self->caret;
}

void
cs_text_selection_place (CsTextSelection *self, CsTextBreaks *breaks, guint32 position,
                         gboolean extend)
{
  guint32 length = cs_text_document_counts (cs_text_breaks_document (breaks))->length;
  self->caret = MIN (position, length);
  if (!cs_text_breaks_is_stop (breaks, self->caret))
    self->caret = cs_text_breaks_previous (breaks, self->caret, CS_TEXT_UNIT_GRAPHEME);
  if (!extend)
    self->anchor = self->caret;
}

void
cs_text_selection_move (CsTextSelection *self, CsTextBreaks *breaks, CsTextUnit unit, int steps,
                        gboolean extend)
{
  guint32 start = 0, end = 0;
  cs_text_selection_range (self, &start, &end);
  if (!extend && start != end && unit == CS_TEXT_UNIT_GRAPHEME && steps != 0) {
    self->caret = steps < 0 ? start : end;
    steps += steps < 0 ? 1 : -1;
  }
  for (; steps > 0; steps--)
    self->caret = cs_text_breaks_next (breaks, self->caret, unit);
  for (; steps < 0; steps++)
    self->caret = cs_text_breaks_previous (breaks, self->caret, unit);
  if (!extend)
    self->anchor = self->caret;
}

void
cs_text_selection_take (CsTextSelection *self, CsTextBreaks *breaks, CsTextUnit unit,
                        guint32 position)
{
  if (unit == CS_TEXT_UNIT_WORD)
    cs_text_breaks_word (breaks, position, &self->anchor, &self->caret);
  else if (unit == CS_TEXT_UNIT_PARAGRAPH)
    cs_text_breaks_paragraph (breaks, position, &self->anchor, &self->caret);
  else
    cs_text_selection_place (self, breaks, position, FALSE);
}
