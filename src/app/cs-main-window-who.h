/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who works in the project of a window: remembered for each project, asked where it is not known.
 * Main thread. */
#pragma once

#include "cs-main-window.h"

/* The project, which lies at PATH, is a recent one, and whoever works in it does so next time. */
void cs_main_window_remember (CsMainWindow *self, const char *path);
/* Asks who works here when nobody does and somebody could; the question goes away with OPENING. */
void cs_main_window_ask_who (CsMainWindow *self, GCancellable *opening);
