/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-value-words.h"

#include <glib/gi18n.h>

#define NBSP "\xc2\xa0"

char *
cs_value_words (const CsAttribute *attribute, const CsJson *value)
{
  const char *text = cs_json_string (value);
  g_autoptr (GString) words = g_string_new (NULL);
  if (value == NULL)
    return g_strdup (_ ("not set"));
  switch (cs_json_type (value)) {
  case CS_JSON_BOOL:
    return g_strdup (cs_json_int (value) != 0 ? _ ("yes") : _ ("no"));
  case CS_JSON_INT:
    g_string_append_printf (words, "%" G_GINT64_FORMAT, cs_json_int (value));
    break;
  case CS_JSON_ARRAY:
    for (guint i = 0; i < cs_json_length (value); i++) {
      g_autofree char *one = cs_value_words (attribute, cs_json_at (value, i));
      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", one);
    }
    return g_string_free (g_steal_pointer (&words), FALSE);
  default:
    for (guint i = 0; text != NULL && i < attribute->n_choices; i++)
      if (g_str_equal (attribute->choices[i].key, text))
        return g_strdup (attribute->choices[i].name);
    g_string_append (words, text != NULL ? text : "");
  }
  if (attribute->unit != NULL)
    g_string_append_printf (words, NBSP "%s", attribute->unit);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
