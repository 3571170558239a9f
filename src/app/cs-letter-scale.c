/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-letter-scale.h"

#include <math.h>

#define USUAL_DPI 96

double
cs_letter_scale (GtkWidget *widget)
{
  double dpi = pango_cairo_context_get_resolution (gtk_widget_get_pango_context (widget));
  return dpi > 0 ? dpi / USUAL_DPI : 1;
}

int
cs_letter_scaled (GtkWidget *widget, int pixels)
{
  return (int)lround (pixels * cs_letter_scale (widget));
}

void
cs_letter_scale_watch (gpointer object, GCallback callback)
{
  GtkSettings *settings = gtk_settings_get_default ();
  if (settings != NULL)
    g_signal_connect_object (settings, "notify::gtk-xft-dpi", callback, object, G_CONNECT_SWAPPED);
}
