/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-letters.h"
#include "cs-test.h"

static void
test_letters (void)
{
  const CsLetterWish wishes[] = {
    { "Nodule, solid", NULL },
    { "Nodule, ground glass", "g" },
    { "Node", NULL },
    { "Do", "o" },
    { "Od", NULL },
    { "\xc3\x96"
      "dem",
      "\xc3\x96" },
    { "no", NULL },
    { "Second o", "O" },
  };
  static const char wanted[] = { 'n', 'g', 'd', 'o', 'a', 0, 'b', 's' };
  guint count = G_N_ELEMENTS (wishes);
  g_autofree gunichar *letters = cs_letters_new (wishes, count);
  for (guint i = 0; i < count; i++)
    g_assert_cmpuint (letters[i], ==, wanted[i] != 0 ? (guint)wanted[i] : 0xf6);
}

static void
test_letters_run_out (void)
{
  CsLetterWish wishes[40] = { 0 };
  for (guint i = 0; i < 40; i++)
    wishes[i].name = "a";
  g_autofree gunichar *letters = cs_letters_new (wishes, 40);
  for (guint i = 0; i < 40; i++) {
    g_assert_cmpint (letters[i] != 0, ==, i < 36);
    for (guint j = 0; j < MIN (i, 36); j++)
      g_assert_cmpuint (letters[i], !=, letters[j]);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/letters/letters", test_letters);
  g_test_add_func ("/letters/run-out", test_letters_run_out);
  return g_test_run ();
}
