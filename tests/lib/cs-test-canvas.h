/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A canvas that is no widget: the host of a tool in a test. Keeps the marks, applies what the tool
 * commits, and fails the test when a committed mark would not be accepted. One thread. */
#pragma once

#include "cs-tool.h"

typedef struct {
  CsMarkSet *set, *visible;
  CsMarkHold *hold;
  CsToolScene scene; /* change it freely; `set` is kept in step */
  guint frames;
  const CsMarkKind *kinds[16];
  char *label;
  CsTool *tool;
  CsToolPointer pointer; /* scale and time of the next act */
  guint64 next_id, newest;
  CsMark *preview;
  GPtrArray *preview_others;
  GArray *others; /* of the scene */
  gboolean band;
  guint commits;
  CsToolCursor cursor;
  const char *status;
  gboolean crosshair;
  double crosshair_x, crosshair_y;
} CsTestCanvas;

/* A picture of WIDTH x HEIGHT and three frames, no marks, ten screen pixels to a pixel, the label
 * "a" for all kinds. */
void cs_test_canvas_init (CsTestCanvas *canvas, guint width, guint height);
void cs_test_canvas_clear (CsTestCanvas *canvas);
void cs_test_canvas_take_tool (CsTestCanvas *canvas, const CsToolKind *kind);
/* In place of what is there. Takes MARK. */
void cs_test_canvas_put (CsTestCanvas *canvas, CsMark *mark);
void cs_test_canvas_remove (CsTestCanvas *canvas, guint64 id);
/* A mark on the frame shown; VALUES as in the kind, a polygon is one ring. NULL when refused. */
CsMark *cs_test_canvas_mark (const CsTestCanvas *canvas, guint64 id, const CsMarkKind *kind,
                             const gint64 *values, guint n_values);
void cs_test_canvas_press (CsTestCanvas *canvas, double x, double y);
void cs_test_canvas_motion (CsTestCanvas *canvas, double x, double y);
void cs_test_canvas_release (CsTestCanvas *canvas, double x, double y);
