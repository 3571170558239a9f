/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best one-to-one pairs of two lists. Pure function, any thread. */
#pragma once

#include <glib.h>

/* WEIGHTS[row * n_columns + column], finite and 0 or more, have no unit; 0 is a pair that must not
 * be. RET_COLUMNS[row] becomes the column of a row, G_MAXUINT for none, so that the sum of the
 * weights is the largest there is. Shortest augmenting paths after a reduction of columns and rows
 * (Jonker & Volgenant, Computing 38, 1987): O(n^2 m) time for the shorter side n. Where all rows
 * want the same columns, as with w = i * k, paths go through all of them: then columns first get
 * the prices of an auction with ever smaller bids (Bertsekas, Annals of Operations Research 14,
 * 1988), which change nothing but how short the paths are. The same weights give the same pairs. */
void cs_assignment_most (const double *weights, guint n_rows, guint n_columns, guint *ret_columns);
