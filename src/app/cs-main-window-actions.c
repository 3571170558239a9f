/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-main-window-actions.h"
#include "cs-dialogs.h"
#include "cs-help.h"
#include "cs-import-dialog.h"
#include "cs-guideline-publish.h"
#include "cs-context-dialog.h"
#include "cs-labels-save.h"
#include "cs-main-window.h"
#include "cs-people-dialog.h"
#include "cs-workflow-window.h"
#include "cs-settings-window.h"
#include "cs-sign-dialog.h"
#include "cs-verify-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUFFIX ".countersign"
#define MAX_NUMBER 1000

/* --- verify --- */

static void
verify_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_verify_dialog_run (CS_MAIN_WINDOW (widget));
}

/* --- a copy --- */

static void
copied_some_cb (gpointer job, gint64 done, gint64 total)
{
  cs_job_progress (job, done, total, NULL);
}

/* PATH with NUMBER before its suffix; caller frees. */
static char *
numbered (const char *path, guint number)
{
  const char *suffix = g_str_has_suffix (path, SUFFIX) ? SUFFIX : "";
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (suffix));
  return g_strdup_printf ("%s %u%s", stem, number, suffix);
}

/* Gives where the copy lies. What has the name already stays, whatever it is: another project, one
 * that somebody works in, this one. The copy then gets the next free name beside it. */
static gpointer
copy_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsStore *store = cs_project_store (desk->project);
  g_autofree char *path = g_strdup (data);
  for (guint number = 2; number < MAX_NUMBER; number++) {
    g_autoptr (GError) local = NULL;
    if (cs_store_copy (store, path, copied_some_cb, job, cs_job_cancellable (job), &local))
      return g_steal_pointer (&path);
    if (number + 1 == MAX_NUMBER || !g_error_matches (local, CS_ERROR, CS_ERROR_CONFLICT)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
    g_free (path);
    path = numbered (data, number);
  }
  return NULL;
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autofree char *path = value;
  if (!ok) {
    cs_main_window_tell_error (self, error);
    return;
  }
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *words = g_strdup_printf (_ ("The copy is saved as “%s”."), shown);
  cs_main_window_toast (self, words, NULL, NULL);
}

static void
copy_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  g_autofree char *path = cs_choose_file_finish (result, NULL);
  if (path == NULL)
    return;
  CsJobSpec spec = { .title = _ ("Saving a copy"),
                     .run = copy_job,
                     .data = g_steal_pointer (&path),
                     .free_data = g_free,
                     .free_result = g_free };
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

/* --- a copy to work in --- */

static void
work_copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer path = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &path, &error);
  g_autofree char *owned = path;
  if (cs_main_window_session (self) != CS_SESSION (source))
    return;
  if (!ok) {
    cs_main_window_tell_error (self, error);
    return;
  }
  cs_main_window_open (self, owned, cs_session_facts (CS_SESSION (source))->handle);
  cs_main_window_toast (self, _ ("This is your working copy. Merge it with the project later."),
                        NULL, NULL);
}

static void
work_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  char *path = cs_choose_file_finish (result, NULL);
  if (path == NULL)
    return;
  CsJobSpec spec = { .title = _ ("Making your working copy"),
                     .run = copy_job,
                     .data = path,
                     .free_data = g_free,
                     .free_result = g_free };
  cs_session_run_async (cs_main_window_session (self), &spec, NULL, work_copied_cb,
                        g_object_ref (self));
}

static void
working_copy_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsMainWindow *self = CS_MAIN_WINDOW (widget);
  const CsSessionFacts *facts = cs_session_facts (cs_main_window_session (self));
  g_autofree char *base = g_path_get_basename (facts->path);
  g_autofree char *proposal = g_strdup_printf (_ ("Working copy of %s"), base);
  cs_choose_file_async (GTK_WINDOW (self), CS_CHOOSE_SAVE, _ ("Where to Put the Working Copy"),
                        proposal, work_chosen_cb, g_object_ref (self));
}

/* --- the file itself --- */

/* What is on the screen stays until there is something to put in its place. */
static void
looked_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, &error);
  CsSession *session = cs_main_window_session (self);
  if (session == NULL)
    return;
  if (info != NULL && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ)) {
    cs_main_window_reopen (self);
    return;
  }
  g_autofree char *name = g_file_get_basename (G_FILE (file));
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *words =
      /* Translators: %s is the name of a file. */
      g_strdup_printf (info != NULL ? _ ("%s may not be read yet. What you drew is kept; press "
                                         "Reopen when the right to read it is back.")
                                    : _ ("%s is not there yet. What you drew is kept; press Reopen "
                                         "when its disk or share is connected."),
                       shown);
  cs_main_window_toast (self, words, NULL, NULL);
}

static void
reopen_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSession *session = cs_main_window_session (CS_MAIN_WINDOW (widget));
  const CsSessionFacts *facts = session != NULL ? cs_session_facts (session) : NULL;
  if (facts == NULL)
    return;
  g_autoptr (GFile) file = g_file_new_for_path (facts->path);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_ACCESS_CAN_READ, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, NULL, looked_cb, g_object_ref (widget));
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

static void
save_labels_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_labels_save (CS_MAIN_WINDOW (widget));
}

static void
allow_context_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_context_dialog_present (CS_MAIN_WINDOW (widget));
}

static void
people_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_people_dialog_present (CS_MAIN_WINDOW (widget));
}

static void
undo_people_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_people_dialog_undo (CS_MAIN_WINDOW (widget));
}

static void
workflow_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSession *session = cs_main_window_session (CS_MAIN_WINDOW (widget));
  if (session != NULL && cs_session_facts (session) != NULL)
    cs_workflow_window_present (CS_MAIN_WINDOW (widget));
}

/* The coloured button that is to be seen below WIDGET; NULL: none that can be pressed. */
static GtkWidget *
coloured_below (GtkWidget *widget)
{
  GtkWidget *found = NULL;
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action"))
    return gtk_widget_is_sensitive (widget) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = coloured_below (child);
  return found;
}

static void
press_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkWidget *button = coloured_below (widget);
  if (button != NULL)
    g_signal_emit_by_name (button, "clicked");
}

static void
fullscreen_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkWindow *window = GTK_WINDOW (widget);
  if (gtk_window_is_fullscreen (window)) {
    gtk_window_unfullscreen (window);
    return;
  }
  gtk_window_fullscreen (window);
  if (cs_main_window_case (CS_MAIN_WINDOW (widget)) != NULL) /* where nothing is left to press */
    cs_main_window_toast (CS_MAIN_WINDOW (widget), _ ("{win.fullscreen} leaves full screen."), NULL,
                          NULL);
}

/* --- what is under way --- */

typedef struct {
  CsMainWindow *self;
  void (*then) (CsMainWindow *self);
} Stopping;

static void
stop_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Stopping *stopping = user_data;
  g_autoptr (CsMainWindow) self = stopping->self;
  if (!cs_ask_finish (result))
    return;
  if (cs_main_window_session (self) != NULL)
    cs_session_stop (cs_main_window_session (self));
  if (stopping->then != NULL)
    stopping->then (self);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

gboolean
cs_main_window_ask_to_stop (CsMainWindow *self, void (*then) (CsMainWindow *self))
{
  CsSession *session = cs_main_window_session (self);
  const char *title = session != NULL ? cs_session_long_job (session) : NULL;
  if (title == NULL)
    return FALSE;
  Stopping *stopping = g_new0 (Stopping, 1);
  *stopping = (Stopping){ g_object_ref (self), then };
  /* Translators: %s is what goes on: "Importing". */
  g_autofree char *body = g_strdup_printf (
      _ ("%s is not done. To close now stops it; it can be begun again later."), title);
  cs_ask_async (GTK_WINDOW (self), _ ("Stop what is under way?"), body, _ ("_Stop and Close"), TRUE,
                stop_asked_cb, stopping);
  return TRUE;
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_import_dialog_present (CS_MAIN_WINDOW (widget), NULL);
}

/* --- help --- */

/* NULL: none in particular. */
static const char *
help_of_place (const char *place)
{
  static const struct {
    const char *place, *heading;
  } pages[] = { { "items", "Items" }, { "quality", "Quality" }, { "release", "Releases" } };
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (place, pages[i].place) == 0)
      return pages[i].heading;
  return NULL;
}

/* At the page about what is on the screen. */
static void
help_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsMainWindow *self = CS_MAIN_WINDOW (widget);
  CsCaseModel *model = cs_main_window_case (self);
  CsCaseMode mode = model != NULL ? cs_case_model_view (model)->mode : CS_MODE_LOOKING;
  gboolean judges = mode == CS_MODE_REVIEW || mode == CS_MODE_APPROVAL;
  gboolean settles = mode == CS_MODE_ADJUDICATION;
  cs_help_present (GTK_WINDOW (widget), model == NULL ? help_of_place (cs_main_window_place (self))
                                        : judges      ? "Review and approval"
                                        : settles     ? "Adjudication"
                                                      : "Reading a picture");
}

static void
preferences_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_settings_window_present (GTK_WINDOW (widget));
}

static void
about_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_about_present (GTK_WINDOW (widget));
}

void
cs_main_window_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (klass, "win.help", NULL, help_cb);
  gtk_widget_class_install_action (klass, "win.about", NULL, about_cb);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (klass, "win.verify", NULL, verify_cb);
  gtk_widget_class_install_action (klass, "win.save-copy", NULL, save_copy_cb);
  gtk_widget_class_install_action (klass, "win.working-copy", NULL, working_copy_cb);
  gtk_widget_class_install_action (klass, "win.reopen", NULL, reopen_cb);
  gtk_widget_class_install_action (klass, "win.sign", NULL, sign_cb);
  gtk_widget_class_install_action (klass, "win.publish-guideline", NULL, publish_guideline_cb);
  gtk_widget_class_install_action (klass, "win.publish-labels", NULL, publish_labels_cb);
  gtk_widget_class_install_action (klass, "win.save-labels", NULL, save_labels_cb);
  gtk_widget_class_install_action (klass, "win.allow-context", NULL, allow_context_cb);
  gtk_widget_class_install_action (klass, "win.people", NULL, people_cb);
  gtk_widget_class_install_action (klass, "win.undo-people", NULL, undo_people_cb);
  gtk_widget_class_install_action (klass, "win.workflow", NULL, workflow_cb);
  gtk_widget_class_install_action (klass, "win.press", NULL, press_cb);
  gtk_widget_class_install_action (klass, "win.fullscreen", NULL, fullscreen_cb);
}
