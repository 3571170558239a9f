/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-items-jsonl.h"

#include "cs-format.h"
#include "cs-json-check.h"

#include <string.h>

#define FLUSH_AT 65536
#define MAX_SIDE (CS_MARK_MAX_COORDINATE / 1000)

/* --- writing --- */

static CsJson *
parts_to_json (const CsDatasetItem *item)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < item->parts->len; i++) {
    const CsDatasetPart *part = cs_dataset_item_part (item, i);
    CsJson *object = cs_json_new_object ();
    if (part->frames > 0)
      cs_json_put_int (object, "frames", part->frames);
    if (part->height > 0)
      cs_json_put_int (object, "height", part->height);
    cs_json_put_string (object, "name", part->name);
    cs_json_put_hash (object, "sha256", part->has_sha256 ? &part->sha256 : NULL);
    if (part->width > 0)
      cs_json_put_int (object, "width", part->width);
    cs_json_append (list, object);
  }
  return list;
}

void
cs_item_to_json (const CsDatasetItem *item, CsJson **ret_head, CsJson **ret_tail)
{
  CsJson *head = cs_json_new_object (), *tail = cs_json_new_object ();
  cs_json_put_string (head, "answer", cs_answer_nick (item->answer));
  cs_json_put_gid (head, "case", item->has_case ? &item->case_gid : NULL);
  cs_json_put (head, "facts", item->facts != NULL ? cs_json_ref (item->facts) : NULL);
  if (item->has_foreign_id)
    cs_json_put_int (head, "foreign_id", item->foreign_id);
  cs_json_put_gid (head, "item", &item->gid);
  cs_json_put_string (tail, "media", cs_dataset_media_nick (item->media));
  cs_json_put_string (tail, "name", item->name);
  cs_json_put_string (tail, "note", item->note);
  cs_json_put (tail, "parts", parts_to_json (item));
  cs_json_put_string (tail, "split", item->split);
  cs_json_put_string (tail, "state", item->state);
  if (item->text_length >= 0)
    cs_json_put_int (tail, "text_length", item->text_length);
  *ret_head = head;
  *ret_tail = tail;
}

gboolean
cs_items_jsonl_write (const CsDataset *dataset, GOutputStream *output, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < dataset->items->len; i++) {
    const CsDatasetItem *item = g_ptr_array_index (dataset->items, i);
    CsJson *head = NULL, *tail = NULL;
    gsize size;
    cs_item_to_json (item, &head, &tail);
    cs_json_put_int (head, "mark_count", item->marks->len);
    for (guint j = 0; j < cs_json_length (tail); j++)
      cs_json_put (head, cs_json_key_at (tail, j), cs_json_ref (cs_json_member_at (tail, j)));
    g_autofree char *line = cs_json_to_canonical (head, &size);
    cs_json_unref (head);
    cs_json_unref (tail);
    g_string_append_len (text, line, (gssize)size);
    g_string_append_c (text, '\n');
    if (!cs_format_flush (text, FLUSH_AT, output, cancellable, error))
      return FALSE;
  }
  return cs_format_flush (text, 0, output, cancellable, error);
}

/* --- reading --- */

static const char *const answers[] = { "nothing", "not-assessable", "equivocal", NULL };
static const char *const media[] = { "image", "series", "text", NULL };

static const CsField part_fields[] = {
  { "frames", CS_FIELD_INT, 0, 1, CS_MARK_MAX_FRAME + 1 },
  { "height", CS_FIELD_INT, 0, 1, MAX_SIDE },
  { "name", CS_FIELD_STRING, 0, 1, CS_DATASET_MAX_NAME },
  { "sha256", CS_FIELD_HASH },
  { "width", CS_FIELD_INT, 0, 1, MAX_SIDE },
  { NULL },
};

static const CsField item_fields[] = {
  { "answer", CS_FIELD_STRING, .choices = answers },
  { "case", CS_FIELD_GID },
  { "facts", CS_FIELD_OBJECT },
  { "foreign_id", CS_FIELD_INT },
  { "item", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "mark_count", CS_FIELD_INT },
  { "media", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = media },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_DATASET_MAX_NAME },
  { "note", CS_FIELD_STRING, 0, 0, CS_MARK_MAX_NOTE },
  { "parts", CS_FIELD_OBJECT, CS_FIELD_LIST | CS_FIELD_NONEMPTY, .fields = part_fields,
    .max_count = CS_MARK_MAX_FRAME },
  { "split", CS_FIELD_STRING, 0, 1, 64 },
  { "state", CS_FIELD_STRING, 0, 1, 64 },
  { "text_length", CS_FIELD_INT, 0, 0, CS_JSON_MAX_INT },
  { NULL },
};

/* `facts` may hold anything that has canonical bytes. */
static gboolean
check_canonical (const CsJson *value, GError **error)
{
  CsJsonType type = cs_json_type (value);
  if (type == CS_JSON_REAL)
    return cs_fail (error, CS_ERROR_INVALID, "facts: a number with a fraction or beyond 2^53-1");
  if (type == CS_JSON_STRING && !cs_json_text_ok (cs_json_string (value)))
    return cs_fail (error, CS_ERROR_INVALID, "facts: control characters");
  for (guint i = 0; i < cs_json_length (value); i++) {
    if (type == CS_JSON_OBJECT && !cs_dataset_key_fits (cs_json_key_at (value, i)))
      return cs_fail (error, CS_ERROR_INVALID,
                      "facts: a key with other characters than a-z 0-9 _ . -");
    if (!check_canonical (
            type == CS_JSON_OBJECT ? cs_json_member_at (value, i) : cs_json_at (value, i), error))
      return FALSE;
  }
  return TRUE;
}

static void
read_parts (CsDatasetItem *item, const CsJson *list)
{
  if (list != NULL)
    g_array_set_size (item->parts, 0);
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *object = cs_json_at (list, i);
    CsDatasetPart *part = cs_dataset_item_add_part (item, cs_json_get_string (object, "name"));
    part->has_sha256 = cs_json_get_hash (object, "sha256", &part->sha256);
    part->width = (guint)cs_json_get_int (object, "width", 0);
    part->height = (guint)cs_json_get_int (object, "height", 0);
    part->frames = (guint)cs_json_get_int (object, "frames", 0);
  }
}

CsDatasetItem *
cs_item_from_json (CsDataset *dataset, const CsJson *object, GError **error)
{
  CsGid gid;
  CsDatasetMedia kind = CS_DATASET_IMAGE;
  const CsJson *facts = cs_json_get (object, "facts");
  if (!cs_json_check (object, item_fields, error) ||
      (facts != NULL && !check_canonical (facts, error)))
    return NULL;
  cs_json_get_gid (object, "item", &gid);
  cs_dataset_media_from_nick (cs_json_get_string (object, "media"), &kind);
  CsDatasetItem *item =
      cs_dataset_add_item (dataset, &gid, cs_json_get_string (object, "name"), kind, error);
  if (item == NULL)
    return NULL;
  item->answer = cs_answer_from_nick (cs_json_get_string (object, "answer"));
  item->has_case = cs_json_get_gid (object, "case", &item->case_gid);
  item->facts = facts != NULL ? cs_json_ref (facts) : NULL;
  item->has_foreign_id = cs_json_get (object, "foreign_id") != NULL;
  item->foreign_id = cs_json_get_int (object, "foreign_id", 0);
  item->note = g_strdup (cs_json_get_string (object, "note"));
  item->split = g_strdup (cs_json_get_string (object, "split"));
  item->state = g_strdup (cs_json_get_string (object, "state"));
  item->text_length = cs_json_get_int (object, "text_length", -1);
  read_parts (item, cs_json_get (object, "parts"));
  return item;
}
