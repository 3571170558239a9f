/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has a signed case read once more as a control case: by whom, under which name, and what counts as
 * well read. Main thread. */
#pragma once

#include "cs-main-window.h"

void cs_control_dialog_present (CsMainWindow *window, const CsGid *case_gid, const char *title);
