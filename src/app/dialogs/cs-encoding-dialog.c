/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-encoding-dialog.h"
#include "cs-dialogs.h"
#include "cs-text-decode.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_PREVIEW 160 /* characters */

/* Those that are offered when nothing is likely. */
static const char *const usual[] = { "windows-1252", "iso-8859-15", "windows-1250", "windows-1251",
                                     NULL };

/* The first words that the sample gives in this encoding; NULL when it does not fit. The sample may
 * end within a character, so a few bytes less are tried too. */
static char *
preview_of (GBytes *sample, const char *encoding)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (sample, &size);
  for (guint cut = 0; cut < 4 && cut < size; cut++) {
    g_autoptr (CsTextDocument) document = cs_text_decode (data, size - cut, encoding, NULL, NULL);
    if (document == NULL)
      continue;
    gsize length = 0;
    const char *text = cs_text_document_text (document, &length);
    g_autofree char *head =
        g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, (gssize)length), MAX_PREVIEW));
    g_strdelimit (head, "\r\n\t", ' ');
    return g_steal_pointer (&head);
  }
  return NULL;
}

static GtkWidget *
new_row (const char *encoding, const char *preview, GtkCheckButton *group)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), preview);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), encoding);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data_full (G_OBJECT (check), "encoding", g_strdup (encoding), g_free);
  return check;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (GTask) task = data;
  const GPtrArray *checks = g_task_get_task_data (task);
  const char *chosen = NULL;
  for (guint i = 0; i < checks->len; i++)
    if (gtk_check_button_get_active (checks->pdata[i]))
      chosen = g_object_get_data (G_OBJECT (checks->pdata[i]), "encoding");
  if (!g_str_equal (response, "use"))
    chosen = NULL;
  g_task_return_pointer (task, g_strdup (chosen), g_free);
}

static void
add_choices (GtkListBox *list, GPtrArray *checks, GBytes *sample)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (sample, &size);
  g_auto (GStrv) likely = cs_text_likely_encodings (data, size);
  const char *const *names = likely[0] != NULL ? (const char *const *)likely : usual;
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *preview = preview_of (sample, names[i]);
    if (preview == NULL)
      continue;
    GtkWidget *check = new_row (names[i], preview, checks->len > 0 ? checks->pdata[0] : NULL);
    gtk_list_box_append (list, gtk_widget_get_ancestor (check, GTK_TYPE_LIST_BOX_ROW));
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), checks->len == 0);
    g_ptr_array_add (checks, g_object_ref (check));
  }
}

void
cs_encoding_dialog_async (GtkWindow *parent, const char *name, GBytes *sample,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GPtrArray *checks = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *body = g_strdup_printf (
      _ ("\"%s\" does not say which encoding it has. Choose the line that reads right; it then "
         "holds for all texts that do not say it."),
      name);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_size_request (list, 480, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Encodings"), -1);
  add_choices (GTK_LIST_BOX (list), checks, sample);
  g_task_set_task_data (task, checks, (GDestroyNotify)g_ptr_array_unref);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Choose Encoding"), NULL));
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_set_extra_child (dialog, list);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "use", _ ("_Use This"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "use", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "use", checks->len > 0);
  adw_message_dialog_set_default_response (dialog, "use");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  cs_dialog_present (GTK_WIDGET (dialog));
}

char *
cs_encoding_dialog_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
