/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow.h"
#include "cs-json-check.h"

#include <string.h>

#define STAGES_MAX 16

static const char *const formats[] = { "countersign-workflow-1", NULL };
static const char *const coverages[] = { "off", "warn", "block", NULL };
static const char *const excludes[] = { "author", NULL };
static const char *const reads[] = { "open", NULL };
static const char *const roles[] = { "labeler", "reviewer", "sme", NULL };

static const CsField stage_fields[] = {
  { "exclude", CS_FIELD_STRING, CS_FIELD_LIST, .choices = excludes, .max_count = 1 },
  { "key", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 32 },
  { "reads", CS_FIELD_STRING, .choices = reads },
  { "roles", CS_FIELD_STRING, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .choices = roles, .max_count = 3 },
  { "sign", CS_FIELD_BOOL },
  { NULL },
};

static const CsField fields[] = {
  { "coverage", CS_FIELD_STRING, .choices = coverages },
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = formats },
  { "stages", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .fields = stage_fields, .max_count = STAGES_MAX },
  { NULL },
};

static const CsTemplate *const templates[] = {
#define CS_TEMPLATE(name) &cs_template_##name,
#include "cs-templates.def"
#undef CS_TEMPLATE
};

static void
read_stage (const CsJson *json, CsWorkflowStage *ret_stage)
{
  const CsJson *names = cs_json_get (json, "roles");
  ret_stage->key = g_strdup (cs_json_get_string (json, "key"));
  for (guint i = 0; i < cs_json_length (names); i++)
    ret_stage->roles |= cs_role_from_name (cs_json_string (cs_json_at (names, i)));
  ret_stage->excludes_author = cs_json_length (cs_json_get (json, "exclude")) > 0;
  ret_stage->signs = cs_json_get_bool (json, "sign");
}

static gboolean
check_stages (const CsWorkflow *workflow, GError **error)
{
  guint last = workflow->n_stages - 1;
  if (workflow->stages[0].excludes_author || workflow->stages[0].signs)
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[0]: the first stage labels; it cannot exclude the author or sign");
  for (guint i = 0; i < workflow->n_stages; i++) {
    const CsWorkflowStage *stage = &workflow->stages[i];
    if (stage->signs != (i == last && last > 0))
      return cs_fail (error, CS_ERROR_INVALID, "stages[%u].sign: the last stage signs, and only it",
                      i);
    if (stage->signs && stage->roles != CS_ROLE_SME)
      return cs_fail (error, CS_ERROR_INVALID, "stages[%u].roles: only an SME signs", i);
    if (i > 0 && !stage->excludes_author)
      return cs_fail (error, CS_ERROR_INVALID,
                      "stages[%u].exclude: nobody reviews their own work; exclude the author", i);
    for (guint j = 0; j < i; j++)
      if (strcmp (workflow->stages[j].key, stage->key) == 0)
        return cs_fail (error, CS_ERROR_INVALID, "stages[%u].key: \"%s\" comes twice", i,
                        stage->key);
  }
  return TRUE;
}

CsWorkflow *
cs_workflow_parse (const char *text, gsize size, GError **error)
{
  g_autoptr (CsJson) json = cs_json_parse_text (text, size, 256 * 1024, error);
  if (json == NULL || !cs_json_check (json, fields, error))
    return NULL;
  const CsJson *list = cs_json_get (json, "stages");
  const char *coverage = cs_json_get_string (json, "coverage");
  g_autoptr (CsWorkflow) workflow = g_new0 (CsWorkflow, 1);
  workflow->refs = 1;
  workflow->n_stages = cs_json_length (list);
  workflow->stages = g_new0 (CsWorkflowStage, workflow->n_stages);
  workflow->coverage = CS_COVERAGE_WARN;
  for (guint i = 0; coverage != NULL && coverages[i] != NULL; i++)
    if (strcmp (coverages[i], coverage) == 0)
      workflow->coverage = (CsCoverage)i;
  for (guint i = 0; i < workflow->n_stages; i++)
    read_stage (cs_json_at (list, i), &workflow->stages[i]);
  workflow->json = g_steal_pointer (&json);
  return check_stages (workflow, error) ? g_steal_pointer (&workflow) : NULL;
}

CsWorkflow *
cs_workflow_ref (CsWorkflow *workflow)
{
  __atomic_fetch_add (&workflow->refs, 1, __ATOMIC_RELAXED);
  return workflow;
}

void
cs_workflow_unref (CsWorkflow *workflow)
{
  if (workflow == NULL || __atomic_fetch_sub (&workflow->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  for (guint i = 0; i < workflow->n_stages; i++)
    g_free (workflow->stages[i].key);
  g_free (workflow->stages);
  cs_json_unref (workflow->json);
  g_free (workflow);
}

const CsJson *
cs_workflow_to_json (const CsWorkflow *workflow)
{
  return workflow->json;
}

CsWorkflow *
cs_workflow_from_template (const char *id, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (strcmp (templates[i]->id, id) == 0)
      return cs_workflow_parse (templates[i]->text, strlen (templates[i]->text), error);
  cs_fail (error, CS_ERROR_NOT_FOUND, "there is no template \"%s\"; there is: %s", id,
           templates[0]->id);
  return NULL;
}
