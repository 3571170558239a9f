/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: one page for each heading of data/help/window.md, which is also the manual page. Main
 * thread. */
#pragma once

#include <gtk/gtk.h>

/* Caller presents it. */
GtkWindow *cs_help_new (void);
/* Shows the one over PARENT, which can be worked in meanwhile, at the page with that HEADING; NULL:
 * where it is. */
void cs_help_present (GtkWindow *parent, const char *heading);
