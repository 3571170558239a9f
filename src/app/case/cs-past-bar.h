/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instead of the action bar while what was before is looked at: a slider through all states of the
 * case, or of one mark, and who made which piece of it. Shows; changes nothing. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_PAST_BAR (cs_past_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsPastBar, cs_past_bar, CS, PAST_BAR, GtkWidget)

/* Signals:
 * "shown" ()  another state is looked at, or the first one after it was read */

/* Reads all states of the mark ID, or with 0 of the whole case. NULL forgets them. */
void cs_past_bar_begin (CsPastBar *self, CsCaseModel *model, guint64 id);
/* It was begun and not forgotten. */
gboolean cs_past_bar_is_on (CsPastBar *self);
/* The marks of the state that is looked at, and what it is called beside the picture; FALSE until
 * it is read, and when there is none. Caller unrefs and frees. */
gboolean cs_past_bar_state (CsPastBar *self, CsMarkSet **ret_marks, char **ret_words);
guint cs_past_bar_n_states (CsPastBar *self);
void cs_past_bar_go (CsPastBar *self, guint state);
/* The pointer is at (X, Y), in pixels of the picture: says who made the stretch that is nearest. */
void cs_past_bar_point (CsPastBar *self, double x, double y);
/* The same with a character of the text. */
void cs_past_bar_point_word (CsPastBar *self, guint32 position);
void cs_past_bar_step_piece (CsPastBar *self, int step);
/* Puts the keys on the slider. */
void cs_past_bar_focus (CsPastBar *self);
