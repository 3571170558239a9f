/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-grouping-csv.h"
#include "cs-file.h"
#include "cs-json.h"

#include <string.h>

#define MAX_SIZE (64 * 1024 * 1024)
#define MAX_LINES 2000000
#define MAX_CASE 1000 /* bytes of a title */

typedef struct {
  char *path, *title;
  guint line;
  gboolean used;
} Row;

struct _CsGroupingCsv {
  GPtrArray *rows;
  GHashTable *by_path; /* normal path -> Row */
};

/* --- fields --- */

typedef struct {
  const char *at, *end;
  guint line;
  GError **error;
} Reader;

typedef enum { FIELD_FAILED, FIELD_MORE, FIELD_LAST } FieldEnd;

static FieldEnd
fail_line (Reader *reader, const char *what)
{
  cs_fail (reader->error, CS_ERROR_INVALID, "line %u: %s", reader->line, what);
  return FIELD_FAILED;
}

static gboolean
read_quoted (Reader *reader, GString *out)
{
  guint opened = reader->line;
  for (reader->at++; reader->at < reader->end; reader->at++) {
    if (*reader->at == '\n')
      reader->line++;
    if (*reader->at == '"' && (reader->at + 1 == reader->end || reader->at[1] != '"')) {
      reader->at++;
      return TRUE;
    }
    if (*reader->at == '"')
      reader->at++;
    g_string_append_c (out, *reader->at);
  }
  reader->line = opened;
  return fail_line (reader, "a quote is opened and never closed") != FIELD_FAILED;
}

static FieldEnd
read_field (Reader *reader, GString *out)
{
  g_string_truncate (out, 0);
  if (reader->at < reader->end && *reader->at == '"') {
    if (!read_quoted (reader, out))
      return FIELD_FAILED;
  } else {
    gsize length = 0;
    gsize left = (gsize)(reader->end - reader->at);
    while (length < left && strchr (",\r\n\"", reader->at[length]) == NULL)
      length++;
    g_string_append_len (out, reader->at, (gssize)length);
    reader->at += length;
  }
  if (reader->at < reader->end && *reader->at == ',') {
    reader->at++;
    return FIELD_MORE;
  }
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at == reader->end)
    return FIELD_LAST;
  if (*reader->at != '\n')
    return fail_line (reader, "a quote or carriage return stands where none belongs");
  reader->at++;
  return FIELD_LAST;
}

/* Exactly two fields. */
static gboolean
read_pair (Reader *reader, GString *first, GString *second)
{
  FieldEnd end = read_field (reader, first);
  if (end == FIELD_FAILED)
    return FALSE;
  if (end == FIELD_MORE)
    end = read_field (reader, second);
  else
    return fail_line (reader, "expected two fields, path and case") != FIELD_FAILED;
  if (end == FIELD_MORE)
    return fail_line (reader, "more than two fields; put a field with a comma in quotes") !=
           FIELD_FAILED;
  return end == FIELD_LAST;
}

/* --- rows --- */

/* PATH without "./", doubled and trailing slashes, so that spellings of one path meet. */
static char *
normal_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  GString *normal = g_string_new (*path == '/' ? "/" : "");
  for (guint i = 0; parts[i] != NULL; i++) {
    if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0)
      continue;
    if (normal->len > 0 && normal->str[normal->len - 1] != '/')
      g_string_append_c (normal, '/');
    g_string_append (normal, parts[i]);
  }
  return g_string_free (normal, FALSE);
}

static void
free_row (gpointer data)
{
  Row *row = data;
  g_free (row->path);
  g_free (row->title);
  g_free (row);
}

static gboolean
add_row (CsGroupingCsv *csv, guint line, const char *path, const char *title, GError **error)
{
  if (*path == '\0' || *title == '\0')
    return cs_fail (error, CS_ERROR_INVALID, "line %u: path and case must both be given", line);
  if (strlen (title) > MAX_CASE || !cs_json_text_ok (title))
    return cs_fail (error, CS_ERROR_INVALID,
                    "line %u: the name of a case has at most %d bytes and no control characters",
                    line, MAX_CASE);
  if (csv->rows->len >= MAX_LINES)
    return cs_fail (error, CS_ERROR_LIMIT, "more than %d lines", MAX_LINES);
  Row *row = g_new0 (Row, 1);
  row->path = normal_path (path);
  row->title = g_strdup (title);
  row->line = line;
  g_ptr_array_add (csv->rows, row);
  const Row *other = g_hash_table_lookup (csv->by_path, row->path);
  if (other != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "line %u: \"%s\" stands in line %u already", line,
                    row->path, other->line);
  g_hash_table_insert (csv->by_path, row->path, row);
  return TRUE;
}

static gboolean
read_rows (CsGroupingCsv *csv, Reader *reader)
{
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  if (!read_pair (reader, first, second))
    return FALSE;
  gboolean swapped = strcmp (first->str, "case") == 0 && strcmp (second->str, "path") == 0;
  if (!swapped && (strcmp (first->str, "path") != 0 || strcmp (second->str, "case") != 0))
    return fail_line (reader, "the first line must name the columns: path,case") != FIELD_FAILED;
  while (reader->at < reader->end) {
    guint line = ++reader->line;
    if (!read_pair (reader, first, second) ||
        !add_row (csv, line, swapped ? second->str : first->str, swapped ? first->str : second->str,
                  reader->error))
      return FALSE;
  }
  return TRUE;
}

CsGroupingCsv *
cs_grouping_csv_parse (const char *text, gsize size, GError **error)
{
  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) {
    text += 3;
    size -= 3;
  }
  if (size > MAX_SIZE || !g_utf8_validate (text, (gssize)size, NULL)) {
    cs_fail (error, CS_ERROR_INVALID, "not UTF-8; save it as CSV in UTF-8");
    return NULL;
  }
  g_autoptr (CsGroupingCsv) csv = g_new0 (CsGroupingCsv, 1);
  csv->rows = g_ptr_array_new_with_free_func (free_row);
  csv->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { text, text + size, 1, error };
  return read_rows (csv, &reader) ? g_steal_pointer (&csv) : NULL;
}

CsGroupingCsv *
cs_grouping_csv_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = cs_file_read (path, MAX_SIZE, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  CsGroupingCsv *csv = cs_grouping_csv_parse (text, size, error);
  if (csv == NULL)
    g_prefix_error (error, "%s: ", path);
  return csv;
}

void
cs_grouping_csv_free (CsGroupingCsv *csv)
{
  if (csv == NULL)
    return;
  g_hash_table_unref (csv->by_path);
  g_ptr_array_unref (csv->rows);
  g_free (csv);
}

/* --- looking --- */

/* PATH itself or a folder above it. */
static Row *
find_above (const CsGroupingCsv *csv, const char *path)
{
  if (path == NULL)
    return NULL;
  g_autofree char *normal = normal_path (path);
  for (;;) {
    Row *row = g_hash_table_lookup (csv->by_path, normal);
    char *slash = strrchr (normal, '/');
    if (row != NULL || slash == NULL)
      return row;
    *slash = '\0';
  }
}

const char *
cs_grouping_csv_find (CsGroupingCsv *csv, const char *name, const char *path)
{
  Row *row = find_above (csv, name);
  if (row == NULL)
    row = find_above (csv, path);
  if (row == NULL)
    return NULL;
  row->used = TRUE;
  return row->title;
}

void
cs_grouping_csv_tell_unused (const CsGroupingCsv *csv, const char *location, GPtrArray *problems)
{
  for (guint i = 0; i < csv->rows->len; i++) {
    const Row *row = csv->rows->pdata[i];
    if (!row->used)
      cs_problems_add (problems, CS_SEVERITY_WARNING, "not-found", location,
                       "line %u: nothing was imported for \"%s\"", row->line, row->path);
  }
}
