/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sign-off covers: one entry a case, put together from the index alone, so that signing and
 * checking build the very same bytes. On the store's thread. */
#pragma once

#include "cs-index.h"

/* {"case","decision","evidence":hash|"none","guideline"?,"items":[{"item","parts":[hash]}] by gid,
 * "object","revision","schema","workflow"} for the case's current revision. NULL with ERROR;
 * NOT_FOUND when the case has no revision. */
CsJson *cs_manifest_entry (CsIndex *index, const CsGid *case_gid, GError **error);

/* TRUE when ENTRY is exactly what the case's entry would be now. */
gboolean cs_manifest_entry_holds (CsIndex *index, const CsJson *entry, GError **error);
/* The same but for the decision: what was looked at is what is there. */
gboolean cs_manifest_content_holds (CsIndex *index, const CsJson *entry, GError **error);

/* The statement shown to the signer for a meaning ("approved", "reviewed"); NULL when unknown. */
const char *cs_meaning_statement (const char *meaning);
