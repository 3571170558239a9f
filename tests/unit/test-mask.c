/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mask.h"
#include "cs-test.h"

#include <string.h>

/* Runs of a dense picture, pixel by pixel, by columns or by rows. */
static GArray *
naive_runs (const guint8 *rows, guint width, guint height, gboolean columns)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 run = 0;
  gboolean set = FALSE;
  for (guint i = 0; i < width * height; i++) {
    guint x = columns ? i / height : i % width, y = columns ? i % height : i / width;
    if ((rows[y * width + x] != 0) != set) {
      g_array_append_val (runs, run);
      run = 0;
      set = !set;
    }
    run++;
  }
  g_array_append_val (runs, run);
  return runs;
}

static const gint64 *
numbers (const GArray *runs)
{
  return (const gint64 *)(gconstpointer)runs->data;
}

static void
check_tight (const CsMask *mask, const guint8 *rows, guint width, guint height)
{
  guint left = width, right = 0, top = height, bottom = 0, area = 0;
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      if (rows[y * width + x] != 0) {
        left = MIN (left, x);
        right = MAX (right, x + 1);
        top = MIN (top, y);
        bottom = MAX (bottom, y + 1);
        area++;
      }
  g_assert_cmpint (cs_mask_area (mask), ==, area);
  g_assert_cmpint (cs_mask_is_empty (mask), ==, area == 0);
  if (area == 0)
    return;
  g_assert_cmpint (mask->x, ==, left);
  g_assert_cmpint (mask->y, ==, top);
  g_assert_cmpint (mask->width, ==, right - left);
  g_assert_cmpint (mask->height, ==, bottom - top);
}

/* All ways in and out of one dense picture agree with the pixel-by-pixel ones. */
static void
check_picture (const guint8 *rows, guint width, guint height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMask) mask = cs_mask_new_from_rows (rows, width, width, height, &error);
  g_assert_no_error (error);
  check_tight (mask, rows, width, height);

  g_autofree guint8 *back = g_malloc (width * height);
  g_assert_true (cs_mask_to_rows (mask, back, width, width, height, &error));
  g_assert_cmpmem (back, width * height, rows, width * height);

  g_autoptr (GArray) by_columns = naive_runs (rows, width, height, TRUE);
  g_autoptr (GArray) by_rows = naive_runs (rows, width, height, FALSE);
  g_autoptr (GArray) columns = cs_mask_to_columns (mask, width, height, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (columns->data, columns->len * 8, by_columns->data, by_columns->len * 8);
  g_autoptr (CsMask) from_columns =
      cs_mask_new_from_columns (numbers (columns), columns->len, width, height, &error);
  g_assert_no_error (error);
  g_assert_true (cs_mask_equal (mask, from_columns));
  g_autoptr (CsMask) from_runs =
      cs_mask_new_from_runs (numbers (by_rows), by_rows->len, width, height, &error);
  g_assert_no_error (error);
  g_assert_true (cs_mask_equal (mask, from_runs));
  if (cs_mask_is_empty (mask))
    return;

  CsMarkInit init = { .id = 1, .kind = &cs_mark_kind_mask, .label = "a", .confidence = -1 };
  g_autofree gint64 *values = cs_mask_to_values (mask, &init.n_values);
  init.values = values;
  g_autoptr (CsMark) mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (cs_mark_area (mark), ==, (double)cs_mask_area (mask));
  g_autoptr (CsMask) from_mark = cs_mask_new_from_mark (mark, &error);
  g_assert_true (cs_mask_equal (mask, from_mark));
}

static void
test_random_pictures (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  for (guint round = 0; round < 2000; round++) {
    guint width = (guint)g_rand_int_range (rand, 1, 20);
    guint height = (guint)g_rand_int_range (rand, 1, 20);
    guint density = (guint)g_rand_int_range (rand, 0, 5); /* 0: empty, 4: full */
    g_autofree guint8 *rows = g_malloc0 (width * height);
    for (guint i = 0; i < width * height; i++)
      rows[i] = (guint)g_rand_int_range (rand, 0, 4) < density;
    check_picture (rows, width, height);
  }
}

/* A mark whose box is wider than its pixels gives the same mask. */
static void
test_loose_mark (void)
{
  const gint64 loose[] = { -2, 5, 4, 3, 5, 1, 6 }, tight[] = { -1, 6, 1, 1, 0, 1 };
  CsMarkInit init = { .id = 1,
                      .kind = &cs_mark_kind_mask,
                      .label = "a",
                      .values = loose,
                      .n_values = G_N_ELEMENTS (loose),
                      .confidence = -1 };
  g_autoptr (CsMark) mark = cs_mark_new (&init, NULL);
  g_autoptr (CsMask) mask = cs_mask_new_from_mark (mark, NULL);
  guint count = 0;
  g_autofree gint64 *values = cs_mask_to_values (mask, &count);
  g_assert_cmpmem (values, count * 8, tight, sizeof tight);
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_mask_to_columns (mask, 10, 10, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_refuses (void)
{
  static const struct {
    gint64 runs[4];
    guint count, width, height;
    CsError code;
  } cases[] = {
    { { 3, 2 }, 2, 2, 2, CS_ERROR_INVALID },
    { { 3 }, 1, 2, 2, CS_ERROR_INVALID },
    { { 0 }, 0, 2, 2, CS_ERROR_INVALID },
    { { -1, 5 }, 2, 2, 2, CS_ERROR_INVALID },
    { { G_MAXINT64, 5 }, 2, 2, 2, CS_ERROR_INVALID },
    { { 4 }, 1, 0, 2, CS_ERROR_LIMIT },
    { { 4 }, 1, 4000000, 2, CS_ERROR_LIMIT },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) other = NULL;
    g_assert_null (cs_mask_new_from_columns (cases[i].runs, cases[i].count, cases[i].width,
                                             cases[i].height, &error));
    g_assert_error (error, CS_ERROR, (int)cases[i].code);
    g_assert_null (cs_mask_new_from_runs (cases[i].runs, cases[i].count, cases[i].width,
                                          cases[i].height, &other));
    g_assert_error (other, CS_ERROR, (int)cases[i].code);
  }
}

/* Few runs by rows that would be far too many by columns end with LIMIT, not with the memory. */
static void
test_bomb (void)
{
  const guint side = 100000;
  g_autofree gint64 *runs = g_new (gint64, side);
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < side; i++)
    runs[i] = side;
  g_autoptr (CsMask) mask = cs_mask_new_from_runs (runs, side, side, side, &error);
  g_assert_no_error (error);
  g_assert_null (cs_mask_to_columns (mask, side, side, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_null (cs_mask_new_from_columns (runs, side, side, side, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
}

/* Masks and the runs that another program gave for them. */
static void
test_oracle (void)
{
  g_autofree char *path = cs_test_oracle ("coco.json");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  guint seen = 0;
  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  g_autoptr (CsJson) file = cs_json_parse_text (text, size, 64 << 20, &error);
  g_assert_no_error (error);
  const CsJson *cases = cs_json_get (file, "cases");
  for (guint i = 0; i < cs_json_length (cases); i++) {
    const CsJson *expected = cs_json_get (cs_json_at (cases, i), "expected");
    const CsJson *counts = cs_json_get (expected, "counts");
    const CsJson *rows = cs_json_get (cs_json_get (cs_json_at (cases, i), "input"), "mask");
    if (counts == NULL || rows == NULL)
      continue;
    guint height = cs_json_length (rows),
          width = (guint)strlen (cs_json_string (cs_json_at (rows, 0)));
    g_autofree guint8 *dense = g_malloc (width * height);
    for (guint y = 0; y < height; y++)
      for (guint x = 0; x < width; x++)
        dense[y * width + x] = cs_json_string (cs_json_at (rows, y))[x] == '1';
    g_autoptr (CsMask) mask = cs_mask_new_from_rows (dense, width, width, height, &error);
    g_autoptr (GArray) columns = cs_mask_to_columns (mask, width, height, &error);
    g_assert_cmpuint (columns->len, ==, cs_json_length (counts));
    for (guint n = 0; n < columns->len; n++)
      g_assert_cmpint (numbers (columns)[n], ==, cs_json_int (cs_json_at (counts, n)));
    g_assert_cmpint (cs_mask_area (mask), ==,
                     cs_json_get_int (expected, "area", cs_mask_area (mask)));
    const CsJson *box = cs_json_get (expected, "bbox");
    const gint64 ours[] = { mask->x, mask->y, mask->width, mask->height };
    for (guint n = 0; n < cs_json_length (box) && cs_mask_area (mask) > 0; n++)
      g_assert_cmpfloat (cs_json_real (cs_json_at (box, n)), ==, (double)ours[n]);
    seen++;
  }
  g_assert_cmpuint (seen, >=, 5);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/mask/random-pictures", test_random_pictures);
  g_test_add_func ("/mask/loose-mark", test_loose_mark);
  g_test_add_func ("/mask/refuses", test_refuses);
  g_test_add_func ("/mask/bomb", test_bomb);
  g_test_add_func ("/mask/oracle", test_oracle);
  return g_test_run ();
}
