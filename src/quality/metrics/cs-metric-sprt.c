/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-quality-defaults.h"
#include "cs-sampling.h"

#include <glib/gi18n.h>

gint64
cs_sprt_most (const CsSprt *sprt)
{
  gint64 n = 0, accept = 0;
  if (!cs_two_point_plan (sprt->p0, sprt->alpha, sprt->p1, sprt->beta, &n, &accept))
    return 0;
  return CS_SPRT_TRUNCATION * n;
}

CsSprtDecision
cs_sprt_decide (const CsSprt *sprt, gint64 most, const gint64 *errors, guint n, guint *ret_stop_at,
                double *ret_log_ratio)
{
  double upper = log ((1 - sprt->beta) / sprt->alpha), lower = log (sprt->beta / (1 - sprt->alpha));
  double of_error = log (sprt->p1 / sprt->p0), of_good = log ((1 - sprt->p1) / (1 - sprt->p0));
  *ret_log_ratio = 0;
  for (guint i = 0; i < n; i++) {
    *ret_log_ratio += errors[i] != 0 ? of_error : of_good;
    *ret_stop_at = i + 1;
    if (*ret_log_ratio >= upper)
      return CS_SPRT_REJECT;
    if (*ret_log_ratio <= lower)
      return CS_SPRT_ACCEPT;
    if (most > 0 && i + 1 >= most)
      return *ret_log_ratio > 0 ? CS_SPRT_REJECT : CS_SPRT_ACCEPT;
  }
  *ret_stop_at = n;
  return CS_SPRT_CONTINUE;
}

/* "most" of PARAMS; else three times the single plan, if there is one. */
static gboolean
read_most (const CsJson *params, const CsSprt *sprt, gint64 *ret_most, GError **error)
{
  if (cs_metric_has (params, "most"))
    return cs_metric_read_count (params, "params", "most", 1, G_MAXINT32, ret_most, error);
  *ret_most = cs_sprt_most (sprt);
  return TRUE;
}

static void
put_decision (CsJson *answer, CsSprtDecision decision, guint stop_at, gint64 most)
{
  static const char *const words[] = { "continue", "accept", "reject" };
  cs_json_put_string (answer, "decision", words[decision]);
  if (decision == CS_SPRT_CONTINUE)
    cs_metric_put_null (answer, "stop_at", N_ ("the items ended before a decision"));
  else
    cs_json_put_int (answer, "stop_at", stop_at);
  if (most > 0)
    cs_json_put_int (answer, "most", most);
  else
    cs_metric_put_null (answer, "most", N_ ("there is no single plan for these rates and risks"));
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree gint64 *errors = NULL;
  CsSprt sprt = { 0 };
  guint n = 0, stop_at = 0;
  double log_ratio = 0;
  gint64 most = 0;
  if (!cs_metric_read_sprt (params, "params", params, &sprt, error) ||
      !read_most (params, &sprt, &most, error) ||
      !cs_metric_read_counts (input, "errors", &errors, &n, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (errors[i] > 1)
      return cs_fail (error, CS_ERROR_INVALID, "input.errors[%u]: neither 0 nor 1", i);
  CsSprtDecision decision = cs_sprt_decide (&sprt, most, errors, n, &stop_at, &log_ratio);
  put_decision (answer, decision, stop_at, most);
  cs_metric_put_real (answer, "log_likelihood_ratio", log_ratio);
  return TRUE;
}

const CsMetric cs_metric_sprt = {
  .name = "sprt",
  .summary = "Wald's sequential test: stops as soon as the items decide",
  .input = "errors: 0 or 1 an item, in the order that was drawn",
  .params = "p0: error rate that is to pass|p1: error rate that is to be stopped|alpha: risk to "
            "stop p0|beta: risk to pass p1|most: items at which it "
            "ends, rejecting if they speak more for p1 than for p0; three times the single plan",
  .fixed = "thresholds: Wald",
  .compute = compute,
};
