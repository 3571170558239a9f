/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-edits.h"
#include "cs-metric-input.h"

#include <glib/gi18n.h>

static guint32
number_of (GHashTable *words, const char *from, const char *to)
{
  g_autofree char *word = g_strndup (from, (gsize)(to - from));
  gpointer number = g_hash_table_lookup (words, word);
  if (number == NULL) {
    number = GUINT_TO_POINTER (g_hash_table_size (words) + 1);
    g_hash_table_insert (words, g_steal_pointer (&word), number);
  }
  return GPOINTER_TO_UINT (number);
}

/* Words, which is what stands between white space, by number. */
static GArray *
split (const char *text, GHashTable *words)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  const char *from = NULL;
  for (const char *at = text;; at = g_utf8_next_char (at)) {
    gboolean between = *at == 0 || g_unichar_isspace (g_utf8_get_char (at));
    if (between && from != NULL) {
      guint32 number = number_of (words, from, at);
      g_array_append_val (numbers, number);
      from = NULL;
    } else if (!between && from == NULL) {
      from = at;
    }
    if (*at == 0)
      return numbers;
  }
}

static gboolean
read_words (const CsJson *input, const char *key, GHashTable *words, GArray **ret_numbers,
            GError **error)
{
  const char *text = cs_json_string (cs_json_get (input, key));
  if (text == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "input.%s: not a text", key);
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (normal == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "input.%s: not UTF-8", key);
  *ret_numbers = split (normal, words);
  return (*ret_numbers)->len <= CS_EDITS_MOST ||
         cs_fail (error, CS_ERROR_LIMIT, "input.%s: more than %d words", key, CS_EDITS_MOST);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) a = NULL;
  g_autoptr (GArray) b = NULL;
  if (!read_words (input, "a", words, &a, error) || !read_words (input, "b", words, &b, error))
    return FALSE;
  cs_json_put_int (answer, "n", a->len);
  if (a->len == 0) {
    cs_metric_put_undefined (answer, N_ ("the reference has no words"));
    return TRUE;
  }
  gint64 edits = cs_edit_distance ((const guint32 *)(const void *)a->data, a->len,
                                   (const guint32 *)(const void *)b->data, b->len);
  cs_json_put_int (answer, "edits", edits);
  cs_metric_put_real (answer, "value", (double)edits / a->len);
  return TRUE;
}

const CsMetric cs_metric_wer = {
  .name = "wer",
  .summary = "Word error rate: edits of words by the words of the reference",
  .input = "a: the reference, a text|b: the other",
  .params = "",
  .fixed = "reference: a|unit: word",
  .compute = compute,
};
