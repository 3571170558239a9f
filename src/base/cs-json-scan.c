/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-scan.h"

#include <string.h>

void
cs_json_scan_init (CsJsonScan *scan, const char *text, gsize size)
{
  const char *start = text != NULL ? text : ""; /* no bytes at all are NULL */
  *scan = (CsJsonScan){ start, start, start + size, NULL };
}

void
cs_json_scan_clear (CsJsonScan *scan)
{
  if (scan->text != NULL)
    g_string_free (scan->text, TRUE);
  scan->text = NULL;
}

gboolean
cs_json_scan_fail (const CsJsonScan *scan, const char *what, GError **error)
{
  return cs_fail (error, CS_ERROR_CORRUPT, "byte %" G_GSIZE_FORMAT ": not canonical JSON: %s",
                  (gsize)(scan->at - scan->start), what);
}

gboolean
cs_json_scan_need (CsJsonScan *scan, char c, const char *what, GError **error)
{
  return cs_json_scan_take (scan, c) || cs_json_scan_fail (scan, what, error);
}

gboolean
cs_json_scan_end (const CsJsonScan *scan, GError **error)
{
  return scan->at == scan->end || cs_json_scan_fail (scan, "bytes after the end", error);
}

gboolean
cs_json_scan_int (CsJsonScan *scan, gint64 *ret_number, GError **error)
{
  gboolean negative = cs_json_scan_take (scan, '-');
  const char *digits = scan->at;
  gint64 number = 0;
  while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9') {
    number = number * 10 + (*scan->at - '0');
    if (number > CS_JSON_MAX_INT)
      return cs_json_scan_fail (scan, "a number beyond 2^53-1", error);
    scan->at++;
  }
  if (scan->at == digits || (*digits == '0' && (scan->at - digits > 1 || negative)))
    return cs_json_scan_fail (scan, "a malformed integer", error);
  *ret_number = negative ? -number : number;
  return TRUE;
}

/* The byte that an escape stands for, NUL for one that canonical text does not use. */
static char
unescape (char c)
{
  switch (c) {
  case '"':
  case '\\':
    return c;
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  default:
    return '\0';
  }
}

gboolean
cs_json_scan_string (CsJsonScan *scan, const char **ret_text, gsize *ret_length, GError **error)
{
  if (!cs_json_scan_need (scan, '"', "a string was expected", error))
    return FALSE;
  gboolean escaped = FALSE;
  guint8 seen = 0;
  for (;;) {
    const char *run = scan->at;
    while (scan->at < scan->end && (guint8)*scan->at >= 0x20 && *scan->at != '"' &&
           *scan->at != '\\' && *scan->at != 0x7f)
      seen |= (guint8)*scan->at++;
    const char *text = run;
    gsize length = (gsize)(scan->at - run);
    if (escaped) {
      g_string_append_len (scan->text, run, scan->at - run);
      text = scan->text->str;
      length = scan->text->len;
    }
    if (cs_json_scan_take (scan, '"')) {
      if (seen >= 0x80 && !g_utf8_validate (text, (gssize)length, NULL))
        return cs_json_scan_fail (scan, "not UTF-8", error);
      *ret_text = text;
      *ret_length = length;
      return TRUE;
    }
    if (!cs_json_scan_take (scan, '\\'))
      return cs_json_scan_fail (scan, "a control character or an open string", error);
    char meant = unescape (cs_json_scan_peek (scan));
    if (meant == '\0')
      return cs_json_scan_fail (scan, "an escape that is not the shortest", error);
    scan->at++;
    if (!escaped) {
      escaped = TRUE;
      scan->text = scan->text != NULL ? scan->text : g_string_new (NULL);
      g_string_truncate (scan->text, 0);
      g_string_append_len (scan->text, run, (gssize)length);
    }
    g_string_append_c (scan->text, meant);
  }
}

static gboolean
key_ok (const char *key, gsize length)
{
  if (length == 0 || length > 64)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (key[i]) && !g_ascii_isdigit (key[i]) && key[i] != '_' && key[i] != '.' &&
        key[i] != '-')
      return FALSE;
  return TRUE;
}

gboolean
cs_json_scan_key (CsJsonScan *scan, const char **ret_key, gsize *ret_length, GError **error)
{
  const char *key = NULL;
  gsize length = 0;
  if (!cs_json_scan_string (scan, &key, &length, error))
    return FALSE;
  if (!key_ok (key, length))
    return cs_json_scan_fail (scan, "a key with other characters than a-z 0-9 _ . -", error);
  if (!cs_json_scan_need (scan, ':', "a colon was expected", error))
    return FALSE;
  *ret_key = key;
  *ret_length = length;
  return TRUE;
}
