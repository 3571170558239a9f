/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countersign's own format: JSON lines, all of a dataset, byte for byte the same after a round
 * trip.
 *
 * The first line says what the file is and lists the labels in the order of the schema:
 *   {"categories":[{"colour","foreign_id","key","name","supercategory"}],
 *    "format":"countersign-jsonl-1","name"}
 * of which only `format` and `key` are required. Every further line is an item with the members of
 * cs-items-jsonl.h, its marks among them; a mark is
 *   {"attributes","conf","frame","id","item","kind","label","part","provenance",
 *    and the geometry: "box", "parts", "points", "ellipse", "point", "runs", "span" ...}
 * as src/marks documents it: lengths in 1/1000 pixel from the corner of the first pixel, text
 * positions in code points, `conf` in 1/1000. A file made by hand may leave the first line out, use
 * white space and any order of members; labels that are not listed are added as they come. */
#include "cs-format.h"

#include "cs-items-jsonl.h"
#include "cs-json-check.h"
#include "cs-json-stream.h"
#include "cs-tally.h"

#include <glib/gi18n.h>
#include <string.h>

#define FORMAT "countersign-jsonl-1"
#define FLUSH_AT 65536
#define MEMBER_SIZE 600 /* what an item or mark takes, about */
#define MAX_MARK_VALUES (CS_MARK_MAX_RUNS + 100000)
#define MAX_VALUES 1000000 /* of another member of a line */

/* --- reading --- */

static const CsField category_fields[] = {
  { "colour", CS_FIELD_STRING, 0, 7, 7 },
  { "foreign_id", CS_FIELD_INT },
  { "key", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_MARK_MAX_LABEL },
  { "name", CS_FIELD_STRING, 0, 1, CS_DATASET_MAX_NAME },
  { "supercategory", CS_FIELD_STRING, 0, 1, CS_MARK_MAX_LABEL },
  { NULL },
};

static const CsField header_fields[] = {
  { "categories", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = category_fields, .max_count = 100000 },
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "name", CS_FIELD_STRING, 0, 1, CS_DATASET_MAX_NAME },
  { NULL },
};

typedef struct {
  CsJsonStream *stream;
  CsTally *tally;
  CsDataset *dataset;
  GPtrArray *marks; /* of the line at hand */
  guint64 lines;
  guint64 memory; /* taken */
} Reader;

static gboolean
read_header (Reader *self, const CsJson *header, GError **error)
{
  const char *format = cs_json_get_string (header, "format");
  if (g_strcmp0 (format, FORMAT) != 0)
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "its format is \"%s\", not \"%s\"",
                    format != NULL ? format : "?", FORMAT);
  if (!cs_json_check (header, header_fields, error))
    return FALSE;
  self->dataset->name = g_strdup (cs_json_get_string (header, "name"));
  const CsJson *list = cs_json_get (header, "categories");
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *object = cs_json_at (list, i);
    CsDatasetCategory *category =
        cs_dataset_add_category (self->dataset, cs_json_get_string (object, "key"),
                                 cs_json_get_string (object, "name"), error);
    if (category == NULL)
      return FALSE;
    category->colour = g_strdup (cs_json_get_string (object, "colour"));
    category->supercategory = g_strdup (cs_json_get_string (object, "supercategory"));
    category->has_foreign_id = cs_json_get (object, "foreign_id") != NULL;
    category->foreign_id = cs_json_get_int (object, "foreign_id", 0);
  }
  return TRUE;
}

static void
tell_mark (Reader *self, const GError *error)
{
  g_autofree char *location =
      g_strdup_printf ("line %" G_GUINT64_FORMAT, cs_json_stream_line (self->stream));
  cs_tally_error (self->tally, "mark left out", location, error);
}

/* The list of marks; a bad one is told and left out. */
static gboolean
read_marks (Reader *self, GError **error)
{
  CsJsonEvent event = cs_json_stream_next (self->stream, error);
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (event != CS_JSON_EVENT_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "marks: a list was expected");
  while ((event = cs_json_stream_next (self->stream, error)) != CS_JSON_EVENT_ARRAY_END) {
    if (event == CS_JSON_EVENT_ERROR)
      return FALSE;
    g_autoptr (CsJson) object = cs_json_stream_value (self->stream, MAX_MARK_VALUES, error);
    if (object == NULL)
      return FALSE;
    g_autoptr (GError) refusal = NULL;
    CsMark *mark = cs_mark_from_json (object, &refusal);
    if (mark == NULL)
      tell_mark (self, refusal);
    else
      g_ptr_array_add (self->marks, mark);
    guint64 bytes = MEMBER_SIZE;
    if (mark != NULL)
      bytes += mark->n_values * sizeof (gint64) + mark->n_rings * sizeof (CsMarkRing);
    if (!cs_format_take_memory (&self->memory, bytes, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_members (Reader *self, CsJson *object, GError **error)
{
  CsJsonEvent event;
  gboolean marks = FALSE;
  while ((event = cs_json_stream_next (self->stream, error)) == CS_JSON_EVENT_KEY) {
    g_autofree char *key = g_strdup (cs_json_stream_text (self->stream, NULL));
    gboolean repeated = strcmp (key, "marks") == 0 ? marks : cs_json_get (object, key) != NULL;
    if (repeated)
      return cs_fail (error, CS_ERROR_INVALID, "%.64s stands twice", key);
    if (strcmp (key, "marks") == 0) {
      marks = TRUE;
      if (!read_marks (self, error))
        return FALSE;
      continue;
    }
    guint64 before = cs_json_stream_offset (self->stream);
    CsJson *value = cs_json_stream_value (self->stream, MAX_VALUES, error);
    if (value == NULL)
      return FALSE;
    cs_json_put (object, key, value);
    if (strcmp (key, "facts") == 0)
      self->memory += 24 * (cs_json_stream_offset (self->stream) - before);
  }
  return event != CS_JSON_EVENT_ERROR;
}

static void
take_marks (Reader *self, CsDatasetItem *item)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->marks->len; i++) {
    CsMark *mark = g_ptr_array_index (self->marks, i);
    g_autoptr (GError) refusal = NULL;
    if (!cs_gid_equal (&mark->item, &item->gid))
      cs_fail (&refusal, CS_ERROR_INVALID,
               "mark %" G_GUINT64_FORMAT " names another item than its line", mark->id);
    else if (!g_hash_table_add (ids, GSIZE_TO_POINTER (mark->id)))
      cs_fail (&refusal, CS_ERROR_INVALID, "mark %" G_GUINT64_FORMAT " stands twice", mark->id);
    else if (cs_dataset_category (self->dataset, mark->label) == NULL)
      cs_dataset_add_category (self->dataset, mark->label, NULL, &refusal);
    if (refusal != NULL)
      tell_mark (self, refusal);
    else
      cs_dataset_item_add_mark (item, mark);
  }
}

/* The object that has just begun. FALSE: the stream is broken, or the file is no such file. */
static gboolean
read_line (Reader *self, GError **error)
{
  guint depth = cs_json_stream_depth (self->stream);
  guint64 line = cs_json_stream_line (self->stream);
  g_autoptr (CsJson) object = cs_json_new_object ();
  g_autoptr (GError) refusal = NULL;
  g_ptr_array_set_size (self->marks, 0);
  if (!read_members (self, object, &refusal)) {
    while (cs_json_stream_depth (self->stream) >= depth)
      if (cs_json_stream_next (self->stream, error) == CS_JSON_EVENT_ERROR)
        return FALSE;
  } else if (self->lines == 0 && cs_json_get (object, "format") != NULL) {
    return read_header (self, object, error);
  } else {
    CsDatasetItem *item = cs_item_from_json (self->dataset, object, &refusal);
    if (item != NULL) {
      self->memory += item->parts->len * 2 * sizeof (CsDatasetPart);
      take_marks (self, item);
      return TRUE;
    }
  }
  g_autofree char *location = g_strdup_printf ("line %" G_GUINT64_FORMAT, line);
  cs_tally_error (self->tally, "item left out", location, refusal);
  return TRUE;
}

static gboolean
read_lines (Reader *self, GError **error)
{
  CsJsonEvent event;
  while ((event = cs_json_stream_next (self->stream, error)) == CS_JSON_EVENT_OBJECT) {
    if (!read_line (self, error) || !cs_format_take_memory (&self->memory, MEMBER_SIZE, error))
      return FALSE;
    self->lines++;
  }
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (event != CS_JSON_EVENT_END)
    return cs_fail (error, CS_ERROR_INVALID, "line %" G_GUINT64_FORMAT " is no object",
                    cs_json_stream_line (self->stream));
  return self->lines > 0 || cs_fail (error, CS_ERROR_INVALID, "it is empty");
}

static CsDataset *
jsonl_read (GInputStream *input, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (CsDataset) dataset = cs_dataset_new ();
  g_autoptr (CsJsonStream) stream = cs_json_stream_new (input, CS_JSON_STREAM_LINES, cancellable);
  g_autoptr (CsTally) tally = cs_tally_new (problems);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  Reader self = { stream, tally, dataset, marks, 0, 0 };
  if (!read_lines (&self, error))
    return NULL;
  cs_tally_finish (tally);
  cs_dataset_settle (dataset);
  return g_steal_pointer (&dataset);
}

/* --- writing --- */

static void
write_header (const CsDataset *dataset, GString *out)
{
  g_autoptr (CsJson) header = cs_json_new_object ();
  CsJson *list = cs_json_new_array ();
  gsize size;
  for (guint i = 0; i < dataset->categories->len; i++) {
    const CsDatasetCategory *category = g_ptr_array_index (dataset->categories, i);
    CsJson *object = cs_json_new_object ();
    cs_json_put_string (object, "colour", category->colour);
    if (category->has_foreign_id)
      cs_json_put_int (object, "foreign_id", category->foreign_id);
    cs_json_put_string (object, "key", category->key);
    cs_json_put_string (object, "name", category->name);
    cs_json_put_string (object, "supercategory", category->supercategory);
    cs_json_append (list, object);
  }
  cs_json_put (header, "categories", list);
  cs_json_put_string (header, "format", FORMAT);
  cs_json_put_string (header, "name", dataset->name);
  g_autofree char *text = cs_json_to_canonical (header, &size);
  g_string_append_len (out, text, (gssize)size);
  g_string_append_c (out, '\n');
}

static gboolean
write_item (const CsDatasetItem *item, GString *out, GOutputStream *output,
            GCancellable *cancellable, GError **error)
{
  CsJson *head = NULL, *tail = NULL;
  gsize head_size, tail_size;
  cs_item_to_json (item, &head, &tail);
  g_autofree char *before = cs_json_to_canonical (head, &head_size);
  g_autofree char *behind = cs_json_to_canonical (tail, &tail_size);
  cs_json_unref (head);
  cs_json_unref (tail);
  g_string_append_len (out, before, (gssize)head_size - 1);
  g_string_append (out, ",\"marks\":[");
  for (guint i = 0; i < item->marks->len; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    cs_mark_write (g_ptr_array_index (item->marks, i), out);
    if (!cs_format_flush (out, FLUSH_AT, output, cancellable, error))
      return FALSE;
  }
  g_string_append (out, "],");
  g_string_append_len (out, behind + 1, (gssize)tail_size - 1);
  g_string_append_c (out, '\n');
  return TRUE;
}

static gboolean
jsonl_write (const CsDataset *dataset, GOutputStream *output, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  write_header (dataset, text);
  for (guint i = 0; i < dataset->items->len; i++)
    if (!write_item (g_ptr_array_index (dataset->items, i), text, output, cancellable, error) ||
        !cs_format_flush (text, FLUSH_AT, output, cancellable, error))
      return FALSE;
  return cs_format_flush (text, 0, output, cancellable, error);
}

/* It carries everything. */
static void
jsonl_losses (const CsDataset *dataset, GPtrArray *problems)
{
}

static guint
jsonl_detect (const char *data, gsize size)
{
  g_autofree char *text = g_strndup (data, MIN (size, CS_FORMAT_DETECT_SIZE));
  if (strstr (text, "\"" FORMAT "\"") != NULL)
    return 100;
  return text[0] == '{' && strstr (text, "\"item\"") != NULL && strstr (text, "\"media\"") != NULL
             ? 60
             : 0;
}

const CsFormat cs_format_jsonl = {
  .id = "jsonl",
  .label = N_ ("Countersign JSON lines"),
  .file_name = "marks.jsonl",
  .flags = CS_FORMAT_READS | CS_FORMAT_WRITES,
  .detect = jsonl_detect,
  .read = jsonl_read,
  .losses = jsonl_losses,
  .write = jsonl_write,
};
