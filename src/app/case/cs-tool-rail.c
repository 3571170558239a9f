/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tool-rail.h"
#include "cs-actions.h"
#include "cs-key-words.h"
#include "cs-settings.h"
#include "cs-tool-choice.h"

#include <glib/gi18n.h>

struct _CsToolRail {
  GtkBox parent_instance;
  CsCaseModel *model;
  GPtrArray *buttons; /* of GtkToggleButton, whose data "tool" is its CsToolKind */
  gboolean following;
};

G_DEFINE_FINAL_TYPE (CsToolRail, cs_tool_rail, GTK_TYPE_BOX)

static void
toggled_cb (GtkToggleButton *button, CsToolRail *self)
{
  const CsToolKind *kind = g_object_get_data (G_OBJECT (button), "tool");
  if (!self->following && gtk_toggle_button_get_active (button))
    gtk_widget_activate_action (GTK_WIDGET (self), "tool.choose", "s", kind->tag);
}

/* An icon, and the key in the lower right corner. Caller unrefs. */
static GtkWidget *
new_button (CsToolRail *self, const CsToolKind *kind)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/case/tool-button.ui");
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "button"));
  GtkWidget *icon = GTK_WIDGET (gtk_builder_get_object (builder, "icon"));
  GtkWidget *key = GTK_WIDGET (gtk_builder_get_object (builder, "key"));
  g_autofree char *icon_name = g_strdup_printf ("cs-tool-%s-symbolic", kind->tag);
  g_autofree char *action = g_strdup_printf ("tool.choose::%s", kind->tag);
  g_autofree char *caps = cs_actions_key_label (action);
  const char *letter = caps != NULL ? caps : "";
  g_autofree char *tip = g_strdup_printf ("%s ({%s})", _ (kind->label), action);
  g_autofree char *tooltip =
      kind->hint != NULL ? g_strdup_printf ("%s\n%s", tip, _ (kind->hint)) : g_strdup (tip);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), icon_name);
  /* A chord has no room in the corner. */
  gtk_label_set_label (GTK_LABEL (key), g_utf8_strlen (letter, -1) == 1 ? letter : "");
  cs_key_words_set (button, "tooltip-text", tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->label), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, letter,
                                  -1);
  g_object_set_data (G_OBJECT (button), "tool", (gpointer)kind);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return g_object_ref (button);
}

static void
follow (CsToolRail *self)
{
  self->following = TRUE;
  for (guint i = 0; i < self->buttons->len; i++) {
    const CsToolKind *kind = g_object_get_data (self->buttons->pdata[i], "tool");
    if (g_str_equal (kind->tag, cs_case_model_tool (self->model)))
      gtk_toggle_button_set_active (self->buttons->pdata[i], TRUE);
  }
  self->following = FALSE;
}

static gboolean
at_text (CsToolRail *self)
{
  const CsCaseItem *item =
      cs_case_model_item (self->model, cs_case_model_place (self->model, NULL));
  return item != NULL && g_str_equal (item->row->kind, "text");
}

static void
armed_cb (CsCaseModel *model, CsToolRail *self)
{
  follow (self);
}

/* Tools draw on pictures. */
static void
place_cb (CsCaseModel *model, CsToolRail *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), !at_text (self));
}

static void
clear (CsToolRail *self)
{
  GtkWidget *child;
  g_ptr_array_set_size (self->buttons, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

static void
add_tool (CsToolRail *self, const CsToolKind *kind)
{
  g_autoptr (GtkWidget) button = new_button (self, kind);
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
  if (self->buttons->len == 1) {
    GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    gtk_widget_add_css_class (line, "cs-rail-line");
    gtk_box_append (GTK_BOX (self), line);
  }
  gtk_box_append (GTK_BOX (self), button);
  g_ptr_array_add (self->buttons, button);
}

static void
fill (CsToolRail *self)
{
  guint n = 0;
  const CsToolKind *const *kinds = cs_tool_kinds (&n);
  clear (self);
  self->following = TRUE;
  for (guint i = 0; i < n; i++)
    if (cs_tool_choice_offers (self->model, kinds[i]))
      add_tool (self, kinds[i]);
  self->following = FALSE;
  follow (self);
}

static void
review_cb (CsCaseModel *model, CsToolRail *self)
{
  fill (self);
}

static void
settings_cb (CsToolRail *self)
{
  if (self->model != NULL)
    fill (self);
}

static gboolean
has_picture (CsCaseModel *model)
{
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if (!g_str_equal (cs_case_model_item (model, i)->row->kind, "text"))
      return TRUE;
  return FALSE;
}

void
cs_tool_rail_set_model (CsToolRail *self, CsCaseModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  gtk_widget_set_visible (GTK_WIDGET (self), model != NULL && has_picture (model));
  clear (self);
  if (model == NULL)
    return;
  g_signal_connect (model, "armed", G_CALLBACK (armed_cb), self);
  g_signal_connect (model, "place", G_CALLBACK (place_cb), self);
  g_signal_connect (model, "review", G_CALLBACK (review_cb), self);
  fill (self);
  place_cb (model, self);
}

void
cs_tool_rail_set_narrow (CsToolRail *self, gboolean narrow)
{
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "cs-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "cs-narrow");
}

static void
cs_tool_rail_dispose (GObject *object)
{
  CsToolRail *self = CS_TOOL_RAIL (object);
  if (self->model != NULL)
    cs_tool_rail_set_model (self, NULL);
  G_OBJECT_CLASS (cs_tool_rail_parent_class)->dispose (object);
}

static void
cs_tool_rail_finalize (GObject *object)
{
  g_ptr_array_unref (CS_TOOL_RAIL (object)->buttons);
  G_OBJECT_CLASS (cs_tool_rail_parent_class)->finalize (object);
}

static void
cs_tool_rail_class_init (CsToolRailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_tool_rail_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_tool_rail_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
cs_tool_rail_init (CsToolRail *self)
{
  self->buttons = g_ptr_array_new ();
  g_signal_connect_object (cs_settings_get_default (), "changed", G_CALLBACK (settings_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "cs-rail");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tools"),
                                  -1);
}
