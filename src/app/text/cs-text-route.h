/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a tie between two passages: between the lines and along the edge of the text, never
 * through words. Pure; coordinates of the buffer. Any thread. */
#pragma once

#include <gtk/gtk.h>

#define CS_TEXT_ROUTE_MAX 6

typedef struct {
  double x[CS_TEXT_ROUTE_MAX], y[CS_TEXT_ROUTE_MAX]; /* its corners, the arrow at the last */
  guint n;
  guint words; /* its name stands between this corner and the next */
  double base; /* on the top of the line that is here */
  guint64 id;
} CsTextRoute;

/* FROM and TO: the first pieces of the passages. MARGIN: where the text begins; ties of another
 * LANE go beside each other. */
void cs_text_route (const graphene_rect_t *from, const graphene_rect_t *to, double margin,
                    guint lane, CsTextRoute *ret_route);
double cs_text_route_distance (const CsTextRoute *route, double x, double y);
