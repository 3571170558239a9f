/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-edits.h"
#include "cs-metric-read-labels.h"

#include <glib/gi18n.h>

/* The distance, if it is at most REACH: only places so far off the diagonal are looked at
 * (Ukkonen 1985). More than REACH else. ROW has n_b + 2 places. */
static gint64
distance_within (const guint32 *a, gint64 n_a, const guint32 *b, gint64 n_b, gint64 reach,
                 gint64 *row)
{
  for (gint64 k = 0; k <= n_b + 1; k++)
    row[k] = k <= reach ? k : reach + 1;
  for (gint64 i = 1; i <= n_a; i++) {
    gint64 first = MAX (1, i - reach), last = MIN (n_b, i + reach);
    gint64 corner = row[first - 1], left = first == 1 && i <= reach ? i : reach + 1;
    row[first - 1] = left;
    for (gint64 k = first; k <= last; k++) {
      gint64 above = k < i + reach ? row[k] : reach + 1;
      gint64 best = corner + (a[i - 1] != b[k - 1]);
      best = MIN (best, MIN (above, left) + 1);
      corner = row[k];
      row[k] = left = MIN (best, reach + 1);
    }
  }
  return row[n_b];
}

gint64
cs_edit_distance (const guint32 *a, gsize n_a, const guint32 *b, gsize n_b)
{
  while (n_a > 0 && n_b > 0 && a[0] == b[0]) {
    a++, b++;
    n_a--, n_b--;
  }
  while (n_a > 0 && n_b > 0 && a[n_a - 1] == b[n_b - 1])
    n_a--, n_b--;
  if (n_a == 0 || n_b == 0)
    return (gint64)MAX (n_a, n_b);
  g_autofree gint64 *row = g_new (gint64, n_b + 2);
  gint64 least = ABS ((gint64)n_a - (gint64)n_b), most = (gint64)MAX (n_a, n_b);
  for (gint64 reach = MAX (least, 8);; reach *= 2) {
    gint64 found = distance_within (a, (gint64)n_a, b, (gint64)n_b, MIN (reach, most), row);
    if (found <= reach)
      return found;
  }
}

/* --- the metric --- */

/* Code points after NFC; caller frees. */
static gboolean
read_text (const CsJson *input, const char *key, guint32 **ret_units, gsize *ret_n, GError **error)
{
  const char *text = cs_json_string (cs_json_get (input, key));
  glong n = 0;
  if (text == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "input.%s: not a text", key);
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (normal == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "input.%s: not UTF-8", key);
  if (g_utf8_strlen (normal, -1) > CS_EDITS_MOST)
    return cs_fail (error, CS_ERROR_LIMIT, "input.%s: more than %d characters", key, CS_EDITS_MOST);
  *ret_units = (guint32 *)g_utf8_to_ucs4_fast (normal, -1, &n);
  *ret_n = (gsize)n;
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree guint32 *a = NULL;
  g_autofree guint32 *b = NULL;
  gsize n_a = 0, n_b = 0;
  if (!read_text (input, "a", &a, &n_a, error) || !read_text (input, "b", &b, &n_b, error))
    return FALSE;
  gint64 distance = cs_edit_distance (a, n_a, b, n_b), most = (gint64)MAX (n_a, n_b);
  cs_json_put_int (answer, "value", distance);
  cs_json_put_int (answer, "n", most);
  if (most == 0)
    cs_metric_put_null (answer, "similarity", N_ ("both texts are empty"));
  else
    cs_metric_put_real (answer, "similarity", 1 - (double)distance / (double)most);
  return TRUE;
}

const CsMetric cs_metric_levenshtein = {
  .name = "levenshtein",
  .summary = "Edits of characters between two texts, after Unicode normalisation (NFC)",
  .input = "a: a text|b: the other",
  .params = "",
  .fixed = "unit: code point",
  .compute = compute,
};
