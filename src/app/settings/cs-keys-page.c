/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-keys-page.h"
#include "cs-action-keys.h"
#include "cs-choice-name.h"
#include "cs-choice-row.h"
#include "cs-key-capture.h"
#include "cs-settings.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  const CsAction *action;
  AdwActionRow *row;
  GtkWidget *keys, *reset;
  AdwPreferencesGroup *group;
} Line;

struct _CsKeysPage {
  AdwPreferencesPage parent_instance;
  AdwPreferencesGroup *first;
  GtkWidget *search, *nothing, *reset_all;
  GArray *lines; /* of Line */
};

G_DEFINE_FINAL_TYPE (CsKeysPage, cs_keys_page, ADW_TYPE_PREFERENCES_PAGE)

static Line *
line_at (CsKeysPage *self, guint n)
{
  return &g_array_index (self->lines, Line, n);
}

/* --- what is shown --- */

/* "Ctrl+Shift+Z, Ctrl+Y"; what is a second spelling of the same key is left out. */
static char *
words_of (const CsAction *action)
{
  g_auto (GStrv) each = g_strsplit (action->keys, "|", -1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; each[i] != NULL; i++)
    if (each[i][0] != '\0' && strstr (each[i], "ISO_") == NULL)
      g_ptr_array_add (labels, cs_keys_label (each[i]));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **)labels->pdata);
}

static void
follow (CsKeysPage *self)
{
  const CsProfile *profile = cs_settings_profile ();
  for (guint i = 0; i < self->lines->len; i++) {
    Line *line = line_at (self, i);
    gboolean own = cs_profile_keys (profile, line->action->name) != NULL;
    g_autofree char *keys = words_of (line->action);
    gtk_label_set_label (GTK_LABEL (line->keys), keys[0] != '\0' ? keys : _ ("No key"));
    (keys[0] != '\0' ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (line->keys,
                                                                                "cs-key");
    gtk_widget_set_visible (line->reset, own);
  }
  gtk_widget_set_sensitive (self->reset_all, cs_profile_n_keys (profile) > 0);
}

static gboolean
holds (const char *words, const char *wanted)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);
  return strstr (folded, wanted) != NULL;
}

/* By what it does, by its heading or by its keys. */
static void
search_cb (GtkSearchEntry *entry, CsKeysPage *self)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (entry)), -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->lines->len; i++) {
    Line *line = line_at (self, i);
    gboolean is = holds (line->action->title, wanted) || holds (line->action->group, wanted) ||
                  holds (gtk_label_get_label (GTK_LABEL (line->keys)), wanted);
    gtk_widget_set_visible (GTK_WIDGET (line->row), is);
    if (is)
      g_hash_table_add (seen, line->group);
  }
  for (guint i = 0; i < self->lines->len; i++)
    gtk_widget_set_visible (GTK_WIDGET (line_at (self, i)->group),
                            g_hash_table_contains (seen, line_at (self, i)->group));
  gtk_widget_set_visible (self->nothing, g_hash_table_size (seen) == 0);
}

/* --- changing --- */

static GtkWindow *
window_of (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

static void
activated_cb (AdwActionRow *row, const CsAction *action)
{
  cs_key_capture_present (window_of (GTK_WIDGET (row)), action);
}

/* Its usual keys may be another's by now: that one is named first. */
static void
reset_cb (GtkButton *button, const CsAction *action)
{
  g_autoptr (CsProfile) profile = cs_profile_copy (cs_settings_profile ());
  cs_profile_set_keys (profile, action->name, NULL);
  const char *usual = cs_actions_usual_keys (action, profile);
  if (usual[0] != '\0' && cs_action_key_owner (profile, action, usual) != NULL) {
    cs_key_capture_present_with (window_of (GTK_WIDGET (button)), action, usual);
    return;
  }
  cs_settings_use (cs_settings_get_default (), profile);
}

static void
reset_all_cb (GtkButton *button, CsKeysPage *self)
{
  g_autoptr (CsProfile) profile = cs_profile_copy (cs_settings_profile ());
  while (cs_profile_n_keys (profile) > 0)
    cs_profile_set_keys (profile, cs_profile_action_at (profile, 0), NULL);
  cs_settings_replace (cs_settings_get_default (), profile);
}

/* --- building --- */

static void
add_line (CsKeysPage *self, AdwPreferencesGroup *group, const CsAction *action)
{
  Line line = { action, ADW_ACTION_ROW (adw_action_row_new ()), gtk_label_new (NULL),
                gtk_button_new_from_icon_name ("edit-undo-symbolic"), group };
  g_autofree char *tip = g_strdup_printf (_ ("The usual keys of “%s” again"), action->title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line.row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line.row), action->title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line.row), TRUE);
  gtk_widget_set_valign (line.keys, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (line.reset, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (line.reset, "flat");
  gtk_widget_set_tooltip_text (line.reset, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line.reset), GTK_ACCESSIBLE_PROPERTY_LABEL, tip,
                                  -1);
  adw_action_row_add_suffix (line.row, line.reset);
  adw_action_row_add_suffix (line.row, line.keys);
  g_signal_connect (line.row, "activated", G_CALLBACK (activated_cb), (gpointer)action);
  g_signal_connect (line.reset, "clicked", G_CALLBACK (reset_cb), (gpointer)action);
  adw_preferences_group_add (group, GTK_WIDGET (line.row));
  g_array_append_val (self->lines, line);
}

static void
build (CsKeysPage *self)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  adw_preferences_group_add (self->first, cs_choice_row_new (CS_PROFILE_KEYS));
  for (guint i = 0; i < n; i++) {
    AdwPreferencesGroup *group = g_hash_table_lookup (groups, actions[i].group);
    if (group == NULL) {
      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (group, actions[i].group);
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
      g_hash_table_insert (groups, (gpointer)actions[i].group, group);
    }
    add_line (self, group, &actions[i]);
  }
}

static void
cs_keys_page_finalize (GObject *object)
{
  g_array_unref (CS_KEYS_PAGE (object)->lines);
  G_OBJECT_CLASS (cs_keys_page_parent_class)->finalize (object);
}

static void
cs_keys_page_class_init (CsKeysPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = cs_keys_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/settings/cs-keys-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsKeysPage, first);
  gtk_widget_class_bind_template_child (widget_class, CsKeysPage, search);
  gtk_widget_class_bind_template_child (widget_class, CsKeysPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, CsKeysPage, reset_all);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_all_cb);
}

static void
cs_keys_page_init (CsKeysPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  cs_name_page (ADW_PREFERENCES_PAGE (self));
  build (self);
  follow (self);
  g_signal_connect_object (cs_settings_get_default (), "changed", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
}
