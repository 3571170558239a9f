/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-insert.h"
#include "cs-dialogs.h"
#include "cs-file.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *path;
  CsGuidelineDraft *draft;
} Wish;

typedef struct {
  char *name;
  CsHash hash;
} Made;

static void
wish_free (gpointer data)
{
  Wish *wish = data;
  g_free (wish->path);
  cs_guideline_draft_free (wish->draft);
  g_free (wish);
}

static void
made_free (gpointer data)
{
  Made *made = data;
  g_free (made->name);
  g_free (made);
}

/* --- on the worker --- */

/* Letters, digits and what is harmless in Markdown and in file names. */
static char *
harmless (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *valid = g_utf8_make_valid (base, -1);
  GString *name = g_string_new (NULL);
  for (const char *p = valid; *p != '\0' && name->len < 80; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean keep = g_unichar_isalnum (c) || (name->len > 0 && (c == '.' || c == '_' || c == '-'));
    g_string_append_unichar (name, keep ? c : '-');
  }
  return g_string_free (name, FALSE);
}

/* NAME, or with a number before its ending when that is another picture already. */
static char *
free_name (const CsGuidelineDraft *draft, const char *name, const CsHash *hash)
{
  const char *dot = strrchr (name, '.');
  gsize stem = dot != NULL && dot > name ? (gsize)(dot - name) : strlen (name);
  char *proposal = g_strdup (name);
  const CsDraftPicture *taken;
  for (guint n = 2; (taken = cs_guideline_draft_picture (draft, proposal)) != NULL &&
                    !cs_hash_equal (&taken->hash, hash);
       n++) {
    g_free (proposal);
    proposal = g_strdup_printf ("%.*s-%u%s", (int)stem, name, n, name + stem);
  }
  return proposal;
}

/* What cannot be shown is no picture of a guideline. */
static gboolean
check_picture (CsJob *job, const char *path, GError **error)
{
  gint64 size = 0;
  CsDecoder *decoder = cs_job_decoder (job, error);
  int fd = decoder != NULL ? cs_file_open (path, &size, error) : -1;
  if (fd < 0)
    return FALSE;
  g_autoptr (CsProbe) probe = cs_decoder_probe (decoder, fd, size, path, CS_PROBE_DEFAULT, error);
  close (fd);
  return probe != NULL;
}

static gpointer
insert_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  CsHash hash;
  g_autoptr (GBytes) bytes = check_picture (job, wish->path, error)
                                 ? cs_file_read (wish->path, CS_GUIDELINE_MAX_IMAGE, error)
                                 : NULL;
  if (bytes == NULL || !cs_guideline_draft_keep_picture (desk, bytes, &hash, error))
    return NULL;
  g_autofree char *name = harmless (wish->path);
  Made *made = g_new0 (Made, 1);
  made->name = free_name (wish->draft, name, &hash);
  made->hash = hash;
  return made;
}

/* --- asking --- */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer made = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, &made, &error))
    g_task_return_pointer (task, made, made_free);
  else
    g_task_return_error (task, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *chosen = cs_choose_file_finish (result, NULL);
  if (chosen == NULL) {
    g_task_return_pointer (task, NULL, NULL);
    return;
  }
  Wish *wish = g_new0 (Wish, 1);
  wish->path = g_strndup (chosen, strcspn (chosen, "\n"));
  wish->draft = cs_guideline_draft_copy (g_task_get_task_data (task));
  CsJobSpec spec = {
    .run = insert_job, .data = wish, .free_data = wish_free, .free_result = made_free
  };
  cs_session_run_async (g_task_get_source_object (task), &spec, g_task_get_cancellable (task),
                        kept_cb, g_object_ref (task));
}

void
cs_guideline_insert_async (CsSession *session, GtkWindow *parent, const CsGuidelineDraft *draft,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_task_data (task, cs_guideline_draft_copy (draft), cs_guideline_draft_free);
  cs_choose_file_async (parent, CS_CHOOSE_FILES, _ ("Picture for the Guideline"), NULL, chosen_cb,
                        task);
}

char *
cs_guideline_insert_finish (GAsyncResult *result, CsHash *ret_hash, GError **error)
{
  Made *made = g_task_propagate_pointer (G_TASK (result), error);
  if (made == NULL)
    return NULL;
  char *name = g_steal_pointer (&made->name);
  *ret_hash = made->hash;
  made_free (made);
  return name;
}

void
cs_guideline_insert_put (GtkTextBuffer *source, const char *name)
{
  GtkTextIter at, start, end;
  g_autofree char *tail = g_strdup_printf ("](%s)\n", name);
  gtk_text_buffer_begin_user_action (source);
  gtk_text_buffer_get_iter_at_mark (source, &at, gtk_text_buffer_get_insert (source));
  if (!gtk_text_iter_starts_line (&at)) {
    if (!gtk_text_iter_ends_line (&at))
      gtk_text_iter_forward_to_line_end (&at);
    gtk_text_buffer_insert (source, &at, "\n\n", -1);
  }
  gtk_text_buffer_insert (source, &at, "![", -1);
  int from = gtk_text_iter_get_offset (&at);
  gtk_text_buffer_insert (source, &at, _ ("What it shows"), -1);
  int to = gtk_text_iter_get_offset (&at);
  gtk_text_buffer_insert (source, &at, tail, -1);
  gtk_text_buffer_end_user_action (source);
  gtk_text_buffer_get_iter_at_offset (source, &start, from);
  gtk_text_buffer_get_iter_at_offset (source, &end, to);
  gtk_text_buffer_select_range (source, &end, &start);
}
