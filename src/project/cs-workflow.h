/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workflow document: the stages that every case passes and who may act at each. Immutable,
 * reference counted, may cross threads. */
#pragma once

#include "cs-json.h"
#include "cs-rules.h"

typedef enum { CS_COVERAGE_OFF, CS_COVERAGE_WARN, CS_COVERAGE_BLOCK } CsCoverage;

typedef struct {
  char *key;                /* "review" */
  guint roles;              /* CsRole that may act */
  gboolean excludes_author; /* whoever made or changed the work may not act */
  gboolean signs;           /* what leaves this stage is signed */
} CsWorkflowStage;

typedef struct {
  CsWorkflowStage *stages;
  guint n_stages;
  CsCoverage coverage; /* what missing evidence of reading does at decide and sign */
  /*< private >*/
  CsJson *json;
  int refs;
} CsWorkflow;

/* {"format":"countersign-workflow-1","coverage"?,"stages":[{"key","roles":[],"reads"?,"exclude"?:
 * ["author"],"sign"?}]}. The first stage labels: it neither excludes the author nor signs; the last
 * one signs. INVALID names the path. */
CsWorkflow *cs_workflow_parse (const char *text, gsize size, GError **error);
CsWorkflow *cs_workflow_ref (CsWorkflow *workflow);
void cs_workflow_unref (CsWorkflow *workflow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWorkflow, cs_workflow_unref)
const CsJson *cs_workflow_to_json (const CsWorkflow *workflow); /* owned by WORKFLOW */

/* The built-in set-ups: one file and one row in cs-templates.def each. */
typedef struct {
  const char *id; /* "labelers-sme" */
  const char *text;
} CsTemplate;
#define CS_TEMPLATE(name) extern const CsTemplate cs_template_##name;
#include "cs-templates.def"
#undef CS_TEMPLATE
/* NOT_FOUND with the names that there are. */
CsWorkflow *cs_workflow_from_template (const char *id, GError **error);
