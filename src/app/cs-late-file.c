/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-late-file.h"
#include "cs-text-write.h"

struct _CsLateFile {
  char *path;
  guint after, source;
  CsLateText text;
  gpointer data;
  gboolean under_way, again;
};

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
  cs_text_write_async (self->path, g_steal_pointer (&text), 0600, written_cb, self);
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
