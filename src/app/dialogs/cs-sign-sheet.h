/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet that can be printed after signing: who, when, with which words, which cases, and the
 * fingerprint by which the signed list is found in the project. Main thread. */
#pragma once

#include "cs-sign-offer.h"

#include <gtk/gtk.h>

/* "sha256" hex digits in groups of four, eight groups a line; caller frees. */
char *cs_sign_sheet_fingerprint (const CsHash *hash);
/* "4 March 2026, 14:22 +01:00 (Europe/Berlin)"; caller frees. */
char *cs_sign_sheet_time (gint64 wall, int offset, const char *zone);
/* The sheet as something to be printed. PROJECT is its name; DONE is copied as far as it is needed.
 * Caller unrefs. */
GtkPrintOperation *cs_sign_sheet_new (const char *project, const CsSigned *done);
/* Asks for a printer or a file, and says when that fails. */
void cs_sign_sheet_print (GtkWindow *parent, const char *project, const CsSigned *done);
