/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was left out, or should be known, of an import: file by file, with the reason. Main thread.
 */
#pragma once

#include <adwaita.h>

/* PROBLEMS (GPtrArray of CsProblem) are those of a job; information alone is not listed. */
void cs_doubtful_dialog_present (GtkWindow *parent, const char *title, const GPtrArray *problems);
/* The same of all that have CODE. */
void cs_doubtful_dialog_present_all (GtkWindow *parent, const char *title,
                                     const GPtrArray *problems, const char *code);
/* How many would be listed. */
guint cs_doubtful_count (const GPtrArray *problems);
/* One of them is not among KNOWN (may be NULL): it is about another file, or of another sort. */
gboolean cs_doubtful_has_news (const GPtrArray *problems, const GPtrArray *known);
