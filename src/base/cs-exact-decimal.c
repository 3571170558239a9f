/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-exact-decimal.h"

#include <math.h>
#include <string.h>

gboolean
cs_exact_decimal_ok (const char *text)
{
  const char *p = text[0] == '-' ? text + 1 : text;
  gsize whole = strspn (p, "0123456789");
  if (strlen (text) > CS_EXACT_DECIMAL_MAX || whole == 0 || (whole > 1 && p[0] == '0'))
    return FALSE;
  p += whole;
  if (*p == '\0')
    return TRUE;
  gsize digits = *p == '.' ? strspn (p + 1, "0123456789") : 0;
  return digits > 0 && p[1 + digits] == '\0';
}

char *
cs_exact_decimal_shorten (const char *text)
{
  g_autofree char *copy = g_strdup (text);
  if (strchr (copy, '.') != NULL) {
    gsize length = strlen (copy);
    while (copy[length - 1] == '0')
      copy[--length] = '\0';
    if (copy[length - 1] == '.')
      copy[length - 1] = '\0';
  }
  return strcmp (copy, "-0") == 0 ? g_strdup ("0") : g_steal_pointer (&copy);
}

/* Both without sign and shortened. */
static int
compare_sizes (const char *a, const char *b)
{
  gsize whole_a = strcspn (a, "."), whole_b = strcspn (b, ".");
  if (whole_a != whole_b)
    return whole_a < whole_b ? -1 : 1;
  int order = strcmp (a, b); /* '.' and the end come before all digits */
  return order < 0 ? -1 : order > 0;
}

int
cs_exact_decimal_compare (const char *a, const char *b)
{
  g_autofree char *x = cs_exact_decimal_shorten (a);
  g_autofree char *y = cs_exact_decimal_shorten (b);
  gboolean x_less = x[0] == '-', y_less = y[0] == '-';
  if (x_less != y_less)
    return x_less ? -1 : 1;
  return x_less ? compare_sizes (y + 1, x + 1) : compare_sizes (x, y);
}

/* The DIGITS and the place of the point counted from their beginning, as plain text. */
static char *
place_point (gboolean negative, const char *digits, int point)
{
  g_autoptr (GString) text = g_string_new (negative ? "-" : "");
  int count = (int)strlen (digits);
  if (point <= 0)
    g_string_append (text, "0.");
  for (int i = point; i < 0; i++)
    g_string_append_c (text, '0');
  for (int i = 0; i < MAX (count, point); i++) {
    if (i == point && i > 0)
      g_string_append_c (text, '.');
    g_string_append_c (text, i < count ? digits[i] : '0');
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cs_exact_decimal_from_real (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";
  if (!isfinite (value) || fabs (value) > 1e40 || (value != 0 && fabs (value) < 1e-40))
    return NULL;
  for (int places = 0; places <= 16; places++) {
    g_autofree char *format = g_strdup_printf ("%%.%de", places);
    g_ascii_formatd (text, sizeof text, format, value);
    if (g_ascii_strtod (text, NULL) == value)
      break;
  }
  gboolean negative = text[0] == '-';
  char *exponent = strchr (text, 'e');
  int point = (int)g_ascii_strtoll (exponent + 1, NULL, 10) + 1;
  *exponent = '\0';
  g_autoptr (GString) digits = g_string_new (text + negative);
  g_string_replace (digits, ".", "", 1);
  g_autofree char *plain = place_point (negative, digits->str, point);
  char *shortened = cs_exact_decimal_shorten (plain);
  if (cs_exact_decimal_ok (shortened))
    return shortened;
  g_free (shortened);
  return NULL;
}
