/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-welcome-page.h"
#include "cs-case-words.h"
#include "cs-menu-tip.h"

#include <glib/gi18n.h>

struct _CsWelcomePage {
  AdwBin parent_instance;
  GtkWidget *sample, *recent, *recent_title, *main_button;
};

G_DEFINE_FINAL_TYPE (CsWelcomePage, cs_welcome_page, ADW_TYPE_BIN)

static GtkWidget *
recent_row (CsPreferences *preferences, CsEnv *env, const char *path)
{
  gint64 opened = 0;
  g_autofree char *called = cs_preferences_recent_name (preferences, path, &opened);
  g_autofree char *name = called != NULL ? g_strdup (called) : g_path_get_basename (path);
  g_autofree char *when = cs_when (env, opened);
  g_autofree char *folder = called != NULL ? g_strdup (path) : g_path_get_dirname (path);
  g_autofree char *shown_name = g_filename_display_name (name);
  g_autofree char *shown_folder = g_filename_display_name (folder);
  GtkWidget *row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown_folder);
  GtkWidget *day = gtk_label_new (when);
  gtk_widget_add_css_class (day, "cs-dim");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), day);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
  return row;
}

void
cs_welcome_page_show (CsWelcomePage *self, CsPreferences *preferences, CsEnv *env)
{
  g_auto (GStrv) paths = cs_preferences_recent (preferences);
  GtkWidget *row;
  while ((row = gtk_widget_get_first_child (self->recent)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->recent), row);
  guint n = 0;
  for (guint i = 0; paths[i] != NULL; i++)
    if (g_file_test (paths[i], G_FILE_TEST_EXISTS)) {
      gtk_list_box_append (GTK_LIST_BOX (self->recent), recent_row (preferences, env, paths[i]));
      n++;
    }
  gtk_widget_set_visible (self->recent, n > 0);
  gtk_widget_set_visible (self->recent_title, n > 0);
}

void
cs_welcome_page_focus (CsWelcomePage *self)
{
  GtkWidget *row = gtk_widget_get_first_child (self->recent);
  gtk_widget_grab_focus (row != NULL ? row : self->sample);
}

static void
cs_welcome_page_dispose (GObject *object)
{
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (cs_welcome_page_parent_class)->dispose (object);
}

static void
cs_welcome_page_class_init (CsWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_welcome_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsWelcomePage, sample);
  gtk_widget_class_bind_template_child (widget_class, CsWelcomePage, recent);
  gtk_widget_class_bind_template_child (widget_class, CsWelcomePage, recent_title);
  gtk_widget_class_bind_template_child (widget_class, CsWelcomePage, main_button);
}

static void
cs_welcome_page_init (CsWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_menu_tip (self->main_button);
}
