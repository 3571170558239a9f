/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the workflow in force allows to be relaxed, and how far the cases are. On the project's
 * thread; what is read may cross threads. */
#pragma once

#include "cs-project.h"

typedef struct {
  char *stage; /* its key */
  guint shares[4];
  CsRelaxStep step;  /* the next one */
  guint steps_after; /* how many there are behind it */
  int accepted;      /* as they were; -1: the reader is not told */
  int decided;       /* of these last cases, at most step.of */
  gboolean may;      /* the reader may do it now */
} CsRelaxRow;
void cs_relax_row_free (CsRelaxRow *row);

/* GPtrArray of CsRelaxRow: the stages that have a step left. The numbers are told to whom the work
 * of others is. */
GPtrArray *cs_project_relaxations (CsProject *project, const CsReader *reader, GError **error);
/* The stage KEY takes its next step, and what comes of it is the workflow of what is begun from now
 * on. DENIED says how far the cases are; NOT_FOUND names the stages. NOTE may be NULL. */
gboolean cs_project_relax (CsProject *project, const char *key, const char *note, GError **error);
