/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-metric.h"
#include "cs-file.h"
#include "cs-test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES (16 * 1024 * 1024)

/* --- tables --- */

/* The cell at TEXT; returns what ends it. */
static const char *
read_cell (const char *text, char delimiter, GPtrArray *cells)
{
  GString *cell = g_string_new (NULL);
  gboolean quoted = FALSE;
  for (; *text != '\0' && (quoted || (*text != delimiter && *text != '\n')); text++)
    if (*text != '"')
      g_string_append_c (cell, *text);
    else if (quoted && text[1] == '"')
      g_string_append_c (cell, *++text);
    else
      quoted = !quoted;
  if (cell->len > 0 && cell->str[cell->len - 1] == '\r')
    g_string_truncate (cell, cell->len - 1);
  g_ptr_array_add (cells, g_string_free (cell, FALSE));
  return text;
}

GPtrArray *
cs_test_table (const char *path, char delimiter)
{
  g_autofree char *full = cs_test_corpus (path);
  if (full == NULL)
    return NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cs_file_read (full, MOST_BYTES, &error);
  g_assert_no_error (error);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  for (const char *at = text; *at != '\0';) {
    GPtrArray *cells = g_ptr_array_new ();
    for (at = read_cell (at, delimiter, cells); *at == delimiter;)
      at = read_cell (at + 1, delimiter, cells);
    at += *at == '\n' ? 1 : 0;
    g_ptr_array_add (cells, NULL);
    g_ptr_array_add (rows, g_ptr_array_free (cells, FALSE));
  }
  return rows;
}

const char *
cs_test_cell (const GPtrArray *table, guint row, guint column)
{
  g_assert_cmpuint (row, <, table->len);
  char **cells = table->pdata[row];
  g_assert_cmpuint (column, <, g_strv_length (cells));
  return g_strstrip (cells[column]);
}

static CsJson *
json_of (const char *cell, gboolean number)
{
  if (*cell == '\0')
    return cs_json_new_null ();
  return number ? cs_json_new_int (strtol (cell, NULL, 10)) : cs_json_new_string (cell);
}

CsJson *
cs_test_ratings (const GPtrArray *table, guint row, guint column, guint n, gboolean numbers)
{
  CsJson *input = cs_json_new_object (), *raters = cs_json_new_array ();
  for (guint i = column; i < column + n; i++) {
    CsJson *rater = cs_json_new_array ();
    for (guint k = row; k < table->len; k++)
      cs_json_append (rater, json_of (cs_test_cell (table, k, i), numbers));
    cs_json_append (raters, rater);
  }
  cs_json_put (input, "ratings", raters);
  return input;
}

CsJson *
cs_test_numbers (const char *key, const GPtrArray *table, guint row, guint column, guint n)
{
  CsJson *input = cs_json_new_object (), *rows = cs_json_new_array ();
  for (guint i = row; i < table->len; i++) {
    CsJson *cells = cs_json_new_array ();
    for (guint k = column; k < column + n; k++)
      cs_json_append (cells, json_of (cs_test_cell (table, i, k), TRUE));
    cs_json_append (rows, cells);
  }
  cs_json_put (input, key, rows);
  return input;
}

/* --- numbers --- */

CsJson *
cs_test_answer (const char *metric, const CsJson *input, const char *params)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) settings =
      params != NULL ? cs_json_parse_text (params, strlen (params), MOST_BYTES, &error) : NULL;
  g_assert_no_error (error);
  const CsMetric *found = cs_metric_find (metric, &error);
  g_assert_no_error (error);
  CsJson *answer = cs_metric_compute (found, input, settings, &error);
  g_assert_no_error (error);
  return answer;
}

double
cs_test_number (const CsJson *answer, const char *key)
{
  g_auto (GStrv) places = g_strsplit (key, ".", -1);
  const CsJson *at = answer;
  for (guint i = 0; places[i] != NULL; i++)
    at = cs_json_type (at) == CS_JSON_ARRAY ? cs_json_at (at, (guint)strtoul (places[i], NULL, 10))
                                            : cs_json_get (at, places[i]);
  gboolean is = cs_json_type (at) == CS_JSON_INT || cs_json_type (at) == CS_JSON_REAL;
  return at != NULL && is ? cs_json_real (at) : NAN;
}

void
cs_test_near (const char *what, double is, double published, double tolerance, const char *source)
{
  if (fabs (is - published) <= tolerance)
    return;
  g_test_message ("%s: %.9g, but %s has %.9g (within %g)", what, is, source, published, tolerance);
  g_test_fail ();
}

void
cs_test_published (const CsJson *input, const CsPublished *rows, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr (CsJson) answer = cs_test_answer (rows[i].metric, input, rows[i].params);
    g_autofree char *what = g_strdup_printf ("%s %s of %s", rows[i].metric, rows[i].key,
                                             rows[i].params != NULL ? rows[i].params : "{}");
    cs_test_near (what, cs_test_number (answer, rows[i].key), rows[i].value, rows[i].tolerance,
                  rows[i].source);
  }
}
