/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tool-choice.h"

#include <string.h>

static gboolean
draws (const CsLabel *label, const CsMarkKind *kind)
{
  for (guint i = 0; label != NULL && i < label->n_kinds; i++)
    if (label->kinds[i] == kind)
      return TRUE;
  return FALSE;
}

static const CsLabel *
first_label (CsCaseModel *model, const CsMarkKind *kind)
{
  const CsSchema *schema = cs_case_model_schema (model);
  for (guint i = 0; schema != NULL && i < schema->n_labels; i++)
    if (draws (&schema->labels[i], kind))
      return &schema->labels[i];
  return NULL;
}

gboolean
cs_tool_choice_offers (CsCaseModel *model, const CsToolKind *kind)
{
  return kind->draws == NULL ||
         (cs_case_model_may_edit (model) && first_label (model, kind->draws) != NULL);
}

gboolean
cs_tool_choice_is_idle (CsCaseModel *model, const char *name)
{
  const char *prefix = "tool.choose::";
  const CsToolKind *kind =
      g_str_has_prefix (name, prefix) ? cs_tool_kind_find (name + strlen (prefix)) : NULL;
  return kind != NULL && kind->draws != NULL && first_label (model, kind->draws) == NULL;
}

void
cs_tool_choice_take (CsCaseModel *model, const char *tag)
{
  const CsToolKind *kind = cs_tool_kind_find (tag);
  if (kind == NULL || !cs_tool_choice_offers (model, kind))
    return;
  if (kind->draws != NULL) {
    const CsLabel *armed = cs_case_model_armed (model).label;
    const CsLabel *label = draws (armed, kind->draws) ? armed : first_label (model, kind->draws);
    cs_case_model_arm (model, label, kind->draws);
  }
  cs_case_model_set_tool (model, tag);
}
