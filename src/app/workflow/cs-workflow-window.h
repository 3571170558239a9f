/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workflow in force, as a drawing and in words, and the versions before it; a lead writes
 * another one or takes one of them up again. Main thread. */
#pragma once

#include "cs-main-window.h"

#define CS_TYPE_WORKFLOW_WINDOW (cs_workflow_window_get_type ())
G_DECLARE_FINAL_TYPE (CsWorkflowWindow, cs_workflow_window, CS, WORKFLOW_WINDOW, AdwWindow)

void cs_workflow_window_present (CsMainWindow *window);
