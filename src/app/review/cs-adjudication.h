/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers of the open case do not agree on, and what the person who settles it says of each:
 * which position is right, or a mark of their own, or nobody. What is chosen goes into the draft at
 * once, so the draft is what the case would become; a ruling that the draft does not bear any more
 * is none. Rulings and reasons are written at once and survive a kill. Main thread. */
#pragma once

#include "cs-case-model.h"

#define CS_TYPE_ADJUDICATION (cs_adjudication_get_type ())
G_DECLARE_FINAL_TYPE (CsAdjudication, cs_adjudication, CS, ADJUDICATION, GObject)

/* Signals, all without arguments:
 * "rulings"   what is said of disputes is other, or the disputes are
 * "current"   another dispute is looked at, or another position alone, or one is drawn anew */

/* MODEL is open for adjudication. */
CsAdjudication *cs_adjudication_new (CsCaseModel *model);
CsCaseModel *cs_adjudication_model (CsAdjudication *self);

/* --- what is open --- */

guint cs_adjudication_n (CsAdjudication *self);
guint cs_adjudication_n_positions (CsAdjudication *self);
/* Marks that the readers agree on. */
guint cs_adjudication_n_agreed (CsAdjudication *self);
/* Valid until the case is read again, so until "rulings". */
const CsDispute *cs_adjudication_dispute (CsAdjudication *self, guint n);
CsAnswer cs_adjudication_answer (CsAdjudication *self, guint n, guint position);
/* A mark of the dispute, which says where it is; NULL for one about an answer. */
const CsMark *cs_adjudication_mark (CsAdjudication *self, guint n);

/* The same of the place to look at: of a relation the mark that it begins with. */
const CsMark *cs_adjudication_place (CsAdjudication *self, guint n);

typedef enum {
  CS_RULED_NOT,
  CS_RULED_POSITION,
  CS_RULED_DRAWN,
  CS_RULED_NOBODY,
} CsRuled;
/* RET_POSITION may be NULL. */
CsRuled cs_adjudication_ruled (CsAdjudication *self, guint n, guint *ret_position);
/* The mark in the draft that stands for it; 0 for none. */
guint64 cs_adjudication_ruled_mark (CsAdjudication *self, guint n);
const char *cs_adjudication_reason (CsAdjudication *self, guint n); /* or NULL */
/* It is ruled, and why is said. */
gboolean cs_adjudication_is_settled (CsAdjudication *self, guint n);

/* --- going through --- */

int cs_adjudication_current (CsAdjudication *self); /* -1 for none */
/* The case goes to its place. */
void cs_adjudication_go (CsAdjudication *self, guint n);
/* The next (1) or previous (-1) that is not settled, round the end; without one, the next. */
void cs_adjudication_step (CsAdjudication *self, int step);
/* One position alone while a key is held; -1: all. */
void cs_adjudication_show_alone (CsAdjudication *self, int position);
int cs_adjudication_alone (CsAdjudication *self);

/* --- ruling on the current one; FALSE with a sentence when that cannot be --- */

gboolean cs_adjudication_choose (CsAdjudication *self, guint position, GError **error);
gboolean cs_adjudication_nobody (CsAdjudication *self, GError **error);
/* The next mark that is drawn is the ruling: its label is in the hand. FALSE without a sentence
 * for a dispute about an answer, which cs_adjudication_say settles. */
gboolean cs_adjudication_draw (CsAdjudication *self);
gboolean cs_adjudication_is_drawing (CsAdjudication *self);
/* FALSE when nothing was to be drawn. */
gboolean cs_adjudication_stop_drawing (CsAdjudication *self);
gboolean cs_adjudication_say (CsAdjudication *self, CsAnswer answer, GError **error);
/* NULL or white space: none. */
void cs_adjudication_set_reason (CsAdjudication *self, guint n, const char *reason);
/* What was given before, for this case or others; NULL-terminated. */
const char *const *cs_adjudication_reasons (CsAdjudication *self);

/* Takes the last ruling of this sitting back, and looks at its dispute; FALSE when something else
 * was done since, or nothing was ruled. */
gboolean cs_adjudication_take_back (CsAdjudication *self);
gboolean cs_adjudication_can_take_back (CsAdjudication *self);
gboolean cs_adjudication_again (CsAdjudication *self);
gboolean cs_adjudication_can_again (CsAdjudication *self);

/* --- settling the case --- */

typedef struct {
  guint open;     /* disputes that nobody ruled on */
  guint reasons;  /* that are ruled on without a reason */
  guint items;    /* that would have neither mark nor answer */
  guint item;     /* the first of them */
  guint values;   /* that marks of the draft lack */
  gboolean ready; /* nothing of that, and the case can be written */
} CsAdjudicationMissing;
CsAdjudicationMissing cs_adjudication_missing (CsAdjudication *self);
/* A job that settles it with all that was said and shown; for cs_case_flow_decide. */
CsJobSpec cs_adjudication_job (CsAdjudication *self);
