/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks what many cases are needed for, and has them served first. Main thread. */
#pragma once

#include "cs-main-window.h"

/* CASES are copied. */
void cs_goal_dialog_present (CsMainWindow *window, const CsGid *cases, guint n);
