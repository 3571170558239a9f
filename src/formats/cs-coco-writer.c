/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A COCO file from a dataset, and what will be missing in it. */
#include "cs-coco.h"

#include "cs-coco-shape.h"
#include "cs-milli.h"

#include <string.h>

#define FLUSH_AT 65536
#define MAX_IMAGES 1000000

/* One image of the file: a frame of a part of an item. */
typedef struct {
  const CsDatasetItem *item;
  const CsDatasetPart *part;
  guint part_index, frame;
  gint64 id;
} Image;

typedef struct {
  const CsDataset *dataset;
  GArray *images;                      /* of Image */
  GHashTable *category;                /* label key -> its id, as a pointer to gint64 */
  GArray *category_ids;                /* of gint64 */
  gboolean own_images, own_categories; /* ids are ours, not those they came with */
} Plan;

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->images, g_array_unref);
  g_clear_pointer (&plan->category, g_hash_table_unref);
  g_clear_pointer (&plan->category_ids, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* --- the plan: which images there are, and every number --- */

static gboolean
all_items_numbered (const CsDataset *dataset)
{
  for (guint i = 0; i < dataset->items->len; i++) {
    const CsDatasetItem *item = g_ptr_array_index (dataset->items, i);
    if (item->media == CS_DATASET_TEXT)
      continue;
    const CsDatasetPart *part = cs_dataset_item_part (item, 0);
    if (!item->has_foreign_id || item->parts->len != 1 || part->frames > 1)
      return FALSE;
  }
  return TRUE;
}

static gint64
image_number (const Plan *plan, const Image *image, gboolean alone)
{
  char hex[CS_GID_HEX + 1];
  CsGid gid;
  if (!plan->own_images)
    return image->item->foreign_id;
  if (alone)
    return (gint64)cs_dataset_number_for (&image->item->gid);
  g_autofree char *seed =
      g_strdup_printf ("coco image %s %u %u", cs_gid_to_hex (&image->item->gid, hex),
                       image->part_index, image->frame);
  cs_dataset_gid_for (seed, &gid);
  return (gint64)cs_dataset_number_for (&gid);
}

static gboolean
plan_item (Plan *plan, const CsDatasetItem *item, GHashTable *taken, GError **error)
{
  const CsDatasetPart *first = cs_dataset_item_part (item, 0);
  gboolean alone = item->parts->len == 1 && first->frames <= 1;
  for (guint p = 0; p < item->parts->len; p++) {
    const CsDatasetPart *part = cs_dataset_item_part (item, p);
    if (MAX (part->frames, 1) > MAX_IMAGES - plan->images->len)
      return cs_fail (error, CS_ERROR_LIMIT, "more than %d images", MAX_IMAGES);
    for (guint f = 0; f < MAX (part->frames, 1); f++) {
      Image image = { item, part, p, f, 0 };
      image.id = image_number (plan, &image, alone);
      while (!g_hash_table_add (taken, GSIZE_TO_POINTER (image.id)))
        image.id = image.id % CS_JSON_MAX_INT + 1;
      g_array_append_val (plan->images, image);
    }
  }
  return TRUE;
}

static void
plan_categories (Plan *plan)
{
  const GPtrArray *categories = plan->dataset->categories;
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < categories->len; i++) {
    const CsDatasetCategory *category = g_ptr_array_index (categories, i);
    if (!category->has_foreign_id ||
        !g_hash_table_add (taken, GSIZE_TO_POINTER (category->foreign_id)))
      plan->own_categories = TRUE;
  }
  for (guint i = 0; i < categories->len; i++) {
    const CsDatasetCategory *category = g_ptr_array_index (categories, i);
    gint64 id = plan->own_categories ? i + 1 : category->foreign_id;
    g_array_append_val (plan->category_ids, id);
  }
  for (guint i = 0; i < categories->len; i++)
    g_hash_table_insert (plan->category,
                         ((CsDatasetCategory *)g_ptr_array_index (categories, i))->key,
                         &g_array_index (plan->category_ids, gint64, i));
}

static int
compare_images (gconstpointer a, gconstpointer b)
{
  const Image *one = a, *two = b;
  return (one->id > two->id) - (one->id < two->id);
}

static gboolean
plan_init (Plan *plan, const CsDataset *dataset, GError **error)
{
  plan->dataset = dataset;
  plan->images = g_array_new (FALSE, FALSE, sizeof (Image));
  plan->category = g_hash_table_new (g_str_hash, g_str_equal);
  plan->category_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  plan->own_images = !all_items_numbered (dataset);
  plan_categories (plan);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < dataset->items->len; i++) {
    const CsDatasetItem *item = g_ptr_array_index (dataset->items, i);
    if (item->media != CS_DATASET_TEXT && !plan_item (plan, item, taken, error))
      return FALSE;
  }
  g_array_sort (plan->images, compare_images);
  return TRUE;
}

/* Whether MARK lies on IMAGE. */
static gboolean
on_image (const CsMark *mark, const Image *image)
{
  return mark->part == image->part_index && mark->frame == image->frame;
}

/* --- losses --- */

static void
count_mark (const CsMark *mark, const CsDatasetItem *item, CsTally *tally)
{
  const CsDatasetPart *part = cs_dataset_item_part (item, mark->part);
  const char *refusal =
      cs_coco_refusal (mark, part != NULL ? part->width : 0, part != NULL ? part->height : 0);
  if (refusal == NULL && (part == NULL || mark->frame >= MAX (part->frames, 1)))
    refusal = "it lies on a frame that its item does not have";
  if (refusal != NULL) {
    const char *tag = mark->kind->tag;
    const char *more = g_str_has_suffix (tag, "x") || g_str_has_suffix (tag, "ss") ? "es" : "s";
    if (g_str_has_suffix (tag, "es")) /* axes are several already */
      more = "";
    g_autofree char *kind =
        g_strdup_printf ("{%s|%s%s} cannot be carried: %s", tag, tag, more, refusal);
    cs_tally_count (tally, CS_SEVERITY_WARNING, "lost", kind, 1);
    return;
  }
  const char *change = cs_coco_change (mark);
  if (change != NULL)
    cs_tally_count (tally, CS_SEVERITY_WARNING, "changed", change, 1);
  if (mark->how != CS_MARK_HOW_UNKNOWN && mark->how != CS_MARK_HOW_IMPORTED)
    cs_tally_count (tally, CS_SEVERITY_INFO, "lost", "{mark loses its|marks lose their} provenance",
                    1);
}

static void
count_item (const CsDatasetItem *item, CsTally *tally)
{
  if (item->media == CS_DATASET_TEXT)
    cs_tally_count (tally, CS_SEVERITY_WARNING, "lost", "{text|texts} cannot be carried", 1);
  else if (item->parts->len > 1 || cs_dataset_item_part (item, 0)->frames > 1)
    cs_tally_count (tally, CS_SEVERITY_INFO, "changed",
                    "{item|items} of several frames written as one image a frame", 1);
  if (item->answer != CS_ANSWER_NONE)
    cs_tally_count (
        tally, CS_SEVERITY_INFO, "lost",
        "{answer|answers} (nothing, not assessable, equivocal) cannot be carried; items.jsonl "
        "of an export has it",
        1);
  for (guint i = 0; i < item->marks->len; i++)
    count_mark (g_ptr_array_index (item->marks, i), item, tally);
}

void
cs_coco_losses (const CsDataset *dataset, GPtrArray *problems)
{
  g_autoptr (CsTally) tally = cs_tally_new (problems);
  for (guint i = 0; i < dataset->items->len; i++)
    count_item (g_ptr_array_index (dataset->items, i), tally);
  cs_tally_finish (tally);
}

/* --- text --- */

static void
append_member (GString *out, const char *key, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, ",\"%s\":", key);
  cs_json_append_string (out, text);
}

static void
append_attributes (GString *out, const CsMark *mark)
{
  g_autoptr (CsJson) rest = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (mark->attributes); i++) {
    const char *key = cs_json_key_at (mark->attributes, i);
    if (strcmp (key, "iscrowd") != 0)
      cs_json_put (rest, key, cs_json_ref (cs_json_member_at (mark->attributes, i)));
  }
  if (cs_json_length (rest) == 0)
    return;
  gsize size;
  g_autofree char *text = cs_json_to_canonical (rest, &size);
  g_string_append (out, "\"attributes\":");
  g_string_append_len (out, text, (gssize)size);
  g_string_append_c (out, ',');
}

static gboolean
append_annotation (GString *out, const Plan *plan, const Image *image, const CsMark *mark,
                   gint64 id, GError **error)
{
  const gint64 *category = g_hash_table_lookup (plan->category, mark->label);
  gboolean crowd = cs_json_get_bool (mark->attributes, "iscrowd");
  if (category == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "mark %" G_GUINT64_FORMAT ": its label \"%s\" is not in the schema", mark->id,
                    mark->label);
  g_string_append_printf (out,
                          "{\"id\":%" G_GINT64_FORMAT ",\"image_id\":%" G_GINT64_FORMAT
                          ",\"category_id\":%" G_GINT64_FORMAT ",\"iscrowd\":%d,",
                          id, image->id, *category, crowd);
  if (mark->confidence >= 0) {
    g_string_append (out, "\"score\":");
    cs_milli_append (out, mark->confidence, 3);
    g_string_append_c (out, ',');
  }
  append_attributes (out, mark);
  if (!cs_coco_append_shape (out, mark, image->part->width, image->part->height, error))
    return FALSE;
  g_string_append_c (out, '}');
  return TRUE;
}

/* Mark ids are unique in their case only. */
static gint64
annotation_number (const Image *image, const CsMark *mark, GHashTable *taken)
{
  gint64 id = (gint64)mark->id;
  if (g_hash_table_add (taken, GSIZE_TO_POINTER (id)))
    return id;
  char hex[CS_GID_HEX + 1];
  CsGid gid;
  g_autofree char *seed = g_strdup_printf ("coco annotation %" G_GUINT64_FORMAT " of %s", mark->id,
                                           cs_gid_to_hex (&image->item->gid, hex));
  cs_dataset_gid_for (seed, &gid);
  id = (gint64)cs_dataset_number_for (&gid);
  while (!g_hash_table_add (taken, GSIZE_TO_POINTER (id)))
    id = id % CS_JSON_MAX_INT + 1;
  return id;
}

typedef struct {
  GString *text;
  GOutputStream *output;
  GCancellable *cancellable;
} Sink;

static gboolean
write_annotations (const Plan *plan, Sink *sink, GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  gboolean first = TRUE;
  g_string_append (sink->text, "\"annotations\":[");
  for (guint i = 0; i < plan->images->len; i++) {
    const Image *image = &g_array_index (plan->images, Image, i);
    for (guint j = 0; j < image->item->marks->len; j++) {
      const CsMark *mark = g_ptr_array_index (image->item->marks, j);
      if (!on_image (mark, image) ||
          cs_coco_refusal (mark, image->part->width, image->part->height) != NULL)
        continue;
      g_string_append (sink->text, first ? "\n" : ",\n");
      first = FALSE;
      if (!append_annotation (sink->text, plan, image, mark, annotation_number (image, mark, taken),
                              error) ||
          !cs_format_flush (sink->text, FLUSH_AT, sink->output, sink->cancellable, error))
        return FALSE;
    }
  }
  g_string_append (sink->text, "],\n");
  return TRUE;
}

static void
write_categories (const Plan *plan, GString *out)
{
  g_string_append (out, "\"categories\":[");
  for (guint i = 0; i < plan->category_ids->len; i++) {
    const CsDatasetCategory *category = g_ptr_array_index (plan->dataset->categories, i);
    g_string_append (out, i > 0 ? ",\n{" : "\n{");
    if (category->colour != NULL) {
      g_string_append (out, "\"colour\":");
      cs_json_append_string (out, category->colour);
      g_string_append_c (out, ',');
    }
    g_string_append_printf (out, "\"id\":%" G_GINT64_FORMAT,
                            g_array_index (plan->category_ids, gint64, i));
    if (strcmp (category->key, category->name) != 0)
      append_member (out, "key", category->key);
    append_member (out, "name", category->name);
    append_member (out, "supercategory",
                   category->supercategory != NULL ? category->supercategory : "");
    g_string_append_c (out, '}');
  }
  g_string_append (out, "],\n");
}

static gboolean
write_images (const Plan *plan, Sink *sink, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  g_string_append (sink->text, "\"images\":[");
  for (guint i = 0; i < plan->images->len; i++) {
    const Image *image = &g_array_index (plan->images, Image, i);
    const CsDatasetPart *part = image->part;
    const char *name = part->name != NULL ? part->name : image->item->name;
    g_autofree char *frame_name = g_strdup_printf ("%s#%u", name, image->frame);
    g_string_append (sink->text, i > 0 ? ",\n{\"file_name\":" : "\n{\"file_name\":");
    cs_json_append_string (sink->text, part->frames > 1 ? frame_name : name);
    if (part->height > 0)
      g_string_append_printf (sink->text, ",\"height\":%u", part->height);
    g_string_append_printf (sink->text, ",\"id\":%" G_GINT64_FORMAT, image->id);
    if (part->has_sha256)
      append_member (sink->text, "sha256", cs_hash_to_hex (&part->sha256, hex));
    if (part->width > 0)
      g_string_append_printf (sink->text, ",\"width\":%u", part->width);
    g_string_append_c (sink->text, '}');
    if (!cs_format_flush (sink->text, FLUSH_AT, sink->output, sink->cancellable, error))
      return FALSE;
  }
  g_string_append (sink->text, "],\n");
  return TRUE;
}

gboolean
cs_coco_write (const CsDataset *dataset, GOutputStream *output, GCancellable *cancellable,
               GError **error)
{
  g_auto (Plan) plan = { 0 };
  g_autoptr (GString) text = g_string_new ("{");
  Sink sink = { text, output, cancellable };
  if (!plan_init (&plan, dataset, error) || !write_annotations (&plan, &sink, error))
    return FALSE;
  write_categories (&plan, text);
  if (!write_images (&plan, &sink, error))
    return FALSE;
  g_string_append (text, "\"info\":{");
  if (dataset->name != NULL) {
    g_string_append (text, "\"description\":");
    cs_json_append_string (text, dataset->name);
  }
  g_string_append (text, "}}\n");
  return cs_format_flush (text, 0, output, cancellable, error);
}
