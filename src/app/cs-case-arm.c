/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which label and which tool the next stroke is made with; one follows the other. */
#include "cs-case-model-private.h"

#include "cs-tool-kind.h"

static gboolean
is_text (CsCaseModel *self)
{
  const CsCaseItem *item = cs_case_model_item (self, self->item);
  return item != NULL && g_str_equal (item->row->kind, "text");
}

static gboolean
has_kind (const CsLabel *label, const CsMarkKind *kind)
{
  for (guint i = 0; i < label->n_kinds; i++)
    if (label->kinds[i] == kind)
      return TRUE;
  return FALSE;
}

gboolean
cs_case_model_can_draw (CsCaseModel *self, const CsLabel *label, const CsMarkKind *kind)
{
  if (label == NULL || kind == NULL || !has_kind (label, kind))
    return FALSE;
  if (is_text (self))
    return kind->target == CS_MARK_TARGET_TEXT;
  return kind->target == CS_MARK_TARGET_IMAGE && cs_tool_kind_for (kind) != NULL;
}

static const CsMarkKind *
first_kind (CsCaseModel *self, const CsLabel *label)
{
  for (guint i = 0; i < label->n_kinds; i++)
    if (cs_case_model_can_draw (self, label, label->kinds[i]))
      return label->kinds[i];
  return NULL;
}

gboolean
cs_case_model_label_fits (CsCaseModel *self, const CsLabel *label)
{
  return first_kind (self, label) != NULL || has_kind (label, &cs_mark_kind_class);
}

CsArmed
cs_case_model_armed (CsCaseModel *self)
{
  return self->armed;
}

void
cs_case_model_arm (CsCaseModel *self, const CsLabel *label, const CsMarkKind *kind)
{
  if (kind == NULL && label != NULL)
    kind = first_kind (self, label);
  const CsToolKind *tool = kind != NULL ? cs_tool_kind_for (kind) : NULL;
  self->armed = (CsArmed){ label, kind };
  self->tool = g_intern_string (tool != NULL ? tool->tag : "select");
  cs_case_model_emit (self, CS_CASE_ARMED);
}

void
cs_case_model_arm_first (CsCaseModel *self)
{
  const CsLabel *label = NULL;
  for (guint i = 0; self->schema != NULL && label == NULL && i < self->schema->n_labels; i++)
    if (first_kind (self, &self->schema->labels[i]) != NULL)
      label = &self->schema->labels[i];
  cs_case_model_arm (self, label, NULL);
}

const char *
cs_case_model_tool (CsCaseModel *self)
{
  return self->tool;
}

/* A label that is not drawn by the tool stays: the tool says so when it is tried. */
void
cs_case_model_set_tool (CsCaseModel *self, const char *tool)
{
  const CsToolKind *kind = cs_tool_kind_find (tool);
  g_return_if_fail (kind != NULL);
  if (g_str_equal (self->tool, tool))
    return;
  self->tool = g_intern_string (tool);
  if (cs_case_model_can_draw (self, self->armed.label, kind->draws))
    self->armed.kind = kind->draws;
  cs_case_model_emit (self, CS_CASE_ARMED);
}
