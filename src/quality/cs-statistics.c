/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-statistics.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_EXACT 140
#define HALVINGS 1100 /* to the smallest double there is */
#define LARGE 1e140   /* a matrix is scaled down before it overflows */

const char *
cs_why_not_finite (const double *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (values[i]))
      return N_ ("a value is not a finite number");
  return NULL;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

double *
cs_sorted (const double *values, guint n)
{
  double *sorted = g_new (double, MAX (n, 1));
  if (n > 0)
    memcpy (sorted, values, n * sizeof *sorted);
  qsort (sorted, n, sizeof *sorted, compare);
  return sorted;
}

double
cs_quantile (const double *sorted, guint n, double p)
{
  double place = p * (n - 1.0), below = floor (place);
  guint i = (guint)below;
  return i + 1 < n ? sorted[i] + (place - below) * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

double
cs_median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);
  return n > 0 ? values[(n - 1) / 2] / 2 + values[n / 2] / 2 : NAN;
}

double
cs_mean (const double *values, guint n)
{
  double mean = 0;
  for (guint i = 0; i < n; i++)
    mean += values[i];
  return n > 0 ? mean / n : 0;
}

double
cs_beta_quantile (double p, double a, double b)
{
  double low = 0, high = 1;
  if (!(a > 0 && b > 0 && isfinite (a) && isfinite (b)))
    return NAN;
  for (guint i = 0; i < HALVINGS; i++) {
    double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high)
      break;
    double below = gsl_cdf_beta_P (middle, a, b);
    if (isnan (below))
      return below;
    if (below < p)
      low = middle;
    else
      high = middle;
  }
  return high;
}

/* By the tail where the share is small, so that 1 - share does not cancel. */
double
cs_f_quantile (double p, double df1, double df2)
{
  if (p < 0.5) {
    double share = cs_beta_quantile (p, df1 / 2, df2 / 2);
    return df2 * share / (df1 * (1 - share));
  }
  double rest = cs_beta_quantile (1 - p, df2 / 2, df1 / 2);
  return df2 * (1 - rest) / (df1 * rest);
}

/* --- Kolmogorov, exact --- */

typedef struct {
  double *cells;
  int exponent; /* of ten, taken out of the cells */
  guint m;
} Matrix;

static double *
durbin (guint m, double h)
{
  double *cells = g_new0 (double, (gsize)m *m);
  for (guint i = 0; i < m; i++)
    for (guint k = 0; k <= MIN (i + 1, m - 1); k++)
      cells[i * m + k] = 1;
  for (guint i = 0; i < m; i++) {
    cells[i * m] -= pow (h, i + 1.0);
    cells[(m - 1) * m + i] -= pow (h, (double)(m - i));
  }
  if (2 * h > 1)
    cells[(m - 1) * m] += pow (2 * h - 1, m);
  for (guint i = 0; i < m; i++)
    for (guint k = 0; k <= MIN (i, m - 1); k++)
      for (guint g = 1; g <= i - k + 1; g++)
        cells[i * m + k] /= g;
  return cells;
}

static void
multiply (const Matrix *a, const Matrix *b, Matrix *ret)
{
  guint m = a->m;
  memset (ret->cells, 0, (gsize)m * m * sizeof *ret->cells);
  for (guint i = 0; i < m; i++)
    for (guint k = 0; k < m; k++)
      for (guint j = 0; j < m; j++)
        ret->cells[i * m + j] += a->cells[i * m + k] * b->cells[k * m + j];
  ret->exponent = a->exponent + b->exponent;
  if (ret->cells[(m / 2) * m + m / 2] <= LARGE)
    return;
  for (guint i = 0; i < m * m; i++)
    ret->cells[i] /= LARGE;
  ret->exponent += 140;
}

static void
swap (Matrix *a, Matrix *b)
{
  Matrix other = *a;
  *a = *b;
  *b = other;
}

static double
exact_below (double d, guint n)
{
  guint k = (guint)(n * d) + 1, m = 2 * k - 1;
  Matrix base = { durbin (m, k - n * d), 0, m };
  Matrix power = { g_new0 (double, (gsize)m *m), 0, m };
  Matrix scratch = { g_new0 (double, (gsize)m *m), 0, m };
  for (guint i = 0; i < m; i++)
    power.cells[i * m + i] = 1;
  for (guint left = n; left > 0; left /= 2) {
    if (left % 2 == 1) {
      multiply (&power, &base, &scratch);
      swap (&power, &scratch);
    }
    multiply (&base, &base, &scratch);
    swap (&base, &scratch);
  }
  double share = power.cells[(k - 1) * m + k - 1];
  for (guint i = 1; i <= n; i++) {
    share *= (double)i / n;
    if (share < 1 / LARGE) {
      share *= LARGE;
      power.exponent -= 140;
    }
  }
  share *= pow (10, power.exponent);
  g_free (base.cells);
  g_free (power.cells);
  g_free (scratch.cells);
  return share;
}

/* --- Kolmogorov, for many --- */

/* Terms of Pelz and Good at (k + 1/2) pi, w = its square. */
static double
half_terms (double w, double z, double root)
{
  double z2 = z * z, z4 = z2 * z2, z6 = z4 * z2, z8 = z4 * z4, e = exp (-w / (2 * z2));
  double first = (w - z2) / (6 * z4);
  double second = (6 * z6 + 2 * z4 + w * (2 * z4 - 5 * z2) + w * w * (1 - 2 * z2)) / (72 * z6 * z);
  double third = (w * w * w * (5 - 30 * z2) + w * w * (-60 * z2 + 212 * z4) +
                  w * (135 * z4 - 96 * z6) - 30 * z6 - 90 * z8) /
                 (6480 * z8 * z2);
  return e * (1 / z + first / root + second / (root * root) + third / (root * root * root));
}

/* The same at k pi. */
static double
whole_terms (double w, double z, double root)
{
  double z2 = z * z, e = exp (-w / (2 * z2));
  return e * (-w / (36 * z2 * z) / (root * root) +
              (3 * w * z2 - w * w) / (216 * z2 * z2 * z2) / (root * root * root));
}

static double
many_below (double d, double n)
{
  double root = sqrt (n), z = root * d, sum = 0;
  for (guint k = 0; k < 60; k++) {
    double half = (k + 0.5) * G_PI, whole = k * G_PI;
    sum += 2 * half_terms (half * half, z, root);
    sum += k > 0 ? 2 * whole_terms (whole * whole, z, root) : 0;
  }
  return sqrt (G_PI / 2) * sum;
}

double
cs_kolmogorov_above (double d, guint64 n)
{
  double square = (double)n * d * d;
  if (n == 0 || d <= 0)
    return 1;
  if (d >= 1 || square >= 18) /* under 1e-15 */
    return 0;
  if (n > MOST_EXACT && square < 0.02) /* above 1 - 1e-15 */
    return 1;
  double below = n <= MOST_EXACT ? exact_below (d, (guint)n) : many_below (d, (double)n);
  return CLAMP (1 - below, 0, 1);
}
