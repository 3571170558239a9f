/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-coco-metrics.h"

#define SMALL (32.0 * 32.0)
#define LARGE (96.0 * 96.0)
#define NOTHING G_MAXUINT

static const double sizes[CS_COCO_SIZES][2] = {
  { 0, 1e10 }, { 0, SMALL }, { SMALL, LARGE }, { LARGE, 1e10 }
};

/* One picture and category at one size. */
typedef struct {
  const CsCocoTruth *const *truths;
  guint n;
  const double *ious; /* [finding * n + truth] */
  guint *order;       /* of the objects: those that count first */
  guint n_counting;   /* of them */
  gboolean *taken;    /* by truth */
} Picture;

/* A crowd is met by what lies in it. */
static double
iou_of (const CsCocoFinding *finding, const CsCocoTruth *truth)
{
  double iou = cs_box_iou (&finding->box, &truth->box);
  double own = finding->box.width * finding->box.height;
  double all = own + truth->box.width * truth->box.height;
  if (!isfinite (iou))
    return 0;
  if (!truth->is_crowd)
    return iou;
  return own > 0 ? iou * all / (1 + iou) / own : 0;
}

static void
put_in_order (Picture *picture, const double *size)
{
  guint at = 0;
  for (guint round = 0; round < 2; round++) {
    for (guint i = 0; i < picture->n; i++) {
      const CsCocoTruth *truth = picture->truths[i];
      gboolean counts = !truth->is_crowd && truth->area >= size[0] && truth->area <= size[1];
      if (counts == (round == 0))
        picture->order[at++] = i;
    }
    if (round == 0)
      picture->n_counting = at;
  }
}

/* The place in ORDER of what FINDING is matched with: the best that is left, one that counts before
 * one that does not. */
static guint
best_of (const Picture *picture, guint finding, double threshold)
{
  double best = MIN (threshold, 1 - 1e-10);
  guint found = NOTHING;
  for (guint i = 0; i < picture->n; i++) {
    guint truth = picture->order[i];
    if (picture->taken[truth] && !picture->truths[truth]->is_crowd)
      continue;
    if (found < picture->n_counting && i >= picture->n_counting)
      break;
    double iou = picture->ious[(gsize)finding * picture->n + truth];
    if (iou < best)
      continue;
    best = iou;
    found = i;
  }
  return found;
}

static void
match_at (Picture *picture, guint size, guint threshold, const CsCocoFinding *const *findings,
          guint n_findings, CsCocoOutcome *outcomes)
{
  double at = threshold + 1 == CS_COCO_THRESHOLDS
                  ? 0.95
                  : 0.5 + threshold * ((0.95 - 0.5) / (CS_COCO_THRESHOLDS - 1));
  guint16 bit = (guint16)(1u << threshold);
  for (guint i = 0; i < picture->n; i++)
    picture->taken[i] = FALSE;
  for (guint i = 0; i < n_findings; i++) {
    guint found = best_of (picture, i, at);
    double area = findings[i]->box.width * findings[i]->box.height;
    gboolean fits = area >= sizes[size][0] && area <= sizes[size][1];
    if (found != NOTHING) {
      picture->taken[picture->order[found]] = TRUE;
      outcomes[i].matched[size] |= bit;
    }
    if (found != NOTHING ? found >= picture->n_counting : !fits)
      outcomes[i].left_out[size] |= bit;
  }
}

void
cs_coco_match (const CsCocoTruth *const *truths, guint n_truths,
               const CsCocoFinding *const *findings, guint n_findings, CsCocoOutcome *ret_outcomes,
               guint64 *ret_counts)
{
  g_autofree double *ious = g_new (double, MAX ((gsize)n_truths * n_findings, 1));
  g_autofree guint *order = g_new (guint, MAX (n_truths, 1));
  g_autofree gboolean *taken = g_new (gboolean, MAX (n_truths, 1));
  Picture picture = { truths, n_truths, ious, order, 0, taken };
  for (guint i = 0; i < n_findings; i++) {
    ret_outcomes[i] = (CsCocoOutcome){ .score = findings[i]->score, .rank = i };
    for (guint k = 0; k < n_truths; k++)
      ious[(gsize)i * n_truths + k] = iou_of (findings[i], truths[k]);
  }
  for (guint size = 0; size < CS_COCO_SIZES; size++) {
    put_in_order (&picture, sizes[size]);
    ret_counts[size] += picture.n_counting;
    for (guint i = 0; i < CS_COCO_THRESHOLDS; i++)
      match_at (&picture, size, i, findings, n_findings, ret_outcomes);
  }
}
