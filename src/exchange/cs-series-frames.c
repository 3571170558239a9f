/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-series-order.h"

#include <math.h>

#define PARALLEL 0.999 /* cosine: frames of one stack */
#define MOST_STACKS 64 /* more directions than these are no stacks */

typedef struct {
  double normal[3];
  double last;   /* mm along NORMAL of the frame before */
  int direction; /* of the way from frame to frame, 0 before there are two */
  guint frames, repeated;
  gboolean turns; /* the way does */
} Stack;

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static Stack *
stack_of (GArray *stacks, const double normal[3])
{
  for (guint i = 0; i < stacks->len; i++) {
    Stack *stack = &g_array_index (stacks, Stack, i);
    if (dot (stack->normal, normal) > PARALLEL)
      return stack;
  }
  if (stacks->len == MOST_STACKS)
    return NULL;
  Stack stack = { { normal[0], normal[1], normal[2] }, 0, 0, 0, 0, FALSE };
  g_array_append_val (stacks, stack);
  return &g_array_index (stacks, Stack, stacks->len - 1);
}

static void
follow (Stack *stack, const CsFrameGeometry *geometry)
{
  double along = dot (geometry->position, stack->normal), way = along - stack->last;
  if (stack->frames++ > 0) {
    int direction = (way > 1e-3) - (way < -1e-3);
    stack->repeated += direction == 0;
    stack->turns |= direction != 0 && stack->direction != 0 && direction != stack->direction;
    if (direction != 0)
      stack->direction = direction;
  }
  stack->last = along;
}

void
cs_series_look_at_frames (CsSeries *series, const CsProbe *probe)
{
  guint frames = cs_probe_facts (probe)->frames, placed = 0, repeated = 0;
  gboolean turns = FALSE, too_many = FALSE;
  g_autoptr (GArray) stacks = g_array_new (FALSE, FALSE, sizeof (Stack));
  for (guint i = 0; i < frames; i++) {
    const CsFrameGeometry *geometry = &cs_probe_frame_facts (probe, i)->geometry;
    double normal[3];
    if (!geometry->has_position || !cs_frame_geometry_normal (geometry, normal))
      continue;
    Stack *stack = stack_of (stacks, normal);
    placed++;
    too_many |= stack == NULL;
    if (stack != NULL)
      follow (stack, geometry);
  }
  for (guint i = 0; i < stacks->len; i++) {
    repeated += g_array_index (stacks, Stack, i).repeated;
    turns |= g_array_index (stacks, Stack, i).turns;
  }
  if (stacks->len > 1)
    cs_series_tell (series, "mixed-orientation",
                    "the file holds frames of %u%s orientations; they are shown one after another "
                    "as the file has them",
                    stacks->len, too_many ? " or more" : "");
  if (placed > 0 && placed < frames)
    cs_series_tell (series, "no-geometry", "%u of %u frames do not say where they lie",
                    frames - placed, frames);
  if (repeated > 0)
    cs_series_tell (series, "repeated-position",
                    "%u frame%s where the one before lies (another time, echo or phase)", repeated,
                    repeated > 1 ? "s lie" : " lies");
  if (turns)
    cs_series_tell (series, "frame-order",
                    "the frames do not lie one behind the other as the file has them; they are "
                    "shown in its order");
}
