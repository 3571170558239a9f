/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine of tools that draw through many points: a click a point, or a drag along the border;
 * both in one. Enter or a double click ends, and so does the end of a drag that began it; Backspace
 * takes the last click or drag back. Shift: the next edge in one of eight directions. Private to
 * src/tools; one thread. */
#pragma once

#include "cs-tool-private.h"

/* What differs from tool to tool; static. */
typedef struct {
  const CsMarkKind *kind;
  gboolean closed;       /* the last point is joined to the first; a click on that ends it */
  guint least;           /* points */
  const char *too_few;   /* sentence: there are less */
  const char *nothing;   /* they make nothing */
  const char *next;      /* after a point, while there are too few */
  const char *enough;    /* after a point, from then on */
  const char *following; /* while it is dragged */
  const char *full;      /* it can have no more */
} CsToolTrailWords;

typedef enum {
  CS_TRAIL_IDLE,
  CS_TRAIL_HOLDING, /* the button is down: the last point follows */
  CS_TRAIL_TRACING, /* it was dragged on: the trail follows */
  CS_TRAIL_WAITING, /* for the next click */
} CsToolTrailState;

typedef struct {
  CsToolTrailState state;
  GArray *points; /* gint64 x, y in turn */
  GArray *acts;   /* guint: how many points there were before each click or drag */
  gint64 pressed; /* when the last point was */
  gint64 from[2]; /* the point where the button was pressed */
  double traced;  /* pixels of the screen */
  guint64 id;
} CsToolTrail; /* the state of such a tool */

gboolean cs_tool_trail_event (CsTool *tool, const CsToolEvent *event,
                              const CsToolTrailWords *words);
gboolean cs_tool_trail_busy (const CsTool *tool);
void cs_tool_trail_clear (gpointer state);
