/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-control-name.h"

#include <string.h>

#define DIGITS_MOST 9
#define TRIES 64
#define STRIDE 7919 /* a prime: the tries are spread over the range */

/* Where the number of a name begins and ends. */
typedef struct {
  gsize from, to;
} Number;

static gboolean
find_number (const char *name, Number *ret_number)
{
  const char *dot = strrchr (name, '.');
  gsize to = dot != NULL && g_ascii_isalpha (dot[1]) && strlen (dot) <= 6 ? (gsize)(dot - name)
                                                                          : strlen (name);
  while (to > 0 && !g_ascii_isdigit (name[to - 1]))
    to--;
  gsize from = to;
  while (from > 0 && g_ascii_isdigit (name[from - 1]) && to - from < DIGITS_MOST)
    from--;
  *ret_number = (Number){ from, to };
  return to > 0;
}

static char *
with_number (const char *name, const Number *number, guint64 value)
{
  gboolean padded = name[number->from] == '0' && number->to - number->from > 1;
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, value);
  GString *text = g_string_new_len (name, (gssize)number->from);
  for (gsize n = strlen (digits); padded && n < number->to - number->from; n++)
    g_string_append_c (text, '0');
  g_string_append (text, digits);
  return g_string_free (g_string_append (text, name + number->to), FALSE);
}

static guint64
value_of (const char *name, const Number *number)
{
  g_autofree char *digits = g_strndup (name + number->from, number->to - number->from);
  return g_ascii_strtoull (digits, NULL, 10);
}

/* Between which numbers those are that are like NAME but for it. */
static void
find_range (const char *name, const Number *number, GHashTable *taken, guint64 *ret_least,
            guint64 *ret_most)
{
  GHashTableIter iter;
  gpointer key;
  *ret_least = *ret_most = value_of (name, number);
  g_hash_table_iter_init (&iter, taken);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    const char *other = key;
    Number there;
    if (!find_number (other, &there) || there.from != number->from ||
        strncmp (other, name, number->from) != 0 ||
        strcmp (other + there.to, name + number->to) != 0)
      continue;
    *ret_least = MIN (*ret_least, value_of (other, &there));
    *ret_most = MAX (*ret_most, value_of (other, &there));
  }
}

char *
cs_control_name (const char *name, GHashTable *taken, const guint32 *die)
{
  Number number;
  guint64 least = 0, most = 0;
  if (!find_number (name, &number))
    return NULL;
  find_range (name, &number, taken, &least, &most);
  for (guint i = 0; die != NULL && i < TRIES; i++) {
    guint64 value = least + ((guint64)*die + i * STRIDE) % (most - least + 1);
    g_autofree char *text = with_number (name, &number, value);
    if (!g_hash_table_contains (taken, text))
      return g_steal_pointer (&text);
  }
  for (;;) {
    g_autofree char *text = with_number (name, &number, ++most);
    if (!g_hash_table_contains (taken, text))
      return g_steal_pointer (&text);
  }
}

char *
cs_control_follow (const char *name, const char *was, const char *now)
{
  Number number, old, new;
  if (!find_number (name, &number) || !find_number (was, &old) || !find_number (now, &new) ||
      value_of (name, &number) != value_of (was, &old))
    return NULL;
  return with_number (name, &number, value_of (now, &new));
}

char *
cs_control_put (const char *text, const char *was, const char *now)
{
  const char *at = strstr (text, was);
  return at == NULL ? g_strdup (text)
                    : g_strdup_printf ("%.*s%s%s", (int)(at - text), text, now, at + strlen (was));
}
