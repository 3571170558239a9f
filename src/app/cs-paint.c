/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-paint.h"

#include <math.h>

GdkRGBA
cs_paint_colour (GtkWidget *widget, const char *name)
{
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour);
  return colour;
}

void
cs_paint_words (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *colour, double x,
                double y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)round (x), (float)round (y)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}
