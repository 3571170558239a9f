/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far two people marked the same spans of a text, or drew the same relations: F1 = 2 |A n B| /
 * (|A| + |B|), which does not ask who is the reference (Hripcsak & Rothschild 2005). Any thread. No
 * unit. Undefined where both have nothing; 0 where one of them has nothing. */
#pragma once

#include "cs-estimate.h"

/* Half open, 0 <= START < END <= 2^32, in code points or tokens. */
typedef struct {
  gint64 start, end;
  guint label;
} CsSpan;

/* From and to a mark, by numbers of one's own. */
typedef struct {
  guint from, type, to;
} CsRelation;

typedef enum {
  CS_SPANS_EXACT,   /* the same start, end and label; what stands twice counts once */
  CS_SPANS_TOKEN,   /* each place in a span, with the label, counts once */
  CS_SPANS_PARTIAL, /* SemEval-2013 task 9: the same start and end 1, overlap 0.5, whatever label */
} CsSpansMatch;

/* Most spans of one side in a row where each overlaps the next: what is matched is a square of
 * them. */
#define CS_SPANS_MOST_TANGLED 4000

typedef struct {
  CsEstimate f1;                             /* n: what was counted on both sides */
  gint64 correct, partial, missed, spurious; /* A is the reference for the last two */
} CsF1;

/* FALSE for a word that is none of exact, token, partial. */
gboolean cs_spans_match_from_nick (const char *nick, CsSpansMatch *ret_match);
/* Partial matches one to one so that the length of all overlaps is largest, of those so that F1 is,
 * of those so that most are correct. LABELLED: labels have to be the same; not looked at for
 * partial. */
CsF1 cs_span_f1 (const CsSpan *a, guint n_a, const CsSpan *b, guint n_b, CsSpansMatch match,
                 gboolean labelled);
/* TYPED: types have to be the same. */
CsF1 cs_relation_f1 (const CsRelation *a, guint n_a, const CsRelation *b, guint n_b,
                     gboolean typed);

/* --- for the files of the family --- */

/* Of two sets of triples, which it sorts. */
typedef struct {
  gint64 key[3];
} CsTriple;
CsF1 cs_triples_f1 (CsTriple *a, guint n_a, CsTriple *b, guint n_b);
/* Sorted, and each once; how many are left. */
guint cs_triples_sort (CsTriple *triples, guint n);
CsF1 cs_f1_of (gint64 n_a, gint64 n_b, gint64 correct, gint64 partial);
/* The partial match of sets that are sorted. */
CsF1 cs_spans_partial (const CsTriple *a, guint n_a, const CsTriple *b, guint n_b);
