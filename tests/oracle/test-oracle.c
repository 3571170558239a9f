/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-oracle FOLDER: every vector file of a folder against the metrics: a line for each case that
 * fails, and "N passed, N failed, N skipped" at the end. A case of a metric that is not there is
 * skipped where it is optional, and fails else. The format: {"format": 1, "cases": [{"id",
 * "metric", "params", "input", "expected", "tolerance"}]}; expected null: the answer is undefined,
 * with a reason. */
#include "cs-file.h"
#include "cs-metric.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_BYTES (256 * 1024 * 1024)
#define SKIPPED 77

typedef struct {
  guint passed, failed, skipped;
} Tally;

static gboolean
is_number (const CsJson *json)
{
  return cs_json_type (json) == CS_JSON_INT || cs_json_type (json) == CS_JSON_REAL;
}

static char *
line_of (const CsJson *json)
{
  return json != NULL ? cs_json_to_line (json) : g_strdup ("nothing");
}

static gboolean
is_nothing (const CsJson *json)
{
  return json == NULL || cs_json_type (json) == CS_JSON_NULL;
}

/* Where and how they differ; NULL: they do not. Caller frees. */
static char *
difference (const char *place, const CsJson *wanted, const CsJson *got, double tolerance)
{
  if (is_nothing (wanted) && is_nothing (got))
    return NULL;
  if (is_number (wanted) && is_number (got) &&
      fabs (cs_json_real (wanted) - cs_json_real (got)) <= tolerance)
    return NULL;
  guint n = cs_json_length (wanted);
  CsJsonType type = cs_json_type (wanted);
  if (type == CS_JSON_ARRAY && cs_json_type (got) == type && cs_json_length (got) == n) {
    for (guint i = 0; i < n; i++) {
      g_autofree char *inner = g_strdup_printf ("%s[%u]", place, i);
      char *other = difference (inner, cs_json_at (wanted, i), cs_json_at (got, i), tolerance);
      if (other != NULL)
        return other;
    }
    return NULL;
  }
  if (type == CS_JSON_OBJECT && cs_json_type (got) == type) {
    for (guint i = 0; i < n; i++) {
      const char *key = cs_json_key_at (wanted, i);
      g_autofree char *inner = g_strdup_printf ("%s.%s", place, key);
      char *other =
          difference (inner, cs_json_member_at (wanted, i), cs_json_get (got, key), tolerance);
      if (other != NULL)
        return other;
    }
    return NULL;
  }
  if (!is_number (wanted) && wanted != NULL && got != NULL && type != CS_JSON_ARRAY &&
      cs_json_equal (wanted, got))
    return NULL;
  g_autofree char *wants = line_of (wanted), *is = line_of (got);
  return g_strdup_printf ("%s: wanted %.60s, got %.60s", place, wants, is);
}

/* NULL: it passes. Caller frees. */
static char *
trouble_of (const CsMetric *metric, const CsJson *each)
{
  g_autoptr (GError) error = NULL;
  const CsJson *expected = cs_json_get (each, "expected");
  g_autoptr (CsJson) answer =
      cs_metric_compute (metric, cs_json_get (each, "input"), cs_json_get (each, "params"), &error);
  if (answer == NULL)
    return g_strdup_printf ("error: %s", error->message);
  if (is_nothing (expected) != cs_metric_is_undefined (answer)) {
    g_autofree char *line = line_of (answer);
    return g_strdup_printf ("%s defined, got %.80s", is_nothing (expected) ? "not" : "is", line);
  }
  if (is_nothing (expected))
    return NULL;
  return difference ("expected", expected, answer, cs_json_real (cs_json_get (each, "tolerance")));
}

static void
run_case (const CsJson *each, Tally *tally)
{
  const char *name = cs_json_get_string (each, "metric");
  const CsMetric *metric = name != NULL ? cs_metric_find (name, NULL) : NULL;
  if (metric == NULL && cs_json_get_bool (cs_json_get (each, "params"), "optional")) {
    tally->skipped++;
    return;
  }
  g_autofree char *trouble =
      metric != NULL ? trouble_of (metric, each) : g_strdup_printf ("no metric is called %s", name);
  if (trouble == NULL) {
    tally->passed++;
    return;
  }
  tally->failed++;
  printf ("%s: %s\n", cs_json_get_string (each, "id"), trouble);
}

/* FALSE: it is no file of vectors. */
static gboolean
run_file (const char *path, Tally *tally)
{
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, MOST_BYTES, &error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsJson) json =
      text != NULL ? cs_json_parse_text (text, size, MOST_BYTES, &error) : NULL;
  const CsJson *cases = cs_json_get (json, "cases");
  if (cs_json_get_int (json, "format", 0) != 1 || cs_json_type (cases) != CS_JSON_ARRAY) {
    printf ("%s: %s\n", path, error != NULL ? error->message : "no vectors of format 1");
    return FALSE;
  }
  for (guint i = 0; i < cs_json_length (cases); i++)
    run_case (cs_json_at (cases, i), tally);
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

int
main (int argc, char **argv)
{
  Tally tally = { 0 };
  gboolean good = TRUE;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = argc == 2 ? g_dir_open (argv[1], 0, NULL) : NULL;
  if (folder == NULL) {
    printf ("%s\n", argc == 2 ? "there are no vectors on this machine" : "test-oracle FOLDER");
    return argc == 2 ? SKIPPED : 2;
  }
  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_build_filename (argv[1], name, NULL));
  g_ptr_array_sort (names, compare);
  for (guint i = 0; i < names->len; i++)
    good = run_file (names->pdata[i], &tally) && good;
  printf ("%u passed, %u failed, %u skipped\n", tally.passed, tally.failed, tally.skipped);
  return good && tally.failed == 0 && tally.passed > 0 ? 0 : 1;
}
