/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-assignment.h"

#include <math.h>
#include <string.h>

#define NOBODY G_MAXUINT
#define REDUCTIONS 20 /* looks at a row before paths are searched */

/* Rows are the shorter side: every one gets a column, if need be at no weight. Costs are weights
 * below 0, less prices. A column that no row has yet has the price 0. */
typedef struct {
  guint n, m;
  const double *weights; /* [row * m + column] */
  double *prices;        /* of the columns, 0 or less */
  double *distances;
  guint *columns, *rows; /* of a row, of a column; NOBODY */
  guint *before;         /* the row from which a column is reached */
  guint *order;          /* columns: those that are done, those at the least distance, the rest */
} Search;

/* The two cheapest columns of a row; what they cost. */
static void
two_cheapest (const Search *search, guint row, guint *ret_columns, double *ret_costs)
{
  const double *weights = search->weights + (gsize)row * search->m;
  ret_columns[0] = ret_columns[1] = 0;
  ret_costs[0] = ret_costs[1] = INFINITY;
  for (guint k = 0; k < search->m; k++) {
    double cost = -weights[k] - search->prices[k];
    if (cost >= ret_costs[1])
      continue;
    gboolean first = cost < ret_costs[0];
    ret_costs[1] = first ? ret_costs[0] : cost;
    ret_columns[1] = first ? ret_columns[0] : k;
    if (first) {
      ret_costs[0] = cost;
      ret_columns[0] = k;
    }
  }
}

/* Each row takes its cheapest column and lowers its price as far as its second one lets it; who
 * had it before looks again. What is left without a column waits in FREE. */
static guint
reduce_rows (Search *search, guint *free_rows)
{
  guint n_free = 0, at = 0, budget = REDUCTIONS * search->n;
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
  g_autofree double *reals = g_new0 (double, 2 * (gsize)m);
  g_autofree guint *places = g_new (guint, 3 * (gsize)m + 2 * (gsize)n);
  Search search = { .n = n,
                    .m = m,
                    .weights = is_turned ? turned : weights,
                    .prices = reals,
                    .distances = reals + m,
                    .rows = places,
                    .before = places + m,
                    .order = places + 2 * (gsize)m,
                    .columns = places + 3 * (gsize)m };
  guint *free_rows = search.columns + n;
  memset (places, 0xff, (3 * (gsize)m + n) * sizeof *places);
  guint n_free = reduce_rows (&search, free_rows);
  for (guint i = 0; i < n_free; i++)
    augment (&search, free_rows[i]);
  for (guint i = 0; i < n; i++) {
    guint row = is_turned ? search.columns[i] : i, column = is_turned ? i : search.columns[i];
    if (weights[(gsize)row * n_columns + column] > 0)
      ret_columns[row] = column;
  }
}
