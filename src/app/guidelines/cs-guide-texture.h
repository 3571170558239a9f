/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture of a guideline, from its bytes in the project by way of the decode helper. Main thread;
 * the work happens on the worker. */
#pragma once

#include "cs-session.h"

#include <gtk/gtk.h>

/* At most SIZE pixels wide and high. */
void cs_guide_texture_async (CsSession *session, const CsHash *hash, guint size,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
/* The same at once, when it was loaded not long ago; NULL else. Owned by SESSION. */
GdkTexture *cs_guide_texture_peek (CsSession *session, const CsHash *hash, guint size);
GdkTexture *cs_guide_texture_finish (CsSession *session, GAsyncResult *result, GError **error);
