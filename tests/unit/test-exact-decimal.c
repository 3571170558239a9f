/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-exact-decimal.h"
#include "cs-test.h"

#include <math.h>

static void
test_form (void)
{
  static const char *const good[] = { "0", "7", "-7", "0.5", "-0.05", "7.0", "10", "100.001" };
  static const char *const bad[] = { "",   "-",   "+1", "01",  ".5",  "5.",    "1e3", " 1",
                                     "1 ", "1,5", "-.", "0x1", "--1", "1.2.3", "NaN", "inf" };
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (cs_exact_decimal_ok (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cs_exact_decimal_ok (bad[i]));
  g_autofree char *longest = g_strnfill (CS_EXACT_DECIMAL_MAX, '1');
  g_autofree char *longer = g_strnfill (CS_EXACT_DECIMAL_MAX + 1, '1');
  g_assert_true (cs_exact_decimal_ok (longest));
  g_assert_false (cs_exact_decimal_ok (longer));
}

static void
test_order (void)
{
  static const char *const ascending[] = { "-100", "-20",  "-9.5", "-9.45", "-0.1", "0",  "0.01",
                                           "0.1",  "0.11", "1",    "1.05",  "9",    "10", "10.1" };
  for (guint i = 0; i < G_N_ELEMENTS (ascending); i++)
    for (guint k = 0; k < G_N_ELEMENTS (ascending); k++)
      g_assert_cmpint (cs_exact_decimal_compare (ascending[i], ascending[k]), ==,
                       (i > k) - (i < k));
  g_assert_cmpint (cs_exact_decimal_compare ("7.00", "7"), ==, 0);
  g_assert_cmpint (cs_exact_decimal_compare ("-0.0", "0"), ==, 0);
}

static void
test_from_real (void)
{
  static const struct {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 0.1, "0.1" },
    { -2.5, "-2.5" },
    { 1e3, "1000" },
    { 123.456, "123.456" },
    { 1e-7, "0.0000001" },
    { 1e21, "1000000000000000000000" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 100, "100" },
    { 1.0 / 3, "0.3333333333333333" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = cs_exact_decimal_from_real (cases[i].value);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
  g_assert_null (cs_exact_decimal_from_real (INFINITY));
  g_assert_null (cs_exact_decimal_from_real (NAN));
  g_assert_null (cs_exact_decimal_from_real (1e300));
  g_assert_null (cs_exact_decimal_from_real (1e-300));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/exact-decimal/form", test_form);
  g_test_add_func ("/exact-decimal/order", test_order);
  g_test_add_func ("/exact-decimal/from-real", test_from_real);
  return g_test_run ();
}
