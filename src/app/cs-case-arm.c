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
  /* The tool in the hand stays where it draws this too: two draw lines. */
  const CsToolKind *now = cs_tool_kind_find (self->tool);
  gboolean stays = now != NULL && kind != NULL && now->draws == kind;
  const CsToolKind *kind_of_tool = stays ? now : kind != NULL ? cs_tool_kind_for (kind) : NULL;
  const char *tool = g_intern_string (kind_of_tool != NULL ? kind_of_tool->tag : "select");
  if (label != self->armed.label || tool != self->tool)
    cs_case_model_let_go (self);
  self->armed = (CsArmed){ label, kind };
  self->tool = tool;
  cs_case_model_emit (self, CS_CASE_ARMED);
}

static const CsLabel *
drawn_label (CsCaseModel *self, const char *key)
{
  const CsLabel *label = cs_schema_label (self->schema, key);
  return label != NULL && first_kind (self, label) != NULL ? label : NULL;
}

/* What the item is about already says more than the order of the schema. */
static const CsLabel *
label_in_use (CsCaseModel *self)
{
  const CsLabel *label = NULL;
  const CsGid *gid = &cs_case_model_item (self, self->item)->row->gid;
  guint n = 0;
  const guint64 *ids = cs_case_order_ids (self->order, &n);
  for (guint i = 0; label == NULL && i < n; i++) {
    const CsMark *mark = cs_mark_set_get (self->marks, ids[i]);
    if (cs_gid_equal (&mark->item, gid))
      label = drawn_label (self, mark->label);
  }
  for (guint i = 0; label == NULL && i < self->view->suggestions->len; i++) {
    const CsMark *mark = ((const CsSuggestionRow *)self->view->suggestions->pdata[i])->mark;
    if (cs_gid_equal (&mark->item, gid))
      label = drawn_label (self, mark->label);
  }
  return label;
}

void
cs_case_model_arm_first (CsCaseModel *self)
{
  const CsLabel *label = self->schema != NULL && self->items->len > 0 ? label_in_use (self) : NULL;
  for (guint i = 0; self->schema != NULL && label == NULL && i < self->schema->n_labels; i++)
    if (first_kind (self, &self->schema->labels[i]) != NULL)
      label = &self->schema->labels[i];
  cs_case_model_arm (self, label, NULL);
  if (self->view->mode > CS_MODE_READING && !self->view->hidden)
    cs_case_model_set_tool (self, "select");
}

void
cs_case_model_arm_like (CsCaseModel *self, CsCaseModel *before)
{
  const CsArmed *was =
      is_text (before) == is_text (self) ? &before->armed : &before->other[is_text (self)].armed;
  const CsLabel *label = was->label != NULL && self->schema != NULL
                             ? cs_schema_label (self->schema, was->label->key)
                             : NULL;
  gboolean reads = self->view->mode <= CS_MODE_READING;
  if (reads && self->items->len > 0 && cs_case_model_can_draw (self, label, was->kind) &&
      label_in_use (self) == NULL)
    cs_case_model_arm (self, label, was->kind);
}

static gboolean
still_fits (CsCaseModel *self, const CsArming *arming)
{
  return arming->tool != NULL &&
         (arming->armed.label == NULL ||
          cs_case_model_can_draw (self, arming->armed.label, arming->armed.kind));
}

void
cs_case_model_arm_again (CsCaseModel *self, guint before)
{
  const CsArming now = { self->armed, self->tool };
  gboolean was_text = g_str_equal (cs_case_model_item (self, before)->row->kind, "text");
  const CsArming *kept = was_text != is_text (self) ? &self->other[!was_text] : &now;
  self->other[was_text] = now;
  if (!still_fits (self, kept)) {
    cs_case_model_arm_first (self);
    return;
  }
  if (kept == &now)
    return;
  self->armed = kept->armed;
  self->tool = kept->tool;
  cs_case_model_emit (self, CS_CASE_ARMED);
}

void
cs_case_model_arm_follow (CsCaseModel *self)
{
  CsArmed *const all[] = { &self->armed, &self->other[0].armed, &self->other[1].armed };
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i]->label != NULL)
      all[i]->label =
          self->schema != NULL ? cs_schema_label (self->schema, all[i]->label->key) : NULL;
}

const char *
cs_case_model_tool (CsCaseModel *self)
{
  return self->picking ? g_intern_static_string ("select") : self->tool;
}

void
cs_case_model_set_picking (CsCaseModel *self, gboolean picking)
{
  if (self->picking == picking)
    return;
  cs_case_model_let_go (self);
  self->picking = picking;
  cs_case_model_emit (self, CS_CASE_ARMED);
}

/* A label that is not drawn by the tool stays: the tool says so when it is tried. */
void
cs_case_model_set_tool (CsCaseModel *self, const char *tool)
{
  const CsToolKind *kind = cs_tool_kind_find (tool);
  g_return_if_fail (kind != NULL);
  if (g_str_equal (self->tool, tool))
    return;
  cs_case_model_let_go (self);
  self->tool = g_intern_string (tool);
  if (cs_case_model_can_draw (self, self->armed.label, kind->draws))
    self->armed.kind = kind->draws;
  cs_case_model_emit (self, CS_CASE_ARMED);
}
