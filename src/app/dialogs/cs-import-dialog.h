/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings files into the open project, after looking into them. Main thread. */
#pragma once

#include "cs-main-window.h"

/* PATHS (may be NULL) are looked into at once. */
void cs_import_dialog_present (CsMainWindow *window, const char *const *paths);
/* Goes on with an import that was killed, and tells how it ended. */
void cs_import_continue (CsMainWindow *window);
