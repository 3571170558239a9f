/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-attribute.h"
#include "cs-mark-kind.h"
#include "cs-schema-private.h"
#include "cs-schema.h"

#include <string.h>

#define MAX_LABELS 5000
#define MAX_RELATIONS 500
#define MAX_ATTRIBUTES 64
#define MAX_CODES 50
#define MAX_DEFINITION 10000

static const char *const severities[] = { "minor", "major", "critical", NULL };

static const CsField code_fields[] = {
  { "system", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 200 },
  { "version", CS_FIELD_STRING, 0, 1, 64 },
  { "code", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "meaning", CS_FIELD_STRING, 0, 1, 500 },
  { NULL },
};

static const CsField label_fields[] = {
  { "key", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_MARK_MAX_LABEL },
  { "name", CS_FIELD_STRING, 0, 1, 200 },
  { "colour", CS_FIELD_STRING, 0, 0, 64 },
  { "kinds", CS_FIELD_STRING, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY, 1, 64,
    .max_count = 32 },
  { "shortcut", CS_FIELD_STRING, 0, 1, 4 },
  { "definition", CS_FIELD_STRING, 0, 1, MAX_DEFINITION },
  { "clause", CS_FIELD_STRING, 0, 1, 64 },
  { "tier", CS_FIELD_INT, 0, 1, 3 },
  { "severity", CS_FIELD_STRING, 0, 1, 16, .choices = severities },
  { "codes", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = code_fields, .max_count = MAX_CODES },
  { "attributes", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = cs_attribute_fields,
    .max_count = MAX_ATTRIBUTES },
  { NULL },
};

static const CsField relation_fields[] = {
  { "key", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_MARK_MAX_LABEL },
  { "name", CS_FIELD_STRING, 0, 1, 200 },
  { "definition", CS_FIELD_STRING, 0, 1, MAX_DEFINITION },
  { "clause", CS_FIELD_STRING, 0, 1, 64 },
  { "from", CS_FIELD_STRING, CS_FIELD_LIST, 1, CS_MARK_MAX_LABEL, .max_count = MAX_LABELS },
  { "to", CS_FIELD_STRING, CS_FIELD_LIST, 1, CS_MARK_MAX_LABEL, .max_count = MAX_LABELS },
  { "attributes", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = cs_attribute_fields,
    .max_count = MAX_ATTRIBUTES },
  { NULL },
};

const char *const cs_context_parts[] = {
  "age", "sex", "study", "reason", "history", "report", NULL
};

static const CsField schema_fields[] = {
  { "context", CS_FIELD_STRING, CS_FIELD_LIST, 1, 16, .choices = cs_context_parts },
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 200 },
  { "labels", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .fields = label_fields, .max_count = MAX_LABELS },
  { "relations", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = relation_fields,
    .max_count = MAX_RELATIONS },
  { NULL },
};

/* For labels without a colour: those of Okabe and Ito, told apart with any colour vision. */
static const char *const palette[] = { "#56b4e9", "#e69f00", "#009e73", "#f0e442",
                                       "#0072b2", "#d55e00", "#cc79a7", "#999999" };

/* What has been seen so far: key or shortcut -> where. */
typedef struct {
  GHashTable *keys, *shortcuts;
} Seen;

static gboolean
put_key (CsJson *result, const CsJson *from, Seen *seen, GError **error)
{
  const char *key = cs_json_get_string (from, "key");
  const char *name = cs_json_get_string (from, "name");
  if (strpbrk (key, "\n\r\t") != NULL || g_ascii_isspace (key[0]) ||
      g_ascii_isspace (key[strlen (key) - 1]))
    return cs_fail (error, CS_ERROR_INVALID, ".key: line ends, tabs, or spaces around it");
  if (!g_hash_table_add (seen->keys, (char *)key))
    return cs_fail (error, CS_ERROR_INVALID, ".key: \"%s\" is there already", key);
  cs_json_put_string (result, "key", key);
  cs_json_put_string (result, "name", name != NULL ? name : key);
  cs_json_put_string (result, "definition", cs_json_get_string (from, "definition"));
  cs_json_put_string (result, "clause", cs_json_get_string (from, "clause"));
  return TRUE;
}

static gboolean
put_colour (CsJson *result, const CsJson *from, guint n, GError **error)
{
  const char *colour = cs_json_get_string (from, "colour");
  if (colour == NULL) {
    cs_json_put_string (result, "colour", palette[n % G_N_ELEMENTS (palette)]);
    return TRUE;
  }
  g_autofree char *lower = g_ascii_strdown (colour, -1);
  if (lower[0] != '#' || strspn (lower + 1, "0123456789abcdef") != 6)
    return cs_fail (error, CS_ERROR_INVALID, ".colour: \"%s\" is not of the form #rrggbb", colour);
  cs_json_put_string (result, "colour", lower);
  return TRUE;
}

static gboolean
fail_kind (const char *tag, guint n, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  guint count = 0;
  const CsMarkKind *const *kinds = cs_mark_kinds (&count);
  for (guint i = 0; i < count; i++)
    if (kinds[i]->target != CS_MARK_TARGET_MARKS)
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", kinds[i]->tag);
  return cs_fail (error, CS_ERROR_INVALID, ".kinds[%u]: \"%s\" is not one of %s", n, tag,
                  known->str);
}

static gboolean
put_kinds (CsJson *result, const CsJson *from, GError **error)
{
  const CsJson *list = cs_json_get (from, "kinds");
  for (guint i = 0; i < cs_json_length (list); i++) {
    const char *tag = cs_json_string (cs_json_at (list, i));
    const CsMarkKind *kind = cs_mark_kind_find (tag);
    if (kind == NULL || kind->target == CS_MARK_TARGET_MARKS)
      return fail_kind (tag, i, error);
    for (guint k = 0; k < i; k++)
      if (strcmp (cs_json_string (cs_json_at (list, k)), tag) == 0)
        return cs_fail (error, CS_ERROR_INVALID, ".kinds[%u]: \"%s\" is there already", i, tag);
  }
  cs_json_put (result, "kinds", cs_json_ref (list));
  return TRUE;
}

static gboolean
put_shortcut (CsJson *result, const CsJson *from, Seen *seen, GError **error)
{
  const char *shortcut = cs_json_get_string (from, "shortcut");
  if (shortcut == NULL)
    return TRUE;
  g_autofree char *lower = g_utf8_strdown (shortcut, -1);
  if (g_utf8_strlen (lower, -1) != 1 || !g_unichar_isalnum (g_utf8_get_char (lower)))
    return cs_fail (error, CS_ERROR_INVALID, ".shortcut: \"%s\" is not one letter or digit",
                    shortcut);
  cs_json_put_string (result, "shortcut", lower);
  if (!g_hash_table_add (seen->shortcuts, g_steal_pointer (&lower)))
    return cs_fail (error, CS_ERROR_INVALID, ".shortcut: \"%s\" is taken by a label above",
                    shortcut);
  return TRUE;
}

static gboolean
put_attributes (CsJson *result, const CsJson *from, GError **error)
{
  gboolean ok = TRUE;
  CsJson *list =
      cs_attributes_normalise (cs_json_get (from, "attributes"), ".attributes", &ok, error);
  cs_json_put (result, "attributes", list);
  return ok;
}

static CsJson *
normalise_label (const CsJson *from, guint n, Seen *seen, GError **error)
{
  g_autoptr (CsJson) result = cs_json_new_object ();
  const CsJson *tier = cs_json_get (from, "tier");
  if (!put_key (result, from, seen, error) || !put_colour (result, from, n, error) ||
      !put_kinds (result, from, error) || !put_shortcut (result, from, seen, error) ||
      !put_attributes (result, from, error)) {
    g_prefix_error (error, "labels[%u]", n);
    return NULL;
  }
  if (tier != NULL)
    cs_json_put_int (result, "tier", cs_json_int (tier));
  cs_json_put_string (result, "severity", cs_json_get_string (from, "severity"));
  if (cs_json_length (cs_json_get (from, "codes")) > 0)
    cs_json_put (result, "codes", cs_json_ref (cs_json_get (from, "codes")));
  return g_steal_pointer (&result);
}

/* LABELS: the keys that are known. */
static gboolean
put_ends (CsJson *result, const CsJson *from, const char *end, GHashTable *labels, GError **error)
{
  const CsJson *list = cs_json_get (from, end);
  for (guint i = 0; i < cs_json_length (list); i++) {
    const char *key = cs_json_string (cs_json_at (list, i));
    if (!g_hash_table_contains (labels, key))
      return cs_fail (error, CS_ERROR_INVALID, ".%s[%u]: there is no label \"%s\"", end, i, key);
  }
  if (cs_json_length (list) > 0)
    cs_json_put (result, end, cs_json_ref (list));
  return TRUE;
}

static CsJson *
normalise_relation (const CsJson *from, guint n, GHashTable *labels, Seen *seen, GError **error)
{
  g_autoptr (CsJson) result = cs_json_new_object ();
  if (put_key (result, from, seen, error) && put_ends (result, from, "from", labels, error) &&
      put_ends (result, from, "to", labels, error) && put_attributes (result, from, error))
    return g_steal_pointer (&result);
  g_prefix_error (error, "relations[%u]", n);
  return NULL;
}

/* Each once, in their order; nothing when there is none. */
static void
put_context (CsJson *result, const CsJson *from)
{
  const CsJson *written = cs_json_get (from, "context");
  g_autoptr (CsJson) list = cs_json_new_array ();
  for (guint i = 0; cs_context_parts[i] != NULL; i++)
    for (guint k = 0; k < cs_json_length (written); k++)
      if (strcmp (cs_json_string (cs_json_at (written, k)), cs_context_parts[i]) == 0) {
        cs_json_append (list, cs_json_new_string (cs_context_parts[i]));
        break;
      }
  if (cs_json_length (list) > 0)
    cs_json_put (result, "context", g_steal_pointer (&list));
}

static gboolean
check_format (const CsJson *written, GError **error)
{
  const char *format = cs_json_get_string (written, "format");
  if (format == NULL || strcmp (format, CS_SCHEMA_FORMAT) == 0)
    return TRUE;
  if (g_str_has_prefix (format, "countersign-schema-"))
    return cs_fail (error, CS_ERROR_TOO_NEW,
                    "format: \"%s\" is of a later version of this program, which knows %s", format,
                    CS_SCHEMA_FORMAT);
  return cs_fail (error, CS_ERROR_INVALID, "format: \"%s\" is not %s", format, CS_SCHEMA_FORMAT);
}

CsJson *
cs_schema_normalise (const CsJson *written, GError **error)
{
  if (!check_format (written, error) || !cs_json_check (written, schema_fields, error))
    return NULL;
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) relations = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) shortcuts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Seen seen = { labels, shortcuts };
  g_autoptr (CsJson) result = cs_json_new_object ();
  CsJson *label_list = cs_json_new_array ();
  CsJson *relation_list = cs_json_new_array ();
  put_context (result, written);
  cs_json_put_string (result, "format", CS_SCHEMA_FORMAT);
  cs_json_put (result, "labels", label_list);
  cs_json_put_string (result, "name", cs_json_get_string (written, "name"));
  cs_json_put (result, "relations", relation_list);
  const CsJson *from = cs_json_get (written, "labels");
  for (guint i = 0; i < cs_json_length (from); i++) {
    CsJson *label = normalise_label (cs_json_at (from, i), i, &seen, error);
    if (label == NULL)
      return NULL;
    cs_json_append (label_list, label);
  }
  from = cs_json_get (written, "relations");
  seen.keys = relations;
  for (guint i = 0; i < cs_json_length (from); i++) {
    CsJson *relation = normalise_relation (cs_json_at (from, i), i, labels, &seen, error);
    if (relation == NULL)
      return NULL;
    cs_json_append (relation_list, relation);
  }
  return g_steal_pointer (&result);
}

char *
cs_label_name_folded (const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  g_autofree char *lower = g_utf8_casefold (trimmed, -1);
  return g_utf8_normalize (lower, -1, G_NORMALIZE_ALL_COMPOSE);
}

gboolean
cs_schema_names_differ (const CsJson *normal, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const CsJson *labels = cs_json_get (normal, "labels");
  for (guint i = 0; i < cs_json_length (labels); i++) {
    const char *name = cs_json_get_string (cs_json_at (labels, i), "name");
    if (!g_hash_table_add (names, cs_label_name_folded (name)))
      return cs_fail (
          error, CS_ERROR_INVALID,
          "labels[%u].name: \"%s\" is the name of a label above; readers could not tell "
          "them apart",
          i, name);
  }
  return TRUE;
}
