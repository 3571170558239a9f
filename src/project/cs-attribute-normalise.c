/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a person wrote about an attribute to the one form that is stored. */
#include "cs-attribute.h"

#include "cs-exact-decimal.h"

#include <string.h>

#define MAX_CHOICES 1000

static const CsField when_fields[] = {
  { "attribute", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "is", CS_FIELD_ANY, CS_FIELD_REQUIRED },
  { NULL },
};

static const CsField choice_fields[] = {
  { "key", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 128 },
  { "name", CS_FIELD_STRING, 0, 1, 200 },
  { NULL },
};

const CsField cs_attribute_fields[] = {
  { "key", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "name", CS_FIELD_STRING, 0, 1, 200 },
  { "type", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "choices", CS_FIELD_ANY, CS_FIELD_LIST, .max_count = MAX_CHOICES },
  { "unit", CS_FIELD_STRING, 0, 1, 64 },
  { "min", CS_FIELD_ANY },
  { "max", CS_FIELD_ANY },
  { "required", CS_FIELD_BOOL },
  { "when", CS_FIELD_OBJECT, .fields = when_fields },
  { NULL },
};

static gboolean
has_key (const CsJson *list, const char *key)
{
  for (guint i = 0; i < cs_json_length (list); i++)
    if (key != NULL && strcmp (cs_json_get_string (cs_json_at (list, i), "key"), key) == 0)
      return TRUE;
  return FALSE;
}

/* --- choices --- */

/* "smooth" is short for {"key":"smooth","name":"smooth"}. */
static CsJson *
normalise_choice (const CsJson *choice, GError **error)
{
  g_autoptr (CsJson) result = cs_json_new_object ();
  if (cs_json_type (choice) == CS_JSON_STRING)
    cs_json_put_string (result, "key", cs_json_string (choice));
  else if (cs_json_type (choice) == CS_JSON_OBJECT)
    cs_json_put_string (result, "key", cs_json_get_string (choice, "key"));
  const CsJson *checked = cs_json_type (choice) == CS_JSON_STRING ? result : choice;
  if (!cs_json_check (checked, choice_fields, error))
    return NULL;
  const char *name = cs_json_get_string (choice, "name");
  cs_json_put_string (result, "name", name != NULL ? name : cs_json_get_string (result, "key"));
  return g_steal_pointer (&result);
}

static gboolean
put_choices (CsJson *result, const CsJson *attribute, const CsAttributeType *type, GError **error)
{
  const CsJson *from = cs_json_get (attribute, "choices");
  if (!type->has_choices && from != NULL)
    return cs_fail (error, CS_ERROR_INVALID, ".choices: a %s has none", type->nick);
  if (type->has_choices && cs_json_length (from) == 0)
    return cs_fail (error, CS_ERROR_INVALID, ".choices: a %s needs at least one", type->nick);
  g_autoptr (CsJson) list = cs_json_new_array ();
  for (guint i = 0; i < cs_json_length (from); i++) {
    g_autoptr (CsJson) choice = normalise_choice (cs_json_at (from, i), error);
    if (choice == NULL) {
      g_prefix_error (error, ".choices[%u]: ", i);
      return FALSE;
    }
    const char *key = cs_json_get_string (choice, "key");
    if (has_key (list, key))
      return cs_fail (error, CS_ERROR_INVALID, ".choices[%u]: \"%s\" is there already", i, key);
    cs_json_append (list, g_steal_pointer (&choice));
  }
  if (type->has_choices)
    cs_json_put (result, "choices", g_steal_pointer (&list));
  return TRUE;
}

/* --- bounds --- */

/* A number or a decimal in quotes as exact decimal, NULL when it is neither. */
static char *
exact_bound (const CsJson *bound)
{
  const char *text = cs_json_string (bound);
  if (cs_json_type (bound) == CS_JSON_INT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, cs_json_int (bound));
  if (cs_json_type (bound) == CS_JSON_REAL)
    return cs_exact_decimal_from_real (cs_json_real (bound));
  return text != NULL && cs_exact_decimal_ok (text) ? cs_exact_decimal_shorten (text) : NULL;
}

static gboolean
put_bound (CsJson *result, const CsJson *attribute, const char *key, const CsAttributeType *type,
           GError **error)
{
  const CsJson *bound = cs_json_get (attribute, key);
  if (bound == NULL)
    return TRUE;
  if (!type->has_range)
    return cs_fail (error, CS_ERROR_INVALID, ".%s: a %s has none", key, type->nick);
  g_autofree char *exact = exact_bound (bound);
  if (exact == NULL)
    return cs_fail (error, CS_ERROR_INVALID, ".%s: not a decimal number", key);
  if (!type->is_whole) {
    cs_json_put_string (result, key, exact);
    return TRUE;
  }
  gint64 whole = g_ascii_strtoll (exact, NULL, 10);
  if (strchr (exact, '.') != NULL || whole > CS_JSON_MAX_INT || whole < -CS_JSON_MAX_INT)
    return cs_fail (error, CS_ERROR_INVALID, ".%s: not a whole number", key);
  cs_json_put_int (result, key, whole);
  return TRUE;
}

static gboolean
put_range (CsJson *result, const CsJson *attribute, const CsAttributeType *type, GError **error)
{
  if (!put_bound (result, attribute, "min", type, error) ||
      !put_bound (result, attribute, "max", type, error))
    return FALSE;
  g_autofree char *min = exact_bound (cs_json_get (result, "min"));
  g_autofree char *max = exact_bound (cs_json_get (result, "max"));
  if (min != NULL && max != NULL && cs_exact_decimal_compare (min, max) > 0)
    return cs_fail (error, CS_ERROR_INVALID, ".min: %s is more than max %s", min, max);
  if (!type->has_range && cs_json_get (attribute, "unit") != NULL)
    return cs_fail (error, CS_ERROR_INVALID, ".unit: a %s has none", type->nick);
  cs_json_put_string (result, "unit", cs_json_get_string (attribute, "unit"));
  return TRUE;
}

/* --- conditions --- */

static const CsJson *
find_key (const CsJson *list, const char *key)
{
  for (guint i = 0; i < cs_json_length (list); i++)
    if (strcmp (cs_json_get_string (cs_json_at (list, i), "key"), key) == 0)
      return cs_json_at (list, i);
  return NULL;
}

/* OTHER, a canonical definition, can have VALUE. */
static gboolean
can_be (const CsJson *other, const CsJson *value)
{
  CsAttribute stub = { .type = cs_attribute_type_find (cs_json_get_string (other, "type")) };
  if (stub.type->has_choices)
    return has_key (cs_json_get (other, "choices"), cs_json_string (value));
  return stub.type->is_condition && stub.type->check (&stub, value, NULL);
}

/* BEFORE: the canonical definitions above this one; so there are no circles. */
static gboolean
put_when (CsJson *result, const CsJson *attribute, const CsJson *before, GError **error)
{
  const CsJson *when = cs_json_get (attribute, "when");
  if (when == NULL)
    return TRUE;
  const char *key = cs_json_get_string (when, "attribute");
  const CsJson *is = cs_json_get (when, "is");
  const CsJson *other = find_key (before, key);
  if (other == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    ".when.attribute: \"%s\" is not an attribute defined before this one", key);
  g_autoptr (CsJson) list = cs_json_new_array ();
  if (cs_json_type (is) != CS_JSON_ARRAY)
    cs_json_append (list, cs_json_ref (is));
  for (guint i = 0; cs_json_type (is) == CS_JSON_ARRAY && i < cs_json_length (is); i++)
    cs_json_append (list, cs_json_ref (cs_json_at (is, i)));
  for (guint i = 0; i < cs_json_length (list); i++)
    if (!can_be (other, cs_json_at (list, i)))
      return cs_fail (error, CS_ERROR_INVALID,
                      ".when.is: not a choice (or true or false) of \"%s\"", key);
  if (cs_json_length (list) == 0)
    return cs_fail (error, CS_ERROR_INVALID, ".when.is: the list is empty");
  CsJson *condition = cs_json_new_object ();
  cs_json_put_string (condition, "attribute", key);
  cs_json_put (condition, "is", g_steal_pointer (&list));
  cs_json_put (result, "when", condition);
  return TRUE;
}

/* --- the whole --- */

static CsJson *
normalise_one (const CsJson *attribute, const CsJson *before, GError **error)
{
  const char *key = cs_json_get_string (attribute, "key");
  const char *name = cs_json_get_string (attribute, "name");
  const char *nick = cs_json_get_string (attribute, "type");
  const CsAttributeType *type = cs_attribute_type_find (nick);
  g_autoptr (CsJson) result = cs_json_new_object ();
  if (strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789_.-") != strlen (key)) {
    cs_fail (error, CS_ERROR_INVALID, ".key: \"%s\" has other characters than a-z 0-9 _ . -", key);
    return NULL;
  }
  if (has_key (before, key)) {
    cs_fail (error, CS_ERROR_INVALID, ".key: \"%s\" is there already", key);
    return NULL;
  }
  if (type == NULL) {
    cs_fail (error, CS_ERROR_INVALID,
             ".type: \"%s\" is not one of choice, multi-choice, text, integer, decimal, boolean",
             nick);
    return NULL;
  }
  cs_json_put_string (result, "key", key);
  cs_json_put_string (result, "name", name != NULL ? name : key);
  cs_json_put_string (result, "type", nick);
  if (cs_json_get_bool (attribute, "required"))
    cs_json_put_bool (result, "required", TRUE);
  if (!put_choices (result, attribute, type, error) ||
      !put_range (result, attribute, type, error) || !put_when (result, attribute, before, error))
    return NULL;
  return g_steal_pointer (&result);
}

CsJson *
cs_attributes_normalise (const CsJson *list, const char *path, gboolean *ret_ok, GError **error)
{
  g_autoptr (CsJson) result = cs_json_new_array ();
  *ret_ok = TRUE;
  for (guint i = 0; i < cs_json_length (list); i++) {
    CsJson *one = normalise_one (cs_json_at (list, i), result, error);
    if (one == NULL) {
      g_prefix_error (error, "%s[%u]", path, i);
      *ret_ok = FALSE;
      return NULL;
    }
    cs_json_append (result, one);
  }
  return cs_json_length (result) > 0 ? g_steal_pointer (&result) : NULL;
}
