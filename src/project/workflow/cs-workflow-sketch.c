/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow-sketch.h"

#include <string.h>

#define KEY_MAX 32

/* With MEMBER as VALUE, which is taken over; NULL leaves it out. */
static CsJson *
with (const CsJson *object, const char *member, CsJson *value)
{
  CsJson *copy = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (object); i++)
    if (strcmp (cs_json_key_at (object, i), member) != 0)
      cs_json_put (copy, cs_json_key_at (object, i), cs_json_ref (cs_json_member_at (object, i)));
  cs_json_put (copy, member, value);
  return copy;
}

static CsJson *
names (const char *one, const char *other)
{
  CsJson *list = cs_json_new_array ();
  if (one != NULL)
    cs_json_append (list, cs_json_new_string (one));
  if (other != NULL)
    cs_json_append (list, cs_json_new_string (other));
  return list;
}

static gboolean
excludes_decider (const CsJson *stage)
{
  const CsJson *whom = cs_json_get (stage, "exclude");
  for (guint i = 0; i < cs_json_length (whom); i++)
    if (g_strcmp0 (cs_json_string (cs_json_at (whom, i)), "decider") == 0)
      return TRUE;
  return FALSE;
}

/* Takes STAGE over. What follows from its place is not asked of anybody. */
static CsJson *
settled (CsJson *stage, gboolean first, gboolean last)
{
  g_autoptr (CsJson) given = stage;
  const char *decider = !first && excludes_decider (given) ? "decider" : NULL;
  g_autoptr (CsJson) excluding = with (given, "exclude", names (first ? NULL : "author", decider));
  g_autoptr (CsJson) signing = with (excluding, "sign", cs_json_new_bool (last));
  if (!first && !last)
    return g_steal_pointer (&signing);
  gboolean grouped = first && cs_json_get (signing, "groups") != NULL;
  g_autoptr (CsJson) uncounted =
      grouped ? with (signing, "reads", NULL) : cs_json_ref (signing); /* as many as groups */
  g_autoptr (CsJson) even =
      grouped ? with (uncounted, "reads_by_tier", NULL) : cs_json_ref (uncounted);
  g_autoptr (CsJson) unbroken = grouped ? with (even, "tie_breaker", NULL) : cs_json_ref (even);
  g_autoptr (CsJson) undrawn = with (unbroken, "share", NULL);
  g_autoptr (CsJson) untiered = with (undrawn, "tiers", NULL);
  g_autoptr (CsJson) whole = with (untiered, "relax", NULL);
  return last ? with (whole, "roles", names ("sme", NULL)) : with (whole, "look_first", NULL);
}

/* Takes STAGES over. */
static CsJson *
with_stages (const CsJson *sketch, CsJson *stages)
{
  g_autoptr (CsJson) given = stages;
  CsJson *list = cs_json_new_array ();
  guint n = cs_json_length (given);
  for (guint i = 0; i < n; i++)
    cs_json_append (list, settled (cs_json_ref (cs_json_at (given, i)), i == 0, i + 1 == n));
  return with (sketch, "stages", list);
}

CsJson *
cs_sketch_set (const CsJson *sketch, int n, const char *member, CsJson *value)
{
  const CsJson *stages = cs_json_get (sketch, "stages");
  if (n < 0)
    return with (sketch, member, value);
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < cs_json_length (stages); i++)
    cs_json_append (list, (int)i == n ? with (cs_json_at (stages, i), member, value)
                                      : cs_json_ref (cs_json_at (stages, i)));
  return with_stages (sketch, list);
}

static gboolean
has_key (const CsJson *stages, const char *key)
{
  for (guint i = 0; i < cs_json_length (stages); i++)
    if (g_strcmp0 (cs_json_get_string (cs_json_at (stages, i), "key"), key) == 0)
      return TRUE;
  return FALSE;
}

static CsJson *
new_stage (const CsJson *stages)
{
  CsJson *stage = cs_json_new_object ();
  g_autofree char *key = g_strdup ("review");
  for (guint n = 2; has_key (stages, key); n++) {
    g_free (key);
    key = g_strdup_printf ("review-%u", n);
  }
  cs_json_put_string (stage, "key", key);
  cs_json_put (stage, "roles", names ("reviewer", "sme"));
  return stage;
}

CsJson *
cs_sketch_add (const CsJson *sketch)
{
  const CsJson *stages = cs_json_get (sketch, "stages");
  CsJson *list = cs_json_new_array ();
  guint n = cs_json_length (stages);
  for (guint i = 0; i < n; i++) {
    if (i + 1 == n)
      cs_json_append (list, new_stage (stages));
    cs_json_append (list, cs_json_ref (cs_json_at (stages, i)));
  }
  return with_stages (sketch, list);
}

static gboolean
is_between (const CsJson *stages, int n)
{
  return n > 0 && n + 1 < (int)cs_json_length (stages);
}

CsJson *
cs_sketch_remove (const CsJson *sketch, guint n)
{
  const CsJson *stages = cs_json_get (sketch, "stages");
  if (!is_between (stages, (int)n))
    return NULL;
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < cs_json_length (stages); i++)
    if (i != n)
      cs_json_append (list, cs_json_ref (cs_json_at (stages, i)));
  return with_stages (sketch, list);
}

CsJson *
cs_sketch_move (const CsJson *sketch, guint n, int by)
{
  const CsJson *stages = cs_json_get (sketch, "stages");
  if (!is_between (stages, (int)n) || !is_between (stages, (int)n + by))
    return NULL;
  guint other = (guint)((int)n + by);
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < cs_json_length (stages); i++)
    cs_json_append (list, cs_json_ref (cs_json_at (stages, i == n ? other : (i == other ? n : i))));
  return with_stages (sketch, list);
}

char *
cs_sketch_key (const char *words)
{
  g_autofree char *ascii = g_str_to_ascii (words, NULL);
  GString *key = g_string_new (NULL);
  for (const char *p = ascii; *p != '\0' && key->len < KEY_MAX; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (key, g_ascii_tolower (*p));
    else if (key->len > 0 && key->str[key->len - 1] != '-')
      g_string_append_c (key, '-');
  while (key->len > 0 && key->str[key->len - 1] == '-')
    g_string_truncate (key, key->len - 1);
  return g_string_free (key, FALSE);
}

char *
cs_sketch_groups_line (const CsJson *groups)
{
  GString *line = g_string_new (NULL);
  for (guint i = 0; i < cs_json_length (groups); i++) {
    const CsJson *group = cs_json_at (groups, i), *labels = cs_json_get (group, "labels");
    const char *key = cs_json_get_string (group, "key");
    g_string_append_printf (line, "%s%s: ", i > 0 ? "; " : "", key != NULL ? key : "");
    for (guint k = 0; k < cs_json_length (labels); k++) {
      const char *label = cs_json_string (cs_json_at (labels, k));
      g_string_append_printf (line, "%s%s", k > 0 ? ", " : "", label != NULL ? label : "");
    }
  }
  return g_string_free (line, FALSE);
}

/* "bones: fracture, luxation" */
static CsJson *
read_group (const char *words)
{
  CsJson *group = cs_json_new_object (), *labels = cs_json_new_array ();
  const char *colon = strchr (words, ':');
  g_autofree char *name =
      g_strndup (words, colon != NULL ? (gsize)(colon - words) : strlen (words));
  g_autofree char *key = cs_sketch_key (name);
  g_auto (GStrv) each = g_strsplit (colon != NULL ? colon + 1 : "", ",", -1);
  for (guint i = 0; each[i] != NULL; i++)
    if (*g_strstrip (each[i]) != '\0')
      cs_json_append (labels, cs_json_new_string (each[i]));
  cs_json_put_string (group, "key", key);
  cs_json_put (group, "labels", labels);
  return group;
}

CsJson *
cs_sketch_groups (const char *line)
{
  g_autoptr (CsJson) list = cs_json_new_array ();
  g_auto (GStrv) each = g_strsplit (line, ";", -1);
  for (guint i = 0; each[i] != NULL; i++)
    if (*g_strstrip (each[i]) != '\0')
      cs_json_append (list, read_group (each[i]));
  return cs_json_length (list) > 0 ? g_steal_pointer (&list) : NULL;
}

/* "stages[2].roles[0]: only ..." -> 2, "roles", "only ..." */
static void
take_path_off (GError *error, int *ret_stage, char **ret_member)
{
  static const char start[] = "stages[";
  const char *message = error->message, *words = strstr (message, ": ");
  *ret_stage = -1;
  *ret_member = NULL;
  if (words == NULL)
    return;
  const char *member = message;
  if (g_str_has_prefix (message, start)) {
    *ret_stage = (int)g_ascii_strtoull (message + strlen (start), NULL, 10);
    member = message + strcspn (message, "].:");
    member += strspn (member, "].");
  }
  gsize length = strcspn (member, ".[:");
  if (member < words && length > 0)
    *ret_member = g_strndup (member, length);
  char *rest = g_strdup (words + 2);
  g_free (error->message);
  error->message = rest;
}

CsWorkflow *
cs_sketch_finish (const CsJson *sketch, int *ret_stage, char **ret_member, GError **error)
{
  gsize size = 0;
  GError *inner = NULL;
  g_autofree char *text = cs_json_to_canonical (sketch, &size);
  CsWorkflow *workflow = cs_workflow_parse (text, size, &inner);
  if (inner != NULL) {
    take_path_off (inner, ret_stage, ret_member);
    g_propagate_error (error, inner);
  }
  return workflow;
}
