/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Since when each piece of a mark is as it is, against histories that were worked out by hand. */
#include "cs-mark-blame.h"
#include "cs-test.h"

#include <string.h>

#define MAX_STATES 5

#define POLYGON(points) "\"kind\":\"polygon\",\"parts\":[" points "]"
#define LINE(points) "\"kind\":\"polyline\",\"points\":[" points "]"
#define SPAN(words, pairs) "\"kind\":\"span\",\"quote\":\"" words "\",\"span\":[" pairs "]"
#define BOX(x) "\"kind\":\"box\",\"box\":[" #x ",0,90000,10000]"

#define SQUARE POLYGON ("[[0,0,10000,0,10000,10000,0,10000]]")
/* the third corner pulled out: two stretches are new */
#define PULLED POLYGON ("[[0,0,10000,0,15000,15000,0,10000]]")

static CsMark *
parse (const char *geometry, const char *label)
{
  g_autoptr (GError) error = NULL;
  if (geometry == NULL)
    return NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"id\":7,\"label\":\"%s\",\"item\":\"00000000000000000000000000000000\",%s}", label,
      geometry);
  g_autoptr (CsJson) tree = cs_json_parse_text (text, strlen (text), 1 << 20, &error);
  g_assert_no_error (error);
  CsMark *mark = cs_mark_from_json (tree, &error);
  g_assert_no_error (error);
  return mark;
}

/* "0-2@0 2-4@1": which points or code points are there since which state. */
static char *
to_text (const CsMarkBlame *blame)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < blame->pieces->len; i++) {
    const CsMarkPiece *piece = &g_array_index (blame->pieces, CsMarkPiece, i);
    g_string_append_printf (text, "%s%d-%d@%u", i > 0 ? " " : "", (int)piece->from, (int)piece->to,
                            piece->since);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct {
  const char *name, *states[MAX_STATES];
  guint n;
  const char *pieces;
} known[] = {
  { "never touched", { SQUARE, SQUARE, SQUARE }, 3, "0-4@0" },
  { "a corner pulled", { SQUARE, PULLED }, 2, "0-1@0 1-3@1 3-4@0" },
  { "pulled and pushed back", { SQUARE, PULLED, SQUARE }, 3, "0-1@0 1-3@2 3-4@0" },
  { "begun at another corner, the other way round",
    { SQUARE, POLYGON ("[[10000,10000,10000,0,0,0,0,10000]]") },
    2,
    "0-4@0" },
  { "a corner put in: both halves are new",
    { SQUARE, POLYGON ("[[0,0,5000,0,10000,0,10000,10000,0,10000]]") },
    2,
    "0-2@1 2-5@0" },
  { "a corner taken out: what joins its neighbours is new",
    { SQUARE, POLYGON ("[[0,0,10000,0,10000,10000]]") },
    2,
    "0-2@0 2-3@1" },
  { "a hole of its own",
    { SQUARE, POLYGON ("[[0,0,10000,0,10000,10000,0,10000],[2000,2000,2000,4000,4000,4000]]") },
    2,
    "0-4@0 4-7@1" },
  { "two rings of one age are two pieces",
    { POLYGON ("[[0,0,10000,0,10000,10000,0,10000],[2000,2000,2000,4000,4000,4000]]") },
    1,
    "0-4@0 4-7@0" },
  { "not there at first", { NULL, SQUARE, PULLED }, 3, "0-1@1 1-3@2 3-4@1" },
  { "deleted and brought back", { SQUARE, NULL, SQUARE }, 3, "0-4@2" },
  { "three hands",
    { SQUARE, PULLED, POLYGON ("[[-5000,0,10000,0,15000,15000,0,10000]]") },
    3,
    "0-1@2 1-3@1 3-4@2" },
  { "another kind before", { BOX (0), SQUARE }, 2, "0-4@1" },
  { "a line that grew",
    { LINE ("0,0,10000,0"), LINE ("0,0,10000,0,20000,5000") },
    2,
    "0-1@0 1-2@1" },
  { "a box that moved", { BOX (0), BOX (100), BOX (100) }, 3, "0-1@1" },
  { "words put on at the end",
    { SPAN ("no", "[0,2]"), SPAN ("no nodule", "[0,9]") },
    2,
    "0-2@0 2-9@1" },
  { "words on both sides",
    { SPAN ("c", "[4,5]"), SPAN ("abcde", "[2,7]") },
    2,
    "2-4@1 4-5@0 5-7@1" },
  { "words taken off", { SPAN ("abcde", "[2,7]"), SPAN ("bcd", "[3,6]") }, 2, "3-6@0" },
  { "taken off and put on again",
    { SPAN ("abcde", "[2,7]"), SPAN ("ab", "[2,4]"), SPAN ("abcde", "[2,7]") },
    3,
    "2-4@0 4-7@2" },
  { "two fragments joined",
    { SPAN ("ab", "[2,3],[5,6]"), SPAN ("abcd", "[2,6]") },
    2,
    "2-3@0 3-5@1 5-6@0" },
  { "somewhere else", { SPAN ("ab", "[2,4]"), SPAN ("xy", "[40,42]") }, 2, "40-42@1" },
};

static void
test_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    CsMark *states[MAX_STATES] = { NULL };
    for (guint n = 0; n < known[i].n; n++)
      states[n] = parse (known[i].states[n], "a");
    g_autoptr (CsMarkBlame) blame = cs_mark_blame ((const CsMark *const *)states, known[i].n);
    g_autofree char *text = to_text (blame);
    g_test_message ("%s", known[i].name);
    g_assert_cmpstr (text, ==, known[i].pieces);
    for (guint n = 0; n < known[i].n; n++)
      cs_mark_unref (states[n]);
  }
}

static void
test_label (void)
{
  g_autoptr (CsMark) a = parse (SQUARE, "nodule");
  g_autoptr (CsMark) b = parse (PULLED, "nodule");
  g_autoptr (CsMark) c = parse (PULLED, "cyst");
  const CsMark *const states[] = { a, b, c, c };
  g_autoptr (CsMarkBlame) three = cs_mark_blame (states, 4);
  g_autoptr (CsMarkBlame) two = cs_mark_blame (states, 2);
  g_assert_cmpuint (three->label, ==, 2);
  g_assert_cmpuint (three->attributes, ==, 0);
  g_assert_cmpuint (two->label, ==, 0);
  g_assert_cmpuint (cs_mark_blame_at (two, 2)->since, ==, 1);
  g_assert_null (cs_mark_blame_at (two, 4));
}

static void
test_nearest (void)
{
  g_autoptr (CsMark) square = parse (SQUARE, "a");
  g_autoptr (CsMark) line = parse (LINE ("0,0,10000,0,20000,0"), "a");
  g_autoptr (CsMark) box = parse (BOX (0), "a");
  g_assert_cmpint (cs_mark_blame_nearest (square, 5, -1), ==, 0);
  g_assert_cmpint (cs_mark_blame_nearest (square, 9, 5), ==, 1);
  g_assert_cmpint (cs_mark_blame_nearest (square, 5, 30), ==, 2);
  g_assert_cmpint (cs_mark_blame_nearest (square, -1, 5), ==, 3);
  g_assert_cmpint (cs_mark_blame_nearest (line, 90, 0), ==, 1);
  g_assert_cmpint (cs_mark_blame_nearest (box, 1, 1), ==, -1);
}

/* A ring of as many points as a mark may have is gone through once a state. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("\"kind\":\"polygon\",\"parts\":[[[");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%s%u,%u", i > 0 ? "," : "", i * 10, i % 2 == 0 ? 0 : 1000000);
  g_string_append (text, "]]]");
  g_autoptr (CsMark) mark = parse (text->str, "a");
  const CsMark *const states[] = { mark, mark };
  g_autoptr (CsMarkBlame) blame = cs_mark_blame (states, 2);
  g_autofree char *pieces = to_text (blame);
  g_assert_cmpstr (pieces, ==, "0-20000@0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-blame/known", test_known);
  g_test_add_func ("/mark-blame/label", test_label);
  g_test_add_func ("/mark-blame/nearest", test_nearest);
  g_test_add_func ("/mark-blame/long", test_long);
  return g_test_run ();
}
