/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-write.h"
#include "cs-file.h"

#include <string.h>

typedef struct {
  char *path, *text;
  int mode;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;
  g_free (writing->path);
  g_free (writing->text);
  g_free (writing);
}

static void
write_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Writing *writing = data;
  GError *error = NULL;
  g_autofree char *folder = g_path_get_dirname (writing->path);
  if (cs_file_make_dir (folder, 0700, &error) &&
      cs_file_replace (writing->path, writing->text, strlen (writing->text), writing->mode, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cs_text_write_async (const char *path, char *text, int mode, GAsyncReadyCallback callback,
                     gpointer data)
{
  Writing *writing = g_new0 (Writing, 1);
  *writing = (Writing){ g_strdup (path), text, mode };
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_job);
}

gboolean
cs_text_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
