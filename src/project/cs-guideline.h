/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A published guideline: Markdown with clauses, and the images it shows. Immutable, reference
 * counted, may cross threads. */
#pragma once

#include "cs-json.h"

typedef struct _CsGuideline CsGuideline;

/* From the stored document {"format":"countersign-guideline-1","images":[{"hash","name"}],"name",
 * "text"}. */
CsGuideline *cs_guideline_parse (const char *text, gsize size, GError **error);
CsGuideline *cs_guideline_ref (CsGuideline *guideline);
void cs_guideline_unref (CsGuideline *guideline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsGuideline, cs_guideline_unref)
const char *cs_guideline_name (const CsGuideline *guideline);
const CsJson *cs_guideline_to_json (const CsGuideline *guideline); /* owned by GUIDELINE */
