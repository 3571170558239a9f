/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine of tools that begin with a line: drag from one end to the other, or click both. What
 * needs one more place waits for a click there. Shift: one of eight directions. Private to
 * src/tools; one thread. */
#pragma once

#include "cs-tool-private.h"

/* Pixels. */
typedef struct {
  double x0, y0, x1, y1;
} CsToolEnds;

/* What differs from tool to tool; static. */
typedef struct {
  const char *second;  /* sentence after the first click */
  const char *one;     /* both ends lie at one place */
  const char *third;   /* the line is there */
  const char *nothing; /* the third place makes nothing */
  /* What the line and the pointer make, or NULL when that is nothing; NULL: a line is all. */
  CsMark *(*complete) (CsTool *tool, guint64 id, const CsToolEnds *ends, const CsToolPointer *at);
} CsToolLineWords;

typedef enum {
  CS_LINE_IDLE,
  CS_LINE_DRAGGING,
  CS_LINE_PLACED, /* one end was clicked */
  CS_LINE_DRAWN,  /* waits for the third place */
} CsToolLineState;

typedef struct {
  CsToolLineState state;
  CsToolEnds ends;
  guint64 id;
} CsToolLine; /* the state of such a tool */

gboolean cs_tool_line_event (CsTool *tool, const CsToolEvent *event, const CsToolLineWords *words);
gboolean cs_tool_line_busy (const CsTool *tool);
