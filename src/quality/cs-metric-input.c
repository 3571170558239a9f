/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"

#include <string.h>

#define MOST_CATEGORIES 2000 /* weights are a square of them */

void
cs_metric_ratings_clear (CsMetricRatings *ratings)
{
  cs_rating_patterns_clear (&ratings->patterns);
  cs_ratings_clear (&ratings->ratings);
  g_clear_pointer (&ratings->table, g_free);
  g_clear_pointer (&ratings->values, g_free);
}

/* --- categories --- */

typedef struct {
  const CsJson *json;
  guint code;
} Category;

typedef struct {
  GHashTable *codes; /* words of a category -> Category */
  gboolean declared;
} Categories;

static void
categories_clear (Categories *categories)
{
  g_clear_pointer (&categories->codes, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Categories, categories_clear)

gboolean
cs_metric_is_number (const CsJson *json)
{
  return cs_json_type (json) == CS_JSON_INT || cs_json_type (json) == CS_JSON_REAL;
}

char *
cs_metric_words (const CsJson *json)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  if (cs_json_type (json) == CS_JSON_STRING)
    return g_strconcat ("s", cs_json_string (json), NULL);
  if (!cs_metric_is_number (json) || !isfinite (cs_json_real (json)))
    return NULL;
  g_ascii_dtostr (digits, sizeof digits, cs_json_real (json) + 0.0); /* -0 is 0 */
  return g_strconcat ("n", digits, NULL);
}

static const Category *
add_category (Categories *categories, char *words, const CsJson *json)
{
  Category *category = g_new (Category, 1);
  *category = (Category){ json, g_hash_table_size (categories->codes) };
  g_hash_table_insert (categories->codes, words, category);
  return category;
}

static gboolean
declare (Categories *categories, const CsJson *params, GError **error)
{
  const CsJson *list = cs_json_get (params, "categories");
  categories->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  categories->declared = list != NULL;
  for (guint i = 0; i < cs_json_length (list); i++) {
    char *words = cs_metric_words (cs_json_at (list, i));
    if (words == NULL || g_hash_table_contains (categories->codes, words)) {
      g_free (words);
      return cs_fail (error, CS_ERROR_INVALID, "params.categories[%u]: %s", i,
                      words == NULL ? "neither a number nor a string" : "twice");
    }
    add_category (categories, words, cs_json_at (list, i));
  }
  return TRUE;
}

int
cs_metric_compare_names (const CsJson *a, const CsJson *b)
{
  if (cs_metric_is_number (a) != cs_metric_is_number (b))
    return cs_metric_is_number (a) ? -1 : 1;
  if (!cs_metric_is_number (a))
    return strcmp (cs_json_string (a), cs_json_string (b));
  return (cs_json_real (a) > cs_json_real (b)) - (cs_json_real (a) < cs_json_real (b));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return cs_metric_compare_names ((*(Category *const *)a)->json, (*(Category *const *)b)->json);
}

/* What each code becomes once all are known, and the values in that order. */
static guint *
put_in_order (Categories *categories, CsMetricRatings *ratings)
{
  guint n = g_hash_table_size (categories->codes), numbers = 0;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer category;
  g_hash_table_iter_init (&iter, categories->codes);
  while (g_hash_table_iter_next (&iter, NULL, &category))
    g_ptr_array_add (all, category);
  g_autofree guint *places = g_new (guint, MAX (n, 1));
  if (!categories->declared)
    g_ptr_array_sort (all, compare);
  ratings->values = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    const Category *each = all->pdata[i];
    guint place = categories->declared ? each->code : i;
    places[each->code] = place;
    ratings->values[place] = cs_json_real (each->json);
    numbers += cs_metric_is_number (each->json);
  }
  if (numbers < n)
    g_clear_pointer (&ratings->values, g_free);
  ratings->n_categories = n;
  return g_steal_pointer (&places);
}

/* --- ratings --- */

static gboolean
read_rating (Categories *categories, const CsJson *json, guint rater, guint item, gint32 *ret_code,
             GError **error)
{
  if (json == NULL || cs_json_type (json) == CS_JSON_NULL) {
    *ret_code = CS_RATING_NONE;
    return TRUE;
  }
  g_autofree char *words = cs_metric_words (json);
  const Category *category = words != NULL ? g_hash_table_lookup (categories->codes, words) : NULL;
  if (words == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.ratings[%u][%u]: not a number, a string or null", rater, item);
  if (category == NULL && categories->declared)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.ratings[%u][%u]: %s is not one of the declared categories", rater, item,
                    words + 1);
  if (category == NULL)
    category = add_category (categories, g_steal_pointer (&words), json);
  *ret_code = (gint32)category->code;
  return TRUE;
}

static gboolean
read_raters (const CsJson *list, Categories *categories, CsMetricRatings *ret, GError **error)
{
  CsRatings *ratings = &ret->ratings;
  ratings->n_raters = cs_json_length (list);
  ratings->n_items = cs_json_length (cs_json_at (list, 0));
  ratings->codes = g_new (gint32, MAX ((gsize)ratings->n_items * ratings->n_raters, 1));
  for (guint k = 0; k < ratings->n_raters; k++) {
    const CsJson *row = cs_json_at (list, k);
    if (cs_json_type (row) != CS_JSON_ARRAY || cs_json_length (row) != ratings->n_items)
      return cs_fail (error, CS_ERROR_INVALID,
                      "input.ratings[%u]: not a list of %u ratings, as the first one is", k,
                      ratings->n_items);
    for (guint i = 0; i < ratings->n_items; i++)
      if (!read_rating (categories, cs_json_at (row, i), k, i,
                        &ratings->codes[(gsize)i * ratings->n_raters + k], error))
        return FALSE;
  }
  g_autofree guint *places = put_in_order (categories, ret);
  for (gsize i = 0; i < (gsize)ratings->n_items * ratings->n_raters; i++)
    if (ratings->codes[i] != CS_RATING_NONE)
      ratings->codes[i] = (gint32)places[ratings->codes[i]];
  ratings->n_categories = ret->n_categories;
  cs_rating_patterns_init (&ret->patterns, ratings);
  return TRUE;
}

/* --- counts --- */

static gboolean
read_count (const CsJson *row, guint i, guint k, const char *key, gint64 most, gint64 *ret_count,
            GError **error)
{
  const CsJson *json = cs_json_at (row, k);
  *ret_count = cs_json_int (json);
  if (cs_json_type (json) != CS_JSON_INT || *ret_count < 0 || *ret_count > most)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.%s[%u][%u]: not a whole number from 0 to %" G_GINT64_FORMAT, key, i, k,
                    most);
  return TRUE;
}

static gboolean
check_row (const CsJson *row, guint i, const char *key, guint n, GError **error)
{
  return (cs_json_type (row) == CS_JSON_ARRAY && cs_json_length (row) == n) ||
         cs_fail (error, CS_ERROR_INVALID, "input.%s[%u]: not a list of %u counts", key, i, n);
}

/* How many categories a row has, and their values where they are declared. */
static gboolean
settle (Categories *categories, const CsJson *list, const char *key, CsMetricRatings *ret,
        GError **error)
{
  guint n = cs_json_length (cs_json_at (list, 0));
  g_autofree guint *places = put_in_order (categories, ret);
  if (categories->declared && ret->n_categories != n)
    return cs_fail (error, CS_ERROR_INVALID, "input.%s: %u categories, but %u are declared", key, n,
                    ret->n_categories);
  if (!categories->declared)
    g_clear_pointer (&ret->values, g_free);
  ret->n_categories = n;
  return TRUE;
}

static gboolean
read_counts (const CsJson *list, CsMetricRatings *ret, GError **error)
{
  guint n = ret->n_categories, n_items = cs_json_length (list);
  g_autofree guint32 *counts = g_new0 (guint32, MAX ((gsize)n_items * n, 1));
  for (guint i = 0; i < n_items; i++) {
    if (!check_row (cs_json_at (list, i), i, "counts", n, error))
      return FALSE;
    for (guint k = 0; k < n; k++) {
      gint64 count = 0;
      if (!read_count (cs_json_at (list, i), i, k, "counts", G_MAXINT32, &count, error))
        return FALSE;
      counts[(gsize)i * n + k] = (guint32)count;
    }
  }
  cs_rating_patterns_init_counts (&ret->patterns, counts, n_items, n);
  return TRUE;
}

static gboolean
read_table (const CsJson *list, CsMetricRatings *ret, GError **error)
{
  guint n = ret->n_categories;
  if (cs_json_length (list) != n)
    return cs_fail (error, CS_ERROR_INVALID, "input.table: %u rows, but %u columns",
                    cs_json_length (list), n);
  ret->table = g_new0 (gint64, MAX ((gsize)n * n, 1));
  for (guint i = 0; i < n; i++) {
    if (!check_row (cs_json_at (list, i), i, "table", n, error))
      return FALSE;
    for (guint k = 0; k < n; k++)
      if (!read_count (cs_json_at (list, i), i, k, "table", G_MAXINT32,
                       &ret->table[(gsize)i * n + k], error))
        return FALSE;
  }
  cs_rating_patterns_init_table (&ret->patterns, ret->table, n);
  return TRUE;
}

gboolean
cs_metric_read_ratings (const CsJson *input, const CsJson *params, CsMetricRatings *ret_ratings,
                        GError **error)
{
  static const char *const keys[] = { "ratings", "counts", "table" };
  g_auto (Categories) categories = { 0 };
  guint found = G_N_ELEMENTS (keys), n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (cs_json_get (input, keys[i]) != NULL) {
      found = i;
      n++;
    }
  const CsJson *list = n == 1 ? cs_json_get (input, keys[found]) : NULL;
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input: wants one list, \"ratings\", \"counts\" or \"table\"");
  if (!declare (&categories, params, error))
    return FALSE;
  if (found == 0)
    return read_raters (list, &categories, ret_ratings, error);
  return settle (&categories, list, keys[found], ret_ratings, error) &&
         (found == 1 ? read_counts (list, ret_ratings, error)
                     : read_table (list, ret_ratings, error));
}

/* --- params --- */

gboolean
cs_metric_read_weights (const CsJson *params, const CsMetricRatings *ratings, double **ret_weights,
                        GError **error)
{
  const char *nick = cs_json_get_string (params, "weights");
  CsWeights kind = CS_WEIGHTS_NONE;
  *ret_weights = NULL;
  if (nick != NULL && !cs_weights_from_nick (nick, &kind))
    return cs_fail (error, CS_ERROR_INVALID,
                    "params.weights: \"%s\" is none of none, linear, quadratic, ordinal", nick);
  if (kind != CS_WEIGHTS_NONE && ratings->n_categories > MOST_CATEGORIES)
    return cs_fail (error, CS_ERROR_LIMIT, "params.weights: %u categories are more than %d",
                    ratings->n_categories, MOST_CATEGORIES);
  *ret_weights = cs_weights_new (kind, ratings->values, ratings->n_categories);
  return TRUE;
}

gboolean
cs_metric_read_confidence (const CsJson *params, double *ret_confidence, GError **error)
{
  const CsJson *json = cs_json_get (params, "confidence");
  *ret_confidence = json != NULL ? cs_json_real (json) : 0.95;
  return (*ret_confidence > 0 && *ret_confidence < 1) ||
         cs_fail (error, CS_ERROR_INVALID, "params.confidence: not between 0 and 1");
}

gboolean
cs_metric_read_level (const CsJson *params, const CsMetricRatings *ratings, CsLevel *ret_level,
                      GError **error)
{
  const char *nick = cs_json_get_string (params, "level");
  *ret_level = CS_LEVEL_NOMINAL;
  if (nick != NULL && !cs_level_from_nick (nick, ret_level))
    return cs_fail (error, CS_ERROR_INVALID,
                    "params.level: \"%s\" is none of nominal, ordinal, interval, ratio", nick);
  if (*ret_level >= CS_LEVEL_INTERVAL && ratings->values == NULL && ratings->n_categories > 0)
    return cs_fail (error, CS_ERROR_INVALID, "params.level: \"%s\" wants numbers", nick);
  for (guint i = 0; *ret_level == CS_LEVEL_RATIO && i < ratings->n_categories; i++)
    if (ratings->values[i] < 0)
      return cs_fail (error, CS_ERROR_INVALID, "params.level: \"ratio\" wants numbers from 0 on");
  if (*ret_level == CS_LEVEL_RATIO && ratings->n_categories > CS_ALPHA_RATIO_MOST)
    return cs_fail (error, CS_ERROR_LIMIT, "params.level: %u different ratios are more than %d",
                    ratings->n_categories, CS_ALPHA_RATIO_MOST);
  return TRUE;
}

/* --- answers --- */

void
cs_metric_put_undefined (CsJson *answer, const char *why)
{
  cs_json_put_string (answer, "undefined", why);
}

void
cs_metric_put_real (CsJson *answer, const char *key, double value)
{
  if (isfinite (value))
    cs_json_put (answer, key, cs_json_new_real (value));
}

void
cs_metric_put_estimate (CsJson *answer, const CsEstimate *estimate)
{
  cs_json_put_int (answer, "n", estimate->n);
  if (estimate->undefined != NULL) {
    cs_metric_put_undefined (answer, estimate->undefined);
    return;
  }
  cs_metric_put_real (answer, "value", estimate->value);
  cs_metric_put_real (answer, "se", estimate->se);
  cs_metric_put_real (answer, "ci_low", estimate->low);
  cs_metric_put_real (answer, "ci_high", estimate->high);
}

void
cs_metric_put_agreement (CsJson *answer, const CsAgreement *agreement)
{
  cs_metric_put_estimate (answer, &agreement->estimate);
  if (agreement->estimate.undefined != NULL)
    return;
  cs_metric_put_real (answer, "pa", agreement->observed);
  cs_metric_put_real (answer, "pe", agreement->chance);
}

/* --- plain numbers --- */

gboolean
cs_metric_read_real (const CsJson *json, const char *place, double *ret_value, GError **error)
{
  double value = cs_json_real (json);
  if (!is_number (json) || !isfinite (value))
    return cs_fail (error, CS_ERROR_INVALID, "%s: not a number", place);
  *ret_value = value;
  return TRUE;
}

gboolean
cs_metric_read_number (const CsJson *object, const char *place, const char *key, double low,
                       double high, double *ret_value, GError **error)
{
  double value = 0;
  g_autofree char *whole = g_strdup_printf ("%s.%s", place, key);
  if (!cs_metric_read_real (cs_json_get (object, key), whole, &value, error))
    return FALSE;
  if (value < low || value > high) {
    char least[G_ASCII_DTOSTR_BUF_SIZE], most[G_ASCII_DTOSTR_BUF_SIZE];
    return cs_fail (error, CS_ERROR_INVALID, "%s: not from %s to %s", whole,
                    g_ascii_dtostr (least, sizeof least, low),
                    g_ascii_dtostr (most, sizeof most, high));
  }
  *ret_value = value;
  return TRUE;
}

gboolean
cs_metric_read_share (const CsJson *object, const char *place, const char *key, double *ret_value,
                      GError **error)
{
  double value = cs_json_real (cs_json_get (object, key));
  if (!(value > 0 && value < 1))
    return cs_fail (error, CS_ERROR_INVALID, "%s.%s: not a number between 0 and 1", place, key);
  *ret_value = value;
  return TRUE;
}

static gboolean
is_whole (const CsJson *json, gint64 least, gint64 most)
{
  return cs_json_type (json) == CS_JSON_INT && cs_json_int (json) >= least &&
         cs_json_int (json) <= most;
}

gboolean
cs_metric_read_count (const CsJson *object, const char *place, const char *key, gint64 least,
                      gint64 most, gint64 *ret_value, GError **error)
{
  const CsJson *json = cs_json_get (object, key);
  if (!is_whole (json, least, most))
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s.%s: not a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                    place, key, least, most);
  *ret_value = cs_json_int (json);
  return TRUE;
}

gboolean
cs_metric_has (const CsJson *object, const char *key)
{
  const CsJson *json = cs_json_get (object, key);
  return json != NULL && cs_json_type (json) != CS_JSON_NULL;
}

static const CsJson *
list_of (const CsJson *input, const char *key, GError **error)
{
  const CsJson *list = cs_json_get (input, key);
  if (cs_json_type (list) == CS_JSON_ARRAY)
    return list;
  cs_fail (error, CS_ERROR_INVALID, "input.%s: not a list", key);
  return NULL;
}

gboolean
cs_metric_read_numbers (const CsJson *input, const char *key, double **ret_values, guint *ret_n,
                        GError **error)
{
  const CsJson *list = list_of (input, key, error);
  guint n = cs_json_length (list);
  if (list == NULL)
    return FALSE;
  g_autofree double *values = g_new (double, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    values[i] = cs_json_real (cs_json_at (list, i));
    if (!is_number (cs_json_at (list, i)) || !isfinite (values[i]))
      return cs_fail (error, CS_ERROR_INVALID, "input.%s[%u]: not a number", key, i);
  }
  *ret_values = g_steal_pointer (&values);
  *ret_n = n;
  return TRUE;
}

gboolean
cs_metric_read_counts (const CsJson *input, const char *key, gint64 **ret_values, guint *ret_n,
                       GError **error)
{
  const CsJson *list = list_of (input, key, error);
  guint n = cs_json_length (list);
  if (list == NULL)
    return FALSE;
  g_autofree gint64 *values = g_new (gint64, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    values[i] = cs_json_int (cs_json_at (list, i));
    if (!is_whole (cs_json_at (list, i), 0, G_MAXINT32))
      return cs_fail (error, CS_ERROR_INVALID, "input.%s[%u]: not a whole number from 0 to %d", key,
                      i, G_MAXINT32);
  }
  *ret_values = g_steal_pointer (&values);
  *ret_n = n;
  return TRUE;
}

static gboolean
check_pairs (const char *x_key, const char *y_key, guint n_x, guint n_y, GError **error)
{
  return n_x == n_y || cs_fail (error, CS_ERROR_INVALID, "input.%s: %u entries, but %u in %s",
                                y_key, n_y, n_x, x_key);
}

gboolean
cs_metric_read_pairs (const CsJson *input, const char *x_key, const char *y_key, double **ret_x,
                      double **ret_y, guint *ret_n, GError **error)
{
  guint n_y = 0;
  return cs_metric_read_numbers (input, x_key, ret_x, ret_n, error) &&
         cs_metric_read_numbers (input, y_key, ret_y, &n_y, error) &&
         check_pairs (x_key, y_key, *ret_n, n_y, error);
}

gboolean
cs_metric_read_count_pairs (const CsJson *input, const char *x_key, const char *y_key,
                            gint64 **ret_x, gint64 **ret_y, guint *ret_n, GError **error)
{
  guint n_y = 0;
  return cs_metric_read_counts (input, x_key, ret_x, ret_n, error) &&
         cs_metric_read_counts (input, y_key, ret_y, &n_y, error) &&
         check_pairs (x_key, y_key, *ret_n, n_y, error);
}

static gboolean
begins_with (const char *text, const char *word)
{
  gsize size = strlen (word);
  return g_ascii_strncasecmp (text, word, size) == 0 && !g_ascii_isalnum (text[size]);
}

gboolean
cs_metric_read_word (const CsJson *params, const char *key, const char *const *words,
                     guint *ret_word, GError **error)
{
  const char *text = cs_json_get_string (params, key);
  *ret_word = 0;
  if (!cs_metric_has (params, key))
    return TRUE;
  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    if (begins_with (text, words[i])) {
      *ret_word = i;
      return TRUE;
    }
  g_autofree char *all = g_strjoinv (", ", (char **)words);
  return cs_fail (error, CS_ERROR_INVALID, "params.%s: none of %s", key, all);
}

CsJson *
cs_metric_new_real (double value)
{
  return isfinite (value) ? cs_json_new_real (value) : cs_json_new_null ();
}

void
cs_metric_put_reals (CsJson *answer, const char *key, const double *values, guint n)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    cs_json_append (list, cs_metric_new_real (values[i]));
  cs_json_put (answer, key, list);
}

void
cs_metric_put_null (CsJson *answer, CsJson *reasons, const char *key, const char *why)
{
  cs_json_put (answer, key, cs_json_new_null ());
  cs_json_put_string (reasons, key, why);
}

void
cs_metric_put_reasons (CsJson *answer, CsJson *reasons)
{
  if (cs_json_length (reasons) > 0)
    cs_json_put (answer, "reasons", reasons);
  else
    cs_json_unref (reasons);
}

void
cs_metric_put_pair (CsJson *answer, const char *key, double low, double high)
{
  const double both[] = { low, high };
  cs_metric_put_reals (answer, key, both, 2);
}

gboolean
cs_metric_read_sprt (const CsJson *rates, const char *place, const CsJson *params, CsSprt *ret_sprt,
                     GError **error)
{
  CsSprt sprt = { 0 };
  if (!cs_metric_read_share (rates, place, "p0", &sprt.p0, error) ||
      !cs_metric_read_share (rates, place, "p1", &sprt.p1, error) ||
      !cs_metric_read_share (params, "params", "alpha", &sprt.alpha, error) ||
      !cs_metric_read_share (params, "params", "beta", &sprt.beta, error))
    return FALSE;
  if (sprt.p0 >= sprt.p1)
    return cs_fail (error, CS_ERROR_INVALID, "%s.p1: not more than p0", place);
  if (sprt.alpha + sprt.beta >= 1)
    return cs_fail (error, CS_ERROR_INVALID, "params.beta: 1 or more together with alpha");
  *ret_sprt = sprt;
  return TRUE;
}
