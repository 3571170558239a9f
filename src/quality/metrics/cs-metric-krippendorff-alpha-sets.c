/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-alpha.h"
#include "cs-metric-cautions.h"
#include "cs-metric-input.h"
#include "cs-metric-read-sets.h"
#include "cs-sets.h"

#define MOST_STEPS 1000000000 /* labels of all sets by sets */

double
cs_set_distance (const guint *a, guint n_a, const guint *b, guint n_b, CsSetDistance kind)
{
  guint both = 0;
  for (guint i = 0, k = 0; i < n_a && k < n_b;) {
    both += a[i] == b[k];
    if (a[i] == b[k])
      i++, k++;
    else
      *(a[i] < b[k] ? &i : &k) += 1;
  }
  guint either = n_a + n_b - both;
  if (either == both)
    return 0;
  double shared = (double)both / either;
  if (kind == CS_SET_JACCARD)
    return 1 - shared;
  if (both == 0)
    return 1;
  return 1 - shared * (both == MIN (n_a, n_b) ? 0.67 : 0.33);
}

/* --- the metric --- */

static double *
distances_of (const CsMetricSets *sets, CsSetDistance kind)
{
  guint n = sets->sets->len;
  double *distances = g_new0 (double, MAX ((gsize)n * n, 1));
  for (guint i = 0; i < n; i++)
    for (guint k = i; k < n; k++) {
      const GArray *a = sets->sets->pdata[i], *b = sets->sets->pdata[k];
      distances[(gsize)i * n + k] = distances[(gsize)k * n + i] =
          cs_set_distance ((const guint *)(const void *)a->data, a->len,
                           (const guint *)(const void *)b->data, b->len, kind);
    }
  return distances;
}

static gboolean
check_size (const CsMetricSets *sets, GError **error)
{
  guint64 labels = 0;
  for (guint i = 0; i < sets->sets->len; i++)
    labels += ((const GArray *)sets->sets->pdata[i])->len;
  return labels * sets->sets->len <= MOST_STEPS ||
         cs_fail (error, CS_ERROR_LIMIT,
                  "input.ratings: %u different sets with %" G_GUINT64_FORMAT
                  " labels are more than %d steps",
                  sets->sets->len, labels, MOST_STEPS);
}

static gboolean
read_distance (const CsJson *params, CsSetDistance *ret_kind, GError **error)
{
  const CsJson *json = cs_json_get (params, "distance");
  *ret_kind = CS_SET_MASI;
  if (json == NULL || g_strcmp0 (cs_json_string (json), "masi") == 0)
    return TRUE;
  *ret_kind = CS_SET_JACCARD;
  return g_strcmp0 (cs_json_string (json), "jaccard") == 0 ||
         cs_fail (error, CS_ERROR_INVALID, "params.distance: neither jaccard nor masi");
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricSets) sets = { 0 };
  g_auto (CsRatings) ratings = { 0 };
  g_auto (CsRatingPatterns) patterns = { 0 };
  CsSetDistance kind = CS_SET_MASI;
  double confidence = 0;
  if (!read_distance (params, &kind, error) ||
      !cs_metric_read_confidence (params, &confidence, error) ||
      !cs_metric_read_sets (input, NULL, &sets, &ratings, error) || !check_size (&sets, error))
    return FALSE;
  cs_rating_patterns_init (&patterns, &ratings);
  g_autofree double *distances = distances_of (&sets, kind);
  CsEstimate found = cs_krippendorff_alpha_linearised (&patterns, distances, confidence);
  cs_metric_put_estimate (answer, &found);
  if (found.undefined == NULL)
    cs_metric_warn_few (answer, found.n);
  return TRUE;
}

const CsMetric cs_metric_krippendorff_alpha_sets = {
  .name = "krippendorff_alpha_sets",
  .summary = "Krippendorff's alpha of sets of labels",
  .input = "ratings: a list a rater, for each item a list of labels, null for none",
  .params = "distance: masi or jaccard|confidence: of the interval, 0.95",
  .compute = compute,
};
