/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the form of a workflow: which members of the document can be written there, and with
 * what. A member more is a row of the table in cs-workflow-rows.c. Main thread. */
#pragma once

#include "cs-workflow-sketch.h"

#include <adwaita.h>

/* Where a member stands. */
typedef enum {
  CS_ROW_WHOLE = 1 << 0, /* not in a stage */
  CS_ROW_FIRST = 1 << 1,
  CS_ROW_BETWEEN = 1 << 2,
  CS_ROW_LAST = 1 << 3,
} CsRowPlace;

/* VALUE is that of MEMBER of STAGE (-1: of the whole), taken over; NULL takes it out. GOES_ON: more
 * of the same may follow at once, as of letters that are typed. */
typedef void (*CsRowChanged) (gpointer owner, int stage, const char *member, CsJson *value,
                              gboolean goes_on);

/* The rows for OBJECT, which is STAGE of the document or the whole, are added to GROUP. */
void cs_workflow_rows_add (AdwPreferencesGroup *group, CsRowPlace place, const CsJson *object,
                           int stage, CsRowChanged changed, gpointer owner);
/* STAGE of STAGES as a group with a heading, its rows, and buttons to take it out and move it where
 * it need not stay (actions form.remove, form.earlier, form.later). */
GtkWidget *cs_workflow_stage_new (const CsJson *stages, guint stage, CsRowChanged changed,
                                  gpointer owner);
void cs_workflow_stage_set_heading (AdwPreferencesGroup *group, const CsJson *stages, guint stage);
/* A sentence at the row of MEMBER of STAGE below ROOT, and at no other; SENTENCE NULL: at none.
 * FALSE when there is no such row. */
gboolean cs_workflow_rows_set_trouble (GtkWidget *root, int stage, const char *member,
                                       const char *sentence);
/* What is written with, of that row; NULL when there is none. */
GtkWidget *cs_workflow_rows_find (GtkWidget *root, int stage, const char *member);
