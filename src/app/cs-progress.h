/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thin bar of long work, with its words and Cancel in the popover behind it. Appears after
 * 300 ms, so that short work shows nothing. Main thread. */
#pragma once

#include <adwaita.h>

#define CS_TYPE_PROGRESS (cs_progress_get_type ())
G_DECLARE_FINAL_TYPE (CsProgress, cs_progress, CS, PROGRESS, AdwBin)

/* TITLE NULL: over. FRACTION below 0: unknown. WORDS may be NULL. Cancel activates win.stop. */
void cs_progress_set (CsProgress *self, const char *title, double fraction, const char *words);
