/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of one case, beside the list: where it stands, what it holds, its marks where the
 * person may see them, and what was done to it. Main thread. */
#pragma once

#include "cs-case-list.h"
#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_CASE_PREVIEW (cs_case_preview_get_type ())
G_DECLARE_FINAL_TYPE (CsCasePreview, cs_case_preview, CS, CASE_PREVIEW, AdwBin)

/* ENTRY NULL shows that nothing is selected. */
void cs_case_preview_show (CsCasePreview *self, CsSession *session, CsCaseEntry *entry);
