/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tool-rail.h"
#include "cs-actions.h"
#include "cs-key-words.h"
#include "cs-menu-tip.h"
#include "cs-settings.h"
#include "cs-tool-choice.h"

#include <glib/gi18n.h>

#define MOST 7 /* tools beside the picture */

struct _CsToolRail {
  GtkWidget parent_instance;
  CsCaseModel *model;
  GtkWidget *box, *more;
  GPtrArray *buttons; /* of GtkToggleButton, whose data "tool" is its CsToolKind */
  guint shown;        /* of them; the others are in the menu */
  int height;         /* that there is; -1 before it is known */
  guint arranging;    /* source */
  gboolean following;
};

G_DEFINE_FINAL_TYPE (CsToolRail, cs_tool_rail, GTK_TYPE_WIDGET)

static const CsToolKind *
kind_at (CsToolRail *self, guint n)
{
  return g_object_get_data (self->buttons->pdata[n], "tool");
}

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

/* A tool of the menu that is in the hand is seen on its button. */
static void
show_more (CsToolRail *self, const CsToolKind *chosen)
{
  const char *name = chosen != NULL ? _ (chosen->label) : NULL;
  g_autofree char *icon =
      g_strdup_printf ("cs-tool-%s-symbolic", chosen != NULL ? chosen->tag : "");
  /* Translators: %s is the tool in the hand. */
  g_autofree char *words =
      name != NULL ? g_strdup_printf (_ ("More tools, now %s"), name) : g_strdup (_ ("More tools"));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more),
                                 chosen != NULL ? icon : "view-more-horizontal-symbolic");
  gtk_widget_set_tooltip_text (self->more, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  (chosen != NULL ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->more,
                                                                             "cs-chosen");
}

static void
follow (CsToolRail *self)
{
  const CsToolKind *hidden = NULL;
  self->following = TRUE;
  for (guint i = 0; i < self->buttons->len; i++) {
    const CsToolKind *kind = kind_at (self, i);
    gboolean chosen = g_str_equal (kind->tag, cs_case_model_tool (self->model));
    if (chosen)
      gtk_toggle_button_set_active (self->buttons->pdata[i], TRUE);
    if (chosen && i >= self->shown)
      hidden = kind;
  }
  show_more (self, hidden);
  self->following = FALSE;
}

/* --- how many there is room for --- */

static GMenuModel *
new_menu (CsToolRail *self)
{
  GMenu *menu = g_menu_new ();
  for (guint i = self->shown; i < self->buttons->len; i++) {
    const CsToolKind *kind = kind_at (self, i);
    g_autofree char *name = g_strdup_printf ("tool.choose::%s", kind->tag);
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (kind->label), name);
    const CsAction *action = cs_actions_find (name);
    g_auto (GStrv) keys = action != NULL ? g_strsplit (action->keys, "|", 2) : NULL;
    if (keys != NULL && keys[0] != NULL)
      g_menu_item_set_attribute (item, "accel", "s", keys[0]);
    g_menu_append_item (menu, item);
  }
  return G_MENU_MODEL (menu);
}

static int
height_of (GtkWidget *widget)
{
  int height = 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height;
}

/* All of them, or as many as leave room for the menu. */
static guint
room_for (CsToolRail *self)
{
  guint n = self->buttons->len;
  if (n == 0 || self->height < 0)
    return MIN (n, MOST);
  int each = height_of (self->buttons->pdata[0]);
  int line = height_of (self->box) - (int)self->shown * each -
             (gtk_widget_get_visible (self->more) ? height_of (self->more) : 0);
  guint fit = (guint)MAX (1, (self->height - line) / MAX (each, 1));
  if (n <= MOST && fit >= n)
    return n;
  return CLAMP (fit - 1, 1, MOST);
}

static void
arrange (CsToolRail *self)
{
  guint n = self->buttons->len;
  self->shown = room_for (self);
  for (guint i = 0; i < n; i++)
    gtk_widget_set_visible (self->buttons->pdata[i], i < self->shown);
  gtk_widget_set_visible (self->more, self->shown < n);
  if (self->shown < n) {
    g_autoptr (GMenuModel) menu = new_menu (self);
    gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), menu);
  }
  follow (self);
}

/* Never while sizes are being given out. */
static gboolean
arrange_cb (gpointer data)
{
  CsToolRail *self = data;
  self->arranging = 0;
  if (self->model != NULL && self->shown != room_for (self))
    arrange (self);
  return G_SOURCE_REMOVE;
}

static void
cs_tool_rail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  CsToolRail *self = CS_TOOL_RAIL (widget);
  gtk_widget_measure (self->box, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum =
        MIN (*minimum, 2 * (self->buttons->len > 0 ? height_of (self->buttons->pdata[0]) : 0));
}

static void
cs_tool_rail_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CsToolRail *self = CS_TOOL_RAIL (widget);
  gtk_widget_allocate (self->box, width, MAX (height, height_of (self->box)), -1, NULL);
  self->height = height;
  if (self->arranging == 0 && self->model != NULL && self->shown != room_for (self))
    self->arranging = g_idle_add_full (GTK_PRIORITY_RESIZE - 5, arrange_cb, self, NULL);
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
  while ((child = gtk_widget_get_first_child (self->box)) != self->more)
    gtk_box_remove (GTK_BOX (self->box), child);
  self->shown = 0;
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
    gtk_box_insert_child_after (GTK_BOX (self->box), line, self->buttons->pdata[0]);
  }
  gtk_box_insert_child_after (GTK_BOX (self->box), button,
                              gtk_widget_get_prev_sibling (self->more));
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
  self->shown = self->buttons->len;
  self->following = FALSE;
  arrange (self);
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
  g_clear_handle_id (&self->arranging, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
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
  GTK_WIDGET_CLASS (klass)->measure = cs_tool_rail_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = cs_tool_rail_size_allocate;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
cs_tool_rail_init (CsToolRail *self)
{
  self->buttons = g_ptr_array_new ();
  g_signal_connect_object (cs_settings_get_default (), "changed", G_CALLBACK (settings_cb), self,
                           G_CONNECT_SWAPPED);
  self->height = -1;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->more), GTK_ARROW_RIGHT);
  gtk_widget_set_visible (self->more, FALSE);
  cs_menu_tip (self->more);
  show_more (self, NULL);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "cs-rail");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tools"),
                                  -1);
}
