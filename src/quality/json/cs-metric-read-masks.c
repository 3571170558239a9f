/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"
#include "cs-coco-rle.h"

#include <string.h>

#define MOST_SIDE (1 << 20)

void
cs_metric_masks_clear (CsMetricMasks *masks)
{
  g_clear_pointer (&masks->a, g_array_unref);
  g_clear_pointer (&masks->b, g_array_unref);
}

/* One picture. */
typedef struct {
  guint height, width;
  GArray *runs; /* by columns */
} Picture;

/* --- rows of 0 and 1 --- */

static gboolean
read_row (const CsJson *json, const char *place, guint row, const Picture *picture, guint8 *pixels,
          GError **error)
{
  const char *text = cs_json_string (json);
  if (text == NULL || strlen (text) != picture->width)
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s[%u]: not a string of %u of 0 and 1, as in [\"0110\"]", place, row,
                    picture->width);
  for (guint i = 0; i < picture->width; i++) {
    if (text[i] != '0' && text[i] != '1')
      return cs_fail (error, CS_ERROR_INVALID, "%s[%u]: neither 0 nor 1 at %u", place, row, i);
    pixels[(gsize)i * picture->height + row] = text[i] == '1';
  }
  return TRUE;
}

static gboolean
read_rows (const CsJson *json, const char *place, Picture *picture, GError **error)
{
  const char *first = cs_json_string (cs_json_at (json, 0));
  picture->height = cs_json_length (json);
  if (first == NULL || first[0] == '\0' || strlen (first) > MOST_SIDE)
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s: no rows of 0 and 1 in quotes, as [\"0110\", \"0010\"]", place);
  picture->width = (guint)strlen (first);
  gsize n = (gsize)picture->width * picture->height;
  g_autofree guint8 *pixels = g_try_malloc (n);
  if (pixels == NULL)
    return cs_fail (error, CS_ERROR_LIMIT, "%s: %" G_GSIZE_FORMAT " pixels are too many", place, n);
  for (guint i = 0; i < picture->height; i++)
    if (!read_row (cs_json_at (json, i), place, i, picture, pixels, error))
      return FALSE;
  picture->runs = cs_runs_new (pixels, n);
  return TRUE;
}

/* --- COCO's runs --- */

static gboolean
read_side (const CsJson *json, guint *ret_side)
{
  gint64 side = cs_json_int (json);
  if (cs_json_type (json) != CS_JSON_INT || side < 1 || side > MOST_SIDE)
    return FALSE;
  *ret_side = (guint)side;
  return TRUE;
}

gboolean
cs_metric_read_size (const CsJson *object, const char *place, guint *ret_height, guint *ret_width,
                     GError **error)
{
  const CsJson *size = cs_json_get (object, "size");
  return (cs_json_type (size) == CS_JSON_ARRAY && cs_json_length (size) == 2 &&
          read_side (cs_json_at (size, 0), ret_height) &&
          read_side (cs_json_at (size, 1), ret_width)) ||
         cs_fail (error, CS_ERROR_INVALID, "%s.size: not a height and a width from 1 to %d", place,
                  MOST_SIDE);
}

static GArray *
read_list (const CsJson *counts, const char *place, GError **error)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (cs_json_type (counts) != CS_JSON_ARRAY) {
    cs_fail (error, CS_ERROR_INVALID, "%s.counts: neither a list nor a string", place);
    return NULL;
  }
  for (guint i = 0; i < cs_json_length (counts); i++) {
    const CsJson *json = cs_json_at (counts, i);
    gint64 run = cs_json_int (json);
    if (cs_json_type (json) != CS_JSON_INT || run < 0) {
      cs_fail (error, CS_ERROR_INVALID, "%s.counts[%u]: not a whole number from 0 on", place, i);
      return NULL;
    }
    g_array_append_val (runs, run);
  }
  return g_steal_pointer (&runs);
}

static gboolean
check_sum (const Picture *picture, const char *place, GError **error)
{
  gint64 total = (gint64)picture->width * picture->height, left = total;
  for (guint i = 0; left >= 0 && i < picture->runs->len; i++) {
    gint64 run = g_array_index (picture->runs, gint64, i);
    left = run > left ? -1 : left - run;
  }
  return left == 0 || cs_fail (error, CS_ERROR_INVALID, "%s.counts: %s than the %u x %u pixels",
                               place, left < 0 ? "more" : "less", picture->height, picture->width);
}

static gboolean
read_runs (const CsJson *json, const char *place, Picture *picture, GError **error)
{
  const CsJson *counts = cs_json_get (json, "counts");
  const char *text = cs_json_string (counts);
  if (!cs_metric_read_size (json, place, &picture->height, &picture->width, error))
    return FALSE;
  if (text == NULL) {
    picture->runs = read_list (counts, place, error);
  } else {
    picture->runs = cs_coco_rle_decode (text, strlen (text), error);
    if (picture->runs == NULL)
      g_prefix_error (error, "%s.counts: ", place);
  }
  return picture->runs != NULL && check_sum (picture, place, error);
}

/* --- pictures and volumes --- */

static gboolean
read_picture (const CsJson *json, const char *place, Picture *picture, GError **error)
{
  if (cs_json_type (json) == CS_JSON_OBJECT)
    return read_runs (json, place, picture, error);
  if (cs_json_type (json) == CS_JSON_ARRAY)
    return read_rows (json, place, picture, error);
  return cs_fail (error, CS_ERROR_INVALID, "%s: neither rows of 0 and 1 nor size and counts",
                  place);
}

/* RUNS ends with zeros, and the first ones of MORE go on with them; or with ones, and it is the
 * second ones that go on where the first are none. Walking over runs passes over a run of 0. */
static void
join (GArray *runs, const GArray *more)
{
  guint skipped = 0;
  if (runs->len % 2 == 1) {
    g_array_index (runs, gint64, runs->len - 1) += g_array_index (more, gint64, 0);
    skipped = 1;
  } else if (runs->len > 0 && g_array_index (more, gint64, 0) == 0 && more->len > 1) {
    g_array_index (runs, gint64, runs->len - 1) += g_array_index (more, gint64, 1);
    skipped = 2;
  }
  if (more->len > skipped)
    g_array_append_vals (runs, &g_array_index (more, gint64, skipped), more->len - skipped);
}

static gboolean
read_slices (const CsJson *list, const char *place, CsMetricMasks *masks, GArray *runs,
             GError **error)
{
  for (guint i = 0; i < cs_json_length (list); i++) {
    g_autofree char *inner = g_strdup_printf ("%s[%u]", place, i);
    Picture picture = { 0 };
    gboolean good = read_picture (cs_json_at (list, i), inner, &picture, error);
    g_autoptr (GArray) own = picture.runs;
    if (!good)
      return FALSE;
    if (i > 0 && (picture.height != masks->height || picture.width != masks->width))
      return cs_fail (error, CS_ERROR_INVALID, "%s: %u x %u, but the first slice is %u x %u", inner,
                      picture.height, picture.width, masks->height, masks->width);
    masks->height = picture.height;
    masks->width = picture.width;
    join (runs, own);
  }
  masks->slices = cs_json_length (list);
  return TRUE;
}

static gboolean
is_list_of_pictures (const CsJson *json)
{
  CsJsonType inner = cs_json_type (cs_json_at (json, 0));
  return cs_json_type (json) == CS_JSON_ARRAY && cs_json_length (json) > 0 &&
         (inner == CS_JSON_ARRAY || inner == CS_JSON_OBJECT);
}

static gboolean
read_one (const CsJson *json, const char *place, CsMetricMasks *masks, GArray **ret_runs,
          GError **error)
{
  masks->is_volume = is_list_of_pictures (json);
  if (masks->is_volume) {
    *ret_runs = g_array_new (FALSE, FALSE, sizeof (gint64));
    return read_slices (json, place, masks, *ret_runs, error);
  }
  Picture picture = { 0 };
  gboolean good = read_picture (json, place, &picture, error);
  masks->height = picture.height;
  masks->width = picture.width;
  masks->slices = 1;
  *ret_runs = picture.runs;
  return good;
}

gboolean
cs_metric_read_mask (const CsJson *input, CsMetricMasks *ret_mask, GError **error)
{
  const CsJson *json = cs_json_get (input, "mask");
  if (is_list_of_pictures (json))
    return cs_fail (error, CS_ERROR_INVALID, "input.mask: a volume, not one picture");
  return read_one (json, "input.mask", ret_mask, &ret_mask->a, error);
}

gboolean
cs_metric_read_masks (const CsJson *input, CsMetricMasks *ret_masks, GError **error)
{
  CsMetricMasks other = { 0 };
  if (!read_one (cs_json_get (input, "a"), "input.a", ret_masks, &ret_masks->a, error) ||
      !read_one (cs_json_get (input, "b"), "input.b", &other, &ret_masks->b, error))
    return FALSE;
  return (other.slices == ret_masks->slices && other.height == ret_masks->height &&
          other.width == ret_masks->width && other.is_volume == ret_masks->is_volume) ||
         cs_fail (error, CS_ERROR_INVALID, "input.b: %u x %u x %u, but a is %u x %u x %u",
                  other.slices, other.height, other.width, ret_masks->slices, ret_masks->height,
                  ret_masks->width);
}

gboolean
cs_metric_read_mask_list (const CsJson *input, const char *key, GPtrArray *ret_masks,
                          guint *ret_height, guint *ret_width, GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, key, &list, error))
    return FALSE;
  for (guint i = 0; i < cs_json_length (list); i++) {
    g_autofree char *place = g_strdup_printf ("input.%s[%u]", key, i);
    Picture picture = { 0 };
    gboolean good = read_picture (cs_json_at (list, i), place, &picture, error);
    if (picture.runs != NULL)
      g_ptr_array_add (ret_masks, picture.runs);
    if (!good)
      return FALSE;
    if (i > 0 && (picture.height != *ret_height || picture.width != *ret_width))
      return cs_fail (error, CS_ERROR_INVALID, "%s: %u x %u, but the first is %u x %u", place,
                      picture.height, picture.width, *ret_height, *ret_width);
    *ret_height = picture.height;
    *ret_width = picture.width;
  }
  return TRUE;
}

/* --- answers --- */

void
cs_metric_put_overlap (CsJson *answer, const CsOverlap *overlap, const CsEstimate *found)
{
  cs_metric_put_estimate (answer, found);
  if (found->undefined != NULL)
    return;
  cs_metric_put_real (answer, "area_a", overlap->area_a);
  cs_metric_put_real (answer, "area_b", overlap->area_b);
  cs_metric_put_real (answer, "area_both", overlap->both);
  cs_metric_put_real (answer, "area_difference", overlap->area_a - overlap->area_b);
}

void
cs_metric_put_rle (CsJson *answer, const char *key, const GArray *runs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  cs_coco_rle_append (text, (const gint64 *)(gconstpointer)runs->data, runs->len);
  cs_json_put_string (answer, key, text->str);
}

gboolean
cs_metric_compute_overlap (const CsJson *input, CsEstimate (*func) (const CsOverlap *overlap),
                           CsJson *answer, GError **error)
{
  g_auto (CsMetricMasks) masks = { 0 };
  if (!cs_metric_read_masks (input, &masks, error))
    return FALSE;
  CsOverlap overlap = cs_runs_overlap (masks.a, masks.b);
  CsEstimate found = func (&overlap);
  cs_metric_put_overlap (answer, &overlap, &found);
  return TRUE;
}
