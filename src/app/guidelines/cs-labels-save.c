/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-labels-save.h"
#include "cs-dialogs.h"
#include "cs-file.h"

#include <glib/gi18n.h>
#include <string.h>

gpointer
cs_labels_save_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsSchema *schema = NULL;
  if (!cs_project_schema (desk->project, &schema, NULL, error))
    return NULL;
  if (schema == NULL) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "no label schema was published yet");
    return NULL;
  }
  g_autofree char *text = cs_schema_to_text (schema);
  cs_file_replace (data, text, strlen (text), 0644, error);
  return NULL;
}

typedef struct {
  CsMainWindow *window;
  char *path;
} Saving;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (CsMainWindow) window = saving->window;
  g_autofree char *path = saving->path;
  g_autoptr (GError) error = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, NULL, &error)) {
    cs_main_window_tell_error (window, error);
    return;
  }
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: %s is the name of a file. */
  g_autofree char *words = g_strdup_printf (
      _ ("The labels are saved as “%s”. Change it, then publish it from the menu."), shown);
  cs_main_window_toast (window, words, NULL, NULL);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  char *path = cs_choose_file_finish (result, NULL);
  CsSession *session = cs_main_window_session (window);
  if (path == NULL || session == NULL) {
    g_free (path);
    return;
  }
  Saving *saving = g_new0 (Saving, 1);
  *saving = (Saving){ g_object_ref (window), g_strdup (path) };
  CsJobSpec spec = { .run = cs_labels_save_job, .data = path, .free_data = g_free };
  cs_session_run_async (session, &spec, NULL, saved_cb, saving);
}

void
cs_labels_save (CsMainWindow *window)
{
  const char *project = cs_session_facts (cs_main_window_session (window))->name;
  g_autofree char *stem = g_strdelimit (g_strdup (project), "/\\", '-');
  /* Translators: a file name; %s is the project. */
  g_autofree char *proposal = g_strdup_printf (_ ("%s labels.json"), stem);
  cs_choose_file_async (GTK_WINDOW (window), CS_CHOOSE_SAVE, _ ("Save Labels as File"), proposal,
                        chosen_cb, g_object_ref (window));
}
