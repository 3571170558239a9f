/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new version of the workflow while somebody writes it: a file of this machine's state for each
 * project and person. A plain value; the functions that take a desk run on the worker's thread. */
#pragma once

#include "cs-workflow-sketch.h"
#include "cs-worker.h"

typedef struct {
  CsJson *sketch; /* the document, perhaps with mistakes */
  gint64 base;    /* the version it began from */
} CsWorkflowDraft;

CsWorkflowDraft *cs_workflow_draft_new (const CsJson *sketch, gint64 base);
void cs_workflow_draft_free (gpointer draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWorkflowDraft, cs_workflow_draft_free)

/* Whether they wrote something that is not what is in force. */
gboolean cs_workflow_draft_waits (CsDesk *desk);
/* Forgets it. */
void cs_workflow_draft_drop (CsDesk *desk);

/* Jobs. What the person on the desk wrote and did not publish; without it, the version in force to
 * begin from; takes no data. */
gpointer cs_workflow_draft_begin_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
/* DATA is the draft. */
gpointer cs_workflow_draft_keep_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
gpointer cs_workflow_draft_drop_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
