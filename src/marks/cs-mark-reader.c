/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-reader.h"

#include "cs-mark-members.h"

#include <string.h>

#define NO_TEXT G_MAXSIZE

struct _CsMarkReader {
  gboolean lenient;
  CsMarkMembers members;
  gsize label, source; /* offsets in the texts of members */
  CsMarkInit init;
  CsJson *attributes;
};

CsMarkReader *
cs_mark_reader_new (void)
{
  CsMarkReader *reader = g_new0 (CsMarkReader, 1);
  cs_mark_members_init (&reader->members);
  return reader;
}

void
cs_mark_reader_free (CsMarkReader *reader)
{
  if (reader == NULL)
    return;
  cs_mark_members_clear (&reader->members);
  cs_json_unref (reader->attributes);
  g_free (reader);
}

void
cs_mark_reader_set_lenient (CsMarkReader *reader)
{
  reader->lenient = TRUE;
}

static void
reset (CsMarkReader *reader)
{
  cs_mark_members_reset (&reader->members);
  reader->label = reader->source = NO_TEXT;
  g_clear_pointer (&reader->attributes, cs_json_unref);
  reader->init = (CsMarkInit){ .confidence = -1 };
}

/* --- the common members --- */

static gboolean
read_uint (CsJsonScan *scan, guint *ret_number, gboolean zero, GError **error)
{
  gint64 number = 0;
  if (!cs_json_scan_int (scan, &number, error))
    return FALSE;
  if (number < (zero ? 0 : 1) || number > CS_MARK_MAX_FRAME)
    return cs_fail (error, CS_ERROR_INVALID, "%" G_GINT64_FORMAT " is not %d to %d", number,
                    zero ? 0 : 1, CS_MARK_MAX_FRAME);
  *ret_number = (guint)number;
  return TRUE;
}

/* Looks no further than attributes may reach, so that the tree stays small. */
static gboolean
read_attributes (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  const char *end = scan->end, *start = scan->at;
  scan->end = MIN (end, start + CS_MARK_MAX_ATTRIBUTES + 1);
  reader->attributes = cs_json_scan_value (scan, 1, error);
  gboolean cut = scan->at == scan->end && scan->end < end;
  scan->end = end;
  if (cut) {
    g_clear_error (error);
    return cs_fail (error, CS_ERROR_LIMIT, "more than %d bytes", CS_MARK_MAX_ATTRIBUTES);
  }
  if (reader->attributes == NULL)
    return FALSE;
  if (reader->lenient && cs_json_type (reader->attributes) == CS_JSON_OBJECT &&
      cs_json_length (reader->attributes) == 0)
    g_clear_pointer (&reader->attributes, cs_json_unref);
  reader->init.attributes = reader->attributes;
  return TRUE;
}

static gboolean
read_confidence (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  gint64 number = 0;
  if (!cs_json_scan_int (scan, &number, error))
    return FALSE;
  if (number < 0 || number > 1000)
    return cs_fail (error, CS_ERROR_INVALID, "%" G_GINT64_FORMAT " is not 0 to 1000", number);
  reader->init.confidence = (int)number;
  return TRUE;
}

static gboolean
read_frame (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  return read_uint (scan, &reader->init.frame, reader->lenient, error);
}

static gboolean
read_part (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  return read_uint (scan, &reader->init.part, reader->lenient, error);
}

static gboolean
read_id (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  gint64 number = 0;
  if (!cs_json_scan_int (scan, &number, error))
    return FALSE;
  if (number < 1)
    return cs_fail (error, CS_ERROR_INVALID, "%" G_GINT64_FORMAT " is not 1 to 2^53-1", number);
  reader->init.id = (guint64)number;
  return TRUE;
}

static gboolean
read_item (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  const char *text = NULL;
  gsize length = 0;
  char hex[CS_GID_HEX + 1] = "";
  if (!cs_json_scan_string (scan, &text, &length, error))
    return FALSE;
  if (length == CS_GID_HEX)
    memcpy (hex, text, length);
  if (!cs_gid_from_hex (hex, &reader->init.item))
    return cs_fail (error, CS_ERROR_INVALID, "not an id of 32 digits");
  return TRUE;
}

static gboolean
read_kind (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  const char *text = NULL;
  gsize length = 0;
  char tag[32] = "";
  if (!cs_json_scan_string (scan, &text, &length, error))
    return FALSE;
  if (length < sizeof tag)
    memcpy (tag, text, length);
  reader->init.kind = cs_mark_kind_find (tag);
  if (reader->init.kind == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "an unknown kind of mark");
  return TRUE;
}

static gboolean
read_label (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  return cs_mark_members_add_text (&reader->members, scan, &reader->label, error);
}

static gboolean
read_how (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  const char *text = NULL;
  gsize length = 0;
  if (!cs_json_scan_string (scan, &text, &length, error))
    return FALSE;
  for (CsMarkHow how = CS_MARK_HOW_SCRATCH; cs_mark_how_nick (how) != NULL; how++)
    if (strlen (cs_mark_how_nick (how)) == length &&
        memcmp (cs_mark_how_nick (how), text, length) == 0)
      reader->init.how = how;
  if (reader->init.how == CS_MARK_HOW_UNKNOWN)
    return cs_fail (error, CS_ERROR_INVALID,
                    "how is not one of scratch, accepted, edited, propagated, imported");
  return TRUE;
}

/* {"how":"..","source":".."} */
static gboolean
read_provenance (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  const char *key = NULL;
  gsize length = 0;
  if (!cs_json_scan_need (scan, '{', "an object was expected", error) ||
      !cs_json_scan_key (scan, &key, &length, error))
    return FALSE;
  if (length != 3 || memcmp (key, "how", 3) != 0)
    return cs_fail (error, CS_ERROR_INVALID, "how: missing, or a key before it");
  if (!read_how (reader, scan, error))
    return FALSE;
  if (cs_json_scan_take (scan, '}'))
    return TRUE;
  if (!cs_json_scan_need (scan, ',', "an object does not close", error) ||
      !cs_json_scan_key (scan, &key, &length, error))
    return FALSE;
  if (length != 6 || memcmp (key, "source", 6) != 0)
    return cs_fail (error, CS_ERROR_INVALID, "another key than how and source");
  return cs_mark_members_add_text (&reader->members, scan, &reader->source, error) &&
         cs_json_scan_need (scan, '}', "an object does not close", error);
}

static const struct {
  const char *key;
  gboolean (*read) (CsMarkReader *reader, CsJsonScan *scan, GError **error);
} common[] = {
  { "attributes", read_attributes },
  { "conf", read_confidence },
  { "frame", read_frame },
  { "id", read_id },
  { "item", read_item },
  { "kind", read_kind },
  { "label", read_label },
  { "part", read_part },
  { "provenance", read_provenance },
};

/* --- the object --- */

/* Order of two keys that are not NUL-terminated. */
static int
compare_keys (const char *a, gsize a_length, const char *b, gsize b_length)
{
  int order = memcmp (a, b, MIN (a_length, b_length));
  return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

static gboolean
read_one (CsMarkReader *reader, CsJsonScan *scan, const char *key, gsize length, guint *seen,
          GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (common); i++) {
    if (strlen (common[i].key) != length || memcmp (common[i].key, key, length) != 0)
      continue;
    *seen |= 1u << i;
    return common[i].read (reader, scan, error);
  }
  return cs_mark_members_read (&reader->members, scan, key, length, error);
}

static gboolean
read_members (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  const char *key = NULL, *before = NULL;
  gsize length = 0, before_length = 0;
  guint seen = 0;
  if (!cs_json_scan_need (scan, '{', "an object was expected", error))
    return FALSE;
  do {
    if (!cs_json_scan_key (scan, &key, &length, error))
      return FALSE;
    if (before != NULL && compare_keys (before, before_length, key, length) >= 0)
      return cs_json_scan_fail (scan, "keys not sorted or repeated", error);
    if (!read_one (reader, scan, key, length, &seen, error)) {
      g_prefix_error (error, "%.*s: ", (int)length, key);
      return FALSE;
    }
    before = key;
    before_length = length;
  } while (cs_json_scan_take (scan, ','));
  if (!cs_json_scan_need (scan, '}', "an object does not close", error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (common); i++) {
    const char *name = common[i].key;
    gboolean needed = common[i].read == read_id || common[i].read == read_item ||
                      common[i].read == read_kind || common[i].read == read_label;
    if (needed && !(seen & (1u << i)))
      return cs_fail (error, CS_ERROR_INVALID, "%s: missing", name);
  }
  return TRUE;
}

static CsMark *
read_mark (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  CsMarkInit *init = &reader->init;
  if (!read_members (reader, scan, error) || !cs_mark_members_fit (&reader->members, init, error))
    return NULL;
  const char *texts = reader->members.texts->str;
  init->label = texts + reader->label;
  init->source = reader->source != NO_TEXT ? texts + reader->source : NULL;
  return cs_mark_new (init, error);
}

CsMark *
cs_mark_reader_next (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  reset (reader);
  CsMark *mark = read_mark (reader, scan, error);
  if (mark == NULL && reader->init.id != 0)
    g_prefix_error (error, "mark %" G_GUINT64_FORMAT ": ", reader->init.id);
  return mark;
}
