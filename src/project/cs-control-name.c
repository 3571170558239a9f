/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-control-name.h"

#include <string.h>

#define DIGITS_MOST 9
#define TRIES 64

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

/* The largest number of those that are like NAME but for it. */
static guint64
largest (const char *name, const Number *number, GHashTable *taken)
{
  guint64 most = g_ascii_strtoull (name + number->from, NULL, 10);
  gsize after = strlen (name + number->to);
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, taken);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    const char *other = key;
    Number there;
    if (!find_number (other, &there) || there.from != number->from ||
        strncmp (other, name, number->from) != 0 || strlen (other + there.to) != after ||
        strcmp (other + there.to, name + number->to) != 0)
      continue;
    most = MAX (most, g_ascii_strtoull (other + there.from, NULL, 10));
  }
  return most;
}

char *
cs_control_name (const char *name, GHashTable *taken, const guint32 *die)
{
  Number number;
  if (!find_number (name, &number))
    return NULL;
  guint64 most = largest (name, &number, taken);
  for (guint i = 0; die != NULL && i < TRIES; i++) {
    g_autofree char *text = with_number (name, &number, ((guint64)*die + i * 7919) % (most + 1));
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
cs_control_put (const char *text, const char *was, const char *now)
{
  const char *at = strstr (text, was);
  return at == NULL ? g_strdup (text)
                    : g_strdup_printf ("%.*s%s%s", (int)(at - text), text, now, at + strlen (was));
}
