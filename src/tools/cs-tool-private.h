/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tools use of the frame around them. Private to src/tools; one thread. */
#pragma once

#include "cs-mark-hit.h"
#include "cs-tool.h"

struct _CsTool {
  const CsToolKind *kind;
  const CsToolHost *host;
  gpointer host_data;
  gpointer state;    /* of the kind */
  CsToolScene scene; /* as of the event being handled */
  CsMarkIndex *index;
  /* Where the stroke was begun. */
  CsGid item;
  guint part, frame;
  /* The keyboard. */
  gboolean crosshair, held;
  double x, y;
  /* The handle that keys act on, of which mark; 0: none. */
  guint active;
  guint64 active_mark;
};

/* Of the frame shown; owned by the tool. */
const CsMarkIndex *cs_tool_index (CsTool *tool);
/* With Ctrl, moves AT to the vertex of a mark that is near, but not of the mark BUT. */
void cs_tool_snap (CsTool *tool, CsToolPointer *at, guint64 but);
/* Marks of the frame shown, the best first: GArray of CsMarkHit. */
GArray *cs_tool_hits (CsTool *tool, const CsToolPointer *at, gboolean ask_inside);
/* MARK lies on the frame shown. */
gboolean cs_tool_is_here (const CsTool *tool, const CsMark *mark);
/* The selected mark when it lies on the frame shown, else NULL; owned by the scene. */
const CsMark *cs_tool_selected (const CsTool *tool);

/* Those of the selected marks that lie on the frame shown, the main one first: GPtrArray of const
 * CsMark, owned by the scene. */
GPtrArray *cs_tool_selection (const CsTool *tool);

void cs_tool_preview (CsTool *tool, const CsMark *mark);
void cs_tool_select (CsTool *tool, guint64 id);
void cs_tool_cursor (CsTool *tool, CsToolCursor cursor);
void cs_tool_status (CsTool *tool, const char *sentence);
/* One mark put; takes MARK. */
void cs_tool_put (CsTool *tool, CsMark *mark);
/* MARKS (of CsMark) put, one edit. */
void cs_tool_put_all (CsTool *tool, GPtrArray *marks);
/* The end of a stroke: MARK, which is taken, is put and selected; where it is NULL nothing is, and
 * WHY_NOT is said. */
void cs_tool_done (CsTool *tool, CsMark *mark, const char *why_not);

/* FALSE when nothing is selected; what is not deleted is told why. */
gboolean cs_tool_delete (CsTool *tool);
/* A label is armed, this tool may draw it and there is a picture; else says why. */
gboolean cs_tool_may_draw (CsTool *tool);
/* The same, and if so what a stroke begins with: its place, within the picture, and an id. */
gboolean cs_tool_begin (CsTool *tool, const CsToolPointer *at, double *ret_x, double *ret_y,
                        guint64 *ret_id);
/* A new mark of the armed label on the frame shown, drawn from scratch, or NULL when the kind does
 * not allow it. For a polygon VALUES is one ring. */
CsMark *cs_tool_draw (const CsTool *tool, const CsMarkKind *kind, guint64 id, const gint64 *values,
                      guint n_values);
guint64 cs_tool_new_id (CsTool *tool);
/* Screen pixels from (X, Y) to the pointer. */
double cs_tool_apart (const CsToolPointer *at, double x, double y);
/* Whether the pointer is over the picture, not beside it. */
gboolean cs_tool_is_over (const CsTool *tool, const CsToolPointer *at);
/* The place of the pointer, moved into the picture. */
void cs_tool_inside (const CsTool *tool, const CsToolPointer *at, double *ret_x, double *ret_y);
/* What is shown now is not the frame where the stroke was begun. */
gboolean cs_tool_is_elsewhere (const CsTool *tool);
