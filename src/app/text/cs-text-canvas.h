/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of the case with its marks: read, selected from, labelled, tied. The words are a
 * GtkTextView's, so that caret, selection and screen readers work as everywhere; marks are drawn
 * below and above them. Shows the model's place and selection and changes them. Main thread. */
#pragma once

#include "cs-case-model.h"
#include "cs-positions.h"

#include <gtk/gtk.h>

#define CS_TYPE_TEXT_CANVAS (cs_text_canvas_get_type ())
G_DECLARE_FINAL_TYPE (CsTextCanvas, cs_text_canvas, CS, TEXT_CANVAS, GtkTextView)

/* Signals:
 * "tie"  a tie is begun, its second end is another, or it is over
 * "column"  cs_text_canvas_column is another
 * "moved"  cs_text_canvas_reading may be another */

/* Shows item ITEM of MODEL, which has a text; NULL shows nothing. */
void cs_text_canvas_show (CsTextCanvas *self, CsCaseModel *model, guint item);
/* The widest the text gets, with its margins, in pixels. */
int cs_text_canvas_column (CsTextCanvas *self);
/* Where somebody reads: the caret while it is on the screen, else the first line on it. */
guint32 cs_text_canvas_reading (CsTextCanvas *self);
/* Brings POSITION of the document to the upper third, and the caret there. */
void cs_text_canvas_go (CsTextCanvas *self, guint32 position);
/* Headings are bold: [START, BODY) pairs of positions of the document. */
void cs_text_canvas_set_headings (CsTextCanvas *self, const guint32 *ranges, guint n_ranges);

/* Passages drawn dashed where they are not the same now, for a review and for what was before; NULL
 * for none. */
void cs_text_canvas_set_before (CsTextCanvas *self, const CsMarkSet *set);
/* Shows the passages of SET for those of the model, and of before nothing; NULL for none. */
void cs_text_canvas_set_instead (CsTextCanvas *self, const CsMarkSet *set);
/* Passages that readers do not agree on, framed; NULL for none. ONLY that position, -1: all. */
void cs_text_canvas_set_positions (CsTextCanvas *self, CsPositionsLook *look, int only);
/* The character of the document under (X, Y), coordinates of SELF; FALSE beside the words. */
gboolean cs_text_canvas_character_at (CsTextCanvas *self, double x, double y,
                                      guint32 *ret_position);

/* Where the passage ID, marked or suggested, or with 0 the selected words, are seen, in coordinates
 * of SELF; FALSE when they are not. */
gboolean cs_text_canvas_area (CsTextCanvas *self, guint64 id, GdkRectangle *ret_area);

/* The selected words without white space round them, as a remark quotes them; NULL when there are
 * none. Caller frees. */
char *cs_text_canvas_words (CsTextCanvas *self, guint32 *ret_start, guint32 *ret_end);

/* Labels the selected words, else the selected passage, else arms LABEL. */
void cs_text_canvas_label (CsTextCanvas *self, const CsLabel *label);

/* The mark that is about to be tied, 0 for none, and in which ways it can be tied to the selected
 * one (GArray of CsTieChoice, caller unrefs). */
guint64 cs_text_canvas_tie_first (CsTextCanvas *self);
GArray *cs_text_canvas_tie_choices (CsTextCanvas *self);
void cs_text_canvas_tie (CsTextCanvas *self, guint choice);
void cs_text_canvas_tie_cancel (CsTextCanvas *self);
