/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-coverage-map.h"
#include "cs-test.h"

#include <string.h>

#define ENOUGH 1000

static void
show (CsCoverageMap *map, guint from, guint to)
{
  gint64 now = 0;
  for (guint i = from; i < to; i++, now += ENOUGH)
    cs_coverage_map_enter (map, i, now);
  cs_coverage_map_leave (map, now);
}

static void
assert_json (const CsCoverageMap *map, const char *expected)
{
  g_autoptr (CsJson) json = cs_coverage_map_to_json (map);
  g_autofree char *text = cs_json_to_canonical (json, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_time (void)
{
  g_autoptr (CsCoverageMap) map = cs_coverage_map_new (4, ENOUGH);
  g_assert_cmpint (cs_coverage_map_due (map), ==, G_MAXINT64);
  g_assert_false (cs_coverage_map_enter (map, 1, 5000));
  g_assert_cmpint (cs_coverage_map_due (map), ==, 6000);
  g_assert_false (cs_coverage_map_tick (map, 5999));
  g_assert_false (cs_coverage_map_enter (map, 1, 5999));
  g_assert_true (cs_coverage_map_tick (map, 6000));
  g_assert_false (cs_coverage_map_tick (map, 7000));
  g_assert_cmpint (cs_coverage_map_due (map), ==, G_MAXINT64);
  g_assert_true (cs_coverage_map_shown (map, 1));
  /* Twice too short is not long enough; the break may be another slice or none. */
  g_assert_false (cs_coverage_map_enter (map, 2, 8000));
  g_assert_false (cs_coverage_map_enter (map, 3, 8600));
  g_assert_false (cs_coverage_map_enter (map, 2, 8700));
  g_assert_false (cs_coverage_map_leave (map, 9300));
  g_assert_false (cs_coverage_map_tick (map, 99000));
  g_assert_cmpuint (cs_coverage_map_count (map), ==, 1);
  /* Leaving and entering count what was there long enough. */
  cs_coverage_map_enter (map, 2, 100000);
  g_assert_true (cs_coverage_map_enter (map, 3, 101000));
  g_assert_true (cs_coverage_map_leave (map, 102000));
  g_assert_cmpuint (cs_coverage_map_count (map), ==, 3);
  g_assert_false (cs_coverage_map_shown (map, 0));
}

static void
test_next (void)
{
  guint next = 99;
  g_autoptr (CsCoverageMap) map = cs_coverage_map_new (130, ENOUGH);
  show (map, 60, 70);
  g_assert_true (cs_coverage_map_next (map, 59, &next));
  g_assert_cmpuint (next, ==, 70);
  g_assert_true (cs_coverage_map_next (map, 129, &next));
  g_assert_cmpuint (next, ==, 0);
  show (map, 0, 58);
  show (map, 59, 130);
  g_assert_true (cs_coverage_map_next (map, 59, &next));
  g_assert_cmpuint (next, ==, 58);
  g_assert_true (cs_coverage_map_next (map, 58, &next));
  g_assert_cmpuint (next, ==, 58);
  show (map, 58, 59);
  g_assert_false (cs_coverage_map_next (map, 58, &next));
  g_assert_cmpuint (cs_coverage_map_count (map), ==, 130);
  assert_json (map, "{\"shown\":[[0,130]],\"slices\":130}");
}

static void
test_documents (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCoverageMap) map = cs_coverage_map_new (100, ENOUGH);
  g_autoptr (CsCoverageMap) other = cs_coverage_map_new (100, ENOUGH);
  assert_json (map, "{\"shown\":[],\"slices\":100}");
  show (map, 0, 5);
  show (map, 63, 66);
  show (map, 99, 100);
  assert_json (map, "{\"shown\":[[0,5],[63,66],[99,100]],\"slices\":100}");
  g_autoptr (CsJson) json = cs_coverage_map_to_json (map);
  show (other, 4, 8);
  g_assert_true (cs_coverage_map_add_json (other, json, &error));
  g_assert_no_error (error);
  assert_json (other, "{\"shown\":[[0,8],[63,66],[99,100]],\"slices\":100}");
  g_assert_cmpuint (cs_coverage_map_count (other), ==, 12);
  show (map, 20, 21);
  cs_coverage_map_merge (map, other);
  assert_json (map, "{\"shown\":[[0,8],[20,21],[63,66],[99,100]],\"slices\":100}");
}

static void
test_bad_documents (void)
{
  static const char *const wrong[] = {
    "[]",
    "{\"shown\":[]}",
    "{\"shown\":[],\"slices\":9}",
    "{\"slices\":10}",
    "{\"shown\":{},\"slices\":10}",
    "{\"shown\":[[0,2],[5]],\"slices\":10}",
    "{\"shown\":[[0,2],[5,6,7]],\"slices\":10}",
    "{\"shown\":[[0,2],[5,5]],\"slices\":10}",
    "{\"shown\":[[0,2],[2,5]],\"slices\":10}",
    "{\"shown\":[[4,6],[0,2]],\"slices\":10}",
    "{\"shown\":[[0,2],[5,11]],\"slices\":10}",
    "{\"shown\":[[-1,2]],\"slices\":10}",
    "{\"shown\":[[0,2],[\"a\",5]],\"slices\":10}",
  };
  g_autoptr (CsCoverageMap) map = cs_coverage_map_new (10, ENOUGH);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsJson) json = cs_json_parse_canonical (wrong[i], strlen (wrong[i]), &error);
    g_assert_no_error (error);
    g_assert_false (cs_coverage_map_add_json (map, json, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    g_assert_cmpuint (cs_coverage_map_count (map), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/coverage-map/time", test_time);
  g_test_add_func ("/coverage-map/next", test_next);
  g_test_add_func ("/coverage-map/documents", test_documents);
  g_test_add_func ("/coverage-map/bad-documents", test_bad_documents);
  return g_test_run ();
}
