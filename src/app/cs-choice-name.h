/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drop-down is called for who listens. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* Also names the button inside, which has the focus and which the toolkit names after its class. */
void cs_name_choice (GtkWidget *drop_down, const char *name);
