/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-milli.h"

#include <string.h>

#define MOST G_GINT64_CONSTANT (1000000000000000)

/* The exponent behind the e, kept small enough to add to. */
static gint64
parse_exponent (const char *text)
{
  if (*text == '\0')
    return 0;
  gint64 exponent = g_ascii_strtoll (text + 1, NULL, 10);
  return CLAMP (exponent, -1000000, 1000000);
}

gboolean
cs_milli_parse (const char *number, gint64 *ret_milli, gboolean *ret_rounded)
{
  gboolean negative = *number == '-', up = FALSE, lost = FALSE;
  const char *start = number + negative;
  gsize whole = strspn (start, "0123456789");
  gsize all = strcspn (start, "eE");
  /* How many digits stand before the point once it is moved to thousandths. */
  gint64 before = (gint64)whole + 3 + parse_exponent (start + all);
  gint64 milli = 0, place = 0;
  if (before < 0)
    before = -1; /* not even the next digit counts */
  for (gsize i = 0; i < all; i++) {
    if (start[i] == '.')
      continue;
    int digit = start[i] - '0';
    if (place < before) {
      milli = milli * 10 + digit;
      if (milli > MOST)
        return FALSE;
    } else {
      up |= place == before && digit >= 5;
      lost |= digit != 0;
    }
    place++;
  }
  for (; place < before && milli != 0; place++)
    if ((milli *= 10) > MOST)
      return FALSE;
  milli += up;
  *ret_milli = negative ? -milli : milli;
  *ret_rounded = lost;
  return TRUE;
}

void
cs_milli_append (GString *out, __int128 value, guint places)
{
  char digits[48];
  char *end = digits + sizeof digits, *at = end;
  unsigned __int128 rest = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
  guint written = 0;
  gboolean needed = FALSE;
  do {
    char digit = (char)('0' + (int)(rest % 10));
    rest /= 10;
    needed |= digit != '0' || written >= places;
    if (needed)
      *--at = digit;
    if (++written == places && needed)
      *--at = '.';
  } while (rest != 0 || written <= places);
  if (value < 0)
    g_string_append_c (out, '-');
  g_string_append_len (out, at, end - at);
}
