/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-application.h"
#include "cs-canvas-window.h"
#include "cs-main-window.h"
#include "cs-new-project.h"
#include "cs-settings.h"
#include "cs-state-files.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

struct _CsApplication {
  AdwApplication parent_instance;
  CsEnv *env;
  CsPreferences *preferences;
  char *settings_say; /* until a window says it */
};

G_DEFINE_FINAL_TYPE (CsApplication, cs_application, ADW_TYPE_APPLICATION)

static CsMainWindow *
window_of (CsApplication *self, const char *path, const char *handle)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (CS_IS_MAIN_WINDOW (l->data) && cs_main_window_shows (l->data, path, handle))
      return l->data;
  return NULL;
}

/* One that shows the first page, else a new one. */
static CsMainWindow *
free_window (CsApplication *self)
{
  CsMainWindow *window = window_of (self, NULL, NULL);
  if (window == NULL)
    window = cs_main_window_new (self);
  g_autofree char *says = g_steal_pointer (&self->settings_say);
  if (says != NULL)
    cs_main_window_toast (window, says, NULL, NULL);
  return window;
}

void
cs_application_open_project (CsApplication *self, const char *path, const char *handle)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  CsMainWindow *window = window_of (self, full, handle);
  if (window == NULL) {
    window = free_window (self);
    cs_main_window_open (window, full, handle);
  }
  gtk_window_present (GTK_WINDOW (window));
}

/* --- actions --- */

static void
quit_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  for (GList *l = gtk_application_get_windows (data); l != NULL;) {
    GList *next = l->next;
    while (next != NULL && CS_IS_CANVAS_WINDOW (next->data)) /* goes with its page */
      next = next->next;
    if (!CS_IS_CANVAS_WINDOW (l->data))
      gtk_window_close (l->data);
    l = next;
  }
}

static void
open_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  CsMainWindow *window = free_window (data);
  gtk_window_present (GTK_WINDOW (window));
  cs_main_window_choose_project (window);
}

static void
new_project_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GtkWindow *active = gtk_application_get_active_window (data);
  CsMainWindow *window = active != NULL ? cs_main_window_of (GTK_WIDGET (active)) : NULL;
  if (window == NULL)
    window = free_window (data);
  gtk_window_present (GTK_WINDOW (window));
  cs_new_project_present (window, NULL);
}

static void
open_sample_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  CsMainWindow *window = free_window (data);
  gtk_window_present (GTK_WINDOW (window));
  cs_main_window_open_sample (window);
}

static void
open_path_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  cs_application_open_project (data, g_variant_get_string (target, NULL), NULL);
}

static void
style_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  CsApplication *self = data;
  const char *style = g_variant_get_string (target, NULL);
  AdwColorScheme scheme = g_str_equal (style, "light")  ? ADW_COLOR_SCHEME_FORCE_LIGHT
                          : g_str_equal (style, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                        : ADW_COLOR_SCHEME_PREFER_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  g_simple_action_set_state (action, target);
  cs_preferences_set_text (self->preferences, "style", style);
}

static const GActionEntry entries[] = {
  { "quit", quit_cb, NULL, NULL, NULL, { 0 } },
  { "open", open_cb, NULL, NULL, NULL, { 0 } },
  { "new-project", new_project_cb, NULL, NULL, NULL, { 0 } },
  { "open-sample", open_sample_cb, NULL, NULL, NULL, { 0 } },
  { "open-path", open_path_cb, "s", NULL, NULL, { 0 } },
  { "style", NULL, "s", "'system'", style_cb, { 0 } },
};

/* --- starting --- */

/* The desktop's session ends, or somebody asks from outside: what was decided is written first.
 * Asked twice, it ends at once. */
static gboolean
ended_cb (gpointer application)
{
  g_application_quit (application);
  return G_SOURCE_REMOVE;
}

static void
sweep (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (CsEnv) env = cs_env_new_system (); /* ours may go before this ends */
  cs_state_files_sweep (env);
}

static void
cs_application_startup (GApplication *application)
{
  g_autoptr (GTask) sweeping = g_task_new (NULL, NULL, NULL, NULL);
  CsApplication *self = CS_APPLICATION (application);
  G_APPLICATION_CLASS (cs_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_unix_signal_add (SIGTERM, ended_cb, self);
  /* What is read here is nobody's business elsewhere on the desktop. */
  g_object_set (gtk_settings_get_default (), "gtk-recent-files-enabled", FALSE, NULL);
  self->settings_say = cs_settings_open (cs_settings_get_default (), self->env);
  g_task_run_in_thread (sweeping, sweep);
  g_autofree char *style = cs_preferences_text (self->preferences, "style");
  g_action_group_change_action_state (G_ACTION_GROUP (self), "style",
                                      g_variant_new_string (style != NULL ? style : "system"));
}

static void
cs_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (free_window (CS_APPLICATION (application))));
}

static GtkWindow *
any_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
    if (gtk_window_get_transient_for (window) != NULL)
      return window; /* the list holds it */
  }
  return NULL;
}

/* A question that is open is answered as its Cancel does: whoever waits for the answer would hold
 * the project for ever. */
static void
close_dialogs (void)
{
  GtkWindow *dialog;
  while ((dialog = any_dialog ()) != NULL) {
    g_object_ref (dialog);
    gtk_window_close (dialog);
    gtk_window_destroy (dialog); /* also when it would rather stay */
    g_object_unref (dialog);
  }
}

static void
cs_application_shutdown (GApplication *application)
{
  GList *windows;
  close_dialogs ();
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))) != NULL)
    gtk_window_destroy (windows->data);
  cs_session_drain ();
  G_APPLICATION_CLASS (cs_application_parent_class)->shutdown (application);
}

static int
cs_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  const char *handle = NULL;
  g_auto (GStrv) paths = NULL;
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_variant_dict_lookup (options, "as", "&s", &handle);
  if (!g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &paths)) {
    g_application_activate (application);
    return 0;
  }
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, paths[i]);
    g_autofree char *path = g_file_get_path (file);
    if (path != NULL)
      cs_application_open_project (CS_APPLICATION (application), path, handle);
    else
      g_application_command_line_printerr (line, _ ("%s is not on this computer\n"), paths[i]);
  }
  g_free (g_steal_pointer (&paths));
  return 0;
}

static void
cs_application_finalize (GObject *object)
{
  CsApplication *self = CS_APPLICATION (object);
  cs_settings_close (cs_settings_get_default ());
  g_free (self->settings_say);
  cs_preferences_free (self->preferences);
  cs_env_free (self->env);
  G_OBJECT_CLASS (cs_application_parent_class)->finalize (object);
}

static void
cs_application_class_init (CsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  application_class->startup = cs_application_startup;
  application_class->shutdown = cs_application_shutdown;
  application_class->activate = cs_application_activate;
  application_class->command_line = cs_application_command_line;
  G_OBJECT_CLASS (klass)->finalize = cs_application_finalize;
}

static void
cs_application_init (CsApplication *self)
{
  static const GOptionEntry options[] = {
    { "as", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL,
      N_ ("Work as this identity of this computer"), N_ ("HANDLE") },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL,
      N_ ("[PROJECT]") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  self->env = cs_env_new_system ();
  self->preferences = cs_preferences_new (self->env);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

CsApplication *
cs_application_new (void)
{
  return g_object_new (CS_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path", RESOURCE_PATH,
                       NULL);
}

CsEnv *
cs_application_env (CsApplication *self)
{
  return self->env;
}

CsPreferences *
cs_application_preferences (CsApplication *self)
{
  return self->preferences;
}
