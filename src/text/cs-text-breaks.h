/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the caret may stand in a text and where its words begin and end, as Pango and Unicode say.
 * Looks at one piece of the text at a time and remembers it, so that a line of a megabyte costs no
 * more than a short one. Owned by who made it; one thread. */
#pragma once

#include "cs-text-document.h"

typedef enum {
  CS_TEXT_UNIT_GRAPHEME, /* what a reader takes for one character */
  CS_TEXT_UNIT_WORD,
  CS_TEXT_UNIT_PARAGRAPH,
} CsTextUnit;

typedef struct _CsTextBreaks CsTextBreaks;

CsTextBreaks *cs_text_breaks_new (const CsTextDocument *document);
void cs_text_breaks_free (CsTextBreaks *breaks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTextBreaks, cs_text_breaks_free)
const CsTextDocument *cs_text_breaks_document (const CsTextBreaks *breaks);

/* The next place after POSITION: of a grapheme its end, of a word the end of this or the next one,
 * of a paragraph the beginning of the next. The end of the text when there is none. */
guint32 cs_text_breaks_next (CsTextBreaks *breaks, guint32 position, CsTextUnit unit);
/* The place before POSITION: beginning of a grapheme, a word, a paragraph; else 0. */
guint32 cs_text_breaks_previous (CsTextBreaks *breaks, guint32 position, CsTextUnit unit);
/* The caret may stand here: not inside a grapheme, nor between CR and LF. */
gboolean cs_text_breaks_is_stop (CsTextBreaks *breaks, guint32 position);
/* The word around POSITION; where there is none, the grapheme. Empty at the end of the text. */
void cs_text_breaks_word (CsTextBreaks *breaks, guint32 position, guint32 *ret_start,
                          guint32 *ret_end);
/* For the END or the beginning of a passage: POSITION, or within a word the nearer border of it,
 * then without white space on the passage's side. */
guint32 cs_text_breaks_nearest (CsTextBreaks *breaks, guint32 position, gboolean end);
/* [START, END) with both ends at borders of words, the nearest, else those outside of it. */
void cs_text_breaks_snap (CsTextBreaks *breaks, guint32 *start, guint32 *end);
/* The paragraph around POSITION without its line end. */
void cs_text_breaks_paragraph (CsTextBreaks *breaks, guint32 position, guint32 *ret_start,
                               guint32 *ret_end);
/* [START, END) without white space at either end, and grown to whole graphemes. FALSE when nothing
 * is left. */
gboolean cs_text_breaks_trim (CsTextBreaks *breaks, guint32 *start, guint32 *end);
