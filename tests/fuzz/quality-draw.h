/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random arrays for the functions of src/quality, out of the bytes of a fuzzer and, when these have
 * been used up, out of numbers that they seed; and what holds of every answer. */
#pragma once

#include "cs-estimate.h"
#include "cs-mask-overlap.h"
#include "cs-overlap.h"
#include "cs-ratings.h"
#include "cs-region.h"

typedef struct {
  const guint8 *data;
  gsize left;
  guint64 state;
} Draw;

void draw_init (Draw *draw, const guint8 *data, gsize size);
/* Below N, which is 1 or more. */
guint draw_below (Draw *draw, guint n);
gboolean draw_one_in (Draw *draw, guint n);
/* Mostly few small whole numbers, so that many are tied; also any, huge, tiny and -0; where ODD
 * sometimes NaN or infinite. */
double draw_real (Draw *draw, gboolean odd);
double *draw_reals (Draw *draw, guint n, gboolean odd);
/* 0 or more, mostly small; to 2^40. */
gint64 draw_count (Draw *draw);
gint64 *draw_counts (Draw *draw, guint n);
/* Above 0 and below 1. */
double draw_share (Draw *draw);
/* N that sum to 1, some 0. */
void draw_probabilities (Draw *draw, guint n, double *ret_values);
/* 0 to N - 1 in any order. */
guint *draw_order (Draw *draw, guint n);
/* To 12 items, 5 raters and 5 categories; one rater, one category, one item or nothing at all. */
void draw_ratings (Draw *draw, CsRatings *ret_ratings);
CsBox draw_box (Draw *draw);
guint8 *draw_mask (Draw *draw, guint n);
CsSpan draw_span (Draw *draw);

/* --- of every answer --- */

/* A number, or CS_UNKNOWN; never infinite. */
void check_known (double value);
/* Value without reason, or reason without a number; the interval, where there is one, holds the
 * value, which is at most MOST. */
void check_estimate (const CsEstimate *estimate, double most);
void check_same (double a, double b, double tolerance);
void check_same_estimates (const CsEstimate *a, const CsEstimate *b, double tolerance);
void check_f1 (const CsF1 *f1);
void check_matches (const CsMatches *matches, guint n_a, guint n_b);

/* --- families --- */

typedef void (*Check) (Draw *draw);

extern const Check agreement_checks[], number_checks[], region_checks[], sampling_checks[],
    crowd_checks[], label_checks[];
extern const guint n_agreement_checks, n_number_checks, n_region_checks, n_sampling_checks,
    n_crowd_checks, n_label_checks;
