/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text that is read, once more beside it, with other marks: nothing is done in it, and it is
 * scrolled with the first. Main thread. */
#pragma once

#include "cs-text-canvas.h"

#include <adwaita.h>

#define CS_TYPE_TEXT_COLUMN (cs_text_column_get_type ())
G_DECLARE_FINAL_TYPE (CsTextColumn, cs_text_column, CS, TEXT_COLUMN, AdwBin)

CsTextColumn *cs_text_column_new (GtkAdjustment *scrolled_with);
/* What is read aloud. */
void cs_text_column_set_name (CsTextColumn *self, const char *name);
/* Of the words, in pixels; see cs_text_canvas_column. */
void cs_text_column_set_width (CsTextColumn *self, int width);
CsTextCanvas *cs_text_column_canvas (CsTextColumn *self);
