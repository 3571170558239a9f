/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-check.h"

#include <string.h>

static const char *const type_words[] = {
  "true or false",   "a whole number", "a text",  "a 32-digit id",
  "a 64-digit hash", "an object",      "a value",
};

static gboolean check_object (const CsJson *object, const CsField *fields, const char *path,
                              GError **error);

static gboolean
check_string (const char *text, const CsField *field, const char *path, GError **error)
{
  gsize length = strlen (text);
  if (!cs_json_text_ok (text))
    return cs_fail (error, CS_ERROR_INVALID, "%s: control characters", path);
  if (field->max > 0 && field->min == field->max && length != (gsize)field->max)
    return cs_fail (error, CS_ERROR_INVALID, "%s: %" G_GSIZE_FORMAT " bytes long, must be %d", path,
                    length, (int)field->max);
  if (field->max > 0 && (length < (gsize)field->min || length > (gsize)field->max))
    return cs_fail (error, CS_ERROR_INVALID, "%s: %" G_GSIZE_FORMAT " bytes, not %d to %d", path,
                    length, (int)field->min, (int)field->max);
  if (field->choices != NULL && !g_strv_contains (field->choices, text)) {
    g_autofree char *list = g_strjoinv (", ", (char **)field->choices);
    return cs_fail (error, CS_ERROR_INVALID, "%s: \"%s\" is not one of %s", path, text, list);
  }
  return TRUE;
}

static gboolean
check_value (const CsJson *value, const CsField *field, const char *path, GError **error)
{
  CsJsonType type = cs_json_type (value);
  CsHash hash;
  CsGid gid;
  gboolean fits = TRUE;
  switch (field->type) {
  case CS_FIELD_BOOL:
    fits = type == CS_JSON_BOOL;
    break;
  case CS_FIELD_INT:
    fits = type == CS_JSON_INT;
    break;
  case CS_FIELD_STRING:
    fits = type == CS_JSON_STRING;
    break;
  case CS_FIELD_GID:
    fits = cs_gid_from_hex (cs_json_string (value), &gid);
    break;
  case CS_FIELD_HASH:
    fits = cs_hash_from_hex (cs_json_string (value), &hash);
    break;
  case CS_FIELD_OBJECT:
    fits = type == CS_JSON_OBJECT;
    break;
  case CS_FIELD_ANY:
    return TRUE;
  }
  if (!fits)
    return cs_fail (error, CS_ERROR_INVALID, "%s: %s was expected", path, type_words[field->type]);
  if (field->type == CS_FIELD_STRING)
    return check_string (cs_json_string (value), field, path, error);
  if (field->type == CS_FIELD_INT && field->max > field->min &&
      (cs_json_int (value) < field->min || cs_json_int (value) > field->max))
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s: %" G_GINT64_FORMAT " is not %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                    path, cs_json_int (value), field->min, field->max);
  if (field->type == CS_FIELD_OBJECT && field->fields != NULL)
    return check_object (value, field->fields, path, error);
  return TRUE;
}

static gboolean
check_list (const CsJson *list, const CsField *field, const char *path, GError **error)
{
  guint count = cs_json_length (list);
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "%s: a list was expected", path);
  if ((field->flags & CS_FIELD_NONEMPTY) && count == 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s: the list is empty", path);
  if (field->max_count > 0 && count > field->max_count)
    return cs_fail (error, CS_ERROR_LIMIT, "%s: %u members, more than %u", path, count,
                    field->max_count);
  for (guint i = 0; i < count; i++) {
    g_autofree char *inner = g_strdup_printf ("%s[%u]", path, i);
    if (!check_value (cs_json_at (list, i), field, inner, error))
      return FALSE;
  }
  return TRUE;
}

static const CsField *
field_for (const CsField *fields, const char *key)
{
  for (const CsField *field = fields; field->key != NULL; field++)
    if (strcmp (field->key, key) == 0)
      return field;
  return NULL;
}

static gboolean
check_object (const CsJson *object, const CsField *fields, const char *path, GError **error)
{
  const char *dot = path[0] != '\0' ? "." : "";
  for (guint i = 0; i < cs_json_length (object); i++) {
    const char *key = cs_json_key_at (object, i);
    g_autofree char *inner = g_strdup_printf ("%s%s%s", path, dot, key);
    const CsField *field = field_for (fields, key);
    if (field == NULL)
      return cs_fail (error, CS_ERROR_INVALID, "%s: unknown key", inner);
    const CsJson *value = cs_json_member_at (object, i);
    gboolean ok = (field->flags & CS_FIELD_LIST) ? check_list (value, field, inner, error)
                                                 : check_value (value, field, inner, error);
    if (!ok)
      return FALSE;
  }
  for (const CsField *field = fields; field->key != NULL; field++)
    if ((field->flags & CS_FIELD_REQUIRED) && cs_json_get (object, field->key) == NULL)
      return cs_fail (error, CS_ERROR_INVALID, "%s%s%s: missing", path, dot, field->key);
  return TRUE;
}

gboolean
cs_json_check (const CsJson *object, const CsField *fields, GError **error)
{
  if (cs_json_type (object) != CS_JSON_OBJECT)
    return cs_fail (error, CS_ERROR_INVALID, "an object was expected");
  return check_object (object, fields, "", error);
}
