/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `segmentation`: rings of numbers, or run lengths as numbers or as a string. */
#include "cs-coco.h"

#include "cs-coco-rle.h"
#include "cs-mask.h"
#include "cs-milli.h"

#include <string.h>

static gboolean
add_length (CsCocoInput *in, GError **error)
{
  gint64 milli;
  gboolean rounded;
  if (in->numbers->len >= 2 * CS_MARK_MAX_POINTS)
    return cs_fail (error, CS_ERROR_LIMIT, "more than %d points", CS_MARK_MAX_POINTS);
  if (!cs_milli_parse (cs_json_stream_text (in->stream, NULL), &milli, &rounded) ||
      ABS (milli) > CS_MARK_MAX_COORDINATE)
    return cs_fail (error, CS_ERROR_INVALID, "the number %.40s is far outside any picture",
                    cs_json_stream_text (in->stream, NULL));
  in->rounded += rounded;
  g_array_append_val (in->numbers, milli);
  return TRUE;
}

gboolean
cs_coco_read_lengths (CsCocoInput *in, GError **error)
{
  CsJsonEvent event;
  while ((event = cs_json_stream_next (in->stream, error)) == CS_JSON_EVENT_NUMBER)
    if (!add_length (in, error))
      return FALSE;
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  return event == CS_JSON_EVENT_ARRAY_END ||
         cs_fail (error, CS_ERROR_INVALID, "a number was expected");
}

/* --- polygons --- */

static gboolean
read_ring (CsCocoInput *in, GError **error)
{
  CsMarkRing ring = { in->numbers->len / 2, 0, FALSE };
  if (!cs_coco_read_lengths (in, error))
    return FALSE;
  guint count = in->numbers->len - 2 * ring.first;
  const gint64 *points = &g_array_index (in->numbers, gint64, 2 * ring.first);
  if (count % 2 != 0)
    return cs_fail (error, CS_ERROR_INVALID, "a ring of %u numbers, not x and y each", count);
  while (count > 2 && points[0] == points[count - 2] && points[1] == points[count - 1])
    count -= 2; /* closed by its first point again */
  if (count < 6)
    return cs_fail (error, CS_ERROR_INVALID, "a ring of %u points, not 3 or more", count / 2);
  g_array_set_size (in->numbers, 2 * ring.first + count);
  ring.count = count / 2;
  g_array_append_val (in->rings, ring);
  return TRUE;
}

static gboolean
read_polygons (CsCocoInput *in, CsCocoAnnotation *annotation, GError **error)
{
  CsJsonEvent event;
  g_array_set_size (in->numbers, 0);
  g_array_set_size (in->rings, 0);
  while ((event = cs_json_stream_next (in->stream, error)) == CS_JSON_EVENT_ARRAY)
    if (!read_ring (in, error))
      return FALSE;
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (event != CS_JSON_EVENT_ARRAY_END)
    return cs_fail (error, CS_ERROR_INVALID,
                    "a list of rings, each a list of numbers, was expected");
  if (in->rings->len == 0)
    return TRUE; /* [] is how others say "only a box" */
  annotation->form = CS_COCO_POLYGON;
  annotation->n_values = in->numbers->len;
  annotation->values = g_memdup2 (in->numbers->data, in->numbers->len * sizeof (gint64));
  annotation->n_rings = in->rings->len;
  annotation->rings = g_memdup2 (in->rings->data, in->rings->len * sizeof (CsMarkRing));
  return TRUE;
}

/* --- run lengths --- */

typedef struct {
  gint64 size[2]; /* height, width */
  GArray *runs;
} Rle;

static gboolean
read_size (CsCocoInput *in, gpointer data, GError **error)
{
  Rle *rle = data;
  if (cs_json_stream_next (in->stream, error) == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (cs_json_stream_event (in->stream) != CS_JSON_EVENT_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "[height,width] was expected");
  for (guint i = 0; i < 2; i++) {
    if (!cs_coco_read_integer (in, &rle->size[i], error))
      return FALSE;
    if (rle->size[i] < 1 || rle->size[i] > CS_MARK_MAX_COORDINATE / 1000)
      return cs_fail (error, CS_ERROR_INVALID, "%" G_GINT64_FORMAT " is no size of a picture",
                      rle->size[i]);
  }
  CsJsonEvent event = cs_json_stream_next (in->stream, error);
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  return event == CS_JSON_EVENT_ARRAY_END ||
         cs_fail (error, CS_ERROR_INVALID, "[height,width] was expected");
}

static gboolean
read_counts (CsCocoInput *in, gpointer data, GError **error)
{
  Rle *rle = data;
  gsize length;
  gint64 run;
  CsJsonEvent event = cs_json_stream_next (in->stream, error);
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (event == CS_JSON_EVENT_STRING) {
    const char *text = cs_json_stream_text (in->stream, &length);
    rle->runs = cs_coco_rle_decode (text, length, error);
    return rle->runs != NULL;
  }
  if (event != CS_JSON_EVENT_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "a list of numbers or a run-length string expected");
  rle->runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  while ((event = cs_json_stream_next (in->stream, error)) == CS_JSON_EVENT_NUMBER) {
    if (!cs_json_stream_int (in->stream, &run) || run < 0 || run > CS_JSON_MAX_INT)
      return cs_fail (error, CS_ERROR_INVALID, "run %u is no length", rle->runs->len + 1);
    if (rle->runs->len >= CS_MARK_MAX_RUNS)
      return cs_fail (error, CS_ERROR_LIMIT, "more than %d runs", CS_MARK_MAX_RUNS);
    g_array_append_val (rle->runs, run);
  }
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  return event == CS_JSON_EVENT_ARRAY_END ||
         cs_fail (error, CS_ERROR_INVALID, "run %u is no number", rle->runs->len + 1);
}

static gboolean
build_mask (const Rle *rle, CsCocoAnnotation *annotation, GError **error)
{
  annotation->height = (guint)rle->size[0];
  annotation->width = (guint)rle->size[1];
  g_autoptr (CsMask) mask =
      cs_mask_new_from_columns ((const gint64 *)(gpointer)rle->runs->data, rle->runs->len,
                                annotation->width, annotation->height, error);
  if (mask == NULL)
    return FALSE;
  if (cs_mask_is_empty (mask))
    return cs_fail (error, CS_ERROR_INVALID, "the mask has no pixel");
  annotation->form = CS_COCO_MASK;
  annotation->values = cs_mask_to_values (mask, &annotation->n_values);
  return TRUE;
}

static gboolean
read_rle (CsCocoInput *in, CsCocoAnnotation *annotation, GError **error)
{
  static const CsCocoMember members[] = {
    { "size", read_size },
    { "counts", read_counts },
    { NULL },
  };
  Rle rle = { 0 };
  guint seen = 0;
  gboolean ok =
      cs_coco_read_object (in, "annotations[].segmentation.", members, &rle, &seen, error);
  if (ok && seen != 3)
    ok = cs_fail (error, CS_ERROR_INVALID, "size or counts is missing");
  ok = ok && build_mask (&rle, annotation, error);
  g_clear_pointer (&rle.runs, g_array_unref);
  return ok;
}

gboolean
cs_coco_read_segmentation (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoAnnotation *annotation = data;
  switch (cs_json_stream_next (in->stream, error)) {
  case CS_JSON_EVENT_ERROR:
    return FALSE;
  case CS_JSON_EVENT_NULL:
    return TRUE;
  case CS_JSON_EVENT_ARRAY:
    return read_polygons (in, annotation, error);
  case CS_JSON_EVENT_OBJECT:
    return read_rle (in, annotation, error);
  default:
    return cs_fail (error, CS_ERROR_INVALID, "polygons or run lengths were expected");
  }
}
