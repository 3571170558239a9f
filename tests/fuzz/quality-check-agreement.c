/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-agreement.h"
#include "cs-alpha.h"
#include "cs-sets.h"
#include "cs-units.h"
#include "quality-draw.h"

#include <stdlib.h>
#include <string.h>

#define CONFIDENCE 0.95
#define CLOSE 1e-9

static double *
draw_weights (Draw *draw, guint n)
{
  CsWeights kind = CS_WEIGHTS_NONE;
  static const char *const nicks[] = { "none", "linear", "quadratic", "ordinal" };
  g_assert_true (cs_weights_from_nick (nicks[draw_below (draw, 4)], &kind));
  g_assert_false (cs_weights_from_nick ("cubic", &kind));
  double *weights = cs_weights_new (kind, NULL, n);
  for (guint i = 0; weights != NULL && i < n; i++)
    for (guint k = 0; k < n; k++) {
      g_assert_true (weights[i * n + k] == weights[k * n + i]);
      g_assert_true (weights[i * n + k] >= 0 && weights[i * n + k] <= 1);
      g_assert_true (weights[i * n + i] == 1);
    }
  return weights;
}

/* The same ratings, items and raters in other orders. */
static void
shuffle (Draw *draw, const CsRatings *ratings, CsRatings *ret_shuffled)
{
  g_autofree guint *items = draw_order (draw, ratings->n_items);
  g_autofree guint *raters = draw_order (draw, ratings->n_raters);
  CsRatings shuffled = *ratings;
  shuffled.codes = g_new (gint32, MAX (ratings->n_items * ratings->n_raters, 1));
  for (guint i = 0; i < ratings->n_items; i++)
    for (guint k = 0; k < ratings->n_raters; k++)
      shuffled.codes[i * ratings->n_raters + k] =
          ratings->codes[items[i] * ratings->n_raters + raters[k]];
  *ret_shuffled = shuffled;
}

static void
check_agreement_of (const CsAgreement *one, const CsAgreement *other)
{
  check_estimate (&one->estimate, 1);
  check_known (one->observed);
  check_known (one->chance);
  if (one->estimate.undefined == NULL) {
    g_assert_true (one->observed >= -CLOSE && one->observed <= 1 + CLOSE);
    g_assert_true (one->chance >= -CLOSE && one->chance < 1);
  }
  check_same_estimates (&one->estimate, &other->estimate, CLOSE);
}

static void
check_kappas (Draw *draw)
{
  g_auto (CsRatings) ratings = { 0 }, shuffled = { 0 };
  g_auto (CsRatingPatterns) patterns = { 0 }, others = { 0 };
  static CsAgreement (*const functions[]) (const CsRatingPatterns *, const double *,
                                           double) = { cs_percent_agreement, cs_fleiss_kappa,
                                                       cs_gwet_ac, cs_brennan_prediger };
  draw_ratings (draw, &ratings);
  shuffle (draw, &ratings, &shuffled);
  g_autofree double *weights = draw_weights (draw, ratings.n_categories);
  cs_rating_patterns_init (&patterns, &ratings);
  cs_rating_patterns_init (&others, &shuffled);
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++) {
    CsAgreement one = functions[i](&patterns, weights, CONFIDENCE);
    CsAgreement other = functions[i](&others, weights, CONFIDENCE);
    check_agreement_of (&one, &other);
  }
  CsAgreementCautions cautions = cs_agreement_cautions (&patterns);
  g_autofree gint64 *uses = cs_agreement_uses (&patterns);
  gint64 used = 0, there = 0;
  for (guint i = 0; i < ratings.n_categories; i++)
    used += uses[i];
  for (guint i = 0; i < ratings.n_items * ratings.n_raters; i++)
    there += ratings.codes[i] != CS_RATING_NONE;
  g_assert_cmpint (used, ==, there);
  g_assert_true (isnan (cautions.share) ? there == 0 : cautions.share > 0 && cautions.share <= 1);
  check_known (cautions.gap);
  CsAgreement one = cs_conger_kappa (&ratings, weights, CONFIDENCE);
  CsAgreement other = cs_conger_kappa (&shuffled, weights, CONFIDENCE);
  check_agreement_of (&one, &other);
}

static gint64 *
turned (const gint64 *table, guint n)
{
  gint64 *other = g_new (gint64, n * n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++)
      other[k * n + i] = table[i * n + k];
  return other;
}

/* Of two raters; the same whoever is the first. */
static void
check_cohen (Draw *draw)
{
  guint n = 1 + draw_below (draw, 5);
  g_autofree gint64 *table = draw_counts (draw, n * n), *other = turned (table, n);
  g_autofree double *weights = draw_weights (draw, n);
  g_auto (CsRatingPatterns) patterns = { 0 };
  CsAgreement one = cs_cohen_kappa (table, n, weights, CONFIDENCE);
  CsAgreement two = cs_cohen_kappa (other, n, weights, CONFIDENCE);
  check_agreement_of (&one, &two);
  cs_rating_patterns_init_table (&patterns, table, n);
  CsAgreement pi = cs_fleiss_kappa (&patterns, weights, CONFIDENCE);
  check_estimate (&pi.estimate, 1);
  if (one.estimate.undefined == NULL)
    check_same (one.observed, pi.observed, CLOSE);
}

/* The same ratings as counts and as lists are the same patterns. */
static void
check_patterns (Draw *draw)
{
  g_auto (CsRatings) ratings = { 0 };
  g_auto (CsRatingPatterns) one = { 0 }, two = { 0 }, three = { 0 };
  draw_ratings (draw, &ratings);
  guint q = ratings.n_categories, n = 0;
  g_autofree guint32 *counts = g_new0 (guint32, MAX (ratings.n_items * q, 1));
  g_autofree guint *starts = g_new0 (guint, ratings.n_items + 1);
  g_autofree gint32 *codes = g_new (gint32, MAX (ratings.n_items * ratings.n_raters, 1));
  for (guint i = 0; i < ratings.n_items; i++) {
    for (guint k = 0; k < ratings.n_raters; k++) {
      gint32 code = ratings.codes[i * ratings.n_raters + k];
      if (code == CS_RATING_NONE)
        continue;
      counts[i * q + (guint)code]++;
      codes[n++] = code;
    }
    starts[i + 1] = n;
  }
  g_autofree guint *of_one = cs_rating_patterns_init_items (&one, &ratings);
  cs_rating_patterns_init_counts (&two, counts, ratings.n_items, q);
  g_autofree guint *of_three =
      cs_rating_patterns_init_lists (&three, starts, codes, ratings.n_items, q);
  g_assert_cmpuint (one.n_patterns, ==, two.n_patterns);
  g_assert_cmpuint (one.n_patterns, ==, three.n_patterns);
  g_assert_cmpint (one.n_items, ==, two.n_items);
  g_assert_cmpmem (of_one, ratings.n_items * sizeof (guint), of_three,
                   ratings.n_items * sizeof (guint));
  for (guint i = 0; i < one.n_patterns; i++) {
    g_assert_cmpint (one.times[i], ==, two.times[i]);
    g_assert_cmpint (one.sizes[i], ==, three.sizes[i]);
    g_assert_cmpuint (one.starts[i + 1], ==, three.starts[i + 1]);
  }
}

/* Ascending, as those of categories are. */
static double *
draw_values (Draw *draw, guint n)
{
  double *values = g_new (double, MAX (n, 1)), at = draw_below (draw, 3);
  for (guint i = 0; i < n; i++, at += 1 + draw_below (draw, 4))
    values[i] = draw_one_in (draw, 64) ? at * 1e100 : at;
  return values;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void
check_alpha (Draw *draw)
{
  g_auto (CsRatings) ratings = { 0 }, shuffled = { 0 };
  g_auto (CsRatingPatterns) patterns = { 0 }, others = { 0 };
  static const char *const nicks[] = { "nominal", "ordinal", "interval", "ratio" };
  CsLevel level = CS_LEVEL_NOMINAL;
  g_assert_true (cs_level_from_nick (nicks[draw_below (draw, 4)], &level));
  draw_ratings (draw, &ratings);
  shuffle (draw, &ratings, &shuffled);
  g_autofree double *values = draw_values (draw, ratings.n_categories);
  qsort (values, ratings.n_categories, sizeof *values, compare);
  cs_rating_patterns_init (&patterns, &ratings);
  cs_rating_patterns_init (&others, &shuffled);
  CsEstimate one = cs_krippendorff_alpha (&patterns, level, values);
  CsEstimate other = cs_krippendorff_alpha (&others, level, values);
  check_estimate (&one, 1);
  check_same_estimates (&one, &other, CLOSE);
  g_autofree double *distances = cs_alpha_distances (&patterns, level, values);
  CsEstimate by = cs_krippendorff_alpha_by (&patterns, distances);
  check_estimate (&by, 1);
  check_same (by.value, one.value, 1e-7);
  CsEstimate linear = cs_krippendorff_alpha_linearised (&patterns, distances, CONFIDENCE);
  check_estimate (&linear, 1);
  CsAlphaBootstrap first, again;
  guint64 seed = draw_below (draw, 65536);
  cs_krippendorff_alpha_bootstrap (&patterns, level, values, 40, seed, CONFIDENCE, &first);
  cs_krippendorff_alpha_bootstrap (&patterns, level, values, 40, seed, CONFIDENCE, &again);
  g_assert_cmpmem (&first.estimate, sizeof first.estimate, &again.estimate, sizeof again.estimate);
  check_known (first.estimate.low);
  check_known (first.below_tentative);
  check_known (first.below_firm);
  g_assert_cmpuint (first.undefined, <=, first.replicates);
  check_same (first.estimate.value, one.value, 0);
}

static guint
draw_set (Draw *draw, guint *set)
{
  guint n = 0;
  for (guint i = 0; i < 6; i++)
    if (draw_one_in (draw, 2))
      set[n++] = i;
  return n;
}

static void
check_sets (Draw *draw)
{
  guint a[6], b[6], n_a = draw_set (draw, a), n_b = draw_set (draw, b);
  double jaccard = cs_set_distance (a, n_a, b, n_b, CS_SET_JACCARD);
  double masi = cs_set_distance (a, n_a, b, n_b, CS_SET_MASI);
  gboolean same = n_a == n_b && memcmp (a, b, n_a * sizeof *a) == 0;
  g_assert_true (jaccard >= 0 && jaccard <= 1 && masi >= jaccard && masi <= 1);
  g_assert_true ((jaccard == 0) == same && (masi == 0) == same);
  g_assert_true (masi == cs_set_distance (b, n_b, a, n_a, CS_SET_MASI));
  g_assert_true (jaccard == cs_set_distance (b, n_b, a, n_a, CS_SET_JACCARD));
}

static void
check_units (Draw *draw)
{
  guint n_raters = draw_below (draw, 4), starts[5] = { 0 }, reversed[5] = { 0 }, n = 0;
  CsUnit units[64], others[64];
  double length = 40;
  for (guint i = 0; i < n_raters; i++) {
    double at = 0;
    while (n < 16 * (i + 1) && at < length && !draw_one_in (draw, 5)) {
      CsUnit unit = { at + draw_below (draw, 6) * 0.5, 0 };
      unit.end = unit.start + 0.5 + draw_below (draw, 8) * 0.5;
      if (unit.end > length)
        break;
      at = unit.end;
      units[n++] = unit;
    }
    starts[i + 1] = n;
  }
  CsUnitAlpha one = cs_unit_alpha (units, starts, n_raters, length);
  check_estimate (&one.alpha, 1);
  check_known (one.observed);
  check_known (one.expected);
  for (guint i = 0; i < n_raters; i++) {
    guint from = starts[n_raters - 1 - i], to = starts[n_raters - i];
    memcpy (others + reversed[i], units + from, (to - from) * sizeof *units);
    reversed[i + 1] = reversed[i] + to - from;
  }
  CsUnitAlpha other = cs_unit_alpha (others, reversed, n_raters, length);
  check_same_estimates (&one.alpha, &other.alpha, CLOSE);
}

const Check agreement_checks[] = { check_kappas, check_cohen, check_patterns,
                                   check_alpha,  check_sets,  check_units };
const guint n_agreement_checks = G_N_ELEMENTS (agreement_checks);
