/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar under a case that is reviewed: what it can be sent back with, what is still open as links
 * to it, where a correction would go, and the one coloured button. Main thread. */
#pragma once

#include "cs-review.h"

#include <gtk/gtk.h>

#define CS_TYPE_REVIEW_BAR (cs_review_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsReviewBar, cs_review_bar, CS, REVIEW_BAR, GtkWidget)

/* NULL shows nothing. */
void cs_review_bar_set_review (CsReviewBar *self, CsReview *review);
/* Goes to the first thing that holds the case, as its link does, and says what that is; NULL when
 * nothing is known to. Caller frees. */
char *cs_review_bar_go_missing (CsReviewBar *self);
