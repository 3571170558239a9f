/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mask.h"

#include "cs-mask-runs.h"

#include <string.h>

void
cs_mask_free (CsMask *mask)
{
  if (mask == NULL)
    return;
  g_free (mask->runs);
  g_free (mask);
}

/* From segments of a picture, moved by X and Y: the tight box and its runs. */
static CsMask *
from_segments (GArray *segments, gint64 x, gint64 y, GError **error)
{
  CsMaskSegment *all = (CsMaskSegment *)(gpointer)segments->data;
  guint left = G_MAXUINT, right = 0;
  if (segments->len == 0)
    return g_new0 (CsMask, 1);
  guint top = all[0].line, bottom = all[segments->len - 1].line + 1;
  for (guint i = 0; i < segments->len; i++) {
    left = MIN (left, all[i].start);
    right = MAX (right, all[i].end);
  }
  for (guint i = 0; i < segments->len; i++) {
    all[i].line -= top;
    all[i].start -= left;
    all[i].end -= left;
  }
  g_autoptr (GArray) runs = cs_mask_runs (all, segments->len, right - left, bottom - top);
  if (runs->len > CS_MARK_MAX_RUNS) {
    cs_fail (error, CS_ERROR_LIMIT, "a mask of %u runs, more than %d", runs->len, CS_MARK_MAX_RUNS);
    return NULL;
  }
  CsMask *mask = g_new (CsMask, 1);
  *mask = (CsMask){ x + left, y + top, right - left, bottom - top, NULL, runs->len };
  mask->runs = (gint64 *)(gpointer)g_array_free (g_steal_pointer (&runs), FALSE);
  return mask;
}

static gboolean
check_picture (guint width, guint height, GError **error)
{
  const guint most = (guint)(CS_MARK_MAX_COORDINATE / 1000);
  if (width == 0 || height == 0 || width > most || height > most)
    return cs_fail (error, CS_ERROR_LIMIT, "a mask over %u x %u pixels, not 1 to %u each", width,
                    height, most);
  return TRUE;
}

CsMask *
cs_mask_new_from_rows (const guint8 *rows, gsize stride, guint width, guint height, GError **error)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (CsMaskSegment));
  if (!check_picture (width, height, error))
    return NULL;
  for (guint line = 0; line < height; line++) {
    const guint8 *row = rows + line * stride;
    for (guint at = 0; at < width; at++) {
      guint start = at;
      while (at < width && row[at] != 0)
        at++;
      CsMaskSegment segment = { line, start, at };
      if (at > start)
        g_array_append_val (segments, segment);
    }
    if (segments->len > CS_MARK_MAX_RUNS) {
      cs_fail (error, CS_ERROR_LIMIT, "a mask of more than %d runs", CS_MARK_MAX_RUNS);
      return NULL;
    }
  }
  return from_segments (segments, 0, 0, error);
}

CsMask *
cs_mask_new_from_runs (const gint64 *runs, guint n_runs, guint width, guint height, GError **error)
{
  if (!check_picture (width, height, error))
    return NULL;
  g_autoptr (GArray) segments = cs_mask_segments (runs, n_runs, width, height, error);
  return segments != NULL ? from_segments (segments, 0, 0, error) : NULL;
}

CsMask *
cs_mask_new_from_columns (const gint64 *runs, guint n_runs, guint width, guint height,
                          GError **error)
{
  if (!check_picture (width, height, error))
    return NULL;
  g_autoptr (GArray) columns = cs_mask_segments (runs, n_runs, height, width, error);
  if (columns == NULL)
    return NULL;
  g_autoptr (GArray) rows = cs_mask_transpose ((const CsMaskSegment *)(gpointer)columns->data,
                                               columns->len, height, width, error);
  return rows != NULL ? from_segments (rows, 0, 0, error) : NULL;
}

CsMask *
cs_mask_new_from_mark (const CsMark *mark, GError **error)
{
  const gint64 *v = mark->values;
  g_return_val_if_fail (mark->kind == &cs_mark_kind_mask, NULL);
  g_autoptr (GArray) segments =
      cs_mask_segments (v + 4, mark->n_values - 4, (guint)v[2], (guint)v[3], error);
  return segments != NULL ? from_segments (segments, v[0], v[1], error) : NULL;
}

static gboolean
check_inside (const CsMask *mask, guint width, guint height, GError **error)
{
  if (mask->n_runs > 0 && (mask->x < 0 || mask->y < 0 || mask->x + mask->width > width ||
                           mask->y + mask->height > height))
    return cs_fail (error, CS_ERROR_INVALID,
                    "mask: it reaches beyond the edge of a picture of %u x %u", width, height);
  return TRUE;
}

/* The segments of MASK in a picture that it fits into. */
static GArray *
picture_segments (const CsMask *mask, guint width, guint height, GError **error)
{
  if (!check_picture (width, height, error) || !check_inside (mask, width, height, error))
    return NULL;
  g_autoptr (GArray) segments =
      cs_mask_segments (mask->runs, mask->n_runs, (guint)mask->width, (guint)mask->height, error);
  for (guint i = 0; segments != NULL && i < segments->len; i++) {
    CsMaskSegment *segment = &g_array_index (segments, CsMaskSegment, i);
    segment->line += (guint)mask->y;
    segment->start += (guint)mask->x;
    segment->end += (guint)mask->x;
  }
  return g_steal_pointer (&segments);
}

gboolean
cs_mask_to_rows (const CsMask *mask, guint8 *ret_rows, gsize stride, guint width, guint height,
                 GError **error)
{
  g_autoptr (GArray) segments = picture_segments (mask, width, height, error);
  if (segments == NULL)
    return FALSE;
  for (guint line = 0; line < height; line++)
    memset (ret_rows + line * stride, 0, width);
  for (guint i = 0; i < segments->len; i++) {
    const CsMaskSegment *segment = &g_array_index (segments, CsMaskSegment, i);
    memset (ret_rows + segment->line * stride + segment->start, 1, segment->end - segment->start);
  }
  return TRUE;
}

GArray *
cs_mask_to_columns (const CsMask *mask, guint width, guint height, GError **error)
{
  g_autoptr (GArray) rows = picture_segments (mask, width, height, error);
  if (rows == NULL)
    return NULL;
  g_autoptr (GArray) columns = cs_mask_transpose ((const CsMaskSegment *)(gpointer)rows->data,
                                                  rows->len, width, height, error);
  if (columns == NULL)
    return NULL;
  g_autoptr (GArray) runs =
      cs_mask_runs ((const CsMaskSegment *)(gpointer)columns->data, columns->len, height, width);
  if (runs->len > CS_MARK_MAX_RUNS) {
    cs_fail (error, CS_ERROR_LIMIT, "a mask of %u runs by columns, more than %d", runs->len,
             CS_MARK_MAX_RUNS);
    return NULL;
  }
  return g_steal_pointer (&runs);
}

gint64 *
cs_mask_to_values (const CsMask *mask, guint *ret_count)
{
  g_return_val_if_fail (mask->n_runs > 0, NULL);
  gint64 *values = g_new (gint64, mask->n_runs + 4);
  const gint64 box[] = { mask->x, mask->y, mask->width, mask->height };
  memcpy (values, box, sizeof box);
  memcpy (values + 4, mask->runs, mask->n_runs * sizeof *values);
  *ret_count = mask->n_runs + 4;
  return values;
}

gint64
cs_mask_area (const CsMask *mask)
{
  gint64 area = 0;
  for (guint i = 1; i < mask->n_runs; i += 2)
    area += mask->runs[i];
  return area;
}

gboolean
cs_mask_is_empty (const CsMask *mask)
{
  return mask->n_runs == 0;
}

gboolean
cs_mask_equal (const CsMask *a, const CsMask *b)
{
  if (a->x != b->x || a->y != b->y || a->width != b->width || a->height != b->height ||
      a->n_runs != b->n_runs)
    return FALSE;
  return a->n_runs == 0 || memcmp (a->runs, b->runs, a->n_runs * sizeof *a->runs) == 0;
}
