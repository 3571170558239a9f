/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test.h"
#include "cs-text-breaks.h"

#include <string.h>

static CsTextBreaks *
breaks_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsTextDocument) document = cs_text_document_new (text, strlen (text), &error);
  g_assert_no_error (error);
  return cs_text_breaks_new (document);
}

/* Places where the caret may stand, one "|" each. */
#define FAMILY "\U0001f468\u200d\U0001f469\u200d\U0001f467"
#define FLAG "\U0001f1e9\U0001f1ea"
#define ACUTE "e\u0301"

static const struct {
  const char *text;
  guint stops[12]; /* without 0 */
  guint count;
} graphemes[] = {
  { "", { 0 }, 0 },
  { "abc", { 1, 2, 3 }, 3 },
  { ACUTE "x", { 2, 3 }, 2 },
  { "a" FAMILY "b", { 1, 6, 7 }, 3 },
  { FLAG FLAG, { 2, 4 }, 2 },
  { "a\r\nb", { 1, 3, 4 }, 3 },
  { "a\rb\n", { 1, 2, 3, 4 }, 4 },
  { "\u1112\u1161\u11ab", { 3 }, 1 }, /* one Hangul syllable of three letters */
  { "\u4e2d\u6587", { 1, 2 }, 2 },
};

static void
test_graphemes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (graphemes); i++) {
    g_autoptr (CsTextBreaks) breaks = breaks_of (graphemes[i].text);
    guint32 at = 0, before = 0;
    for (guint n = 0; n < graphemes[i].count; n++) {
      before = at;
      at = cs_text_breaks_next (breaks, at, CS_TEXT_UNIT_GRAPHEME);
      g_assert_cmpuint (at, ==, graphemes[i].stops[n]);
      g_assert_true (cs_text_breaks_is_stop (breaks, at));
      g_assert_cmpuint (cs_text_breaks_previous (breaks, at, CS_TEXT_UNIT_GRAPHEME), ==, before);
      for (guint32 inside = before + 1; inside < at; inside++)
        g_assert_false (cs_text_breaks_is_stop (breaks, inside));
    }
    g_assert_cmpuint (at, ==, cs_text_document_counts (cs_text_breaks_document (breaks))->length);
    g_assert_cmpuint (cs_text_breaks_next (breaks, at, CS_TEXT_UNIT_GRAPHEME), ==, at);
  }
}

static void
test_words (void)
{
  g_autoptr (CsTextBreaks) breaks = breaks_of ("A 7.5 mm no" ACUTE "dule, isn't it?\nNext");
  static const guint32 ends[] = { 1, 5, 8, 17, 24, 27, 33 };
  guint32 at = 0;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    at = cs_text_breaks_next (breaks, at, CS_TEXT_UNIT_WORD);
    g_assert_cmpuint (at, ==, ends[i]);
  }
  static const guint32 starts[] = { 29, 25, 19, 9, 6, 2, 0 };
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++) {
    at = cs_text_breaks_previous (breaks, at, CS_TEXT_UNIT_WORD);
    g_assert_cmpuint (at, ==, starts[i]);
  }
  static const struct {
    guint32 at, start, end;
  } cases[] = {
    { 0, 0, 1 },    { 3, 2, 5 }, { 9, 9, 17 },   { 12, 9, 17 },  { 16, 9, 17 },
    { 17, 17, 18 }, { 1, 1, 2 }, { 21, 19, 24 }, { 27, 27, 28 }, { 33, 33, 33 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint32 start = 99, end = 99;
    cs_text_breaks_word (breaks, cases[i].at, &start, &end);
    g_assert_cmpuint (start, ==, cases[i].start);
    g_assert_cmpuint (end, ==, cases[i].end);
  }
}

/* What was dragged over, and the whole words that are meant. */
static void
test_snap (void)
{
  g_autoptr (CsTextBreaks) breaks = breaks_of ("A solid nodule, 16 mm");
  static const struct {
    guint32 start, end, first, last;
  } cases[] = {
    { 2, 13, 2, 14 }, { 16, 20, 16, 21 }, { 3, 14, 2, 14 }, { 2, 10, 2, 7 },    { 6, 14, 8, 14 },
    { 3, 4, 2, 7 },   { 6, 9, 2, 14 },    { 7, 8, 7, 8 },   { 14, 15, 14, 15 }, { 0, 21, 0, 21 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint32 start = cases[i].start, end = cases[i].end;
    cs_text_breaks_snap (breaks, &start, &end);
    g_assert_cmpuint (start, ==, cases[i].first);
    g_assert_cmpuint (end, ==, cases[i].last);
  }
}

static void
test_paragraphs (void)
{
  g_autoptr (CsTextBreaks) breaks = breaks_of ("one\r\ntwo\n\nfour\rfive\u2029six");
  static const guint32 starts[] = { 5, 9, 10, 15, 20, 23 };
  guint32 at = 0;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++) {
    at = cs_text_breaks_next (breaks, at, CS_TEXT_UNIT_PARAGRAPH);
    g_assert_cmpuint (at, ==, starts[i]);
  }
  for (guint i = G_N_ELEMENTS (starts) - 1; i-- > 0;) {
    at = cs_text_breaks_previous (breaks, at, CS_TEXT_UNIT_PARAGRAPH);
    g_assert_cmpuint (at, ==, starts[i]);
  }
  static const struct {
    guint32 at, start, end;
  } cases[] = { { 0, 0, 3 },    { 2, 0, 3 },    { 3, 0, 3 },    { 5, 5, 8 },   { 9, 9, 9 },
                { 12, 10, 14 }, { 16, 15, 19 }, { 20, 20, 23 }, { 23, 20, 23 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint32 start = 99, end = 99;
    cs_text_breaks_paragraph (breaks, cases[i].at, &start, &end);
    g_assert_cmpuint (start, ==, cases[i].start);
    g_assert_cmpuint (end, ==, cases[i].end);
  }
}

static void
test_trim (void)
{
  g_autoptr (CsTextBreaks) breaks = breaks_of ("  ab\u00a0\t\n c" ACUTE " ");
  guint32 start = 0, end = 11;
  g_assert_true (cs_text_breaks_trim (breaks, &start, &end));
  g_assert_cmpuint (start, ==, 2);
  g_assert_cmpuint (end, ==, 11);
  start = 9, end = 10; /* half of an accented letter: all of it */
  g_assert_true (cs_text_breaks_trim (breaks, &start, &end));
  g_assert_cmpuint (start, ==, 9);
  g_assert_cmpuint (end, ==, 11);
  start = 4, end = 8;
  g_assert_false (cs_text_breaks_trim (breaks, &start, &end));
  start = 3, end = 3;
  g_assert_false (cs_text_breaks_trim (breaks, &start, &end));
}

/* A line of half a megabyte: the same places as in short lines, in time. */
static void
test_long_line (void)
{
  const guint words = 100000;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < words; i++)
    g_string_append (text, i % 7 == 0 ? ACUTE "te " : "word ");
  g_autoptr (CsTextBreaks) breaks = breaks_of (text->str);
  guint32 at = 0, steps = 0,
          length = cs_text_document_counts (cs_text_breaks_document (breaks))->length;
  g_assert_cmpuint (length, ==, 5 * words);
  for (guint i = 0; i < words; i++) {
    at = cs_text_breaks_next (breaks, at, CS_TEXT_UNIT_WORD);
    g_assert_cmpuint (at, ==, 5 * i + 4);
  }
  for (at = 250000; at < 270000; steps++)
    at = cs_text_breaks_next (breaks, at, CS_TEXT_UNIT_GRAPHEME);
  g_assert_cmpuint (steps, >, 18000);
  g_assert_cmpuint (steps, <, 20000);
  for (guint i = 0; i < 1000; i++) {
    at = cs_text_breaks_previous (breaks, at, CS_TEXT_UNIT_WORD);
    g_assert_cmpuint (at % 5, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/text-breaks/graphemes", test_graphemes);
  g_test_add_func ("/text-breaks/words", test_words);
  g_test_add_func ("/text-breaks/snap", test_snap);
  g_test_add_func ("/text-breaks/paragraphs", test_paragraphs);
  g_test_add_func ("/text-breaks/trim", test_trim);
  g_test_add_func ("/text-breaks/long-line", test_long_line);
  return g_test_run ();
}
