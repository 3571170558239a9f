/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-private.h"

#include <string.h>

static CsJson *
json_new (CsJsonType type)
{
  CsJson *value = g_new0 (CsJson, 1);
  value->refs = 1;
  value->type = type;
  return value;
}

CsJson *
cs_json_ref (const CsJson *value)
{
  CsJson *self = (CsJson *)value;
  if (self != NULL)
    __atomic_fetch_add (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_json_unref (CsJson *value)
{
  if (value == NULL || __atomic_fetch_sub (&value->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  if (value->type == CS_JSON_STRING) {
    g_free (value->string);
  } else if (value->type == CS_JSON_ARRAY) {
    for (guint i = 0; i < value->array.length; i++)
      cs_json_unref (value->array.items[i]);
    g_free (value->array.items);
  } else if (value->type == CS_JSON_OBJECT) {
    for (guint i = 0; i < value->object.length; i++) {
      g_free (value->object.members[i].key);
      cs_json_unref (value->object.members[i].value);
    }
    g_free (value->object.members);
  }
  g_free (value);
}

CsJson *
cs_json_new_object (void)
{
  return json_new (CS_JSON_OBJECT);
}

CsJson *
cs_json_new_array (void)
{
  return json_new (CS_JSON_ARRAY);
}

CsJson *
cs_json_new_null (void)
{
  return json_new (CS_JSON_NULL);
}

CsJson *
cs_json_new_bool (gboolean number)
{
  CsJson *value = json_new (CS_JSON_BOOL);
  value->number = number ? 1 : 0;
  return value;
}

CsJson *
cs_json_new_int (gint64 number)
{
  g_assert (number <= CS_JSON_MAX_INT && number >= -CS_JSON_MAX_INT);
  CsJson *value = json_new (CS_JSON_INT);
  value->number = number;
  return value;
}

CsJson *
cs_json_new_real (double number)
{
  CsJson *value = json_new (CS_JSON_REAL);
  value->real = number;
  return value;
}

CsJson *
cs_json_new_string_take (char *string)
{
  CsJson *value = json_new (CS_JSON_STRING);
  value->string = string;
  return value;
}

CsJson *
cs_json_new_string (const char *string)
{
  return cs_json_new_string_take (g_strdup (string));
}

CsJson *
cs_json_new_hash (const CsHash *hash)
{
  char hex[CS_HASH_HEX + 1];
  return cs_json_new_string (cs_hash_to_hex (hash, hex));
}

CsJson *
cs_json_new_gid (const CsGid *gid)
{
  char hex[CS_GID_HEX + 1];
  return cs_json_new_string (cs_gid_to_hex (gid, hex));
}

/* Index of KEY, or of where it would stand. */
static guint
find_member (const CsJson *object, const char *key, gboolean *ret_found)
{
  guint low = 0, high = object->object.length;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    int order = strcmp (object->object.members[middle].key, key);
    if (order == 0) {
      *ret_found = TRUE;
      return middle;
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  *ret_found = FALSE;
  return low;
}

static void
insert_member (CsJson *object, guint at, char *key, CsJson *value)
{
  if (object->object.length == object->object.room) {
    object->object.room = object->object.room ? object->object.room * 2 : 4;
    object->object.members = g_renew (CsJsonMember, object->object.members, object->object.room);
  }
  CsJsonMember *members = object->object.members;
  memmove (members + at + 1, members + at, (object->object.length - at) * sizeof *members);
  members[at] = (CsJsonMember){ key, value };
  object->object.length++;
}

void
cs_json_push_member (CsJson *object, char *key, CsJson *value)
{
  insert_member (object, object->object.length, key, value);
}

void
cs_json_put (CsJson *object, const char *key, CsJson *value)
{
  g_return_if_fail (object->type == CS_JSON_OBJECT);
  if (value == NULL)
    return;
  gboolean found = FALSE;
  guint at = find_member (object, key, &found);
  if (found) {
    cs_json_unref (object->object.members[at].value);
    object->object.members[at].value = value;
  } else {
    insert_member (object, at, g_strdup (key), value);
  }
}

void
cs_json_put_string (CsJson *object, const char *key, const char *value)
{
  if (value != NULL)
    cs_json_put (object, key, cs_json_new_string (value));
}

void
cs_json_put_int (CsJson *object, const char *key, gint64 value)
{
  cs_json_put (object, key, cs_json_new_int (value));
}

void
cs_json_put_bool (CsJson *object, const char *key, gboolean value)
{
  cs_json_put (object, key, cs_json_new_bool (value));
}

void
cs_json_put_hash (CsJson *object, const char *key, const CsHash *hash)
{
  if (hash != NULL)
    cs_json_put (object, key, cs_json_new_hash (hash));
}

void
cs_json_put_gid (CsJson *object, const char *key, const CsGid *gid)
{
  if (gid != NULL)
    cs_json_put (object, key, cs_json_new_gid (gid));
}

void
cs_json_append (CsJson *array, CsJson *value)
{
  g_return_if_fail (array->type == CS_JSON_ARRAY);
  if (value == NULL)
    return;
  if (array->array.length == array->array.room) {
    array->array.room = array->array.room ? array->array.room * 2 : 4;
    array->array.items = g_renew (CsJson *, array->array.items, array->array.room);
  }
  array->array.items[array->array.length++] = value;
}

CsJsonType
cs_json_type (const CsJson *value)
{
  return value == NULL ? CS_JSON_NULL : value->type;
}

gint64
cs_json_int (const CsJson *value)
{
  CsJsonType type = cs_json_type (value);
  return type == CS_JSON_INT || type == CS_JSON_BOOL ? value->number : 0;
}

double
cs_json_real (const CsJson *value)
{
  if (cs_json_type (value) == CS_JSON_REAL)
    return value->real;
  return (double)cs_json_int (value);
}

const char *
cs_json_string (const CsJson *value)
{
  return cs_json_type (value) == CS_JSON_STRING ? value->string : NULL;
}

guint
cs_json_length (const CsJson *value)
{
  switch (cs_json_type (value)) {
  case CS_JSON_ARRAY:
    return value->array.length;
  case CS_JSON_OBJECT:
    return value->object.length;
  default:
    return 0;
  }
}

const CsJson *
cs_json_at (const CsJson *array, guint n)
{
  if (cs_json_type (array) != CS_JSON_ARRAY || n >= array->array.length)
    return NULL;
  return array->array.items[n];
}

const char *
cs_json_key_at (const CsJson *object, guint n)
{
  if (cs_json_type (object) != CS_JSON_OBJECT || n >= object->object.length)
    return NULL;
  return object->object.members[n].key;
}

const CsJson *
cs_json_member_at (const CsJson *object, guint n)
{
  if (cs_json_type (object) != CS_JSON_OBJECT || n >= object->object.length)
    return NULL;
  return object->object.members[n].value;
}

const CsJson *
cs_json_get (const CsJson *object, const char *key)
{
  if (cs_json_type (object) != CS_JSON_OBJECT)
    return NULL;
  gboolean found = FALSE;
  guint at = find_member (object, key, &found);
  return found ? object->object.members[at].value : NULL;
}

gint64
cs_json_get_int (const CsJson *object, const char *key, gint64 otherwise)
{
  const CsJson *value = cs_json_get (object, key);
  return cs_json_type (value) == CS_JSON_INT ? value->number : otherwise;
}

gboolean
cs_json_get_bool (const CsJson *object, const char *key)
{
  const CsJson *value = cs_json_get (object, key);
  return cs_json_type (value) == CS_JSON_BOOL && value->number != 0;
}

const char *
cs_json_get_string (const CsJson *object, const char *key)
{
  return cs_json_string (cs_json_get (object, key));
}

gboolean
cs_json_get_hash (const CsJson *object, const char *key, CsHash *ret_hash)
{
  return cs_hash_from_hex (cs_json_get_string (object, key), ret_hash);
}

gboolean
cs_json_get_gid (const CsJson *object, const char *key, CsGid *ret_gid)
{
  return cs_gid_from_hex (cs_json_get_string (object, key), ret_gid);
}

gboolean
cs_json_equal (const CsJson *a, const CsJson *b)
{
  if (a == b)
    return TRUE;
  if (cs_json_type (a) != cs_json_type (b) || cs_json_length (a) != cs_json_length (b))
    return FALSE;
  switch (cs_json_type (a)) {
  case CS_JSON_BOOL:
  case CS_JSON_INT:
    return a->number == b->number;
  case CS_JSON_REAL:
    return a->real == b->real;
  case CS_JSON_STRING:
    return strcmp (a->string, b->string) == 0;
  case CS_JSON_ARRAY:
    for (guint i = 0; i < a->array.length; i++)
      if (!cs_json_equal (a->array.items[i], b->array.items[i]))
        return FALSE;
    return TRUE;
  case CS_JSON_OBJECT:
    for (guint i = 0; i < a->object.length; i++)
      if (strcmp (a->object.members[i].key, b->object.members[i].key) != 0 ||
          !cs_json_equal (a->object.members[i].value, b->object.members[i].value))
        return FALSE;
    return TRUE;
  default:
    return TRUE;
  }
}
