/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-coco-metrics.h"

#include <float.h>
#include <stdlib.h>

#define N_RECALLS 101

/* Sums over categories, and of how many numbers. */
typedef struct {
  double sums[CS_COCO_N_SCORES];
  guint64 counts[CS_COCO_N_SCORES];
} Means;

static void
add (Means *means, guint score, double sum, guint count)
{
  means->sums[score] += sum;
  means->counts[score] += count;
}

/* --- order --- */

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_truths (gconstpointer a, gconstpointer b)
{
  const CsCocoTruth *x = *(const CsCocoTruth *const *)a, *y = *(const CsCocoTruth *const *)b;
  int order = compare_numbers (x->category, y->category);
  if (order == 0)
    order = compare_numbers (x->image, y->image);
  return order != 0 ? order : (x > y) - (x < y);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const CsCocoFinding *x = *(const CsCocoFinding *const *)a, *y = *(const CsCocoFinding *const *)b;
  int order = compare_numbers (x->category, y->category);
  if (order == 0)
    order = compare_numbers (x->image, y->image);
  if (order == 0)
    order = (x->score < y->score) - (x->score > y->score);
  return order != 0 ? order : (x > y) - (x < y);
}

static int
compare_outcomes (gconstpointer a, gconstpointer b)
{
  const CsCocoOutcome *x = *(const CsCocoOutcome *const *)a;
  const CsCocoOutcome *y = *(const CsCocoOutcome *const *)b;
  int order = (x->score < y->score) - (x->score > y->score);
  return order != 0 ? order : (x > y) - (x < y);
}

/* --- one category --- */

/* Recalls and precisions as findings come in, for one size and threshold. */
typedef struct {
  guint n;
  double *recalls, *precisions;
} Curve;

static void
draw (Curve *curve, const GPtrArray *outcomes, guint size, guint threshold, guint most,
      guint64 n_truths)
{
  double right = 0, wrong = 0;
  curve->n = 0;
  for (guint i = 0; i < outcomes->len; i++) {
    const CsCocoOutcome *outcome = outcomes->pdata[i];
    if (outcome->rank >= most)
      continue;
    if (!(outcome->left_out[size] >> threshold & 1)) {
      right += outcome->matched[size] >> threshold & 1;
      wrong += !(outcome->matched[size] >> threshold & 1);
    }
    curve->recalls[curve->n] = right / (double)n_truths;
    curve->precisions[curve->n++] = right / (right + wrong + DBL_EPSILON);
  }
}

static double
last_recall (const Curve *curve)
{
  return curve->n > 0 ? curve->recalls[curve->n - 1] : 0;
}

/* Sum of the precisions at 101 recalls, each the best one from there on. */
static double
sum_precisions (Curve *curve)
{
  double sum = 0;
  for (guint i = curve->n; i-- > 1;)
    curve->precisions[i - 1] = MAX (curve->precisions[i - 1], curve->precisions[i]);
  for (guint i = 0, at = 0; i < N_RECALLS; i++) {
    double recall = i + 1 == N_RECALLS ? 1 : i * 0.01;
    while (at < curve->n && curve->recalls[at] < recall)
      at++;
    if (at == curve->n)
      break;
    sum += curve->precisions[at];
  }
  return sum;
}

static void
add_category (Means *means, CsCocoOutcome *outcomes, guint n, const guint64 *counts)
{
  static const guint most[] = { 1, 10 };
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (n);
  g_autofree double *recalls = g_new (double, MAX (n, 1));
  g_autofree double *precisions = g_new (double, MAX (n, 1));
  Curve curve = { 0, recalls, precisions };
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (order, &outcomes[i]);
  if (n > 1)
    qsort (order->pdata, n, sizeof (gpointer), compare_outcomes);
  for (guint size = 0; size < CS_COCO_SIZES; size++)
    for (guint i = 0; counts[size] > 0 && i < CS_COCO_THRESHOLDS; i++) {
      draw (&curve, order, size, i, CS_COCO_MOST, counts[size]);
      add (means, size == 0 ? CS_COCO_AR100 : CS_COCO_AR_SMALL + size - 1, last_recall (&curve), 1);
      double sum = sum_precisions (&curve);
      add (means, size == 0 ? CS_COCO_AP : CS_COCO_AP_SMALL + size - 1, sum, N_RECALLS);
      if (size == 0 && (i == 0 || i == 5))
        add (means, i == 0 ? CS_COCO_AP50 : CS_COCO_AP75, sum, N_RECALLS);
      for (guint k = 0; size == 0 && k < G_N_ELEMENTS (most); k++) {
        draw (&curve, order, size, i, most[k], counts[size]);
        add (means, CS_COCO_AR1 + k, last_recall (&curve), 1);
      }
    }
}

/* --- all of them --- */

/* Sorted by category and picture. */
typedef struct {
  const CsCocoTruth **truths;
  const CsCocoFinding **findings;
  guint n_truths, n_findings;
  guint truth, finding; /* the next ones */
} Walk;

/* The smallest category or, of a category, image that is not done; FALSE: there is none. */
static gboolean
next_category (const Walk *walk, gint64 *ret_category)
{
  *ret_category = G_MAXINT64;
  if (walk->truth < walk->n_truths)
    *ret_category = walk->truths[walk->truth]->category;
  if (walk->finding < walk->n_findings)
    *ret_category = MIN (*ret_category, walk->findings[walk->finding]->category);
  return walk->truth < walk->n_truths || walk->finding < walk->n_findings;
}

static gboolean
next_image (const Walk *walk, gint64 category, gint64 *ret_image)
{
  gboolean truth = walk->truth < walk->n_truths && walk->truths[walk->truth]->category == category;
  gboolean finding =
      walk->finding < walk->n_findings && walk->findings[walk->finding]->category == category;
  *ret_image = truth ? walk->truths[walk->truth]->image : G_MAXINT64;
  if (finding)
    *ret_image = MIN (*ret_image, walk->findings[walk->finding]->image);
  return truth || finding;
}

/* Of the category; puts what it finds behind OUTCOMES, of which there are RET_N. */
static void
walk_category (Walk *walk, gint64 category, CsCocoOutcome *outcomes, guint *ret_n, guint64 *counts)
{
  gint64 image = 0;
  while (next_image (walk, category, &image)) {
    const CsCocoTruth **truths = walk->truths + walk->truth;
    const CsCocoFinding **findings = walk->findings + walk->finding;
    guint n_truths = 0, n_findings = 0;
    for (; walk->truth < walk->n_truths && truths[n_truths]->image == image &&
           truths[n_truths]->category == category;
         walk->truth++)
      n_truths++;
    for (; walk->finding < walk->n_findings && findings[n_findings]->image == image &&
           findings[n_findings]->category == category;
         walk->finding++)
      n_findings++;
    n_findings = MIN (n_findings, CS_COCO_MOST);
    cs_coco_match (truths, n_truths, findings, n_findings, outcomes + *ret_n, counts);
    *ret_n += n_findings;
  }
}

void
cs_coco_evaluate (const CsCocoTruth *truths, guint n_truths, const CsCocoFinding *findings,
                  guint n_findings, double ret_scores[CS_COCO_N_SCORES])
{
  g_autofree const CsCocoTruth **own_truths = g_new (const CsCocoTruth *, MAX (n_truths, 1));
  g_autofree const CsCocoFinding **own_findings =
      g_new (const CsCocoFinding *, MAX (n_findings, 1));
  g_autofree CsCocoOutcome *outcomes = g_new (CsCocoOutcome, MAX (n_findings, 1));
  Walk walk = { own_truths, own_findings, n_truths, n_findings, 0, 0 };
  Means means = { 0 };
  gint64 category = 0;
  for (guint i = 0; i < n_truths; i++)
    own_truths[i] = &truths[i];
  for (guint i = 0; i < n_findings; i++)
    own_findings[i] = &findings[i];
  qsort (own_truths, n_truths, sizeof *own_truths, compare_truths);
  qsort (own_findings, n_findings, sizeof *own_findings, compare_findings);
  while (next_category (&walk, &category)) {
    guint64 counts[CS_COCO_SIZES] = { 0 };
    guint n = 0;
    walk_category (&walk, category, outcomes, &n, counts);
    add_category (&means, outcomes, n, counts);
  }
  for (guint i = 0; i < CS_COCO_N_SCORES; i++)
    ret_scores[i] = means.counts[i] > 0 ? means.sums[i] / (double)means.counts[i] : CS_UNKNOWN;
}
