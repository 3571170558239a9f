/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-keys.h"
#include "cs-edits.h"

#include <string.h>

#define MOST_EDITS 2 /* from which on it is another word and no slip */
#define MOST_KEY 64  /* bytes of a key that is compared for slips */

/* Which entry of LIST is of KEY, as what follows it; NULL: none is. */
static const char *
find (char **list, const char *key)
{
  gsize size = strlen (key);
  for (guint i = 0; list[i] != NULL; i++)
    if (strncmp (list[i], key, size) == 0 && (list[i][size] == ':' || list[i][size] == '\0'))
      return list[i] + size + (list[i][size] == ':' ? strspn (list[i] + size, ": ") : 0);
  return NULL;
}

gboolean
cs_metric_keys_have (const char *keys, const char *key)
{
  g_auto (GStrv) list = g_strsplit (keys, "|", -1);
  return find (list, key) != NULL;
}

static gint64
edits (const char *a, const char *b)
{
  glong n_a = 0, n_b = 0;
  g_autofree gunichar *chars_a = g_utf8_to_ucs4_fast (a, -1, &n_a);
  g_autofree gunichar *chars_b = g_utf8_to_ucs4_fast (b, -1, &n_b);
  return cs_edit_distance (chars_a, (gsize)n_a, chars_b, (gsize)n_b);
}

/* The one of NAMES that KEY was meant to be; NULL: none is near. */
static const char *
nearest (char **names, const char *key)
{
  const char *found = NULL;
  gint64 least = MOST_EDITS + 1;
  if (strlen (key) > MOST_KEY)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++) {
    gint64 distance = edits (names[i], key);
    if (distance < least && distance < (gint64)strlen (names[i])) {
      least = distance;
      found = names[i];
    }
  }
  return found;
}

static gboolean
fail_unknown (const char *place, const char *key, char **list, GError **error)
{
  guint n = g_strv_length (list);
  g_auto (GStrv) names = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    names[i] = g_strndup (list[i], strcspn (list[i], ":"));
  g_autofree char *all = g_strjoinv (", ", names);
  const char *near = nearest (names, key);
  g_autoptr (GString) hint = g_string_new (NULL);
  if (near != NULL)
    g_string_append_printf (hint, "; did you mean \"%s\"?", near);
  return cs_fail (error, CS_ERROR_INVALID, "%s%s%s: no such key%s%s%s%s",
                  place != NULL ? place : "", place != NULL ? "." : "", key, hint->str,
                  near != NULL ? " " : "; ",
                  n > 0 ? near != NULL ? "There is " : "there is " : "there is none", all);
}

static gboolean
check_fixed (const char *place, const char *key, const CsJson *value, const char *word,
             GError **error)
{
  g_autofree char *line = cs_json_to_line (value);
  const char *text = cs_json_string (value) != NULL ? cs_json_string (value) : line;
  return g_str_has_prefix (text, word) ||
         cs_fail (error, CS_ERROR_INVALID, "%s.%s: cannot be chosen; it is always %s", place, key,
                  word);
}

gboolean
cs_metric_check_keys (const CsJson *object, const char *place, const char *keys, const char *fixed,
                      GError **error)
{
  g_auto (GStrv) list = g_strsplit (keys, "|", -1);
  g_auto (GStrv) words = g_strsplit (fixed != NULL ? fixed : "", "|", -1);
  for (guint i = 0; i < cs_json_length (object); i++) {
    const char *key = cs_json_key_at (object, i);
    const char *word = find (words, key);
    if (find (list, key) != NULL)
      continue;
    if (word == NULL)
      return fail_unknown (place, key, list, error);
    if (!check_fixed (place, key, cs_json_member_at (object, i), word, error))
      return FALSE;
  }
  return TRUE;
}
