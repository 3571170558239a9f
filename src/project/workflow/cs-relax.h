/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers tier by tier, such as which share of the cases pass a stage, and the steps by which a
 * stage may be relaxed, as the workflow's document says them. Any thread. */
#pragma once

#include "cs-json-check.h"
#include "cs-workflow.h"

extern const CsField cs_tier_fields[];
extern const CsField cs_relax_fields[];

/* MEMBER of JSON into NUMBERS, whose first is set. What it leaves out is the first of all, or,
 * after BEFORE (may be NULL), what a tier had there for itself. */
void cs_tiers_read (const CsJson *json, const char *member, const guint *before, guint *numbers);
/* A stricter tier has no smaller share. */
gboolean cs_tiers_check (const guint *shares, const char *path, GError **error);
/* The other way round: only what leaving it out would not say. */
void cs_tiers_put (CsJson *json, const char *member, const guint *numbers, const guint *before);

/* Member "relax" of JSON into STAGE, whose shares are set. */
void cs_relax_read (const CsJson *json, CsWorkflowStage *stage);
gboolean cs_relax_check (const CsWorkflowStage *stage, const char *path, GError **error);
/* NULL for no step. */
CsJson *cs_relax_to_json (const CsWorkflowStage *stage);
