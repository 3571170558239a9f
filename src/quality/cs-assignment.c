/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-assignment.h"

#include <math.h>
#include <string.h>

#define NOBODY G_MAXUINT
#define REDUCTIONS 20 /* looks at a row before paths are searched */
#define EASY 40       /* rows that paths may go through for a row that had a column before... */
#define EASY_FREE 4   /* ...and for one that had none, until prices are bid */
#define BIDS 200      /* of a row, at most */
#define STEEPER 5     /* how much less is bid each time over */
#define DEEP 16       /* columns that are looked at together */

/* Rows are the shorter side: every one gets a column, if need be at no weight. Costs are weights
 * below 0, less prices. A column that no row has yet has the price 0. */
typedef struct {
  guint n, m;
  const double *weights; /* [row * m + column] */
  double *prices;        /* of the columns, 0 or less */
  double *distances;
  double *most;          /* for a look at a row */
  guint *columns, *rows; /* of a row, of a column; NOBODY */
  guint *before;         /* the row from which a column is reached */
  guint *order;          /* columns: those that are done, those at the least distance, the rest */
  guint64 steps;         /* rows that paths may still go through */
} Search;

/* RET_MOST[i]: the most that one of the columns i, N + i, 2 N + i, ... of DEEP is worth. Long loops
 * without a branch are what the compiler takes several columns at once in. */
static void
most_of (const double *weights, const double *prices, guint n, double *restrict ret_most)
{
  for (guint i = 0; i < n; i++)
    ret_most[i] = weights[i] + prices[i];
  for (guint row = 1; row < DEEP; row++) {
    const double *restrict own = weights + (gsize)row * n, *restrict price =
                                                               prices + (gsize)row * n;
    for (guint i = 0; i < n; i++) {
      double worth = own[i] + price[i];
      ret_most[i] = worth > ret_most[i] ? worth : ret_most[i];
    }
  }
}

/* Keeps the two least of what it is shown. */
static inline void
keep (guint column, double cost, guint *columns, double *costs)
{
  if (cost >= costs[1])
    return;
  gboolean first = cost < costs[0];
  costs[1] = first ? costs[0] : cost;
  columns[1] = first ? columns[0] : column;
  costs[0] = first ? cost : costs[0];
  columns[0] = first ? column : columns[0];
}

/* The two cheapest columns of a row; what they cost. Of DEEP at once first, then of those that were
 * with the best two. */
static void
two_cheapest (const Search *search, guint row, guint *ret_columns, double *ret_costs)
{
  const double *weights = search->weights + (gsize)row * search->m, *prices = search->prices;
  guint n = search->m / DEEP, columns[2] = { 0, 0 }, at[2] = { 0, 0 };
  double costs[2] = { INFINITY, INFINITY }, leasts[2] = { INFINITY, INFINITY };
  most_of (weights, prices, n, search->most);
  for (guint i = 0; i < n; i++)
    keep (i, -search->most[i], at, leasts);
  for (guint i = 0; i < MIN (n, 2); i++)
    for (guint k = at[i]; k < n * DEEP; k += n)
      keep (k, -(weights[k] + prices[k]), columns, costs);
  for (guint k = n * DEEP; k < search->m; k++)
    keep (k, -(weights[k] + prices[k]), columns, costs);
  memcpy (ret_columns, columns, sizeof columns);
  memcpy (ret_costs, costs, sizeof costs);
}

/* Each row takes its cheapest column and lowers its price as far as its second one lets it; who
 * had it before looks again. What is left without a column waits in FREE. */
static guint
reduce_rows (Search *search, guint *free_rows)
{
  guint n_free = 0, at = 0, budget = REDUCTIONS * search->n;
  memset (search->rows, 0xff, search->m * sizeof *search->rows);
  memset (search->columns, 0xff, search->n * sizeof *search->columns);
  for (guint i = 0; i < search->n; i++)
    free_rows[n_free++] = i;
  g_autofree guint *left = g_new (guint, search->n);
  guint n_left = 0;
  while (at < n_free) {
    guint row = free_rows[at], cheapest[2];
    double costs[2];
    two_cheapest (search, row, cheapest, costs);
    guint column = cheapest[0], other = search->rows[column];
    gboolean cheaper = search->m > 1 && costs[0] < costs[1];
    if (!cheaper && other != NOBODY && search->m > 1) {
      column = cheapest[1];
      other = search->rows[column];
    }
    if (other != NOBODY && (!cheaper || budget == 0)) {
      left[n_left++] = row;
      at++;
      continue;
    }
    budget -= budget > 0;
    if (other != NOBODY) {
      search->prices[column] -= costs[1] - costs[0];
      search->columns[other] = NOBODY;
      free_rows[at] = other;
    } else {
      at++;
    }
    search->rows[column] = row;
    search->columns[row] = column;
  }
  memcpy (free_rows, left, n_left * sizeof *left);
  return n_left;
}

/* Puts the columns at the least distance behind DONE; where they end. */
static guint
gather_least (Search *search, guint done)
{
  guint end = done;
  double least = INFINITY;
  for (guint i = done; i < search->m; i++) {
    guint column = search->order[i];
    double distance = search->distances[column];
    if (distance > least)
      continue;
    if (distance < least) {
      end = done;
      least = distance;
    }
    search->order[i] = search->order[end];
    search->order[end++] = column;
  }
  return end;
}

/* From ROW at LEAST: shorter ways to the columns behind END. A free one at LEAST ends the search;
 * else NOBODY. */
static guint
scan (Search *search, guint row, guint through, double least, guint *end)
{
  const double *weights = search->weights + (gsize)row * search->m;
  double base = least + weights[through] + search->prices[through];
  for (guint i = *end; i < search->m; i++) {
    guint column = search->order[i];
    double distance = base - weights[column] - search->prices[column];
    if (distance >= search->distances[column])
      continue;
    search->distances[column] = distance;
    search->before[column] = row;
    if (distance > least)
      continue;
    if (search->rows[column] == NOBODY)
      return column;
    search->order[i] = search->order[*end];
    search->order[(*end)++] = column;
  }
  return NOBODY;
}

/* The free column at the end of the shortest path from a free row. RET_DONE: columns of ORDER that
 * were scanned. */
static guint
find_path (Search *search, guint row, guint *ret_done, double *ret_least)
{
  const double *weights = search->weights + (gsize)row * search->m;
  for (guint k = 0; k < search->m; k++) {
    search->distances[k] = -weights[k] - search->prices[k];
    search->before[k] = row;
    search->order[k] = k;
  }
  for (guint done = 0, end = 0;;) {
    guint start = done;
    end = gather_least (search, done);
    *ret_done = start;
    *ret_least = search->distances[search->order[start]];
    for (guint i = start; i < end; i++)
      if (search->rows[search->order[i]] == NOBODY)
        return search->order[i];
    for (; done < end; done++) {
      search->steps -= search->steps > 0;
      guint column = search->order[done];
      guint found = scan (search, search->rows[column], column, *ret_least, &end);
      if (found != NOBODY)
        return found;
    }
  }
}

static void
augment (Search *search, guint row)
{
  guint done = 0;
  double least = 0;
  guint column = find_path (search, row, &done, &least);
  for (guint i = 0; i < done; i++)
    search->prices[search->order[i]] += search->distances[search->order[i]] - least;
  for (guint from = NOBODY; from != row;) {
    from = search->before[column];
    search->rows[column] = from;
    guint next = search->columns[from];
    search->columns[from] = column;
    column = next;
  }
}

static double *
turn (const double *weights, guint n_rows, guint n_columns)
{
  double *turned = g_new (double, (gsize)n_rows *n_columns);
  for (guint i = 0; i < n_rows; i++)
    for (guint k = 0; k < n_columns; k++)
      turned[(gsize)k * n_rows + i] = weights[(gsize)i * n_columns + k];
  return turned;
}

/* A column costs at least nothing; where all columns get a row any price will do. */
static void
reduce_columns (Search *search)
{
  memset (search->prices, 0, search->m * sizeof *search->prices);
  for (guint i = 0; i < search->n; i++)
    for (guint k = 0; k < search->m; k++)
      search->prices[k] = MIN (search->prices[k], -search->weights[(gsize)i * search->m + k]);
}

/* All rows that are left without a column get one; FALSE: too much of it goes through others, and
 * it is to be EASY. */
static gboolean
augment_all (Search *search, guint *free_rows, gboolean easy)
{
  guint n_free = reduce_rows (search, free_rows);
  search->steps = G_MAXUINT64;
  if (easy)
    search->steps = EASY * (guint64)(search->n - n_free) + EASY_FREE * (guint64)n_free;
  for (guint i = 0; i < n_free && search->steps > 0; i++)
    augment (search, free_rows[i]);
  return search->steps > 0;
}

/* --- where rows all want the same --- */

/* All rows without a column bid for their best one what it is worth to them above the second, and
 * EXTRA; who had it before bids again. BIDS_LEFT at most. */
static void
bid (Search *search, double extra, guint *waiting, guint64 *bids_left)
{
  guint first = 0, n_waiting = search->n;
  for (guint i = 0; i < search->n; i++)
    waiting[i] = i;
  memset (search->rows, 0xff, search->m * sizeof *search->rows);
  for (; n_waiting > 0 && *bids_left > 0; --*bids_left) {
    guint row = waiting[first], cheapest[2];
    double costs[2];
    first = (first + 1) % search->n;
    n_waiting--;
    two_cheapest (search, row, cheapest, costs);
    search->prices[cheapest[0]] -= costs[1] - costs[0] + extra;
    if (search->rows[cheapest[0]] != NOBODY)
      waiting[(first + n_waiting++) % search->n] = search->rows[cheapest[0]];
    search->rows[cheapest[0]] = row;
  }
}

/* Prices of as many columns as rows, at which nearly every row has a column of its own. */
static void
bid_prices (Search *search, guint *waiting)
{
  guint64 bids_left = (guint64)BIDS * search->n;
  double most = 0;
  reduce_columns (search);
  for (guint k = 0; k < search->m; k++)
    most = MAX (most, -search->prices[k]);
  double last = most / ((double)search->n * search->n * 2 * STEEPER);
  for (double extra = most / STEEPER; extra > last && bids_left > 0; extra /= STEEPER)
    bid (search, extra, waiting, &bids_left);
}

/* The same weights and rows of zeros, until there are as many rows as columns. */
static double *
fill_up (const double *weights, guint n, guint m)
{
  double *filled = g_new0 (double, (gsize)m *m);
  memcpy (filled, weights, (gsize)n * m * sizeof *weights);
  return filled;
}

void
cs_assignment_most (const double *weights, guint n_rows, guint n_columns, guint *ret_columns)
{
  gboolean is_turned = n_rows > n_columns;
  guint n = MIN (n_rows, n_columns), m = MAX (n_rows, n_columns);
  for (guint i = 0; i < n_rows; i++)
    ret_columns[i] = NOBODY;
  if (n == 0)
    return;
  g_autofree double *turned = is_turned ? turn (weights, n_rows, n_columns) : NULL;
  g_autofree double *filled = NULL;
  g_autofree double *reals = g_new0 (double, 3 * (gsize)m);
  g_autofree guint *places = g_new (guint, 5 * (gsize)m);
  Search search = { .n = n,
                    .m = m,
                    .weights = is_turned ? turned : weights,
                    .prices = reals,
                    .distances = reals + m,
                    .most = reals + 2 * (gsize)m,
                    .rows = places,
                    .before = places + m,
                    .order = places + 2 * (gsize)m,
                    .columns = places + 3 * (gsize)m };
  guint *free_rows = places + 4 * (gsize)m;
  gboolean even = m > 1 && m <= 2 * (guint64)n;
  if (n == m)
    reduce_columns (&search);
  if (!augment_all (&search, free_rows, even)) {
    if (n < m)
      search.weights = filled = fill_up (search.weights, n, m);
    search.n = m;
    bid_prices (&search, free_rows);
    augment_all (&search, free_rows, FALSE);
  }
  for (guint i = 0; i < n; i++) {
    guint row = is_turned ? search.columns[i] : i, column = is_turned ? i : search.columns[i];
    if (weights[(gsize)row * n_columns + column] > 0)
      ret_columns[row] = column;
  }
}
