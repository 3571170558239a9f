/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-labels.h"

#include <string.h>

#define MOST_SHARES (1 << 24) /* of items by classes */

void
cs_metric_names_init (CsMetricNames *names)
{
  names->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names->names = g_ptr_array_new ();
}

void
cs_metric_names_clear (CsMetricNames *names)
{
  g_clear_pointer (&names->codes, g_hash_table_unref);
  g_clear_pointer (&names->names, g_ptr_array_unref);
}

gboolean
cs_metric_names_add (CsMetricNames *names, const CsJson *json, guint *ret_code)
{
  g_autofree char *words = cs_metric_words (json);
  gpointer code = NULL;
  if (words == NULL)
    return FALSE;
  if (g_hash_table_lookup_extended (names->codes, words, NULL, &code)) {
    *ret_code = GPOINTER_TO_UINT (code);
    return TRUE;
  }
  *ret_code = names->names->len;
  g_hash_table_insert (names->codes, g_steal_pointer (&words), GUINT_TO_POINTER (*ret_code));
  g_ptr_array_add (names->names, (gpointer)json);
  return TRUE;
}

gboolean
cs_metric_names_find (const CsMetricNames *names, const CsJson *json, guint *ret_code)
{
  g_autofree char *words = cs_metric_words (json);
  gpointer code = NULL;
  if (words == NULL || !g_hash_table_lookup_extended (names->codes, words, NULL, &code))
    return FALSE;
  *ret_code = GPOINTER_TO_UINT (code);
  return TRUE;
}

CsJson *
cs_metric_names_at (const CsMetricNames *names, guint code)
{
  return cs_json_ref (names->names->pdata[code]);
}

char *
cs_metric_names_key (const CsMetricNames *names, guint code)
{
  const CsJson *json = names->names->pdata[code];
  return cs_json_type (json) == CS_JSON_STRING ? g_strdup (cs_json_string (json))
                                               : cs_json_to_line (json);
}

gboolean
cs_metric_read_labelled (const CsJson *params, gboolean *ret_labelled, GError **error)
{
  const CsJson *json = cs_json_get (params, "label");
  if (json != NULL && cs_json_type (json) != CS_JSON_BOOL)
    return cs_fail (error, CS_ERROR_INVALID, "params.label: neither true nor false");
  *ret_labelled = json == NULL || cs_json_int (json) != 0;
  return TRUE;
}

/* --- triples --- */

void
cs_metric_votes_clear (CsMetricVotes *votes)
{
  cs_metric_names_clear (&votes->items);
  cs_metric_names_clear (&votes->raters);
  cs_metric_names_clear (&votes->classes);
  g_clear_pointer (&votes->votes.votes, g_free);
}

static gboolean
declare (const CsJson *params, CsMetricNames *classes, GError **error)
{
  const CsJson *list = cs_json_get (params, "classes");
  if (list != NULL && cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "params.classes: not a list");
  for (guint i = 0; i < cs_json_length (list); i++) {
    guint code = 0;
    if (!cs_metric_names_add (classes, cs_json_at (list, i), &code) || code != i)
      return cs_fail (error, CS_ERROR_INVALID, "params.classes[%u]: %s", i,
                      classes->names->len > i ? "neither a number nor a string" : "twice");
  }
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return cs_metric_compare_names (*(const CsJson *const *)a, *(const CsJson *const *)b);
}

static void
put_in_order (CsMetricVotes *ret)
{
  CsMetricNames *classes = &ret->classes;
  g_autoptr (GPtrArray) was = g_ptr_array_copy (classes->names, NULL, NULL);
  g_autofree guint *places = g_new (guint, MAX (was->len, 1));
  g_ptr_array_sort (classes->names, compare);
  g_hash_table_remove_all (classes->codes);
  for (guint i = 0; i < classes->names->len; i++)
    g_hash_table_insert (classes->codes, cs_metric_words (classes->names->pdata[i]),
                         GUINT_TO_POINTER (i));
  for (guint i = 0; i < was->len; i++)
    cs_metric_names_find (classes, was->pdata[i], &places[i]);
  for (gsize i = 0; i < ret->votes.n; i++)
    ret->votes.votes[i].label = places[ret->votes.votes[i].label];
}

static gboolean
read_vote (const CsJson *json, guint i, gboolean declared, CsMetricVotes *ret, GError **error)
{
  guint item = 0, rater = 0, label = 0;
  const CsJson *name = cs_json_at (json, 2);
  if (cs_json_type (json) != CS_JSON_ARRAY || cs_json_length (json) != 3)
    return cs_fail (error, CS_ERROR_INVALID, "input.labels[%u]: not a triple [item, rater, label]",
                    i);
  if (!cs_metric_names_add (&ret->items, cs_json_at (json, 0), &item) ||
      !cs_metric_names_add (&ret->raters, cs_json_at (json, 1), &rater))
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.labels[%u]: its item or its rater is neither a number nor a string", i);
  if (!(declared ? cs_metric_names_find (&ret->classes, name, &label)
                 : cs_metric_names_add (&ret->classes, name, &label)))
    return cs_fail (error, CS_ERROR_INVALID, "input.labels[%u][2]: %s", i,
                    declared ? "not one of the declared classes" : "neither a number nor a string");
  ret->votes.votes[i] = (CsVote){ item, rater, label };
  return TRUE;
}

/* Answers have raters as keys of an object, where 1 and "1" are one. */
static gboolean
check_raters (const CsMetricNames *raters, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < raters->names->len; i++) {
    char *key = cs_metric_names_key (raters, i);
    if (g_hash_table_contains (keys, key)) {
      cs_fail (error, CS_ERROR_INVALID,
               "input.labels: %s is a rater by number and another by string", key);
      g_free (key);
      return FALSE;
    }
    g_hash_table_add (keys, key);
  }
  return TRUE;
}

gboolean
cs_metric_read_votes (const CsJson *input, const CsJson *params, CsMetricVotes *ret_votes,
                      GError **error)
{
  const CsJson *list = NULL;
  gboolean declared = cs_json_get (params, "classes") != NULL;
  cs_metric_names_init (&ret_votes->items);
  cs_metric_names_init (&ret_votes->raters);
  cs_metric_names_init (&ret_votes->classes);
  if (!cs_metric_read_list (input, "labels", &list, error) ||
      !declare (params, &ret_votes->classes, error))
    return FALSE;
  ret_votes->votes.n = cs_json_length (list);
  ret_votes->votes.votes = g_new (CsVote, MAX (ret_votes->votes.n, 1));
  for (guint i = 0; i < ret_votes->votes.n; i++)
    if (!read_vote (cs_json_at (list, i), i, declared, ret_votes, error))
      return FALSE;
  if (!check_raters (&ret_votes->raters, error))
    return FALSE;
  if (!declared)
    put_in_order (ret_votes);
  ret_votes->votes.n_items = ret_votes->items.names->len;
  ret_votes->votes.n_raters = ret_votes->raters.names->len;
  ret_votes->votes.n_classes = ret_votes->classes.names->len;
  return (guint64)ret_votes->votes.n_items * ret_votes->votes.n_classes <= MOST_SHARES ||
         cs_fail (error, CS_ERROR_LIMIT,
                  "input.labels: %u items by %u classes are more than %d shares",
                  ret_votes->votes.n_items, ret_votes->votes.n_classes, MOST_SHARES);
}

/* --- masks --- */

gboolean
cs_metric_read_pixels (const CsJson *json, const char *place, guint8 **ret_pixels, guint *ret_width,
                       guint *ret_height, GError **error)
{
  guint height = cs_json_length (json);
  const char *first = cs_json_string (cs_json_at (json, 0));
  gsize width = first != NULL ? strlen (first) : 0;
  if (cs_json_type (json) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "%s: not a list of strings of 0 and 1", place);
  if (width > G_MAXINT32 || width * height > G_MAXINT32)
    return cs_fail (error, CS_ERROR_LIMIT, "%s: more than %d pixels", place, G_MAXINT32);
  g_autofree guint8 *pixels = g_new (guint8, MAX (width * height, 1));
  for (guint y = 0; y < height; y++) {
    const char *row = cs_json_string (cs_json_at (json, y));
    if (row == NULL || strlen (row) != width || strspn (row, "01") != width)
      return cs_fail (error, CS_ERROR_INVALID,
                      "%s[%u]: not a string of %" G_GSIZE_FORMAT
                      " characters 0 and 1, as in [\"0110\"]",
                      place, y, width);
    for (gsize x = 0; x < width; x++)
      pixels[y * width + x] = row[x] == '1';
  }
  *ret_pixels = g_steal_pointer (&pixels);
  *ret_width = (guint)width;
  *ret_height = height;
  return TRUE;
}

/* --- answers --- */

void
cs_metric_put_names (CsJson *answer, const char *key, const CsMetricNames *names)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < names->names->len; i++)
    cs_json_append (list, cs_metric_names_at (names, i));
  cs_json_put (answer, key, list);
}

CsJson *
cs_metric_real_rows (const double *values, guint n_rows, guint n_columns)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < n_rows; i++) {
    const double *row = values + (gsize)i * n_columns;
    cs_json_append (list, n_columns > 0 && !isfinite (row[0]) ? cs_json_new_null ()
                                                              : cs_metric_reals (row, n_columns));
  }
  return list;
}
