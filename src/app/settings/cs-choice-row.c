/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-choice-row.h"
#include "cs-settings.h"

#include <glib/gi18n.h>

static CsProfileChoiceId
id_of (AdwComboRow *row)
{
  return (CsProfileChoiceId)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "choice"));
}

static void
follow (AdwComboRow *row)
{
  adw_combo_row_set_selected (row, cs_profile_get (cs_settings_profile (), id_of (row)));
}

static void
chosen_cb (AdwComboRow *row)
{
  guint value = adw_combo_row_get_selected (row);
  if (value == GTK_INVALID_LIST_POSITION ||
      value == cs_profile_get (cs_settings_profile (), id_of (row)))
    return;
  g_autoptr (CsProfile) profile = cs_profile_copy (cs_settings_profile ());
  cs_profile_set (profile, id_of (row), value);
  cs_settings_use (cs_settings_get_default (), profile);
}

GtkWidget *
cs_choice_row_new (CsProfileChoiceId id)
{
  const CsProfileChoice *choice = cs_profile_choice (id);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  for (guint i = 0; choice->values[i].word != NULL; i++)
    gtk_string_list_append (titles, _ (choice->values[i].title));
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (choice->title));
  adw_combo_row_set_model (row, G_LIST_MODEL (titles));
  adw_combo_row_set_use_subtitle (row, id == CS_PROFILE_KEYS); /* long words */
  g_object_set_data (G_OBJECT (row), "choice", GINT_TO_POINTER ((int)id));
  follow (row);
  g_signal_connect (row, "notify::selected", G_CALLBACK (chosen_cb), NULL);
  g_signal_connect_object (cs_settings_get_default (), "changed", G_CALLBACK (follow), row,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}
