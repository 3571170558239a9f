/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing the shape of a mark by hand: handles, dragging them, moving, taking points away. Every
 * result is a new mark that lies in the picture; one that a person changes is no longer "accepted
 * as it was" but "edited". Any thread. */
#pragma once

#include "cs-mark.h"

typedef enum {
  CS_MARK_HANDLE_CORNER,
  CS_MARK_HANDLE_EDGE,
  CS_MARK_HANDLE_VERTEX,   /* may be taken away */
  CS_MARK_HANDLE_MIDPOINT, /* dragging it makes a new vertex */
  CS_MARK_HANDLE_AXIS,
  CS_MARK_HANDLE_TURN,  /* dragging it turns the mark about its centre */
  CS_MARK_HANDLE_PLACE, /* of the mark itself: what lies under it is to be seen */
  CS_MARK_HANDLE_FRAME, /* corner of the frame round a small mark; dragging it resizes the mark */
} CsMarkHandleRole;

typedef struct {
  guint id;
  CsMarkHandleRole role;
  double x, y; /* pixels */
} CsMarkHandle;

#define CS_MARK_SMALL 24.0     /* a mark whose half width and height are less gets a frame */
#define CS_MARK_FRAME_GAP 7.0  /* from the mark to its frame */
#define CS_MARK_EDGE_ROOM 24.0 /* an edge that is shorter has no midpoint; all screen pixels */

/* GArray of CsMarkHandle; empty for what has none. */
GArray *cs_mark_handles (const CsMark *mark, const CsMarkScale *scale);
/* TRUE with the corners x0, y0, x1, y1 (pixels) of the frame when MARK is small enough for one. */
gboolean cs_mark_frame (const CsMark *mark, const CsMarkScale *scale, double ret_corners[4]);
/* The handle DRAG->handle lies at DRAG->x, y, or as near to it as the picture allows. NULL when
 * nothing would be left, or when the handle does not exist. */
CsMark *cs_mark_drag (const CsMark *mark, const CsMarkDrag *drag);
/* Moved by DX, DY pixels, less where the edge of the picture stops it (of a mask: whole pixels).
 * NULL when the kind has no place. */
CsMark *cs_mark_translate (const CsMark *mark, double dx, double dy, guint width, guint height);
/* Without the vertex HANDLE. NULL when it is none, or when too few would be left. */
CsMark *cs_mark_remove_vertex (const CsMark *mark, guint handle);

/* The same mark with other numbers, as changed by a person; NULL unless the kind allows them. */
CsMark *cs_mark_with_values (const CsMark *mark, const gint64 *values, guint n_values,
                             const CsMarkRing *rings, guint n_rings);
/* 1/1000 pixel, 0 to the end of the picture. */
gint64 cs_mark_milli (double pixels, guint size);
/* 1/1000 degree, 0 to 179999: of what looks the same after half a turn. */
gint64 cs_mark_angle (double degrees);
/* The corners of a rotated box in turn, 1/1000 pixel. */
void cs_mark_rbox_corners (const CsMark *mark, gint64 ret_points[8]);
/* The rectangle x0, y0, x1, y1 from a fixed point (its centre when CENTRED) to (X, Y), inside the
 * picture; RATIO of width to height, 0 for any. */
void cs_mark_rectangle (double fixed_x, double fixed_y, double x, double y, double ratio,
                        gboolean centred, guint width, guint height, double ret_rectangle[4]);
/* Turns the line from (FROM_X, FROM_Y) to the nearest of the eight directions on the screen. */
void cs_mark_snap (double from_x, double from_y, const CsMarkScale *scale, guint width,
                   guint height, double *x, double *y);
/* The short axis x0, y0, x1, y1 across a LINE of the same four: at right angles to it as SCALE sees
 * them, through the place on it that is nearest to (X, Y); it ends beside (X, Y) and as far off on
 * the other side, less where the picture ends. FALSE when it has no length. */
gboolean cs_mark_across (const double line[4], double x, double y, const CsMarkScale *scale,
                         guint width, guint height, double ret_across[4]);
/* All points (x, y in turn) lie on one line, so that they enclose nothing; exact. */
gboolean cs_mark_collinear (const gint64 *points, guint count);
