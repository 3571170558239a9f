/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-active.h"
#include "cs-bootstrap.h"
#include "cs-drift.h"
#include "cs-monitoring.h"
#include "cs-numeric.h"
#include "cs-statistics.h"
#include "cs-usual-size.h"
#include "quality-draw.h"

#define CONFIDENCE 0.95
#define MOST 24

static void
check_icc (Draw *draw)
{
  guint n = draw_below (draw, 9), k = draw_below (draw, 5);
  g_autofree double *values = draw_reals (draw, n * k, TRUE);
  g_autofree double *turned = g_new (double, MAX (n * k, 1));
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < k; j++)
      turned[i * k + j] = values[i * k + (k - 1 - j)];
  for (CsIccForm form = CS_ICC_1_1; form <= CS_ICC_3_K; form++) {
    CsEstimate one = cs_icc (values, n, k, form, CONFIDENCE);
    CsEstimate other = cs_icc (turned, n, k, form, CONFIDENCE);
    g_assert_true (one.undefined != NULL || isfinite (one.value));
    check_known (one.low);
    check_known (one.high);
    g_assert_true (one.undefined != NULL || one.value <= 1 + 1e-9);
    g_assert_true ((one.undefined == NULL) == (other.undefined == NULL));
  }
}

static void
check_pairs (Draw *draw)
{
  guint n = draw_below (draw, MOST);
  g_autofree double *x = draw_reals (draw, n, TRUE), *y = draw_reals (draw, n, TRUE);
  CsEstimate one = cs_lin_ccc (x, y, n, CONFIDENCE), other = cs_lin_ccc (y, x, n, CONFIDENCE);
  check_estimate (&one, 1);
  check_same_estimates (&one, &other, 1e-9);
  CsBlandAltman bland = cs_bland_altman (x, y, n, 1.96, CONFIDENCE);
  CsBlandAltman back = cs_bland_altman (y, x, n, 1.96, CONFIDENCE);
  const double numbers[] = { bland.bias,     bland.sd,        bland.low,        bland.high,
                             bland.bias_low, bland.bias_high, bland.limit_reach };
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_true (bland.undefined != NULL ? isnan (numbers[i]) : isfinite (numbers[i]));
  g_assert_true ((bland.undefined == NULL) == (back.undefined == NULL));
  if (bland.undefined == NULL) {
    check_same (bland.bias, -back.bias, 1e-9);
    g_assert_true (bland.low <= bland.bias && bland.bias <= bland.high && bland.sd >= 0);
  }
}

static void
check_bins (Draw *draw)
{
  guint n = draw_below (draw, 9);
  g_autofree gint64 *a = draw_counts (draw, n), *b = draw_counts (draw, n);
  CsEstimate psi = cs_psi (a, b, n), back = cs_psi (b, a, n);
  check_estimate (&psi, INFINITY);
  check_same_estimates (&psi, &back, 1e-9);
  g_assert_true (psi.undefined != NULL || psi.value >= 0);
  CsEstimate jensen = cs_jensen_shannon (a, b, n), other = cs_jensen_shannon (b, a, n);
  check_estimate (&jensen, 1);
  check_same_estimates (&jensen, &other, 1e-9);
  g_assert_true (jensen.undefined != NULL || jensen.value >= 0);
  CsChiSquare chi = cs_chi_square_homogeneity (a, b, n);
  g_assert_true (chi.undefined != NULL || isfinite (chi.statistic));
  if (chi.undefined == NULL) {
    g_assert_true (chi.statistic >= 0 && chi.p_value >= 0 && chi.p_value <= 1);
    g_assert_true (chi.cramers_v >= 0 && chi.cramers_v <= 1 + 1e-9);
    g_assert_true (chi.small_expected >= 0 && chi.small_expected <= 1 && chi.df < n);
  }
}

static void
check_windows (Draw *draw)
{
  guint n_a = draw_below (draw, MOST), n_b = draw_below (draw, MOST);
  g_autofree double *a = draw_reals (draw, n_a, TRUE), *b = draw_reals (draw, n_b, TRUE);
  for (CsKsMode mode = CS_KS_BY_SIZE; mode <= CS_KS_EXACT; mode++) {
    CsKolmogorovSmirnov one = cs_ks_two_sample (a, n_a, b, n_b, mode);
    CsKolmogorovSmirnov other = cs_ks_two_sample (b, n_b, a, n_a, mode);
    g_assert_true ((one.undefined == NULL) == (other.undefined == NULL));
    check_same (one.statistic, other.statistic, 1e-12);
    check_same (one.p_value, other.p_value, 1e-9);
    g_assert_true (one.undefined != NULL || (one.statistic >= 0 && one.statistic <= 1));
    g_assert_true (one.undefined != NULL || (one.p_value >= 0 && one.p_value <= 1 + 1e-12));
  }
  CsEstimate apart = cs_wasserstein_1 (a, n_a, b, n_b), back = cs_wasserstein_1 (b, n_b, a, n_a);
  check_estimate (&apart, INFINITY);
  check_same_estimates (&apart, &back, 1e-9);
  g_assert_true (apart.undefined != NULL || apart.value >= 0);
}

static void
check_p_chart (Draw *draw)
{
  guint n = draw_below (draw, MOST);
  gint64 x[MOST], all[MOST];
  CsPChartPoint points[MOST];
  double centre = CS_UNKNOWN;
  for (guint i = 0; i < n; i++) {
    all[i] = draw_one_in (draw, 4) ? 0 : draw_below (draw, 2000);
    x[i] = draw_below (draw, (guint)all[i] + 1);
  }
  if (cs_p_chart (x, all, n, 3, &centre, points) != NULL)
    return;
  g_assert_true (centre >= 0 && centre <= 1);
  for (guint i = 0; i < n; i++) {
    check_known (points[i].z);
    g_assert_true (isnan (points[i].low) == (all[i] == 0));
    g_assert_true (all[i] == 0 || (points[i].low >= 0 && points[i].low <= centre));
    g_assert_true (all[i] == 0 || (points[i].high <= 1 && points[i].high >= centre));
    g_assert_true (!points[i].out || fabs (points[i].z) > 3);
  }
}

static void
check_cusum (Draw *draw)
{
  guint n = draw_below (draw, MOST);
  CsCusumPoint points[MOST];
  g_autofree double *x = draw_reals (draw, n, FALSE);
  double target = draw_below (draw, 5), h = 1 + draw_below (draw, 9);
  for (guint i = 0; i < n; i++)
    x[i] = CLAMP (x[i], -1e15, 1e15);
  cs_cusum (x, n, target, 0.5, h, points);
  for (guint i = 0; i < n; i++) {
    g_assert_true (points[i].upper >= 0 && points[i].lower >= 0);
    g_assert_true (isfinite (points[i].upper) && isfinite (points[i].lower));
    g_assert_true (points[i].out == (points[i].upper > h || points[i].lower > h));
  }
}

static void
check_outliers (Draw *draw)
{
  guint n = draw_below (draw, MOST);
  gboolean out[MOST];
  double low = CS_UNKNOWN, high = CS_UNKNOWN;
  g_autofree double *values = draw_reals (draw, n, TRUE);
  const char *why = cs_outliers_by_quartiles (values, n, &low, &high, out);
  g_assert_true (why != NULL || (isfinite (low) && isfinite (high) && low < high));
  for (guint i = 0; why == NULL && i < n; i++)
    g_assert_false (out[i] && values[i] >= low && values[i] <= high);
  why = cs_outliers_by_mad (values, n, 1.4826, 3.5, &low, &high, out);
  g_assert_true (why != NULL || (isfinite (low) && isfinite (high) && high > 0));
}

static void
check_skill (Draw *draw)
{
  g_autofree gint64 *n = draw_counts (draw, 4);
  CsRaterSkill skill = cs_rater_skill (n[0], n[1], n[2], n[3], CONFIDENCE);
  check_estimate (&skill.sensitivity, 1);
  check_estimate (&skill.specificity, 1);
  check_known (skill.balanced_accuracy);
  check_known (skill.mcc);
  g_assert_true (isnan (skill.mcc) || fabs (skill.mcc) <= 1 + 1e-9);
  g_assert_true (isnan (skill.balanced_accuracy) ==
                 (skill.sensitivity.undefined != NULL || skill.specificity.undefined != NULL));
}

static void
check_words (Draw *draw)
{
  double share[CS_BENCHMARKS], sum[CS_BENCHMARKS], all = 0;
  double value = draw_below (draw, 2001) / 1000.0 - 1;
  double se = draw_one_in (draw, 4) ? 1e-12 : (1 + draw_below (draw, 3000)) / 1000.0;
  g_assert_cmpuint (cs_benchmark_level (value, se, share, sum), <, CS_BENCHMARKS);
  for (guint i = 0; i < CS_BENCHMARKS; i++) {
    g_assert_true (share[i] >= 0 && share[i] <= 1 + 1e-9);
    all += share[i];
    check_same (sum[i], all, 1e-12);
  }
  check_same (all, 1, 1e-9);
}

static void
check_statistics (Draw *draw)
{
  guint n = 1 + draw_below (draw, MOST);
  g_autofree double *values = draw_reals (draw, n, FALSE), *sorted = cs_sorted (values, n);
  for (guint i = 1; i < n; i++)
    g_assert_true (sorted[i - 1] <= sorted[i]);
  if (sorted[0] > -1e15 && sorted[n - 1] < 1e15) {
    double quantile = cs_quantile (sorted, n, draw_share (draw)), mean = cs_mean (values, n);
    double slack = 1e-12 * MAX (fabs (sorted[0]), fabs (sorted[n - 1]));
    g_assert_true (quantile >= sorted[0] - slack && quantile <= sorted[n - 1] + slack);
    g_assert_true (mean >= sorted[0] - slack && mean <= sorted[n - 1] + slack);
    check_same (cs_median (values, n), cs_quantile (sorted, n, 0.5), 1e-12);
  }
  g_assert_null (cs_why_not_finite (values, n));
  double beta =
      cs_beta_quantile (draw_share (draw), draw_real (draw, TRUE), draw_real (draw, TRUE));
  double f = cs_f_quantile (draw_share (draw), draw_real (draw, TRUE), draw_real (draw, TRUE));
  g_assert_true (isnan (beta) || (beta >= 0 && beta <= 1));
  g_assert_true (isnan (f) || f >= 0);
  double above = cs_kolmogorov_above (draw_share (draw), 1 + draw_below (draw, 400));
  g_assert_true (above >= 0 && above <= 1);
}

static void
check_bootstrap (Draw *draw)
{
  guint n = draw_below (draw, MOST), n_groups = 1 + draw_below (draw, 5), groups[MOST];
  double below[MOST], above[MOST], least = INFINITY, most = -INFINITY;
  guint64 seed = draw_below (draw, 65536);
  for (guint i = 0; i < n; i++) {
    groups[i] = draw_below (draw, n_groups);
    below[i] = draw_below (draw, 4);
    above[i] = below[i] * (draw_below (draw, 9) / 8.0);
    least = below[i] > 0 ? MIN (least, above[i] / below[i]) : least;
    most = below[i] > 0 ? MAX (most, above[i] / below[i]) : most;
  }
  const guint *drawn = draw_one_in (draw, 2) ? groups : NULL;
  CsEstimate one = cs_ratio_bootstrap (above, below, drawn, n, n_groups, 50, seed, CONFIDENCE);
  CsEstimate again = cs_ratio_bootstrap (above, below, drawn, n, n_groups, 50, seed, CONFIDENCE);
  g_assert_cmpmem (&one, sizeof one, &again, sizeof again);
  check_known (one.low);
  check_known (one.high);
  g_assert_true ((one.undefined != NULL) == !isfinite (least));
  if (one.undefined == NULL) {
    g_assert_true (one.value >= least - 1e-12 && one.value <= most + 1e-12);
    g_assert_true (isnan (one.low) || (one.low >= least - 1e-12 && one.low <= one.high));
    g_assert_true (isnan (one.high) || one.high <= most + 1e-12);
  }
  g_assert_true (cs_bootstrap_seed (seed, 0) != cs_bootstrap_seed (seed, 1));
  double values[MOST];
  CsEstimate found = { 0, 0, 0, 0, 0, NULL };
  for (guint i = 0; i < n; i++)
    values[i] = draw_below (draw, 9);
  if (n < 2)
    return;
  cs_bootstrap_interval (values, n, CONFIDENCE, &found);
  g_assert_true (found.se >= 0 && found.low >= 0 && found.low <= found.high && found.high <= 9);
}

/* --- what to look at next --- */

static void
check_entropy (Draw *draw)
{
  double p[8];
  guint n = 1 + draw_below (draw, 8);
  draw_probabilities (draw, n, p);
  double entropy = cs_entropy (p, n), margin = cs_top_margin (p, n);
  g_assert_true (entropy >= -1e-12 && entropy <= log (n) + 1e-12);
  g_assert_true (n == 1 ? isnan (margin) : margin >= 0 && margin <= 1);
}

static void
check_committee (Draw *draw)
{
  double p[5 * 4];
  guint members = 1 + draw_below (draw, 5), n = 1 + draw_below (draw, 4);
  for (guint i = 0; i < members; i++)
    draw_probabilities (draw, n, p + i * n);
  CsCommittee committee = cs_committee (p, members, n);
  g_assert_true (committee.consensus_kl >= 0 && committee.consensus_kl <= log (n) + 1e-9);
  g_assert_true (committee.vote_entropy >= 0 && committee.vote_entropy <= log (n) + 1e-9);
}

static void
check_centres (Draw *draw)
{
  guint n = 1 + draw_below (draw, 9), d = 1 + draw_below (draw, 3), k = 1 + draw_below (draw, n);
  guint selected[9];
  gboolean seen[9] = { FALSE };
  g_autofree double *points = draw_reals (draw, n * d, FALSE);
  for (guint i = 0; i < n * d; i++)
    points[i] = CLAMP (points[i], -1e9, 1e9);
  double radius = cs_k_center (points, n, d, k, draw_below (draw, n), selected);
  double least = cs_k_center_optimum (points, n, d, k);
  g_assert_true (isfinite (radius) && radius >= 0);
  g_assert_true (least <= radius + 1e-9 && radius <= 2 * least + 1e-9);
  for (guint i = 0; i < k; i++) {
    g_assert_cmpuint (selected[i], <, n);
    g_assert_false (seen[selected[i]]);
    seen[selected[i]] = TRUE;
  }
}

/* A box of any size beside sizes of which many may be one. */
static void
check_usual (Draw *draw)
{
  static const CsGid item = { { 1 } };
  g_autoptr (GPtrArray) sizes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)cs_gauged_sizes_free);
  CsGaugedSizes *one = g_new (CsGaugedSizes, 1);
  *one = (CsGaugedSizes){ g_strdup ("a"), CS_GAUGE_AREA_PIXELS,
                          g_array_new (FALSE, FALSE, sizeof (double)) };
  g_ptr_array_add (sizes, one);
  for (guint n = draw_below (draw, 3 * CS_USUAL_LEAST); n > 0; n--) {
    double size = fabs (draw_real (draw, FALSE)) + 1e-6;
    g_array_append_val (one->sizes, size);
  }
  const gint64 corners[] = { 0, 0, 1 + draw_below (draw, 1000000), 1 + draw_below (draw, 1000000) };
  const CsMarkInit init = { .id = 1,
                            .kind = cs_mark_kind_find ("box"),
                            .label = "a",
                            .item = item,
                            .values = corners,
                            .n_values = G_N_ELEMENTS (corners),
                            .confidence = -1 };
  g_autoptr (CsMark) mark = cs_mark_new (&init, NULL);
  g_autoptr (GPtrArray) usual = cs_usual_sizes_new (sizes);
  CsUnusual unusual;
  g_assert_true (usual->len <= (one->sizes->len >= CS_USUAL_LEAST ? 1 : 0));
  for (guint i = 0; i < usual->len; i++) {
    const CsUsualSize *found = usual->pdata[i];
    g_assert_true (isfinite (found->median) && isfinite (found->spread) && found->spread > 0);
  }
  if (mark == NULL || !cs_usual_is_far (usual, mark, NULL, &unusual))
    return;
  g_autofree char *words = cs_unusual_words (&unusual);
  g_assert_nonnull (strstr (words, "usual"));
}

const Check number_checks[] = { check_icc,     check_pairs,      check_bins,     check_windows,
                                check_p_chart, check_cusum,      check_outliers, check_skill,
                                check_words,   check_bootstrap,  check_entropy,  check_committee,
                                check_centres, check_statistics, check_usual };
const guint n_number_checks = G_N_ELEMENTS (number_checks);
