/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers may be shown of a patient, set by a lead. Main thread. */
#pragma once

#include "cs-main-window.h"

void cs_context_dialog_present (CsMainWindow *window);
