/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-sampling.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_MINIMUM 1000

/* --- by size --- */

typedef struct {
  gint64 size, remainder;
  const char *name;
  guint stratum;
} Remainder;

static int
compare (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  const Remainder *x = a, *y = b;
  if (x->remainder != y->remainder)
    return x->remainder > y->remainder ? -1 : 1;
  if (x->size != y->size)
    return x->size > y->size ? -1 : 1;
  int names = x->name != NULL && y->name != NULL ? strcmp (x->name, y->name) : 0;
  return names != 0 ? names : (x->stratum > y->stratum) - (x->stratum < y->stratum);
}

/* Strata whose share is less than the minimum have it, and the others share the rest; again, for
 * their shares are less now. Those that are not fixed are -1. FALSE: there are too few draws. */
static gboolean
fix_small (const gint64 *sizes, guint n_strata, gint64 minimum, gint64 *n, gint64 *total,
           gint64 *allocation)
{
  for (gboolean again = TRUE; again;) {
    gint64 draws = *n, items = *total;
    again = FALSE;
    for (guint i = 0; i < n_strata; i++) {
      gint64 least = MIN (minimum, sizes[i]);
      if (allocation[i] >= 0 || (sizes[i] > 0 && draws * sizes[i] >= least * items))
        continue;
      allocation[i] = least;
      *n -= least;
      *total -= sizes[i];
      again = TRUE;
    }
    if (*n < 0)
      return FALSE;
  }
  return TRUE;
}

gboolean
cs_allocate_proportional (const gint64 *sizes, const char *const *names, guint n_strata, gint64 n,
                          gint64 minimum, gint64 *ret_allocation)
{
  gint64 total = 0, left = n;
  guint open = 0;
  for (guint i = 0; i < n_strata; i++) {
    total += sizes[i];
    ret_allocation[i] = -1;
  }
  if (n > total || !fix_small (sizes, n_strata, minimum, &left, &total, ret_allocation))
    return FALSE;
  gint64 draws = left;
  g_autofree Remainder *remainders = g_new (Remainder, MAX (n_strata, 1));
  for (guint i = 0; i < n_strata; i++) {
    if (ret_allocation[i] >= 0)
      continue;
    ret_allocation[i] = draws * sizes[i] / total;
    left -= ret_allocation[i];
    remainders[open++] =
        (Remainder){ sizes[i], draws * sizes[i] % total, names != NULL ? names[i] : NULL, i };
  }
  g_qsort_with_data (remainders, (int)open, sizeof *remainders, compare, NULL);
  for (guint i = 0; i < open && left > 0; i++, left--)
    ret_allocation[remainders[i].stratum]++;
  return left == 0;
}

/* --- by size and spread --- */

gboolean
cs_allocate_neyman (const gint64 *sizes, const double *sds, guint n_strata, double n,
                    double *ret_allocation)
{
  double total = 0;
  for (guint i = 0; i < n_strata; i++)
    total += (double)sizes[i] * sds[i];
  if (!(total > 0) || !isfinite (total))
    return FALSE;
  for (guint i = 0; i < n_strata; i++)
    ret_allocation[i] = (double)sizes[i] * sds[i] / total * n;
  return TRUE;
}

/* --- the metric --- */

static gboolean
compute_neyman (const CsJson *input, const gint64 *sizes, guint n_strata, gint64 n, CsJson *answer,
                GError **error)
{
  g_autofree double *sds = NULL, *allocation = g_new0 (double, MAX (n_strata, 1));
  guint n_sds = 0;
  if (!cs_metric_read_numbers (input, "sd", &sds, &n_sds, error))
    return FALSE;
  for (guint i = 0; i < n_sds; i++)
    if (sds[i] < 0)
      return cs_fail (error, CS_ERROR_INVALID, "input.sd[%u]: less than 0", i);
  if (n_sds != n_strata)
    return cs_fail (error, CS_ERROR_INVALID, "input.sd: %u entries, but %u in sizes", n_sds,
                    n_strata);
  if (cs_allocate_neyman (sizes, sds, n_strata, (double)n, allocation))
    cs_metric_put_reals (answer, "allocation", allocation, n_strata);
  else
    cs_metric_put_undefined (answer, N_ ("nothing varies in any stratum"));
  return TRUE;
}

static gboolean
compute_proportional (const CsJson *input, const CsJson *params, const gint64 *sizes,
                      guint n_strata, gint64 n, CsJson *answer, GError **error)
{
  const CsJson *list = cs_json_get (input, "names");
  g_autofree const char **names = g_new0 (const char *, MAX (n_strata, 1));
  g_autofree gint64 *allocation = g_new0 (gint64, MAX (n_strata, 1));
  gint64 minimum = 1;
  if (cs_metric_has (params, "minimum") &&
      !cs_metric_read_count (params, "params", "minimum", 0, MOST_MINIMUM, &minimum, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < n_strata; i++) {
    names[i] = cs_json_string (cs_json_at (list, i));
    if (names[i] == NULL || cs_json_length (list) != n_strata)
      return cs_fail (error, CS_ERROR_INVALID, "input.names[%u]: not a string a stratum", i);
  }
  if (!cs_allocate_proportional (sizes, names, n_strata, n, minimum, allocation))
    return cs_fail (error, CS_ERROR_INVALID,
                    "params.n: more than all items, or too few for the minimum of each stratum");
  CsJson *out = cs_json_new_array ();
  for (guint i = 0; i < n_strata; i++)
    cs_json_append (out, cs_json_new_int (allocation[i]));
  cs_json_put (answer, "allocation", out);
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const methods[] = { "proportional", "neyman", NULL };
  g_autofree gint64 *sizes = NULL;
  gint64 n = 0;
  guint method = 0, n_strata = 0;
  if (!cs_metric_read_counts (input, "sizes", &sizes, &n_strata, error) ||
      !cs_metric_read_word (params, "method", methods, &method, error) ||
      !cs_metric_read_count (params, "params", "n", 1, G_MAXINT32, &n, error))
    return FALSE;
  return method == 1 ? compute_neyman (input, sizes, n_strata, n, answer, error)
                     : compute_proportional (input, params, sizes, n_strata, n, answer, error);
}

const CsMetric cs_metric_stratified_allocation = {
  .name = "stratified_allocation",
  .summary = "How many of a sample come from each stratum",
  .input = "sizes: items a stratum|names: of the strata, for ties|sd: spread a stratum (neyman)",
  .params = "n: the whole sample|method: proportional, or neyman (not rounded)|minimum: of each "
            "stratum that is not empty, 1",
  .compute = compute,
};
