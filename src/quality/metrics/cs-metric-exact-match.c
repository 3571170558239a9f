/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-edits.h"
#include "cs-metric-numbers.h"
#include "cs-sampling.h"

#include <glib/gi18n.h>
#include <string.h>

char *
cs_text_plain (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autofree char *folded = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
  g_autofree char *again = folded != NULL ? g_utf8_normalize (folded, -1, G_NORMALIZE_NFC) : NULL;
  GString *plain = g_string_new (NULL);
  gboolean space = FALSE;
  if (again == NULL)
    return g_string_free (plain, TRUE), NULL;
  for (const char *at = again; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    if (g_unichar_isspace (letter)) {
      space = plain->len > 0;
      continue;
    }
    if (space)
      g_string_append_c (plain, ' ');
    space = FALSE;
    g_string_append_unichar (plain, letter);
  }
  return g_string_free (plain, FALSE);
}

static gboolean
read_text (const CsJson *list, const char *key, guint i, char **ret_plain, GError **error)
{
  const char *text = cs_json_string (cs_json_at (list, i));
  *ret_plain = text != NULL ? cs_text_plain (text) : NULL;
  return *ret_plain != NULL ||
         cs_fail (error, CS_ERROR_INVALID, "input.%s[%u]: not a text in UTF-8", key, i);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  const CsJson *a = cs_json_get (input, "a"), *b = cs_json_get (input, "b");
  guint n = cs_json_length (a), same = 0, empty = 0;
  double confidence = 0;
  if (cs_json_type (a) != CS_JSON_ARRAY || cs_json_type (b) != CS_JSON_ARRAY ||
      cs_json_length (b) != n)
    return cs_fail (error, CS_ERROR_INVALID, "input: wants \"a\" and \"b\", lists of one length");
  if (!cs_metric_read_confidence (params, &confidence, error))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autofree char *of_a = NULL, *of_b = NULL;
    if (!read_text (a, "a", i, &of_a, error) || !read_text (b, "b", i, &of_b, error))
      return FALSE;
    empty += of_a[0] == '\0' && of_b[0] == '\0';
    same += of_a[0] != '\0' && strcmp (of_a, of_b) == 0;
  }
  n -= empty;
  cs_json_put_int (answer, "n", n);
  cs_json_put_int (answer, "both_empty", empty);
  if (n == 0) {
    cs_metric_put_undefined (answer, N_ ("nobody wrote anything"));
    return TRUE;
  }
  CsEstimate found = cs_proportion_interval (same, n, CS_PROPORTION_WILSON, confidence);
  cs_metric_put_estimate (answer, &found);
  return TRUE;
}

const CsMetric cs_metric_exact_match = {
  .name = "exact_match",
  .summary = "The share of texts that are the same but for case, white space and Unicode form",
  .input = "a: a text an item|b: those of the other; items where both are empty count for "
           "themselves",
  .params = "confidence: of the interval, 0.95",
  .compute = compute,
};
