/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet that asks why: for sending a case back, for rejecting it, for a remark of its own. A
 * window that ends with the act or with Esc. Main thread. */
#pragma once

#include "cs-review.h"

#include <adwaita.h>

#define CS_TYPE_SEND_BACK (cs_send_back_get_type ())
G_DECLARE_FINAL_TYPE (CsSendBack, cs_send_back, CS, SEND_BACK, AdwWindow)

typedef enum { CS_WHY_SEND_BACK, CS_WHY_REJECT, CS_WHY_REMARK } CsWhy;

/* What was written, on its way. */
typedef struct _CsLetter CsLetter;

/* REASONS are valid during the call; LETTER belongs to the callee, who ends it. */
typedef void (*CsSendBackDone) (gpointer data, CsReview *review, CsWhy why,
                                const CsReviewReasons *reasons, CsLetter *letter);

/* Ends LETTER (a CsLetter). Not SENT: it is offered again where it was written. */
void cs_letter_end (gpointer letter, gboolean sent);

/* What was written and not sent, by what it is about: offered again. Unref when done with. */
GHashTable *cs_send_back_unsent_new (void);
/* DONE is called once, when it is sent; never when it is cancelled. Caller presents it. */
CsSendBack *cs_send_back_new (GtkWindow *parent, CsReview *review, CsWhy why, GHashTable *unsent,
                              CsSendBackDone done, gpointer data);
