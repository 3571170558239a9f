/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-private.h"

#include <jansson.h>
#include <string.h>

/* --- the strict reader --- */

typedef struct {
  const char *start, *at, *end;
} Scan;

static CsJson *scan_value (Scan *scan, int depth, GError **error);

static CsJson *
not_canonical (const Scan *scan, const char *what, GError **error)
{
  cs_fail (error, CS_ERROR_CORRUPT, "byte %" G_GSIZE_FORMAT ": not canonical JSON: %s",
           (gsize)(scan->at - scan->start), what);
  return NULL;
}

static gboolean
take (Scan *scan, char c)
{
  if (scan->at >= scan->end || *scan->at != c)
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
take_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);
  if ((gsize)(scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return FALSE;
  scan->at += length;
  return TRUE;
}

static CsJson *
scan_number (Scan *scan, GError **error)
{
  gboolean negative = take (scan, '-');
  const char *digits = scan->at;
  gint64 number = 0;
  while (scan->at < scan->end && g_ascii_isdigit (*scan->at)) {
    number = number * 10 + (*scan->at - '0');
    if (number > CS_JSON_MAX_INT)
      return not_canonical (scan, "a number beyond 2^53-1", error);
    scan->at++;
  }
  if (scan->at == digits || (*digits == '0' && (scan->at - digits > 1 || negative)))
    return not_canonical (scan, "a malformed integer", error);
  return cs_json_new_int (negative ? -number : number);
}

/* Leaves the text between the quotes in RET_TEXT. */
static gboolean
scan_string (Scan *scan, char **ret_text, GError **error)
{
  if (!take (scan, '"'))
    return not_canonical (scan, "a string was expected", error) != NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  for (;;) {
    const char *run = scan->at;
    while (scan->at < scan->end && (guint8)*scan->at >= 0x20 && *scan->at != '"' &&
           *scan->at != '\\' && *scan->at != 0x7f)
      scan->at++;
    g_string_append_len (text, run, scan->at - run);
    if (take (scan, '"'))
      break;
    if (!take (scan, '\\') || scan->at >= scan->end)
      return not_canonical (scan, "a control character or an open string", error) != NULL;
    static const char escapes[] = "\"\"\\\\n\nr\rt\t";
    gboolean known = FALSE;
    for (int i = 0; i < 10 && !known; i += 2)
      if (*scan->at == escapes[i]) {
        g_string_append_c (text, escapes[i + 1]);
        known = TRUE;
      }
    if (!known)
      return not_canonical (scan, "an escape that is not the shortest", error) != NULL;
    scan->at++;
  }
  if (!g_utf8_validate (text->str, (gssize)text->len, NULL))
    return not_canonical (scan, "not UTF-8", error) != NULL;
  *ret_text = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

static gboolean
key_ok (const char *key)
{
  gsize length = strlen (key);
  if (length == 0 || length > 64)
    return FALSE;
  return strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789_.-") == length;
}

static CsJson *
scan_array (Scan *scan, int depth, GError **error)
{
  g_autoptr (CsJson) array = cs_json_new_array ();
  if (take (scan, ']'))
    return g_steal_pointer (&array);
  do {
    CsJson *item = scan_value (scan, depth, error);
    if (item == NULL)
      return NULL;
    cs_json_append (array, item);
  } while (take (scan, ','));
  if (!take (scan, ']'))
    return not_canonical (scan, "an array does not close", error);
  return g_steal_pointer (&array);
}

static CsJson *
scan_object (Scan *scan, int depth, GError **error)
{
  g_autoptr (CsJson) object = cs_json_new_object ();
  if (take (scan, '}'))
    return g_steal_pointer (&object);
  do {
    g_autofree char *key = NULL;
    if (!scan_string (scan, &key, error))
      return NULL;
    guint count = cs_json_length (object);
    if (!key_ok (key))
      return not_canonical (scan, "a key with other characters than a-z 0-9 _ . -", error);
    if (count > 0 && strcmp (cs_json_key_at (object, count - 1), key) >= 0)
      return not_canonical (scan, "keys not sorted or repeated", error);
    if (!take (scan, ':'))
      return not_canonical (scan, "a colon was expected", error);
    CsJson *value = scan_value (scan, depth, error);
    if (value == NULL)
      return NULL;
    cs_json_push_member (object, g_steal_pointer (&key), value);
  } while (take (scan, ','));
  if (!take (scan, '}'))
    return not_canonical (scan, "an object does not close", error);
  return g_steal_pointer (&object);
}

static CsJson *
scan_value (Scan *scan, int depth, GError **error)
{
  if (depth >= CS_JSON_MAX_DEPTH)
    return not_canonical (scan, "nested deeper than 32", error);
  if (scan->at >= scan->end)
    return not_canonical (scan, "it ends too early", error);
  switch (*scan->at) {
  case '{':
    scan->at++;
    return scan_object (scan, depth + 1, error);
  case '[':
    scan->at++;
    return scan_array (scan, depth + 1, error);
  case '"': {
    char *text = NULL;
    return scan_string (scan, &text, error) ? cs_json_new_string_take (text) : NULL;
  }
  case 't':
    return take_word (scan, "true") ? cs_json_new_bool (TRUE)
                                    : not_canonical (scan, "an unknown word", error);
  case 'f':
    return take_word (scan, "false") ? cs_json_new_bool (FALSE)
                                     : not_canonical (scan, "an unknown word", error);
  case 'n':
    return take_word (scan, "null") ? cs_json_new_null ()
                                    : not_canonical (scan, "an unknown word", error);
  default:
    return scan_number (scan, error);
  }
}

CsJson *
cs_json_parse_canonical (const char *text, gsize size, GError **error)
{
  Scan scan = { text, text, text + size };
  if (size > CS_JSON_MAX_SIZE) {
    cs_fail (error, CS_ERROR_LIMIT, "a document of %" G_GSIZE_FORMAT " bytes", size);
    return NULL;
  }
  g_autoptr (CsJson) value = scan_value (&scan, 0, error);
  if (value == NULL)
    return NULL;
  if (scan.at != scan.end)
    return not_canonical (&scan, "bytes after the end", error);
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
    g_autofree char *what = g_utf8_make_valid (trouble.text, -1);
    cs_fail (error, CS_ERROR_INVALID, "line %d, column %d: %s", trouble.line, trouble.column, what);
    return NULL;
  }
  CsJson *value = from_jansson (root, 0, error);
  json_decref (root);
  return value;
}
