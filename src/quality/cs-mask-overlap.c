/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mask-overlap.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- making runs --- */

#define WORD sizeof (guint64)

/* Where the bytes from AT on are no longer as BYTE, eight at a time. */
static gsize
end_of_same (const guint8 *pixels, gsize at, gsize n, guint8 byte)
{
  guint64 same = byte * G_GUINT64_CONSTANT (0x0101010101010101), word;
  while (at < n && pixels[at] == byte && at % WORD != 0)
    at++;
  for (; at + WORD <= n; at += WORD) {
    memcpy (&word, pixels + at, WORD);
    if (word != same)
      break;
  }
  while (at < n && pixels[at] == byte)
    at++;
  return at;
}

GArray *
cs_runs_new (const guint8 *pixels, gsize n)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean set = FALSE;
  for (gsize at = 0; at < n; set = !set) {
    gsize start = at;
    while (at < n && (pixels[at] != 0) == set)
      at = end_of_same (pixels, at, n, pixels[at]);
    gint64 run = (gint64)(at - start);
    g_array_append_val (runs, run);
  }
  return runs;
}

/* --- walking over two of them --- */

typedef struct {
  const gint64 *runs;
  guint n, next;
  gint64 left; /* of the run before NEXT */
} Walk;

static Walk
walk_over (const GArray *runs)
{
  return (Walk){ (const gint64 *)(gconstpointer)runs->data, runs->len, 0, 0 };
}

/* Whether there is more. */
static gboolean
walk_on (Walk *walk)
{
  while (walk->left == 0 && walk->next < walk->n)
    walk->left = walk->runs[walk->next++];
  return walk->left > 0;
}

static gboolean
is_set (const Walk *walk)
{
  return walk->next % 2 == 0;
}

static gint64
step (Walk *a, Walk *b)
{
  gint64 length = MIN (a->left, b->left);
  a->left -= length;
  b->left -= length;
  return length;
}

static GArray *
merge (const GArray *a, const GArray *b, gboolean both)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  Walk in_a = walk_over (a), in_b = walk_over (b);
  gint64 run = 0;
  gboolean open = FALSE;
  while (walk_on (&in_a) && walk_on (&in_b)) {
    gboolean set = both ? is_set (&in_a) && is_set (&in_b) : is_set (&in_a) || is_set (&in_b);
    if (set != open) {
      g_array_append_val (runs, run);
      run = 0;
      open = set;
    }
    run += step (&in_a, &in_b);
  }
  if (run > 0)
    g_array_append_val (runs, run);
  return runs;
}

GArray *
cs_runs_both (const GArray *a, const GArray *b)
{
  return merge (a, b, TRUE);
}

GArray *
cs_runs_either (const GArray *a, const GArray *b)
{
  return merge (a, b, FALSE);
}

gint64
cs_runs_area (const GArray *runs)
{
  gint64 area = 0;
  for (guint i = 1; i < runs->len; i += 2)
    area += g_array_index (runs, gint64, i);
  return area;
}

CsOverlap
cs_runs_overlap (const GArray *a, const GArray *b)
{
  Walk in_a = walk_over (a), in_b = walk_over (b);
  gint64 both = 0;
  while (walk_on (&in_a) && walk_on (&in_b)) {
    gboolean set = is_set (&in_a) && is_set (&in_b);
    gint64 length = step (&in_a, &in_b);
    both += set ? length : 0;
  }
  return (CsOverlap){ (double)cs_runs_area (a), (double)cs_runs_area (b), (double)both };
}

/* --- shares --- */

static CsEstimate
share (double part, double whole)
{
  if (!(whole > 0))
    return cs_estimate_undefined (1, N_ ("both are empty"));
  return (CsEstimate){ part / whole, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, 1, NULL };
}

CsEstimate
cs_overlap_iou (const CsOverlap *overlap)
{
  return share (overlap->both, overlap->area_a + overlap->area_b - overlap->both);
}

CsEstimate
cs_overlap_dice (const CsOverlap *overlap)
{
  return share (2 * overlap->both, overlap->area_a + overlap->area_b);
}
