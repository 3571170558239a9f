/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-private.h"
#include "cs-json-scan.h"

#include <jansson.h>
#include <string.h>

/* --- the strict reader --- */

static gboolean
take_word (CsJsonScan *scan, const char *word, GError **error)
{
  gsize length = strlen (word);
  if ((gsize)(scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return cs_json_scan_fail (scan, "an unknown word", error);
  scan->at += length;
  return TRUE;
}

static CsJson *
scan_array (CsJsonScan *scan, int depth, GError **error)
{
  g_autoptr (CsJson) array = cs_json_new_array ();
  if (cs_json_scan_take (scan, ']'))
    return g_steal_pointer (&array);
  do {
    CsJson *item = cs_json_scan_value (scan, depth, error);
    if (item == NULL)
      return NULL;
    cs_json_append (array, item);
  } while (cs_json_scan_take (scan, ','));
  if (!cs_json_scan_need (scan, ']', "an array does not close", error))
    return NULL;
  return g_steal_pointer (&array);
}

static CsJson *
scan_object (CsJsonScan *scan, int depth, GError **error)
{
  g_autoptr (CsJson) object = cs_json_new_object ();
  if (cs_json_scan_take (scan, '}'))
    return g_steal_pointer (&object);
  do {
    const char *text = NULL;
    gsize length = 0;
    if (!cs_json_scan_key (scan, &text, &length, error))
      return NULL;
    g_autofree char *key = g_strndup (text, length);
    guint count = cs_json_length (object);
    if (count > 0 && strcmp (cs_json_key_at (object, count - 1), key) >= 0) {
      cs_json_scan_fail (scan, "keys not sorted or repeated", error);
      return NULL;
    }
    CsJson *value = cs_json_scan_value (scan, depth, error);
    if (value == NULL)
      return NULL;
    cs_json_push_member (object, g_steal_pointer (&key), value);
  } while (cs_json_scan_take (scan, ','));
  if (!cs_json_scan_need (scan, '}', "an object does not close", error))
    return NULL;
  return g_steal_pointer (&object);
}

static CsJson *
scan_string (CsJsonScan *scan, GError **error)
{
  const char *text = NULL;
  gsize length = 0;
  if (!cs_json_scan_string (scan, &text, &length, error))
    return NULL;
  return cs_json_new_string_take (g_strndup (text, length));
}

CsJson *
cs_json_scan_value (CsJsonScan *scan, int depth, GError **error)
{
  gint64 number = 0;
  if (depth >= CS_JSON_MAX_DEPTH || scan->at >= scan->end) {
    cs_json_scan_fail (scan, scan->at >= scan->end ? "it ends too early" : "nested deeper than 32",
                       error);
    return NULL;
  }
  switch (*scan->at) {
  case '{':
    scan->at++;
    return scan_object (scan, depth + 1, error);
  case '[':
    scan->at++;
    return scan_array (scan, depth + 1, error);
  case '"':
    return scan_string (scan, error);
  case 't':
    return take_word (scan, "true", error) ? cs_json_new_bool (TRUE) : NULL;
  case 'f':
    return take_word (scan, "false", error) ? cs_json_new_bool (FALSE) : NULL;
  case 'n':
    return take_word (scan, "null", error) ? cs_json_new_null () : NULL;
  default:
    return cs_json_scan_int (scan, &number, error) ? cs_json_new_int (number) : NULL;
  }
}

CsJson *
cs_json_parse_canonical (const char *text, gsize size, GError **error)
{
  if (size > CS_JSON_MAX_SIZE) {
    cs_fail (error, CS_ERROR_LIMIT, "a document of %" G_GSIZE_FORMAT " bytes", size);
    return NULL;
  }
  g_auto (CsJsonScan) scan = { 0 };
  cs_json_scan_init (&scan, text, size);
  g_autoptr (CsJson) value = cs_json_scan_value (&scan, 0, error);
  if (value == NULL || !cs_json_scan_end (&scan, error))
    return NULL;
  return g_steal_pointer (&value);
}

/* --- the tolerant reader --- */

static CsJson *
from_jansson (json_t *node, int depth, GError **error)
{
  if (depth > CS_JSON_MAX_DEPTH) {
    cs_fail (error, CS_ERROR_LIMIT, "JSON nested deeper than %d", CS_JSON_MAX_DEPTH);
    return NULL;
  }
  if (json_is_object (node)) {
    g_autoptr (CsJson) object = cs_json_new_object ();
    const char *key;
    json_t *member;
    json_object_foreach (node, key, member)
    {
      CsJson *value = from_jansson (member, depth + 1, error);
      if (value == NULL)
        return NULL;
      cs_json_put (object, key, value);
    }
    return g_steal_pointer (&object);
  }
  if (json_is_array (node)) {
    g_autoptr (CsJson) array = cs_json_new_array ();
    size_t n;
    json_t *member;
    json_array_foreach (node, n, member)
    {
      CsJson *value = from_jansson (member, depth + 1, error);
      if (value == NULL)
        return NULL;
      cs_json_append (array, value);
    }
    return g_steal_pointer (&array);
  }
  if (json_is_string (node))
    return cs_json_new_string (json_string_value (node));
  if (json_is_integer (node)) {
    gint64 number = json_integer_value (node);
    if (number > CS_JSON_MAX_INT || number < -CS_JSON_MAX_INT)
      return cs_json_new_real ((double)number);
    return cs_json_new_int (number);
  }
  if (json_is_real (node))
    return cs_json_new_real (json_real_value (node));
  return json_is_null (node) ? cs_json_new_null () : cs_json_new_bool (json_is_true (node));
}

/* What the library found amiss, for somebody who wrote the text by hand. */
static const char *
plain_words (const json_error_t *trouble, const char *text, gsize size)
{
  static const char *const words[][2] = {
    { "premature end", "it ends too early; a quote, a list or an object is not closed" },
    { "string or '}' expected", "a name in double quotes was expected; after the last member there "
                                "is no comma, only }" },
    { "'}' expected", "a comma or } was expected" },
    { "']' expected", "a comma or ] was expected" },
    { "':' expected", "a colon was expected after the name" },
    { "end of file expected", "something stands after the end" },
    { "unexpected newline", "a text in double quotes must end on its line" },
    { "control character",
      "a text in double quotes holds a control character; write \\n for a line "
      "break and \\t for a tab" },
    { "invalid escape", "a backslash that begins no escape; write \\\\ for a backslash itself" },
    { "duplicate object key", "the same name stands twice in one object" },
    { "unable to decode", "not UTF-8; save the file as UTF-8" },
    { "maximum parsing depth", "lists and objects are nested too deeply" },
    { "too big", "a number with too many digits" },
    { "real number overflow", "a number with too many digits" },
    { "invalid Unicode", "an escape \\u that stands for no character" },
    { "\\u0000", "an escape \\u that stands for no character" },
    { "NUL byte", "an escape \\u that stands for no character" },
  };
  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    return "a byte order mark stands before the text; save the file as UTF-8 without one";
  if (json_error_code (trouble) == json_error_premature_end_of_input)
    return words[0][1];
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (trouble->text, words[i][0]))
      return words[i][1];
  return "a value was expected here: a text in double quotes, a number, true, false, null, a list "
         "or an object";
}

CsJson *
cs_json_parse_text (const char *text, gsize size, gsize limit, GError **error)
{
  if (size > limit) {
    cs_fail (error, CS_ERROR_LIMIT,
             "a JSON document of %" G_GSIZE_FORMAT " bytes, more than %" G_GSIZE_FORMAT, size,
             limit);
    return NULL;
  }
  json_error_t trouble;
  json_t *root = json_loadb (text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &trouble);
  if (root == NULL) {
    cs_fail (error, CS_ERROR_INVALID, "line %d, column %d: %s", trouble.line,
             MAX (trouble.column, 1), plain_words (&trouble, text, size));
    return NULL;
  }
  CsJson *value = from_jansson (root, 0, error);
  json_decref (root);
  return value;
}
