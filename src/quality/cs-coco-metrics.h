/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tools of COCO compute, as they compute it: for comparison with what was published. Pure
 * functions, any thread. Elsewhere polygons go by the centres of pixels, and two people are
 * compared by instance_f1 (cs-region.h). */
#pragma once

#include "cs-region.h"

/* The pixels of a ring of N points x, y by columns (GArray of gint64, cs-mask-overlap.h): the edges
 * are drawn on a grid five times as fine, and where they cross the middle of a column inside begins
 * or ends. Caller unrefs. LIMIT where the edges are too long. */
GArray *cs_coco_polygon_runs (const double *points, guint n, guint height, guint width,
                              GError **error);

typedef struct {
  gint64 image, category;
  CsBox box;
  double area; /* square pixels, of the object rather than of its box */
  gboolean is_crowd;
} CsCocoTruth;

typedef struct {
  gint64 image, category;
  CsBox box;
  double score; /* finite */
} CsCocoFinding;

enum {
  CS_COCO_AP,
  CS_COCO_AP50,
  CS_COCO_AP75,
  CS_COCO_AP_SMALL, /* to 32^2 square pixels */
  CS_COCO_AP_MEDIUM,
  CS_COCO_AP_LARGE, /* from 96^2 on */
  CS_COCO_AR1,      /* of the best finding of a picture and category */
  CS_COCO_AR10,
  CS_COCO_AR100,
  CS_COCO_AR_SMALL,
  CS_COCO_AR_MEDIUM,
  CS_COCO_AR_LARGE,
  CS_COCO_N_SCORES
};

/* Average precision at 101 recalls and average recall, means over IoU 0.50 to 0.95 by 0.05 and over
 * categories, of at most 100 findings a picture and category (Lin et al., Microsoft COCO, 2014;
 * the rules of its evaluation). Findings are sorted by score, ties stay in order: those of a lower
 * image first, then as they come. No unit; CS_UNKNOWN where no object counts. */
void cs_coco_evaluate (const CsCocoTruth *truths, guint n_truths, const CsCocoFinding *findings,
                       guint n_findings, double ret_scores[CS_COCO_N_SCORES]);

/* --- for the files of the family --- */

#define CS_COCO_SIZES 4       /* all, small, medium, large */
#define CS_COCO_THRESHOLDS 10 /* of IoU */
#define CS_COCO_MOST 100      /* findings of a picture and category */

/* One finding; of SIZES, a bit for each threshold. */
typedef struct {
  double score;
  guint rank;                      /* in its picture, from 0 */
  guint16 matched[CS_COCO_SIZES];  /* with an object */
  guint16 left_out[CS_COCO_SIZES]; /* neither right nor wrong */
} CsCocoOutcome;

/* TRUTHS and FINDINGS of one picture and category, findings by score, CS_COCO_MOST at most. Adds
 * the objects that count to RET_COUNTS of each size. */
void cs_coco_match (const CsCocoTruth *const *truths, guint n_truths,
                    const CsCocoFinding *const *findings, guint n_findings,
                    CsCocoOutcome *ret_outcomes, guint64 *ret_counts);
