/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-shapes.h"
#include "cs-quality-defaults.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* --- groups --- */

typedef struct {
  double iou;
  guint a, b;
} Pair;

static int
compare (const void *a, const void *b)
{
  const Pair *x = a, *y = b;
  if (x->iou != y->iou)
    return x->iou > y->iou ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

static GArray *
pairs_of (const CsBox *boxes, const guint *raters, guint n, double threshold)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++) {
      Pair pair = { raters[i] != raters[k] ? cs_box_iou (&boxes[i], &boxes[k]) : 0, i, k };
      if (pair.iou >= threshold)
        g_array_append_val (pairs, pair);
    }
  if (pairs->len > 0)
    qsort (pairs->data, pairs->len, sizeof (Pair), compare);
  return pairs;
}

static guint
root_of (guint *parents, guint box)
{
  while (parents[box] != box)
    box = parents[box] = parents[parents[box]];
  return box;
}

guint
cs_box_groups (const CsBox *boxes, const guint *raters, guint n, double threshold,
               guint *ret_groups)
{
  g_autoptr (GArray) pairs = pairs_of (boxes, raters, n, threshold);
  g_autofree guint *parents = g_new (guint, MAX (n, 1));
  g_autofree guint64 *members = g_new (guint64, MAX (n, 1)); /* raters of the group of a root */
  guint n_groups = 0;
  for (guint i = 0; i < n; i++) {
    parents[i] = i;
    members[i] = G_GUINT64_CONSTANT (1) << raters[i];
  }
  for (guint i = 0; i < pairs->len; i++) {
    const Pair *pair = &g_array_index (pairs, Pair, i);
    guint a = root_of (parents, pair->a), b = root_of (parents, pair->b);
    if ((members[a] & members[b]) == 0) {
      parents[MAX (a, b)] = MIN (a, b);
      members[MIN (a, b)] |= members[MAX (a, b)];
    }
  }
  for (guint i = 0; i < n; i++) { /* a root comes before its others */
    guint root = root_of (parents, i);
    ret_groups[i] = root == i ? n_groups++ : ret_groups[root];
  }
  return n_groups;
}

CsBox
cs_box_median (const CsBox *boxes, guint n)
{
  g_autofree double *edges = g_new (double, 4 * (gsize)n);
  double middle[4];
  for (guint i = 0; i < n; i++) {
    edges[i] = boxes[i].x;
    edges[n + i] = boxes[i].y;
    edges[2 * (gsize)n + i] = boxes[i].x + boxes[i].width;
    edges[3 * (gsize)n + i] = boxes[i].y + boxes[i].height;
  }
  for (guint i = 0; i < 4; i++)
    middle[i] = cs_median (edges + (gsize)i * n, n);
  return (CsBox){ middle[0], middle[1], middle[2] - middle[0], middle[3] - middle[1] };
}

/* --- the metric --- */

#define MOST_BOXES 8000 /* all pairs are looked at */

static gboolean
read_boxes (const CsJson *list, GArray *boxes, GArray *raters, GError **error)
{
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "input.raters: not a list");
  if (cs_json_length (list) > CS_BOX_GROUPS_MOST_RATERS)
    return cs_fail (error, CS_ERROR_LIMIT, "input.raters: more than %d", CS_BOX_GROUPS_MOST_RATERS);
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *own = cs_json_at (list, i);
    if (cs_json_type (own) != CS_JSON_ARRAY)
      return cs_fail (error, CS_ERROR_INVALID, "input.raters[%u]: not a list", i);
    for (guint k = 0; k < cs_json_length (own); k++) {
      g_autofree char *place = g_strdup_printf ("input.raters[%u][%u]", i, k);
      CsBox box = { 0 };
      if (!cs_metric_read_box (cs_json_at (own, k), place, &box, error))
        return FALSE;
      g_array_append_val (boxes, box);
      g_array_append_val (raters, i);
    }
  }
  return boxes->len <= MOST_BOXES ||
         cs_fail (error, CS_ERROR_LIMIT, "input.raters: more than %d boxes", MOST_BOXES);
}

static CsJson *
group_of (const GArray *boxes, const GArray *raters, const guint *groups, guint group,
          guint n_raters)
{
  g_autofree CsBox *own = g_new (CsBox, MAX (boxes->len, 1));
  CsJson *row = cs_json_new_object (), *who = cs_json_new_array ();
  guint n = 0;
  for (guint i = 0; i < boxes->len; i++)
    if (groups[i] == group) {
      own[n++] = g_array_index (boxes, CsBox, i);
      cs_json_append (who, cs_json_new_int (g_array_index (raters, guint, i)));
    }
  CsBox box = cs_box_median (own, n);
  const double numbers[] = { box.x, box.y, box.width, box.height };
  cs_metric_put_reals (row, "box", numbers, 4);
  cs_json_put (row, "raters", who);
  cs_json_put_string (row, "majority",
                      2 * n > n_raters    ? "yes"
                      : 2 * n == n_raters ? "open"
                                          : "no");
  return row;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (CsBox));
  g_autoptr (GArray) raters = g_array_new (FALSE, FALSE, sizeof (guint));
  const CsJson *list = cs_json_get (input, "raters");
  double threshold = 0;
  if (!read_boxes (list, boxes, raters, error) ||
      !cs_metric_read_above_0 (params, "iou_threshold", CS_IOU_THRESHOLD, 1, &threshold, error))
    return FALSE;
  cs_json_put_int (answer, "n", cs_json_length (list));
  if (boxes->len == 0) {
    cs_metric_put_undefined (answer, N_ ("nobody marked anything"));
    return TRUE;
  }
  g_autofree guint *groups = g_new (guint, boxes->len);
  guint n =
      cs_box_groups ((const CsBox *)(const void *)boxes->data,
                     (const guint *)(const void *)raters->data, boxes->len, threshold, groups);
  CsJson *rows = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    cs_json_append (rows, group_of (boxes, raters, groups, i, cs_json_length (list)));
  cs_json_put (answer, "groups", rows);
  return TRUE;
}

const CsMetric cs_metric_box_median = {
  .name = "box_median",
  .summary = "Boxes of several raters as groups of one thing, and the median box of each",
  .input = "raters: of each, boxes x, y, width, height",
  .params = "iou_threshold: from which on boxes are of one thing, 0.5, above 0",
  .compute = compute,
};
