/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which encoding the texts have that do not say it: the likely ones, each with the first lines of
 * one of the texts as they would read. Main thread. */
#pragma once

#include <adwaita.h>

/* CALLBACK gets the name from the finish; NULL when none was chosen, caller frees. */
void cs_encoding_dialog_async (GtkWindow *parent, const char *name, GBytes *sample,
                               GAsyncReadyCallback callback, gpointer user_data);
char *cs_encoding_dialog_finish (GAsyncResult *result);
