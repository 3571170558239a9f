/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence on the action bar that is seen whole, in two lines at most, or not at all: half of it
 * helps nobody. It takes the room that is left and asks for none. Main thread. */
#pragma once

#include <gtk/gtk.h>

#define CS_TYPE_BAR_HINT (cs_bar_hint_get_type ())
G_DECLARE_FINAL_TYPE (CsBarHint, cs_bar_hint, CS, BAR_HINT, GtkWidget)

/* NULL for none. */
void cs_bar_hint_set_words (CsBarHint *self, const char *words);
gboolean cs_bar_hint_has_words (CsBarHint *self);
