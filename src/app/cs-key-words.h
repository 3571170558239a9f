/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences that name keys. Where a key stands, a translatable sentence has the action in braces,
 * "Choose a label first: press {mark.label}.", and who shows it asks here for the key in force:
 * people change keys. "{mark.settle|Return}" is Enter as long as it is among the keys. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

/* What is no action stays as it is; one without a key is called by its title, and a tail of its
 * own, " ({case.undo})", goes. Caller frees. */
char *cs_key_words (const char *sentence);
/* PROPERTY of OBJECT, a string, says SENTENCE (NULL: nothing) and follows when keys change. A label
 * that is a key alone is not seen while there is none. */
void cs_key_words_set (gpointer object, const char *property, const char *sentence);
/* The same for every tooltip and label below WIDGET that names an action: after its template or its
 * part of the resources was built. */
void cs_key_words_below (GtkWidget *widget);
