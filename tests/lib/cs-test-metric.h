/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metrics against what others published: tables of the corpus, and numbers to compare with. */
#pragma once

#include "cs-metric.h"

/* Rows of cells (GStrv) of a table of the corpus; quotes as in CSV. NULL where it is not on this
 * machine, with the test marked as skipped. Caller unrefs. */
GPtrArray *cs_test_table (const char *path, char delimiter);
const char *cs_test_cell (const GPtrArray *table, guint row, guint column);

/* {"ratings": ...} of N columns from COLUMN on, a rater each, below the first ROW rows; a cell of
 * nothing but blanks is null. NUMBERS: cells are whole numbers. Caller unrefs. */
CsJson *cs_test_ratings (const GPtrArray *table, guint row, guint column, guint n,
                         gboolean numbers);
/* The rows as lists of whole numbers under KEY ("table", "counts"). */
CsJson *cs_test_numbers (const char *key, const GPtrArray *table, guint row, guint column, guint n);

/* One number that somebody published. */
typedef struct {
  const char *metric, *params; /* as `metric` takes them; NULL: none */
  const char *key;             /* in the answer; "confusion.1.0.3": of a member, then of lists */
  double value;
  double tolerance; /* what rounding to the printed digits leaves, unless the source says more */
  const char *source;
} CsPublished;

/* Every row that differs is named with its source. */
void cs_test_published (const CsJson *input, const CsPublished *rows, guint n);
/* The same of a number that the test made itself. */
void cs_test_near (const char *what, double is, double published, double tolerance,
                   const char *source);
/* The answer of METRIC, which takes INPUT. Caller unrefs. */
CsJson *cs_test_answer (const char *metric, const CsJson *input, const char *params);
/* A number of an answer by its place, as above; NAN where there is none. */
double cs_test_number (const CsJson *answer, const char *key);
