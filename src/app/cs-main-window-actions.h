/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions of the window that work on the project as a whole: verify, save a copy; and the help.
 * Each asks what it must, runs as a job and says what came of it. Main thread. */
#pragma once

#include "cs-main-window.h"

/* In class_init of the window: win.verify, win.save-copy, win.help, win.about. */
void cs_main_window_actions_install (GtkWidgetClass *klass);
/* Asks whether a long job that is under way is to be stopped, and does THEN once it is to be, NULL
 * closes the window; FALSE, and the caller goes on, when there is none. */
gboolean cs_main_window_ask_to_stop (CsMainWindow *self, void (*then) (CsMainWindow *self));
