/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-revision.h"

#include "cs-json-check.h"
#include "cs-mark-reader.h"
#include "cs-mark-set-private.h"

#define IDS_PER_PART 512

/* Whether a part closes after a mark; BYTES from its bracket to the end of that mark. */
static gboolean
part_closes (guint64 id, gsize bytes)
{
  return id % IDS_PER_PART == 0 || bytes >= CS_REVISION_PART_BYTES;
}

/* --- writing --- */

static GBytes *
part_close (GString *text)
{
  g_string_append_c (text, ']');
  return g_string_free_to_bytes (text);
}

static GPtrArray *
write_parts (const CsMarkSet *set)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  GString *text = NULL;
  for (guint i = 0; i < set->n_marks; i++) {
    if (text == NULL)
      text = g_string_new ("[");
    else
      g_string_append_c (text, ',');
    cs_mark_write (set->marks[i], text);
    if (part_closes (set->marks[i]->id, text->len))
      g_ptr_array_add (parts, part_close (g_steal_pointer (&text)));
  }
  if (text != NULL)
    g_ptr_array_add (parts, part_close (text));
  return parts;
}

gboolean
cs_revision_write (const CsMarkSet *set, GBytes **ret_object, GPtrArray **ret_parts, GError **error)
{
  g_autoptr (GPtrArray) parts = write_parts (set);
  g_autoptr (GString) out = g_string_new ("{\"answers\":");
  cs_mark_answers_write (set->answers, set->n_answers, out);
  g_string_append_printf (out, ",\"format\":\"" CS_REVISION_FORMAT "\",\"marks\":%u,\"parts\":[",
                          set->n_marks);
  for (guint i = 0; i < parts->len; i++) {
    CsHash hash;
    char hex[CS_HASH_HEX + 1];
    gsize size = 0;
    gconstpointer data = g_bytes_get_data (parts->pdata[i], &size);
    cs_hash_data (data, size, &hash);
    g_string_append_printf (out, i > 0 ? ",\"%s\"" : "\"%s\"", cs_hash_to_hex (&hash, hex));
  }
  g_string_append (out, "]}");
  if (out->len > CS_JSON_MAX_SIZE)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "a revision object of %" G_GSIZE_FORMAT " bytes: split the case", out->len);
  *ret_object = g_string_free_to_bytes (g_steal_pointer (&out));
  *ret_parts = g_steal_pointer (&parts);
  return TRUE;
}

/* --- the object --- */

void
cs_revision_free (CsRevision *revision)
{
  if (revision == NULL)
    return;
  g_clear_pointer (&revision->parts, g_array_unref);
  g_clear_pointer (&revision->answers, g_array_unref);
  g_free (revision);
}

static const char *const formats[] = { CS_REVISION_FORMAT, NULL };

static const CsField revision_fields[] = {
  { "answers", CS_FIELD_ANY, CS_FIELD_REQUIRED },
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = formats },
  { "marks", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, G_MAXUINT32 },
  { "parts", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST },
  { NULL },
};

CsRevision *
cs_revision_parse (const char *json, gsize size, GError **error)
{
  g_autoptr (CsRevision) revision = g_new0 (CsRevision, 1);
  g_autoptr (CsJson) object = cs_json_parse_canonical (json, size, error);
  if (object == NULL || !cs_json_check (object, revision_fields, error))
    return NULL;
  const CsJson *parts = cs_json_get (object, "parts");
  revision->n_marks = (guint64)cs_json_get_int (object, "marks", 0);
  revision->parts = g_array_new (FALSE, FALSE, sizeof (CsHash));
  for (guint i = 0; i < cs_json_length (parts); i++) {
    CsHash hash;
    cs_hash_from_hex (cs_json_string (cs_json_at (parts, i)), &hash);
    g_array_append_val (revision->parts, hash);
  }
  if (revision->parts->len > revision->n_marks ||
      (revision->parts->len == 0 && revision->n_marks > 0)) {
    cs_fail (error, CS_ERROR_CORRUPT, "%u parts for %" G_GUINT64_FORMAT " marks",
             revision->parts->len, revision->n_marks);
    return NULL;
  }
  revision->answers = cs_mark_answers_read (cs_json_get (object, "answers"), FALSE, error);
  return revision->answers != NULL ? g_steal_pointer (&revision) : NULL;
}

/* --- the parts --- */

typedef struct {
  CsMarkReader *reader;
  CsRevisionVisit visit;
  gpointer visit_data;
  guint64 last_id, seen;
} Walk;

static gboolean
walk_part (Walk *walk, const char *text, gsize size, gboolean last, GError **error)
{
  g_auto (CsJsonScan) scan = { 0 };
  gboolean closes = FALSE;
  cs_json_scan_init (&scan, text, size);
  if (!cs_json_scan_need (&scan, '[', "a list of marks was expected", error))
    return FALSE;
  do {
    if (closes)
      return cs_fail (error, CS_ERROR_CORRUPT,
                      "mark %" G_GUINT64_FORMAT ": it goes on where a part closes", walk->last_id);
    g_autoptr (CsMark) mark = cs_mark_reader_next (walk->reader, &scan, error);
    if (mark == NULL)
      return FALSE;
    if (mark->id <= walk->last_id)
      return cs_fail (error, CS_ERROR_CORRUPT,
                      "mark %" G_GUINT64_FORMAT ": not sorted by id, or repeated", mark->id);
    walk->last_id = mark->id;
    walk->seen++;
    closes = part_closes (mark->id, (gsize)(scan.at - scan.start));
    if (!walk->visit (mark, walk->visit_data, error))
      return FALSE;
  } while (cs_json_scan_take (&scan, ','));
  if (!cs_json_scan_need (&scan, ']', "a list does not close", error) ||
      !cs_json_scan_end (&scan, error))
    return FALSE;
  return closes || last || cs_fail (error, CS_ERROR_CORRUPT, "it ends before a part closes");
}

gboolean
cs_revision_each (const CsRevision *revision, CsRevisionFetch fetch, gpointer fetch_data,
                  CsRevisionVisit visit, gpointer visit_data, GError **error)
{
  g_autoptr (CsMarkReader) reader = cs_mark_reader_new ();
  Walk walk = { reader, visit, visit_data, 0, 0 };
  for (guint i = 0; i < revision->parts->len; i++) {
    const CsHash *wanted = &g_array_index (revision->parts, CsHash, i);
    g_autoptr (GBytes) bytes = fetch (wanted, fetch_data, error);
    CsHash found;
    gsize size = 0;
    if (bytes == NULL) {
      g_prefix_error (error, "part %u: ", i + 1);
      return FALSE;
    }
    const char *text = g_bytes_get_data (bytes, &size);
    cs_hash_data (text, size, &found);
    if (!cs_hash_equal (&found, wanted))
      return cs_fail (error, CS_ERROR_CORRUPT, "part %u: its bytes have another hash", i + 1);
    if (!walk_part (&walk, text, size, i + 1 == revision->parts->len, error)) {
      g_prefix_error (error, "part %u: ", i + 1);
      return FALSE;
    }
  }
  if (walk.seen != revision->n_marks)
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "%" G_GUINT64_FORMAT " marks in place of %" G_GUINT64_FORMAT, walk.seen,
                    revision->n_marks);
  return TRUE;
}

static gboolean
keep_mark (const CsMark *mark, gpointer data, GError **error)
{
  g_ptr_array_add (data, cs_mark_ref (mark));
  return TRUE;
}

CsMarkSet *
cs_revision_read (const char *json, gsize size, CsRevisionFetch fetch, gpointer fetch_data,
                  GError **error)
{
  g_autoptr (CsRevision) revision = cs_revision_parse (json, size, error);
  g_autoptr (GPtrArray) marks = cs_marks_copy (NULL);
  if (revision == NULL || !cs_revision_each (revision, fetch, fetch_data, keep_mark, marks, error))
    return NULL;
  return cs_mark_set_new_take (g_steal_pointer (&marks), g_steal_pointer (&revision->answers));
}
