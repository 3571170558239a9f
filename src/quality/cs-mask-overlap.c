/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mask-overlap.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- making runs --- */

#define WORD sizeof (guint64)
#define BLOCK 64 /* pixels that are a bit each of a number */
#define EACH_BYTE(byte) ((byte)*G_GUINT64_CONSTANT (0x0101010101010101))

/* Eight pixels as bits, the first one lowest: the highest bit of a byte tells whether it is set,
 * and the product gathers these. */
static inline guint64
bits_of (const guint8 *pixels)
{
  guint64 word;
  memcpy (&word, pixels, WORD);
  word = GUINT64_FROM_LE (word);
  word = ((((word & EACH_BYTE (0x7f)) + EACH_BYTE (0x7f)) | word) & EACH_BYTE (0x80)) >> 7;
  return word * G_GUINT64_CONSTANT (0x0102040810204080) >> 56;
}

/* The same of N pixels, BLOCK at most. */
static guint64
block_of (const guint8 *pixels, gsize n)
{
  guint64 bits = 0;
  gsize at = 0;
  for (; at + WORD <= n; at += WORD)
    bits |= bits_of (pixels + at) << at;
  for (; at < n; at++)
    bits |= (guint64)(pixels[at] != 0) << at;
  return bits;
}

/* Runs end where a pixel is unlike the one before; the last one ends with the pixels. */
GArray *
cs_runs_new (const guint8 *pixels, gsize n)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint64 before = 0; /* the last pixel */
  gsize start = 0;
  guint n_runs = 0;
  for (gsize at = 0; at < n; at += BLOCK) {
    gsize length = MIN (n - at, BLOCK);
    guint64 bits = block_of (pixels + at, length);
    guint64 changes = bits ^ (bits << 1 | before);
    before = bits >> (length - 1);
    if (length < BLOCK)
      changes &= (G_GUINT64_CONSTANT (1) << length) - 1;
    if (changes == 0)
      continue;
    if (n_runs + BLOCK > runs->len)
      g_array_set_size (runs, 2 * n_runs + BLOCK);
    gint64 *lengths = (gint64 *)(gpointer)runs->data;
    for (; changes != 0; changes &= changes - 1) {
      gsize end = at + (gsize)__builtin_ctzll (changes);
      lengths[n_runs++] = (gint64)(end - start);
      start = end;
    }
  }
  g_array_set_size (runs, n_runs);
  gint64 last = (gint64)(n - start);
  if (n > 0)
    g_array_append_val (runs, last);
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
