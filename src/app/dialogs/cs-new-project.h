/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assistant for a new project: what is read, who, how, which rules. Main thread. */
#pragma once

#include "cs-main-window.h"

/* PATHS (may be NULL) are looked into at once. */
void cs_new_project_present (CsMainWindow *window, const char *const *paths);
