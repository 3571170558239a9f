/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-windows-page.h"
#include "cs-choice-name.h"
#include "cs-settings.h"

#include "cs-window-choices.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct {
  GtkWidget *row, *name, *width, *center;
} Line;

struct _CsWindowsPage {
  AdwPreferencesPage parent_instance;
  GtkWidget *modality, *list, *says, *add, *reset;
  GArray *lines; /* of Line */
  gboolean following;
  gboolean changing; /* what is in force is what is shown */
};

G_DEFINE_FINAL_TYPE (CsWindowsPage, cs_windows_page, ADW_TYPE_PREFERENCES_PAGE)

/* Those whose values a window is chosen for. */
static const char *const modalities[] = { "CT", "MR", "PT", "NM", "CR", "DX",
                                          "MG", "XA", "RF", "US", "OT", NULL };

static const char *
modality_of (CsWindowsPage *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->modality));
  return at < G_N_ELEMENTS (modalities) - 1 ? modalities[at] : modalities[0];
}

static Line *
line_at (CsWindowsPage *self, guint n)
{
  return &g_array_index (self->lines, Line, n);
}

static void follow (CsWindowsPage *self);

/* --- changing --- */

static void
use (CsWindowsPage *self, GPtrArray *windows)
{
  g_autoptr (CsProfile) profile = cs_profile_copy (cs_settings_profile ());
  cs_profile_set_windows (profile, modality_of (self), windows);
  self->changing = windows != NULL;
  cs_settings_use (cs_settings_get_default (), profile);
  self->changing = FALSE;
}

/* What stands in the rows, without the row LEFT_OUT; NULL, and it is said, when it cannot be. */
static GPtrArray *
gather (CsWindowsPage *self, GtkWidget *left_out)
{
  g_autoptr (GPtrArray) windows = cs_profile_windows_new ();
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < self->lines->len && error == NULL; i++) {
    const Line *line = line_at (self, i);
    const char *name = gtk_editable_get_text (GTK_EDITABLE (line->name));
    double width = gtk_spin_button_get_value (GTK_SPIN_BUTTON (line->width));
    double center = gtk_spin_button_get_value (GTK_SPIN_BUTTON (line->center));
    if (line->row == left_out)
      continue;
    if (cs_profile_window_may (name, width, center, &error))
      cs_profile_windows_add (windows, name, width, center);
  }
  gtk_label_set_label (GTK_LABEL (self->says), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->says, error != NULL);
  return error == NULL ? g_steal_pointer (&windows) : NULL;
}

static void
changed_cb (CsWindowsPage *self)
{
  GPtrArray *windows = self->following ? NULL : gather (self, NULL);
  if (windows != NULL)
    use (self, windows);
}

static void
remove_cb (GtkButton *button, CsWindowsPage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  g_autoptr (GPtrArray) windows = gather (self, row);
  gtk_widget_grab_focus (self->add);
  if (windows != NULL) {
    use (self, g_steal_pointer (&windows));
    follow (self);
  }
}

static void
add_cb (GtkButton *button, CsWindowsPage *self)
{
  GPtrArray *windows = gather (self, NULL);
  if (windows == NULL)
    return;
  g_autofree char *name = g_strdup_printf (_ ("Window %u"), windows->len + 1);
  cs_profile_windows_add (windows, name, 400, 40);
  use (self, windows);
  follow (self);
  gtk_widget_grab_focus (line_at (self, self->lines->len - 1)->name);
}

static void
reset_cb (GtkButton *button, CsWindowsPage *self)
{
  use (self, NULL);
}

/* --- showing --- */

static GtkWidget *
new_number (CsWindowsPage *self, double value, double least, const char *words)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, CS_PROFILE_MAX_VALUE, 10);
  double whole = 0;
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), fabs (modf (value, &whole)) > 1e-9 ? 3 : 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 7);
  gtk_widget_set_tooltip_text (spin, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (changed_cb), self);
  return spin;
}

static GtkWidget *
new_name (CsWindowsPage *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_max_length (GTK_ENTRY (entry), CS_PROFILE_MAX_NAME);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the window"), -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  return entry;
}

static void
append_line (CsWindowsPage *self, const char *name, double width, double center)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *tip = g_strdup_printf (_ ("Remove “%s”"), name);
  Line line = { gtk_list_box_row_new (), new_name (self, name),
                new_number (self, width, 0.001, _ ("Width")),
                new_number (self, center, -CS_PROFILE_MAX_VALUE, _ ("Centre")) };
  gtk_widget_add_css_class (box, "cs-window-row");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), line.name);
  gtk_box_append (GTK_BOX (box), line.width);
  gtk_box_append (GTK_BOX (box), line.center);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line.row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line.row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line.row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), line.row);
  g_array_append_val (self->lines, line);
}

static void
append_usual (CsWindowsPage *self)
{
  guint n = 0;
  const CsWindowUsual *usual = cs_window_usual (&n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (usual[i].modality, modality_of (self)))
      append_line (self, _ (usual[i].name), usual[i].width, usual[i].center);
}

static void
follow (CsWindowsPage *self)
{
  const GPtrArray *own = cs_profile_windows (cs_settings_profile (), modality_of (self));
  GtkListBoxRow *row;
  self->following = TRUE;
  g_array_set_size (self->lines, 0);
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; own != NULL && i < own->len; i++) {
    const CsProfileWindow *window = own->pdata[i];
    append_line (self, window->name, window->width, window->center);
  }
  if (own == NULL)
    append_usual (self);
  gtk_widget_set_visible (self->list, self->lines->len > 0);
  gtk_widget_set_visible (self->says, FALSE);
  gtk_widget_set_sensitive (self->reset, own != NULL);
  gtk_widget_set_sensitive (self->add, self->lines->len < CS_PROFILE_MAX_WINDOWS);
  self->following = FALSE;
}

/* Rows that somebody writes in stay as they are. */
static void
settings_cb (CsWindowsPage *self)
{
  if (self->changing)
    gtk_widget_set_sensitive (self->reset, TRUE);
  else
    follow (self);
}

/* --- life --- */

static void
cs_windows_page_finalize (GObject *object)
{
  g_array_unref (CS_WINDOWS_PAGE (object)->lines);
  G_OBJECT_CLASS (cs_windows_page_parent_class)->finalize (object);
}

static void
cs_windows_page_class_init (CsWindowsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = cs_windows_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/settings/cs-windows-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsWindowsPage, modality);
  gtk_widget_class_bind_template_child (widget_class, CsWindowsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CsWindowsPage, says);
  gtk_widget_class_bind_template_child (widget_class, CsWindowsPage, add);
  gtk_widget_class_bind_template_child (widget_class, CsWindowsPage, reset);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
cs_windows_page_init (CsWindowsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  cs_name_page (ADW_PREFERENCES_PAGE (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (modalities);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->modality), G_LIST_MODEL (names));
  cs_name_choice (self->modality, _ ("Modality"));
  follow (self);
  g_signal_connect_swapped (self->modality, "notify::selected", G_CALLBACK (follow), self);
  g_signal_connect_object (cs_settings_get_default (), "changed", G_CALLBACK (settings_cb), self,
                           G_CONNECT_SWAPPED);
}
