/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label that is cut at its end tells the whole in a tooltip. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* Asked only when the pointer rests there: a tooltip that is set anew with each text costs two
 * answers of the display server each time. */
void cs_cut_label (GtkLabel *label);
