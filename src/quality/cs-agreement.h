/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement on categories, corrected for chance. Any thread; sums run in the order of the patterns.
 *
 * Of N items with a rating, r_i of item i, r_ik of them category k of q; w_kl is what a rater's k
 * and another's l agree (1 for k = l). Items with two ratings are usable, N2 of them. Then a_i =
 * sum_k r_ik (sum_l w_kl r_il - 1) / (r_i (r_i - 1)),   p_a = mean of a_i over usable items, value
 * = (p_a - p_e) / (1 - p_e), where p_e is what chance would agree. The standard error is the
 * linearised one (Gwet, Handbook of Inter-Rater Reliability, 4th edition, chapter 5), the interval
 * by t with N - 1 degrees of freedom, cut at 1. One item has no interval. Undefined: no usable
 * item; chance agrees always (p_e = 1). Values have no unit. */
#pragma once

#include "cs-estimate.h"
#include "cs-ratings.h"

typedef enum {
  CS_WEIGHTS_NONE,
  CS_WEIGHTS_LINEAR,
  CS_WEIGHTS_QUADRATIC,
  CS_WEIGHTS_ORDINAL
} CsWeights;

/* FALSE for a word that is none of none, linear, quadratic, ordinal. */
gboolean cs_weights_from_nick (const char *nick, CsWeights *ret_weights);
/* [k * n + l]: 1 - d / D linear, 1 - d^2 / D^2 quadratic with the distance d of VALUES (NULL: of
 * their ranks) and the largest one D; ordinal 1 - C(d + 1, 2) / C(n, 2) with ranks. NULL for none,
 * which every function here takes; else the caller frees. */
double *cs_weights_new (CsWeights kind, const double *values, guint n);

typedef struct {
  CsEstimate estimate;
  double observed, chance; /* p_a, p_e; CS_UNKNOWN without a value */
} CsAgreement;

/* p_e = 0. No interval where all items agree alike: one without width would say that nothing is
 * uncertain. */
CsAgreement cs_percent_agreement (const CsRatingPatterns *patterns, const double *weights,
                                  double confidence);
/* p_e = sum_kl w_kl pi_k pi_l with pi_k the mean of r_ik / r_i over items (Fleiss 1971; with
 * missing ratings and weights as Gwet). With two raters Scott's pi (1955). */
CsAgreement cs_fleiss_kappa (const CsRatingPatterns *patterns, const double *weights,
                             double confidence);
/* AC1, with weights AC2: p_e = T / (q (q - 1)) sum_k pi_k (1 - pi_k), T the sum of all weights, q
 * the declared categories (Gwet 2008). Undefined where one category is declared. */
CsAgreement cs_gwet_ac (const CsRatingPatterns *patterns, const double *weights, double confidence);
/* p_e = T / q^2 (Brennan & Prediger 1981); with two categories PABAK. */
CsAgreement cs_brennan_prediger (const CsRatingPatterns *patterns, const double *weights,
                                 double confidence);
/* Cohen's idea for many raters: p_e from each rater's own shares (Conger 1980). Two raters and
 * more, each with a rating. */
CsAgreement cs_conger_kappa (const CsRatings *ratings, const double *weights, double confidence);
/* Two raters, TABLE[first * n + second]: p_e = sum_kl w_kl p_k. p_.l (Cohen 1960, 1968). Standard
 * error of Fleiss, Cohen and Everitt (1969), interval by the normal distribution; none where a
 * rater used one category alone, for there it would be 0. */
CsAgreement cs_cohen_kappa (const gint64 *table, guint n, const double *weights, double confidence);

/* --- one category --- */

/* Of all pairs of ratings of one item in which one is category k, the share in which both are:
 * sum_i r_ik (r_ik - 1) / sum_i r_ik (r_i - 1). With two raters 2 a / (2 a + b + c), which is
 * positive agreement for "yes" and negative agreement for "no" (Cicchetti & Feinstein 1990; for
 * more raters Uebersax 1982). Standard error of a ratio by linearisation over the usable items
 * (with two raters that of Graham & Bull 1998, but for N / (N - 1)), interval by t with N2 - 1
 * degrees of freedom, cut at 0 and 1; none with one item, or where the error is 0. RET_ESTIMATES
 * has a place for each category; N: usable items with a rating of it. Undefined: no usable item;
 * nobody used the category there. */
void cs_specific_agreement (const CsRatingPatterns *patterns, double confidence,
                            CsEstimate *ret_estimates);
/* [k of FIRST * n + l of SECOND]: items by the ratings of two raters; those that not both rated are
 * left out. Caller frees. */
gint64 *cs_confusion_table (const CsRatings *ratings, guint first, guint second);
/* Items of TABLE at most APART categories off the diagonal, by all; CS_UNKNOWN without items. */
double cs_confusion_share (const gint64 *table, guint n, guint apart);

/* --- how far a coefficient can be trusted --- */

typedef struct {
  gint64 usable;   /* items with two ratings */
  guint prevalent; /* the category with the largest pi_k, the first of those */
  double share;    /* that pi_k; CS_UNKNOWN without a rating */
  double gap;      /* AC1 - alpha, nominal both; CS_UNKNOWN where one of them has no value */
} CsAgreementCautions;

CsAgreementCautions cs_agreement_cautions (const CsRatingPatterns *patterns);
/* [category]: ratings of it; caller frees. */
gint64 *cs_agreement_uses (const CsRatingPatterns *patterns);

/* --- for the files of the family --- */

/* Items that are alike in what follows. */
typedef struct {
  double agreed; /* a_i; 0 where it is not usable */
  double
      expected; /* the item's part of p_e, linearised; p_e where that does not come from ratings */
  gint64 times;
  gboolean usable;
} CsAgreementUnit;

/* One a pattern, EXPECTED not set; caller frees. */
CsAgreementUnit *cs_agreement_units (const CsRatingPatterns *patterns, const double *weights);
CsAgreement cs_agreement_combine (const CsAgreementUnit *units, guint n_units, double chance,
                                  double confidence);
/* Of the patterns, where p_e comes from nothing but CHANCE. */
CsAgreement cs_agreement_by_chance (const CsRatingPatterns *patterns, const double *weights,
                                    double chance, double confidence);
/* The same, where PARTS[category] is what a rating of it adds to p_e. */
CsAgreement cs_agreement_by_parts (const CsRatingPatterns *patterns, const double *weights,
                                   double chance, const double *parts, double confidence);
/* pi_k, shares of the categories; caller frees. */
double *cs_agreement_shares (const CsRatingPatterns *patterns);
double cs_agreement_weight (const double *weights, guint n, guint i, guint k);
/* T. */
double cs_agreement_total (const double *weights, guint n);
/* Why fewer than two categories are no agreement: nothing may be rated at all, or twice. */
const char *cs_agreement_why_alone (const CsRatingPatterns *patterns);
CsAgreement cs_agreement_undefined (gint64 n, const char *why);
