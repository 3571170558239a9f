/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small text that replaces a file, written behind the main thread: the folder may lie on a share
 * that takes seconds. */
#pragma once

#include <gio/gio.h>

/* TEXT, which it takes, to PATH, whose folder is made where it is missing; MODE as for open. */
void cs_text_write_async (const char *path, char *text, int mode, GAsyncReadyCallback callback,
                          gpointer data);
gboolean cs_text_write_finish (GAsyncResult *result, GError **error);
