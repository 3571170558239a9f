/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The toolkit sorts objects by columns; the table of cases sorts itself and only wants to know by
 * which columns, and which way. Main thread. */
#pragma once

#include "cs-case-table.h"

#include <gtk/gtk.h>

/* Presses on the heading of COLUMN mean BY. */
void cs_case_sorts_add (GtkColumnViewColumn *column, CsCaseColumn by);
/* What SORTER, the view's, sorts by, the first one first; how many these are. RET_SORTS has room
 * for all columns. */
guint cs_case_sorts_read (GtkSorter *sorter, CsCaseSort *ret_sorts);
