/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-ratings.h"

#include <stdlib.h>
#include <string.h>

#define FEW 32 /* ratings that are sorted by hand */

void
cs_ratings_clear (CsRatings *ratings)
{
  g_clear_pointer (&ratings->codes, g_free);
}

void
cs_rating_patterns_clear (CsRatingPatterns *patterns)
{
  g_clear_pointer (&patterns->starts, g_free);
  g_clear_pointer (&patterns->counts, g_free);
  g_clear_pointer (&patterns->times, g_free);
  g_clear_pointer (&patterns->sizes, g_free);
}

/* --- a table of the patterns so far --- */

typedef struct {
  GArray *starts, *counts, *times, *sizes;
  guint32 *slots; /* number of a pattern and one; 0: empty */
  guint n_slots;  /* a power of two */
} Builder;

static guint64
hash_of (const CsRatingCount *counts, guint n)
{
  guint64 hash = 0x9e3779b97f4a7c15u + n;
  for (guint i = 0; i < n; i++) {
    hash ^= ((guint64)counts[i].category << 32) | counts[i].count;
    hash *= 0xff51afd7ed558ccdu;
    hash ^= hash >> 32;
  }
  return hash;
}

static const CsRatingCount *
pattern_at (const Builder *builder, guint pattern, guint *ret_n)
{
  guint start = g_array_index (builder->starts, guint, pattern);
  *ret_n = g_array_index (builder->starts, guint, pattern + 1) - start;
  return &g_array_index (builder->counts, CsRatingCount, start);
}

static guint32 *
slot_of (const Builder *builder, const CsRatingCount *counts, guint n)
{
  guint mask = builder->n_slots - 1;
  for (guint at = (guint)hash_of (counts, n) & mask;; at = (at + 1) & mask) {
    guint own = 0;
    if (builder->slots[at] == 0)
      return &builder->slots[at];
    const CsRatingCount *other = pattern_at (builder, builder->slots[at] - 1, &own);
    if (own == n && memcmp (other, counts, n * sizeof *counts) == 0)
      return &builder->slots[at];
  }
}

static void
grow (Builder *builder)
{
  builder->n_slots *= 2;
  g_free (builder->slots);
  builder->slots = g_new0 (guint32, builder->n_slots);
  for (guint i = 0; i < builder->times->len; i++) {
    guint n = 0;
    const CsRatingCount *counts = pattern_at (builder, i, &n);
    *slot_of (builder, counts, n) = i + 1;
  }
}

/* The number of the pattern. */
static guint
add_items (Builder *builder, const CsRatingCount *counts, guint n, gint64 size, gint64 times)
{
  guint32 *slot = slot_of (builder, counts, n);
  if (*slot != 0) {
    g_array_index (builder->times, gint64, *slot - 1) += times;
    return *slot - 1;
  }
  g_array_append_vals (builder->counts, counts, n);
  g_array_append_val (builder->starts, builder->counts->len);
  g_array_append_val (builder->times, times);
  g_array_append_val (builder->sizes, size);
  *slot = builder->times->len;
  if (2 * builder->times->len > builder->n_slots)
    grow (builder);
  return builder->times->len - 1;
}

static Builder
begin (void)
{
  Builder builder = { .starts = g_array_new (FALSE, FALSE, sizeof (guint)),
                      .counts = g_array_new (FALSE, FALSE, sizeof (CsRatingCount)),
                      .times = g_array_new (FALSE, FALSE, sizeof (gint64)),
                      .sizes = g_array_new (FALSE, FALSE, sizeof (gint64)),
                      .n_slots = 256 };
  guint first = 0;
  builder.slots = g_new0 (guint32, builder.n_slots);
  g_array_append_val (builder.starts, first);
  return builder;
}

static void
end (Builder *builder, CsRatingPatterns *patterns, guint n_categories)
{
  *patterns = (CsRatingPatterns){ .n_categories = n_categories, .n_patterns = builder->times->len };
  patterns->starts = (guint *)(void *)g_array_free (builder->starts, FALSE);
  patterns->counts = (CsRatingCount *)(void *)g_array_free (builder->counts, FALSE);
  patterns->times = (gint64 *)(void *)g_array_free (builder->times, FALSE);
  patterns->sizes = (gint64 *)(void *)g_array_free (builder->sizes, FALSE);
  for (guint i = 0; i < patterns->n_patterns; i++)
    patterns->n_items += patterns->times[i];
  g_free (builder->slots);
}

/* --- items --- */

static int
compare_codes (const void *a, const void *b)
{
  gint32 x = *(const gint32 *)a, y = *(const gint32 *)b;
  return (x > y) - (x < y);
}

/* Of the N codes that are there, sorted in place. */
static guint
count_codes (gint32 *codes, guint n, CsRatingCount *ret_counts)
{
  guint runs = 0;
  if (n > FEW) {
    qsort (codes, n, sizeof *codes, compare_codes);
  } else {
    for (guint i = 1; i < n; i++) {
      gint32 code = codes[i];
      guint k = i;
      for (; k > 0 && codes[k - 1] > code; k--)
        codes[k] = codes[k - 1];
      codes[k] = code;
    }
  }
  for (guint i = 0; i < n; i++) {
    if (i == 0 || codes[i] != codes[i - 1])
      ret_counts[runs++] = (CsRatingCount){ (guint32)codes[i], 0 };
    ret_counts[runs - 1].count++;
  }
  return runs;
}

guint *
cs_rating_patterns_init_items (CsRatingPatterns *patterns, const CsRatings *ratings)
{
  Builder builder = begin ();
  g_autofree guint *of = g_new (guint, MAX (ratings->n_items, 1));
  g_autofree gint32 *own = g_new (gint32, MAX (ratings->n_raters, 1));
  g_autofree CsRatingCount *counts = g_new (CsRatingCount, MAX (ratings->n_raters, 1));
  for (guint i = 0; i < ratings->n_items; i++) {
    const gint32 *codes = ratings->codes + (gsize)i * ratings->n_raters;
    guint n = 0;
    for (guint k = 0; k < ratings->n_raters; k++)
      if (codes[k] != CS_RATING_NONE)
        own[n++] = codes[k];
    of[i] = n > 0 ? add_items (&builder, counts, count_codes (own, n, counts), n, 1) : G_MAXUINT;
  }
  end (&builder, patterns, ratings->n_categories);
  return g_steal_pointer (&of);
}

guint *
cs_rating_patterns_init_lists (CsRatingPatterns *patterns, const guint *starts, gint32 *codes,
                               guint n_items, guint n_categories)
{
  Builder builder = begin ();
  guint most = 1;
  for (guint i = 0; i < n_items; i++)
    most = MAX (most, starts[i + 1] - starts[i]);
  g_autofree guint *of = g_new (guint, MAX (n_items, 1));
  g_autofree CsRatingCount *counts = g_new (CsRatingCount, most);
  for (guint i = 0; i < n_items; i++) {
    guint n = starts[i + 1] - starts[i];
    of[i] = n > 0 ? add_items (&builder, counts, count_codes (codes + starts[i], n, counts), n, 1)
                  : G_MAXUINT;
  }
  end (&builder, patterns, n_categories);
  return g_steal_pointer (&of);
}

void
cs_rating_patterns_init (CsRatingPatterns *patterns, const CsRatings *ratings)
{
  g_free (cs_rating_patterns_init_items (patterns, ratings));
}

void
cs_rating_patterns_init_counts (CsRatingPatterns *patterns, const guint32 *counts, guint n_items,
                                guint n_categories)
{
  Builder builder = begin ();
  g_autofree CsRatingCount *own = g_new (CsRatingCount, MAX (n_categories, 1));
  for (guint i = 0; i < n_items; i++) {
    gint64 size = 0;
    guint n = 0;
    for (guint k = 0; k < n_categories; k++) {
      guint32 count = counts[(gsize)i * n_categories + k];
      if (count > 0)
        own[n++] = (CsRatingCount){ k, count };
      size += count;
    }
    if (size > 0)
      add_items (&builder, own, n, size, 1);
  }
  end (&builder, patterns, n_categories);
}

void
cs_rating_patterns_init_table (CsRatingPatterns *patterns, const gint64 *table, guint n_categories)
{
  Builder builder = begin ();
  for (guint i = 0; i < n_categories; i++)
    for (guint k = 0; k < n_categories; k++) {
      gint64 times = table[(gsize)i * n_categories + k];
      const CsRatingCount two[] = { { MIN (i, k), i == k ? 2 : 1 }, { MAX (i, k), 1 } };
      if (times > 0)
        add_items (&builder, two, i == k ? 1 : 2, 2, times);
    }
  end (&builder, patterns, n_categories);
}
