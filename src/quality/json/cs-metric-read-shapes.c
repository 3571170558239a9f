/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-shapes.h"

#include <glib/gi18n.h>

#define MOST_PAIRS (64u * 1024 * 1024) /* two numbers for each */
#define FARTHEST 1e100                 /* so that products and their sums are numbers */

void
cs_metric_boxes_clear (CsMetricBoxes *boxes)
{
  g_clear_pointer (&boxes->a, g_free);
  g_clear_pointer (&boxes->b, g_free);
}

/* N numbers of one list. */
static gboolean
read_numbers (const CsJson *json, const char *place, guint n, double *ret_numbers, GError **error)
{
  gboolean good = cs_json_type (json) == CS_JSON_ARRAY && cs_json_length (json) == n;
  for (guint i = 0; good && i < n; i++)
    good = cs_metric_read_real (cs_json_at (json, i), place, &ret_numbers[i], NULL);
  for (guint i = 0; good && i < n; i++)
    if (fabs (ret_numbers[i]) > FARTHEST)
      return cs_fail (error, CS_ERROR_LIMIT, "%s: beyond 10^100", place);
  return good ||
         cs_fail (error, CS_ERROR_INVALID, "%s: not %s numbers", place, n == 4 ? "four" : "two");
}

gboolean
cs_metric_read_box (const CsJson *json, const char *place, CsBox *ret_box, GError **error)
{
  double numbers[4];
  if (!read_numbers (json, place, 4, numbers, error))
    return FALSE;
  if (numbers[2] < 0 || numbers[3] < 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s: a negative width or height", place);
  *ret_box = (CsBox){ numbers[0], numbers[1], numbers[2], numbers[3] };
  return TRUE;
}

static gboolean
read_boxes (const CsJson *input, const char *key, CsBox **ret_boxes, guint *ret_n, GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, key, &list, error))
    return FALSE;
  guint n = cs_json_length (list);
  g_autofree CsBox *boxes = g_new (CsBox, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    g_autofree char *place = g_strdup_printf ("input.%s[%u]", key, i);
    if (!cs_metric_read_box (cs_json_at (list, i), place, &boxes[i], error))
      return FALSE;
  }
  *ret_boxes = g_steal_pointer (&boxes);
  *ret_n = n;
  return TRUE;
}

gboolean
cs_metric_check_pairs (guint n_a, guint n_b, GError **error)
{
  return (guint64)n_a * n_b <= MOST_PAIRS ||
         cs_fail (error, CS_ERROR_LIMIT, "input: %u by %u are more than %u pairs", n_a, n_b,
                  MOST_PAIRS);
}

gboolean
cs_metric_read_boxes (const CsJson *input, CsMetricBoxes *ret_boxes, GError **error)
{
  return read_boxes (input, "a", &ret_boxes->a, &ret_boxes->n_a, error) &&
         read_boxes (input, "b", &ret_boxes->b, &ret_boxes->n_b, error) &&
         cs_metric_check_pairs (ret_boxes->n_a, ret_boxes->n_b, error);
}

gboolean
cs_metric_read_places (const CsJson *list, const char *place, double **ret_points, guint *ret_n,
                       GError **error)
{
  guint n = cs_json_length (list);
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "%s: not a list", place);
  g_autofree double *points = g_new (double, 2 * (gsize)MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    g_autofree char *inner = g_strdup_printf ("%s[%u]", place, i);
    if (!read_numbers (cs_json_at (list, i), inner, 2, &points[2 * (gsize)i], error))
      return FALSE;
  }
  *ret_points = g_steal_pointer (&points);
  *ret_n = n;
  return TRUE;
}

gboolean
cs_metric_read_points (const CsJson *input, const char *key, double **ret_points, guint *ret_n,
                       GError **error)
{
  g_autofree char *place = g_strdup_printf ("input.%s", key);
  return cs_metric_read_places (cs_json_get (input, key), place, ret_points, ret_n, error);
}

gboolean
cs_metric_read_line (const CsJson *input, const char *key, double **ret_points, guint *ret_n,
                     GError **error)
{
  return cs_metric_read_points (input, key, ret_points, ret_n, error) &&
         (*ret_n >= 2 || cs_fail (error, CS_ERROR_INVALID, "input.%s: fewer than two points", key));
}

gboolean
cs_metric_read_above_0 (const CsJson *params, const char *key, double otherwise, double most,
                        double *ret_number, GError **error)
{
  const CsJson *json = cs_json_get (params, key);
  g_autofree char *place = g_strdup_printf ("params.%s", key);
  *ret_number = otherwise;
  if ((json != NULL || otherwise <= 0) && !cs_metric_read_real (json, place, ret_number, error))
    return FALSE;
  return (*ret_number > 0 && *ret_number <= most) ||
         cs_fail (error, CS_ERROR_INVALID, "%s: not above 0%s", place,
                  isfinite (most) ? " and at most 1" : "");
}

/* --- answers --- */

void
cs_metric_put_matches (CsJson *answer, const CsMatches *matches, const char *mean_key)
{
  if (matches->undefined != NULL) {
    cs_metric_put_undefined (answer, matches->undefined);
    return;
  }
  cs_json_put_int (answer, "tp", matches->n_matched);
  cs_json_put_int (answer, "only_a", matches->only_a);
  cs_json_put_int (answer, "only_b", matches->only_b);
  cs_metric_put_real (answer, "f1", matches->f1);
  cs_metric_put_real (answer, mean_key, matches->mean);
  if (matches->n_matched > 0)
    return;
  cs_json_put (answer, mean_key, cs_json_new_null ());
  cs_metric_put_reason (answer, mean_key, N_ ("nothing was matched"));
}
