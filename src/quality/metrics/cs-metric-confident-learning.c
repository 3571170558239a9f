/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-label-errors.h"
#include "cs-metric-numbers.h"
#include "cs-metric-read-labels.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#define ROUNDING 1e-9 /* a mean of the same numbers may be above them */
#define FEW 10        /* items that are listed by their confidence */

void
cs_label_errors_clear (CsLabelErrors *errors)
{
  g_clear_pointer (&errors->thresholds, g_free);
  g_clear_pointer (&errors->joint, g_free);
  g_clear_pointer (&errors->guesses, g_free);
  g_clear_pointer (&errors->self_confidence, g_free);
  g_clear_pointer (&errors->normalized_margin, g_free);
}

guint
cs_likeliest (const double *probabilities, guint n_classes)
{
  guint best = 0;
  for (guint i = 1; i < n_classes; i++)
    if (probabilities[i] > probabilities[best])
      best = i;
  return best;
}

static void
set_thresholds (const guint *labels, guint n_items, guint n, CsLabelErrors *ret)
{
  g_autofree guint *items = g_new0 (guint, MAX (n, 1));
  ret->thresholds = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < n_items; i++) {
    items[labels[i]]++;
    ret->thresholds[labels[i]] += ret->self_confidence[i];
  }
  for (guint i = 0; i < n; i++)
    ret->thresholds[i] = items[i] > 0 ? ret->thresholds[i] / items[i] : CS_UNKNOWN;
}

static guint
guess (const double *own, const double *thresholds, guint n)
{
  guint best = G_MAXUINT;
  for (guint i = 0; i < n; i++)
    if (own[i] >= thresholds[i] - ROUNDING && (best == G_MAXUINT || own[i] > own[best]))
      best = i;
  return best;
}

static double
margin (const double *own, guint n, guint label)
{
  double other = -1;
  for (guint i = 0; i < n; i++)
    if (i != label)
      other = MAX (other, own[i]);
  return n > 1 ? (own[label] - other + 1) / 2 : CS_UNKNOWN;
}

void
cs_label_errors (const guint *labels, const double *probabilities, guint n_items, guint n_classes,
                 CsLabelErrors *ret_errors)
{
  CsLabelErrors errors = { .joint = g_new0 (gint64, MAX ((gsize)n_classes * n_classes, 1)),
                           .guesses = g_new (guint, MAX (n_items, 1)),
                           .self_confidence = g_new (double, MAX (n_items, 1)),
                           .normalized_margin = g_new (double, MAX (n_items, 1)) };
  for (guint i = 0; i < n_items; i++) {
    const double *own = probabilities + (gsize)i * n_classes;
    errors.self_confidence[i] = own[labels[i]];
    errors.normalized_margin[i] = margin (own, n_classes, labels[i]);
  }
  set_thresholds (labels, n_items, n_classes, &errors);
  for (guint i = 0; i < n_items; i++) {
    errors.guesses[i] = guess (probabilities + (gsize)i * n_classes, errors.thresholds, n_classes);
    if (errors.guesses[i] != G_MAXUINT)
      errors.joint[(gsize)labels[i] * n_classes + errors.guesses[i]]++;
  }
  *ret_errors = errors;
}

/* --- the metric --- */

static gboolean
read_labels (const CsJson *input, guint n_items, guint n_classes, guint **ret_labels,
             GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, "labels", &list, error))
    return FALSE;
  if (cs_json_length (list) != n_items)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.labels: %u labels, but %u rows of probabilities", cs_json_length (list),
                    n_items);
  *ret_labels = g_new (guint, MAX (n_items, 1));
  for (guint i = 0; i < n_items; i++) {
    gint64 label = cs_json_int (cs_json_at (list, i));
    if (cs_json_type (cs_json_at (list, i)) != CS_JSON_INT || label < 0 || label >= n_classes)
      return cs_fail (error, CS_ERROR_INVALID, "input.labels[%u]: not a class from 0 to %u", i,
                      n_classes - 1);
    (*ret_labels)[i] = (guint)label;
  }
  return TRUE;
}

static void
put_issues (CsJson *answer, const CsLabelErrors *errors, const guint *labels,
            const double *probabilities, guint n_items, guint n)
{
  CsJson *all = cs_json_new_array (), *unlikely = cs_json_new_array ();
  for (guint i = 0; i < n_items; i++) {
    if (errors->guesses[i] == G_MAXUINT || errors->guesses[i] == labels[i])
      continue;
    cs_json_append (all, cs_json_new_int (i));
    if (cs_likeliest (probabilities + (gsize)i * n, n) != labels[i])
      cs_json_append (unlikely, cs_json_new_int (i));
  }
  cs_json_put (answer, "off_diagonal_issues", all);
  cs_json_put (answer, "confident_learning_issues", unlikely);
}

typedef struct {
  double confidence;
  guint item;
} Item;

static int
compare (const void *a, const void *b)
{
  const Item *x = a, *y = b;
  if (x->confidence != y->confidence)
    return x->confidence < y->confidence ? -1 : 1;
  return (x->item > y->item) - (x->item < y->item);
}

static void
put_lowest (CsJson *answer, const double *confidence, guint n_items)
{
  CsJson *list = cs_json_new_array ();
  g_autofree Item *items = g_new (Item, n_items);
  for (guint i = 0; i < n_items; i++)
    items[i] = (Item){ confidence[i], i };
  qsort (items, n_items, sizeof *items, compare);
  for (guint i = 0; i < MIN (n_items, FEW); i++)
    cs_json_append (list, cs_json_new_int (items[i].item));
  cs_json_put (answer, "self_confidence_lowest10", list);
}

static void
put_scores (CsJson *answer, const CsLabelErrors *errors, guint n_items, guint n)
{
  double sum = 0;
  gboolean all = TRUE;
  cs_json_put (answer, "thresholds", cs_metric_reals (errors->thresholds, n));
  for (guint i = 0; i < n; i++)
    all = all && isfinite (errors->thresholds[i]);
  if (!all)
    cs_metric_put_reason (answer, "thresholds", N_ ("null: no item has the label"));
  put_lowest (answer, errors->self_confidence, n_items);
  cs_json_put (answer, "self_confidence", cs_metric_reals (errors->self_confidence, n_items));
  if (n < 2) {
    cs_metric_put_null (answer, "normalized_margin", N_ ("there is one class alone"));
    return;
  }
  for (guint i = 0; i < n_items; i++)
    sum += errors->normalized_margin[i];
  cs_json_put (answer, "normalized_margin", cs_metric_reals (errors->normalized_margin, n_items));
  cs_metric_put_real (answer, "normalized_margin_sum", sum);
}

/* Predictions for items that the model has learned from say that every label is right. */
static gboolean
read_origin (const CsJson *input, CsJson *answer, GError **error)
{
  const CsJson *json = cs_json_get (input, "out_of_sample");
  if (!cs_metric_has (input, "out_of_sample")) {
    cs_metric_put_null (answer, "out_of_sample",
                        N_ ("nobody said that the model has not learned from these items; if it "
                            "has, these numbers mean nothing"));
    return TRUE;
  }
  if (cs_json_type (json) != CS_JSON_BOOL)
    return cs_fail (error, CS_ERROR_INVALID, "input.out_of_sample: neither true nor false");
  if (cs_json_int (json) == 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.out_of_sample: false; predict each item with a model that has not "
                    "learned from it (cross-validation), and say true");
  cs_json_put_bool (answer, "out_of_sample", TRUE);
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *probabilities = NULL;
  g_autofree guint *labels = NULL;
  g_auto (CsLabelErrors) found = { 0 };
  guint n_items = 0, n = 0;
  if (!cs_metric_read_probabilities (cs_json_get (input, "probabilities"), "input.probabilities",
                                     &probabilities, &n_items, &n, error) ||
      !read_labels (input, n_items, n, &labels, error) || !read_origin (input, answer, error))
    return FALSE;
  if (n > CS_LABEL_ERRORS_MOST_CLASSES)
    return cs_fail (error, CS_ERROR_LIMIT, "input.probabilities: more than %d classes",
                    CS_LABEL_ERRORS_MOST_CLASSES);
  cs_json_put_int (answer, "n", n_items);
  if (n_items == 0) {
    cs_metric_put_undefined (answer, N_ ("there are no items"));
    return TRUE;
  }
  cs_label_errors (labels, probabilities, n_items, n, &found);
  CsJson *joint = cs_json_new_array ();
  for (guint i = 0; i < n; i++) {
    CsJson *row = cs_json_new_array ();
    for (guint k = 0; k < n; k++)
      cs_json_append (row, cs_json_new_int (found.joint[(gsize)i * n + k]));
    cs_json_append (joint, row);
  }
  cs_json_put (answer, "confident_joint", joint);
  put_issues (answer, &found, labels, probabilities, n_items, n);
  put_scores (answer, &found, n_items, n);
  return TRUE;
}

const CsMetric cs_metric_confident_learning = {
  .name = "confident_learning",
  .summary = "Labels that are probably wrong, by a model that did not learn from them",
  .input = "labels: a class from 0 on for each item|probabilities: a row an item, a column a class|"
           "out_of_sample: true: the model has not learned from these items",
  .params = "",
  .fixed = "thresholds: mean self confidence per given class",
  .compute = compute,
};
