/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are dropped on a window: a project opens, others are offered for import, or for a new
 * project where none is open. Main thread. */
#pragma once

#include "cs-main-window.h"

/* Of a GDK_TYPE_FILE_LIST those that lie on this computer, NULL-terminated. Caller frees. */
GPtrArray *cs_drop_paths (const GValue *value);

/* Once, when the window is made. */
void cs_main_window_take_drops (CsMainWindow *window);
