/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One label as it is written by hand: its name, what it marks, and a sentence. Main thread. */
#pragma once

#include "cs-json.h"

#include <adwaita.h>

#define CS_TYPE_LABEL_ROW (cs_label_row_get_type ())
G_DECLARE_FINAL_TYPE (CsLabelRow, cs_label_row, CS, LABEL_ROW, GtkListBoxRow)

/* Signals "changed" () and "remove" (). */

GtkWidget *cs_label_row_new (gboolean texts);
/* Trimmed; "" while nothing is written. Caller frees. */
char *cs_label_row_name (CsLabelRow *self);
/* Marks the name as that of another row. */
void cs_label_row_set_twice (CsLabelRow *self, gboolean twice);
/* The label of a schema, with KEY; caller unrefs. */
CsJson *cs_label_row_to_json (CsLabelRow *self, const char *key);
