/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Markdown of a guideline while somebody writes it. Places are bytes of its text. Main
 * thread. */
#pragma once

#include <gtk/gtk.h>

#define CS_TYPE_GUIDELINE_SOURCE (cs_guideline_source_get_type ())
G_DECLARE_FINAL_TYPE (CsGuidelineSource, cs_guideline_source, CS, GUIDELINE_SOURCE, GtkTextView)

/* Without what no document may hold: control characters, which a paste can bring. Caller frees. */
char *cs_guideline_source_text (CsGuidelineSource *self);
gsize cs_guideline_source_caret (CsGuidelineSource *self);
/* TEXT is what the source says. The caret is scrolled to. */
void cs_guideline_source_put_caret (CsGuidelineSource *self, const char *text, gsize at);
