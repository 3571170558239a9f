/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much depends on what a case says: what decides which cases are looked at again. Plain values;
 * any thread. */
#pragma once

#include "cs-schema.h"

typedef struct {
  guint tier;       /* 1 the strictest, to 3; 0 where the labels of the project have none */
  gboolean flagged; /* somebody doubted it, or it was put right: it goes past nothing */
  guint unsure;     /* 1000 less the least confidence of its marks; 0: all are sure, or none says */
} CsRisk;

/* The strictest tier among the labels of SET. Without marks, or with a label that has none, it is
 * the strictest that SCHEMA has, as what was missed may be of that. An answer that cannot decide
 * flags it; whether a mark is too unsure is for the workflow to say (cs_workflow_doubts). */
CsRisk cs_risk_of (const CsSchema *schema, const CsMarkSet *set);
/* The tier that asks for more. */
guint cs_risk_stricter (guint tier, guint other);
