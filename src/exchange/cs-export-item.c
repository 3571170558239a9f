/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-export-item.h"

static guint
whole (const CsJson *object, const char *key)
{
  return (guint)CLAMP (cs_json_get_int (object, key, 0), 0, CS_MARK_MAX_COORDINATE / 1000);
}

static void
add_parts (CsDatasetItem *item, const CsJson *parts, gboolean text)
{
  g_array_set_size (item->parts, 0);
  for (guint i = 0; i < cs_json_length (parts); i++) {
    const CsJson *object = cs_json_at (parts, i);
    CsDatasetPart *part = cs_dataset_item_add_part (item, cs_json_get_string (object, "name"));
    part->has_sha256 = cs_json_get_hash (object, "blob", &part->sha256);
    part->width = whole (object, "width");
    part->height = whole (object, "height");
    part->frames = text ? 0 : MAX (whole (object, "frames"), 1);
  }
}

CsDatasetItem *
cs_export_add_item (CsDataset *dataset, const CsItemRow *row, GError **error)
{
  CsDatasetMedia media = CS_DATASET_IMAGE;
  const CsJson *parts = cs_json_get (row->facts, "parts");
  if (!cs_dataset_media_from_nick (row->kind, &media) || cs_json_length (parts) == 0) {
    cs_fail (error, CS_ERROR_INVALID, "%s: its description names no kind or no file", row->title);
    return NULL;
  }
  CsDatasetItem *item = cs_dataset_add_item (dataset, &row->gid, row->title, media, error);
  if (item == NULL)
    return NULL;
  item->case_gid = row->case_gid;
  item->has_case = TRUE;
  if (media == CS_DATASET_TEXT)
    item->text_length = cs_json_get_int (cs_json_get (row->facts, "text"), "length", 0);
  add_parts (item, parts, media == CS_DATASET_TEXT);
  return item;
}
