/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-alpha.h"
#include "cs-metric-read-labels.h"
#include "cs-sets.h"

#define MOST_SETS 4096 /* distances are a square of them */

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

/* Sets that were given, each once. */
typedef struct {
  CsMetricNames labels;
  GPtrArray *sets; /* of GArray of label codes, ascending */
  GHashTable *codes;
} Sets;

static void
sets_clear (Sets *sets)
{
  cs_metric_names_clear (&sets->labels);
  g_clear_pointer (&sets->sets, g_ptr_array_unref);
  g_clear_pointer (&sets->codes, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sets, sets_clear)

static int
compare (const void *a, const void *b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;
  return (x > y) - (x < y);
}

/* The labels in their order, each once; NULL: one is neither number nor string. */
static GArray *
labels_of (Sets *sets, const CsJson *json)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (guint));
  guint kept = 0;
  for (guint i = 0; i < cs_json_length (json); i++) {
    guint label = 0;
    if (!cs_metric_names_add (&sets->labels, cs_json_at (json, i), &label))
      return NULL;
    g_array_append_val (labels, label);
  }
  g_array_sort (labels, compare);
  for (guint i = 0; i < labels->len; i++) {
    guint label = g_array_index (labels, guint, i);
    if (kept == 0 || g_array_index (labels, guint, kept - 1) != label)
      g_array_index (labels, guint, kept++) = label;
  }
  return g_array_set_size (g_steal_pointer (&labels), kept);
}

static gboolean
read_set (Sets *sets, const CsJson *json, guint rater, guint item, gint32 *ret_code, GError **error)
{
  *ret_code = CS_RATING_NONE;
  if (json == NULL || cs_json_type (json) == CS_JSON_NULL)
    return TRUE;
  g_autoptr (GArray) labels = cs_json_type (json) == CS_JSON_ARRAY ? labels_of (sets, json) : NULL;
  if (labels == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.ratings[%u][%u]: not a list of numbers and strings, or null", rater,
                    item);
  g_autoptr (GBytes) key = g_bytes_new (labels->data, labels->len * sizeof (guint));
  gpointer code = NULL;
  if (g_hash_table_lookup_extended (sets->codes, key, NULL, &code)) {
    *ret_code = GPOINTER_TO_INT (code);
    return TRUE;
  }
  if (sets->sets->len == MOST_SETS)
    return cs_fail (error, CS_ERROR_LIMIT, "input.ratings[%u][%u]: more than %d different sets",
                    rater, item, MOST_SETS);
  *ret_code = (gint32)sets->sets->len;
  g_hash_table_insert (sets->codes, g_steal_pointer (&key), GINT_TO_POINTER (*ret_code));
  g_ptr_array_add (sets->sets, g_steal_pointer (&labels));
  return TRUE;
}

static gboolean
read_ratings (const CsJson *input, Sets *sets, CsRatings *ret, GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, "ratings", &list, error))
    return FALSE;
  ret->n_raters = cs_json_length (list);
  ret->n_items = cs_json_length (cs_json_at (list, 0));
  ret->codes = g_new (gint32, MAX ((gsize)ret->n_items * ret->n_raters, 1));
  for (guint k = 0; k < ret->n_raters; k++) {
    const CsJson *row = cs_json_at (list, k);
    if (cs_json_type (row) != CS_JSON_ARRAY || cs_json_length (row) != ret->n_items)
      return cs_fail (error, CS_ERROR_INVALID,
                      "input.ratings[%u]: not a list of %u ratings, as the first one is", k,
                      ret->n_items);
    for (guint i = 0; i < ret->n_items; i++)
      if (!read_set (sets, cs_json_at (row, i), k, i, &ret->codes[(gsize)i * ret->n_raters + k],
                     error))
        return FALSE;
  }
  ret->n_categories = sets->sets->len;
  return TRUE;
}

static double *
distances_of (const Sets *sets, CsSetDistance kind)
{
  guint n = sets->sets->len;
  double *distances = g_new0 (double, MAX ((gsize)n * n, 1));
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      const GArray *a = sets->sets->pdata[i], *b = sets->sets->pdata[k];
      distances[(gsize)i * n + k] =
          cs_set_distance ((const guint *)(const void *)a->data, a->len,
                           (const guint *)(const void *)b->data, b->len, kind);
    }
  return distances;
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
  g_auto (Sets) sets = { .sets = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref) };
  g_auto (CsRatings) ratings = { 0 };
  g_auto (CsRatingPatterns) patterns = { 0 };
  CsSetDistance kind = CS_SET_MASI;
  cs_metric_names_init (&sets.labels);
  sets.codes =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  if (!read_distance (params, &kind, error) || !read_ratings (input, &sets, &ratings, error))
    return FALSE;
  cs_rating_patterns_init (&patterns, &ratings);
  g_autofree double *distances = distances_of (&sets, kind);
  CsEstimate found = cs_krippendorff_alpha_by (&patterns, distances);
  cs_metric_put_estimate (answer, &found);
  return TRUE;
}

const CsMetric cs_metric_krippendorff_alpha_sets = {
  .name = "krippendorff_alpha_sets",
  .summary = "Krippendorff's alpha of sets of labels",
  .input = "ratings: a list a rater, for each item a list of labels, null for none",
  .params = "distance: masi or jaccard",
  .compute = compute,
};
