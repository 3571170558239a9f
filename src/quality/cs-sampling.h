/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples that an audit can defend: how many, which, what they say, and when a lot passes. Any
 * thread. Error rates and confidences are shares, 0 to 1. POPULATION 0 stands for one without end.
 * A WHY that is set says why there is no answer. */
#pragma once

#include "cs-estimate.h"
#include "cs-hash.h"

/* Most items of a binomial sample: beyond, the sums are not sure to converge. */
#define CS_BINOMIAL_MOST 1000000

/* --- intervals and sizes --- */

typedef enum {
  CS_PROPORTION_WILSON,          /* score interval (Wilson 1927) */
  CS_PROPORTION_CLOPPER_PEARSON, /* never less than the confidence (1934); N to CS_BINOMIAL_MOST */
  CS_PROPORTION_AGRESTI_COULL,   /* 1998, cut at 0 and 1 */
  CS_PROPORTION_JEFFREYS,        /* beta (x + 1/2, n - x + 1/2); N to CS_BINOMIAL_MOST */
} CsProportionMethod;

/* X of N. Wilson and Clopper-Pearson are 0 at x = 0 and 1 at x = n exactly. Undefined: n = 0. */
CsEstimate cs_proportion_interval (gint64 x, gint64 n, CsProportionMethod method,
                                   double confidence);

/* Items so that the interval of a share P is about +-MARGIN: n0 = z^2 p (1 - p) / margin^2; of a
 * finite population n0 / (1 + (n0 - 1) / N) (Cochran 1977). Not rounded. */
double cs_sample_size_proportion (double p, double margin, double confidence, gint64 population);

/* Smallest n so that with RATE errors in the population at most TOLERATED are found with a
 * probability of 1 - confidence or less: binomial, of a finite population hypergeometric with
 * ceil (rate N) errors. 0 with a reason: the population has no more errors than are tolerated, or n
 * were above 10^9. */
gint64 cs_discovery_sample_size (double rate, double confidence, gint64 tolerated,
                                 gint64 population, const char **ret_why);

/* N draws by the SIZES of the strata and the largest remainder (Hamilton), no stratum under MINIMUM
 * or its size if that is less; ties go to the larger stratum, then by name (NULL: by place). FALSE:
 * N is more than all items, or too few for the minimum. Sizes and N to 2^31. */
gboolean cs_allocate_proportional (const gint64 *sizes, const char *const *names, guint n_strata,
                                   gint64 n, gint64 minimum, gint64 *ret_allocation);
/* n N_h S_h / sum N_h S_h, not rounded (Neyman 1934): smallest variance of the mean. FALSE: nothing
 * varies. */
gboolean cs_allocate_neyman (const gint64 *sizes, const double *sds, guint n_strata, double n,
                             double *ret_allocation);

/* --- draws --- */

typedef struct {
  CsHash hash;
  guint item;
} CsSampleRank;

/* All items by SHA-256 (seed, zero byte, item id): a sample of n is the first n, and stays in that
 * of n + 1. Equal hashes are equal ids. Caller frees. */
CsSampleRank *cs_seeded_ranks (const char *seed, const char *const *items, guint n_items);

/* The next number of SplitMix64 (Steele, Lea & Flood 2014); STATE begins as the seed. */
guint64 cs_splitmix64_next (guint64 *state);

/* --- acceptance --- */

typedef enum {
  CS_INSPECTION_NORMAL,
  CS_INSPECTION_TIGHTENED,
  CS_INSPECTION_REDUCED,
  CS_INSPECTION_DISCONTINUED, /* after five rejections on tightened */
} CsInspection;

typedef enum {
  CS_LEVEL_GENERAL_2,
  CS_LEVEL_GENERAL_1,
  CS_LEVEL_GENERAL_3,
  CS_LEVEL_SPECIAL_1,
  CS_LEVEL_SPECIAL_2,
  CS_LEVEL_SPECIAL_3,
  CS_LEVEL_SPECIAL_4,
} CsInspectionLevel;

typedef struct {
  char letter; /* of the plan, not of the lot, where an arrow leads away */
  guint n;
  guint accept, reject; /* errors; between them on reduced: accept, and go back to normal */
  gboolean inspect_all; /* n is the lot or more */
} CsSamplingPlan;

/* Acceptable quality levels in per cent: 0.010, 0.015, 0.025, ..., 10, which are CS_AQLS. */
#define CS_AQLS 16
extern const double cs_aqls[CS_AQLS];

/* Single sampling of MIL-STD-105E (tables I, II-A, II-B, II-C), which ANSI/ASQ Z1.4 keeps. LOT is 2
 * or more, AQL a place in cs_aqls; not for discontinued. */
CsSamplingPlan cs_acceptance_plan (gint64 lot, CsInspectionLevel level, guint aql,
                                   CsInspection inspection);

typedef enum {
  CS_LOT_ACCEPTED,
  CS_LOT_REJECTED,
  CS_LOT_GAP, /* accepted with more than the acceptance number of reduced inspection */
} CsLot;

/* Which inspection each lot had, and the one of the next, by the rules of MIL-STD-105E 4.7 without
 * limit numbers: normal to tightened at 2 rejections in 5 lots; back at 5 accepted in a row; normal
 * to reduced at 10 in a row; back at a rejection or a gap; discontinued at 5 rejections on
 * tightened. RET_USED has N places. */
CsInspection cs_inspection_switching (const CsLot *lots, guint n, CsInspection *ret_used);

/* P (at most ACCEPT errors in N) at an error rate: binomial with N to CS_BINOMIAL_MOST, of a finite
 * population (N or more) hypergeometric with the nearest whole number of errors. */
double cs_accept_probability (gint64 n, gint64 accept, double rate, gint64 population);

/* Most errors that a plan of two points accepts. */
#define CS_PLAN_MOST_ERRORS 5000

/* Smallest n, and its acceptance number, that rejects at P_GOOD with at most PRODUCER_RISK and
 * accepts at P_BAD with at most CONSUMER_RISK, binomial. FALSE: none to CS_PLAN_MOST_ERRORS and
 * CS_BINOMIAL_MOST. P_GOOD is less than P_BAD. */
gboolean cs_two_point_plan (double p_good, double producer_risk, double p_bad, double consumer_risk,
                            gint64 *ret_n, gint64 *ret_accept);

/* --- one item after the other (Wald 1947): rate P0 against P1 > P0 --- */

typedef struct {
  double p0, p1;
  double alpha, beta; /* risks: to reject at p0, to accept at p1; alpha + beta < 1 */
} CsSprt;

/* After n items accept at slope n - h_accept errors or fewer, reject at slope n + h_reject. */
void cs_sprt_lines (const CsSprt *sprt, double *ret_h_accept, double *ret_h_reject,
                    double *ret_slope);

typedef enum { CS_SPRT_CONTINUE, CS_SPRT_ACCEPT, CS_SPRT_REJECT } CsSprtDecision;

/* Where it should end at the latest: three times the single plan of the same rates and risks; 0
 * where there is none. */
gint64 cs_sprt_most (const CsSprt *sprt);
/* ERRORS, 0 or 1 an item, in the order that was drawn before. After MOST items (0: never) it is
 * decided by which rate is the likelier, for p0 where both are the same: the risks are then a
 * little more than alpha and beta. The items looked at until the decision, all of them where there
 * is none, and the log of the likelihood of p1 by that of p0. */
CsSprtDecision cs_sprt_decide (const CsSprt *sprt, gint64 most, const gint64 *errors, guint n,
                               guint *ret_stop_at, double *ret_log_ratio);
