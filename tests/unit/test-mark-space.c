/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

#define HEAD "\"item\":\"00000000000000000000000000000000\",\"kind\":"

static const struct {
  const char *geometry, *kind, *tail;
  CsMarkBounds bounds;
  gboolean placed;
  double area, length;
  const char *refusal; /* NULL: inside */
} cases[] = {
  { "\"box\":[0,0,100000,50000],", "box", "", { 0, 0, 100000, 50000 }, TRUE, 5000, 0, NULL },
  { "\"box\":[0,0,100001,50000],",
    "box",
    "",
    { 0, 0, 100001, 50000 },
    TRUE,
    5000.05,
    0,
    "0.001 pixels beyond the right edge of a picture of 100 x 50" },
  { "\"box\":[5,-2500,9,50000],",
    "box",
    "",
    { 5, -2500, 9, 50000 },
    TRUE,
    0.21,
    0,
    "2.500 pixels beyond the top edge" },
  { "",
    "polygon",
    ",\"parts\":[[[0,0,10000,0,10000,10000,0,10000],[1000,1000,1000,3000,3000,3000,"
    "3000,1000]],[[20000,0,22000,0,20000,2000]]]",
    { 0, 0, 22000, 10000 },
    TRUE,
    98,
    0,
    NULL },
  { "",
    "polygon",
    ",\"parts\":[[[-1,0,10000,0,10000,51000]]]",
    { -1, 0, 10000, 51000 },
    TRUE,
    255.0255,
    0,
    "0.001 pixels beyond the left edge" },
  { "",
    "polyline",
    ",\"points\":[0,0,3000,4000,3000,50001]",
    { 0, 0, 3000, 50001 },
    TRUE,
    0,
    51.001,
    "0.001 pixels beyond the bottom edge" },
  { "\"ellipse\":[20000,20000,20000,10000,0],",
    "ellipse",
    "",
    { 0, 10000, 40000, 30000 },
    TRUE,
    200 * G_PI,
    0,
    NULL },
  { "\"ellipse\":[20000,20000,20000,10000,90000],",
    "ellipse",
    "",
    { 10000, 0, 30000, 40000 },
    TRUE,
    200 * G_PI,
    0,
    NULL },
  { "\"ellipse\":[20000,20000,10000,10000,45000],",
    "ellipse",
    "",
    { 10000, 10000, 30000, 30000 },
    TRUE,
    100 * G_PI,
    0,
    NULL },
  { "\"angle\":[0,0,3000,4000,3000,50001],",
    "angle",
    "",
    { 0, 0, 3000, 50001 },
    TRUE,
    0,
    0,
    "0.001 pixels beyond the bottom edge" },
  { "\"axes\":[0,5000,10000,5000,5000,2000,5000,8000],",
    "axes",
    "",
    { 0, 2000, 10000, 8000 },
    TRUE,
    0,
    0,
    NULL },
  { "",
    "rbox",
    ",\"rbox\":[20000,20000,20000,10000,0]",
    { 0, 10000, 40000, 30000 },
    TRUE,
    800,
    0,
    NULL },
  { "",
    "rbox",
    ",\"rbox\":[20000,20000,10000,10000,45000]",
    { 5858, 5858, 34142, 34142 },
    TRUE,
    400,
    0,
    NULL },
  { "",
    "rbox",
    ",\"rbox\":[20000,20000,30000,10000,90000]",
    { 10000, -10000, 30000, 50000 },
    TRUE,
    1200,
    0,
    "10.000 pixels beyond the top edge" },
  { "", "point", ",\"point\":[100000,50000]", { 100000, 50000, 100000, 50000 }, TRUE, 0, 0, NULL },
  { "\"box\":[98,48,2,2],",
    "mask",
    ",\"runs\":[1,2,1]",
    { 98000, 48000, 100000, 50000 },
    TRUE,
    2,
    0,
    NULL },
  { "\"box\":[99,48,2,2],",
    "mask",
    ",\"runs\":[0,4]",
    { 99000, 48000, 101000, 50000 },
    TRUE,
    4,
    0,
    "1.000 pixels beyond the right edge" },
  { "", "class", "", { 0 }, FALSE, 0, 0, NULL },
  { "", "span", ",\"quote\":\"a\",\"span\":[[3,4],[9,10]]", { 3, 0, 10, 0 }, TRUE, 0, 0, NULL },
  { "",
    "span",
    ",\"quote\":\"a\",\"span\":[[3,4],[9,12]]",
    { 3, 0, 12, 0 },
    TRUE,
    0,
    0,
    "2 characters beyond the end of a text of 10" },
};

static CsMark *
make (const char *geometry, const char *common, const char *kind, const char *tail)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("{%s%s\"id\":1," HEAD "\"%s\",\"label\":\"a\"%s}",
                                           geometry, common, kind, tail);
  CsMark *mark = cs_mark_parse (text, strlen (text), &error);
  if (mark == NULL)
    g_error ("%s: %s", text, error->message);
  return mark;
}

static void
test_measure_and_space (void)
{
  const CsMarkExtent part = { 100, 50, 1 };
  const CsMarkSpace picture = { &part, 1, -1 }, words = { NULL, 0, 10 };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    CsMarkBounds bounds = { 0 };
    g_autoptr (CsMark) mark = make (cases[i].geometry, "", cases[i].kind, cases[i].tail);
    gboolean text = mark->kind->target == CS_MARK_TARGET_TEXT;
    g_assert_cmpint (cs_mark_bounds (mark, &bounds), ==, cases[i].placed);
    g_assert_cmpmem (&bounds, sizeof bounds, &cases[i].bounds, sizeof bounds);
    g_assert_cmpfloat_with_epsilon (cs_mark_area (mark), cases[i].area, 1e-9);
    g_assert_cmpfloat_with_epsilon (cs_mark_length (mark), cases[i].length, 1e-9);
    gboolean fits = cs_mark_check_space (mark, text ? &words : &picture, &error);
    g_assert_cmpint (fits, ==, cases[i].refusal == NULL);
    if (!fits && strstr (error->message, cases[i].refusal) == NULL)
      g_error ("%s", error->message);
    g_clear_error (&error);
    if (mark->kind->target != CS_MARK_TARGET_ITEM) {
      g_assert_false (cs_mark_check_space (mark, text ? &picture : &words, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    }
  }
}

static void
test_part_and_frame (void)
{
  const CsMarkExtent parts[] = { { 10, 10, 1 }, { 10, 10, 4 } };
  const CsMarkSpace space = { parts, 2, -1 };
  static const struct {
    const char *frame, *part;
    gboolean fits;
  } places[] = {
    { "", "", TRUE },
    { "\"frame\":1,", "", FALSE },
    { "\"frame\":3,", ",\"part\":1", TRUE },
    { "\"frame\":4,", ",\"part\":1", FALSE },
    { "", ",\"part\":2", FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *tail = g_strdup_printf ("%s,\"point\":[1,1]", places[i].part);
    g_autoptr (CsMark) point = make ("", places[i].frame, "point", tail);
    g_autoptr (CsMark) whole = make ("", places[i].frame, "class", places[i].part);
    g_assert_cmpint (cs_mark_check_space (point, &space, NULL), ==, places[i].fits);
    g_assert_cmpint (cs_mark_check_space (whole, &space, NULL), ==, places[i].fits);
  }
}

/* Sums that no double and no 64-bit integer would hold. */
static void
test_large_polygon (void)
{
  g_autoptr (CsMark) mark =
      make ("", "", "polygon",
            ",\"parts\":[[[-2000000000,-2000000000,2000000000,-2000000000,2000000000,2000000000,"
            "-2000000000,2000000000],[1,1,2,1,2,2]]]");
  g_assert_cmpfloat_with_epsilon (cs_mark_area (mark), 16e12, 1e-2);
  g_assert_cmpfloat (cs_mark_area (mark), <=, 16e12);
}

static void
test_limits (void)
{
  const guint points = CS_MARK_MAX_POINTS + 1, runs = 3 * 1024 * 1024;
  g_autofree gint64 *many = g_new0 (gint64, MAX (2 * points, runs));
  CsMarkInit init = { .id = 1,
                      .kind = &cs_mark_kind_polyline,
                      .label = "a",
                      .values = many,
                      .n_values = 2 * points,
                      .confidence = -1 };
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_mark_new (&init, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
  g_clear_error (&error);
  init.n_values -= 2;
  g_autoptr (CsMark) mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);

  /* Few enough runs, but together more bytes than a document may have. */
  for (guint i = 0; i < runs; i++)
    many[i] = 1000000;
  init.kind = &cs_mark_kind_mask;
  init.n_values = runs;
  g_assert_null (cs_mark_new (&init, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
  g_clear_error (&error);

  g_autoptr (CsJson) attributes = cs_json_new_object ();
  g_autofree char *text = g_strnfill (CS_MARK_MAX_ATTRIBUTES, 'x');
  cs_json_put_string (attributes, "a", text);
  init = (CsMarkInit){
    .id = 1, .kind = &cs_mark_kind_class, .label = "a", .attributes = attributes, .confidence = -1
  };
  g_assert_null (cs_mark_new (&init, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
}

/* The reader stops at a limit before it builds anything large. */
static void
test_reader_limits (void)
{
  g_autofree char *text = g_strnfill (CS_MARK_MAX_ATTRIBUTES, 'x');
  g_autoptr (GString) lists = g_string_new ("[[]");
  for (guint i = 0; i < CS_MARK_MAX_POINTS; i++)
    g_string_append (lists, ",[]");
  const struct {
    const char *before, *middle, *after, *message;
  } limits[] = {
    { "{\"attributes\":{\"a\":\"", text, "\"},\"id\":1}", "attributes: more than 65536 bytes" },
    { "{\"label\":\"a", text, "\"}", "label: 65537 bytes, more than 65536" },
    { "{\"parts\":", lists->str, "]}", "parts: more than 100000 lists" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *json = g_strconcat (limits[i].before, limits[i].middle, limits[i].after, NULL);
    g_assert_null (cs_mark_parse (json, strlen (json), &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
    g_assert_cmpstr (error->message, ==, limits[i].message);
  }
}

/* What a person writes may name what is absent anyway; what has no whole form is refused. */
static void
test_from_json (void)
{
  static const struct {
    const char *text;
    gboolean fine;
  } texts[] = {
    { "{\"kind\":\"class\", \"label\":\"a\", \"id\":1, \"frame\":0, \"part\":0, \"attributes\":{},"
      " \"item\":\"00000000000000000000000000000000\"}",
      TRUE },
    { "{\"kind\":\"point\", \"label\":\"a\", \"id\":1, \"point\":[1.5,2],"
      " \"item\":\"00000000000000000000000000000000\"}",
      FALSE },
    { "{\"kind\":\"class\", \"label\":\"a\", \"id\":1, \"Extra\":0,"
      " \"item\":\"00000000000000000000000000000000\"}",
      FALSE },
    { "{\"kind\":\"class\", \"label\":\"a\\u0001\", \"id\":1,"
      " \"item\":\"00000000000000000000000000000000\"}",
      FALSE },
    { "null", FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsJson) tree =
        cs_json_parse_text (texts[i].text, strlen (texts[i].text), 4096, &error);
    g_assert_no_error (error);
    g_autoptr (CsMark) mark = cs_mark_from_json (tree, &error);
    g_assert_cmpint (mark != NULL, ==, texts[i].fine);
    g_assert_cmpint (error == NULL, ==, texts[i].fine);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/mark-space/measure", test_measure_and_space);
  g_test_add_func ("/mark-space/part-and-frame", test_part_and_frame);
  g_test_add_func ("/mark-space/large-polygon", test_large_polygon);
  g_test_add_func ("/mark-space/limits", test_limits);
  g_test_add_func ("/mark-space/reader-limits", test_reader_limits);
  g_test_add_func ("/mark-space/from-json", test_from_json);
  return g_test_run ();
}
