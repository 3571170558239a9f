/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-surface-distance.h"

#include <math.h>

/* One line: the parabolas round its places, of which the lowest ones count. */
typedef struct {
  guint *places; /* of the lowest parabolas, ascending */
  double *from;  /* where each begins to be the lowest */
  double *values;
} Envelope;

/* Places are counted, so that where two parabolas meet is exact for equal ones. */
static guint
lower_envelope (Envelope *envelope, guint n, double scale)
{
  guint count = 0;
  for (guint i = 0; i < n; i++) {
    if (isinf (envelope->values[i]))
      continue;
    double meet = -INFINITY;
    for (; count > 0; count--) {
      guint last = envelope->places[count - 1];
      meet = (envelope->values[i] - envelope->values[last]) / (2 * scale * (i - last)) +
             ((double)i + last) / 2;
      if (meet > envelope->from[count - 1])
        break;
      meet = -INFINITY;
    }
    envelope->places[count] = i;
    envelope->from[count++] = meet;
  }
  return count;
}

static void
transform_line (Envelope *envelope, double *line, guint n, gsize stride, double scale)
{
  for (guint i = 0; i < n; i++)
    envelope->values[i] = line[i * stride];
  guint count = lower_envelope (envelope, n, scale);
  for (guint i = 0, at = 0; count > 0 && i < n; i++) {
    while (at + 1 < count && envelope->from[at + 1] <= i)
      at++;
    double off = (double)i - envelope->places[at];
    line[i * stride] = envelope->values[envelope->places[at]] + scale * off * off;
  }
}

void
cs_distance_transform (double *squares, const guint *size, const double *spacing)
{
  guint longest = MAX (size[0], MAX (size[1], size[2]));
  g_autofree guint *places = g_new (guint, longest);
  g_autofree double *reals = g_new (double, 2 * (gsize)longest);
  Envelope envelope = { places, reals, reals + longest };
  gsize n = (gsize)size[0] * size[1] * size[2], stride = 1;
  for (guint axis = 3; axis-- > 0;) {
    for (gsize i = 0; size[axis] > 1 && i < n; i += stride * size[axis])
      for (gsize k = 0; k < stride; k++)
        transform_line (&envelope, squares + i + k, size[axis], stride,
                        spacing[axis] * spacing[axis]);
    stride *= size[axis];
  }
}
