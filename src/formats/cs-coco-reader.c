/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A COCO file: images, categories and annotations in any order, or a list of detections. */
#include "cs-coco.h"

#include <string.h>

#define MEMBER_SIZE 600 /* what an image or annotation takes, about */
#define LEFT_OUT "annotation left out"

static gboolean
stream_broken (const CsCocoReader *self)
{
  return cs_json_stream_event (self->in.stream) == CS_JSON_EVENT_ERROR;
}

/* --- lists --- */

static gboolean
read_annotation (CsCocoReader *self, GError **error)
{
  CsCocoAnnotation *annotation = cs_coco_annotation_read (&self->in, error);
  if (annotation == NULL)
    return FALSE;
  self->memory +=
      annotation->n_values * sizeof (gint64) + annotation->n_rings * sizeof (CsMarkRing);
  self->memory += 32 * (guint64)cs_json_length (annotation->attributes);
  g_ptr_array_add (self->annotations, annotation);
  return TRUE;
}

/* The members of the array that has just begun; a bad one is told and left out. */
static gboolean
read_list (CsCocoReader *self, const char *what,
           gboolean (*read) (CsCocoReader *self, GError **error), GError **error)
{
  g_autofree char *kind = g_strdup_printf ("%s left out", what);
  CsJsonEvent event;
  guint64 index = 0;
  while ((event = cs_json_stream_next (self->in.stream, error)) != CS_JSON_EVENT_ARRAY_END) {
    g_autoptr (GError) refusal = NULL;
    if (event == CS_JSON_EVENT_ERROR)
      return FALSE;
    guint64 line = cs_json_stream_line (self->in.stream);
    gboolean ok = FALSE;
    if (event == CS_JSON_EVENT_OBJECT)
      ok = read (self, &refusal);
    else if (cs_json_stream_skip (self->in.stream, &refusal))
      cs_fail (&refusal, CS_ERROR_INVALID, "an object was expected");
    if (!ok && stream_broken (self)) {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
    if (!ok) {
      g_autofree char *location = g_strdup_printf (
          "%s %" G_GUINT64_FORMAT " (line %" G_GUINT64_FORMAT ")", what, index + 1, line);
      cs_tally_error (self->in.tally, kind, location, refusal);
    }
    if (!cs_format_take_memory (&self->memory, MEMBER_SIZE, error))
      return FALSE;
    index++;
  }
  return TRUE;
}

static gboolean
enter_list (CsCocoReader *self, const char *what,
            gboolean (*read) (CsCocoReader *self, GError **error), GError **error)
{
  CsJsonEvent event = cs_json_stream_next (self->in.stream, error);
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (event != CS_JSON_EVENT_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "the list of %ss is no list", what);
  return read_list (self, what, read, error);
}

static gboolean
file_images (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoReader *self = data;
  self->has_images = TRUE;
  return enter_list (self, "image", cs_coco_read_image, error);
}

static gboolean
file_categories (CsCocoInput *in, gpointer data, GError **error)
{
  return enter_list (data, "category", cs_coco_read_category, error);
}

static gboolean
file_annotations (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoReader *self = data;
  self->has_annotations = TRUE;
  return enter_list (self, "annotation", read_annotation, error);
}

static gboolean
info_description (CsCocoInput *in, gpointer data, GError **error)
{
  CsCocoReader *self = data;
  if (cs_json_stream_next (in->stream, error) != CS_JSON_EVENT_STRING)
    return cs_json_stream_skip (in->stream, error);
  const char *text = cs_json_stream_text (in->stream, NULL);
  if (text[0] != '\0' && strlen (text) <= CS_DATASET_MAX_NAME && cs_json_text_ok (text))
    self->dataset->name = g_strdup (text);
  return TRUE;
}

static gboolean
file_info (CsCocoInput *in, gpointer data, GError **error)
{
  static const CsCocoMember members[] = { { "description", info_description }, { NULL } };
  guint seen;
  if (cs_json_stream_next (in->stream, error) != CS_JSON_EVENT_OBJECT)
    return cs_json_stream_skip (in->stream, error);
  return cs_coco_read_object (in, "info.", members, data, &seen, error);
}

static gboolean
read_file (CsCocoReader *self, GError **error)
{
  static const CsCocoMember members[] = {
    { "images", file_images },
    { "categories", file_categories },
    { "annotations", file_annotations },
    { "info", file_info },
    { NULL },
  };
  guint seen;
  CsJsonEvent event = cs_json_stream_next (self->in.stream, error);
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  self->results = event == CS_JSON_EVENT_ARRAY;
  if (!self->results && event != CS_JSON_EVENT_OBJECT)
    return cs_fail (error, CS_ERROR_INVALID, "neither an object nor a list");
  gboolean ok = self->results ? read_list (self, "annotation", read_annotation, error)
                              : cs_coco_read_object (&self->in, "", members, self, &seen, error);
  if (!ok || cs_json_stream_next (self->in.stream, error) == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (!self->results && !self->has_images && !self->has_annotations)
    return cs_fail (error, CS_ERROR_INVALID, "it has neither images nor annotations");
  return TRUE;
}

/* --- from annotations to marks --- */

static CsDatasetItem *
find_image (CsCocoReader *self, const CsCocoAnnotation *annotation, GError **error)
{
  CsDatasetItem *item = g_hash_table_lookup (self->images, &annotation->image_id);
  if (item != NULL)
    return item;
  if (!self->results) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "image_id %" G_GINT64_FORMAT " is not among the images",
             annotation->image_id);
    return NULL;
  }
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, annotation->image_id);
  return cs_coco_add_image (self, annotation->image_id, name, error);
}

static const CsDatasetCategory *
find_category (CsCocoReader *self, const CsCocoAnnotation *annotation, GError **error)
{
  CsDatasetCategory *category =
      annotation->has_category_id ? g_hash_table_lookup (self->categories, &annotation->category_id)
                                  : NULL;
  if (category != NULL)
    return category;
  if (!annotation->has_category_id) {
    cs_fail (error, CS_ERROR_INVALID, "category_id is missing");
    return NULL;
  }
  if (!self->results) {
    cs_fail (error, CS_ERROR_NOT_FOUND,
             "category_id %" G_GINT64_FORMAT " is not among the categories",
             annotation->category_id);
    return NULL;
  }
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, annotation->category_id);
  return cs_coco_add_category (self, annotation->category_id, name, NULL, error);
}

/* Its own id where that is a mark id nobody has, else one that is the same at every reading. */
static guint64
settle_id (CsCocoReader *self, const CsCocoAnnotation *annotation, guint index)
{
  CsGid gid;
  if (annotation->has_id && annotation->id >= 1 && (guint64)annotation->id <= CS_MARK_MAX_ID &&
      g_hash_table_add (self->mark_ids, GSIZE_TO_POINTER (annotation->id)))
    return (guint64)annotation->id;
  g_autofree char *seed = g_strdup_printf ("coco annotation %u of image %" G_GINT64_FORMAT, index,
                                           annotation->image_id);
  cs_dataset_gid_for (seed, &gid);
  guint64 id = cs_dataset_number_for (&gid);
  while (!g_hash_table_add (self->mark_ids, GSIZE_TO_POINTER (id)))
    id = id % CS_MARK_MAX_ID + 1;
  self->new_ids += annotation->has_id;
  return id;
}

static void
fill_shape (const CsCocoAnnotation *annotation, gint64 box[4], CsMarkInit *init)
{
  const gint64 *b = annotation->bbox;
  init->kind = &cs_mark_kind_class;
  if (annotation->form != CS_COCO_PLAIN) {
    init->kind = annotation->form == CS_COCO_MASK ? &cs_mark_kind_mask : &cs_mark_kind_polygon;
    init->values = annotation->values;
    init->n_values = annotation->n_values;
    init->rings = annotation->rings;
    init->n_rings = annotation->n_rings;
  } else if (annotation->has_bbox) {
    memcpy (box, (gint64[]){ b[0], b[1], b[0] + b[2], b[1] + b[3] }, 4 * sizeof *box);
    init->kind = &cs_mark_kind_box;
    init->values = box;
    init->n_values = 4;
  }
}

static gboolean
check_size (CsCocoReader *self, const CsCocoAnnotation *annotation, CsDatasetItem *item,
            GError **error)
{
  CsDatasetPart *part = cs_dataset_item_part (item, 0);
  if (annotation->form != CS_COCO_MASK)
    return TRUE;
  if (part->frames == 0) {
    part->width = annotation->width;
    part->height = annotation->height;
    part->frames = 1;
  }
  return (part->width == annotation->width && part->height == annotation->height) ||
         cs_fail (error, CS_ERROR_INVALID, "its mask is for %u x %u pixels, the image has %u x %u",
                  annotation->width, annotation->height, part->width, part->height);
}

static void
check_place (CsCocoReader *self, const CsMark *mark, const CsDatasetItem *item,
             const char *location)
{
  g_autoptr (GError) outside = NULL;
  const CsDatasetPart *part = cs_dataset_item_part (item, 0);
  CsMarkExtent extent = { part->width, part->height, part->frames };
  CsMarkSpace space = { &extent, 1, -1 };
  if (part->frames > 0 && !cs_mark_check_space (mark, &space, &outside))
    cs_tally_case (self->in.tally, CS_SEVERITY_WARNING, "invalid",
                   "annotation reaches outside its image", location, "%s", outside->message);
}

/* What it says beside a shape that we cannot hold. FALSE: there is nothing else in it. */
static gboolean
has_mark (CsCocoReader *self, const CsCocoAnnotation *annotation, const CsDatasetCategory *category)
{
  gboolean shape = annotation->form != CS_COCO_PLAIN || annotation->has_bbox;
  if (annotation->keypoints) {
    g_autofree char *kind =
        g_strdup_printf ("keypoints of \"%s\" left out: skeletons are not supported",
                         category != NULL ? category->name : "?");
    cs_tally_count (self->in.tally, CS_SEVERITY_ERROR, "unsupported", kind, 1);
  }
  self->captions += annotation->caption;
  self->panoptic += annotation->panoptic;
  return shape || !(annotation->keypoints || annotation->caption || annotation->panoptic);
}

static gboolean
turn (CsCocoReader *self, const CsCocoAnnotation *annotation, guint index, const char *location,
      GError **error)
{
  gint64 box[4];
  CsDatasetItem *item = find_image (self, annotation, error);
  if (item == NULL)
    return FALSE;
  g_autoptr (GError) unknown = NULL;
  const CsDatasetCategory *category = find_category (self, annotation, &unknown);
  if (!has_mark (self, annotation, category))
    return TRUE;
  if (category == NULL) {
    g_propagate_error (error, g_steal_pointer (&unknown));
    return FALSE;
  }
  if (!check_size (self, annotation, item, error))
    return FALSE;
  g_autoptr (CsJson) attributes =
      annotation->attributes != NULL ? cs_json_ref (annotation->attributes) : cs_json_new_object ();
  if (annotation->crowd)
    cs_json_put_bool (attributes, "iscrowd", TRUE);
  CsMarkInit init = { .id = settle_id (self, annotation, index),
                      .label = category->key,
                      .item = item->gid,
                      .attributes = cs_json_length (attributes) > 0 ? attributes : NULL,
                      .how = CS_MARK_HOW_IMPORTED,
                      .source = "coco",
                      .confidence = annotation->confidence };
  fill_shape (annotation, box, &init);
  g_autoptr (CsMark) mark = cs_mark_new (&init, error);
  if (mark == NULL)
    return FALSE;
  check_place (self, mark, item, location);
  cs_dataset_item_add_mark (item, mark);
  return TRUE;
}

static void
turn_all (CsCocoReader *self)
{
  for (guint i = 0; i < self->annotations->len; i++) {
    g_autoptr (CsCocoAnnotation) annotation =
        g_steal_pointer (&g_ptr_array_index (self->annotations, i));
    g_autoptr (GError) refusal = NULL;
    char location[96];
    if (annotation->has_id)
      g_snprintf (location, sizeof location,
                  "annotation id %" G_GINT64_FORMAT " (line %" G_GUINT64_FORMAT ")", annotation->id,
                  annotation->line);
    else
      g_snprintf (location, sizeof location, "annotation %u (line %" G_GUINT64_FORMAT ")", i + 1,
                  annotation->line);
    if (!turn (self, annotation, i, location, &refusal))
      cs_tally_error (self->in.tally, LEFT_OUT, location, refusal);
  }
}

/* --- what was passed over --- */

static void
say_names (GPtrArray *problems, GHashTable *names, const char *what)
{
  if (g_hash_table_size (names) == 0)
    return;
  g_autoptr (GList) sorted = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc)strcmp);
  g_autoptr (GString) list = g_string_new (NULL);
  for (GList *at = sorted; at != NULL; at = at->next)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", (char *)at->data);
  cs_problems_add (problems, CS_SEVERITY_INFO, "not-carried", NULL, "%s: %s", what, list->str);
}

static void
say_rest (CsCocoReader *self, GPtrArray *problems)
{
  CsTally *tally = self->in.tally;
  cs_tally_count (tally, CS_SEVERITY_ERROR, "unsupported",
                  "{caption|captions} left out: captions are not supported", self->captions);
  cs_tally_count (tally, CS_SEVERITY_ERROR, "unsupported",
                  "{panoptic annotation|panoptic annotations} left out: the masks lie in pictures",
                  self->panoptic);
  cs_tally_count (tally, CS_SEVERITY_INFO, "rounded", "{number|numbers} rounded to 1/1000",
                  self->in.rounded);
  cs_tally_count (tally, CS_SEVERITY_INFO, "renumbered",
                  "{annotation given another id: its own|annotations given other ids: their own} "
                  "is not 1 to 2^53-1 or stands twice",
                  self->new_ids);
  cs_tally_finish (tally);
  if (self->results)
    cs_problems_add (problems, CS_SEVERITY_WARNING, "no-images", NULL,
                     "a list of detections names images and categories by number only; the "
                     "numbers stand in for their names");
  say_names (problems, self->in.passed, "members that were passed over");
  say_names (problems, self->in.dropped, "attributes that marks cannot hold");
}

CsDataset *
cs_coco_read (GInputStream *input, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (CsDataset) dataset = cs_dataset_new ();
  g_autoptr (CsJsonStream) stream = cs_json_stream_new (input, CS_JSON_STREAM_ONE, cancellable);
  g_autoptr (CsTally) tally = cs_tally_new (problems);
  g_autoptr (GHashTable) passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) dropped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (CsMarkRing));
  g_autoptr (GHashTable) images = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) categories =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) mark_ids = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) annotations =
      g_ptr_array_new_with_free_func ((GDestroyNotify)cs_coco_annotation_free);
  CsCocoReader self = {
    .in = { stream, tally, passed, dropped, 0, numbers, rings },
    .dataset = dataset,
    .images = images,
    .categories = categories,
    .mark_ids = mark_ids,
    .annotations = annotations,
  };
  if (!read_file (&self, error))
    return NULL;
  turn_all (&self);
  say_rest (&self, problems);
  cs_dataset_settle (dataset);
  return g_steal_pointer (&dataset);
}
