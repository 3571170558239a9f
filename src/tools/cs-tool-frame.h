/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine of tools that draw from corner to corner: press, drag, release. Shift: as wide as
 * high on the screen. Alt: from the centre. Private to src/tools; one thread. */
#pragma once

#include "cs-tool-private.h"

/* What the corners X0, Y0, X1, Y1 (pixels, the first not beyond the second) enclose, or NULL when
 * that is nothing. */
typedef CsMark *(*CsToolEnclose) (CsTool *tool, guint64 id, const double corners[4]);

typedef struct {
  gboolean drawing;
  double x, y; /* where it began */
  guint64 id;
} CsToolFrame; /* the state of such a tool */

gboolean cs_tool_frame_event (CsTool *tool, const CsToolEvent *event, CsToolEnclose enclose);
gboolean cs_tool_frame_busy (const CsTool *tool);
