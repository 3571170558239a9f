/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workflow as a form: stages with their rows, the drawing that follows, mistakes at their row.
 * What is written is kept on this computer until it is published. For leads. Main thread. */
#pragma once

#include "cs-workflow-facts.h"

#include <adwaita.h>

#define CS_TYPE_WORKFLOW_FORM (cs_workflow_form_get_type ())
G_DECLARE_FINAL_TYPE (CsWorkflowForm, cs_workflow_form, CS, WORKFLOW_FORM, GtkWidget)

/* Signals:
 * "done" ()            it was published or discarded
 * "trouble" (sentence) something failed; NULL: no more */

/* FACTS are borrowed until others are set, or the end. */
void cs_workflow_form_begin (CsWorkflowForm *self, CsSession *session,
                             const CsWorkflowFacts *facts);
void cs_workflow_form_set_facts (CsWorkflowForm *self, const CsWorkflowFacts *facts);
/* What is written is kept. */
void cs_workflow_form_end (CsWorkflowForm *self);
gboolean cs_workflow_form_is_open (CsWorkflowForm *self);
/* Asks, and publishes; nothing where that cannot be. */
void cs_workflow_form_publish (CsWorkflowForm *self);
/* The document as it stands, or NULL. */
const CsJson *cs_workflow_form_sketch (CsWorkflowForm *self);
