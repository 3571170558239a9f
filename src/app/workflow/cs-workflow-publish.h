/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new version of the workflow: what would change is said in sentences before anything is
 * published, with the cases that go on as they began and what the people cannot do. For leads. Main
 * thread. */
#pragma once

#include "cs-workflow-facts.h"

#include <gtk/gtk.h>

/* BASE: the version that WORKFLOW was begun from, or 0. THEN runs after it on the worker, when it
 * was published (NULL: nothing). */
void cs_workflow_publish_async (GtkWindow *parent, CsSession *session, const CsWorkflowFacts *facts,
                                CsWorkflow *workflow, gint64 base, void (*then) (CsDesk *desk),
                                GAsyncReadyCallback callback, gpointer user_data);
/* The same of the step that the stage of ROW takes by its rule. */
void cs_workflow_relax_async (GtkWindow *parent, CsSession *session, const CsWorkflowFacts *facts,
                              const CsRelaxRow *row, GAsyncReadyCallback callback,
                              gpointer user_data);
/* TRUE when it was published; FALSE without ERROR when the person thought better of it. */
gboolean cs_workflow_publish_finish (GAsyncResult *result, GError **error);
/* What the dialog says; caller frees. */
char *cs_workflow_publish_words (const CsWorkflowFacts *facts, const CsWorkflow *workflow,
                                 gint64 base);
