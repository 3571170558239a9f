/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a guideline that is being written looks like so far, and whether it could be published. A
 * plain value, made on the worker. */
#pragma once

#include "cs-guide-text.h"
#include "cs-guideline-draft.h"

typedef struct {
  CsGuideText *text; /* NULL: it cannot be read, TROUBLE says why */
  char *trouble;     /* a sentence that is in the way of publishing, or NULL */
  gboolean same;     /* as the version in force */
  gint64 now;        /* version in force, 0 for none */
} CsGuidelineLook;

void cs_guideline_look_free (gpointer look);
/* A job; DATA is the CsGuidelineDraft. */
gpointer cs_guideline_look_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
/* The clause in which byte AT of the source lies, as an index. */
int cs_guideline_look_clause_at (const CsGuidelineLook *look, gsize at);
