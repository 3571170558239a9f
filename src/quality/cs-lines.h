/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far two drawn lines lie apart, as pure functions over plain arrays. Any thread; sums run in
 * the order of the points. POINTS x, y, two or more, joined by straight pieces; N is the points.
 * Distances and lengths have the unit of the points. */
#pragma once

#include "cs-estimate.h"

double cs_line_length (const double *points, guint n);

typedef struct {
  double mean;      /* over the length of both */
  double hausdorff; /* the largest */
  double mean_ab, mean_ba;
  double step;
  const char *undefined; /* as in CsEstimate: a line has no length */
} CsLineDistances;

/* Most places times pieces of the other line that are looked at. */
#define CS_LINES_MOST_LOOKS 2000000000.0

/* From places on each line, its points and between them equal parts of at most STEP, to the nearest
 * place of the other line, exactly. mean_ab is the mean over the length of A (by trapezoids, off by
 * at most STEP / 4), mean the one over both lengths, hausdorff the largest of both directions (at
 * most STEP / 2 below the true one). FALSE: more than CS_LINES_MOST_LOOKS. */
gboolean cs_line_distances (const double *a, guint n_a, const double *b, guint n_b, double step,
                            CsLineDistances *ret_distances);

/* The length of A that lies within REACH of B, exactly: each piece of B with REACH round it is cut
 * out of each piece of A. With it, the buffer method of Heipke et al. (1997): correctness
 * within (a, b) / length (a), completeness within (b, a) / length (b), F1 their harmonic mean. */
double cs_line_within (const double *a, guint n_a, const double *b, guint n_b, double reach);
