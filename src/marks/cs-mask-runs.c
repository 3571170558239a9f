/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mask-runs.h"

/* A run may cross line ends, so there may be more segments than runs. */
#define MAX_SEGMENTS (2u * CS_MARK_MAX_RUNS)

static gboolean
add_segment (GArray *segments, guint line, guint start, guint end, GError **error)
{
  CsMaskSegment segment = { line, start, end };
  if (segments->len >= MAX_SEGMENTS)
    return cs_fail (error, CS_ERROR_LIMIT, "a mask of more than %u pieces of lines", MAX_SEGMENTS);
  CsMaskSegment *last =
      segments->len > 0 ? &g_array_index (segments, CsMaskSegment, segments->len - 1) : NULL;
  if (last != NULL && last->line == line && last->end == start)
    last->end = end;
  else
    g_array_append_val (segments, segment);
  return TRUE;
}

GArray *
cs_mask_segments (const gint64 *runs, guint n_runs, guint length, guint lines, GError **error)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (CsMaskSegment));
  gint64 at = 0, total = (gint64)length * lines;
  for (guint i = 0; i < n_runs; i++) {
    if (runs[i] < 0 || runs[i] > total - at) {
      cs_fail (error, CS_ERROR_INVALID, "run %u reaches beyond a picture of %u x %u", i + 1, length,
               lines);
      return NULL;
    }
    gint64 end = at + runs[i];
    while (i % 2 == 1 && at < end) {
      guint line = (guint)(at / length), start = (guint)(at % length);
      guint stop = (guint)MIN ((gint64)length, start + (end - at));
      if (!add_segment (segments, line, start, stop, error))
        return NULL;
      at += stop - start;
    }
    at = end;
  }
  if (at != total) {
    cs_fail (error, CS_ERROR_INVALID,
             "the runs hold %" G_GINT64_FORMAT " pixels of %" G_GINT64_FORMAT, at, total);
    return NULL;
  }
  return g_steal_pointer (&segments);
}

GArray *
cs_mask_runs (const CsMaskSegment *segments, guint count, guint length, guint lines)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 at = 0, total = (gint64)length * lines;
  for (guint i = 0; i < count; i++) {
    gint64 start = (gint64)segments[i].line * length + segments[i].start;
    gint64 size = segments[i].end - segments[i].start;
    if (start == at && runs->len > 0) {
      g_array_index (runs, gint64, runs->len - 1) += size;
    } else {
      gint64 gap = start - at;
      g_array_append_val (runs, gap);
      g_array_append_val (runs, size);
    }
    at = start + size;
  }
  if (at < total) {
    gint64 rest = total - at;
    g_array_append_val (runs, rest);
  }
  return runs;
}

/* --- turning: where neighbouring lines differ, a run along the other axis begins or ends --- */

typedef struct {
  const CsMaskSegment *segments;
  guint count, next;
} Lines;

/* The borders of the segments of LINE: start, end, start, end, ... */
static void
borders_of_line (Lines *lines, guint line, GArray *borders)
{
  g_array_set_size (borders, 0);
  for (; lines->next < lines->count && lines->segments[lines->next].line == line; lines->next++) {
    guint both[2] = { lines->segments[lines->next].start, lines->segments[lines->next].end };
    g_array_append_vals (borders, both, 2);
  }
}

/* Borders that stand in only one of A and B, which delimit where the two lines differ; appended as
 * segments of LINE. */
static void
add_difference (const GArray *a, const GArray *b, guint line, GArray *differences)
{
  guint i = 0, j = 0, open = 0;
  gboolean inside = FALSE;
  while (i < a->len || j < b->len) {
    guint left = i < a->len ? g_array_index (a, guint, i) : G_MAXUINT;
    guint right = j < b->len ? g_array_index (b, guint, j) : G_MAXUINT;
    guint border = MIN (left, right);
    i += left == border;
    j += right == border;
    if (left == right)
      continue;
    if (inside) {
      CsMaskSegment segment = { line, open, border };
      g_array_append_val (differences, segment);
    }
    open = border;
    inside = !inside;
  }
}

/* All places where a pixel differs from the one in the line before, line by line; the last line is
 * followed by an empty one. */
static GArray *
differences_of (const CsMaskSegment *segments, guint count)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (CsMaskSegment));
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) here = g_array_new (FALSE, FALSE, sizeof (guint));
  Lines lines = { segments, count, 0 };
  guint line = 0;
  while (lines.next < count || above->len > 0) {
    if (above->len == 0)
      line = segments[lines.next].line;
    borders_of_line (&lines, line, here);
    add_difference (above, here, line, differences);
    GArray *swap = above;
    above = here;
    here = swap;
    line++;
  }
  return differences;
}

/* STARTS[i]: where the turns of column i begin in one list of all; STARTS[length]: their number,
 * or a FALSE with LIMIT. */
static gboolean
count_turns (const GArray *differences, guint length, gint64 *starts, GError **error)
{
  gint64 total = 0, open = 0;
  for (guint i = 0; i < differences->len; i++) {
    const CsMaskSegment *segment = &g_array_index (differences, CsMaskSegment, i);
    starts[segment->start]++;
    starts[segment->end]--;
    total += segment->end - segment->start;
    if (total > 2 * (gint64)MAX_SEGMENTS)
      return cs_fail (error, CS_ERROR_LIMIT, "a mask of more than %u runs by columns",
                      MAX_SEGMENTS);
  }
  total = 0;
  for (guint i = 0; i <= length; i++) {
    open += starts[i];
    starts[i] = total;
    total += open;
  }
  return TRUE;
}

GArray *
cs_mask_transpose (const CsMaskSegment *segments, guint count, guint length, guint lines,
                   GError **error)
{
  g_autoptr (GArray) differences = differences_of (segments, count);
  g_autofree gint64 *next = g_new0 (gint64, (gsize)length + 1);
  if (!count_turns (differences, length, next, error))
    return NULL;
  guint n_turns = (guint)next[length];
  g_autofree guint *turns = g_new (guint, MAX (n_turns, 1));
  for (guint i = 0; i < differences->len; i++) {
    const CsMaskSegment *segment = &g_array_index (differences, CsMaskSegment, i);
    for (guint column = segment->start; column < segment->end; column++)
      turns[next[column]++] = segment->line;
  }
  /* NEXT[i] is now where column i ends. Each column has an even number of turns. */
  GArray *turned = g_array_sized_new (FALSE, FALSE, sizeof (CsMaskSegment), n_turns / 2);
  guint at = 0;
  for (guint column = 0; column < length; column++)
    for (; at < next[column]; at += 2) {
      CsMaskSegment segment = { column, turns[at], turns[at + 1] };
      g_array_append_val (turned, segment);
    }
  return turned;
}
