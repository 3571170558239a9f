/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-action-keys.h"

#include "cs-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define MODIFIERS (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)

static gboolean
is_above (CsActionPlace place)
{
  return place == CS_ACTION_DIALOG || place == CS_ACTION_FORM;
}

gboolean
cs_action_places_meet (CsActionPlace a, CsActionPlace b)
{
  if ((a == CS_ACTION_IMAGE && b == CS_ACTION_TEXT) ||
      (a == CS_ACTION_TEXT && b == CS_ACTION_IMAGE))
    return FALSE;
  if (is_above (a) != is_above (b))
    return FALSE;
  /* No case is open on a page of the project, and the source of the guideline hears its keys first.
   */
  if ((a == CS_ACTION_PAGE) != (b == CS_ACTION_PAGE) && a != CS_ACTION_APP && b != CS_ACTION_APP)
    return FALSE;
  /* No case is open where the guideline is edited. */
  if ((a == CS_ACTION_SOURCE && b != CS_ACTION_SOURCE && b != CS_ACTION_APP) ||
      (b == CS_ACTION_SOURCE && a != CS_ACTION_SOURCE && a != CS_ACTION_APP))
    return FALSE;
  if ((a == CS_ACTION_HOLD && b == CS_ACTION_TEXT) || (a == CS_ACTION_TEXT && b == CS_ACTION_HOLD))
    return FALSE;
  return TRUE;
}

/* --- what was pressed --- */

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) ||
         keyval == GDK_KEY_ISO_Level3_Shift || keyval == GDK_KEY_Num_Lock || keyval == 0;
}

/* What the key is without anything held. */
static guint
bare_key (GdkDisplay *display, guint keycode)
{
  guint keyval = 0;
  gdk_display_translate_key (display, keycode, 0, 0, &keyval, NULL, NULL, NULL);
  return keyval;
}

/* Shift is part of a sign ("?"), and beside a letter, a digit and a key that has no sign. */
static gboolean
swallows_shift (guint keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  return letter != 0 && g_unichar_isgraph (letter) && !g_unichar_isalnum (letter);
}

char *
cs_action_key_pressed (GdkDisplay *display, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType held = state & MODIFIERS;
  guint key = gdk_keyval_to_lower (keyval), bare = bare_key (display, keycode);
  if (is_modifier (keyval))
    return NULL;
  if (keyval == GDK_KEY_ISO_Left_Tab)
    return g_strdup (held & GDK_CONTROL_MASK ? "<Control><Shift>Tab|<Control><Shift>ISO_Left_Tab"
                                             : "<Shift>Tab|<Shift>ISO_Left_Tab");
  if (held & GDK_SHIFT_MASK && bare >= GDK_KEY_0 && bare <= GDK_KEY_9)
    key = bare;
  else if (swallows_shift (key))
    held &= ~(GdkModifierType)GDK_SHIFT_MASK;
  return g_strdup_printf ("%s%s%s%s", held & GDK_CONTROL_MASK ? "<Control>" : "",
                          held & GDK_SHIFT_MASK ? "<Shift>" : "",
                          held & GDK_ALT_MASK ? "<Alt>" : "", gdk_keyval_name (key));
}

/* --- what may be --- */

/* Heard also where something is written. */
static gboolean
is_everywhere (CsActionPlace place)
{
  return place == CS_ACTION_APP || place == CS_ACTION_PAGE || place == CS_ACTION_CASE ||
         place == CS_ACTION_CASE_FIRST || place == CS_ACTION_SOURCE || is_above (place);
}

static gboolean
writes (guint key, GdkModifierType modifiers)
{
  gboolean function = key >= GDK_KEY_F1 && key <= GDK_KEY_F35;
  return !function && (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;
}

static gboolean
one_may (const CsAction *action, const char *text, GError **error)
{
  guint key = 0;
  GdkModifierType modifiers = 0;
  if (!gtk_accelerator_parse (text, &key, &modifiers) || key == 0)
    return cs_fail (error, CS_ERROR_INVALID, _ ("“%s” is no key of this computer."), text);
  if (action->place == CS_ACTION_HOLD && modifiers != 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    _ ("“%s” works while it is held, so it needs a key alone."), action->title);
  if (is_everywhere (action->place) && writes (key, modifiers))
    return cs_fail (error, CS_ERROR_INVALID,
                    _ ("“%s” works also where something is written, so it needs Ctrl or Alt, or a "
                       "function key."),
                    action->title);
  return TRUE;
}

gboolean
cs_action_key_may (const CsAction *action, const char *keys, GError **error)
{
  g_auto (GStrv) each = g_strsplit (keys, "|", -1);
  /* What the table gives it, it may have. */
  g_autoptr (CsProfile) usual = cs_profile_new ();
  if (g_str_equal (keys, cs_actions_usual_keys (action, usual)))
    return TRUE;
  for (guint i = 0; each[i] != NULL; i++)
    if (!one_may (action, each[i], error))
      return FALSE;
  return TRUE;
}

/* --- who has it --- */

static const char *
keys_in (const CsProfile *profile, const CsAction *action)
{
  const char *own = cs_profile_keys (profile, action->name);
  return own != NULL ? own : cs_actions_usual_keys (action, profile);
}

static gboolean
is_among (const char *text, const char *keys)
{
  guint key = 0, other = 0;
  GdkModifierType modifiers = 0, other_modifiers = 0;
  g_auto (GStrv) each = g_strsplit (keys, "|", -1);
  if (!gtk_accelerator_parse (text, &key, &modifiers))
    return FALSE;
  for (guint i = 0; each[i] != NULL; i++)
    if (gtk_accelerator_parse (each[i], &other, &other_modifiers) &&
        gdk_keyval_to_lower (other) == gdk_keyval_to_lower (key) && other_modifiers == modifiers)
      return TRUE;
  return FALSE;
}

static gboolean
share_one (const char *keys, const char *others)
{
  g_auto (GStrv) each = g_strsplit (keys, "|", -1);
  for (guint i = 0; each[i] != NULL; i++)
    if (is_among (each[i], others))
      return TRUE;
  return FALSE;
}

const CsAction *
cs_action_key_owner (const CsProfile *profile, const CsAction *action, const char *keys)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++)
    if (&actions[i] != action && cs_action_places_meet (actions[i].place, action->place) &&
        share_one (keys, keys_in (profile, &actions[i])))
      return &actions[i];
  return NULL;
}

static void
take (CsProfile *profile, const CsAction *from, const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys_in (profile, from), "|", -1);
  g_autoptr (GString) left = g_string_new (NULL);
  for (guint i = 0; each[i] != NULL; i++)
    if (!is_among (each[i], keys))
      g_string_append_printf (left, "%s%s", left->len > 0 ? "|" : "", each[i]);
  cs_profile_set_keys (profile, from->name, left->str);
}

void
cs_action_key_give (CsProfile *profile, const CsAction *action, const char *keys)
{
  const CsAction *owner;
  while ((owner = cs_action_key_owner (profile, action, keys)) != NULL)
    take (profile, owner, keys);
  cs_profile_set_keys (profile, action->name,
                       g_str_equal (keys, cs_actions_usual_keys (action, profile)) ? NULL : keys);
}

gboolean
cs_action_keys_check (const CsProfile *profile, GError **error)
{
  for (guint i = 0; i < cs_profile_n_keys (profile); i++) {
    const char *name = cs_profile_action_at (profile, i), *keys = cs_profile_keys (profile, name);
    const CsAction *action = cs_actions_find (name);
    if (action == NULL)
      return cs_fail (error, CS_ERROR_INVALID,
                      _ ("The profile has a key for “%s”, which this program cannot do."), name);
    if (keys[0] != '\0' && !cs_action_key_may (action, keys, error))
      return FALSE;
    const CsAction *owner = cs_action_key_owner (profile, action, keys);
    if (owner != NULL)
      return cs_fail (error, CS_ERROR_INVALID,
                      _ ("The profile gives the same key to “%s” and “%s”."), action->title,
                      owner->title);
  }
  return TRUE;
}
