/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signing window: one act over one frozen list. Main thread. */
#pragma once

#include "cs-main-window.h"

/* CASE_GID: that case alone; NULL: all that waits for this person's signature. Says so when there
 * is nothing. */
void cs_sign_dialog_present (CsMainWindow *window, const CsGid *case_gid);
