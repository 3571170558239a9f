/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window says in passing, in the overlay that it has for that: sentences, of which the last
 * one stands, and the words of the last decision, which stay as long as it can be taken back. Main
 * thread. */
#pragma once

#include <adwaita.h>

typedef struct _CsToasts CsToasts;

/* OVERLAY outlives it. */
CsToasts *cs_toasts_new (AdwToastOverlay *overlay);
void cs_toasts_free (CsToasts *self);

/* LABEL and ACTION of a button, with which it stays until it is closed; both may be NULL. */
void cs_toasts_say (CsToasts *self, const char *sentence, const char *label, const char *action);
/* SENTENCE, with Undo, until the next one; NULL takes the last one away. */
void cs_toasts_decided (CsToasts *self, const char *sentence);
