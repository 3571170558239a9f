/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-main-window-actions.h"
#include "cs-dialogs.h"
#include "cs-guideline-publish.h"
#include "cs-main-window.h"
#include "cs-sign-dialog.h"
#include "cs-verify-dialog.h"

#include <glib/gi18n.h>

/* --- verify --- */

static void
verify_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_verify_dialog_run (CS_MAIN_WINDOW (widget));
}

/* --- a copy --- */

typedef struct {
  char *from, *to;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;
  g_free (copy->from);
  g_free (copy->to);
  g_free (copy);
}

/* The project's thread is here, so nothing of ours writes meanwhile. */
static gpointer
copy_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Copy *copy = data;
  g_autoptr (GFile) from = g_file_new_for_path (copy->from);
  g_autoptr (GFile) to = g_file_new_for_path (copy->to);
  g_file_copy (from, to, G_FILE_COPY_NONE, cs_job_cancellable (job), NULL, NULL, error);
  return NULL;
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    cs_main_window_toast (self, _ ("The copy is saved."), NULL, NULL);
  else
    cs_main_window_tell_error (self, error);
}

static void
copy_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  g_autofree char *path = cs_choose_file_finish (result, NULL);
  if (path == NULL)
    return;
  Copy *copy = g_new0 (Copy, 1);
  copy->from = g_strdup (cs_session_facts (cs_main_window_session (self))->path);
  copy->to = g_steal_pointer (&path);
  CsJobSpec spec = {
    .title = _ ("Saving a copy"), .run = copy_job, .data = copy, .free_data = copy_free
  };
  cs_session_run_async (cs_main_window_session (self), &spec, NULL, copied_cb, g_object_ref (self));
}

static void
save_copy_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsMainWindow *self = CS_MAIN_WINDOW (widget);
  const CsSessionFacts *facts = cs_session_facts (cs_main_window_session (self));
  g_autofree char *base = g_path_get_basename (facts->path);
  g_autofree char *proposal = g_strdup_printf (_ ("Copy of %s"), base);
  cs_choose_file_async (GTK_WINDOW (self), CS_CHOOSE_SAVE, _ ("Save a Copy"), proposal,
                        copy_chosen_cb, g_object_ref (self));
}

/* --- signing --- */

/* In a case that case alone, else all that waits. */
static void
sign_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsMainWindow *self = CS_MAIN_WINDOW (widget);
  CsCaseModel *model = cs_main_window_case (self);
  const CsSessionFacts *facts = cs_session_facts (cs_main_window_session (self));
  if (cs_session_trouble (cs_main_window_session (self)) != NULL)
    cs_main_window_toast (self, _ ("What was drawn could not be written, so nothing is signed."),
                          NULL, NULL);
  else if (facts->writable)
    cs_sign_dialog_present (self, model != NULL ? &cs_case_model_view (model)->row->gid : NULL);
  else
    cs_main_window_toast (self, _ ("You can only look at this project, so nothing is signed."),
                          NULL, NULL);
}

/* --- documents --- */

static void
publish_guideline_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_guideline_publish_file (CS_MAIN_WINDOW (widget));
}

static void
publish_labels_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_guideline_publish_labels (CS_MAIN_WINDOW (widget));
}

void
cs_main_window_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.verify", NULL, verify_cb);
  gtk_widget_class_install_action (klass, "win.save-copy", NULL, save_copy_cb);
  gtk_widget_class_install_action (klass, "win.sign", NULL, sign_cb);
  gtk_widget_class_install_action (klass, "win.publish-guideline", NULL, publish_guideline_cb);
  gtk_widget_class_install_action (klass, "win.publish-labels", NULL, publish_labels_cb);
}
