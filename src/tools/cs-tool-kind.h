/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tool of the canvas as a table: its key, what it draws, its state machine. One const struct in
 * one file cs-tool-TAG.c and one row in cs-tools.def a tool. Static, any thread. */
#pragma once

#include "cs-mark-kind.h"

typedef struct _CsTool CsTool;

typedef enum {
  CS_TOOL_SHIFT = 1 << 0, /* keep proportions, or one of eight directions */
  CS_TOOL_ALT = 1 << 1,   /* from the centre */
  CS_TOOL_CTRL = 1 << 2,  /* besides what is selected; drawing: take the vertex that is near */
} CsToolModifiers;

typedef enum {
  CS_TOOL_KEY_ARROW, /* with the direction in CsToolPointer */
  CS_TOOL_KEY_SPACE,
  CS_TOOL_KEY_ENTER,
  CS_TOOL_KEY_BACKSPACE,
  CS_TOOL_KEY_DELETE,
  CS_TOOL_KEY_TAB,       /* with a crosshair: to the next handle; Shift: the one before */
  CS_TOOL_KEY_CROSSHAIR, /* shows or hides the keyboard's crosshair */
} CsToolKey;

typedef enum {
  CS_TOOL_CURSOR_DEFAULT,
  CS_TOOL_CURSOR_CROSS,  /* ready to draw */
  CS_TOOL_CURSOR_MARK,   /* over a mark */
  CS_TOOL_CURSOR_MOVE,   /* moving one */
  CS_TOOL_CURSOR_HANDLE, /* over a handle, or dragging it */
  CS_TOOL_CURSOR_ADD,    /* over the middle of an edge: drag for a new vertex */
  CS_TOOL_CURSOR_CLOSE,  /* a click closes the outline */
} CsToolCursor;

/* Where the pointer is. For keys: what the middle of the view shows. */
typedef struct {
  double x, y; /* pixels of the raster; may lie outside */
  CsMarkScale scale;
  CsToolModifiers modifiers;
  gint64 time; /* monotonic, microseconds */
  int dx, dy;  /* arrow keys: from cs_viewport_direction */
} CsToolPointer;

typedef enum {
  CS_TOOL_PRESS,
  CS_TOOL_MOTION,
  CS_TOOL_RELEASE,
  CS_TOOL_KEY,    /* ENTER, BACKSPACE; ARROW with Alt */
  CS_TOOL_KEY_UP, /* the last held key was let go */
  CS_TOOL_CANCEL,
} CsToolEventType;

typedef struct {
  CsToolEventType type;
  CsToolPointer at;
  CsToolKey key;
  gboolean keyboard; /* PRESS, MOTION and RELEASE made by the crosshair: exact to the pixel */
} CsToolEvent;

typedef struct {
  const char *tag;         /* "box" */
  const char *label;       /* "Box", translatable */
  const char *noun;        /* "line", translatable; NULL: the word of what it draws */
  char letter;             /* the key that chooses it */
  const CsMarkKind *draws; /* NULL: draws nothing */
  const char *wrong_label; /* sentence when the armed label is not drawn by this tool */
  const char *hint;        /* sentence at rest */
  gboolean by_clicks;      /* the keyboard clicks, it does not press and release */
  gboolean lasts;          /* a stroke is several clicks and outlives a change of frame */
  gsize state_size;        /* of its own state, zeroed when made */
  /* The machine. TRUE when the tool took the event: the canvas does nothing else with it. */
  gboolean (*event) (CsTool *tool, const CsToolEvent *event);
  /* Something is begun that CANCEL would drop. */
  gboolean (*busy) (const CsTool *tool);
  void (*clear) (gpointer state); /* frees what the state holds; NULL: nothing */
} CsToolKind;

#define CS_TOOL(tag) extern const CsToolKind cs_tool_kind_##tag;
#include "cs-tools.def"
#undef CS_TOOL

/* In the order of the rail; RET_COUNT may be NULL. */
const CsToolKind *const *cs_tool_kinds (guint *ret_count);
/* NULL when there is none. */
const CsToolKind *cs_tool_kind_find (const char *tag);
/* The first tool that draws KIND; NULL when there is none. */
const CsToolKind *cs_tool_kind_for (const CsMarkKind *kind);
/* "line", translatable: what a tool that draws draws. */
const char *cs_tool_kind_noun (const CsToolKind *kind);
