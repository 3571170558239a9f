/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile as a document. Written in full, so that it says the same after the usual values have
 * changed; read strictly, as it may be a stranger's. */
#include "cs-profile.h"

#include "cs-error.h"
#include "cs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "countersign-profile-1"
#define FAMILY "countersign-profile-"
#define MAX_ACTION 64
#define MAX_TRIGGERS 200 /* bytes of the keys of an action */
#define KEY_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

/* --- writing --- */

/* As short as says the same. */
static CsJson *
number_to_json (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_dtostr (text, sizeof text, value);
  return cs_json_new_string (text);
}

static CsJson *
windows_to_json (const CsProfile *self)
{
  CsJson *all = cs_json_new_array ();
  for (guint i = 0; i < cs_profile_n_modalities (self); i++) {
    const char *modality = cs_profile_modality_at (self, i);
    const GPtrArray *windows = cs_profile_windows (self, modality);
    CsJson *list = cs_json_new_array (), *row = cs_json_new_object ();
    for (guint k = 0; k < windows->len; k++) {
      const CsProfileWindow *window = windows->pdata[k];
      CsJson *each = cs_json_new_object ();
      cs_json_put_string (each, "name", window->name);
      cs_json_put (each, "width", number_to_json (window->width));
      cs_json_put (each, "centre", number_to_json (window->center));
      cs_json_append (list, each);
    }
    cs_json_put_string (row, "modality", modality);
    cs_json_put (row, "windows", list);
    cs_json_append (all, row);
  }
  return all;
}

char *
cs_profile_to_text (const CsProfile *self)
{
  g_autoptr (CsJson) root = cs_json_new_object ();
  CsJson *chosen = cs_json_new_object (), *keys = cs_json_new_array ();
  for (guint i = 0; i < CS_N_PROFILE_CHOICES; i++)
    cs_json_put_string (chosen, cs_profile_choice (i)->key, cs_profile_get_word (self, i));
  for (guint i = 0; i < cs_profile_n_keys (self); i++) {
    const char *action = cs_profile_action_at (self, i);
    CsJson *row = cs_json_new_object ();
    cs_json_put_string (row, "action", action);
    cs_json_put_string (row, "keys", cs_profile_keys (self, action));
    cs_json_append (keys, row);
  }
  cs_json_put_string (root, "format", FORMAT);
  cs_json_put (root, "choices", chosen);
  cs_json_put (root, "keys", keys);
  cs_json_put (root, "windows", windows_to_json (self));
  return cs_json_to_canonical (root, NULL);
}

/* --- reading --- */

static gboolean
refuse (GError **error, const char *what)
{
  /* Translators: %s is what is wrong: "“mouse” is not known". */
  return cs_fail (error, CS_ERROR_INVALID, _ ("This is no profile that can be used: %s."), what);
}

/* Every member of OBJECT is one of NAMES and has that type. */
static gboolean
has_only (const CsJson *object, const char *const *names, const CsJsonType *types, GError **error)
{
  for (guint i = 0; i < cs_json_length (object); i++) {
    const char *key = cs_json_key_at (object, i);
    guint at = 0;
    while (names[at] != NULL && strcmp (names[at], key) != 0)
      at++;
    g_autofree char *shown = g_utf8_make_valid (key, -1);
    g_autofree char *what = names[at] == NULL ? g_strdup_printf (_ ("“%.64s” is not known"), shown)
                            : cs_json_type (cs_json_member_at (object, i)) != types[at]
                                ? g_strdup_printf (_ ("“%.64s” is not what it has to be"), shown)
                                : NULL;
    if (what != NULL)
      return refuse (error, what);
  }
  return TRUE;
}

static gboolean
is_object (const CsJson *value, const char *const *names, const CsJsonType *types, GError **error)
{
  if (cs_json_type (value) != CS_JSON_OBJECT)
    return refuse (error, _ ("something in it is not a table"));
  return has_only (value, names, types, error);
}

static gboolean
read_choice (CsProfile *self, const char *key, const CsJson *value, GError **error)
{
  const char *word = cs_json_string (value);
  for (guint i = 0; i < CS_N_PROFILE_CHOICES; i++) {
    const CsProfileChoice *choice = cs_profile_choice (i);
    if (strcmp (choice->key, key) != 0)
      continue;
    for (guint k = 0; choice->values[k].word != NULL; k++)
      if (g_strcmp0 (choice->values[k].word, word) == 0) {
        cs_profile_set (self, i, k);
        return TRUE;
      }
    g_autofree char *what =
        g_strdup_printf (_ ("“%s” cannot be “%.64s”"), key, word != NULL ? word : "");
    return refuse (error, what);
  }
  g_autofree char *what = g_strdup_printf (_ ("“%.64s” is not known"), key);
  return refuse (error, what);
}

static gboolean
read_choices (CsProfile *self, const CsJson *chosen, GError **error)
{
  for (guint i = 0; i < cs_json_length (chosen); i++)
    if (!read_choice (self, cs_json_key_at (chosen, i), cs_json_member_at (chosen, i), error))
      return FALSE;
  return TRUE;
}

/* "<Control><Shift>Page_Up": what holds it, then the name of one key. */
static gboolean
is_trigger (const char *text)
{
  static const char *const modifiers[] = { "<Control>", "<Shift>", "<Alt>" };
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (g_str_has_prefix (text, modifiers[i]))
      text += strlen (modifiers[i]);
  return text[0] != '\0' && strspn (text, KEY_LETTERS) == strlen (text);
}

static gboolean
are_keys (const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys, "|", -1);
  for (guint i = 0; each[i] != NULL; i++)
    if (!is_trigger (each[i]))
      return FALSE;
  return strlen (keys) <= MAX_TRIGGERS;
}

static gboolean
read_keys (CsProfile *self, const CsJson *list, GError **error)
{
  static const char *const names[] = { "action", "keys", NULL };
  static const CsJsonType types[] = { CS_JSON_STRING, CS_JSON_STRING };
  if (cs_json_length (list) > CS_PROFILE_MAX_KEYS)
    return cs_fail (error, CS_ERROR_LIMIT, _ ("A profile has keys for at most %d actions."),
                    CS_PROFILE_MAX_KEYS);
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *row = cs_json_at (list, i);
    if (!is_object (row, names, types, error))
      return FALSE;
    const char *action = cs_json_get_string (row, "action");
    const char *keys = cs_json_get_string (row, "keys");
    if (action == NULL || action[0] == '\0' || strlen (action) > MAX_ACTION || keys == NULL)
      return refuse (error, _ ("keys without an action, or an action without keys"));
    g_autofree char *what = cs_profile_keys (self, action) != NULL
                                ? g_strdup_printf (_ ("“%s” has keys twice"), action)
                            : !are_keys (keys) ? g_strdup_printf (_ ("“%.64s” are no keys"), keys)
                                               : NULL;
    if (what != NULL)
      return refuse (error, what);
    cs_profile_set_keys (self, action, keys);
  }
  return TRUE;
}

static gboolean
read_number (const CsJson *row, const char *key, double *ret_value, GError **error)
{
  const char *text = cs_json_get_string (row, key);
  char *end = NULL;
  gboolean ok = text != NULL && text[0] != '\0' && strlen (text) <= 24 &&
                strspn (text, "0123456789.-+e") == strlen (text);
  double value = ok ? g_ascii_strtod (text, &end) : 0;
  g_autofree char *what = g_strdup_printf (_ ("“%s” of a window is no number"), key);
  if (!ok || *end != '\0')
    return refuse (error, what);
  *ret_value = value;
  return TRUE;
}

static gboolean
read_list (const CsJson *list, GPtrArray *windows, GError **error)
{
  static const char *const names[] = { "centre", "name", "width", NULL };
  static const CsJsonType types[] = { CS_JSON_STRING, CS_JSON_STRING, CS_JSON_STRING };
  if (cs_json_length (list) > CS_PROFILE_MAX_WINDOWS)
    return cs_fail (error, CS_ERROR_LIMIT, _ ("A modality has at most %d windows of its own."),
                    CS_PROFILE_MAX_WINDOWS);
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *row = cs_json_at (list, i);
    const char *name = cs_json_get_string (row, "name");
    double width = 0, center = 0;
    if (!is_object (row, names, types, error) || !read_number (row, "width", &width, error) ||
        !read_number (row, "centre", &center, error) ||
        !cs_profile_window_may (name != NULL ? name : "", width, center, error))
      return FALSE;
    cs_profile_windows_add (windows, name, width, center);
  }
  return TRUE;
}

static gboolean
read_windows (CsProfile *self, const CsJson *all, GError **error)
{
  static const char *const names[] = { "modality", "windows", NULL };
  static const CsJsonType types[] = { CS_JSON_STRING, CS_JSON_ARRAY };
  if (cs_json_length (all) > CS_PROFILE_MAX_MODALITIES)
    return cs_fail (error, CS_ERROR_LIMIT, _ ("A profile has windows for at most %d modalities."),
                    CS_PROFILE_MAX_MODALITIES);
  for (guint i = 0; i < cs_json_length (all); i++) {
    const CsJson *row = cs_json_at (all, i);
    g_autoptr (GPtrArray) windows = cs_profile_windows_new ();
    const char *modality = cs_json_get_string (row, "modality");
    if (!is_object (row, names, types, error))
      return FALSE;
    if (modality == NULL || !cs_profile_modality_may (modality) ||
        cs_profile_windows (self, modality) != NULL)
      return refuse (error, _ ("windows of no modality, or of one twice"));
    if (!read_list (cs_json_get (row, "windows"), windows, error))
      return FALSE;
    cs_profile_set_windows (self, modality, g_steal_pointer (&windows));
  }
  return TRUE;
}

static gboolean
is_format (const CsJson *root, GError **error)
{
  const char *format = cs_json_get_string (root, "format");
  if (g_strcmp0 (format, FORMAT) == 0)
    return TRUE;
  if (format != NULL && g_str_has_prefix (format, FAMILY))
    return cs_fail (error, CS_ERROR_TOO_NEW,
                    _ ("A later version of this program wrote the profile: update it first."));
  return refuse (error, _ ("it is another kind of file"));
}

CsProfile *
cs_profile_read (const char *text, gsize size, GError **error)
{
  static const char *const names[] = { "choices", "format", "keys", "windows", NULL };
  static const CsJsonType types[] = { CS_JSON_OBJECT, CS_JSON_STRING, CS_JSON_ARRAY,
                                      CS_JSON_ARRAY };
  g_autoptr (CsProfile) self = cs_profile_new ();
  if (size > CS_PROFILE_MAX_SIZE) {
    cs_fail (error, CS_ERROR_LIMIT, _ ("A profile has at most %d KiB."),
             CS_PROFILE_MAX_SIZE / 1024);
    return NULL;
  }
  g_autoptr (CsJson) root = cs_json_parse_text (text, size, CS_PROFILE_MAX_SIZE, error);
  if (root == NULL || !is_format (root, error) || !is_object (root, names, types, error) ||
      !read_choices (self, cs_json_get (root, "choices"), error) ||
      !read_keys (self, cs_json_get (root, "keys"), error) ||
      !read_windows (self, cs_json_get (root, "windows"), error))
    return NULL;
  return g_steal_pointer (&self);
}
