/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-letters.h"

static gboolean
take (GHashTable *taken, gunichar letter)
{
  return letter != 0 && g_unichar_isalnum (letter) &&
         g_hash_table_add (taken, GUINT_TO_POINTER (letter));
}

static gunichar
first_of (GHashTable *taken, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar letter = g_unichar_tolower (g_utf8_get_char (p));
    if (take (taken, letter))
      return letter;
  }
  return 0;
}

gunichar *
cs_letters_new (const CsLetterWish *wishes, guint count)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  gunichar *letters = g_new0 (gunichar, count);
  for (guint i = 0; i < count; i++) {
    const char *wish = wishes[i].shortcut;
    gunichar letter = wish != NULL ? g_unichar_tolower (g_utf8_get_char (wish)) : 0;
    letters[i] = take (taken, letter) ? letter : 0;
  }
  for (guint i = 0; i < count; i++)
    if (letters[i] == 0)
      letters[i] = first_of (taken, wishes[i].name);
  for (guint i = 0; i < count; i++)
    if (letters[i] == 0)
      letters[i] = first_of (taken, "abcdefghijklmnopqrstuvwxyz0123456789");
  return letters;
}
