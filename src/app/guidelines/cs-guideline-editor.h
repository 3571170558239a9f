/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new version of the guideline as somebody writes it: its source at the left, the page that it
 * makes at the right, what kind of change it is below. What is written is kept on this machine
 * until it is published or discarded. Main thread. */
#pragma once

#include "cs-session.h"

#include <gtk/gtk.h>

#define CS_TYPE_GUIDELINE_EDITOR (cs_guideline_editor_get_type ())
G_DECLARE_FINAL_TYPE (CsGuidelineEditor, cs_guideline_editor, CS, GUIDELINE_EDITOR, GtkWidget)

/* Signal "done" (): it was published or discarded. */

/* Reads what was kept, or the version in force. CLAUSE, which may be NULL, is where the caret
 * begins. */
void cs_guideline_editor_begin (CsGuidelineEditor *self, CsSession *session, const char *clause);
/* Keeps what was written and shows nothing more. */
void cs_guideline_editor_end (CsGuidelineEditor *self);
/* The project is another one. */
void cs_guideline_editor_refresh (CsGuidelineEditor *self);
gboolean cs_guideline_editor_is_open (CsGuidelineEditor *self);
void cs_guideline_editor_set_wide (CsGuidelineEditor *self, gboolean wide);
/* The acts stand below the change classes. */
void cs_guideline_editor_set_slim (CsGuidelineEditor *self, gboolean slim);
