/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sampling.h"
#include "quality-draw.h"

#include <string.h>

static void
check_proportion (Draw *draw)
{
  gint64 n = draw_one_in (draw, 4) ? draw_below (draw, 65536) : draw_below (draw, 200);
  gint64 x = n > 0 ? draw_below (draw, (guint)n + 1) : 0;
  double confidence = draw_share (draw);
  for (guint i = CS_PROPORTION_WILSON; i <= CS_PROPORTION_JEFFREYS; i++) {
    CsEstimate found = cs_proportion_interval (x, n, i, confidence);
    CsEstimate other = cs_proportion_interval (n - x, n, i, confidence);
    g_assert_true ((found.undefined != NULL) == (n == 0));
    check_known (found.low);
    check_known (found.high);
    if (n == 0 || isnan (found.low))
      continue;
    g_assert_true (found.low >= 0 && found.high <= 1 && found.low <= found.high);
    check_same (found.low, 1 - other.high, 1e-7);
    if (i == CS_PROPORTION_WILSON || i == CS_PROPORTION_CLOPPER_PEARSON)
      check_estimate (&found, 1);
  }
}

static void
check_sizes (Draw *draw)
{
  double p = draw_share (draw), margin = draw_share (draw), confidence = draw_share (draw);
  gint64 population = draw_one_in (draw, 2) ? 0 : 1 + draw_below (draw, 5000),
         tolerated = draw_below (draw, 4);
  const char *why = NULL;
  double n = cs_sample_size_proportion (p, margin, confidence, population);
  g_assert_true (isfinite (n) && n >= 0 && (population == 0 || n <= (double)population + 1));
  gint64 found = cs_discovery_sample_size (p, confidence, tolerated, population, &why);
  g_assert_true ((why != NULL) == (found == 0));
  g_assert_true (found >= 0 && (population == 0 || found <= population));
  if (found == 0 || found > CS_BINOMIAL_MOST)
    return;
  /* what the plan promises, by the other function; the population's errors are rounded elsewhere */
  if (population == 0)
    g_assert_cmpfloat (cs_accept_probability (found, tolerated, p, 0), <=,
                       (1 - confidence) * (1 + 1e-6) + 1e-12);
}

static void
check_allocation (Draw *draw)
{
  guint n_strata = draw_below (draw, 7);
  gint64 sizes[7], allocation[7], total = 0, given = 0, minimum = draw_below (draw, 3);
  double sds[7], neyman[7], sum = 0;
  for (guint i = 0; i < n_strata; i++) {
    total += sizes[i] = draw_one_in (draw, 5) ? 0 : draw_below (draw, 5000);
    sds[i] = draw_below (draw, 5);
  }
  gint64 n = draw_below (draw, (guint)MIN (total, 60000) + 2);
  if (cs_allocate_proportional (sizes, NULL, n_strata, n, minimum, allocation)) {
    for (guint i = 0; i < n_strata; i++) {
      g_assert_true (allocation[i] >= MIN (minimum, sizes[i]) && allocation[i] <= sizes[i]);
      given += allocation[i];
    }
    g_assert_cmpint (given, ==, n);
  } else {
    g_assert_true (n > total || minimum > 0);
  }
  if (!cs_allocate_neyman (sizes, sds, n_strata, (double)n, neyman))
    return;
  for (guint i = 0; i < n_strata; i++)
    sum += neyman[i];
  check_same (sum, (double)n, 1e-9);
}

static void
check_ranks (Draw *draw)
{
  char *items[10];
  guint n = draw_below (draw, 11);
  gboolean seen[10] = { FALSE };
  for (guint i = 0; i < n; i++)
    items[i] = g_strdup_printf ("item-%u", draw_below (draw, 30));
  g_autofree CsSampleRank *ranks = cs_seeded_ranks ("seed", (const char *const *)items, n);
  for (guint i = 0; i < n; i++) {
    g_assert_false (seen[ranks[i].item]);
    seen[ranks[i].item] = TRUE;
    g_assert_true (i == 0 ||
                   memcmp (&ranks[i - 1].hash, &ranks[i].hash, sizeof ranks[i].hash) <= 0);
  }
  for (guint i = 0; i < n; i++)
    g_free (items[i]);
  guint64 one = draw_below (draw, 65536), other = one;
  g_assert_true (cs_splitmix64_next (&one) == cs_splitmix64_next (&other) && one == other);
}

static void
check_plan (Draw *draw)
{
  gint64 lot = 2 + draw_count (draw);
  guint aql = draw_below (draw, CS_AQLS);
  for (CsInspectionLevel level = CS_LEVEL_GENERAL_2; level <= CS_LEVEL_SPECIAL_4; level++)
    for (CsInspection kind = CS_INSPECTION_NORMAL; kind <= CS_INSPECTION_REDUCED; kind++) {
      CsSamplingPlan plan = cs_acceptance_plan (lot, level, aql, kind);
      g_assert_true (plan.letter >= 'A' && plan.letter <= 'S' && plan.n >= 1);
      g_assert_true (plan.accept < plan.reject && plan.accept <= plan.n);
      g_assert_true (plan.inspect_all == ((gint64)plan.n >= lot));
    }
  g_assert_true (cs_aqls[aql] >= 0.01 && cs_aqls[aql] <= 10);
}

static void
check_switching (Draw *draw)
{
  CsLot lots[40];
  CsInspection used[40];
  guint n = draw_below (draw, 41), bad = 2 + draw_below (draw, 12);
  for (guint i = 0; i < n; i++)
    lots[i] = draw_one_in (draw, bad)  ? CS_LOT_REJECTED
              : draw_one_in (draw, 12) ? CS_LOT_GAP
                                       : CS_LOT_ACCEPTED;
  CsInspection next = cs_inspection_switching (lots, n, used);
  g_assert_true (next <= CS_INSPECTION_DISCONTINUED);
  for (guint i = 0; i < n; i++) {
    g_assert_true (i > 0 || used[i] == CS_INSPECTION_NORMAL);
    g_assert_true (i == 0 || used[i - 1] != CS_INSPECTION_DISCONTINUED ||
                   used[i] == CS_INSPECTION_DISCONTINUED);
    g_assert_true (i == 0 || used[i] == used[i - 1] || used[i] != CS_INSPECTION_TIGHTENED ||
                   lots[i - 1] == CS_LOT_REJECTED);
  }
}

static void
check_acceptance (Draw *draw)
{
  gint64 n = draw_below (draw, 300), accept = draw_below (draw, 6);
  double rate = draw_share (draw);
  gint64 population = draw_one_in (draw, 2) ? 0 : n + draw_below (draw, 2000);
  double one = cs_accept_probability (n, accept, rate, population);
  double more = cs_accept_probability (n, accept + 1, rate, population);
  double longer = population == 0 ? cs_accept_probability (n + 1, accept, rate, 0) : one;
  g_assert_true (one >= 0 && one <= 1 + 1e-12);
  g_assert_true (more >= one - 1e-12 && longer <= one + 1e-9);
}

static void
check_two_points (Draw *draw)
{
  double good = (1 + draw_below (draw, 40)) / 1000.0,
         bad = good + (20 + draw_below (draw, 200)) / 1000.0;
  double producer = 0.01 + draw_below (draw, 20) / 100.0,
         consumer = 0.01 + draw_below (draw, 20) / 100.0;
  gint64 n = 0, accept = 0;
  if (!cs_two_point_plan (good, producer, bad, consumer, &n, &accept))
    return;
  g_assert_true (n > 0 && accept >= 0 && accept < n);
  g_assert_cmpfloat (cs_accept_probability (n, accept, good, 0), >=, 1 - producer - 1e-9);
  g_assert_cmpfloat (cs_accept_probability (n, accept, bad, 0), <=, consumer + 1e-9);
}

static void
check_sprt (Draw *draw)
{
  CsSprt sprt = { (1 + draw_below (draw, 400)) / 1000.0, 0, (1 + draw_below (draw, 300)) / 1000.0,
                  (1 + draw_below (draw, 300)) / 1000.0 };
  gint64 errors[60];
  guint n = draw_below (draw, 61), stop = 0, often = 2 + draw_below (draw, 30);
  double accept = 0, reject = 0, slope = 0, ratio = 0;
  sprt.p1 = sprt.p0 + (1 + draw_below (draw, 500)) / 1000.0;
  for (guint i = 0; i < n; i++)
    errors[i] = draw_one_in (draw, often);
  cs_sprt_lines (&sprt, &accept, &reject, &slope);
  g_assert_true (accept > 0 && reject > 0 && slope > sprt.p0 && slope < sprt.p1);
  gint64 most = draw_one_in (draw, 3) ? draw_below (draw, 60) : 0;
  CsSprtDecision decision = cs_sprt_decide (&sprt, most, errors, n, &stop, &ratio);
  g_assert_true (stop <= n && isfinite (ratio));
  double found = 0;
  for (guint i = 0; i < stop; i++)
    found += (double)errors[i];
  g_assert_true (most == 0 || stop <= most);
  g_assert_true (cs_sprt_most (&sprt) >= 0);
  if (most > 0 && stop == most)
    return;
  if (decision == CS_SPRT_ACCEPT)
    g_assert_cmpfloat (found, <=, slope * stop - accept + 1e-6);
  if (decision == CS_SPRT_REJECT)
    g_assert_cmpfloat (found, >=, slope * stop + reject - 1e-6);
  g_assert_true (decision != CS_SPRT_CONTINUE || stop == n);
}

const Check sampling_checks[] = { check_proportion, check_sizes,      check_allocation,
                                  check_ranks,      check_plan,       check_switching,
                                  check_acceptance, check_two_points, check_sprt };
const guint n_sampling_checks = G_N_ELEMENTS (sampling_checks);
