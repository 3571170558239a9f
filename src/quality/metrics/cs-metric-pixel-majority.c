/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"

#include <glib/gi18n.h>

/* One mask on the way over the grid. */
typedef struct {
  const GArray *runs;
  guint next;
  gint64 left; /* of the run before NEXT */
} Walk;

/* FALSE at the end. Runs of 0 are passed over. */
static gboolean
walk_on (Walk *walk)
{
  while (walk->left == 0 && walk->next < walk->runs->len)
    walk->left = g_array_index (walk->runs, gint64, walk->next++);
  return walk->left > 0;
}

/* LENGTH pixels more that are SET or not. */
static void
extend (GArray *runs, gboolean set, gint64 length)
{
  const gint64 none = 0;
  if (runs->len == 0 && set)
    g_array_append_val (runs, none);
  if (runs->len > 0 && runs->len % 2 == (set ? 0 : 1))
    g_array_index (runs, gint64, runs->len - 1) += length;
  else
    g_array_append_val (runs, length);
}

void
cs_runs_majority (const GArray *const *masks, guint n, GArray **ret_majority, GArray **ret_open)
{
  g_autofree Walk *walks = g_new (Walk, MAX (n, 1));
  *ret_majority = g_array_new (FALSE, FALSE, sizeof (gint64));
  *ret_open = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < n; i++)
    walks[i] = (Walk){ masks[i], 0, 0 };
  for (;;) {
    gint64 length = G_MAXINT64;
    guint set = 0;
    for (guint i = 0; i < n; i++) {
      if (!walk_on (&walks[i]))
        return;
      length = MIN (length, walks[i].left);
      set += walks[i].next % 2 == 0;
    }
    for (guint i = 0; i < n; i++)
      walks[i].left -= length;
    extend (*ret_majority, 2 * (guint64)set > n, length);
    extend (*ret_open, 2 * (guint64)set == n, length);
  }
}

/* --- the metric --- */

#define MOST_MASKS 1024

static void
put_mask (CsJson *answer, const char *key, const char *area_key, const GArray *runs, guint height,
          guint width)
{
  CsJson *mask = cs_json_new_object (), *size = cs_json_new_array ();
  cs_json_append (size, cs_json_new_int (height));
  cs_json_append (size, cs_json_new_int (width));
  cs_json_put (mask, "size", size);
  cs_metric_put_rle (mask, "counts", runs);
  cs_json_put (answer, key, mask);
  cs_json_put_int (answer, area_key, cs_runs_area (runs));
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  g_autoptr (GPtrArray) masks = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GArray) majority = NULL;
  g_autoptr (GArray) open = NULL;
  guint height = 0, width = 0;
  if (cs_json_length (cs_json_get (input, "masks")) > MOST_MASKS)
    return cs_fail (error, CS_ERROR_LIMIT, "input.masks: more than %d", MOST_MASKS);
  if (!cs_metric_read_mask_list (input, "masks", masks, &height, &width, error))
    return FALSE;
  cs_json_put_int (answer, "n", masks->len);
  if (masks->len == 0) {
    cs_metric_put_undefined (answer, N_ ("there are no masks"));
    return TRUE;
  }
  cs_runs_majority ((const GArray *const *)masks->pdata, masks->len, &majority, &open);
  put_mask (answer, "mask", "area", majority, height, width);
  put_mask (answer, "open", "area_open", open, height, width);
  return TRUE;
}

const CsMetric cs_metric_pixel_majority = {
  .name = "pixel_majority",
  .summary = "The mask of the pixels that more than half drew; those of exactly half are open",
  .input = "masks: of each rater, rows of 0 and 1 or COCO's size and counts",
  .params = "",
  .compute = compute,
};
