/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-assignment.h"
#include "cs-coco-metrics.h"
#include "cs-edits.h"
#include "cs-surface-distance.h"
#include "quality-draw.h"

#include <string.h>

#define CLOSE 1e-9

static void
check_assignment (Draw *draw)
{
  guint n = draw_below (draw, 7), m = draw_below (draw, 7), pairs[7], others[7];
  double weights[49], turned[49], sum = 0, other = 0;
  gboolean taken[7] = { FALSE };
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < m; k++) {
      weights[i * m + k] = draw_one_in (draw, 3) ? 0 : draw_below (draw, 9) / 4.0;
      turned[k * n + i] = weights[i * m + k];
    }
  cs_assignment_most (weights, n, m, pairs);
  cs_assignment_most (turned, m, n, others);
  for (guint i = 0; i < n; i++) {
    if (pairs[i] == G_MAXUINT)
      continue;
    g_assert_cmpuint (pairs[i], <, m);
    g_assert_false (taken[pairs[i]]);
    g_assert_cmpfloat (weights[i * m + pairs[i]], >, 0);
    taken[pairs[i]] = TRUE;
    sum += weights[i * m + pairs[i]];
  }
  for (guint i = 0; i < m; i++)
    other += others[i] != G_MAXUINT ? turned[i * n + others[i]] : 0;
  g_assert_true (sum == other);
}

static void
check_boxes (Draw *draw)
{
  guint n_a = draw_below (draw, 6), n_b = draw_below (draw, 6);
  CsBox a[6], b[6];
  for (guint i = 0; i < 6; i++) {
    a[i] = draw_box (draw);
    b[i] = draw_box (draw);
  }
  g_autofree double *ious = cs_box_ious (a, n_a, b, n_b), *back = cs_box_ious (b, n_b, a, n_a);
  for (guint i = 0; i < n_a; i++)
    for (guint k = 0; k < n_b; k++) {
      double iou = ious[i * n_b + k];
      g_assert_true (isnan (iou) || (iou >= 0 && iou <= 1));
      check_same (iou, back[k * n_a + i], 1e-12);
      check_same (iou, cs_box_iou (&a[i], &b[k]), 0);
    }
  double threshold = draw_share (draw);
  CsMatches one = cs_instance_matches (ious, n_a, n_b, threshold);
  CsMatches other = cs_instance_matches (back, n_b, n_a, threshold);
  check_matches (&one, n_a, n_b);
  check_same (one.f1 * (isnan (one.mean) ? 1 : one.mean),
              other.f1 * (isnan (other.mean) ? 1 : other.mean), CLOSE);
  g_assert_true (one.undefined != NULL || (one.panoptic >= 0 && one.panoptic <= one.f1 + CLOSE));
  CsEstimate mean = cs_mean_best_iou (ious, n_a, n_b);
  check_estimate (&mean, 1);
}

static void
check_points (Draw *draw)
{
  guint n_a = draw_below (draw, 7), n_b = draw_below (draw, 7);
  g_autofree double *a = draw_reals (draw, 2 * n_a, TRUE), *b = draw_reals (draw, 2 * n_b, TRUE);
  double radius = 0.5 + draw_below (draw, 5);
  CsMatches one = cs_point_matches (a, n_a, b, n_b, radius);
  CsMatches other = cs_point_matches (b, n_b, a, n_a, radius);
  check_matches (&one, n_a, n_b);
  g_assert_cmpuint (one.n_matched, ==, other.n_matched);
  check_same (one.mean, other.mean, CLOSE);
  g_assert_true (isnan (one.mean) || (one.mean >= 0 && one.mean <= radius + CLOSE));
}

/* Weights and what is told of a pair may be two things. */
static void
check_match (Draw *draw)
{
  guint n_a = draw_below (draw, 6), n_b = draw_below (draw, 6);
  double weights[36], values[36];
  for (guint i = 0; i < 36; i++) {
    weights[i] = draw_below (draw, 4);
    values[i] = draw_below (draw, 9);
  }
  CsMatches found = cs_region_match (weights, values, n_a, n_b);
  check_matches (&found, n_a, n_b);
  g_assert_true (isnan (found.mean) || (found.mean >= 0 && found.mean <= 9));
}

static void
check_masks (Draw *draw)
{
  guint n = draw_below (draw, 200);
  g_autofree guint8 *a = draw_mask (draw, n), *b = draw_mask (draw, n);
  g_autoptr (GArray) in_a = cs_runs_new (a, n), in_b = cs_runs_new (b, n);
  g_autoptr (GArray) both = cs_runs_both (in_a, in_b), either = cs_runs_either (in_a, in_b);
  CsOverlap overlap = cs_runs_overlap (in_a, in_b);
  CsEstimate iou = cs_overlap_iou (&overlap), dice = cs_overlap_dice (&overlap);
  gint64 length = 0;
  for (guint i = 0; i < either->len; i++) {
    g_assert_true (i == 0 || g_array_index (either, gint64, i) > 0);
    length += g_array_index (either, gint64, i);
  }
  g_assert_cmpint (length, ==, n);
  g_assert_cmpint (cs_runs_area (both) + cs_runs_area (either), ==,
                   cs_runs_area (in_a) + cs_runs_area (in_b));
  g_assert_true (overlap.both == (double)cs_runs_area (both));
  check_estimate (&iou, 1);
  check_estimate (&dice, 1);
  g_assert_true ((iou.undefined == NULL) == (dice.undefined == NULL));
  if (iou.undefined == NULL) {
    g_assert_true (iou.value >= 0);
    check_same (dice.value, 2 * iou.value / (1 + iou.value), 1e-12);
  }
}

static void
check_polygons (Draw *draw)
{
  double a[2 * 8], b[2 * 8];
  guint n_a = 3 + draw_below (draw, 6), n_b = 3 + draw_below (draw, 6);
  CsPolygonOverlap one, other;
  for (guint i = 0; i < 16; i++) {
    a[i] = draw_one_in (draw, 40) ? draw_real (draw, TRUE) : draw_below (draw, 12);
    b[i] = draw_one_in (draw, 8) ? a[i] : draw_below (draw, 48) / 4.0;
  }
  if (!cs_polygon_overlap (a, n_a, b, n_b, &one, NULL))
    return;
  g_assert_true (cs_polygon_overlap (b, n_b, a, n_a, &other, NULL));
  g_assert_true (isfinite (one.perimeter_a) && isfinite (one.perimeter_b));
  double slack = CLOSE * MAX (1, MAX (one.overlap.area_a, one.overlap.area_b));
  g_assert_true (one.overlap.area_a >= 0 && one.overlap.area_b >= 0 && one.overlap.both >= 0);
  g_assert_true (one.overlap.both <= MIN (one.overlap.area_a, one.overlap.area_b) + slack);
  g_assert_true (fabs (one.overlap.both - other.overlap.both) <= slack);
  CsEstimate iou = cs_overlap_iou (&one.overlap);
  check_estimate (&iou, 1);
}

static void
check_surfaces (Draw *draw)
{
  guint size[3], n = 1;
  double spacing[3];
  for (guint i = 0; i < 3; i++) {
    size[i] = 1 + draw_below (draw, 6);
    n *= size[i];
    spacing[i] = draw_one_in (draw, 6) ? 0 : (1 + draw_below (draw, 40)) / 8.0;
    if (spacing[i] == 0)
      n /= size[i], size[i] = 1;
  }
  g_autofree guint8 *a = draw_mask (draw, n), *b = draw_mask (draw, n);
  g_autoptr (GArray) in_a = cs_runs_new (a, n), in_b = cs_runs_new (b, n);
  CsSurfaceDistances one = { 0 }, other = { 0 };
  g_assert_true (cs_surface_distances (in_a, in_b, size, spacing, &one, NULL));
  g_assert_true (cs_surface_distances (in_b, in_a, size, spacing, &other, NULL));
  g_assert_true ((one.undefined == NULL) == (cs_runs_area (in_a) > 0 && cs_runs_area (in_b) > 0));
  if (one.undefined != NULL)
    return;
  g_assert_true (one.hd >= one.hd95 && one.hd95 >= 0 && isfinite (one.hd));
  g_assert_true (one.assd >= 0 && one.assd <= one.hd && one.mean_ab <= one.hd);
  g_assert_true (one.hd == other.hd && one.hd95 == other.hd95 && one.mean_ab == other.mean_ba);
  check_same (one.assd, other.assd, 1e-12);
  g_assert_true ((one.hd == 0) == (memcmp (a, b, n) == 0) || one.hd == 0);
}

/* No distance is less than to the nearest place, or more than to any. */
static void
check_transform (Draw *draw)
{
  guint size[3], n = 1;
  double spacing[3];
  for (guint i = 0; i < 3; i++) {
    n *= size[i] = 1 + draw_below (draw, 6);
    spacing[i] = (1 + draw_below (draw, 40)) / 8.0;
  }
  g_autofree guint8 *set = draw_mask (draw, n);
  g_autofree double *squares = g_new (double, n);
  gboolean any = FALSE;
  for (guint i = 0; i < n; i++) {
    squares[i] = set[i] ? 0 : INFINITY;
    any = any || set[i];
  }
  cs_distance_transform (squares, size, spacing);
  for (guint i = 0; i < n; i++)
    g_assert_true (any ? isfinite (squares[i]) && (squares[i] > 0) != (set[i] != 0)
                       : isinf (squares[i]));
}

static void
check_spans (Draw *draw)
{
  CsSpan a[12], b[12];
  CsSpansMatch match = CS_SPANS_EXACT;
  static const char *const nicks[] = { "exact", "token", "partial" };
  guint n_a = draw_below (draw, 13), n_b = draw_below (draw, 13);
  for (guint i = 0; i < 12; i++) {
    a[i] = draw_span (draw);
    b[i] = draw_one_in (draw, 3) ? a[i] : draw_span (draw);
  }
  g_assert_true (cs_spans_match_from_nick (nicks[draw_below (draw, 3)], &match));
  gboolean labelled = draw_one_in (draw, 2);
  CsF1 one = cs_span_f1 (a, n_a, b, n_b, match, labelled);
  CsF1 other = cs_span_f1 (b, n_b, a, n_a, match, labelled);
  check_f1 (&one);
  check_same_estimates (&one.f1, &other.f1, 1e-12);
  g_assert_cmpint (one.missed, ==, other.spurious);
  g_assert_cmpint (one.correct, ==, other.correct);
  CsF1 same = cs_span_f1 (a, n_a, a, n_a, match, labelled);
  g_assert_true (n_a == 0 || same.f1.value == 1);
}

static void
check_relations (Draw *draw)
{
  CsRelation a[8], b[8];
  guint n_a = draw_below (draw, 9), n_b = draw_below (draw, 9);
  for (guint i = 0; i < 8; i++) {
    a[i] = (CsRelation){ draw_below (draw, 4), draw_below (draw, 2), draw_below (draw, 4) };
    b[i] = (CsRelation){ draw_below (draw, 4), draw_below (draw, 2), draw_below (draw, 4) };
  }
  CsF1 typed = cs_relation_f1 (a, n_a, b, n_b, TRUE),
       plain = cs_relation_f1 (a, n_a, b, n_b, FALSE);
  CsF1 back = cs_relation_f1 (b, n_b, a, n_a, TRUE);
  check_f1 (&typed);
  check_f1 (&plain);
  check_same_estimates (&typed.f1, &back.f1, 1e-12);
}

static void
check_edits (Draw *draw)
{
  guint32 a[20], b[20];
  guint n_a = draw_below (draw, 21), n_b = draw_below (draw, 21);
  for (guint i = 0; i < 20; i++) {
    a[i] = draw_below (draw, 3);
    b[i] = draw_below (draw, 3);
  }
  gint64 edits = cs_edit_distance (a, n_a, b, n_b);
  g_assert_cmpint (edits, ==, cs_edit_distance (b, n_b, a, n_a));
  g_assert_cmpint (edits, >=, (gint64)MAX (n_a, n_b) - MIN (n_a, n_b));
  g_assert_cmpint (edits, <=, MAX (n_a, n_b));
  g_assert_cmpint (cs_edit_distance (a, n_a, a, n_a), ==, 0);
}

static void
check_raster (Draw *draw)
{
  double points[2 * 6];
  guint n = draw_below (draw, 7), height = 1 + draw_below (draw, 12),
        width = 1 + draw_below (draw, 12);
  gint64 length = 0;
  for (guint i = 0; i < 12; i++) {
    double far = draw_real (draw, FALSE);
    points[i] = draw_one_in (draw, 6) ? CLAMP (far, -1e4, 1e4) : draw_below (draw, 64) / 4.0 - 2;
  }
  g_autoptr (GArray) runs = cs_coco_polygon_runs (points, n, height, width, NULL);
  g_assert_nonnull (runs);
  for (guint i = 0; i < runs->len; i++) {
    g_assert_true (g_array_index (runs, gint64, i) >= 0);
    length += g_array_index (runs, gint64, i);
  }
  g_assert_cmpint (length, ==, (gint64)height * width);
}

static void
check_coco (Draw *draw)
{
  CsCocoTruth truths[8];
  CsCocoFinding findings[12];
  double scores[CS_COCO_N_SCORES], again[CS_COCO_N_SCORES];
  guint n_truths = draw_below (draw, 9), n_findings = draw_below (draw, 13);
  for (guint i = 0; i < 8; i++) {
    truths[i] = (CsCocoTruth){ draw_below (draw, 2), draw_below (draw, 2), draw_box (draw), 0,
                               draw_one_in (draw, 6) };
    truths[i].area = truths[i].box.width * truths[i].box.height * draw_below (draw, 200);
  }
  for (guint i = 0; i < 12; i++)
    findings[i] = (CsCocoFinding){ draw_below (draw, 2), draw_below (draw, 2),
                                   draw_one_in (draw, 2) ? truths[i % 8].box : draw_box (draw),
                                   draw_below (draw, 5) / 4.0 };
  cs_coco_evaluate (truths, n_truths, findings, n_findings, scores);
  cs_coco_evaluate (truths, n_truths, findings, n_findings, again);
  g_assert_cmpmem (scores, sizeof scores, again, sizeof again);
  for (guint i = 0; i < CS_COCO_N_SCORES; i++)
    g_assert_true (isnan (scores[i]) || (scores[i] >= 0 && scores[i] <= 1 + CLOSE));
}

const Check region_checks[] = { check_assignment, check_boxes,     check_points,   check_match,
                                check_masks,      check_polygons,  check_surfaces, check_transform,
                                check_spans,      check_relations, check_edits,    check_raster,
                                check_coco };
const guint n_region_checks = G_N_ELEMENTS (region_checks);
