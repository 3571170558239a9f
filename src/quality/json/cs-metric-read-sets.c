/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-sets.h"

#define MOST_SETS 4096 /* distances are a square of them */

void
cs_metric_sets_clear (CsMetricSets *sets)
{
  cs_metric_names_clear (&sets->labels);
  g_clear_pointer (&sets->sets, g_ptr_array_unref);
  g_clear_pointer (&sets->codes, g_hash_table_unref);
}

static int
compare (const void *a, const void *b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;
  return (x > y) - (x < y);
}

/* The labels in their order, each once; NULL: one is neither number nor string, or not declared. */
static GArray *
labels_of (CsMetricSets *sets, const CsJson *json)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (guint));
  guint kept = 0;
  for (guint i = 0; i < cs_json_length (json); i++) {
    guint label = 0;
    if (!(sets->declared ? cs_metric_names_find (&sets->labels, cs_json_at (json, i), &label)
                         : cs_metric_names_add (&sets->labels, cs_json_at (json, i), &label)))
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
read_set (CsMetricSets *sets, const CsJson *json, guint rater, guint item, gint32 *ret_code,
          GError **error)
{
  *ret_code = CS_RATING_NONE;
  if (json == NULL || cs_json_type (json) == CS_JSON_NULL)
    return TRUE;
  g_autoptr (GArray) labels = cs_json_type (json) == CS_JSON_ARRAY ? labels_of (sets, json) : NULL;
  if (labels == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "input.ratings[%u][%u]: not a list of %s, or null",
                    rater, item, sets->declared ? "declared options" : "numbers and strings");
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
declare (const CsJson *options, CsMetricSets *sets, GError **error)
{
  if (options != NULL && cs_json_type (options) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "params.options: not a list");
  sets->declared = options != NULL;
  for (guint i = 0; i < cs_json_length (options); i++) {
    guint code = 0;
    if (!cs_metric_names_add (&sets->labels, cs_json_at (options, i), &code) || code != i)
      return cs_fail (error, CS_ERROR_INVALID, "params.options[%u]: %s", i,
                      sets->labels.names->len > i ? "neither a number nor a string" : "twice");
  }
  return TRUE;
}

gboolean
cs_metric_read_sets (const CsJson *input, const CsJson *options, CsMetricSets *sets, CsRatings *ret,
                     GError **error)
{
  const CsJson *list = NULL;
  cs_metric_names_init (&sets->labels);
  sets->sets = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  sets->codes =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  if (!declare (options, sets, error) || !cs_metric_read_list (input, "ratings", &list, error))
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
