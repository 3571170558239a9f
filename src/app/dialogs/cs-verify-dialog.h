/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verify: the whole project is checked, and the answer is a sentence. Main thread. */
#pragma once

#include "cs-main-window.h"

void cs_verify_dialog_run (CsMainWindow *window);
