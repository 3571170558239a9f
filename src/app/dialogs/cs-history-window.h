/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History of the Case: all that was done to it on one page, which can be printed. Main thread. */
#pragma once

#include "cs-main-window.h"

#include <adwaita.h>

#define CS_TYPE_HISTORY_WINDOW (cs_history_window_get_type ())
G_DECLARE_FINAL_TYPE (CsHistoryWindow, cs_history_window, CS, HISTORY_WINDOW, AdwWindow)

/* ROW is copied as far as it is needed. */
void cs_history_window_present (CsMainWindow *window, const CsCaseRow *row);
/* What would be printed; NULL until it is read. Caller unrefs. */
GtkPrintOperation *cs_history_window_sheet (CsHistoryWindow *self);
