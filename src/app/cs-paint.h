/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What drawings of figures and of a workflow need beside boxes. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* A colour of the style sheet ("cs_text"), as it is in force for WIDGET; grey where it has none. */
GdkRGBA cs_paint_colour (GtkWidget *widget, const char *name);
/* At whole pixels, where letters are sharp. */
void cs_paint_words (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *colour, double x,
                     double y);
