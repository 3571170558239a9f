/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain statistics that several metrics share. Any thread; sums run in the order of the values. */
#pragma once

#include <glib.h>

/* NULL, or the reason why nothing can be said of VALUES: one is infinite or no number at all. */
const char *cs_why_not_finite (const double *values, gsize n);
/* Ascending, of numbers; caller frees. */
double *cs_sorted (const double *values, guint n);
/* The share P of SORTED values, linear between neighbours (type 7 of Hyndman and Fan 1996: place
 * P (n - 1)). N is 1 or more. */
double cs_quantile (const double *sorted, guint n, double p);
/* The middle one, or the mean of both; CS_UNKNOWN (NaN) for none. Sorts VALUES. */
double cs_median (double *values, guint n);
/* 0 for none. */
double cs_mean (const double *values, guint n);
/* x with I_x (A, B) = P, to the last bit, by halving. NaN unless A and B are positive, and where
 * the sum does not converge, which is so near the mean from about a million on. */
double cs_beta_quantile (double p, double a, double b);
/* Of F with these degrees of freedom, which need not be whole; NaN the same. */
double cs_f_quantile (double p, double df1, double df2);
/* P (D_n >= d) of the two-sided Kolmogorov statistic of N values: exact to 140 (Durbin's matrix;
 * Marsaglia, Tsang and Wang 2003), beyond by the expansion of Pelz and Good (1976). */
double cs_kolmogorov_above (double d, guint64 n);
