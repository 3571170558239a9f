/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text on numbered pages, for a printer or a PDF. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* NAME is what the printer calls it, and a file it is printed into; TEXT is taken over. Caller
 * unrefs. */
GtkPrintOperation *cs_sheet_new (const char *name, char *text);
/* Asks for a printer or a file, and says FAILED ("The sheet was not printed") when that fails. */
void cs_sheet_print (GtkPrintOperation *operation, GtkWindow *parent, const char *failed);
