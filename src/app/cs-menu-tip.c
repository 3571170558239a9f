/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-menu-tip.h"
#include "cs-actions.h"

/* Only the toggle inside tells, before GTK 4.10. */
void
cs_menu_tip (GtkWidget *menu_button)
{
  GtkWidget *toggle = gtk_widget_get_first_child (menu_button);
  g_object_bind_property (toggle, "active", menu_button, "has-tooltip", G_BINDING_INVERT_BOOLEAN);
}

/* --- keys --- */

/* The first key of the action of row N; NULL without. Caller frees. */
static char *
key_of (GMenuModel *menu, int n)
{
  g_autofree char *name = NULL, *detailed = NULL;
  g_autoptr (GVariant) target =
      g_menu_model_get_item_attribute_value (menu, n, G_MENU_ATTRIBUTE_TARGET, NULL);
  if (!g_menu_model_get_item_attribute (menu, n, G_MENU_ATTRIBUTE_ACTION, "s", &name))
    return NULL;
  detailed = g_action_print_detailed_name (name, target);
  const CsAction *action = cs_actions_find (detailed);
  g_auto (GStrv) keys = action != NULL ? g_strsplit (action->keys, "|", 2) : NULL;
  return keys != NULL ? g_strdup (keys[0]) : NULL;
}

static void
write_keys (GMenuModel *menu)
{
  for (int n = 0; n < g_menu_model_get_n_items (menu); n++) {
    g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, n, G_MENU_LINK_SECTION);
    if (section != NULL)
      write_keys (section);
    g_autofree char *said = NULL, *key = key_of (menu, n);
    g_menu_model_get_item_attribute (menu, n, "accel", "s", &said);
    if (key == NULL || g_strcmp0 (said, key) == 0)
      continue;
    g_autoptr (GMenuItem) row = g_menu_item_new_from_model (menu, n);
    g_menu_item_set_attribute (row, "accel", "s", key);
    g_menu_remove (G_MENU (menu), n);
    g_menu_insert_item (G_MENU (menu), n, row);
  }
}

static void
opens_cb (GtkToggleButton *toggle, GParamSpec *pspec, GtkMenuButton *menu_button)
{
  GMenuModel *menu = gtk_menu_button_get_menu_model (menu_button);
  if (menu != NULL && gtk_toggle_button_get_active (toggle))
    write_keys (menu);
}

void
cs_menu_keys (GtkWidget *menu_button)
{
  g_signal_connect_object (gtk_widget_get_first_child (menu_button), "notify::active",
                           G_CALLBACK (opens_cb), menu_button, 0);
}
