/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the sample project lies, made when it is not there yet. Main thread; the making happens on
 * a thread of its own. */
#pragma once

#include "cs-sample.h"

#include <gio/gio.h>

/* Who opens the sample first. */
#define CS_SAMPLE_FIRST CS_SAMPLE_LABELER

/* ENV outlives the call. */
void cs_sample_folder_async (CsEnv *env, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
/* The path of the project, caller frees. */
char *cs_sample_folder_finish (GAsyncResult *result, GError **error);
