/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-traits.h"

#include <string.h>

const char *const cs_level_names[] = { "reader", "reviewer", "trainer", NULL };
const char *const cs_worker_types[] = { "contractor", "sme", "staff", NULL };

const char *
cs_level_name (CsLevel level)
{
  return cs_level_names[level];
}

gboolean
cs_level_parse (const char *name, CsLevel *ret_level, GError **error)
{
  for (guint i = 0; cs_level_names[i] != NULL; i++)
    if (strcmp (cs_level_names[i], name) == 0) {
      *ret_level = (CsLevel)i;
      return TRUE;
    }
  return cs_fail (error, CS_ERROR_INVALID,
                  "\"%s\" is no level; levels are reader, reviewer, trainer", name);
}

gboolean
cs_worker_type_check (const char *name, GError **error)
{
  return g_strv_contains (cs_worker_types, name) ||
         cs_fail (error, CS_ERROR_INVALID,
                  "\"%s\" is no type of worker; types are contractor, sme, staff", name);
}

/* --- words --- */

gboolean
cs_word_check (const char *word, GError **error)
{
  gboolean ok = word[0] != '\0' && strlen (word) <= CS_WORD_MAX && g_utf8_validate (word, -1, NULL);
  for (const char *at = word; ok && *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    ok = g_unichar_isalnum (c) || c == '-' || c == '_' || c == '.';
  }
  return ok || cs_fail (error, CS_ERROR_INVALID,
                        "\"%s\" is no word for this: letters, digits, -, _ and ., at most %d bytes",
                        word, CS_WORD_MAX);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char *
join (GPtrArray *words)
{
  GString *text = g_string_new (NULL);
  const char *before = NULL;
  g_ptr_array_sort (words, compare_words);
  for (guint i = 0; i < words->len; i++) {
    const char *word = words->pdata[i];
    if (before == NULL || strcmp (before, word) != 0)
      g_string_append_printf (text, "%s%s,", before == NULL ? "," : "", word);
    before = word;
  }
  return g_string_free (text, FALSE);
}

char *
cs_words_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_auto (GStrv) parts = g_strsplit (text, ",", CS_WORDS_MAX + 1);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_strstrip (parts[i]);
    if (i == CS_WORDS_MAX) {
      cs_fail (error, CS_ERROR_LIMIT, "these are more than %d words", CS_WORDS_MAX);
      return NULL;
    }
    if (parts[i][0] == '\0')
      continue;
    if (!cs_word_check (parts[i], error))
      return NULL;
    g_ptr_array_add (words, parts[i]);
  }
  return join (words);
}

char *
cs_words_to_text (const char *words)
{
  gsize size = words != NULL ? strlen (words) : 0;
  return size < 2 ? g_strdup ("") : g_strndup (words + 1, size - 2);
}

gboolean
cs_words_has (const char *words, const char *word)
{
  gsize size = strlen (word);
  if (words == NULL || size == 0)
    return FALSE;
  for (const char *at = strstr (words, word); at != NULL; at = strstr (at + 1, word))
    if (at > words && at[-1] == ',' && at[size] == ',')
      return TRUE;
  return FALSE;
}

CsJson *
cs_words_to_json (const char *words)
{
  CsJson *array = cs_json_new_array ();
  g_autofree char *text = cs_words_to_text (words);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    cs_json_append (array, cs_json_new_string (parts[i]));
  return array;
}

char *
cs_words_from_json (const CsJson *array)
{
  GString *text = g_string_new (NULL);
  const char *before = "";
  for (guint i = 0; i < cs_json_length (array); i++) {
    const char *word = cs_json_string (cs_json_at (array, i));
    if (word == NULL || !cs_word_check (word, NULL) || strcmp (before, word) >= 0)
      return g_string_free (text, TRUE);
    g_string_append_printf (text, "%s%s,", i == 0 ? "," : "", word);
    before = word;
  }
  return g_string_free (text, FALSE);
}

/* --- traits --- */

void
cs_traits_clear (CsTraits *traits)
{
  g_free (traits->type);
  g_free (traits->tags);
  g_free (traits->segments);
  *traits = (CsTraits){ 0 };
}

void
cs_traits_copy (const CsTraits *traits, CsTraits *ret_copy)
{
  *ret_copy = (CsTraits){ .type = g_strdup (traits->type),
                          .level = traits->level,
                          .tags = g_strdup (traits->tags),
                          .segments = g_strdup (traits->segments) };
}

void
cs_traits_from_row (CsStmt *stmt, int n, CsTraits *ret_traits)
{
  gint64 level = cs_stmt_int (stmt, n + 1);
  *ret_traits = (CsTraits){ .type = g_strdup (cs_stmt_text (stmt, n)),
                            .level = (CsLevel)CLAMP (level, CS_LEVEL_READER, CS_LEVEL_TRAINER),
                            .tags = g_strdup (cs_stmt_text (stmt, n + 2)),
                            .segments = g_strdup (cs_stmt_text (stmt, n + 3)) };
}

gboolean
cs_traits_load (CsDb *index, const CsGid *person, CsTraits *ret_traits, guint *ret_roles,
                GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      index, error, "SELECT " CS_TRAITS_COLUMNS ", roles FROM person WHERE gid = ?", "g", person);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return FALSE;
  *ret_traits = (CsTraits){ 0 };
  if (ret_roles != NULL)
    *ret_roles = state > 0 ? (guint)cs_stmt_int (stmt, 4) : 0;
  if (state > 0)
    cs_traits_from_row (stmt, 0, ret_traits);
  return TRUE;
}

gboolean
cs_traits_sees (const CsTraits *traits, guint roles, const char *sensitive)
{
  return sensitive == NULL || sensitive[0] == '\0' ||
         (roles & (CS_ROLE_LEAD | CS_ROLE_AUDITOR)) != 0 ||
         cs_words_has (traits->segments, sensitive);
}

gboolean
cs_traits_admits (const CsTraits *traits, guint roles, const char *sensitive, const char *expertise)
{
  return cs_traits_sees (traits, roles, sensitive) &&
         (expertise == NULL || expertise[0] == '\0' || cs_words_has (traits->tags, expertise));
}
