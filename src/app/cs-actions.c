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

/* --- keys as they stand on a keyboard --- */

static const struct {
  guint key;
  const char *name;
} caps[] = {
  { GDK_KEY_Return, N_ ("Enter") },
  { GDK_KEY_Escape, N_ ("Esc") },
  { GDK_KEY_BackSpace, N_ ("Backspace") },
  { GDK_KEY_Delete, N_ ("Delete") },
  { GDK_KEY_Tab, N_ ("Tab") },
  { GDK_KEY_space, N_ ("Space") },
  { GDK_KEY_grave, N_ ("Backtick") }, /* itself it is hardly a dot */
  { GDK_KEY_Page_Up, N_ ("Page Up") },
  { GDK_KEY_Page_Down, N_ ("Page Down") },
  { GDK_KEY_Home, N_ ("Home") },
  { GDK_KEY_End, N_ ("End") },
  { GDK_KEY_Left, "←" },
  { GDK_KEY_Right, "→" },
  { GDK_KEY_Up, "↑" },
  { GDK_KEY_Down, "↓" },
};

/* Caller frees. */
static char *
cap_of (guint key)
{
  for (guint i = 0; i < G_N_ELEMENTS (caps); i++)
    if (caps[i].key == key)
      return g_strdup (_ (caps[i].name));
  gunichar letter = g_unichar_toupper (gdk_keyval_to_unicode (key));
  char text[8] = { 0 };
  if (letter == 0 || !g_unichar_isprint (letter))
    return g_strdup (gdk_keyval_name (key));
  g_unichar_to_utf8 (letter, text);
  return g_strdup (text);
}

static char **
caps_of (const char *keys)
{
  g_auto (GStrv) all = g_strsplit (keys, "|", 2);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint key = 0;
  GdkModifierType modifiers = 0;
  if (!gtk_accelerator_parse (all[0], &key, &modifiers))
    return g_strv_builder_end (builder);
  g_autofree char *last = cap_of (key);
  if (modifiers & GDK_CONTROL_MASK)
    g_strv_builder_add (builder, _ ("Ctrl"));
  if (modifiers & GDK_SHIFT_MASK)
    g_strv_builder_add (builder, _ ("Shift"));
  if (modifiers & GDK_ALT_MASK)
    g_strv_builder_add (builder, _ ("Alt"));
  g_strv_builder_add (builder, last);
  return g_strv_builder_end (builder);
}

char **
cs_actions_key_caps (const char *name)
{
  guint n;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++)
    if (strcmp (actions[i].name, name) == 0 && actions[i].keys[0] != '\0')
      return caps_of (actions[i].keys);
  return NULL;
}

char *
cs_actions_key_label (const char *name)
{
  g_auto (GStrv) parts = cs_actions_key_caps (name);
  return parts != NULL ? g_strjoinv ("+", parts) : NULL;
}
