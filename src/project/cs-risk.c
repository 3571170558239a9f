/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-risk.h"

guint
cs_risk_stricter (guint tier, guint other)
{
  return tier == 0 || other == 0 ? MAX (tier, other) : MIN (tier, other);
}

CsRisk
cs_risk_of (const CsSchema *schema, const CsMarkSet *set)
{
  CsRisk risk = { 0 };
  guint strictest = 0;
  for (guint i = 0; i < schema->n_labels; i++)
    strictest = cs_risk_stricter (strictest, (guint)schema->labels[i].tier);
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    const CsLabel *label = cs_schema_label (schema, mark->label);
    if (mark->confidence >= 0)
      risk.unsure = MAX (risk.unsure, 1000 - (guint)mark->confidence);
    if (label != NULL) /* else a relation */
      risk.tier = cs_risk_stricter (risk.tier, label->tier > 0 ? (guint)label->tier : strictest);
  }
  if (risk.tier == 0)
    risk.tier = strictest;
  for (guint i = 0; i < set->n_answers; i++)
    risk.flagged = risk.flagged || set->answers[i].answer == CS_ANSWER_EQUIVOCAL;
  return risk;
}
