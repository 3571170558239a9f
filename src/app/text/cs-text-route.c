/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-route.h"

#include <math.h>

#define SAME_LINE 4
#define BELOW 4      /* under the words it comes from or goes to */
#define ABOVE 8      /* over them */
#define NEXT_LINE 24 /* there is only the gap between the two */
#define EDGE 12      /* from the text to the first lane */
#define LANE 5
#define LANES 4

static void
add (CsTextRoute *route, double x, double y)
{
  route->x[route->n] = x;
  route->y[route->n++] = y;
}

void
cs_text_route (const graphene_rect_t *from, const graphene_rect_t *to, double margin, guint lane,
               CsTextRoute *ret_route)
{
  double ax = from->origin.x + from->size.width / 2, bx = to->origin.x + to->size.width / 2;
  gboolean same = fabs (from->origin.y - to->origin.y) < SAME_LINE;
  gboolean down = !same && from->origin.y < to->origin.y;
  gboolean up = !same && !down;
  const graphene_rect_t *upper = down ? from : to, *lower = down ? to : from;
  double bottom = upper->origin.y + upper->size.height, top = lower->origin.y;
  double edge = margin - EDGE - LANE * (lane % LANES);
  double first = down ? bottom + BELOW : top - ABOVE, last = up ? bottom + BELOW : top - ABOVE;
  *ret_route = (CsTextRoute){ .words = 1, .base = top };
  add (ret_route, ax, down ? bottom : top);
  if (same || top - bottom < NEXT_LINE) {
    add (ret_route, ax, top - ABOVE);
    add (ret_route, bx, top - ABOVE);
  } else {
    add (ret_route, ax, first);
    add (ret_route, edge, first);
    add (ret_route, edge, last);
    add (ret_route, bx, last);
    ret_route->words = down ? 3 : 1;
  }
  add (ret_route, bx, up ? bottom : top);
}

double
cs_text_route_distance (const CsTextRoute *route, double x, double y)
{
  double best = INFINITY;
  for (guint i = 0; i + 1 < route->n; i++) {
    /* Each part is level or upright. */
    double dx =
        MAX (MIN (route->x[i], route->x[i + 1]) - x, x - MAX (route->x[i], route->x[i + 1]));
    double dy =
        MAX (MIN (route->y[i], route->y[i + 1]) - y, y - MAX (route->y[i], route->y[i + 1]));
    best = MIN (best, hypot (MAX (dx, 0), MAX (dy, 0)));
  }
  return best;
}
