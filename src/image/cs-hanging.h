/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the pictures of one case hang side by side: the two breasts back to back, today's picture
 * left of the one from before. Only what the headers say counts; nothing is guessed. Pure
 * functions; any thread. */
#pragma once

#include <glib.h>

/* What the header of a picture or series says; NULL: nothing. */
typedef struct {
  const char *modality;   /* "CT", "MG" */
  const char *laterality; /* "R", "L", "B", "U" */
  const char *projection; /* ViewPosition: "CC", "MLO" */
  const char *date;       /* of the study, "20240304" */
  const char *name;       /* of the series */
  gint64 units;           /* slices */
} CsHangingFacts;

typedef enum {
  CS_HANGING_PLAIN,       /* in the order of the case, one at a time */
  CS_HANGING_MAMMOGRAPHY, /* right beside left */
  CS_HANGING_PRIOR,       /* the newest beside the one before it, of the same modality */
} CsHanging;

/* RET_ORDER takes N numbers, each once: what hangs first stands first. RET_VIEWS is how many of
 * them hang side by side. */
CsHanging cs_hanging_order (const CsHangingFacts *facts, guint n, guint *ret_order,
                            guint *ret_views);

/* A date of a header, "20240304", and "2024.03.04" as old headers write it; NULL is none. */
gboolean cs_hanging_date (const char *text, GDate *ret_date);
/* Where the chest wall is in a picture of a breast as it is stored: 1 at the right edge, -1 at the
 * left one; 0 unless it is a mammogram of the right or left breast (LATERALITY "R", "L") whose
 * Patient Orientation ("P\\FL": the rows go to the back) says so. */
int cs_hanging_chest_wall (const char *modality, const char *laterality, const char *orientation);

/* Days from one date of a header to another; FALSE unless both are dates. */
gboolean cs_hanging_days (const char *from, const char *to, int *ret_days);
