/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-matrix.h"

#include <math.h>

CsMatrix
cs_matrix_then (const CsMatrix *first, const CsMatrix *second)
{
  const CsMatrix *a = first, *b = second;
  return (CsMatrix){
    .xx = b->xx * a->xx + b->xy * a->yx,
    .xy = b->xx * a->xy + b->xy * a->yy,
    .x0 = b->xx * a->x0 + b->xy * a->y0 + b->x0,
    .yx = b->yx * a->xx + b->yy * a->yx,
    .yy = b->yx * a->xy + b->yy * a->yy,
    .y0 = b->yx * a->x0 + b->yy * a->y0 + b->y0,
  };
}

gboolean
cs_matrix_invert (const CsMatrix *matrix, CsMatrix *ret_inverse)
{
  const CsMatrix *m = matrix;
  double area = m->xx * m->yy - m->xy * m->yx;
  if (!isfinite (area) || fabs (area) < 1e-300)
    return FALSE;
  CsMatrix inverse = {
    .xx = m->yy / area,
    .xy = -m->xy / area,
    .yx = -m->yx / area,
    .yy = m->xx / area,
  };
  inverse.x0 = -(inverse.xx * m->x0 + inverse.xy * m->y0);
  inverse.y0 = -(inverse.yx * m->x0 + inverse.yy * m->y0);
  *ret_inverse = inverse;
  return TRUE;
}

void
cs_matrix_apply (const CsMatrix *matrix, double x, double y, double *ret_x, double *ret_y)
{
  *ret_x = matrix->xx * x + matrix->xy * y + matrix->x0;
  *ret_y = matrix->yx * x + matrix->yy * y + matrix->y0;
}

CsTurn
cs_turn_from_exif (guint orientation)
{
  static const CsTurn turns[9] = {
    { FALSE, 0 }, { FALSE, 0 }, { TRUE, 0 }, { FALSE, 2 }, { TRUE, 2 },
    { TRUE, 3 },  { FALSE, 1 }, { TRUE, 1 }, { FALSE, 3 },
  };
  return turns[orientation < G_N_ELEMENTS (turns) ? orientation : 0];
}

CsTurn
cs_turn_then (CsTurn first, CsTurn second)
{
  /* A mirror behind a turn is the same mirror before the opposite turn. */
  guint before = second.mirrored ? 4 - first.quarters % 4 : first.quarters;
  return (CsTurn){ !first.mirrored != !second.mirrored, (before + second.quarters) % 4 };
}

CsMatrix
cs_turn_matrix (CsTurn turn, guint columns, guint rows)
{
  CsMatrix back = CS_MATRIX_IDENTITY;
  switch (turn.quarters % 4) {
  case 1: /* what is on top was on the left */
    back = (CsMatrix){ .xy = 1, .yx = -1, .y0 = rows };
    break;
  case 2:
    back = (CsMatrix){ .xx = -1, .x0 = columns, .yy = -1, .y0 = rows };
    break;
  case 3:
    back = (CsMatrix){ .xy = -1, .x0 = columns, .yx = 1 };
    break;
  default:
    break;
  }
  CsMatrix mirror = { .xx = -1, .x0 = columns, .yy = 1 };
  return turn.mirrored ? cs_matrix_then (&back, &mirror) : back;
}
