/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headings of a text beside it: where one is, and a way to each. Only of texts that say what
 * their headings are (Markdown); nothing is guessed. Hidden without headings. Main thread. */
#pragma once

#include "cs-text-canvas.h"

#define CS_TYPE_TEXT_OUTLINE (cs_text_outline_get_type ())
G_DECLARE_FINAL_TYPE (CsTextOutline, cs_text_outline, CS, TEXT_OUTLINE, GtkBox)

/* ITEM is shown by CANVAS; NULL shows nothing. */
void cs_text_outline_show (CsTextOutline *self, CsTextCanvas *canvas, const CsCaseItem *item);
