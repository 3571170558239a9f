/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New versions of the guideline and of the labels, from files or as written in the window: what
 * would change is said in sentences, and for the guideline what it means for the work, before
 * anything is published. For leads. Main thread. */
#pragma once

#include "cs-guideline-draft.h"
#include "cs-main-window.h"

/* Asks for a Markdown file. */
void cs_guideline_publish_file (CsMainWindow *window);
/* Asks for a label file. */
void cs_guideline_publish_labels (CsMainWindow *window);
/* What somebody wrote, with the change class they chose. CALLBACK gets TRUE from finish when it was
 * published; what failed has been told. */
void cs_guideline_publish_draft_async (CsMainWindow *window, const CsGuidelineDraft *draft,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean cs_guideline_publish_draft_finish (GAsyncResult *result);
