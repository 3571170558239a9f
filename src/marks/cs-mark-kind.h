/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kind of mark as a table of its JSON members and its few own rules. One const struct in one
 * file and one row in cs-mark-kinds.def a kind. Static, any thread. */
#pragma once

#include <glib.h>

typedef struct _CsMark CsMark;
typedef struct _CsMarkKind CsMarkKind;
typedef struct _CsMarkSet CsMarkSet;

/* What a mark of the kind lies on. */
typedef enum {
  CS_MARK_TARGET_IMAGE, /* one frame of one part */
  CS_MARK_TARGET_TEXT,  /* the decoded text */
  CS_MARK_TARGET_ITEM,  /* the item as a whole, or one frame as a whole */
  CS_MARK_TARGET_MARKS, /* other marks */
} CsMarkTarget;

/* What of a mark can be older than the rest of it; see cs-mark-blame.h. */
typedef enum {
  CS_MARK_PIECES_WHOLE,
  CS_MARK_PIECES_STRETCHES, /* `values` are points, each joined to the next; `rings` close */
  CS_MARK_PIECES_PASSAGES,  /* `values` are pairs of a start and an end */
} CsMarkPieces;

/* How a geometry member stands in JSON, and where in CsMark. */
typedef enum {
  CS_MARK_SHAPE_NUMBER, /* 5          one of `values` */
  CS_MARK_SHAPE_LIST,   /* [1,2,..]   COUNT of `values`; 0 for all that are left */
  CS_MARK_SHAPE_PAIRS,  /* [[1,2],..] all `values` that are left, two by two */
  CS_MARK_SHAPE_RINGS,  /* [[[x,y,..],[hole]],[..]] all `values`, divided by `rings` */
  CS_MARK_SHAPE_TEXT,   /* "..."      `quote` */
} CsMarkShape;

typedef struct {
  const char *key;
  CsMarkShape shape;
  guint count;
} CsMarkMember;

/* Smallest upright rectangle, 1/1000 pixel; of a text mark x0..x1 in code points, y0 = y1 = 0. */
typedef struct {
  gint64 x0, y0, x1, y1;
} CsMarkBounds;

/* Screen pixels that one pixel of the raster covers, along its rows and along its columns; they
 * differ where pixels are not square. */
typedef struct {
  double x, y;
} CsMarkScale;

/* A handle being dragged to (x, y), in pixels; see cs-mark-shape.h. */
typedef struct {
  guint handle; /* id */
  double x, y;
  gboolean constrain;   /* keep proportions or directions */
  gboolean from_centre; /* the centre stays, not the other side */
  CsMarkScale scale;
  guint width, height; /* of the picture */
} CsMarkDrag;

struct _cairo;

struct _CsMarkKind {
  const char *tag;   /* "box" */
  const char *label; /* "Box", translatable */
  const char *noun;  /* "box", translatable: the same within a sentence */
  /* The word where it depends on the mark ("line", "length"), translatable; NULL: `noun`. */
  const char *(*noun_of) (const CsMark *mark);
  CsMarkTarget target;
  const CsMarkMember
      *members; /* keys in byte order; a NULL key ends them; `values` in this order */
  CsMarkPieces pieces;
  gboolean measures; /* drawn to measure: its size stands beside it on the picture */
  /* The geometry alone: shapes are right already. NULL: nothing more to ask. */
  gboolean (*check) (const CsMark *mark, GError **error);
  /* The marks that it names are in SET and of a fitting kind. NULL: it names none. */
  gboolean (*check_links) (const CsMark *mark, const CsMarkSet *set, GError **error);
  void (*bounds) (const CsMark *mark, CsMarkBounds *ret_bounds); /* NULL: has no place */
  double (*area) (const CsMark *mark);                           /* square pixels; NULL: has none */
  /* Pixels of COLUMN x ROW; NULL: has none. */
  double (*length) (const CsMark *mark, double column, double row);
  /* Degrees, 0 to 180, pixels of COLUMN x ROW; NULL: has none. */
  double (*angle) (const CsMark *mark, double column, double row);
  /* Greatest diameter and what lies across it, pixels of COLUMN x ROW; NULL: has none. */
  void (*extent) (const CsMark *mark, double column, double row, double *ret_longest,
                  double *ret_across);

  /* For the screen, in pixels with fractions. NULL: nothing of the sort. */
  void (*path) (const CsMark *mark, const CsMarkScale *scale, struct _cairo *cr);
  /* Screen pixels to the outline. */
  double (*distance) (const CsMark *mark, double x, double y, const CsMarkScale *scale);
  gboolean (*contains) (const CsMark *mark, double x, double y);
  /* Appends CsMarkHandle. */
  void (*handles) (const CsMark *mark, const CsMarkScale *scale, GArray *handles);
  /* VALUES (gint64) and RINGS (CsMarkRing) hold a copy of the mark's and become the new ones.
   * FALSE: nothing would be left. */
  gboolean (*drag) (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings);
  gboolean (*remove) (const CsMark *mark, guint handle, GArray *values, GArray *rings);
  /* Maps the rectangle FROM (x0, y0, x1, y1) to TO, both 1/1000 pixel. */
  void (*fit) (const CsMark *mark, const double from[4], const double to[4], gint64 *values);
  guint n_moved; /* leading `values` that are x, y in turn and move with the mark; G_MAXUINT: all */
  guint unit;    /* of these, in 1/1000 pixel; 0: the mark cannot be moved */
  guint stroke;  /* points that are drawn as one and mean the same from either end; 0: all */
  /* The mark names the mark ID and cannot be without it. */
  gboolean (*names) (const CsMark *mark, guint64 id);
};

#define CS_MARK_KIND(tag) extern const CsMarkKind cs_mark_kind_##tag;
#include "cs-mark-kinds.def"
#undef CS_MARK_KIND

/* All kinds in the order of the table; RET_COUNT may be NULL. */
const CsMarkKind *const *cs_mark_kinds (guint *ret_count);
/* NULL when there is no such kind. */
const CsMarkKind *cs_mark_kind_find (const char *tag);
