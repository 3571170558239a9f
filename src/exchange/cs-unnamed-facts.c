/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-unnamed-facts.h"
#include "cs-context.h"

static gboolean
is_one_of (const char *key, const char *const *keys)
{
  return key != NULL && g_strv_contains (keys, key);
}

static const char *const who[] = { "patient_id", "patient_name", NULL };

/* KEY is what JSON is the value of, NULL in a list. */
static void
collect (const CsJson *json, const char *key, GStrvBuilder *names)
{
  const char *text = cs_json_string (json);
  if (text != NULL && is_one_of (key, who))
    g_strv_builder_add (names, text);
  for (guint i = 0; cs_json_type (json) != CS_JSON_STRING && i < cs_json_length (json); i++)
    if (cs_json_type (json) == CS_JSON_OBJECT)
      collect (cs_json_member_at (json, i), cs_json_key_at (json, i), names);
    else
      collect (cs_json_at (json, i), NULL, names);
}

/* Numbers, dates and ids are no words: a part of one may look like the number of a patient. */
static CsJson *
unnamed (const CsJson *json, const char *key, const char *const *names)
{
  static const char *const words[] = { "explanation", "name", "series_description", NULL };
  if (cs_json_type (json) == CS_JSON_OBJECT) {
    CsJson *copy = cs_json_new_object ();
    for (guint i = 0; i < cs_json_length (json); i++)
      cs_json_put (copy, cs_json_key_at (json, i),
                   unnamed (cs_json_member_at (json, i), cs_json_key_at (json, i), names));
    return copy;
  }
  if (cs_json_type (json) == CS_JSON_ARRAY) {
    CsJson *copy = cs_json_new_array ();
    for (guint i = 0; i < cs_json_length (json); i++)
      cs_json_append (copy, unnamed (cs_json_at (json, i), NULL, names));
    return copy;
  }
  if (cs_json_type (json) != CS_JSON_STRING || !(is_one_of (key, who) || is_one_of (key, words)))
    return cs_json_ref ((CsJson *)json);
  g_autofree char *text = is_one_of (key, who) ? g_strdup ("\xe2\x80\xa6")
                                               : cs_context_hide (cs_json_string (json), names);
  return cs_json_new_string (text);
}

CsJson *
cs_unnamed_facts (const CsJson *facts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  collect (facts, NULL, builder);
  g_auto (GStrv) names = g_strv_builder_end (builder);
  return unnamed (facts, NULL, (const char *const *)names);
}
