/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences of the signing window. Main thread. */
#pragma once

#include "cs-project-signoff.h"

#include <gtk/gtk.h>

/* How hard SECRET is to guess, in words; NULL when it may not be used. */
const char *cs_sign_strength (const char *secret);
/* "Dr Ana Example, expert"; ROLES of CsReader. Caller frees. */
char *cs_sign_who (const char *person, guint roles);
/* "1 case left out: HD-0151, 6 not shown" of CsSignRow; NULL for none. Caller frees. */
char *cs_sign_left_out (const GPtrArray *left);
/* The very words that are signed, their first one strong. */
void cs_sign_show_statement (GtkWidget *label, const char *meaning);
/* Asks for the passphrase of a key, or for that of the first one, which takes a higher window: a
 * column that is too high would get wider instead, and the list narrow. */
void cs_sign_show_key (GtkWindow *window, GtkWidget *old_key, GtkWidget *new_key, gboolean has_key);
