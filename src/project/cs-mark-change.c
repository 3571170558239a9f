/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-change.h"

gboolean
cs_label_fits_mark (const CsLabel *label, const CsMark *mark)
{
  for (guint i = 0; i < label->n_kinds; i++)
    if (label->kinds[i] == mark->kind)
      return TRUE;
  return FALSE;
}

CsJson *
cs_attributes_that_apply (const CsAttribute *attributes, guint count, const CsJson *values)
{
  CsJson *kept = cs_json_new_object ();
  for (guint i = 0; i < count; i++) {
    const CsJson *value = cs_json_get (values, attributes[i].key);
    if (value != NULL && attributes[i].type->check (&attributes[i], value, NULL) &&
        cs_attribute_applies (attributes, i, values))
      cs_json_put (kept, attributes[i].key, cs_json_ref (value));
  }
  if (cs_json_length (kept) == 0)
    g_clear_pointer (&kept, cs_json_unref);
  return kept;
}

/* A suggestion that was taken and then changed is no longer as it was. */
static CsMark *
change (const CsMark *mark, const char *label, const CsJson *attributes, GError **error)
{
  CsMarkInit init = cs_mark_to_init (mark);
  if (init.how == CS_MARK_HOW_ACCEPTED)
    init.how = CS_MARK_HOW_EDITED;
  init.label = label;
  init.attributes = attributes;
  return cs_mark_new (&init, error);
}

CsMark *
cs_mark_relabel (const CsMark *mark, const CsLabel *label, GError **error)
{
  if (g_str_equal (mark->label, label->key))
    return cs_mark_ref (mark);
  if (!cs_label_fits_mark (label, mark)) {
    cs_fail (error, CS_ERROR_INVALID, "label \"%s\" is not drawn as %s", label->key,
             mark->kind->tag);
    return NULL;
  }
  g_autoptr (CsJson) kept =
      cs_attributes_that_apply (label->attributes, label->n_attributes, mark->attributes);
  return change (mark, label->key, kept, error);
}

/* The values of MARK with VALUE (NULL: without any) for KEY. */
static CsJson *
values_with (const CsMark *mark, const char *key, const CsJson *value)
{
  CsJson *all = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (mark->attributes); i++) {
    const char *each = cs_json_key_at (mark->attributes, i);
    if (!g_str_equal (each, key))
      cs_json_put (all, each, cs_json_ref (cs_json_member_at (mark->attributes, i)));
  }
  if (value != NULL)
    cs_json_put (all, key, cs_json_ref (value));
  return all;
}

CsMark *
cs_mark_set_value (const CsSchema *schema, const CsMark *mark, const char *key, const CsJson *value,
                   GError **error)
{
  guint count = 0;
  const CsAttribute *attributes = cs_schema_attributes (schema, mark, &count);
  g_autoptr (CsJson) all = values_with (mark, key, value);
  for (guint i = 0; value != NULL && i < count; i++)
    if (g_str_equal (attributes[i].key, key) &&
        !attributes[i].type->check (&attributes[i], value, error)) {
      g_prefix_error (error, "%s: ", attributes[i].name);
      return NULL;
    }
  if (!cs_attributes_check (attributes, count, all, FALSE, error))
    return NULL;
  g_autoptr (CsJson) kept = cs_attributes_that_apply (attributes, count, all);
  return cs_json_equal (kept, mark->attributes) ? cs_mark_ref (mark)
                                                : change (mark, mark->label, kept, error);
}

/* --- what is typed --- */

static CsJson *
list_of (const char *text)
{
  CsJson *list = cs_json_new_array ();
  g_auto (GStrv) words = g_strsplit (text, ",", 0);
  for (guint i = 0; words[i] != NULL; i++)
    cs_json_append (list, cs_json_new_string (g_strstrip (words[i])));
  return list;
}

/* One of them, or several. */
static CsJson *
choices_of (const CsAttribute *attribute, const char *text)
{
  g_autoptr (CsJson) one = cs_json_new_string (text);
  return attribute->type->check (attribute, one, NULL) ? g_steal_pointer (&one) : list_of (text);
}

/* "7,5" is a number to many people, "7.5" to the file. */
static CsJson *
number_of (const CsAttributeType *type, char *text)
{
  g_strdelimit (text, ",", '.');
  char *end = NULL;
  gint64 whole = type->is_whole ? g_ascii_strtoll (text, &end, 10) : 0;
  return end != NULL && *end == '\0' ? cs_json_new_int (whole) : cs_json_new_string (text);
}

CsJson *
cs_attribute_from_text (const CsAttribute *attribute, const char *typed)
{
  const CsAttributeType *type = attribute->type;
  g_autofree char *text = g_strstrip (g_strdup (typed));
  if (text[0] == '\0')
    return NULL;
  if (type->has_choices)
    return choices_of (attribute, text);
  if (type->has_range)
    return number_of (type, text);
  gboolean truth = g_str_equal (text, "true");
  if (type->is_condition && (truth || g_str_equal (text, "false")))
    return cs_json_new_bool (truth);
  return cs_json_new_string (text);
}
