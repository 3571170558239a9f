/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to look at next: where a model is uncertain, where several disagree, what stands for all the
 * rest. Entropies in nats. Any thread. */
#pragma once

#include "cs-estimate.h"

/* Of N probabilities: -sum p ln p, 0 for p = 0. */
double cs_entropy (const double *probabilities, guint n);
/* The largest probability less the next one; CS_UNKNOWN with one class. */
double cs_top_margin (const double *probabilities, guint n);

/* Of one item by N_MEMBERS models, PROBABILITIES [member * n_classes + class]. */
typedef struct {
  double consensus_kl; /* mean over members of sum p ln (p / mean p) (McCallum & Nigam 1998) */
  double vote_entropy; /* of the likeliest classes; a member for whom several are even votes for
                          each by parts (Dagan & Engelson 1995) */
} CsCommittee;
CsCommittee cs_committee (const double *probabilities, guint n_members, guint n_classes);

/* K points that are near to all others: FIRST, then each time the farthest from those there are,
 * of several the first (Gonzalez 1985). SELECTED has place for K, 1 <= K <= n_points. Returns the
 * radius: how far the farthest point is from them, at most twice the least possible; Euclidean, in
 * the unit of POINTS [point * n_dimensions + dimension]. */
double cs_k_center (const double *points, guint n_points, guint n_dimensions, guint k, guint first,
                    guint *selected);
/* The least radius possible, by trying all; CS_UNKNOWN where these are more than 100,000. */
double cs_k_center_optimum (const double *points, guint n_points, guint n_dimensions, guint k);
