/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who gave which item which category, as plain arrays. Any thread. */
#pragma once

#include <glib.h>

#define CS_RATING_NONE (-1)

/* N_ITEMS rated by N_RATERS in N_CATEGORIES, which are the declared ones where some are declared.
 */
typedef struct {
  guint n_items, n_raters, n_categories;
  gint32 *codes; /* [item * n_raters + rater]; CS_RATING_NONE */
} CsRatings;

void cs_ratings_clear (CsRatings *ratings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsRatings, cs_ratings_clear)

/* A category of one item, and how many raters gave it. */
typedef struct {
  guint32 category, count;
} CsRatingCount;

/* Items that were rated alike are one pattern: what is asked of all items is asked of few. A
 * pattern is its counts by category; who gave which does not matter. */
typedef struct {
  guint n_categories, n_patterns;
  guint *starts;         /* n_patterns + 1 places in COUNTS */
  CsRatingCount *counts; /* of a pattern by category, ascending; none is 0 */
  gint64 *times;         /* items of a pattern */
  gint64 *sizes;         /* ratings of one item of a pattern, 1 or more */
  gint64 n_items;        /* with a rating at all */
} CsRatingPatterns;

void cs_rating_patterns_clear (CsRatingPatterns *patterns);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsRatingPatterns, cs_rating_patterns_clear)

/* In the order in which they come first: the same items give the same sums, bit for bit. */
void cs_rating_patterns_init (CsRatingPatterns *patterns, const CsRatings *ratings);
/* The pattern of each item, G_MAXUINT without a rating; caller frees. */
guint *cs_rating_patterns_init_items (CsRatingPatterns *patterns, const CsRatings *ratings);
/* COUNTS: [item * n_categories + category]. */
void cs_rating_patterns_init_counts (CsRatingPatterns *patterns, const guint32 *counts,
                                     guint n_items, guint n_categories);
/* Two raters: TABLE[first * n_categories + second], not negative. */
void cs_rating_patterns_init_table (CsRatingPatterns *patterns, const gint64 *table,
                                    guint n_categories);
/* Items with any number of codes: of item i those from STARTS[i] to before STARTS[i + 1], which it
 * sorts. The pattern of each item, as above. */
guint *cs_rating_patterns_init_lists (CsRatingPatterns *patterns, const guint *starts,
                                      gint32 *codes, guint n_items, guint n_categories);
