/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-agreement.h"
#include "cs-metric-cautions.h"
#include "cs-metric-read-sets.h"

#include <glib/gi18n.h>

#define MOST_LOOKS (1u << 28) /* options by ratings */

/* Who gave OPTION (1) and who left it out (0). */
static CsAgreement
agreement_on (const CsMetricSets *sets, const CsRatings *ratings, guint option, double confidence,
              CsAgreement *ret_percent)
{
  gsize n = (gsize)ratings->n_items * ratings->n_raters;
  g_autofree gint32 *holds = g_new0 (gint32, MAX (sets->sets->len, 1));
  g_autofree gint32 *codes = g_new (gint32, MAX (n, 1));
  g_auto (CsRatingPatterns) patterns = { 0 };
  for (guint i = 0; i < sets->sets->len; i++) {
    const GArray *set = sets->sets->pdata[i];
    for (guint k = 0; k < set->len; k++)
      holds[i] |= g_array_index (set, guint, k) == option;
  }
  for (gsize i = 0; i < n; i++)
    codes[i] = ratings->codes[i] == CS_RATING_NONE ? CS_RATING_NONE : holds[ratings->codes[i]];
  CsRatings own = { ratings->n_items, ratings->n_raters, 2, codes };
  cs_rating_patterns_init (&patterns, &own);
  *ret_percent = cs_percent_agreement (&patterns, NULL, confidence);
  return cs_gwet_ac (&patterns, NULL, confidence);
}

static void
put_options (CsJson *answer, const CsMetricSets *sets, const CsRatings *ratings, double confidence)
{
  CsJson *values = cs_json_new_array (), *lows = cs_json_new_array (),
         *highs = cs_json_new_array (), *percents = cs_json_new_array ();
  for (guint i = 0; i < sets->labels.names->len; i++) {
    CsAgreement percent = { 0 };
    CsAgreement ac1 = agreement_on (sets, ratings, i, confidence, &percent);
    cs_json_append (values, cs_metric_new_real (ac1.estimate.value));
    cs_json_append (lows, cs_metric_new_real (ac1.estimate.low));
    cs_json_append (highs, cs_metric_new_real (ac1.estimate.high));
    cs_json_append (percents, cs_metric_new_real (percent.estimate.value));
  }
  cs_metric_put_names (answer, "options", &sets->labels);
  cs_json_put (answer, "ac1", values);
  cs_json_put (answer, "ci_low", lows);
  cs_json_put (answer, "ci_high", highs);
  cs_json_put (answer, "percent", percents);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricSets) sets = { 0 };
  g_auto (CsRatings) ratings = { 0 };
  g_auto (CsRatingPatterns) patterns = { 0 };
  double confidence = 0;
  if (!cs_metric_read_confidence (params, &confidence, error) ||
      !cs_metric_read_sets (input, cs_json_get (params, "options"), &sets, &ratings, error))
    return FALSE;
  if ((double)ratings.n_items * ratings.n_raters * sets.labels.names->len > MOST_LOOKS)
    return cs_fail (error, CS_ERROR_LIMIT, "input.ratings: %u options of so many ratings",
                    sets.labels.names->len);
  cs_rating_patterns_init (&patterns, &ratings);
  CsAgreement same = cs_percent_agreement (&patterns, NULL, confidence);
  cs_json_put_int (answer, "n", same.estimate.n);
  if (same.estimate.undefined != NULL) {
    cs_metric_put_undefined (answer, same.estimate.undefined);
    return TRUE;
  }
  cs_metric_put_real (answer, "same_set", same.estimate.value);
  put_options (answer, &sets, &ratings, confidence);
  cs_metric_warn_few (answer, cs_agreement_cautions (&patterns).usable);
  return TRUE;
}

const CsMetric cs_metric_option_agreement = {
  .name = "option_agreement",
  .summary = "Gwet's AC1 of every option of a multiple choice, and how often sets are the same",
  .input = "ratings: a list a rater, for each item a list of options, null for none",
  .params = "options: those declared; else those used|confidence: of the intervals, 0.95",
  .compute = compute,
};
