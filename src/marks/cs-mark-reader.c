/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-reader.h"

#include <string.h>

/* A list of numbers and how deep it lies; OPENS when it is the first in the list around it. */
typedef struct {
  guint depth, first, count;
  gboolean opens;
} NumberList;

/* A member that is none of the common ones, kept until the kind is known. */
typedef struct {
  const char *key;
  gsize key_length;
  CsMarkShape shape;
  guint first, count;        /* numbers */
  guint first_list, n_lists; /* lists */
  gsize text;                /* offset in texts */
} Member;

#define MAX_MEMBERS 8
#define NO_TEXT G_MAXSIZE

struct _CsMarkReader {
  gboolean lenient;
  gint64 *numbers;
  guint n_numbers, room;
  GArray *lists;  /* of NumberList */
  GArray *rings;  /* of CsMarkRing */
  GString *texts; /* NUL-terminated, one after the other */
  Member members[MAX_MEMBERS];
  guint n_members;
  gsize label, source; /* offsets in texts */
  CsMarkInit init;
  CsJson *attributes;
};

CsMarkReader *
cs_mark_reader_new (void)
{
  CsMarkReader *reader = g_new0 (CsMarkReader, 1);
  reader->lists = g_array_new (FALSE, FALSE, sizeof (NumberList));
  reader->rings = g_array_new (FALSE, FALSE, sizeof (CsMarkRing));
  reader->texts = g_string_new (NULL);
  return reader;
}

void
cs_mark_reader_free (CsMarkReader *reader)
{
  if (reader == NULL)
    return;
  g_free (reader->numbers);
  g_array_unref (reader->lists);
  g_array_unref (reader->rings);
  g_string_free (reader->texts, TRUE);
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
  reader->n_numbers = 0;
  reader->n_members = 0;
  g_array_set_size (reader->lists, 0);
  g_array_set_size (reader->rings, 0);
  g_string_truncate (reader->texts, 0);
  reader->label = reader->source = NO_TEXT;
  g_clear_pointer (&reader->attributes, cs_json_unref);
  reader->init = (CsMarkInit){ .confidence = -1 };
}

/* --- pieces --- */

static gboolean
add_number (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  if (reader->n_numbers >= CS_MARK_MAX_RUNS + 4)
    return cs_fail (error, CS_ERROR_LIMIT, "more than %d numbers", CS_MARK_MAX_RUNS + 4);
  if (reader->n_numbers == reader->room) {
    reader->room = reader->room > 0 ? reader->room * 2 : 64;
    reader->numbers = g_renew (gint64, reader->numbers, reader->room);
  }
  return cs_json_scan_int (scan, &reader->numbers[reader->n_numbers++], error);
}

/* The inside of a list; its bracket is behind. Lists hold numbers or lists, never both. */
static gboolean
add_list (CsMarkReader *reader, CsJsonScan *scan, guint depth, gboolean opens, GError **error)
{
  NumberList list = { depth, reader->n_numbers, 0, opens };
  gboolean first = TRUE;
  if (depth > 3)
    return cs_fail (error, CS_ERROR_INVALID, "lists nested deeper than 3");
  if (cs_json_scan_peek (scan) != '[') {
    if (!cs_json_scan_take (scan, ']')) {
      do
        if (!add_number (reader, scan, error))
          return FALSE;
      while (cs_json_scan_take (scan, ','));
      if (!cs_json_scan_need (scan, ']', "a list of numbers does not close", error))
        return FALSE;
    }
    list.count = reader->n_numbers - list.first;
    g_array_append_val (reader->lists, list);
    return TRUE;
  }
  do {
    if (!cs_json_scan_need (scan, '[', "numbers and lists in one list", error) ||
        !add_list (reader, scan, depth + 1, first, error))
      return FALSE;
    first = FALSE;
  } while (cs_json_scan_take (scan, ','));
  return cs_json_scan_need (scan, ']', "a list does not close", error);
}

static gboolean
add_text (CsMarkReader *reader, CsJsonScan *scan, gsize *ret_offset, GError **error)
{
  const char *text = NULL;
  gsize length = 0;
  if (!cs_json_scan_string (scan, &text, &length, error))
    return FALSE;
  *ret_offset = reader->texts->len;
  g_string_append_len (reader->texts, text, (gssize)length);
  g_string_append_c (reader->texts, '\0');
  return TRUE;
}

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

/* --- the common members --- */

static gboolean
read_attributes (CsMarkReader *reader, CsJsonScan *scan, GError **error)
{
  reader->attributes = cs_json_scan_value (scan, 1, error);
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
  return add_text (reader, scan, &reader->label, error);
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
  return add_text (reader, scan, &reader->source, error) &&
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

/* --- members of the kind --- */

static gboolean
read_member (CsMarkReader *reader, CsJsonScan *scan, const char *key, gsize length, GError **error)
{
  if (reader->n_members == MAX_MEMBERS)
    return cs_fail (error, CS_ERROR_INVALID, "one key too many");
  Member *member = &reader->members[reader->n_members++];
  *member = (Member){
    .key = key, .key_length = length, .first = reader->n_numbers, .first_list = reader->lists->len
  };
  if (cs_json_scan_peek (scan) == '"') {
    member->shape = CS_MARK_SHAPE_TEXT;
    return add_text (reader, scan, &member->text, error);
  }
  if (cs_json_scan_take (scan, '[')) {
    member->shape = CS_MARK_SHAPE_LIST;
    if (!add_list (reader, scan, 1, TRUE, error))
      return FALSE;
  } else {
    member->shape = CS_MARK_SHAPE_NUMBER;
    if (!add_number (reader, scan, error))
      return FALSE;
  }
  member->count = reader->n_numbers - member->first;
  member->n_lists = reader->lists->len - member->first_list;
  return TRUE;
}

/* Every list of MEMBER lies at DEPTH. */
static gboolean
lists_lie_at (const CsMarkReader *reader, const Member *member, guint depth)
{
  for (guint i = 0; i < member->n_lists; i++)
    if (g_array_index (reader->lists, NumberList, member->first_list + i).depth != depth)
      return FALSE;
  return TRUE;
}

/* Rings from lists of points. */
static gboolean
fit_rings (CsMarkReader *reader, const Member *member, GError **error)
{
  if (!lists_lie_at (reader, member, 3))
    return cs_fail (error, CS_ERROR_INVALID, "a list of parts, each a list of rings, was expected");
  for (guint i = 0; i < member->n_lists; i++) {
    const NumberList *list = &g_array_index (reader->lists, NumberList, member->first_list + i);
    CsMarkRing ring = { (list->first - member->first) / 2, list->count / 2, !list->opens };
    if (list->count % 2 != 0)
      return cs_fail (error, CS_ERROR_INVALID, "ring %u is not of x and y each", i + 1);
    g_array_append_val (reader->rings, ring);
  }
  return TRUE;
}

static gboolean
fit_pairs (CsMarkReader *reader, const Member *member, GError **error)
{
  gboolean fits = lists_lie_at (reader, member, 2);
  for (guint i = 0; i < member->n_lists && fits; i++)
    fits = g_array_index (reader->lists, NumberList, member->first_list + i).count == 2;
  return fits || cs_fail (error, CS_ERROR_INVALID, "a list of [start,end] was expected");
}

static gboolean
fit_list (CsMarkReader *reader, const Member *member, guint count, GError **error)
{
  if (!lists_lie_at (reader, member, 1))
    return cs_fail (error, CS_ERROR_INVALID, "a list of numbers was expected");
  if (count > 0 && member->count != count)
    return cs_fail (error, CS_ERROR_INVALID, "%u numbers in place of %u", member->count, count);
  return TRUE;
}

/* MEMBER has the shape that the kind wants. */
static gboolean
fit (CsMarkReader *reader, const Member *member, const CsMarkMember *wanted, GError **error)
{
  CsMarkShape plain = wanted->shape;
  if (plain == CS_MARK_SHAPE_PAIRS || plain == CS_MARK_SHAPE_RINGS)
    plain = CS_MARK_SHAPE_LIST;
  if (member->shape != plain)
    return cs_fail (error, CS_ERROR_INVALID, "%s was expected",
                    plain == CS_MARK_SHAPE_LIST   ? "a list"
                    : plain == CS_MARK_SHAPE_TEXT ? "a text"
                                                  : "a number");
  switch (wanted->shape) {
  case CS_MARK_SHAPE_LIST:
    return fit_list (reader, member, wanted->count, error);
  case CS_MARK_SHAPE_PAIRS:
    return fit_pairs (reader, member, error);
  case CS_MARK_SHAPE_RINGS:
    return fit_rings (reader, member, error);
  case CS_MARK_SHAPE_TEXT:
    reader->init.quote = reader->texts->str + member->text;
    return TRUE;
  default:
    return TRUE;
  }
}

/* The members read are those of the kind, one for one: both stand in the order of their keys. */
static gboolean
fit_members (CsMarkReader *reader, GError **error)
{
  const CsMarkMember *wanted = reader->init.kind->members;
  for (guint i = 0; i < reader->n_members; i++) {
    const Member *member = &reader->members[i];
    int order = -1;
    if (wanted->key != NULL) {
      order = strncmp (wanted->key, member->key, member->key_length);
      if (order == 0 && wanted->key[member->key_length] != '\0')
        order = 1;
    }
    if (wanted->key != NULL && order < 0)
      return cs_fail (error, CS_ERROR_INVALID, "%s: missing", wanted->key);
    if (order != 0)
      return cs_fail (error, CS_ERROR_INVALID, "%.*s: not a key of the kind %s",
                      (int)member->key_length, member->key, reader->init.kind->tag);
    if (!fit (reader, member, wanted, error)) {
      g_prefix_error (error, "%s: ", wanted->key);
      return FALSE;
    }
    wanted++;
  }
  return wanted->key == NULL || cs_fail (error, CS_ERROR_INVALID, "%s: missing", wanted->key);
}

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
  return read_member (reader, scan, key, length, error);
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
  if (!read_members (reader, scan, error) || !fit_members (reader, error))
    return NULL;
  CsMarkInit *init = &reader->init;
  init->values = reader->numbers;
  init->n_values = reader->n_numbers;
  init->rings = (const CsMarkRing *)reader->rings->data;
  init->n_rings = reader->rings->len;
  init->label = reader->texts->str + reader->label;
  if (reader->source != NO_TEXT)
    init->source = reader->texts->str + reader->source;
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

/* --- public --- */

static CsMark *
parse (const char *json, gsize size, gboolean lenient, GError **error)
{
  g_autoptr (CsMarkReader) reader = cs_mark_reader_new ();
  g_auto (CsJsonScan) scan = { 0 };
  if (size > CS_JSON_MAX_SIZE) {
    cs_fail (error, CS_ERROR_LIMIT, "a mark of %" G_GSIZE_FORMAT " bytes", size);
    return NULL;
  }
  reader->lenient = lenient;
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
