/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-settings-window.h"
#include "cs-actions.h"
#include "cs-choice-name.h"
#include "cs-choice-row.h"
#include "cs-keys-page.h"
#include "cs-profile-files.h"
#include "cs-settings.h"
#include "cs-windows-page.h"

#include <glib/gi18n.h>

struct _CsSettingsWindow {
  AdwWindow parent_instance;
  AdwPreferencesGroup *seen, *marks, *buttons;
  AdwPreferencesPage *general, *mouse;
  GtkWidget *way, *back;
  gboolean following;
};

G_DEFINE_FINAL_TYPE (CsSettingsWindow, cs_settings_window, ADW_TYPE_WINDOW)

static guint
n_ways (void)
{
  guint n = 0;
  while (cs_mouse_preset_name (n) != NULL)
    n++;
  return n;
}

static void
follow (CsSettingsWindow *self)
{
  int way = cs_mouse_preset_of (cs_settings_profile ());
  self->following = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->way), way >= 0 ? (guint)way : n_ways ());
  gtk_widget_set_sensitive (self->back, cs_settings_has_before (cs_settings_get_default ()));
  self->following = FALSE;
}

/* The last one is what is made of the rows below. */
static void
way_cb (AdwComboRow *row, GParamSpec *pspec, CsSettingsWindow *self)
{
  guint way = adw_combo_row_get_selected (row);
  if (self->following || way >= n_ways ())
    return;
  g_autoptr (CsProfile) profile = cs_profile_copy (cs_settings_profile ());
  cs_mouse_preset_apply (profile, way);
  cs_settings_use (cs_settings_get_default (), profile);
}

static void
fill_ways (CsSettingsWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (guint i = 0; i < n_ways (); i++)
    gtk_string_list_append (names, _ (cs_mouse_preset_name (i)));
  gtk_string_list_append (names, _ ("Your own"));
  self->following = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->way), G_LIST_MODEL (names));
  self->following = FALSE;
}

static void
export_cb (GtkButton *button, CsSettingsWindow *self)
{
  cs_profile_export (GTK_WINDOW (self));
}

static void
import_cb (GtkButton *button, CsSettingsWindow *self)
{
  cs_profile_import (GTK_WINDOW (self));
}

static void
back_cb (GtkButton *button, CsSettingsWindow *self)
{
  cs_settings_go_back (cs_settings_get_default ());
}

static void
reset_cb (GtkButton *button, CsSettingsWindow *self)
{
  g_autoptr (CsProfile) usual = cs_profile_new ();
  cs_settings_replace (cs_settings_get_default (), usual);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
cs_settings_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_SETTINGS_WINDOW);
  G_OBJECT_CLASS (cs_settings_window_parent_class)->dispose (object);
}

static void
cs_settings_window_class_init (CsSettingsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_settings_window_dispose;
  g_type_ensure (CS_TYPE_KEYS_PAGE);
  g_type_ensure (CS_TYPE_WINDOWS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/settings/cs-settings-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSettingsWindow, seen);
  gtk_widget_class_bind_template_child (widget_class, CsSettingsWindow, marks);
  gtk_widget_class_bind_template_child (widget_class, CsSettingsWindow, buttons);
  gtk_widget_class_bind_template_child (widget_class, CsSettingsWindow, general);
  gtk_widget_class_bind_template_child (widget_class, CsSettingsWindow, mouse);
  gtk_widget_class_bind_template_child (widget_class, CsSettingsWindow, way);
  gtk_widget_class_bind_template_child (widget_class, CsSettingsWindow, back);
  gtk_widget_class_bind_template_callback (widget_class, way_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, close_cb);
  cs_actions_bind (widget_class, CS_ACTION_DIALOG);
}

static void
cs_settings_window_init (CsSettingsWindow *self)
{
  static const CsProfileChoiceId mouse[] = { CS_PROFILE_LEFT, CS_PROFILE_MIDDLE, CS_PROFILE_RIGHT,
                                             CS_PROFILE_WHEEL, CS_PROFILE_CTRL_WHEEL };
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_group_add (self->seen, cs_choice_row_new (CS_PROFILE_TEXT_SIZE));
  adw_preferences_group_add (self->seen, cs_choice_row_new (CS_PROFILE_PANE));
  adw_preferences_group_add (self->marks, cs_choice_row_new (CS_PROFILE_COLOURS));
  adw_preferences_group_add (self->marks, cs_choice_row_new (CS_PROFILE_OUTLINES));
  for (guint i = 0; i < G_N_ELEMENTS (mouse); i++)
    adw_preferences_group_add (self->buttons, cs_choice_row_new (mouse[i]));
  cs_name_page (self->general);
  cs_name_page (self->mouse);
  fill_ways (self);
  follow (self);
  g_signal_connect_object (cs_settings_get_default (), "changed", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
}

void
cs_settings_window_present (GtkWindow *parent)
{
  GtkWidget *window =
      g_object_new (CS_TYPE_SETTINGS_WINDOW, "transient-for", parent, "modal", TRUE, NULL);
  gtk_window_present (GTK_WINDOW (window));
}
