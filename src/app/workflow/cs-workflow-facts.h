/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window of the workflow shows, read in one job: plain values that cross from the worker
 * to the window. */
#pragma once

#include "cs-project-relax.h"
#include "cs-project-workflows.h"
#include "cs-session.h"

typedef struct {
  GPtrArray *versions; /* CsWorkflowVersion, the last is in force */
  GPtrArray *people;   /* CsPersonRow */
  GPtrArray *segments; /* CsSegmentRow: those whose gaps this person is told of */
  GPtrArray *relax;    /* CsRelaxRow: stages whose rule has a step left */
  gint64 *waiting;     /* cases at each stage of the one in force; NULL where not to be told */
  gboolean waits;      /* this person wrote something that is not published */
} CsWorkflowFacts;

void cs_workflow_facts_free (gpointer facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWorkflowFacts, cs_workflow_facts_free)
/* A CsJobFunc; takes no data. */
gpointer cs_workflow_facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);

const CsWorkflowVersion *cs_workflow_facts_now (const CsWorkflowFacts *facts);
/* What the people of the project can and cannot do under WORKFLOW, as cs_roster_sentence. */
char *cs_workflow_facts_roster (const CsWorkflowFacts *facts, const CsWorkflow *workflow,
                                gboolean *ret_stops);
/* "3 cases still run under it." or "" where that is not told; caller frees. */
char *cs_workflow_facts_cases (const CsWorkflowVersion *version);
