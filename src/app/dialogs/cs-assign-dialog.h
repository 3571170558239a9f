/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives cases to one person who may act on all of them. Main thread. */
#pragma once

#include "cs-main-window.h"

/* CASES are copied. */
void cs_assign_dialog_present (CsMainWindow *window, const CsGid *cases, guint n);
