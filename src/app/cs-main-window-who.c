/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-main-window-who.h"
#include "cs-dialogs.h"

#include <glib/gi18n.h>
#include <string.h>

#define PREFIX "as-" /* of the answers: a handle may be any word */

void
cs_main_window_remember (CsMainWindow *self, const char *path)
{
  CsSession *session = cs_main_window_session (self);
  const CsSessionFacts *facts = cs_session_facts (session);
  CsPreferences *preferences = cs_main_window_preferences (self);
  CsEnv *env = cs_session_env (session);
  cs_preferences_add_recent (preferences, path, facts->name, env->wall (env));
  if (facts->handle != NULL)
    cs_preferences_set_person (preferences, &facts->gid, facts->handle);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  if (window != NULL && g_str_has_prefix (response, PREFIX))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.work-as", "s",
                                response + strlen (PREFIX));
}

/* The toolkit takes an underline in an answer for a key. */
static void
add_person (AdwMessageDialog *dialog, const CsIdentity *identity)
{
  g_autofree char *words = g_strdup_printf ("%s · %s", identity->name, identity->handle);
  g_autofree char *id = g_strconcat (PREFIX, identity->handle, NULL);
  g_auto (GStrv) parts = g_strsplit (words, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  adw_message_dialog_add_response (dialog, id, label);
}

void
cs_main_window_ask_who (CsMainWindow *self, GCancellable *opening)
{
  const CsSessionFacts *facts = cs_session_facts (cs_main_window_session (self));
  if (facts->handle != NULL || facts->members->len == 0)
    return;
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _ ("Who works here?"), NULL));
  adw_message_dialog_set_body (
      dialog, _ ("What is done in this project is recorded in the name of whom you choose."));
  adw_message_dialog_add_response (dialog, "look", _ ("_Only Look"));
  adw_message_dialog_set_close_response (dialog, "look");
  for (guint i = 0; i < facts->members->len; i++)
    add_person (dialog, facts->members->pdata[i]);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), NULL);
  g_signal_connect_object (opening, "cancelled", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  cs_dialog_present (GTK_WIDGET (dialog));
}
