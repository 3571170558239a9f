/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer of many people: votes on items, and masks. It never replaces what people said. Any
 * thread; sums run in the order in which things come first, so that they repeat bit for bit. No
 * unit. Where something has no value it is CS_UNKNOWN. */
#pragma once

#include "cs-estimate.h"

typedef struct {
  guint item, rater, label;
} CsVote;

/* In any order; a rater may vote on an item again, each vote counts. */
typedef struct {
  guint n_items, n_raters, n_classes;
  gsize n;
  CsVote *votes;
} CsVotes;

/* --- majority --- */

/* [item * n_classes + label]: the share of the label in the votes on the item, each as heavy as
 * WEIGHTS [rater] (NULL: all the same). Unknown for items without a vote of some weight. Caller
 * frees. */
double *cs_vote_shares (const CsVotes *votes, const double *weights);
/* Labels with the largest of the N shares, ascending, into RET_LABELS, which has N places; how many
 * there are. Ties stay open. 0 where the shares are unknown. */
guint cs_vote_leaders (const double *shares, guint n, guint *ret_labels);
/* [rater]: the share of a rater's votes that are the majority of SHARES (weighted as "worker
 * agreement with aggregate"). Items where it is tied do not count; unknown for raters without
 * others. Caller frees. */
double *cs_vote_skills (const CsVotes *votes, const double *shares);

/* The lower and the upper middle vote on each item by the order of the classes; where they differ
 * (an even number of votes) the median is between them and stays open. G_MAXUINT for an item
 * without a vote. RET lists have a place for each item. */
void cs_vote_medians (const CsVotes *votes, guint *ret_lower, guint *ret_upper);

typedef enum { CS_OPTION_OUT, CS_OPTION_OPEN, CS_OPTION_IN } CsOption;

/* Multiple choice, each option for itself: in where more than half of the BALLOTS [item] have it,
 * open where exactly half have. A vote is an option of a ballot, and stands there once.
 * [item * n_classes + option]; caller frees. */
CsOption *cs_option_majority (const CsVotes *votes, const guint *ballots);

/* --- spans --- */

typedef struct {
  gint64 start, end; /* half open, START < END */
  guint rater, label;
} CsRaterSpan;

/* Place by place: of each label the longest stretches that more than half of N_RATERS marked, and
 * under RET_OPEN those that exactly half did; a rater counts once at a place. Both lists are of
 * CsRaterSpan, by label and start, and their raters say nothing. Stretches that touch are one. It
 * sorts SPANS. Caller unrefs. */
void cs_span_majority (CsRaterSpan *spans, guint n, guint n_raters, GArray **ret_spans,
                       GArray **ret_open);

/* --- Dawid & Skene --- */

/* Most entries of the confusion tables together. */
#define CS_DAWID_SKENE_MOST (1 << 26)
#define CS_DAWID_SKENE_ROUNDS 1000
#define CS_DAWID_SKENE_CONVERGED 1e-7 /* change of a posterior in a step */

typedef struct {
  double *class_shares; /* [n_classes]; unknown without votes */
  double *posterior;    /* [item * n_classes + class]; unknown for an item without a vote */
  double *confusion;    /* [(rater * n_classes + true) * n_classes + observed]; rows are unknown
                           where the rater saw none of the class */
  guint rounds;
  double change; /* the largest of a posterior in the last round */
} CsDawidSkene;

void cs_dawid_skene_clear (CsDawidSkene *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsDawidSkene, cs_dawid_skene_clear)

/* Classes and the raters' errors by EM (Dawid & Skene 1979, Applied Statistics 28): it begins with
 * the shares of the votes, then class shares are means of the posteriors and confusions are
 * expected counts, SMOOTHING added to each; expected counts of labels that a rater used are 1e-10
 * at least. It ends where no posterior changes by 1e-7 in a step, at the latest after 1000 rounds.
 * With many raters of a few votes each that takes hundreds of steps in one direction; so after 30
 * rounds every two steps point to where a third one begins, where that is likelier than they are
 * (SQUAREM with the steplength S3, Varadhan & Roland 2008, Scandinavian Journal of Statistics 35).
 * What it ends in is the same, and nearer. At most CS_DAWID_SKENE_MOST entries. */
void cs_dawid_skene (const CsVotes *votes, double smoothing, CsDawidSkene *ret_result);

/* --- STAPLE --- */

#define CS_STAPLE_MOST_RATERS 64

typedef struct {
  double *sensitivity, *specificity; /* [rater] */
  guint8 *consensus;                 /* [pixel]: 1 where the foreground has more than half */
  gint64 foreground;                 /* pixels of it */
  guint rounds;
  gboolean converged;    /* no number of a rater changed by 1e-7 in the last round */
  const char *undefined; /* why there is nothing; else NULL */
} CsStaple;

void cs_staple_clear (CsStaple *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsStaple, cs_staple_clear)

/* The mask and its raters' sensitivity and specificity by EM (Warfield, Zou & Wells 2004, IEEE TMI
 * 23), without a spatial term: the prior is the mean share of foreground and stays, sensitivity and
 * specificity begin at 0.99999. MASKS [rater][pixel], 0 or 1. Undefined: fewer than two masks, no
 * foreground or nothing else. At most CS_STAPLE_MOST_RATERS. */
void cs_staple (const guint8 *const *masks, guint n_raters, gsize n_pixels, CsStaple *ret_result);
