/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures in rows and columns, to be read and not to be chosen from. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* Fills GRID anew: COLUMNS are translated words, the first that of the names; each of ROWS (GStrv)
 * has as many cells. */
void cs_figure_table_fill (GtkGrid *grid, const char *const *columns, const GPtrArray *rows);
