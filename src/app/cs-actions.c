/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-actions.h"

#include <glib/gi18n.h>

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

const CsAction *
cs_actions_find (const char *name)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (actions[i].name, name))
      return &actions[i];
  return NULL;
}

/* --- what keys do --- */

static GtkShortcut *shortcuts[G_N_ELEMENTS (table)]; /* one each, wherever it is heard */

static gboolean
is_taken (guint keyval)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_auto (GStrv) keys = g_strsplit (table[i].keys, "|", -1);
    for (guint k = 0; keys[k] != NULL; k++) {
      guint key = 0;
      GdkModifierType modifiers = 0;
      if (gtk_accelerator_parse (keys[k], &key, &modifiers) && key == keyval && modifiers == 0)
        return TRUE;
    }
  }
  return FALSE;
}

/* Shift and a digit come as the sign above the digit, another one on each keyboard. Where that sign
 * has a meaning of its own, it keeps it. */
static GtkShortcutTrigger *
with_shifted (GtkShortcutTrigger *trigger, guint key, GdkModifierType besides)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree GdkKeymapKey *places = NULL;
  int n = 0;
  if (display == NULL || !gdk_display_map_keyval (display, key, &places, &n))
    return trigger;
  for (int i = 0; i < n; i++) {
    guint sign = 0;
    if (places[i].level == 0 &&
        gdk_display_translate_key (display, places[i].keycode, GDK_SHIFT_MASK, places[i].group,
                                   &sign, NULL, NULL, NULL) &&
        sign != key && (besides != 0 || !is_taken (sign)))
      trigger = gtk_alternative_trigger_new (trigger, gtk_keyval_trigger_new (sign, besides));
  }
  return trigger;
}

static GtkShortcutTrigger *
new_trigger (const char *keys)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (keys);
  g_auto (GStrv) each = g_strsplit (keys, "|", -1);
  for (guint i = 0; trigger != NULL && each[i] != NULL; i++) {
    guint key = 0;
    GdkModifierType modifiers = 0;
    gtk_accelerator_parse (each[i], &key, &modifiers);
    if ((modifiers & GDK_SHIFT_MASK) && key >= GDK_KEY_0 && key <= GDK_KEY_9)
      trigger = with_shifted (trigger, key, modifiers & ~(GdkModifierType)GDK_SHIFT_MASK);
  }
  return trigger != NULL ? trigger : g_object_ref (gtk_never_trigger_get ());
}

static GtkShortcut *
shortcut_of (guint n)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;
  if (shortcuts[n] != NULL)
    return shortcuts[n];
  if (!g_action_parse_detailed_name (table[n].name, &name, &target, &error))
    g_error ("actions.def: %s", error->message);
  shortcuts[n] = gtk_shortcut_new (new_trigger (table[n].keys), gtk_named_action_new (name));
  gtk_shortcut_set_arguments (shortcuts[n], target);
  return shortcuts[n];
}

void
cs_actions_bind (GtkWidgetClass *klass, CsActionPlace place)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].place == place)
      gtk_widget_class_add_shortcut (klass, shortcut_of (i));
}

void
cs_actions_capture (GtkWidget *widget, CsActionPlace place)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].place == place)
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                            g_object_ref (shortcut_of (i)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, controller);
}

/* --- which keys are in force --- */

static const struct {
  const char *name, *keys;
} labelling[] = {
#define CS_LABELLING(name, keys) { name, keys },
#include "actions-labelling.def"
#undef CS_LABELLING
};

static const char *const usual[] = {
#define CS_ACTION(name, keys, place, group, title) keys,
#include "actions.def"
#undef CS_ACTION
};

const char *
cs_actions_usual_keys (const CsAction *action, const CsProfile *profile)
{
  if (g_str_equal (cs_profile_get_word (profile, CS_PROFILE_KEYS), "labelling"))
    for (guint i = 0; i < G_N_ELEMENTS (labelling); i++)
      if (g_str_equal (labelling[i].name, action->name))
        return labelling[i].keys;
  return usual[action - table];
}

void
cs_actions_use (const CsProfile *profile, GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    const char *own = cs_profile_keys (profile, table[i].name);
    table[i].keys =
        g_intern_string (own != NULL ? own : cs_actions_usual_keys (&table[i], profile));
  }
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) { /* triggers look at the keys of all */
    if (shortcuts[i] != NULL)
      gtk_shortcut_set_trigger (shortcuts[i], new_trigger (table[i].keys));
    if (table[i].place != CS_ACTION_APP || application == NULL)
      continue;
    g_auto (GStrv) keys = g_strsplit (table[i].keys, "|", -1);
    gtk_application_set_accels_for_action (application, table[i].name, (const char *const *)keys);
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
  const CsAction *action = cs_actions_find (name);
  return action != NULL && action->keys[0] != '\0' ? caps_of (action->keys) : NULL;
}

char *
cs_keys_label (const char *keys)
{
  g_auto (GStrv) parts = caps_of (keys);
  return g_strjoinv ("+", parts);
}

char *
cs_actions_key_label (const char *name)
{
  g_auto (GStrv) parts = cs_actions_key_caps (name);
  return parts != NULL ? g_strjoinv ("+", parts) : NULL;
}
