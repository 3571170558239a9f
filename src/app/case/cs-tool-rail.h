/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tools that the label schema allows for the case, as one group of buttons; those that are too
 * many, or for which the window is too low, in a menu below them. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_TOOL_RAIL (cs_tool_rail_get_type ())
G_DECLARE_FINAL_TYPE (CsToolRail, cs_tool_rail, CS, TOOL_RAIL, GtkWidget)

/* NULL shows nothing. Hidden where the case has no picture. */
void cs_tool_rail_set_model (CsToolRail *self, CsCaseModel *model);
/* For a window of 1366 pixels and the like. */
void cs_tool_rail_set_narrow (CsToolRail *self, gboolean narrow);
