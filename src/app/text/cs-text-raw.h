/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first lines of a text that cannot be decoded, byte by byte. Read on the session's thread;
 * called from the main thread. */
#pragma once

#include "cs-session.h"

/* What is printable ASCII as it is, everything else as \xHH; at most LINES lines. Caller frees. */
char *cs_text_raw_escape (const char *data, gsize size, guint lines);

void cs_text_raw_read_async (CsSession *session, const CsItemRow *row, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* NULL when cancelled, or when there is nothing to be had. Caller frees. */
char *cs_text_raw_finish (CsSession *session, GAsyncResult *result);
