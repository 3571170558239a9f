/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-sampling.h"

#include <glib/gi18n.h>

/* Smallest n above FAILS that a lot at P passes with at most RISK; more than CS_BINOMIAL_MOST: none
 * to there. */
static gint64
smallest (gint64 accept, double p, double risk, gint64 fails)
{
  gint64 low = fails, step = 1;
  while (low + step <= CS_BINOMIAL_MOST &&
         !(cs_accept_probability (low + step, accept, p, 0) <= risk)) {
    low += step;
    step *= 2;
  }
  gint64 high = MIN (low + step, CS_BINOMIAL_MOST + 1);
  while (high - low > 1) {
    gint64 middle = low + (high - low) / 2;
    if (cs_accept_probability (middle, accept, p, 0) <= risk)
      high = middle;
    else
      low = middle;
  }
  return high;
}

/* N for the consumer grows with the acceptance number, so that the first one which suits the
 * producer too is the smallest. */
gboolean
cs_two_point_plan (double p_good, double producer_risk, double p_bad, double consumer_risk,
                   gint64 *ret_n, gint64 *ret_accept)
{
  gint64 n = 1;
  for (gint64 accept = 0; accept <= CS_PLAN_MOST_ERRORS; accept++) {
    n = smallest (accept, p_bad, consumer_risk, n - 1);
    if (n > CS_BINOMIAL_MOST)
      return FALSE;
    if (cs_accept_probability (n, accept, p_good, 0) >= 1 - producer_risk) {
      *ret_n = n;
      *ret_accept = accept;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  double good = 0, producer = 0, bad = 0, consumer = 0;
  gint64 n = 0, accept = 0;
  if (!cs_metric_read_share (input, "input", "p_good", &good, error) ||
      !cs_metric_read_share (input, "input", "producer_risk", &producer, error) ||
      !cs_metric_read_share (input, "input", "p_bad", &bad, error) ||
      !cs_metric_read_share (input, "input", "consumer_risk", &consumer, error))
    return FALSE;
  if (good >= bad)
    return cs_fail (error, CS_ERROR_INVALID, "input.p_bad: not more than p_good");
  if (!cs_two_point_plan (good, producer, bad, consumer, &n, &accept)) {
    cs_metric_put_undefined (answer, N_ ("no plan of 1,000,000 items or fewer keeps both risks"));
    return TRUE;
  }
  cs_json_put_int (answer, "n", n);
  cs_json_put_int (answer, "accept", accept);
  return TRUE;
}

const CsMetric cs_metric_two_point_plan = {
  .name = "two_point_plan",
  .summary = "Smallest single plan that passes good lots and stops bad ones",
  .input = "p_good: error rate that is to pass|producer_risk: that it is stopped|p_bad: error rate "
           "that is to be stopped|consumer_risk: that it passes",
  .params = "",
  .fixed = "model: binomial",
  .compute = compute,
};
