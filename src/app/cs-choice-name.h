/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drop-down, and a page of preferences, is called for who listens. Main thread. */
#pragma once

#include <adwaita.h>

/* Also names the button inside, which has the focus and which the toolkit names after its class. */
void cs_name_choice (GtkWidget *drop_down, const char *name);
/* Of the toolkit, by its title: what scrolls in it has the focus. */
void cs_name_page (AdwPreferencesPage *page);
