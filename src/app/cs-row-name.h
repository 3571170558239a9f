/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of a list or table is called for who listens: a cell's widget around what is seen,
 * which gives the row above it the name `words`. The toolkit names rows after a class. Belongs to
 * its row; main thread. */
#pragma once

#include <gtk/gtk.h>

#define CS_TYPE_ROW_NAME (cs_row_name_get_type ())
G_DECLARE_FINAL_TYPE (CsRowName, cs_row_name, CS, ROW_NAME, GtkWidget)
