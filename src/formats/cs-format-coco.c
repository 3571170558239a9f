/* SPDX-License-Identifier: GPL-3.0-or-later */
/* COCO: one JSON file of images, categories and annotations.
 *
 * Read: polygons, run lengths in both forms (kept as masks), boxes, image-level labels; lists of
 * detections. `iscrowd` is kept as the attribute of that name, `score` as confidence. Keypoints,
 * captions and panoptic segments are left out and said so by name.
 *
 * Written: members in a fixed order, numbers exact. Image id: the one it came with, else the first
 * 53 bits of the item's gid; category id likewise, else 1 + place in the schema; annotation id:
 * mark id. A box has `segmentation` [] (a rectangle would claim an outline that nobody drew).
 * Masks, and polygons with holes, are compressed run lengths. An item of several frames becomes one
 * image a frame, called NAME#FRAME. Beside COCO's own members an image may have `sha256`, a
 * category `key` and `colour`, an annotation `attributes` and `score`. */
#include "cs-coco.h"

#include <glib/gi18n.h>
#include <string.h>

static guint
coco_detect (const char *data, gsize size)
{
  gsize at = 0;
  while (at < size && g_ascii_isspace (data[at]))
    at++;
  if (at == size || (data[at] != '{' && data[at] != '['))
    return 0;
  g_autofree char *text = g_strndup (data + at, size - at);
  gboolean images = strstr (text, "\"images\"") != NULL;
  gboolean annotations = strstr (text, "\"annotations\"") != NULL;
  gboolean members = strstr (text, "\"image_id\"") != NULL;
  if (data[at] == '[')
    return members && strstr (text, "\"category_id\"") != NULL ? 70 : 0;
  return (images ? 45 : 0) + (annotations ? 20 : 0) + (members ? 25 : 0);
}

const CsFormat cs_format_coco = {
  .id = "coco",
  .label = N_ ("COCO"),
  .file_name = "annotations.coco.json",
  .flags = CS_FORMAT_READS | CS_FORMAT_WRITES,
  .detect = coco_detect,
  .read = cs_coco_read,
  .losses = cs_coco_losses,
  .write = cs_coco_write,
};
