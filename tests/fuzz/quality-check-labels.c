/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-agreement.h"
#include "cs-consensus.h"
#include "cs-drift.h"
#include "cs-edits.h"
#include "cs-lines.h"
#include "quality-draw.h"

#include <string.h>

static void
check_specific (Draw *draw)
{
  g_auto (CsRatings) ratings = { 0 };
  g_auto (CsRatingPatterns) patterns = { 0 };
  CsEstimate found[5];
  draw_ratings (draw, &ratings);
  cs_rating_patterns_init (&patterns, &ratings);
  cs_specific_agreement (&patterns, 0.95, found);
  for (guint i = 0; i < ratings.n_categories; i++) {
    check_estimate (&found[i], 1);
    g_assert_true (found[i].undefined != NULL || found[i].value >= 0);
  }
  if (ratings.n_raters < 2)
    return;
  g_autofree gint64 *table = cs_confusion_table (&ratings, 0, ratings.n_raters - 1);
  double before = cs_confusion_share (table, ratings.n_categories, 0);
  for (guint apart = 1; apart < 6; apart++) {
    double share = cs_confusion_share (table, ratings.n_categories, apart);
    g_assert_true (isnan (before) ? isnan (share) : share >= before && share <= 1);
    before = share;
  }
  g_assert_true (isnan (before) || before == 1);
}

static void
draw_ballots (Draw *draw, CsVote *votes, guint *ballots, CsVotes *ret_votes)
{
  CsVotes all = { 1 + draw_below (draw, 6), 5, 1 + draw_below (draw, 4), 0, votes };
  for (guint i = 0; i < all.n_items; i++) {
    ballots[i] = draw_below (draw, all.n_raters + 1);
    for (guint rater = 0; rater < ballots[i]; rater++)
      for (guint k = 0; k < all.n_classes; k++)
        if (draw_one_in (draw, 2))
          votes[all.n++] = (CsVote){ i, rater, k };
  }
  *ret_votes = all;
}

static void
check_votes (Draw *draw)
{
  CsVote votes[6 * 5 * 4];
  guint ballots[6], lower[6], upper[6];
  CsVotes all;
  draw_ballots (draw, votes, ballots, &all);
  cs_vote_medians (&all, lower, upper);
  g_autofree CsOption *options = cs_option_majority (&all, ballots);
  for (guint i = 0; i < all.n_items; i++) {
    g_assert_true ((lower[i] == G_MAXUINT) == (upper[i] == G_MAXUINT) && lower[i] <= upper[i]);
    for (guint k = 0; k < all.n_classes; k++) {
      guint have = 0;
      for (gsize v = 0; v < all.n; v++)
        have += votes[v].item == i && votes[v].label == k;
      CsOption wanted = 2 * have > ballots[i]    ? CS_OPTION_IN
                        : 2 * have == ballots[i] ? CS_OPTION_OPEN
                                                 : CS_OPTION_OUT;
      g_assert_true (ballots[i] == 0 || options[i * all.n_classes + k] == wanted);
    }
  }
}

/* How many raters of N have the place, with the label. */
static guint
raters_at (const CsRaterSpan *spans, guint n, gint64 place, guint label)
{
  guint64 seen = 0;
  for (guint i = 0; i < n; i++)
    if (spans[i].label == label && spans[i].start <= place && place < spans[i].end)
      seen |= (guint64)1 << spans[i].rater;
  return (guint)__builtin_popcountll (seen);
}

static gboolean
is_in (const GArray *spans, gint64 place, guint label)
{
  for (guint i = 0; i < spans->len; i++) {
    const CsRaterSpan *each = &g_array_index (spans, CsRaterSpan, i);
    if (each->label == label && each->start <= place && place < each->end)
      return TRUE;
  }
  return FALSE;
}

static void
check_span_majority (Draw *draw)
{
  CsRaterSpan spans[16];
  guint n = draw_below (draw, 17), n_raters = 1 + draw_below (draw, 5);
  for (guint i = 0; i < n; i++) {
    gint64 start = draw_below (draw, 16);
    spans[i] = (CsRaterSpan){ start, start + 1 + draw_below (draw, 6), draw_below (draw, n_raters),
                              draw_below (draw, 2) };
  }
  g_autoptr (GArray) found = NULL, open = NULL;
  cs_span_majority (spans, n, n_raters, &found, &open);
  for (gint64 place = 0; place < 24; place++)
    for (guint label = 0; label < 2; label++) {
      guint have = raters_at (spans, n, place, label);
      g_assert_true (is_in (found, place, label) == (2 * have > n_raters));
      g_assert_true (is_in (open, place, label) == (have > 0 && 2 * have == n_raters));
    }
}

static void
check_discoveries (Draw *draw)
{
  double p[12], adjusted[12];
  guint n = draw_below (draw, 13), known = 0;
  for (guint i = 0; i < n; i++) {
    p[i] = draw_one_in (draw, 6) ? CS_UNKNOWN : draw_below (draw, 1001) / 1000.0;
    known += !isnan (p[i]);
  }
  g_assert_cmpuint (cs_benjamini_hochberg (p, n, adjusted), ==, known);
  for (guint i = 0; i < n; i++) {
    g_assert_true (isnan (adjusted[i]) == isnan (p[i]));
    g_assert_true (isnan (p[i]) || (adjusted[i] >= p[i] * (1 - 1e-12) && adjusted[i] <= 1));
    for (guint k = 0; k < n; k++)
      g_assert_true (!(p[i] <= p[k]) || adjusted[i] <= adjusted[k]);
  }
}

static void
check_plain (Draw *draw)
{
  static const char *const parts[] = { "a",    "B", " ",  "\t",       "\xc3\xa9", "e\xcc\x81",
                                       "\xff", "2", "\n", "\xc2\xb2", "",         "\xe2\x80\x83" };
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = draw_below (draw, 12); i > 0; i--)
    g_string_append (text, parts[draw_below (draw, G_N_ELEMENTS (parts))]);
  g_autofree char *plain = cs_text_plain (text->str);
  g_assert_true ((plain == NULL) == !g_utf8_validate (text->str, -1, NULL));
  if (plain == NULL)
    return;
  g_autofree char *again = cs_text_plain (plain);
  g_assert_cmpstr (plain, ==, again);
  g_assert_null (strstr (plain, "  "));
}

static void
check_runs_majority (Draw *draw)
{
  guint n_masks = 1 + draw_below (draw, 5), n = 1 + draw_below (draw, 60);
  guint8 *pixels[5];
  GArray *masks[5];
  for (guint i = 0; i < n_masks; i++) {
    pixels[i] = draw_mask (draw, n);
    masks[i] = cs_runs_new (pixels[i], n);
  }
  g_autoptr (GArray) majority = NULL, open = NULL;
  cs_runs_majority ((const GArray *const *)masks, n_masks, &majority, &open);
  g_autofree guint8 *in = g_new (guint8, n), *tied = g_new (guint8, n);
  for (guint i = 0; i < n; i++) {
    guint have = 0;
    for (guint k = 0; k < n_masks; k++)
      have += pixels[k][i];
    in[i] = 2 * have > n_masks;
    tied[i] = 2 * have == n_masks;
  }
  g_autoptr (GArray) wanted = cs_runs_new (in, n), wanted_open = cs_runs_new (tied, n);
  gsize size = sizeof (gint64);
  g_assert_cmpmem (majority->data, majority->len * size, wanted->data, wanted->len * size);
  g_assert_cmpmem (open->data, open->len * size, wanted_open->data, wanted_open->len * size);
  for (guint i = 0; i < n_masks; i++) {
    g_free (pixels[i]);
    g_array_unref (masks[i]);
  }
}

static void
check_groups (Draw *draw)
{
  CsBox boxes[12];
  guint raters[12], groups[12], n = draw_below (draw, 13);
  for (guint i = 0; i < n; i++) {
    boxes[i] = i > 0 && draw_one_in (draw, 2) ? boxes[draw_below (draw, i)] : draw_box (draw);
    raters[i] = draw_below (draw, 4);
  }
  guint n_groups = cs_box_groups (boxes, raters, n, draw_share (draw), groups), next = 0;
  g_assert_cmpuint (n_groups, <=, n);
  for (guint i = 0; i < n; i++) {
    g_assert_cmpuint (groups[i], <=, next);
    next += groups[i] == next;
    for (guint k = 0; k < i; k++)
      g_assert_false (groups[i] == groups[k] && raters[i] == raters[k]);
  }
  g_assert_cmpuint (next, ==, n_groups);
  if (n == 0)
    return;
  CsBox median = cs_box_median (boxes, n);
  g_assert_true (median.width >= 0 && median.height >= 0);
}

static double
sum_of_distances (const double *points, guint n, double x, double y)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += hypot (points[2 * i] - x, points[2 * i + 1] - y);
  return sum;
}

static void
check_geometric (Draw *draw)
{
  double points[2 * 9];
  guint n = draw_below (draw, 10);
  for (guint i = 0; i < 2 * n; i++)
    points[i] = draw_below (draw, 5) * (draw_one_in (draw, 20) ? 1e6 : 1);
  CsGeometricMedian found = cs_geometric_median (points, n);
  g_assert_true ((found.undefined != NULL) == (n == 0));
  if (n == 0)
    return;
  double sum = sum_of_distances (points, n, found.x, found.y), slack = 1e-6 * MAX (1, sum);
  check_same (found.mean_distance, sum / n, 1e-9);
  for (guint i = 0; i < n; i++)
    g_assert_true (sum <= sum_of_distances (points, n, points[2 * i], points[2 * i + 1]) + slack);
}

static void
check_lines (Draw *draw)
{
  double a[2 * 6], b[2 * 6], reach = 0.25 + draw_below (draw, 8) / 2.0;
  guint n_a = 2 + draw_below (draw, 5), n_b = 2 + draw_below (draw, 5);
  for (guint i = 0; i < 12; i++) {
    a[i] = draw_below (draw, 9);
    b[i] = draw_one_in (draw, 3) ? a[i] : draw_below (draw, 9);
  }
  CsLineDistances one, other;
  g_assert_true (cs_line_distances (a, n_a, b, n_b, 0.25, &one));
  g_assert_true (cs_line_distances (b, n_b, a, n_a, 0.25, &other));
  double length = cs_line_length (a, n_a), within = cs_line_within (a, n_a, b, n_b, reach);
  g_assert_true (length >= 0 && within >= 0 && within <= length + 1e-9);
  g_assert_true ((one.undefined == NULL) == (other.undefined == NULL));
  g_assert_true ((one.undefined != NULL) == (length == 0 || cs_line_length (b, n_b) == 0));
  if (one.undefined != NULL)
    return;
  g_assert_true (one.mean >= 0 && one.mean <= one.hausdorff + 1e-9 && isfinite (one.hausdorff));
  g_assert_true (one.hausdorff == other.hausdorff && one.mean_ab == other.mean_ba);
  check_same (one.mean, other.mean, 1e-9);
}

const Check label_checks[] = { check_specific,    check_votes,     check_span_majority,
                               check_discoveries, check_plain,     check_runs_majority,
                               check_groups,      check_geometric, check_lines };
const guint n_label_checks = G_N_ELEMENTS (label_checks);
