/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"
#include "cs-metric-cautions.h"
#include "cs-quality-defaults.h"

#include <string.h>

#define MOST_CATEGORIES 2000 /* weights are a square of them */
#define MOST_VALUE 1e100     /* of a rating, so that sums of squares are numbers */

void
cs_metric_ratings_clear (CsMetricRatings *ratings)
{
  cs_rating_patterns_clear (&ratings->patterns);
  cs_ratings_clear (&ratings->ratings);
  g_clear_pointer (&ratings->table, g_free);
  g_clear_pointer (&ratings->values, g_free);
  g_clear_pointer (&ratings->names, cs_json_unref);
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
cs_metric_read_list (const CsJson *input, const char *key, const CsJson **ret_list, GError **error)
{
  const CsJson *list = cs_json_get (input, key);
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "input.%s: not a list", key);
  *ret_list = list;
  return TRUE;
}

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
  if (list != NULL && cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "params.categories: not a list");
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
  ratings->names = cs_json_new_array ();
  g_autofree const CsJson **names = g_new0 (const CsJson *, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    const Category *each = all->pdata[i];
    guint place = categories->declared ? each->code : i;
    places[each->code] = place;
    ratings->values[place] = cs_json_real (each->json);
    numbers += cs_metric_is_number (each->json);
    names[place] = each->json;
  }
  for (guint i = 0; i < n; i++)
    cs_json_append (ratings->names, cs_json_ref (names[i]));
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
  ret->by_name = !categories->declared && ret->values == NULL && ret->n_categories > 1;
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
  if (!categories->declared) {
    g_clear_pointer (&ret->values, g_free);
    g_clear_pointer (&ret->names, cs_json_unref);
  }
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

#define MOST_NAMED 5

/* For what asks how far apart categories are. */
static gboolean
check_order (const CsMetricRatings *ratings, GError **error)
{
  if (!ratings->by_name)
    return TRUE;
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < MIN (ratings->n_categories, MOST_NAMED); i++) {
    g_autofree char *line = cs_json_to_line (cs_json_at (ratings->names, i));
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", line);
  }
  return cs_fail (error, CS_ERROR_INVALID,
                  "input: the order of %s%s is not known; declare \"categories\" in their order",
                  names->str, ratings->n_categories > MOST_NAMED ? ", ..." : "");
}

gboolean
cs_metric_read_string (const CsJson *params, const char *key, const char **ret_string,
                       GError **error)
{
  *ret_string = cs_json_get_string (params, key);
  return *ret_string != NULL || cs_json_get (params, key) == NULL ||
         cs_fail (error, CS_ERROR_INVALID, "params.%s: not a word in quotes", key);
}

gboolean
cs_metric_read_weights (const CsJson *params, const CsMetricRatings *ratings, double **ret_weights,
                        GError **error)
{
  const char *nick = NULL;
  CsWeights kind = CS_WEIGHTS_NONE;
  *ret_weights = NULL;
  if (!cs_metric_read_string (params, "weights", &nick, error))
    return FALSE;
  if (nick != NULL && !cs_weights_from_nick (nick, &kind))
    return cs_fail (error, CS_ERROR_INVALID,
                    "params.weights: \"%s\" is none of none, linear, quadratic, ordinal", nick);
  if (kind != CS_WEIGHTS_NONE && !check_order (ratings, error))
    return FALSE;
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
  *ret_confidence = json != NULL ? cs_json_real (json) : CS_CONFIDENCE;
  return (*ret_confidence > 0 && *ret_confidence < 1) ||
         cs_fail (error, CS_ERROR_INVALID, "params.confidence: not between 0 and 1");
}

gboolean
cs_metric_read_level (const CsJson *params, const CsMetricRatings *ratings, CsLevel *ret_level,
                      GError **error)
{
  const char *nick = NULL;
  *ret_level = CS_LEVEL_NOMINAL;
  if (!cs_metric_read_string (params, "level", &nick, error))
    return FALSE;
  if (nick != NULL && !cs_level_from_nick (nick, ret_level))
    return cs_fail (error, CS_ERROR_INVALID,
                    "params.level: \"%s\" is none of nominal, ordinal, interval, ratio", nick);
  if (*ret_level == CS_LEVEL_ORDINAL && !check_order (ratings, error))
    return FALSE;
  if (*ret_level >= CS_LEVEL_INTERVAL && ratings->values == NULL && ratings->n_categories > 0)
    return cs_fail (error, CS_ERROR_INVALID, "params.level: \"%s\" wants numbers", nick);
  for (guint i = 0; *ret_level >= CS_LEVEL_INTERVAL && i < ratings->n_categories; i++)
    if (fabs (ratings->values[i]) > MOST_VALUE)
      return cs_fail (error, CS_ERROR_LIMIT, "params.level: \"%s\" wants numbers up to 1e100",
                      nick);
  for (guint i = 0; *ret_level == CS_LEVEL_RATIO && i < ratings->n_categories; i++)
    if (ratings->values[i] < 0)
      return cs_fail (error, CS_ERROR_INVALID, "params.level: \"ratio\" wants numbers from 0 on");
  if (*ret_level == CS_LEVEL_RATIO && ratings->n_categories > CS_ALPHA_RATIO_MOST)
    return cs_fail (error, CS_ERROR_LIMIT, "params.level: %u different ratios are more than %d",
                    ratings->n_categories, CS_ALPHA_RATIO_MOST);
  return TRUE;
}

gboolean
cs_metric_compute_agreement (const CsJson *input, const CsJson *params, gboolean weighted,
                             CsMetricAgreement func, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  g_autofree double *weights = NULL;
  double confidence = 0;
  if (!cs_metric_read_ratings (input, params, &ratings, error) ||
      !cs_metric_read_confidence (params, &confidence, error) ||
      (weighted && !cs_metric_read_weights (params, &ratings, &weights, error)))
    return FALSE;
  CsAgreement found = func (&ratings.patterns, weights, confidence);
  cs_metric_put_agreement (answer, &found);
  if (func != cs_percent_agreement) /* which is not corrected for chance */
    cs_metric_put_benchmark (answer, &found.estimate);
  cs_metric_warn_ratings (answer, &ratings, TRUE);
  return TRUE;
}

void
cs_metric_put_categories (CsJson *answer, const CsMetricRatings *ratings)
{
  CsJson *list = ratings->names != NULL ? cs_json_ref (ratings->names) : cs_json_new_array ();
  for (guint i = 0; ratings->names == NULL && i < ratings->n_categories; i++)
    cs_json_append (list, cs_json_new_int (i));
  cs_json_put (answer, "categories", list);
}
