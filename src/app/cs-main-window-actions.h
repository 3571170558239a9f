/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions of the window that work on the project as a whole: verify, save a copy. Each asks
 * what it must, runs as a job and says what came of it. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* In class_init of the window: win.verify, win.save-copy. */
void cs_main_window_actions_install (GtkWidgetClass *klass);
