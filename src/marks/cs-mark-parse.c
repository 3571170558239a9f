/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mark from bytes or from a tree of values. */
#include "cs-mark-reader.h"

static CsMark *
parse (const char *json, gsize size, gboolean lenient, GError **error)
{
  g_autoptr (CsMarkReader) reader = cs_mark_reader_new ();
  g_auto (CsJsonScan) scan = { 0 };
  if (size > CS_JSON_MAX_SIZE) {
    cs_fail (error, CS_ERROR_LIMIT, "a mark of %" G_GSIZE_FORMAT " bytes", size);
    return NULL;
  }
  if (lenient)
    cs_mark_reader_set_lenient (reader);
  cs_json_scan_init (&scan, json, size);
  g_autoptr (CsMark) mark = cs_mark_reader_next (reader, &scan, error);
  if (mark == NULL || !cs_json_scan_end (&scan, error))
    return NULL;
  return g_steal_pointer (&mark);
}

CsMark *
cs_mark_parse (const char *json, gsize size, GError **error)
{
  return parse (json, size, FALSE, error);
}

static gboolean
has_real (const CsJson *value)
{
  if (cs_json_type (value) == CS_JSON_REAL)
    return TRUE;
  for (guint i = 0; i < cs_json_length (value); i++)
    if (has_real (cs_json_type (value) == CS_JSON_ARRAY ? cs_json_at (value, i)
                                                        : cs_json_member_at (value, i)))
      return TRUE;
  return FALSE;
}

CsMark *
cs_mark_from_json (const CsJson *object, GError **error)
{
  if (has_real (object)) {
    cs_fail (error, CS_ERROR_INVALID,
             "a number with a fraction or beyond 2^53-1: lengths are whole 1/1000 pixels, decimals "
             "in attributes are texts");
    return NULL;
  }
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (object, &size);
  return parse (text, size, TRUE, error);
}
