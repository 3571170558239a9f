/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow-groups.h"

#include <string.h>

void
cs_workflow_groups_read (const CsJson *stage, CsWorkflowStage *ret_stage)
{
  const CsJson *list = cs_json_get (stage, "groups");
  ret_stage->n_groups = cs_json_length (list);
  ret_stage->groups = g_new0 (CsWorkflowGroup, ret_stage->n_groups);
  for (guint i = 0; i < ret_stage->n_groups; i++) {
    CsWorkflowGroup *group = &ret_stage->groups[i];
    const CsJson *labels = cs_json_get (cs_json_at (list, i), "labels");
    group->key = g_strdup (cs_json_get_string (cs_json_at (list, i), "key"));
    group->labels = g_new0 (char *, cs_json_length (labels) + 1);
    for (guint k = 0; k < cs_json_length (labels); k++)
      group->labels[k] = g_strdup (cs_json_string (cs_json_at (labels, k)));
  }
}

void
cs_workflow_groups_clear (CsWorkflowStage *stage)
{
  for (guint i = 0; i < stage->n_groups; i++) {
    g_free (stage->groups[i].key);
    g_strfreev (stage->groups[i].labels);
  }
  g_free (stage->groups);
}

static gboolean
check_labels (const CsWorkflowStage *stage, guint n, guint at, GError **error)
{
  const CsWorkflowGroup *group = &stage->groups[at];
  for (guint i = 0; group->labels[i] != NULL; i++) {
    const CsWorkflowGroup *first = cs_workflow_group_of (stage, group->labels[i]);
    gboolean again = FALSE;
    for (guint k = 0; k < i; k++)
      again = again || strcmp (group->labels[k], group->labels[i]) == 0;
    if (first != group)
      return cs_fail (error, CS_ERROR_INVALID,
                      "stages[%u].groups[%u].labels[%u]: the label \"%s\" is in the group \"%s\" "
                      "already; each is in one",
                      n, at, i, group->labels[i], first->key);
    if (again)
      return cs_fail (error, CS_ERROR_INVALID,
                      "stages[%u].groups[%u].labels[%u]: the label \"%s\" comes twice", n, at, i,
                      group->labels[i]);
  }
  return TRUE;
}

gboolean
cs_workflow_groups_check (const CsWorkflowStage *stage, guint n, GError **error)
{
  if (stage->n_groups == 0)
    return TRUE;
  if (n > 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[%u].groups: only at the first stage labels are dealt out", n);
  if (stage->n_groups == 1)
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[%u].groups: there are two at least; leave them out for one person who "
                    "reads all labels",
                    n);
  if (stage->readers[0] != stage->n_groups || stage->readers[1] != stage->n_groups)
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[%u].reads: each group is read once, so that %u read a case; leave it "
                    "out",
                    n, stage->n_groups);
  if (stage->tie_breaker == CS_TIE_ANOTHER)
    return cs_fail (
        error, CS_ERROR_INVALID,
        "stages[%u].tie_breaker: where labels are dealt out nothing is compared, and no "
        "tie broken",
        n);
  for (guint i = 0; i < stage->n_groups; i++) {
    const char *key = stage->groups[i].key;
    if (strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (key))
      return cs_fail (error, CS_ERROR_INVALID,
                      "stages[%u].groups[%u].key: \"%s\" has other characters than a-z 0-9 -", n, i,
                      key);
    if (cs_workflow_group (stage, key) != &stage->groups[i])
      return cs_fail (error, CS_ERROR_INVALID, "stages[%u].groups[%u].key: \"%s\" comes twice", n,
                      i, key);
    if (!check_labels (stage, n, i, error))
      return FALSE;
  }
  return TRUE;
}

void
cs_workflow_groups_put (CsJson *stage, const CsWorkflowStage *from)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < from->n_groups; i++) {
    CsJson *group = cs_json_new_object (), *labels = cs_json_new_array ();
    cs_json_put_string (group, "key", from->groups[i].key);
    for (char **label = from->groups[i].labels; *label != NULL; label++)
      cs_json_append (labels, cs_json_new_string (*label));
    cs_json_put (group, "labels", labels);
    cs_json_append (list, group);
  }
  cs_json_put (stage, "groups", list);
}

const CsWorkflowGroup *
cs_workflow_group (const CsWorkflowStage *stage, const char *key)
{
  for (guint i = 0; key != NULL && i < stage->n_groups; i++)
    if (strcmp (stage->groups[i].key, key) == 0)
      return &stage->groups[i];
  return NULL;
}

gboolean
cs_workflow_group_has (const CsWorkflowGroup *group, const char *label)
{
  return g_strv_contains ((const char *const *)group->labels, label);
}

const CsWorkflowGroup *
cs_workflow_group_of (const CsWorkflowStage *stage, const char *label)
{
  for (guint i = 0; i < stage->n_groups; i++)
    if (cs_workflow_group_has (&stage->groups[i], label))
      return &stage->groups[i];
  return NULL;
}

gboolean
cs_workflow_group_check (const CsWorkflowStage *stage, const CsWorkflowGroup *group,
                         CsMark *const *marks, guint n, GError **error)
{
  for (guint i = 0; i < n; i++) {
    if (marks[i]->kind->target == CS_MARK_TARGET_MARKS ||
        cs_workflow_group_has (group, marks[i]->label))
      continue;
    const CsWorkflowGroup *other = cs_workflow_group_of (stage, marks[i]->label);
    return other != NULL
               ? cs_fail (error, CS_ERROR_INVALID,
                          "mark %" G_GUINT64_FORMAT ": the label \"%s\" is of the group \"%s\", "
                          "which somebody else reads; this is the group \"%s\"",
                          marks[i]->id, marks[i]->label, other->key, group->key)
               : cs_fail (error, CS_ERROR_INVALID,
                          "mark %" G_GUINT64_FORMAT ": the label \"%s\" is in no group of the "
                          "workflow that the case runs under; this is the group \"%s\"",
                          marks[i]->id, marks[i]->label, group->key);
  }
  return TRUE;
}

gboolean
cs_workflow_groups_fit (const CsWorkflow *workflow, const CsSchema *schema, GError **error)
{
  const CsWorkflowStage *first = &workflow->stages[0];
  for (guint i = 0; first->n_groups > 0 && i < schema->n_labels; i++)
    if (cs_workflow_group_of (first, schema->labels[i].key) == NULL)
      return cs_fail (error, CS_ERROR_INVALID,
                      "stages[0].groups: the label \"%s\" of the schema is in no group, so that "
                      "nobody could use it; put it into one",
                      schema->labels[i].key);
  return TRUE;
}
