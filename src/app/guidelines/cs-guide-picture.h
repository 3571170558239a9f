/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One example picture of a guideline with what it shows: to mark, borderline, not to mark. Loads
 * itself; where it cannot be had, its words and its file name stand in its place. Main thread. */
#pragma once

#include "cs-session.h"

#include <gtk/gtk.h>

#define CS_TYPE_GUIDE_PICTURE (cs_guide_picture_get_type ())
G_DECLARE_FINAL_TYPE (CsGuidePicture, cs_guide_picture, CS, GUIDE_PICTURE, GtkWidget)

/* WIDTH x HEIGHT of the picture itself. WORDS: the verdict as icon and word below it, as in the
 * place of the guideline; else a small plate on it, as in the pane. */
GtkWidget *cs_guide_picture_new (CsSession *session, const CsGuideline *guideline,
                                 const CsClauseImage *image, int width, int height, gboolean words);
/* All pictures of CLAUSE as rows of N in GRID, which is emptied first. FALSE when there is none. */
gboolean cs_guide_picture_fill (GtkGrid *grid, CsSession *session, const CsGuideline *guideline,
                                const CsClause *clause, int n, int width, int height,
                                gboolean words);
