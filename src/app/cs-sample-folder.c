/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-folder.h"

#include "cs-error.h"

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CsEnv *env = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (env->data_dir, "sample", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.countersign", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
    if (decoder != NULL)
      cs_sample_create (env, folder, decoder, &error);
  }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&path), g_free);
}

void
cs_sample_folder_async (CsEnv *env, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_task_data (task, env, NULL);
  g_task_run_in_thread (task, make);
}

char *
cs_sample_folder_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
