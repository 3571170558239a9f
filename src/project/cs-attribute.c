/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-attribute.h"

#include "cs-exact-decimal.h"

#include <string.h>

/* --- types --- */

static gboolean
is_choice (const CsAttribute *attribute, const CsJson *value)
{
  const char *key = cs_json_string (value);
  for (guint i = 0; key != NULL && i < attribute->n_choices; i++)
    if (strcmp (attribute->choices[i].key, key) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
fail_form (const CsAttribute *attribute, GError **error)
{
  return cs_fail (error, CS_ERROR_INVALID, "the value is not %s", attribute->type->form);
}

static gboolean
check_choice (const CsAttribute *attribute, const CsJson *value, GError **error)
{
  if (cs_json_type (value) != CS_JSON_STRING)
    return fail_form (attribute, error);
  if (!is_choice (attribute, value))
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is not one of its choices",
                    cs_json_string (value));
  return TRUE;
}

static gboolean
check_multi_choice (const CsAttribute *attribute, const CsJson *value, GError **error)
{
  guint count = cs_json_length (value);
  if (cs_json_type (value) != CS_JSON_ARRAY || count == 0)
    return fail_form (attribute, error);
  for (guint i = 0; i < count; i++) {
    if (!check_choice (attribute, cs_json_at (value, i), error))
      return FALSE;
    for (guint k = 0; k < i; k++)
      if (cs_json_equal (cs_json_at (value, i), cs_json_at (value, k)))
        return cs_fail (error, CS_ERROR_INVALID, "\"%s\" comes twice",
                        cs_json_string (cs_json_at (value, i)));
  }
  return TRUE;
}

static gboolean
check_text (const CsAttribute *attribute, const CsJson *value, GError **error)
{
  const char *text = cs_json_string (value);
  return (text != NULL && text[0] != '\0') || fail_form (attribute, error);
}

static gboolean
check_range (const CsAttribute *attribute, const char *number, GError **error)
{
  const char *unit = attribute->unit != NULL ? attribute->unit : "";
  const char *space = attribute->unit != NULL ? " " : "";
  if (attribute->min != NULL && cs_exact_decimal_compare (number, attribute->min) < 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s%s%s is less than %s", number, space, unit,
                    attribute->min);
  if (attribute->max != NULL && cs_exact_decimal_compare (number, attribute->max) > 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s%s%s is more than %s", number, space, unit,
                    attribute->max);
  return TRUE;
}

static gboolean
check_integer (const CsAttribute *attribute, const CsJson *value, GError **error)
{
  if (cs_json_type (value) != CS_JSON_INT)
    return fail_form (attribute, error);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, cs_json_int (value));
  return check_range (attribute, number, error);
}

static gboolean
check_decimal (const CsAttribute *attribute, const CsJson *value, GError **error)
{
  const char *number = cs_json_string (value);
  if (number == NULL || !cs_exact_decimal_ok (number))
    return fail_form (attribute, error);
  return check_range (attribute, number, error);
}

static gboolean
check_boolean (const CsAttribute *attribute, const CsJson *value, GError **error)
{
  return cs_json_type (value) == CS_JSON_BOOL || fail_form (attribute, error);
}

static const CsAttributeType types[] = {
  { .nick = "choice",
    .form = "one of its choices",
    .has_choices = TRUE,
    .is_condition = TRUE,
    .check = check_choice },
  { .nick = "multi-choice",
    .form = "a list of its choices",
    .has_choices = TRUE,
    .is_condition = TRUE,
    .check = check_multi_choice },
  { .nick = "text", .form = "a text", .check = check_text },
  { .nick = "integer",
    .form = "a whole number",
    .has_range = TRUE,
    .is_whole = TRUE,
    .check = check_integer },
  { .nick = "decimal",
    .form = "a decimal number in quotes such as \"7.5\"",
    .has_range = TRUE,
    .check = check_decimal },
  { .nick = "boolean", .form = "true or false", .is_condition = TRUE, .check = check_boolean },
};

const CsAttributeType *
cs_attribute_types (guint *ret_count)
{
  *ret_count = G_N_ELEMENTS (types);
  return types;
}

const CsAttributeType *
cs_attribute_type_find (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].nick, nick) == 0)
      return &types[i];
  return NULL;
}

/* --- definitions --- */

static char *
read_bound (const CsJson *attribute, const char *key)
{
  const CsJson *bound = cs_json_get (attribute, key);
  if (cs_json_type (bound) == CS_JSON_INT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, cs_json_int (bound));
  return g_strdup (cs_json_string (bound));
}

static void
read_choices (CsAttribute *self, const CsJson *list)
{
  guint count = cs_json_length (list);
  CsChoice *choices = g_new0 (CsChoice, count);
  for (guint i = 0; i < count; i++) {
    choices[i].key = cs_json_get_string (cs_json_at (list, i), "key");
    choices[i].name = cs_json_get_string (cs_json_at (list, i), "name");
  }
  self->choices = choices;
  self->n_choices = count;
}

CsAttribute *
cs_attributes_read (const CsJson *list, guint *ret_count)
{
  guint count = cs_json_length (list);
  CsAttribute *attributes = g_new0 (CsAttribute, count);
  for (guint i = 0; i < count; i++) {
    const CsJson *from = cs_json_at (list, i);
    const CsJson *when = cs_json_get (from, "when");
    CsAttribute *self = &attributes[i];
    self->key = cs_json_get_string (from, "key");
    self->name = cs_json_get_string (from, "name");
    self->type = cs_attribute_type_find (cs_json_get_string (from, "type"));
    self->unit = cs_json_get_string (from, "unit");
    self->min = read_bound (from, "min");
    self->max = read_bound (from, "max");
    self->required = cs_json_get_bool (from, "required");
    self->when = -1;
    self->when_is = cs_json_get (when, "is");
    read_choices (self, cs_json_get (from, "choices"));
    for (guint k = 0; when != NULL && k < i; k++)
      if (strcmp (attributes[k].key, cs_json_get_string (when, "attribute")) == 0)
        self->when = (int)k;
  }
  *ret_count = count;
  return attributes;
}

void
cs_attributes_free (CsAttribute *attributes, guint count)
{
  for (guint i = 0; i < count; i++) {
    g_free ((char *)attributes[i].min);
    g_free ((char *)attributes[i].max);
    g_free ((CsChoice *)attributes[i].choices);
  }
  g_free (attributes);
}

/* --- values --- */

static gboolean
is_one_of (const CsJson *value, const CsJson *list)
{
  for (guint i = 0; i < cs_json_length (list); i++)
    if (cs_json_equal (value, cs_json_at (list, i)))
      return TRUE;
  return FALSE;
}

/* The attribute that SELF depends on applies and has one of the values. */
static gboolean
applies (const CsAttribute *attributes, const CsAttribute *self, const CsJson *values)
{
  if (self->when < 0)
    return TRUE;
  const CsAttribute *other = &attributes[self->when];
  const CsJson *value = cs_json_get (values, other->key);
  if (value == NULL || !applies (attributes, other, values))
    return FALSE;
  if (cs_json_type (value) != CS_JSON_ARRAY)
    return is_one_of (value, self->when_is);
  for (guint i = 0; i < cs_json_length (value); i++)
    if (is_one_of (cs_json_at (value, i), self->when_is))
      return TRUE;
  return FALSE;
}

gboolean
cs_attribute_applies (const CsAttribute *attributes, guint n, const CsJson *values)
{
  return applies (attributes, &attributes[n], values);
}

static gboolean
check_known (const CsAttribute *attributes, guint count, const CsJson *values, GError **error)
{
  for (guint i = 0; i < cs_json_length (values); i++) {
    const char *key = cs_json_key_at (values, i);
    const CsAttribute *found = NULL;
    for (guint k = 0; k < count && found == NULL; k++)
      found = strcmp (attributes[k].key, key) == 0 ? &attributes[k] : NULL;
    if (found == NULL)
      return cs_fail (error, CS_ERROR_INVALID, "attribute \"%s\": not in the schema", key);
    if (!found->type->check (found, cs_json_member_at (values, i), error)) {
      g_prefix_error (error, "attribute \"%s\": ", key);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
cs_attributes_check (const CsAttribute *attributes, guint count, const CsJson *values,
                     gboolean complete, GError **error)
{
  if (!check_known (attributes, count, values, error))
    return FALSE;
  for (guint i = 0; complete && i < count; i++) {
    const CsAttribute *self = &attributes[i];
    const CsJson *value = cs_json_get (values, self->key);
    gboolean is_needed = applies (attributes, self, values);
    if (value != NULL && !is_needed)
      return cs_fail (error, CS_ERROR_INVALID,
                      "attribute \"%s\": does not apply with this value of \"%s\"; take it out",
                      self->key, attributes[self->when].key);
    if (value == NULL && is_needed && self->required)
      return cs_fail (error, CS_ERROR_INVALID, "attribute \"%s\": required, but not set",
                      self->key);
  }
  return TRUE;
}
