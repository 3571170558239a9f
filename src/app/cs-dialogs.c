/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The toolkit names a button by its label with the underline, and by what is read on it as well:
 * "_Close Close". */
static void
name_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
}

void
cs_dialog_present (GtkWidget *dialog)
{
  name_buttons (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
cs_tell (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  cs_dialog_present (GTK_WIDGET (dialog));
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_task_return_boolean (task, g_str_equal (response, "accept"));
}

/* Takes TASK. */
static AdwMessageDialog *
new_question (GtkWindow *parent, const char *heading, const char *body, const char *accept,
              const char *decline, GTask *task)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_response (dialog, "cancel", decline);
  adw_message_dialog_add_response (dialog, "accept", accept);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), task);
  return dialog;
}

void
cs_ask_async (GtkWindow *parent, const char *heading, const char *body, const char *accept,
              gboolean harm, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  AdwMessageDialog *dialog = new_question (parent, heading, body, accept, _ ("_Cancel"), task);
  adw_message_dialog_set_response_appearance (
      dialog, "accept", harm ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, harm ? "cancel" : "accept");
  cs_dialog_present (GTK_WIDGET (dialog));
}

void
cs_ask_anyway_async (GtkWindow *parent, const char *heading, const char *accept,
                     const char *instead, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  AdwMessageDialog *dialog = new_question (parent, heading, "", accept, instead, task);
  adw_message_dialog_set_response_appearance (dialog, "cancel", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "cancel");
  cs_dialog_present (GTK_WIDGET (dialog));
}

gboolean
cs_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* --- a sentence --- */

static char *
sentence_of (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
sentence_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *sentence = sentence_of (entry);
  adw_message_dialog_set_response_enabled (dialog, "accept", *sentence != '\0');
}

static void
sentence_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (GTask) task = data;
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  gboolean said = g_str_equal (response, "accept");
  g_task_return_pointer (task, said ? sentence_of (GTK_EDITABLE (entry)) : NULL, g_free);
}

void
cs_ask_sentence_async (GtkWindow *parent, const char *heading, const char *body, const char *name,
                       const char *accept, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  GtkWidget *entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "accept", accept, NULL);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "accept");
  adw_message_dialog_set_response_enabled (dialog, "accept", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (sentence_changed_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (sentence_cb), task);
  cs_dialog_present (GTK_WIDGET (dialog));
  gtk_widget_grab_focus (entry);
}

char *
cs_ask_sentence_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* --- files --- */

/* Where somebody chose last in this run, else their home: a chooser that begins with the desktop's
 * list of recent files takes no typed path. */
static GFile *last_folder;

static void
begin_where_last (GtkFileChooser *chooser)
{
  if (last_folder == NULL)
    last_folder = g_file_new_for_path (g_get_home_dir ());
  gtk_file_chooser_set_current_folder (chooser, last_folder, NULL);
}

static void
remember_folder (GtkFileChooser *chooser)
{
  GFile *folder = gtk_file_chooser_get_current_folder (chooser);
  if (folder == NULL)
    return;
  g_clear_object (&last_folder);
  last_folder = folder;
}

static char *
chosen_paths (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  g_autoptr (GString) paths = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *path = g_file_get_path (file);
    if (path != NULL)
      g_string_append_printf (paths, "%s%s", paths->len > 0 ? "\n" : "", path);
  }
  return paths->len > 0 ? g_string_free (g_steal_pointer (&paths), FALSE) : NULL;
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GTask) task = data;
  char *paths = response == GTK_RESPONSE_ACCEPT ? chosen_paths (GTK_FILE_CHOOSER (dialog)) : NULL;
  if (paths != NULL)
    remember_folder (GTK_FILE_CHOOSER (dialog));
  g_task_return_pointer (task, paths, g_free);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
add_project_filter (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Countersign projects"));
  gtk_file_filter_add_suffix (filter, "countersign");
  gtk_file_chooser_add_filter (chooser, filter);
}

void
cs_choose_file_async (GtkWindow *parent, CsChoose what, const char *title, const char *proposal,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  static const GtkFileChooserAction actions[] = {
    [CS_CHOOSE_PROJECT] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [CS_CHOOSE_FILE] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [CS_CHOOSE_FILES] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [CS_CHOOSE_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
    [CS_CHOOSE_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
  };
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, actions[what], NULL, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  if (what == CS_CHOOSE_PROJECT)
    add_project_filter (chooser);
  begin_where_last (chooser);
  gtk_file_chooser_set_select_multiple (chooser, what == CS_CHOOSE_FILES);
  if (proposal != NULL)
    gtk_file_chooser_set_current_name (chooser, proposal);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

char *
cs_choose_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cs_show_in_files (const char *path)
{
  gboolean folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *shown = folder ? g_strdup (path) : g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (shown, NULL, NULL);
  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

/* --- about --- */

void
cs_about_present (GtkWindow *parent)
{
  adw_show_about_window (
      parent, "application-name", _ ("Countersign"), "application-icon", APPLICATION_ID, "version",
      CS_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _ ("Mark images and texts, have every mark checked, sign what is right. For annotation, "
         "research and dataset review, not for primary diagnosis."),
      NULL);
}
