/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead lets somebody go on whose work is paused, and says what was done for it. Main thread. */
#pragma once

#include "cs-main-window.h"

/* NAME is what PERSON is called; REASON why they are paused. */
void cs_resume_dialog_present (CsMainWindow *window, const CsGid *person, const char *name,
                               const char *reason);
