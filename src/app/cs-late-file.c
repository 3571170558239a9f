/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-late-file.h"
#include "cs-file.h"

#include <gio/gio.h>
#include <string.h>

struct _CsLateFile {
  char *path;
  guint after, source;
  CsLateText text;
  gpointer data;
  gboolean under_way, again;
};

typedef struct {
  char *path, *text;
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
  g_autofree char *folder = g_path_get_dirname (writing->path);
  if (cs_file_make_dir (folder, 0700, NULL))
    cs_file_replace (writing->path, writing->text, strlen (writing->text), 0600, NULL);
  g_task_return_boolean (task, TRUE);
}

static void begin (CsLateFile *self);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CsLateFile *self = user_data;
  self->under_way = FALSE;
  if (self->again)
    begin (self);
}

/* One after another, so that the last one is the one that stays. */
static void
begin (CsLateFile *self)
{
  self->again = self->under_way;
  g_autofree char *text = self->under_way ? NULL : self->text (self->data);
  if (text == NULL)
    return;
  self->under_way = TRUE;
  Writing *writing = g_new0 (Writing, 1);
  writing->path = g_strdup (self->path);
  writing->text = g_steal_pointer (&text);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, self);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_job);
}

static gboolean
write_cb (gpointer data)
{
  CsLateFile *self = data;
  self->source = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

CsLateFile *
cs_late_file_new (const char *path, guint after, CsLateText text, gpointer data)
{
  CsLateFile *self = g_new0 (CsLateFile, 1);
  self->path = g_strdup (path);
  self->after = after;
  self->text = text;
  self->data = data;
  return self;
}

void
cs_late_file_changed (CsLateFile *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (self->after, write_cb, self);
}

void
cs_late_file_close (CsLateFile *self)
{
  if (self == NULL)
    return;
  if (self->source != 0) {
    g_source_remove (self->source);
    begin (self);
  }
  while (self->under_way)
    g_main_context_iteration (NULL, TRUE);
  g_free (self->path);
  g_free (self);
}
