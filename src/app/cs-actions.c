/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-actions.h"

#include <glib/gi18n.h>
#include <string.h>

#define GROUP_START N_ ("Project")
#define GROUP_PLACES N_ ("Places")
#define GROUP_GUIDELINE N_ ("Guideline")
#define GROUP_WINDOWS N_ ("Windows")
#define GROUP_WORK N_ ("Case")
#define GROUP_MARKS N_ ("Marks")
#define GROUP_REVIEW N_ ("Review")
#define GROUP_TOOLS N_ ("Tools")
#define GROUP_VIEW N_ ("Picture")

/* gettext leaves these to run time; see cs_actions. */
static CsAction table[] = {
#define CS_ACTION(name, keys, place, group, title)                                                 \
  { name, keys, CS_ACTION_##place, GROUP_##group, title },
#include "actions.def"
#undef CS_ACTION
};

const CsAction *
cs_actions (guint *ret_count)
{
  static gsize translated;
  if (g_once_init_enter (&translated)) {
    for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
      table[i].group = _ (table[i].group);
      table[i].title = _ (table[i].title);
    }
    g_once_init_leave (&translated, 1);
  }
  *ret_count = G_N_ELEMENTS (table);
  return table;
}

static GtkShortcut *
new_shortcut (const CsAction *action)
{
  g_autofree char *name = NULL;
  GVariant *target = NULL;
  g_autoptr (GError) error = NULL;
  if (!g_action_parse_detailed_name (action->name, &name, &target, &error))
    g_error ("actions.def: %s", error->message);
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (action->keys),
                                            gtk_named_action_new (name));
  gtk_shortcut_set_arguments (shortcut, target);
  g_clear_pointer (&target, g_variant_unref);
  return shortcut;
}

void
cs_actions_bind (GtkWidgetClass *klass, CsActionPlace place)
{
  guint n;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++) {
    if (actions[i].place != place || actions[i].keys[0] == '\0')
      continue;
    g_autoptr (GtkShortcut) shortcut = new_shortcut (&actions[i]);
    gtk_widget_class_add_shortcut (klass, shortcut);
  }
}

void
cs_actions_capture (GtkWidget *widget, CsActionPlace place)
{
  guint n;
  const CsAction *actions = cs_actions (&n);
  GtkEventController *controller = gtk_shortcut_controller_new ();
  for (guint i = 0; i < n; i++)
    if (actions[i].place == place && actions[i].keys[0] != '\0')
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                            new_shortcut (&actions[i]));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, controller);
}

void
cs_actions_bind_application (GtkApplication *application)
{
  guint n;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++) {
    if (actions[i].place != CS_ACTION_APP || actions[i].keys[0] == '\0')
      continue;
    g_auto (GStrv) keys = g_strsplit (actions[i].keys, "|", -1);
    gtk_application_set_accels_for_action (application, actions[i].name, (const char *const *)keys);
  }
}

char *
cs_actions_key_label (const char *name)
{
  guint n;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++) {
    if (strcmp (actions[i].name, name) != 0 || actions[i].keys[0] == '\0')
      continue;
    g_auto (GStrv) keys = g_strsplit (actions[i].keys, "|", 2);
    guint key = 0;
    GdkModifierType modifiers = 0;
    return gtk_accelerator_parse (keys[0], &key, &modifiers)
               ? gtk_accelerator_get_label (key, modifiers)
               : NULL;
  }
  return NULL;
}

/* --- the shortcuts window --- */

static void
append_group (GString *xml, const CsAction *actions, guint n, const char *group)
{
  g_autofree char *title = g_markup_escape_text (group, -1);
  g_string_append_printf (xml,
                          "<child><object class='GtkShortcutsGroup'>"
                          "<property name='title'>%s</property>",
                          title);
  for (guint i = 0; i < n; i++) {
    if (strcmp (actions[i].group, group) != 0 || actions[i].keys[0] == '\0')
      continue;
    g_auto (GStrv) keys = g_strsplit (actions[i].keys, "|", 2);
    g_autofree char *key = g_markup_escape_text (keys[0], -1);
    g_autofree char *words = g_markup_escape_text (actions[i].title, -1);
    g_string_append_printf (xml,
                            "<child><object class='GtkShortcutsShortcut'>"
                            "<property name='accelerator'>%s</property>"
                            "<property name='title'>%s</property></object></child>",
                            key, words);
  }
  g_string_append (xml, "</object></child>");
}

GtkWindow *
cs_actions_shortcuts_window (void)
{
  static const char *const groups[] = { GROUP_START,  GROUP_PLACES, GROUP_WORK, GROUP_MARKS,
                                        GROUP_REVIEW, GROUP_TOOLS,  GROUP_VIEW, GROUP_WINDOWS };
  guint n;
  const CsAction *actions = cs_actions (&n);
  g_autoptr (GString) xml = g_string_new (
      "<interface><object class='GtkShortcutsWindow' id='window'><property name='modal'>1"
      "</property><child><object class='GtkShortcutsSection'>"
      "<property name='section-name'>all</property><property name='max-height'>14</property>");
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    append_group (xml, actions, n, _ (groups[i]));
  g_string_append (xml, "</object></child></object></interface>");
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (xml->str, (gssize)xml->len);
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_title (window, _ ("Keyboard Shortcuts"));
  return g_object_ref (window);
}
