/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One annotation: an immutable, reference-counted value that may cross threads. The fields are
 * read-only for everybody; a change is a new mark. Lengths are 1/1000 pixel of the encoded raster,
 * origin at the corner of the first pixel; text positions are code points. */
#pragma once

#include "cs-env.h"
#include "cs-json.h"
#include "cs-mark-kind.h"

#define CS_MARK_MAX_ID ((guint64)CS_JSON_MAX_INT)
#define CS_MARK_MAX_POINTS 100000
#define CS_MARK_MAX_RUNS 4194304
#define CS_MARK_MAX_FRAGMENTS 1000
#define CS_MARK_MAX_COORDINATE G_GINT64_CONSTANT (2000000000)
#define CS_MARK_MAX_QUOTE 65536      /* bytes */
#define CS_MARK_MAX_ATTRIBUTES 65536 /* bytes of canonical JSON */
#define CS_MARK_MAX_LABEL 128        /* bytes */
#define CS_MARK_MAX_SOURCE 256       /* bytes */
#define CS_MARK_MAX_BYTES (12 * 1024 * 1024)
#define CS_MARK_MAX_FRAME 16777215

/* How a mark came to be. */
typedef enum {
  CS_MARK_HOW_UNKNOWN, /* not said: no provenance in JSON */
  CS_MARK_HOW_SCRATCH,
  CS_MARK_HOW_ACCEPTED, /* a suggestion as it was */
  CS_MARK_HOW_EDITED,   /* a suggestion, changed */
  CS_MARK_HOW_PROPAGATED,
  CS_MARK_HOW_IMPORTED,
} CsMarkHow;

/* A closed ring of a polygon: COUNT points from point FIRST on, the first not repeated at the end.
 * A ring that is no hole opens a part of its own; holes belong to the ring before them. */
typedef struct {
  guint first, count;
  gboolean hole;
} CsMarkRing;

/* Also what a new mark is made from: fill one in, zero is "absent" (but CONFIDENCE: -1). */
typedef struct {
  guint64 id; /* 1..2^53-1 */
  const CsMarkKind *kind;
  const char *label; /* schema key */
  CsGid item;
  guint part, frame;    /* which file of the item, which frame in it */
  const gint64 *values; /* see the members of KIND */
  guint n_values;
  const CsMarkRing *rings; /* polygon */
  guint n_rings;
  const char *quote;        /* span: the text it covers */
  const CsJson *attributes; /* object or NULL: strings, whole numbers, booleans, lists of strings */
  CsMarkHow how;
  const char *source; /* model or format it came from, or NULL; only with HOW */
  int confidence;     /* 0..1000, -1 for none */
} CsMarkInit;

struct _CsMark {
  guint64 id;
  const CsMarkKind *kind;
  const char *label;
  CsGid item;
  guint part, frame;
  const gint64 *values;
  guint n_values;
  const CsMarkRing *rings;
  guint n_rings;
  const char *quote;
  const CsJson *attributes;
  CsMarkHow how;
  const char *source;
  int confidence;
  /*< private >*/
  int refs;
};

/* Copies everything out of INIT. INVALID or LIMIT, naming the member, when a rule of the kind or a
 * limit is broken. */
CsMark *cs_mark_new (const CsMarkInit *init, GError **error);
CsMark *cs_mark_ref (const CsMark *mark);
void cs_mark_unref (CsMark *mark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMark, cs_mark_unref)
/* The fields of MARK, to change some and make a new one; points into MARK. */
CsMarkInit cs_mark_to_init (const CsMark *mark);

/* 1..2^53-1: milliseconds since 2020, then 12 random bits, and more than any that ENV gave before,
 * so that marks sorted by id are in the order in which they were made. Any thread. */
guint64 cs_mark_new_id (CsEnv *env);
/* ENV's next ids come after ID too, which may be of somebody whose clock is ahead. Any thread. */
void cs_mark_ids_after (CsEnv *env, guint64 id);
const char *cs_mark_how_nick (CsMarkHow how); /* "scratch"; NULL for UNKNOWN */

/* Everything is equal. */
gboolean cs_mark_equal (const CsMark *a, const CsMark *b);
/* Kind, place and shape, with the quoted text. */
gboolean cs_mark_same_geometry (const CsMark *a, const CsMark *b);

/* One canonical object; anything else is CORRUPT (not canonical), INVALID or LIMIT. */
CsMark *cs_mark_parse (const char *json, gsize size, GError **error);
/* From an object that a person or another program wrote: the same rules, but members may be given
 * with the value that stands for their absence. */
CsMark *cs_mark_from_json (const CsJson *object, GError **error);
/* Appends the canonical object. */
void cs_mark_write (const CsMark *mark, GString *out);

/* What an item offers to marks. */
typedef struct {
  guint width, height, frames; /* pixels of the encoded raster; zero for a part without picture */
} CsMarkExtent;
typedef struct {
  const CsMarkExtent *parts;
  guint n_parts;
  gint64 text_length; /* code points; -1 when the item is no text */
} CsMarkSpace;
/* INVALID, saying by how much, when MARK does not lie wholly inside; an edge is inside. */
gboolean cs_mark_check_space (const CsMark *mark, const CsMarkSpace *space, GError **error);

/* "polygon", "length": what it is within a sentence, translatable. */
const char *cs_mark_noun (const CsMark *mark);
/* FALSE when the kind has no place. */
gboolean cs_mark_bounds (const CsMark *mark, CsMarkBounds *ret_bounds);
double cs_mark_area (const CsMark *mark);   /* square pixels; 0 when the kind has none */
double cs_mark_length (const CsMark *mark); /* pixels; 0 when the kind has none */

/* For kinds: LIMIT unless all COUNT coordinates are within +-CS_MARK_MAX_COORDINATE. */
gboolean cs_mark_check_coordinates (const char *key, const gint64 *values, guint count,
                                    GError **error);
/* For kinds whose values are points: their bounds. */
void cs_mark_bounds_of_points (const CsMark *mark, CsMarkBounds *ret_bounds);
