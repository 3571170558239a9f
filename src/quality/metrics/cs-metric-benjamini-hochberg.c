/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-drift.h"
#include "cs-metric-numbers.h"
#include "cs-quality-defaults.h"

#include <glib/gi18n.h>
#include <stdlib.h>

typedef struct {
  double p;
  guint place;
} Feature;

static int
compare (const void *a, const void *b)
{
  const Feature *x = a, *y = b;
  return (x->p > y->p) - (x->p < y->p);
}

guint
cs_benjamini_hochberg (const double *p_values, guint n, double *ret_adjusted)
{
  g_autofree Feature *features = g_new (Feature, MAX (n, 1));
  guint known = 0;
  double least = 1;
  for (guint i = 0; i < n; i++) {
    ret_adjusted[i] = CS_UNKNOWN;
    if (!isnan (p_values[i]))
      features[known++] = (Feature){ p_values[i], i };
  }
  qsort (features, known, sizeof *features, compare);
  for (guint i = known; i-- > 0;) {
    least = MIN (least, features[i].p * known / (i + 1));
    ret_adjusted[features[i].place] = least;
  }
  return known;
}

static gboolean
read_p_values (const CsJson *input, double **ret_values, guint *ret_n, GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, "p_values", &list, error))
    return FALSE;
  *ret_n = cs_json_length (list);
  *ret_values = g_new (double, MAX (*ret_n, 1));
  for (guint i = 0; i < *ret_n; i++) {
    const CsJson *each = cs_json_at (list, i);
    double value = cs_json_type (each) == CS_JSON_NULL ? CS_UNKNOWN : cs_json_real (each);
    if (!isnan (value) && !(cs_metric_is_number (each) && value >= 0 && value <= 1))
      return cs_fail (error, CS_ERROR_INVALID,
                      "input.p_values[%u]: neither a number from 0 to 1 nor null", i);
    (*ret_values)[i] = value;
  }
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *values = NULL;
  guint n = 0;
  double rate = CS_FALSE_DISCOVERY_RATE;
  if (!read_p_values (input, &values, &n, error) ||
      (cs_metric_has (params, "rate") &&
       !cs_metric_read_share (params, "params", "rate", &rate, error)))
    return FALSE;
  g_autofree double *adjusted = g_new (double, MAX (n, 1));
  guint known = cs_benjamini_hochberg (values, n, adjusted);
  cs_json_put_int (answer, "n", known);
  if (known == 0) {
    cs_metric_put_undefined (answer, N_ ("there are no p values"));
    return TRUE;
  }
  CsJson *drifted = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    if (adjusted[i] <= rate)
      cs_json_append (drifted, cs_json_new_int (i));
  cs_metric_put_reals (answer, "adjusted", adjusted, n);
  if (known < n)
    cs_metric_put_reason (answer, "adjusted", N_ ("null: there is no p value"));
  cs_json_put (answer, "drifted", drifted);
  return TRUE;
}

const CsMetric cs_metric_benjamini_hochberg = {
  .name = "benjamini_hochberg",
  .summary = "Which of several features drifted, with few false ones among them",
  .input = "p_values: of each feature, null where there is none",
  .params = "rate: share of false ones among those that are named, 0.05",
  .compute = compute,
};
