/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes cases in another format: which cases, which format, and what it will not carry, said
 * before. Main thread. */
#pragma once

#include "cs-main-window.h"

void cs_export_dialog_present (CsMainWindow *window);
