/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-sampling.h"

#include <stdlib.h>
#include <string.h>

static int
compare (const void *a, const void *b)
{
  const CsSampleRank *x = a, *y = b;
  int order = cs_hash_compare (&x->hash, &y->hash);
  return order != 0 ? order : (x->item > y->item) - (x->item < y->item);
}

CsSampleRank *
cs_seeded_ranks (const char *seed, const char *const *items, guint n_items)
{
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  CsSampleRank *ranks = g_new (CsSampleRank, MAX (n_items, 1));
  for (guint i = 0; i < n_items; i++) {
    cs_hasher_add (hasher, seed, strlen (seed) + 1); /* with the zero byte */
    cs_hasher_add (hasher, items[i], strlen (items[i]));
    cs_hasher_finish (hasher, &ranks[i].hash);
    ranks[i].item = i;
  }
  qsort (ranks, n_items, sizeof *ranks, compare);
  return ranks;
}

static gboolean
check_unlike (const CsSampleRank *ranks, guint n, GError **error)
{
  for (guint i = 1; i < n; i++)
    if (cs_hash_equal (&ranks[i].hash, &ranks[i - 1].hash))
      return cs_fail (error, CS_ERROR_INVALID, "input.items[%u]: the same as input.items[%u]",
                      ranks[i].item, ranks[i - 1].item);
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  const CsJson *list = cs_json_get (input, "items");
  const char *seed = cs_json_get_string (input, "seed");
  guint n_items = cs_json_length (list);
  gint64 n = 0;
  if (seed == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "input.seed: not a string");
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "input.items: not a list");
  if (!cs_metric_read_count (params, "params", "n", 0, n_items, &n, error))
    return FALSE;
  g_autofree const char **items = g_new (const char *, MAX (n_items, 1));
  for (guint i = 0; i < n_items; i++) {
    items[i] = cs_json_string (cs_json_at (list, i));
    if (items[i] == NULL)
      return cs_fail (error, CS_ERROR_INVALID, "input.items[%u]: not a string", i);
  }
  g_autofree CsSampleRank *ranks = cs_seeded_ranks (seed, items, n_items);
  if (!check_unlike (ranks, n_items, error))
    return FALSE;
  CsJson *sample = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    cs_json_append (sample, cs_json_new_string (items[ranks[i].item]));
  cs_json_put (answer, "sample", sample);
  for (guint i = 0; i < n_items; i++)
    if (ranks[i].item == 0)
      cs_json_put_hash (answer, "first_digest", &ranks[i].hash); /* to recheck by hand */
  return TRUE;
}

const CsMetric cs_metric_seeded_sample = {
  .name = "seeded_sample",
  .summary = "A sample that anyone can draw again: items by SHA-256 of seed, zero byte, item; "
             "first_digest is that of the first item given",
  .input = "seed: a string|items: ids, none twice",
  .params = "n: how many",
  .fixed = "algorithm: rank by SHA-256",
  .compute = compute,
};
