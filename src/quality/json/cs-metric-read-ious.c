/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"
#include "cs-metric-read-shapes.h"

#define MOST_PAIRS 1000000 /* of outlines, each pair of which is walked or clipped */

/* --- masks --- */

static gboolean
read_masks (const CsJson *input, GPtrArray *a, GPtrArray *b, GError **error)
{
  guint height[2] = { 0, 0 }, width[2] = { 0, 0 };
  return cs_metric_read_mask_list (input, "a", a, &height[0], &width[0], error) &&
         cs_metric_read_mask_list (input, "b", b, &height[1], &width[1], error) &&
         (a->len == 0 || b->len == 0 || (height[0] == height[1] && width[0] == width[1]) ||
          cs_fail (error, CS_ERROR_INVALID, "input.b: %u x %u, but a is %u x %u", height[1],
                   width[1], height[0], width[0]));
}

/* --- rings --- */

typedef struct {
  double *points;
  guint n;
} Ring;

static void
ring_clear (gpointer data)
{
  g_free (((Ring *)data)->points);
}

static gboolean
read_rings (const CsJson *input, const char *key, GArray *rings, GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, key, &list, error))
    return FALSE;
  for (guint i = 0; i < cs_json_length (list); i++) {
    g_autofree char *place = g_strdup_printf ("input.%s[%u]", key, i);
    Ring ring = { 0 };
    if (!cs_metric_read_places (cs_json_at (list, i), place, &ring.points, &ring.n, error))
      return FALSE;
    g_array_append_val (rings, ring);
    if (ring.n < 3)
      return cs_fail (error, CS_ERROR_INVALID, "%s: fewer than three points", place);
  }
  return TRUE;
}

/* --- pairs --- */

static gboolean
check_pairs (guint n_a, guint n_b, GError **error)
{
  return (guint64)n_a * n_b <= MOST_PAIRS ||
         cs_fail (error, CS_ERROR_LIMIT, "input: %u by %u are more than %d pairs", n_a, n_b,
                  MOST_PAIRS);
}

static gboolean
ious_of_masks (const CsJson *input, double **ret_ious, guint *ret_n_a, guint *ret_n_b,
               GError **error)
{
  g_autoptr (GPtrArray) a = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GPtrArray) b = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  if (!read_masks (input, a, b, error) || !check_pairs (a->len, b->len, error))
    return FALSE;
  *ret_ious = g_new (double, MAX ((gsize)a->len * b->len, 1));
  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++) {
      CsOverlap overlap = cs_runs_overlap (a->pdata[i], b->pdata[k]);
      (*ret_ious)[(gsize)i * b->len + k] = cs_overlap_iou (&overlap).value;
    }
  *ret_n_a = a->len;
  *ret_n_b = b->len;
  return TRUE;
}

static gboolean
ious_of_rings (const CsJson *input, double **ret_ious, guint *ret_n_a, guint *ret_n_b,
               GError **error)
{
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (Ring));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (Ring));
  g_array_set_clear_func (a, ring_clear);
  g_array_set_clear_func (b, ring_clear);
  if (!read_rings (input, "a", a, error) || !read_rings (input, "b", b, error) ||
      !check_pairs (a->len, b->len, error))
    return FALSE;
  g_autofree double *ious = g_new (double, MAX ((gsize)a->len * b->len, 1));
  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++) {
      const Ring *one = &g_array_index (a, Ring, i), *other = &g_array_index (b, Ring, k);
      CsPolygonOverlap found = { 0 };
      if (!cs_polygon_overlap (one->points, one->n, other->points, other->n, &found, error)) {
        g_prefix_error (error, "input.a[%u] and b[%u]: ", i, k);
        return FALSE;
      }
      ious[(gsize)i * b->len + k] = cs_overlap_iou (&found.overlap).value;
    }
  *ret_ious = g_steal_pointer (&ious);
  *ret_n_a = a->len;
  *ret_n_b = b->len;
  return TRUE;
}

gboolean
cs_metric_read_ious (const CsJson *input, double **ret_ious, guint *ret_n_a, guint *ret_n_b,
                     GError **error)
{
  const CsJson *first = cs_json_at (cs_json_get (input, "a"), 0);
  g_auto (CsMetricBoxes) boxes = { 0 };
  if (first == NULL)
    first = cs_json_at (cs_json_get (input, "b"), 0);
  CsJsonType inner = cs_json_type (cs_json_at (first, 0));
  if (cs_json_type (first) == CS_JSON_OBJECT || inner == CS_JSON_STRING)
    return ious_of_masks (input, ret_ious, ret_n_a, ret_n_b, error);
  if (inner == CS_JSON_ARRAY)
    return ious_of_rings (input, ret_ious, ret_n_a, ret_n_b, error);
  if (!cs_metric_read_boxes (input, &boxes, error))
    return FALSE;
  *ret_ious = cs_box_ious (boxes.a, boxes.n_a, boxes.b, boxes.n_b);
  *ret_n_a = boxes.n_a;
  *ret_n_b = boxes.n_b;
  return TRUE;
}
