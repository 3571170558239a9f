/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small pure parts behind the formats: decimals, run-length strings, pixels of polygons. */
#include "cs-coco-rle.h"
#include "cs-file.h"
#include "cs-mask.h"
#include "cs-milli.h"
#include "cs-polygon-columns.h"
#include "cs-test.h"

#include <string.h>

static void
test_parse (void)
{
  static const struct {
    const char *text;
    gint64 milli;
    gboolean rounded;
  } rows[] = {
    { "0", 0, FALSE },
    { "-0", 0, FALSE },
    { "1", 1000, FALSE },
    { "12.5", 12500, FALSE },
    { "-12.345", -12345, FALSE },
    { "0.0004", 0, TRUE },
    { "0.0005", 1, TRUE },
    { "-0.0005", -1, TRUE },
    { "0.00049999", 0, TRUE },
    { "1.0000", 1000, FALSE },
    { "1e3", 1000000, FALSE },
    { "1.5E-1", 150, FALSE },
    { "15e-4", 2, TRUE },
    { "9.9995", 10000, TRUE },
    { "1e-400", 0, TRUE },
    { "0e400", 0, FALSE },
    { "640.01e0", 640010, FALSE },
    { "1.23456e2", 123456, FALSE },
    { "5e-4", 1, TRUE },
    { "5e-5", 0, TRUE },
    { "99e-5", 1, TRUE },
    { "1000000000000", G_GINT64_CONSTANT (1000000000000000), FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gint64 milli = -7;
    gboolean rounded = FALSE;
    g_assert_true (cs_milli_parse (rows[i].text, &milli, &rounded));
    g_assert_cmpint (milli, ==, rows[i].milli);
    g_assert_cmpint (rounded, ==, rows[i].rounded);
  }
  gint64 milli;
  gboolean rounded;
  g_assert_false (cs_milli_parse ("1e13", &milli, &rounded));
  g_assert_false (cs_milli_parse ("1e999999999999", &milli, &rounded));
  g_assert_false (cs_milli_parse ("1000000000001", &milli, &rounded));
  g_assert_false (cs_milli_parse ("99999999999999999999999999", &milli, &rounded));
}

static void
test_append (void)
{
  static const struct {
    gint64 value;
    guint places;
    const char *text;
  } rows[] = {
    { 0, 3, "0" },           { 5, 3, "0.005" },
    { 50, 3, "0.05" },       { 500, 3, "0.5" },
    { 1000, 3, "1" },        { 12500, 3, "12.5" },
    { -1, 3, "-0.001" },     { -12000, 3, "-12" },
    { 640010, 3, "640.01" }, { 18252421500, 7, "1825.24215" },
    { 7, 0, "7" },           { 10, 0, "10" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) out = g_string_new (NULL);
    cs_milli_append (out, rows[i].value, rows[i].places);
    g_assert_cmpstr (out->str, ==, rows[i].text);
  }
  for (gint64 value = -2500; value < 2500; value++) {
    g_autoptr (GString) out = g_string_new (NULL);
    gint64 back;
    gboolean rounded;
    cs_milli_append (out, value, 3);
    g_assert_true (cs_milli_parse (out->str, &back, &rounded));
    g_assert_false (rounded);
    g_assert_cmpint (back, ==, value);
  }
}

static char *
encoded (const gint64 *runs, guint n_runs)
{
  GString *text = g_string_new (NULL);
  cs_coco_rle_append (text, runs, n_runs);
  return g_string_free (text, FALSE);
}

static void
test_rle_bad (void)
{
  static const struct {
    const char *text;
    int code;
  } rows[] = {
    { "~", CS_ERROR_INVALID },          { "/", CS_ERROR_INVALID },
    { "h", CS_ERROR_INVALID },          { "O", CS_ERROR_INVALID },
    { "111N", CS_ERROR_INVALID },       { "oooooooooooooooo", CS_ERROR_INVALID },
    { "ooooooooooo3", CS_ERROR_LIMIT },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (cs_coco_rle_decode (rows[i].text, strlen (rows[i].text), &error));
    g_assert_error (error, CS_ERROR, rows[i].code);
  }
}

/* The same numbers at every run. */
static GRand *chance;

static void
test_rle_round (void)
{
  gint64 runs[40];
  for (int round = 0; round < 2000; round++) {
    guint count = (guint)g_rand_int_range (chance, 1, 40);
    for (guint i = 0; i < count; i++)
      runs[i] = g_rand_int_range (chance, 0, 1 << g_rand_int_range (chance, 1, 30));
    g_autofree char *text = encoded (runs, count);
    g_autoptr (GArray) back = cs_coco_rle_decode (text, strlen (text), NULL);
    g_assert_cmpmem (back->data, back->len * sizeof (gint64), runs, count * sizeof (gint64));
  }
}

/* Rows of text, as the known values give them. */
static CsMask *
mask_of (const CsJson *rows)
{
  guint height = cs_json_length (rows);
  guint width = (guint)strlen (cs_json_string (cs_json_at (rows, 0)));
  g_autofree guint8 *dense = g_malloc0 ((gsize)width * height);
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      dense[y * width + x] = cs_json_string (cs_json_at (rows, y))[x] == '1';
  return cs_mask_new_from_rows (dense, width, width, height, NULL);
}

static void
check_known (const CsJson *test)
{
  const CsJson *expected = cs_json_get (test, "expected");
  const CsJson *size = cs_json_get (expected, "size"), *counts = cs_json_get (expected, "counts");
  guint height = (guint)cs_json_int (cs_json_at (size, 0));
  guint width = (guint)cs_json_int (cs_json_at (size, 1));
  const char *string = cs_json_get_string (expected, "string");
  g_autoptr (CsMask) mask = mask_of (cs_json_get (cs_json_get (test, "input"), "mask"));
  g_autoptr (GArray) runs = cs_mask_to_columns (mask, width, height, NULL);
  g_assert_cmpuint (runs->len, ==, cs_json_length (counts));
  for (guint i = 0; i < runs->len; i++)
    g_assert_cmpint (g_array_index (runs, gint64, i), ==, cs_json_int (cs_json_at (counts, i)));
  g_autofree char *text = encoded ((const gint64 *)(gpointer)runs->data, runs->len);
  g_assert_cmpstr (text, ==, string);
  g_autoptr (GArray) back = cs_coco_rle_decode (string, strlen (string), NULL);
  g_autoptr (CsMask) again = cs_mask_new_from_columns ((const gint64 *)(gpointer)back->data,
                                                       back->len, width, height, NULL);
  g_assert_true (cs_mask_equal (mask, again));
  g_assert_cmpint (cs_mask_area (mask), ==, cs_json_get_int (expected, "area", 0));
}

static void
test_rle_known (void)
{
  g_autofree char *path = cs_test_oracle ("coco.json");
  if (path == NULL)
    return;
  gsize size;
  g_autoptr (GBytes) bytes = cs_file_read (path, CS_JSON_MAX_SIZE, NULL);
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsJson) oracle = cs_json_parse_text (text, size, CS_JSON_MAX_SIZE, NULL);
  const CsJson *cases = cs_json_get (oracle, "cases");
  guint ran = 0;
  for (guint i = 0; i < cs_json_length (cases); i++)
    if (g_strcmp0 (cs_json_get_string (cs_json_at (cases, i), "metric"), "coco_rle") == 0) {
      check_known (cs_json_at (cases, i));
      ran++;
    }
  g_assert_cmpuint (ran, >=, 7);
}

/* --- pixels of polygons --- */

/* Whether the centre of a pixel lies in the rings of one part: even-odd, by a ray to the right. */
static gboolean
inside (const CsMark *mark, guint first, guint last, gint64 x, gint64 y)
{
  gboolean in = FALSE;
  for (guint r = first; r < last; r++)
    for (guint i = 0; i < mark->rings[r].count; i++) {
      const gint64 *a = mark->values + 2 * (mark->rings[r].first + i);
      const gint64 *b = mark->values + 2 * (mark->rings[r].first + (i + 1) % mark->rings[r].count);
      if ((a[1] <= y) == (b[1] <= y))
        continue;
      double cross =
          (double)a[0] + (double)(y - a[1]) * (double)(b[0] - a[0]) / (double)(b[1] - a[1]);
      in ^= cross > (double)x;
    }
  return in;
}

static gboolean
in_any_part (const CsMark *mark, gint64 x, gint64 y)
{
  guint first = 0;
  for (guint r = 1; r <= mark->n_rings; r++)
    if (r == mark->n_rings || !mark->rings[r].hole) {
      if (inside (mark, first, r, x, y))
        return TRUE;
      first = r;
    }
  return FALSE;
}

static void
check_polygon (const CsMark *mark, guint width, guint height)
{
  g_autoptr (GArray) runs = cs_polygon_columns (mark, width, height, NULL);
  guint64 at = 0;
  for (guint i = 0; i < runs->len; i++)
    for (gint64 left = g_array_index (runs, gint64, i); left > 0; left--, at++) {
      gint64 x = (gint64)(at / height) * 1000 + 500, y = (gint64)(at % height) * 1000 + 500;
      g_assert_cmpint (in_any_part (mark, x, y), ==, i % 2);
    }
  g_assert_cmpuint (at, ==, (guint64)width * height);
}

/* Random rings of odd coordinates, so that no pixel's centre lies on an edge of this test. */
static void
test_columns (void)
{
  for (int round = 0; round < 300; round++) {
    gint64 values[60];
    CsMarkRing rings[3] = { { 0, 10, FALSE },
                            { 10, 10, round % 2 == 0 },
                            { 20, 10, round % 3 == 0 } };
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      values[i] = g_rand_int_range (chance, -6000, 30000) * 2 + 1;
    CsMarkInit init = { .id = 1,
                        .kind = &cs_mark_kind_polygon,
                        .label = "a",
                        .values = values,
                        .n_values = 60,
                        .rings = rings,
                        .n_rings = 3,
                        .confidence = -1 };
    g_autoptr (CsMark) mark = cs_mark_new (&init, NULL);
    check_polygon (mark, 37, 41);
  }
}

/* Edges through centres: a pixel belongs to one of two polygons that share an edge. */
static void
test_shared_edge (void)
{
  static const gint64 left[] = { 0, 0, 2500, 0, 2500, 4000, 0, 4000 };
  static const gint64 right[] = { 2500, 0, 5000, 0, 5000, 4000, 2500, 4000 };
  const gint64 *both[] = { left, right };
  gint64 area = 0;
  for (guint i = 0; i < 2; i++) {
    CsMarkRing ring = { 0, 4, FALSE };
    CsMarkInit init = { .id = 1,
                        .kind = &cs_mark_kind_polygon,
                        .label = "a",
                        .values = both[i],
                        .n_values = 8,
                        .rings = &ring,
                        .n_rings = 1,
                        .confidence = -1 };
    g_autoptr (CsMark) mark = cs_mark_new (&init, NULL);
    g_autoptr (GArray) runs = cs_polygon_columns (mark, 5, 4, NULL);
    for (guint j = 1; j < runs->len; j += 2)
      area += g_array_index (runs, gint64, j);
  }
  g_assert_cmpint (area, ==, 20);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  chance = g_rand_new_with_seed (1);
  g_test_add_func ("/formats-parts/decimals/parse", test_parse);
  g_test_add_func ("/formats-parts/decimals/append", test_append);
  g_test_add_func ("/formats-parts/rle/bad", test_rle_bad);
  g_test_add_func ("/formats-parts/rle/round", test_rle_round);
  g_test_add_func ("/formats-parts/rle/known", test_rle_known);
  g_test_add_func ("/formats-parts/polygon/columns", test_columns);
  g_test_add_func ("/formats-parts/polygon/shared-edge", test_shared_edge);
  int result = g_test_run ();
  g_rand_free (chance);
  return result;
}
