/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-document-diff.h"

#include <string.h>

#define SHOWN 60 /* longest value in a sentence, in bytes */

static void diff_value (GPtrArray *out, const char *path, const CsJson *before,
                        const CsJson *after);

static void
add (GPtrArray *out, const char *path, const char *what)
{
  g_ptr_array_add (out, g_strdup_printf ("%s: %s", path, what));
}

static char *
join (const char *path, const char *what, const char *key)
{
  return g_strconcat (path, path[0] != '\0' ? ", " : "", what, key != NULL ? " " : NULL, key, NULL);
}

/* Objects that are told apart by their keys. */
static gboolean
is_keyed (const CsJson *list)
{
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return FALSE;
  for (guint i = 0; i < cs_json_length (list); i++)
    if (cs_json_get_string (cs_json_at (list, i), "key") == NULL)
      return FALSE;
  return TRUE;
}

static const CsJson *
find (const CsJson *list, const char *key)
{
  for (guint i = 0; i < cs_json_length (list); i++)
    if (strcmp (cs_json_get_string (cs_json_at (list, i), "key"), key) == 0)
      return cs_json_at (list, i);
  return NULL;
}

static gboolean
same_order (const CsJson *before, const CsJson *after)
{
  guint k = 0;
  for (guint i = 0; i < cs_json_length (after); i++) {
    const char *key = cs_json_get_string (cs_json_at (after, i), "key");
    if (find (before, key) == NULL)
      continue;
    while (k < cs_json_length (before) &&
           strcmp (cs_json_get_string (cs_json_at (before, k), "key"), key) != 0)
      k++;
    if (k == cs_json_length (before))
      return FALSE;
  }
  return TRUE;
}

static void
diff_keyed (GPtrArray *out, const char *path, const char *name, const CsJson *before,
            const CsJson *after)
{
  /* "labels" -> "label" */
  g_autofree char *one = g_strndup (name, strlen (name) - (g_str_has_suffix (name, "s") ? 1 : 0));
  for (guint i = 0; i < cs_json_length (before); i++) {
    const char *key = cs_json_get_string (cs_json_at (before, i), "key");
    g_autofree char *inner = join (path, one, key);
    if (find (after, key) == NULL)
      add (out, inner, "removed");
    else
      diff_value (out, inner, cs_json_at (before, i), find (after, key));
  }
  for (guint i = 0; i < cs_json_length (after); i++) {
    const char *key = cs_json_get_string (cs_json_at (after, i), "key");
    g_autofree char *inner = join (path, one, key);
    if (find (before, key) == NULL)
      add (out, inner, "added");
  }
  g_autofree char *whole = join (path, name, NULL);
  if (!same_order (before, after))
    add (out, whole, "in another order");
}

/* Objects without keys, by their places: "relax 2". */
static void
diff_places (GPtrArray *out, const char *path, const char *name, const CsJson *before,
             const CsJson *after)
{
  for (guint i = 0; i < MAX (cs_json_length (before), cs_json_length (after)); i++) {
    g_autofree char *place = g_strdup_printf ("%u", i + 1);
    g_autofree char *inner = join (path, name, place);
    diff_value (out, inner, cs_json_at (before, i), cs_json_at (after, i));
  }
}

static gboolean
is_of_objects (const CsJson *list)
{
  return cs_json_type (list) == CS_JSON_ARRAY && cs_json_length (list) > 0 &&
         cs_json_type (cs_json_at (list, 0)) == CS_JSON_OBJECT;
}

static void
diff_member (GPtrArray *out, const char *path, const char *key, const CsJson *before,
             const CsJson *after)
{
  gboolean keyed = (before == NULL || is_keyed (before)) && (after == NULL || is_keyed (after));
  g_autofree char *inner = join (path, key, NULL);
  if (keyed)
    diff_keyed (out, path, key, before, after);
  else if (is_of_objects (before) || is_of_objects (after))
    diff_places (out, path, key, before, after);
  else
    diff_value (out, inner, before, after);
}

static void
diff_objects (GPtrArray *out, const char *path, const CsJson *before, const CsJson *after)
{
  for (guint i = 0; i < cs_json_length (before); i++) {
    const char *key = cs_json_key_at (before, i);
    diff_member (out, path, key, cs_json_member_at (before, i), cs_json_get (after, key));
  }
  for (guint i = 0; i < cs_json_length (after); i++) {
    const char *key = cs_json_key_at (after, i);
    if (cs_json_get (before, key) == NULL)
      diff_member (out, path, key, NULL, cs_json_member_at (after, i));
  }
}

static void
diff_value (GPtrArray *out, const char *path, const CsJson *before, const CsJson *after)
{
  if (before != NULL && after != NULL && cs_json_equal (before, after))
    return;
  if (cs_json_type (before) == CS_JSON_OBJECT && cs_json_type (after) == CS_JSON_OBJECT) {
    diff_objects (out, path, before, after);
    return;
  }
  g_autofree char *old = before != NULL ? cs_json_to_canonical (before, NULL) : NULL;
  g_autofree char *now = after != NULL ? cs_json_to_canonical (after, NULL) : NULL;
  if ((old != NULL ? strlen (old) : 0) > SHOWN || (now != NULL ? strlen (now) : 0) > SHOWN)
    add (out, path, old == NULL ? "added" : now == NULL ? "removed" : "changed");
  else if (old == NULL)
    g_ptr_array_add (out, g_strdup_printf ("%s: now %s", path, now));
  else if (now == NULL)
    g_ptr_array_add (out, g_strdup_printf ("%s: no longer %s", path, old));
  else
    g_ptr_array_add (out, g_strdup_printf ("%s: %s is now %s", path, old, now));
}

GPtrArray *
cs_document_diff (const CsJson *before, const CsJson *after)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  diff_value (out, "", before, after);
  return out;
}
