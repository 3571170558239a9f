/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-stream.h"

#include <string.h>

static CsJson *read_tree (CsJsonStream *stream, guint *left, GError **error);

static CsJson *
refuse (CsJsonStream *stream, CsError code, const char *what, GError **error)
{
  cs_fail (error, code, "line %" G_GUINT64_FORMAT " (byte %" G_GUINT64_FORMAT "): %s",
           cs_json_stream_line (stream), cs_json_stream_offset (stream), what);
  return NULL;
}

/* The text at hand, or NULL when U+0000 is in it. */
static const char *
plain_text (CsJsonStream *stream)
{
  gsize length;
  const char *text = cs_json_stream_text (stream, &length);
  return strlen (text) == length ? text : NULL;
}

static CsJson *
read_tree_object (CsJsonStream *stream, guint *left, GError **error)
{
  g_autoptr (CsJson) object = cs_json_new_object ();
  CsJsonEvent event;
  while ((event = cs_json_stream_next (stream, error)) == CS_JSON_EVENT_KEY) {
    g_autofree char *key = g_strdup (plain_text (stream));
    if (key == NULL)
      return refuse (stream, CS_ERROR_INVALID, "U+0000 in a key", error);
    if (cs_json_get (object, key) != NULL)
      return refuse (stream, CS_ERROR_INVALID, "a key stands twice in its object", error);
    CsJson *value = NULL;
    if (cs_json_stream_next (stream, error) == CS_JSON_EVENT_ERROR ||
        (value = read_tree (stream, left, error)) == NULL)
      return NULL;
    cs_json_put (object, key, value);
  }
  return event == CS_JSON_EVENT_ERROR ? NULL : g_steal_pointer (&object);
}

static CsJson *
read_tree_array (CsJsonStream *stream, guint *left, GError **error)
{
  g_autoptr (CsJson) array = cs_json_new_array ();
  CsJsonEvent event;
  while ((event = cs_json_stream_next (stream, error)) != CS_JSON_EVENT_ARRAY_END) {
    CsJson *value = event != CS_JSON_EVENT_ERROR ? read_tree (stream, left, error) : NULL;
    if (value == NULL)
      return NULL;
    cs_json_append (array, value);
  }
  return g_steal_pointer (&array);
}

static CsJson *
read_tree_number (CsJsonStream *stream, GError **error)
{
  double real;
  gint64 integer;
  if (cs_json_stream_int (stream, &integer) && ABS (integer) <= CS_JSON_MAX_INT)
    return cs_json_new_int (integer);
  if (!cs_json_stream_real (stream, &real))
    return refuse (stream, CS_ERROR_INVALID, "the number is too large", error);
  return cs_json_new_real (real);
}

/* The value that begins with the last event. */
static CsJson *
read_tree (CsJsonStream *stream, guint *left, GError **error)
{
  if (*left == 0)
    return refuse (stream, CS_ERROR_LIMIT, "too many values in one place", error);
  *left -= 1;
  switch (cs_json_stream_event (stream)) {
  case CS_JSON_EVENT_OBJECT:
    return read_tree_object (stream, left, error);
  case CS_JSON_EVENT_ARRAY:
    return read_tree_array (stream, left, error);
  case CS_JSON_EVENT_STRING:
    return plain_text (stream) != NULL
               ? cs_json_new_string (plain_text (stream))
               : refuse (stream, CS_ERROR_INVALID, "U+0000 in a string", error);
  case CS_JSON_EVENT_NUMBER:
    return read_tree_number (stream, error);
  case CS_JSON_EVENT_TRUE:
  case CS_JSON_EVENT_FALSE:
    return cs_json_new_bool (cs_json_stream_event (stream) == CS_JSON_EVENT_TRUE);
  case CS_JSON_EVENT_NULL:
    return cs_json_new_null ();
  default:
    return refuse (stream, CS_ERROR_INVALID, "a value was expected", error);
  }
}

CsJson *
cs_json_stream_value (CsJsonStream *stream, guint max_values, GError **error)
{
  if (cs_json_stream_event (stream) == CS_JSON_EVENT_KEY &&
      cs_json_stream_next (stream, error) == CS_JSON_EVENT_ERROR)
    return NULL;
  return read_tree (stream, &max_values, error);
}
