/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-sampling.h"

void
cs_sprt_lines (const CsSprt *sprt, double *ret_h_accept, double *ret_h_reject, double *ret_slope)
{
  double good = log ((1 - sprt->p0) / (1 - sprt->p1)), unit = log (sprt->p1 / sprt->p0) + good;
  *ret_h_accept = log ((1 - sprt->alpha) / sprt->beta) / unit;
  *ret_h_reject = log ((1 - sprt->beta) / sprt->alpha) / unit;
  *ret_slope = good / unit;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  CsSprt sprt = { 0 };
  double accept = 0, reject = 0, slope = 0;
  if (!cs_metric_read_sprt (input, "input", params, &sprt, error))
    return FALSE;
  cs_sprt_lines (&sprt, &accept, &reject, &slope);
  cs_metric_put_real (answer, "h_accept", accept);
  cs_metric_put_real (answer, "h_reject", reject);
  cs_metric_put_real (answer, "slope", slope);
  return TRUE;
}

const CsMetric cs_metric_sprt_lines = {
  .name = "sprt_lines",
  .summary = "Lines of Wald's sequential test: errors at which to accept and to reject",
  .input = "p0: error rate that is to pass|p1: error rate that is to be stopped",
  .params = "alpha: risk to stop p0|beta: risk to pass p1",
  .compute = compute,
};
