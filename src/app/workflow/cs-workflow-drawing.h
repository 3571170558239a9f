/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workflow as a drawing: its stages as boxes from left to right, in several rows where there is
 * no room, with who acts, which share of the cases passes, and the way back to the first. Main
 * thread. */
#pragma once

#include "cs-workflow.h"

#include <gtk/gtk.h>

#define CS_TYPE_WORKFLOW_DRAWING (cs_workflow_drawing_get_type ())
G_DECLARE_FINAL_TYPE (CsWorkflowDrawing, cs_workflow_drawing, CS, WORKFLOW_DRAWING, GtkWidget)

GtkWidget *cs_workflow_drawing_new (void);
/* DOCUMENT is a workflow (cs_workflow_to_json), or one that somebody edits and that may have
 * mistakes. WAITING: how many cases wait at each stage, or NULL for what is not to be seen. WRONG:
 * the stage that a mistake is in, or -1. */
void cs_workflow_drawing_show (CsWorkflowDrawing *self, const CsJson *document,
                               const gint64 *waiting, int wrong);
