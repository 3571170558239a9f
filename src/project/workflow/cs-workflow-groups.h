/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels of a project dealt out to several people who read one case at the same time, each
 * those of one group: the part of the workflow document that says so. Any thread. */
#pragma once

#include "cs-schema.h"
#include "cs-workflow.h"

/* Of the member "groups" of STAGE, if it is there. */
void cs_workflow_groups_read (const CsJson *stage, CsWorkflowStage *ret_stage);
/* INVALID with the path, for stage N. */
gboolean cs_workflow_groups_check (const CsWorkflowStage *stage, guint n, GError **error);
void cs_workflow_groups_put (CsJson *stage, const CsWorkflowStage *from);
void cs_workflow_groups_clear (CsWorkflowStage *stage);

/* NULL when STAGE has no such group; KEY may be NULL or empty. */
const CsWorkflowGroup *cs_workflow_group (const CsWorkflowStage *stage, const char *key);
/* That LABEL is in; NULL when it is in none. */
const CsWorkflowGroup *cs_workflow_group_of (const CsWorkflowStage *stage, const char *label);
gboolean cs_workflow_group_has (const CsWorkflowGroup *group, const char *label);
/* INVALID with label and group when one of MARKS is not of GROUP's labels; relations go with the
 * marks that they tie. */
gboolean cs_workflow_group_check (const CsWorkflowStage *stage, const CsWorkflowGroup *group,
                                  CsMark *const *marks, guint n, GError **error);
/* INVALID when a label of SCHEMA is in no group of WORKFLOW, which has some. A group may name
 * labels that SCHEMA does not have: they can come with the next one. */
gboolean cs_workflow_groups_fit (const CsWorkflow *workflow, const CsSchema *schema,
                                 GError **error);
