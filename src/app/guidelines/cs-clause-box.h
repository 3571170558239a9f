/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One clause as the place of the guideline shows it: heading, pictures, words, and buttons to the
 * rules that it names. Main thread. */
#pragma once

#include "cs-guide-text.h"
#include "cs-project-news.h"

#include <gtk/gtk.h>

/* What is new in a clause: its words compared with those that were read, and what the news say of
 * it, which may be NULL. */
typedef struct {
  const CsProse *words;
  const CsClauseNews *news;
} CsClauseChanges;

/* COLUMNS pictures of WIDTH in a row. CHANGES may be NULL. Its buttons activate "guideline.go" with
 * a clause id. */
GtkWidget *cs_clause_box_new (CsSession *session, const CsGuideText *text, guint clause,
                              const CsClauseChanges *changes, int columns, int width);
/* "3.2 Solid nodule": how a list of contents names CLAUSE. Caller frees. */
char *cs_clause_box_title (const CsClause *clause);
