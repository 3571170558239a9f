/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One annotation of a COCO file, or one detection of a results file. */
#include "cs-coco.h"

#include "cs-exact-decimal.h"
#include "cs-milli.h"

#include <string.h>

#define MAX_ATTRIBUTE_VALUES 1000

static gboolean
read_id (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoAnnotation *self = data;
  self->has_id = cs_coco_read_integer (in, &self->id, error);
  return self->has_id;
}

static gboolean
read_image_id (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoAnnotation *self = data;
  self->has_image_id = cs_coco_read_integer (in, &self->image_id, error);
  return self->has_image_id;
}

static gboolean
read_category_id (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoAnnotation *self = data;
  self->has_category_id = cs_coco_read_integer (in, &self->category_id, error);
  return self->has_category_id;
}

static gboolean
read_bbox (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoAnnotation *self = data;
  CsJsonEvent event = cs_json_stream_next (in->stream, error);
  if (event == CS_JSON_EVENT_NULL)
    return TRUE;
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (event != CS_JSON_EVENT_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "[x,y,width,height] was expected");
  g_array_set_size (in->numbers, 0);
  if (!cs_coco_read_lengths (in, error))
    return FALSE;
  if (in->numbers->len == 0)
    return TRUE;
  if (in->numbers->len != 4)
    return cs_fail (error, CS_ERROR_INVALID, "%u numbers, not [x,y,width,height]",
                    in->numbers->len);
  memcpy (self->bbox, in->numbers->data, sizeof self->bbox);
  if (self->bbox[2] < 0 || self->bbox[3] < 0)
    return cs_fail (error, CS_ERROR_INVALID, "width or height is below 0");
  self->has_bbox = TRUE;
  return TRUE;
}

static gboolean
read_crowd (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoAnnotation *self = data;
  gint64 value;
  switch (cs_json_stream_next (in->stream, error)) {
  case CS_JSON_EVENT_ERROR:
    return FALSE;
  case CS_JSON_EVENT_TRUE:
    self->crowd = TRUE;
    return TRUE;
  case CS_JSON_EVENT_FALSE:
  case CS_JSON_EVENT_NULL:
    return TRUE;
  default:
    if (!cs_json_stream_int (in->stream, &value) || value < 0 || value > 1)
      return cs_fail (error, CS_ERROR_INVALID, "0 or 1 was expected");
    self->crowd = value == 1;
    return TRUE;
  }
}

static gboolean
read_score (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoAnnotation *self = data;
  gint64 milli;
  gboolean rounded;
  CsJsonEvent event = cs_json_stream_next (in->stream, error);
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (event == CS_JSON_EVENT_NULL)
    return TRUE;
  if (event != CS_JSON_EVENT_NUMBER ||
      !cs_milli_parse (cs_json_stream_text (in->stream, NULL), &milli, &rounded) || milli < 0 ||
      milli > 1000)
    return cs_fail (error, CS_ERROR_INVALID, "a number from 0 to 1 was expected");
  in->rounded += rounded;
  self->confidence = (int)milli;
  return TRUE;
}

static gboolean
read_caption (CsCocoInput *in, gpointer data, GError **error)
{
  ((CsCocoAnnotation *)data)->caption = TRUE;
  return cs_json_stream_skip (in->stream, error);
}

static gboolean
read_panoptic (CsCocoInput *in, gpointer data, GError **error)
{
  ((CsCocoAnnotation *)data)->panoptic = TRUE;
  return cs_json_stream_skip (in->stream, error);
}

/* Only whether any is set: [0,0,0,..] says that there are none. */
static gboolean
read_keypoints (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoAnnotation *self = data;
  guint outside = cs_json_stream_depth (in->stream);
  do {
    CsJsonEvent event = cs_json_stream_next (in->stream, error);
    if (event == CS_JSON_EVENT_ERROR)
      return FALSE;
    double value;
    if (event == CS_JSON_EVENT_NUMBER)
      self->keypoints |= !cs_json_stream_real (in->stream, &value) || value != 0;
  } while (cs_json_stream_depth (in->stream) > outside);
  return TRUE;
}

static gboolean
pass_over (CsCocoInput *in, gpointer data, GError **error)
{
  return cs_json_stream_skip (in->stream, error);
}

/* --- attributes --- */

static gboolean
all_texts (const CsJson *list)
{
  for (guint i = 0; i < cs_json_length (list); i++) {
    const char *text = cs_json_string (cs_json_at (list, i));
    if (text == NULL || !cs_json_text_ok (text))
      return FALSE;
  }
  return TRUE;
}

/* What a mark can hold of VALUE, or NULL. */
static CsJson *
attribute_from (const CsJson *value)
{
  switch (cs_json_type (value)) {
  case CS_JSON_STRING:
    return cs_json_text_ok (cs_json_string (value)) ? cs_json_ref (value) : NULL;
  case CS_JSON_ARRAY:
    return all_texts (value) ? cs_json_ref (value) : NULL;
  case CS_JSON_INT:
  case CS_JSON_BOOL:
    return cs_json_ref (value);
  case CS_JSON_REAL: {
    g_autofree char *decimal = cs_exact_decimal_from_real (cs_json_real (value));
    return decimal != NULL ? cs_json_new_string (decimal) : NULL;
  }
  default:
    return NULL;
  }
}

static gboolean
read_attributes (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoAnnotation *self = data;
  g_autoptr (CsJson) object = cs_json_stream_value (in->stream, MAX_ATTRIBUTE_VALUES, error);
  if (object == NULL)
    return FALSE;
  self->attributes = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (object); i++) {
    if (cs_json_type (object) != CS_JSON_OBJECT)
      return cs_fail (error, CS_ERROR_INVALID, "an object was expected");
    const char *key = cs_json_key_at (object, i);
    const CsJson *value = cs_json_member_at (object, i);
    CsJson *kept = cs_dataset_key_fits (key) ? attribute_from (value) : NULL;
    if (kept != NULL)
      cs_json_put (self->attributes, key, kept);
    else if (cs_json_type (value) != CS_JSON_NULL && g_hash_table_size (in->dropped) < 50)
      g_hash_table_add (in->dropped, g_strndup (key, 64));
  }
  return TRUE;
}

/* --- public --- */

void
cs_coco_annotation_free (CsCocoAnnotation *self)
{
  if (self == NULL)
    return;
  g_free (self->values);
  g_free (self->rings);
  cs_json_unref (self->attributes);
  g_free (self);
}

CsCocoAnnotation *
cs_coco_annotation_read (CsCocoInput *in, GError **error)
{
  static const CsCocoMember members[] = {
    { "id", read_id },
    { "image_id", read_image_id },
    { "category_id", read_category_id },
    { "segmentation", cs_coco_read_segmentation },
    { "bbox", read_bbox },
    { "iscrowd", read_crowd },
    { "score", read_score },
    { "attributes", read_attributes },
    { "keypoints", read_keypoints },
    { "num_keypoints", pass_over },
    { "caption", read_caption },
    { "segments_info", read_panoptic },
    { "area", pass_over },
    { NULL },
  };
  g_autoptr (CsCocoAnnotation) self = g_new0 (CsCocoAnnotation, 1);
  guint seen;
  self->confidence = -1;
  self->line = cs_json_stream_line (in->stream);
  if (!cs_coco_read_object (in, "annotations[].", members, self, &seen, error)) {
    if (self->has_id && cs_json_stream_event (in->stream) != CS_JSON_EVENT_ERROR)
      g_prefix_error (error, "id %" G_GINT64_FORMAT ": ", self->id);
    return NULL;
  }
  if (!self->has_image_id) {
    cs_fail (error, CS_ERROR_INVALID, "image_id is missing");
    return NULL;
  }
  return g_steal_pointer (&self);
}
