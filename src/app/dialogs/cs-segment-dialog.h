/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts many cases into a segment, or takes them out, and says before whom its cases would lack.
 * Main thread. */
#pragma once

#include "cs-main-window.h"

/* CASES are copied. */
void cs_segment_dialog_present (CsMainWindow *window, const CsGid *cases, guint n);
