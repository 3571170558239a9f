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

struct _CsMarkKind {
  const char *tag;   /* "box" */
  const char *label; /* "Box", translatable */
  CsMarkTarget target;
  const CsMarkMember
      *members; /* keys in byte order; a NULL key ends them; `values` in this order */
  /* The geometry alone: shapes are right already. NULL: nothing more to ask. */
  gboolean (*check) (const CsMark *mark, GError **error);
  /* The marks that it names are in SET and of a fitting kind. NULL: it names none. */
  gboolean (*check_links) (const CsMark *mark, const CsMarkSet *set, GError **error);
  void (*bounds) (const CsMark *mark, CsMarkBounds *ret_bounds); /* NULL: has no place */
  double (*area) (const CsMark *mark);                           /* square pixels; NULL: has none */
  double (*length) (const CsMark *mark);                         /* pixels; NULL: has none */
};

#define CS_MARK_KIND(tag) extern const CsMarkKind cs_mark_kind_##tag;
#include "cs-mark-kinds.def"
#undef CS_MARK_KIND

/* All kinds in the order of the table; RET_COUNT may be NULL. */
const CsMarkKind *const *cs_mark_kinds (guint *ret_count);
/* NULL when there is no such kind. */
const CsMarkKind *cs_mark_kind_find (const char *tag);
