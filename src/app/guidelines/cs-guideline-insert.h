/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture that somebody puts into the guideline they write: chosen, looked at whether it is one,
 * kept beside the text, and named in it. Main thread. */
#pragma once

#include "cs-guideline-draft.h"
#include "cs-session.h"

#include <gtk/gtk.h>

/* Asks for a file. DRAFT says which names are taken. */
void cs_guideline_insert_async (CsSession *session, GtkWindow *parent,
                                const CsGuidelineDraft *draft, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Its name; NULL without ERROR when nothing was chosen. Caller frees. */
char *cs_guideline_insert_finish (GAsyncResult *result, CsHash *ret_hash, GError **error);
/* At the caret, in a line of its own, with the words to be written selected. */
void cs_guideline_insert_put (GtkTextBuffer *source, const char *name);
