/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dataset.h"

#include <string.h>

static const char *const media_nicks[] = { "image", "series", "text", NULL };

static void
category_free (gpointer data)
{
  CsDatasetCategory *category = data;
  g_free (category->key);
  g_free (category->name);
  g_free (category->colour);
  g_free (category->supercategory);
  g_free (category);
}

static void
part_clear (gpointer data)
{
  g_free (((CsDatasetPart *)data)->name);
}

static void
item_free (gpointer data)
{
  CsDatasetItem *item = data;
  g_free (item->name);
  g_array_unref (item->parts);
  g_free (item->state);
  g_free (item->note);
  g_free (item->split);
  cs_json_unref (item->facts);
  g_ptr_array_unref (item->marks);
  g_free (item);
}

gboolean
cs_dataset_key_fits (const char *key)
{
  gsize length = strlen (key);
  return length >= 1 && length <= 64 &&
         strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789_.-") == length;
}

CsDataset *
cs_dataset_new (void)
{
  CsDataset *dataset = g_new0 (CsDataset, 1);
  dataset->categories = g_ptr_array_new_with_free_func (category_free);
  dataset->items = g_ptr_array_new_with_free_func (item_free);
  dataset->by_gid = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  dataset->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  return dataset;
}

void
cs_dataset_free (CsDataset *dataset)
{
  if (dataset == NULL)
    return;
  g_hash_table_unref (dataset->by_gid);
  g_hash_table_unref (dataset->by_key);
  g_ptr_array_unref (dataset->categories);
  g_ptr_array_unref (dataset->items);
  g_free (dataset->name);
  g_free (dataset);
}

static gboolean
check_text (const char *what, const char *text, gsize most, GError **error)
{
  if (text == NULL || text[0] == '\0')
    return cs_fail (error, CS_ERROR_INVALID, "%s is missing or empty", what);
  if (strlen (text) > most)
    return cs_fail (error, CS_ERROR_INVALID, "%s has more than %" G_GSIZE_FORMAT " bytes", what,
                    most);
  return cs_json_text_ok (text) ||
         cs_fail (error, CS_ERROR_INVALID, "%s has control characters or is not UTF-8", what);
}

CsDatasetCategory *
cs_dataset_add_category (CsDataset *dataset, const char *key, const char *name, GError **error)
{
  const char *shown = name != NULL && name[0] != '\0' ? name : key;
  if (!check_text ("the key of a label", key, CS_MARK_MAX_LABEL, error) ||
      !check_text ("the name of a label", shown, CS_DATASET_MAX_NAME, error))
    return NULL;
  if (g_hash_table_contains (dataset->by_key, key)) {
    cs_fail (error, CS_ERROR_INVALID, "the label \"%s\" stands twice", key);
    return NULL;
  }
  CsDatasetCategory *category = g_new0 (CsDatasetCategory, 1);
  category->key = g_strdup (key);
  category->name = g_strdup (shown);
  g_ptr_array_add (dataset->categories, category);
  g_hash_table_insert (dataset->by_key, category->key, category);
  return category;
}

const CsDatasetCategory *
cs_dataset_category (const CsDataset *dataset, const char *key)
{
  return g_hash_table_lookup (dataset->by_key, key);
}

CsDatasetItem *
cs_dataset_add_item (CsDataset *dataset, const CsGid *gid, const char *name, CsDatasetMedia media,
                     GError **error)
{
  char hex[CS_GID_HEX + 1];
  if (!check_text ("the name of an item", name, CS_DATASET_MAX_NAME, error))
    return NULL;
  if (g_hash_table_contains (dataset->by_gid, gid)) {
    cs_fail (error, CS_ERROR_INVALID, "the item %s stands twice", cs_gid_to_hex (gid, hex));
    return NULL;
  }
  CsDatasetItem *item = g_new0 (CsDatasetItem, 1);
  item->gid = *gid;
  item->name = g_strdup (name);
  item->media = media;
  item->text_length = -1;
  item->parts = g_array_new (FALSE, TRUE, sizeof (CsDatasetPart));
  g_array_set_clear_func (item->parts, part_clear);
  cs_dataset_item_add_part (item, name);
  item->marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (dataset->items, item);
  g_hash_table_insert (dataset->by_gid, &item->gid, item);
  return item;
}

CsDatasetItem *
cs_dataset_item (const CsDataset *dataset, const CsGid *gid)
{
  return g_hash_table_lookup (dataset->by_gid, gid);
}

CsDatasetPart *
cs_dataset_item_add_part (CsDatasetItem *item, const char *name)
{
  CsDatasetPart part = { .name = g_strdup (name) };
  g_array_append_val (item->parts, part);
  return &g_array_index (item->parts, CsDatasetPart, item->parts->len - 1);
}

CsDatasetPart *
cs_dataset_item_part (const CsDatasetItem *item, guint part)
{
  return part < item->parts->len ? &g_array_index (item->parts, CsDatasetPart, part) : NULL;
}

void
cs_dataset_item_add_mark (CsDatasetItem *item, CsMark *mark)
{
  g_return_if_fail (cs_gid_equal (&item->gid, &mark->item));
  g_ptr_array_add (item->marks, cs_mark_ref (mark));
}

CsMarkExtent *
cs_dataset_item_extents (const CsDatasetItem *item)
{
  CsMarkExtent *extents = g_new0 (CsMarkExtent, item->parts->len);
  for (guint i = 0; i < item->parts->len; i++) {
    const CsDatasetPart *part = cs_dataset_item_part (item, i);
    extents[i] = (CsMarkExtent){ part->width, part->height, part->frames };
  }
  return extents;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const CsDatasetItem *const *one = a, *const *two = b;
  return cs_gid_compare (&(*one)->gid, &(*two)->gid);
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const CsMark *const *one = a, *const *two = b;
  return ((*one)->id > (*two)->id) - ((*one)->id < (*two)->id);
}

void
cs_dataset_settle (CsDataset *dataset)
{
  g_ptr_array_sort (dataset->items, compare_items);
  for (guint i = 0; i < dataset->items->len; i++) {
    CsDatasetItem *item = g_ptr_array_index (dataset->items, i);
    g_ptr_array_sort (item->marks, compare_marks);
  }
}

guint64
cs_dataset_count_marks (const CsDataset *dataset)
{
  guint64 count = 0;
  for (guint i = 0; i < dataset->items->len; i++)
    count += ((CsDatasetItem *)g_ptr_array_index (dataset->items, i))->marks->len;
  return count;
}

void
cs_dataset_gid_for (const char *text, CsGid *ret_gid)
{
  CsHash hash;
  cs_hash_data (text, strlen (text), &hash);
  memcpy (ret_gid->bytes, hash.bytes, sizeof ret_gid->bytes);
}

guint64
cs_dataset_number_for (const CsGid *gid)
{
  guint64 number = 0;
  for (guint i = 0; i < 8; i++)
    number = number << 8 | gid->bytes[i];
  return MAX (number >> 11, 1);
}

const char *
cs_dataset_media_nick (CsDatasetMedia media)
{
  return media_nicks[media];
}

gboolean
cs_dataset_media_from_nick (const char *nick, CsDatasetMedia *ret_media)
{
  for (guint i = 0; media_nicks[i] != NULL; i++)
    if (g_strcmp0 (nick, media_nicks[i]) == 0) {
      *ret_media = (CsDatasetMedia)i;
      return TRUE;
    }
  return FALSE;
}
