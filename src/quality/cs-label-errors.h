/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels that are probably wrong, by what a model says that has not seen them (Northcutt, Jiang &
 * Chuang 2021, Confident Learning, JAIR 70). PROBABILITIES [item * n_classes + class]. Any thread.
 * No unit. */
#pragma once

#include "cs-estimate.h"

/* Most classes: pairs of them are counted. */
#define CS_LABEL_ERRORS_MOST_CLASSES 4096

typedef struct {
  double *thresholds;      /* [class]: mean probability of the class over items labelled so;
                              CS_UNKNOWN for a class that no item has */
  gint64 *joint;           /* [given * n_classes + class]: items by given label and by the likeliest
                              class that reaches its threshold; those that reach none do not count */
  guint *guesses;          /* [item]: that class; G_MAXUINT for none */
  double *self_confidence; /* [item]: p of the given label */
  double *normalized_margin; /* [item]: (p of the given label - the largest other + 1) / 2; unknown
                               with one class */
} CsLabelErrors;

void cs_label_errors_clear (CsLabelErrors *errors);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsLabelErrors, cs_label_errors_clear)

/* LABELS [item], below N_CLASSES. */
void cs_label_errors (const guint *labels, const double *probabilities, guint n_items,
                      guint n_classes, CsLabelErrors *ret_errors);
/* The likeliest class, the first of those that are even. */
guint cs_likeliest (const double *probabilities, guint n_classes);
