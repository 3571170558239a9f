/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quality-draw.h"
#include "cs-sampling.h"

#include <float.h>

#define PRIME G_GUINT64_CONSTANT (1099511628211)

void
draw_init (Draw *draw, const guint8 *data, gsize size)
{
  *draw = (Draw){ data, size, G_GUINT64_CONSTANT (14695981039346656037) };
  for (gsize i = 0; i < size; i++)
    draw->state = (draw->state ^ data[i]) * PRIME;
}

static guint
draw_byte (Draw *draw)
{
  if (draw->left == 0)
    return (guint)(cs_splitmix64_next (&draw->state) >> 56);
  draw->left--;
  return *draw->data++;
}

guint
draw_below (Draw *draw, guint n)
{
  guint byte = draw_byte (draw);
  return n <= 256 ? byte % n : (byte << 8 | draw_byte (draw)) % n;
}

gboolean
draw_one_in (Draw *draw, guint n)
{
  return draw_below (draw, n) == 0;
}

double
draw_real (Draw *draw, gboolean odd)
{
  static const double rare[] = { -0.0,  DBL_MAX, -DBL_MAX, DBL_MIN, DBL_TRUE_MIN, 1e-300,
                                 1e160, -1e160,  1e15,     NAN,     INFINITY,     -INFINITY };
  switch (draw_below (draw, 8)) {
  case 0:
    return draw_one_in (draw, 4) ? rare[draw_below (draw, odd ? G_N_ELEMENTS (rare) : 9)] : 0;
  case 1:
    return ((double)draw_below (draw, 65536) - 32768) / 1024;
  case 2:
    return draw_below (draw, 1000) * 1e-3;
  default:
    return draw_below (draw, 5);
  }
}

double *
draw_reals (Draw *draw, guint n, gboolean odd)
{
  double *values = g_new (double, MAX (n, 1));
  odd = odd && draw_one_in (draw, 4);
  for (guint i = 0; i < n; i++)
    values[i] = draw_real (draw, odd);
  return values;
}

gint64
draw_count (Draw *draw)
{
  switch (draw_below (draw, 6)) {
  case 0:
    return 0;
  case 1:
    return (gint64)1 << draw_below (draw, 41);
  default:
    return draw_below (draw, 40);
  }
}

gint64 *
draw_counts (Draw *draw, guint n)
{
  gint64 *counts = g_new (gint64, MAX (n, 1));
  gboolean none = draw_one_in (draw, 16);
  for (guint i = 0; i < n; i++)
    counts[i] = none ? 0 : draw_count (draw);
  return counts;
}

double
draw_share (Draw *draw)
{
  static const double rare[] = { 1e-9, 1e-3, 0.5, 0.95, 1 - 1e-9 };
  return draw_one_in (draw, 3) ? rare[draw_below (draw, G_N_ELEMENTS (rare))]
                               : (draw_below (draw, 998) + 1) / 1000.0;
}

void
draw_probabilities (Draw *draw, guint n, double *ret_values)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += ret_values[i] = draw_one_in (draw, 3) ? 0 : draw_below (draw, 20);
  for (guint i = 0; i < n; i++)
    ret_values[i] = sum > 0 ? ret_values[i] / sum : i == 0;
}

guint *
draw_order (Draw *draw, guint n)
{
  guint *order = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    guint other = draw_below (draw, i + 1);
    order[i] = order[other];
    order[other] = i;
  }
  return order;
}

void
draw_ratings (Draw *draw, CsRatings *ret_ratings)
{
  CsRatings ratings = { draw_below (draw, 13), draw_below (draw, 6), 1 + draw_below (draw, 5),
                        NULL };
  guint used = 1 + draw_below (draw, ratings.n_categories), missing = 1 + draw_below (draw, 9);
  ratings.codes = g_new (gint32, MAX (ratings.n_items * ratings.n_raters, 1));
  for (guint i = 0; i < ratings.n_items * ratings.n_raters; i++)
    ratings.codes[i] =
        draw_one_in (draw, missing) ? CS_RATING_NONE : (gint32)draw_below (draw, used);
  *ret_ratings = ratings;
}

CsBox
draw_box (Draw *draw)
{
  CsBox box = { draw_below (draw, 12), draw_below (draw, 12), draw_below (draw, 8),
                draw_below (draw, 8) };
  if (draw_one_in (draw, 32))
    box.x = draw_real (draw, FALSE);
  if (draw_one_in (draw, 32))
    box.width = fabs (draw_real (draw, FALSE));
  return box;
}

guint8 *
draw_mask (Draw *draw, guint n)
{
  guint8 *mask = g_new0 (guint8, MAX (n, 1));
  guint set = draw_below (draw, 5);
  for (guint i = 0; i < n; i++)
    mask[i] = draw_below (draw, 4) < set;
  return mask;
}

CsSpan
draw_span (Draw *draw)
{
  CsSpan span = { draw_below (draw, 20), 0, draw_below (draw, 3) };
  span.end = span.start + 1 + draw_below (draw, 6);
  if (draw_one_in (draw, 64))
    span.end = G_GINT64_CONSTANT (1) << 32;
  return span;
}

/* --- of every answer --- */

void
check_known (double value)
{
  g_assert_true (isnan (value) || isfinite (value));
}

void
check_estimate (const CsEstimate *estimate, double most)
{
  check_known (estimate->se);
  check_known (estimate->low);
  check_known (estimate->high);
  if (estimate->undefined != NULL) {
    g_assert_true (isnan (estimate->value) && isnan (estimate->se));
    g_assert_true (isnan (estimate->low) && isnan (estimate->high));
    return;
  }
  g_assert_true (isfinite (estimate->value));
  g_assert_cmpfloat (estimate->value, <=, most + 1e-9);
  g_assert_true (isnan (estimate->low) == isnan (estimate->high));
  g_assert_true (isnan (estimate->se) || estimate->se >= 0);
  if (isnan (estimate->low))
    return;
  double slack = 1e-9 * MAX (1, fabs (estimate->value));
  g_assert_cmpfloat (estimate->low, <=, estimate->value + slack);
  g_assert_cmpfloat (estimate->high, >=, estimate->value - slack);
}

void
check_same (double a, double b, double tolerance)
{
  g_assert_true (isnan (a) == isnan (b));
  if (!isnan (a) && a != b)
    g_assert_cmpfloat (fabs (a - b), <=, tolerance * MAX (1, fabs (a)));
}

void
check_same_estimates (const CsEstimate *a, const CsEstimate *b, double tolerance)
{
  g_assert_true ((a->undefined == NULL) == (b->undefined == NULL));
  check_same (a->value, b->value, tolerance);
  check_same (a->se, b->se, tolerance);
  check_same (a->low, b->low, tolerance);
  check_same (a->high, b->high, tolerance);
  g_assert_cmpint (a->n, ==, b->n);
}

void
check_f1 (const CsF1 *f1)
{
  check_estimate (&f1->f1, 1);
  if (f1->f1.undefined != NULL)
    return;
  g_assert_cmpfloat (f1->f1.value, >=, 0);
  g_assert_true (f1->correct >= 0 && f1->partial >= 0 && f1->missed >= 0 && f1->spurious >= 0);
}

void
check_matches (const CsMatches *matches, guint n_a, guint n_b)
{
  check_known (matches->mean);
  check_known (matches->panoptic);
  if (matches->undefined != NULL) {
    g_assert_cmpuint (n_a + n_b, ==, 0);
    return;
  }
  g_assert_cmpuint (matches->n_matched + matches->only_a, ==, n_a);
  g_assert_cmpuint (matches->n_matched + matches->only_b, ==, n_b);
  g_assert_true (matches->f1 >= 0 && matches->f1 <= 1);
  g_assert_true (isnan (matches->mean) == (matches->n_matched == 0));
}
