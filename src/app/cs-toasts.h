/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window says in passing, in the overlay that it has for that: sentences, of which the last
 * one stands, and the words of the last decision, which stay as long as it can be taken back. One
 * at a time, half a second at least. Main thread. */
#pragma once

#include "cs-env.h"

#include <adwaita.h>

typedef struct _CsToasts CsToasts;

/* OVERLAY and ENV outlive it. */
CsToasts *cs_toasts_new (AdwToastOverlay *overlay, CsEnv *env);
void cs_toasts_free (CsToasts *self);

/* LABEL and ACTION of a button, with which it stays until it is closed; both may be NULL. */
void cs_toasts_say (CsToasts *self, const char *sentence, const char *label, const char *action);
/* A question that a key answers: it stands for ten seconds, or until something else is said. */
void cs_toasts_ask (CsToasts *self, const char *sentence);
/* Whether it does, and for how many microseconds it has been seen. */
gboolean cs_toasts_asks (CsToasts *self, gint64 *ret_stood);
void cs_toasts_unask (CsToasts *self);
/* SENTENCE, with Undo, until the next one; NULL takes the last one away. */
void cs_toasts_decided (CsToasts *self, const char *sentence);
