/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are dropped on a window: a project opens, others are offered for import, or for a new
 * project where none is open. Main thread. */
#pragma once

#include "cs-main-window.h"

/* Once, when the window is made. */
void cs_main_window_take_drops (CsMainWindow *window);
