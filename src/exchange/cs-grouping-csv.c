/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-grouping-csv.h"
#include "cs-file.h"
#include "cs-json.h"
#include "cs-project-context.h"
#include "cs-schema.h"

#include <string.h>

#define MAX_SIZE (64 * 1024 * 1024)
#define MAX_LINES 2000000
#define MAX_CASE 1000 /* bytes of a title */
#define MAX_COLUMNS 16

typedef enum { COLUMN_PATH, COLUMN_CASE, COLUMN_CONTEXT } Column;

/* One line. */
typedef struct {
  char *path, *title;
  char **words; /* in the order of cs_context_parts, NULL for those without; or NULL */
  guint line;
  gboolean used;
  gboolean report_used;
} Row;

struct _CsGroupingCsv {
  GArray *columns; /* of guint: Column, or COLUMN_CONTEXT and the place of a part */
  guint n_parts;   /* of cs_context_parts */
  guint report;    /* the place of "report" */
  GPtrArray *rows;
  GHashTable *by_path;   /* normal path -> Row */
  GHashTable *by_title;  /* -> GPtrArray of Row, with words */
  GHashTable *by_report; /* normal path -> GPtrArray of Row */
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

/* The fields of a line, each once; NULL when the line is broken. */
static GPtrArray *
read_line (Reader *reader)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) field = g_string_new (NULL);
  FieldEnd end = FIELD_MORE;
  while (end == FIELD_MORE && fields->len <= MAX_COLUMNS) {
    end = read_field (reader, field);
    g_ptr_array_add (fields, g_strdup (field->str));
  }
  return end != FIELD_FAILED ? g_steal_pointer (&fields) : NULL;
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
  for (guint i = 0; row->words != NULL && cs_context_parts[i] != NULL; i++)
    g_free (row->words[i]);
  g_free (row->words);
  g_free (row);
}

static void
add_to (GHashTable *table, const char *key, Row *row)
{
  GPtrArray *rows = g_hash_table_lookup (table, key);
  if (rows == NULL) {
    rows = g_ptr_array_new ();
    g_hash_table_insert (table, g_strdup (key), rows);
  }
  g_ptr_array_add (rows, row);
}

/* Words of the PART-th of what is said beside a case; empty ones say nothing. */
static gboolean
add_words (CsGroupingCsv *csv, Row *row, guint part, const char *text, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  if (*clean == '\0')
    return TRUE;
  if (strlen (clean) > CS_CONTEXT_TEXT_MAX)
    return cs_fail (error, CS_ERROR_INVALID, "line %u: \"%s\" is longer than %d bytes", row->line,
                    cs_context_parts[part], CS_CONTEXT_TEXT_MAX);
  if (!cs_json_text_ok (clean))
    return cs_fail (error, CS_ERROR_INVALID, "line %u: \"%s\" has control characters", row->line,
                    cs_context_parts[part]);
  if (row->words == NULL) {
    row->words = g_new0 (char *, csv->n_parts + 1);
    add_to (csv->by_title, row->title, row);
  }
  row->words[part] = part == csv->report ? normal_path (clean) : g_strdup (clean);
  if (part == csv->report)
    add_to (csv->by_report, row->words[part], row);
  return TRUE;
}

static gboolean
add_row (CsGroupingCsv *csv, guint line, const char *path, const char *title, Row **ret_row,
         GError **error)
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
  *ret_row = row;
  return TRUE;
}

/* The column of NAME, or -1. */
static int
column_of (const char *name)
{
  if (strcmp (name, "path") == 0)
    return COLUMN_PATH;
  if (strcmp (name, "case") == 0)
    return COLUMN_CASE;
  for (guint i = 0; cs_context_parts[i] != NULL; i++)
    if (strcmp (name, cs_context_parts[i]) == 0)
      return (int)(COLUMN_CONTEXT + i);
  return -1;
}

static gboolean
read_columns (CsGroupingCsv *csv, Reader *reader)
{
  g_autoptr (GPtrArray) names = read_line (reader);
  guint seen = 0;
  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    int column = column_of (names->pdata[i]);
    if (column < 0 || (seen & (1u << column)))
      break;
    seen |= 1u << column;
    g_array_append_val (csv->columns, column);
  }
  if (csv->columns->len == names->len && (seen & 3) == 3)
    return TRUE;
  return fail_line (reader, "the first line must name the columns: path,case, and may name age, "
                            "sex, study, reason, history and report, each once") != FIELD_FAILED;
}

static gboolean
read_row (CsGroupingCsv *csv, Reader *reader, guint line)
{
  g_autoptr (GPtrArray) fields = read_line (reader);
  const char *path = NULL, *title = NULL;
  Row *row = NULL;
  if (fields == NULL)
    return FALSE;
  if (fields->len != csv->columns->len)
    return fail_line (reader, fields->len < csv->columns->len
                                  ? "there are fewer fields than columns"
                                  : "there are more fields than columns; put a field with a comma "
                                    "in quotes") != FIELD_FAILED;
  for (guint i = 0; i < fields->len; i++) {
    guint column = g_array_index (csv->columns, guint, i);
    if (column == COLUMN_PATH)
      path = fields->pdata[i];
    else if (column == COLUMN_CASE)
      title = fields->pdata[i];
  }
  if (!add_row (csv, line, path, title, &row, reader->error))
    return FALSE;
  for (guint i = 0; i < fields->len; i++) {
    guint column = g_array_index (csv->columns, guint, i);
    if (column >= COLUMN_CONTEXT &&
        !add_words (csv, row, column - COLUMN_CONTEXT, fields->pdata[i], reader->error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_rows (CsGroupingCsv *csv, Reader *reader)
{
  if (!read_columns (csv, reader))
    return FALSE;
  while (reader->at < reader->end)
    if (!read_row (csv, reader, ++reader->line))
      return FALSE;
  return TRUE;
}

static CsGroupingCsv *
csv_new (void)
{
  CsGroupingCsv *csv = g_new0 (CsGroupingCsv, 1);
  csv->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  csv->rows = g_ptr_array_new_with_free_func (free_row);
  csv->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  csv->by_title =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  csv->by_report =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  csv->n_parts = g_strv_length ((char **)cs_context_parts);
  while (strcmp (cs_context_parts[csv->report], "report") != 0)
    csv->report++;
  return csv;
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
  g_autoptr (CsGroupingCsv) csv = csv_new ();
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
  g_hash_table_unref (csv->by_title);
  g_hash_table_unref (csv->by_report);
  g_ptr_array_unref (csv->rows);
  g_array_unref (csv->columns);
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

gboolean
cs_grouping_csv_has_context (const CsGroupingCsv *csv)
{
  return g_hash_table_size (csv->by_title) > 0;
}

char *
cs_grouping_csv_words (const CsGroupingCsv *csv, const char *title, const char *part)
{
  const GPtrArray *rows = g_hash_table_lookup (csv->by_title, title);
  g_autoptr (GPtrArray) said = g_ptr_array_new ();
  guint n = 0;
  while (cs_context_parts[n] != NULL && strcmp (cs_context_parts[n], part) != 0)
    n++;
  for (guint i = 0; rows != NULL && n != csv->report && i < rows->len; i++) {
    char *words = ((const Row *)rows->pdata[i])->words[n];
    if (words != NULL && !g_ptr_array_find_with_equal_func (said, words, g_str_equal, NULL))
      g_ptr_array_add (said, words);
  }
  g_ptr_array_add (said, NULL);
  return said->len > 1 ? g_strjoinv ("\n", (char **)said->pdata) : NULL;
}

static void
add_titles (const CsGroupingCsv *csv, const char *path, GPtrArray *titles)
{
  g_autofree char *normal = path != NULL ? normal_path (path) : NULL;
  const GPtrArray *rows = normal != NULL ? g_hash_table_lookup (csv->by_report, normal) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    Row *row = rows->pdata[i];
    row->report_used = TRUE;
    if (!g_ptr_array_find_with_equal_func (titles, row->title, g_str_equal, NULL))
      g_ptr_array_add (titles, row->title);
  }
}

GPtrArray *
cs_grouping_csv_report_of (CsGroupingCsv *csv, const char *name, const char *path)
{
  GPtrArray *titles = g_ptr_array_new ();
  add_titles (csv, name, titles);
  add_titles (csv, path, titles);
  return titles;
}

void
cs_grouping_csv_tell_unused (const CsGroupingCsv *csv, const char *location, GPtrArray *problems)
{
  for (guint i = 0; i < csv->rows->len; i++) {
    const Row *row = csv->rows->pdata[i];
    if (!row->used)
      cs_problems_add (problems, CS_SEVERITY_WARNING, "not-found", location,
                       "line %u: nothing was imported for \"%s\"", row->line, row->path);
    if (row->words != NULL && row->words[csv->report] != NULL && !row->report_used)
      cs_problems_add (problems, CS_SEVERITY_WARNING, "not-found", location,
                       "line %u: the report \"%s\" is not among the texts that were found",
                       row->line, row->words[csv->report]);
  }
}
