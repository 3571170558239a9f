/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test.h"
#include "cs-text-breaks.h"
#include "cs-text-screen.h"

#include <string.h>

static CsTextDocument *
document_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  CsTextDocument *document = cs_text_document_new (text, strlen (text), &error);
  g_assert_no_error (error);
  return document;
}

static void
test_shown (void)
{
  static const struct {
    const char *text, *shown;
    guint line;
  } cases[] = {
    { "", "", 10 },
    { "one", "one", 10 },
    { "a\r\nb\rc\nd", "a\nb\nc\nd", 10 },
    { "\r\n\r\n", "\n\n", 10 },
    { "a\n\rb", "a\n\nb", 10 },
    { "page\fnext\x7f", "page\xe2\x90\x8cnext\xe2\x90\xa1", 10 },
    { "\xef\xbf\xbc", "\xef\xbf\xbd", 10 },
    { "tab\there", "tab\there", 10 },
    { "one two three", "one two \nthree", 10 },
    { "exactly10!", "exactly10!", 10 },
    { "0123456789abc", "0123456789\nabc", 10 },
    /* e with an accent of its own is not torn apart */
    { "012345678e\xcc\x81x", "012345678\ne\xcc\x81x", 10 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsTextDocument) document = document_of (cases[i].text);
    g_autoptr (CsTextScreen) screen = cs_text_screen_new (document, cases[i].line);
    g_assert_cmpstr (screen->text, ==, cases[i].shown);
    g_assert_cmpuint (screen->bytes, ==, strlen (cases[i].shown));
    g_assert_cmpuint (screen->length, ==, (guint)g_utf8_strlen (cases[i].shown, -1));
  }
}

static void
test_line_ends (void)
{
  g_autoptr (CsTextDocument) document = document_of ("ab\r\ncd\r\ne");
  g_autoptr (CsTextScreen) screen = cs_text_screen_new (document, 100);
  const guint32 offsets[] = { 0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 7 };
  for (guint32 position = 0; position < G_N_ELEMENTS (offsets); position++)
    g_assert_cmpuint (cs_text_screen_offset (screen, position), ==, offsets[position]);
  const guint32 positions[] = { 0, 1, 2, 4, 5, 6, 8, 9, 9 };
  for (guint32 offset = 0; offset < G_N_ELEMENTS (positions); offset++)
    g_assert_cmpuint (cs_text_screen_position (screen, offset), ==, positions[offset]);
}

/* A mark that ends at a cut ends on the line before it. */
static void
test_cuts (void)
{
  g_autoptr (CsTextDocument) document = document_of ("one two three");
  g_autoptr (CsTextScreen) screen = cs_text_screen_new (document, 10);
  g_assert_cmpuint (cs_text_screen_offset (screen, 7), ==, 7);
  g_assert_cmpuint (cs_text_screen_offset (screen, 8), ==, 9);
  g_assert_cmpuint (cs_text_screen_end_offset (screen, 8), ==, 8);
  g_assert_cmpuint (cs_text_screen_position (screen, 8), ==, 8);
  g_assert_cmpuint (cs_text_screen_position (screen, 9), ==, 8);
  g_assert_cmpuint (cs_text_screen_end_offset (screen, 13), ==, 14);
}

/* Whatever the text, where a caret may stand it comes back to the same place. */
static void
test_random (void)
{
  static const char *const pieces[] = { "a",  "b ",       "\r\n",      "\r",
                                        "\n", "\xc3\xa9", "e\xcc\x81", "\xf0\x9f\x98\x80",
                                        "\t", "\f",       "word" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  for (guint round = 0; round < 300; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    int count = g_rand_int_range (rand, 0, 200);
    for (int i = 0; i < count; i++)
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    g_autoptr (CsTextDocument) document = document_of (text->str);
    g_autoptr (CsTextBreaks) breaks = cs_text_breaks_new (document);
    g_autoptr (CsTextScreen) screen =
        cs_text_screen_new (document, (guint)g_rand_int_range (rand, 2, 40));
    guint32 length = cs_text_document_counts (document)->length, last = 0;
    for (guint32 position = 0; position <= length; position++) {
      guint32 offset = cs_text_screen_offset (screen, position);
      g_assert_cmpuint (offset, >=, last);
      last = offset;
      if (cs_text_breaks_is_stop (breaks, position))
        g_assert_cmpuint (cs_text_screen_position (screen, offset), ==, position);
    }
    g_assert_cmpuint (cs_text_screen_offset (screen, length), ==, screen->length);
    g_assert_true (g_utf8_validate (screen->text, (gssize)screen->bytes, NULL));
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/text-screen/shown", test_shown);
  g_test_add_func ("/text-screen/line-ends", test_line_ends);
  g_test_add_func ("/text-screen/cuts", test_cuts);
  g_test_add_func ("/text-screen/random", test_random);
  return g_test_run ();
}
