/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that lists every key, made from the table of actions. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* Caller presents it. */
GtkWindow *cs_shortcuts_new (void);
