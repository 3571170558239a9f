/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The images and categories of a COCO file. */
#include "cs-coco.h"

#include <string.h>

static void
insert_id (GHashTable *table, gint64 id, gpointer value)
{
  g_hash_table_insert (table, g_memdup2 (&id, sizeof id), value);
}

/* --- images --- */

typedef struct {
  gint64 id, width, height;
  gboolean has_id;
  char *name, *sha256;
} Image;

static gboolean
image_id (CsCocoInput *in, gpointer data, GError **error)
{
  Image *image = data;
  image->has_id = cs_coco_read_integer (in, &image->id, error);
  return image->has_id;
}

static gboolean
image_name (CsCocoInput *in, gpointer data, GError **error)
{
  return cs_coco_read_text (in, &((Image *)data)->name, error);
}

static gboolean
image_sha256 (CsCocoInput *in, gpointer data, GError **error)
{
  return cs_coco_read_text (in, &((Image *)data)->sha256, error);
}

static gboolean
read_side (CsCocoInput *in, gint64 *ret_side, GError **error)
{
  const gint64 most = CS_MARK_MAX_COORDINATE / 1000;
  if (!cs_coco_read_integer (in, ret_side, error))
    return FALSE;
  return (*ret_side >= 1 && *ret_side <= most) ||
         cs_fail (error, CS_ERROR_INVALID,
                  "%" G_GINT64_FORMAT " is not 1 to %" G_GINT64_FORMAT " pixels", *ret_side, most);
}

static gboolean
image_width (CsCocoInput *in, gpointer data, GError **error)
{
  return read_side (in, &((Image *)data)->width, error);
}

static gboolean
image_height (CsCocoInput *in, gpointer data, GError **error)
{
  return read_side (in, &((Image *)data)->height, error);
}

CsDatasetItem *
cs_coco_add_image (CsCocoReader *self, gint64 id, const char *name, GError **error)
{
  CsGid gid;
  g_autofree char *seed = g_strdup_printf ("coco image %" G_GINT64_FORMAT " %s", id, name);
  cs_dataset_gid_for (seed, &gid);
  CsDatasetItem *item = cs_dataset_add_item (self->dataset, &gid, name, CS_DATASET_IMAGE, error);
  if (item == NULL)
    return NULL;
  item->foreign_id = id;
  item->has_foreign_id = TRUE;
  insert_id (self->images, id, item);
  return item;
}

static gboolean
take_image (CsCocoReader *self, const Image *image, GError **error)
{
  if (!image->has_id)
    return cs_fail (error, CS_ERROR_INVALID, "id is missing");
  if (g_hash_table_contains (self->images, &image->id))
    return cs_fail (error, CS_ERROR_INVALID, "the id %" G_GINT64_FORMAT " stands twice", image->id);
  CsDatasetItem *item = cs_coco_add_image (self, image->id, image->name, error);
  if (item == NULL)
    return FALSE;
  CsDatasetPart *part = cs_dataset_item_part (item, 0);
  part->width = (guint)image->width;
  part->height = (guint)image->height;
  part->frames = image->width > 0 && image->height > 0 ? 1 : 0;
  part->has_sha256 = image->sha256 != NULL && cs_hash_from_hex (image->sha256, &part->sha256);
  return TRUE;
}

gboolean
cs_coco_read_image (CsCocoReader *self, GError **error)
{
  static const CsCocoMember members[] = {
    { "id", image_id },         { "file_name", image_name }, { "width", image_width },
    { "height", image_height }, { "sha256", image_sha256 },  { NULL },
  };
  Image image = { 0 };
  guint seen;
  gboolean ok = cs_coco_read_object (&self->in, "images[].", members, &image, &seen, error) &&
                take_image (self, &image, error);
  g_free (image.name);
  g_free (image.sha256);
  return ok;
}

/* --- categories --- */

typedef struct {
  gint64 id;
  gboolean has_id;
  char *name, *key, *colour, *supercategory;
} Category;

static gboolean
category_id (CsCocoInput *in, gpointer data, GError **error)
{
  Category *category = data;
  category->has_id = cs_coco_read_integer (in, &category->id, error);
  return category->has_id;
}

static gboolean
category_name (CsCocoInput *in, gpointer data, GError **error)
{
  return cs_coco_read_text (in, &((Category *)data)->name, error);
}

static gboolean
category_key (CsCocoInput *in, gpointer data, GError **error)
{
  return cs_coco_read_text (in, &((Category *)data)->key, error);
}

static gboolean
category_colour (CsCocoInput *in, gpointer data, GError **error)
{
  return cs_coco_read_text (in, &((Category *)data)->colour, error);
}

static gboolean
category_super (CsCocoInput *in, gpointer data, GError **error)
{
  if (cs_json_stream_next (in->stream, error) == CS_JSON_EVENT_STRING) {
    const char *text = cs_json_stream_text (in->stream, NULL);
    if (text[0] != '\0' && strlen (text) <= CS_MARK_MAX_LABEL && cs_json_text_ok (text))
      ((Category *)data)->supercategory = g_strdup (text);
    return TRUE;
  }
  return cs_json_stream_skip (in->stream, error);
}

CsDatasetCategory *
cs_coco_add_category (CsCocoReader *self, gint64 id, const char *key, const char *name,
                      GError **error)
{
  CsDatasetCategory *category = cs_dataset_add_category (self->dataset, key, name, error);
  if (category == NULL)
    return NULL;
  category->foreign_id = id;
  category->has_foreign_id = TRUE;
  insert_id (self->categories, id, category);
  return category;
}

static gboolean
take_category (CsCocoReader *self, const Category *found, GError **error)
{
  const char *key = found->key != NULL ? found->key : found->name;
  char location[64];
  if (!found->has_id)
    return cs_fail (error, CS_ERROR_INVALID, "id is missing");
  g_snprintf (location, sizeof location, "category %" G_GINT64_FORMAT, found->id);
  if (g_hash_table_contains (self->categories, &found->id))
    return cs_fail (error, CS_ERROR_INVALID, "the id %" G_GINT64_FORMAT " stands twice", found->id);
  const CsDatasetCategory *same = key != NULL ? cs_dataset_category (self->dataset, key) : NULL;
  if (same != NULL) {
    cs_tally_case (self->in.tally, CS_SEVERITY_WARNING, "invalid", "two categories of one name",
                   location, "\"%s\"; they are taken as one label", key);
    insert_id (self->categories, found->id, (gpointer)same);
    return TRUE;
  }
  CsDatasetCategory *category = cs_coco_add_category (self, found->id, key, found->name, error);
  if (category == NULL)
    return FALSE;
  category->colour = g_strdup (found->colour);
  category->supercategory = g_strdup (found->supercategory);
  return TRUE;
}

gboolean
cs_coco_read_category (CsCocoReader *self, GError **error)
{
  static const CsCocoMember members[] = {
    { "id", category_id },         { "name", category_name },           { "key", category_key },
    { "colour", category_colour }, { "supercategory", category_super }, { NULL },
  };
  Category category = { 0 };
  guint seen;
  gboolean ok =
      cs_coco_read_object (&self->in, "categories[].", members, &category, &seen, error) &&
      take_category (self, &category, error);
  g_free (category.name);
  g_free (category.key);
  g_free (category.colour);
  g_free (category.supercategory);
  return ok;
}
