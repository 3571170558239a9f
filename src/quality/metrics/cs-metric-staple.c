/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-labels.h"

#include <glib/gi18n.h>

#define FIRST 0.99999 /* sensitivity and specificity */
#define LEAST 1e-300  /* of a probability, for its logarithm */
/* Change of a rater's numbers. Less is below what roundings do: raters who are alike would drift
 * apart by them. */
#define CONVERGED 1e-7
#define MOST_ROUNDS 10000

void
cs_staple_clear (CsStaple *result)
{
  g_clear_pointer (&result->sensitivity, g_free);
  g_clear_pointer (&result->specificity, g_free);
  g_clear_pointer (&result->consensus, g_free);
}

/* --- pixels that all raters drew alike --- */

typedef struct {
  guint64 raters; /* a bit each */
  double times, weight;
} Pattern;

typedef struct {
  GArray *all;    /* of Pattern, as they come first */
  guint32 *slots; /* number and one; 0: empty */
  guint n_slots;  /* a power of two */
} Patterns;

static guint32 *
slot_of (const Patterns *patterns, guint64 raters)
{
  guint mask = patterns->n_slots - 1;
  guint at = (guint)((raters * 0x9e3779b97f4a7c15u) >> 32) & mask;
  while (patterns->slots[at] != 0 &&
         g_array_index (patterns->all, Pattern, patterns->slots[at] - 1).raters != raters)
    at = (at + 1) & mask;
  return &patterns->slots[at];
}

static guint32
add (Patterns *patterns, guint64 raters)
{
  Pattern pattern = { raters, 0, 0 };
  guint32 *slot = slot_of (patterns, raters);
  if (*slot != 0)
    return *slot - 1;
  g_array_append_val (patterns->all, pattern);
  *slot = patterns->all->len;
  if (2 * patterns->all->len > patterns->n_slots) {
    patterns->n_slots *= 2;
    g_free (patterns->slots);
    patterns->slots = g_new0 (guint32, patterns->n_slots);
    for (guint i = 0; i < patterns->all->len; i++)
      *slot_of (patterns, g_array_index (patterns->all, Pattern, i).raters) = i + 1;
  }
  return patterns->all->len - 1;
}

/* The pattern of each pixel. */
static guint32 *
find (Patterns *patterns, const guint8 *const *masks, guint n_raters, gsize n_pixels)
{
  guint32 *of = g_new (guint32, n_pixels);
  guint64 last = 0;
  guint32 found = add (patterns, 0);
  for (gsize i = 0; i < n_pixels; i++) {
    guint64 raters = 0;
    for (guint k = 0; k < n_raters; k++)
      raters |= (guint64)masks[k][i] << k;
    if (raters != last)
      found = add (patterns, raters);
    last = raters;
    of[i] = found;
    g_array_index (patterns->all, Pattern, found).times++;
  }
  return of;
}

/* --- EM --- */

/* What each rater's drawing and not drawing a pixel says. */
typedef struct {
  double drawn[2], not_drawn[2]; /* logarithms, for [foreground] */
} Voice;

static void
weigh (const Patterns *patterns, const CsStaple *result, guint n_raters, double prior,
       Voice *voices)
{
  for (guint k = 0; k < n_raters; k++) {
    double p = result->sensitivity[k], q = result->specificity[k];
    voices[k] = (Voice){ { log (MAX (1 - q, LEAST)), log (MAX (p, LEAST)) },
                         { log (MAX (q, LEAST)), log (MAX (1 - p, LEAST)) } };
  }
  for (guint i = 0; i < patterns->all->len; i++) {
    Pattern *pattern = &g_array_index (patterns->all, Pattern, i);
    double in = log (prior), out = log (1 - prior);
    for (guint k = 0; k < n_raters; k++) {
      const double *says = (pattern->raters >> k & 1) != 0 ? voices[k].drawn : voices[k].not_drawn;
      out += says[0];
      in += says[1];
    }
    pattern->weight = 1 / (1 + exp (out - in));
  }
}

/* The raters' numbers anew; by how much one of them changed at most. */
static double
judge (const Patterns *patterns, CsStaple *result, guint n_raters)
{
  double in = 0, out = 0, change = 0;
  for (guint i = 0; i < patterns->all->len; i++) {
    const Pattern *pattern = &g_array_index (patterns->all, Pattern, i);
    in += pattern->times * pattern->weight;
    out += pattern->times * (1 - pattern->weight);
  }
  for (guint k = 0; k < n_raters; k++) {
    double drawn = 0, not_drawn = 0;
    for (guint i = 0; i < patterns->all->len; i++) {
      const Pattern *pattern = &g_array_index (patterns->all, Pattern, i);
      if ((pattern->raters >> k & 1) != 0)
        drawn += pattern->times * pattern->weight;
      else
        not_drawn += pattern->times * (1 - pattern->weight);
    }
    double p = in > 0 ? drawn / in : CS_UNKNOWN, q = out > 0 ? not_drawn / out : CS_UNKNOWN;
    change = MAX (change, fabs (p - result->sensitivity[k]));
    change = MAX (change, fabs (q - result->specificity[k]));
    result->sensitivity[k] = p;
    result->specificity[k] = q;
  }
  return in > 0 && out > 0 ? change : -1;
}

static double
prior_of (const Patterns *patterns, guint n_raters, gsize n_pixels)
{
  double drawn = 0;
  for (guint i = 0; i < patterns->all->len; i++) {
    const Pattern *pattern = &g_array_index (patterns->all, Pattern, i);
    for (guint k = 0; k < n_raters; k++)
      drawn += (pattern->raters >> k & 1) != 0 ? pattern->times : 0;
  }
  return drawn / ((double)n_pixels * n_raters);
}

static void
run (const Patterns *patterns, guint n_raters, double prior, CsStaple *ret)
{
  g_autofree Voice *voices = g_new (Voice, n_raters);
  double change = 1;
  ret->sensitivity = g_new (double, n_raters);
  ret->specificity = g_new (double, n_raters);
  for (guint k = 0; k < n_raters; k++)
    ret->sensitivity[k] = ret->specificity[k] = FIRST;
  while (change > CONVERGED && ret->rounds < MOST_ROUNDS) {
    weigh (patterns, ret, n_raters, prior, voices);
    change = judge (patterns, ret, n_raters);
    ret->rounds++;
  }
  ret->converged = change <= CONVERGED;
  if (change < 0)
    ret->undefined = N_ ("the raters agree on no foreground");
}

void
cs_staple (const guint8 *const *masks, guint n_raters, gsize n_pixels, CsStaple *ret_result)
{
  *ret_result = (CsStaple){ 0 };
  if (n_raters < 2 || n_pixels == 0) {
    ret_result->undefined =
        n_raters < 2 ? N_ ("there are no two masks") : N_ ("the masks have no pixels");
    return;
  }
  Patterns patterns = { g_array_new (FALSE, FALSE, sizeof (Pattern)), g_new0 (guint32, 256), 256 };
  g_autofree guint32 *of = find (&patterns, masks, n_raters, n_pixels);
  double prior = prior_of (&patterns, n_raters, n_pixels);
  if (prior <= 0 || prior >= 1)
    ret_result->undefined =
        prior <= 0 ? N_ ("nobody drew anything") : N_ ("everybody drew all there is");
  else
    run (&patterns, n_raters, prior, ret_result);
  if (ret_result->undefined == NULL) {
    ret_result->consensus = g_new (guint8, n_pixels);
    for (gsize i = 0; i < n_pixels; i++) {
      ret_result->consensus[i] = g_array_index (patterns.all, Pattern, of[i]).weight > 0.5;
      ret_result->foreground += ret_result->consensus[i];
    }
  }
  g_array_unref (patterns.all);
  g_free (patterns.slots);
}

/* --- the metric --- */

static gboolean
read_masks (const CsJson *input, GPtrArray *masks, guint *ret_width, guint *ret_height,
            GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, "masks", &list, error))
    return FALSE;
  if (cs_json_length (list) > CS_STAPLE_MOST_RATERS)
    return cs_fail (error, CS_ERROR_LIMIT, "input.masks: more than %d", CS_STAPLE_MOST_RATERS);
  for (guint i = 0; i < cs_json_length (list); i++) {
    g_autofree char *place = g_strdup_printf ("input.masks[%u]", i);
    guint width = 0, height = 0;
    guint8 *pixels = NULL;
    if (!cs_metric_read_pixels (cs_json_at (list, i), place, &pixels, &width, &height, error))
      return FALSE;
    g_ptr_array_add (masks, pixels);
    if (i > 0 && (width != *ret_width || height != *ret_height))
      return cs_fail (error, CS_ERROR_INVALID, "%s: %u x %u, but the first is %u x %u", place,
                      width, height, *ret_width, *ret_height);
    *ret_width = width;
    *ret_height = height;
  }
  return TRUE;
}

static CsJson *
rows_of (const guint8 *pixels, guint width, guint height)
{
  CsJson *rows = cs_json_new_array ();
  g_autofree char *row = g_new0 (char, (gsize)width + 1);
  for (guint y = 0; y < height; y++) {
    for (guint x = 0; x < width; x++)
      row[x] = pixels[(gsize)y * width + x] != 0 ? '1' : '0';
    cs_json_append (rows, cs_json_new_string (row));
  }
  return rows;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autoptr (GPtrArray) masks = g_ptr_array_new_with_free_func (g_free);
  g_auto (CsStaple) found = { 0 };
  guint width = 0, height = 0;
  if (!read_masks (input, masks, &width, &height, error))
    return FALSE;
  cs_staple ((const guint8 *const *)masks->pdata, masks->len, (gsize)width * height, &found);
  if (!cs_metric_put_n (answer, (gint64)width * height, found.undefined))
    return TRUE;
  cs_json_put (answer, "sensitivity", cs_metric_reals (found.sensitivity, masks->len));
  cs_json_put (answer, "specificity", cs_metric_reals (found.specificity, masks->len));
  cs_json_put (answer, "consensus", rows_of (found.consensus, width, height));
  cs_json_put_int (answer, "foreground_pixels", found.foreground);
  cs_json_put_int (answer, "rounds", found.rounds);
  cs_json_put (answer, "converged", cs_json_new_bool (found.converged));
  return TRUE;
}

const CsMetric cs_metric_staple = {
  .name = "staple",
  .summary = "STAPLE: one mask of several, with the sensitivity and specificity of each rater",
  .input = "masks: a list of strings of 0 and 1 each, rows from the top",
  .params = "",
  .fixed = "foreground_threshold: 0.5|initial_sensitivity: 0.99999|initial_specificity: "
           "0.99999|prior: mean foreground share|spatial_prior: false",
  .compute = compute,
};
