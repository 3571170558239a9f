/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-monitoring.h"
#include "cs-sampling.h"

#include <glib/gi18n.h>

static CsEstimate
share_of (gint64 x, gint64 n, double confidence, const char *why)
{
  return n > 0 ? cs_proportion_interval (x, n, CS_PROPORTION_WILSON, confidence)
               : cs_estimate_undefined (0, why);
}

CsRaterSkill
cs_rater_skill (gint64 tp, gint64 fn, gint64 fp, gint64 tn, double confidence)
{
  double a = (double)tp, b = (double)fn, c = (double)fp, d = (double)tn;
  double margins = sqrt (a + b) * sqrt (c + d) * sqrt (a + c) * sqrt (b + d);
  CsRaterSkill skill = {
    share_of (tp, tp + fn, confidence, N_ ("no reference item is positive")),
    share_of (tn, fp + tn, confidence, N_ ("no reference item is negative")),
    CS_UNKNOWN,
    CS_UNKNOWN,
  };
  skill.balanced_accuracy = (skill.sensitivity.value + skill.specificity.value) / 2;
  if (margins > 0)
    skill.mcc = (a * d - b * c) / margins;
  return skill;
}

static void
put_share (CsJson *answer, const char *key, const CsEstimate *share)
{
  g_autofree char *interval = g_strconcat (key, "_ci", NULL);
  if (share->undefined != NULL) {
    cs_metric_put_null (answer, key, share->undefined);
    cs_metric_put_null (answer, interval, share->undefined);
    return;
  }
  cs_metric_put_real (answer, key, share->value);
  cs_metric_put_pair (answer, interval, share->low, share->high);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const keys[] = { "tp", "fn", "fp", "tn" };
  gint64 counts[G_N_ELEMENTS (keys)] = { 0 };
  double confidence = 0;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!cs_metric_read_count (input, "input", keys[i], 0, G_MAXINT32, &counts[i], error))
      return FALSE;
  if (!cs_metric_read_confidence (params, &confidence, error))
    return FALSE;
  CsRaterSkill skill = cs_rater_skill (counts[0], counts[1], counts[2], counts[3], confidence);
  const char *why = skill.sensitivity.undefined;
  if (why != NULL && skill.specificity.undefined != NULL) {
    cs_metric_put_undefined (answer, N_ ("there are no reference items"));
    return TRUE;
  }
  why = why != NULL ? why : skill.specificity.undefined;
  put_share (answer, "sensitivity", &skill.sensitivity);
  put_share (answer, "specificity", &skill.specificity);
  if (why != NULL)
    cs_metric_put_null (answer, "balanced_accuracy", why);
  else
    cs_metric_put_real (answer, "balanced_accuracy", skill.balanced_accuracy);
  if (isnan (skill.mcc))
    cs_metric_put_null (answer, "mcc",
                        why != NULL ? why : N_ ("the rater gave all items one answer"));
  else
    cs_metric_put_real (answer, "mcc", skill.mcc);
  return TRUE;
}

const CsMetric cs_metric_rater_skill_vs_reference = {
  .name = "rater_skill_vs_reference",
  .summary = "Sensitivity and specificity of a rater against reference items, with intervals",
  .input = "tp: positive items that were found|fn: that were missed|fp: negative items that were "
           "called positive|tn: that were not",
  .params = "confidence: of the intervals (Wilson), 0.95",
  .fixed = "method: wilson",
  .compute = compute,
};
