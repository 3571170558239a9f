/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-profile.h"

#include "cs-error.h"
#include "cs-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdatomic.h>
#include <string.h>

struct _CsProfile {
  atomic_int references;
  guint choices[CS_N_PROFILE_CHOICES];
  GTree *keys;    /* name of an action -> its keys */
  GTree *windows; /* modality -> GPtrArray of CsProfileWindow */
};

/* clang-format off */
static const CsProfileChoice choices[] = {
#define CS_PROFILE_CHOICE(key, id, title, ...) [CS_PROFILE_##id] = { key, title, { __VA_ARGS__ } },
#include "cs-profile-choices.def"
#undef CS_PROFILE_CHOICE
};
/* clang-format on */

#define MOUSE_FIRST CS_PROFILE_LEFT
#define MOUSE_COUNT 5

static const struct {
  const char *name;
  const char *words[MOUSE_COUNT]; /* of the choices from MOUSE_FIRST on */
} presets[] = {
#define CS_MOUSE_PRESET(left, middle, right, wheel, ctrl_wheel, name)                              \
  { name, { left, middle, right, wheel, ctrl_wheel } },
#include "cs-mouse-presets.def"
#undef CS_MOUSE_PRESET
};

const CsProfileChoice *
cs_profile_choice (CsProfileChoiceId id)
{
  return &choices[id];
}

/* --- life --- */

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

static void
free_window (gpointer data)
{
  CsProfileWindow *window = data;
  g_free (window->name);
  g_free (window);
}

CsProfile *
cs_profile_new (void)
{
  CsProfile *self = g_new0 (CsProfile, 1);
  atomic_init (&self->references, 1);
  self->keys = g_tree_new_full (compare_names, NULL, g_free, g_free);
  self->windows = g_tree_new_full (compare_names, NULL, g_free, (GDestroyNotify)g_ptr_array_unref);
  return self;
}

CsProfile *
cs_profile_copy (const CsProfile *self)
{
  CsProfile *copy = cs_profile_new ();
  memcpy (copy->choices, self->choices, sizeof copy->choices);
  for (GTreeNode *at = g_tree_node_first (self->keys); at != NULL; at = g_tree_node_next (at))
    cs_profile_set_keys (copy, g_tree_node_key (at), g_tree_node_value (at));
  for (GTreeNode *at = g_tree_node_first (self->windows); at != NULL; at = g_tree_node_next (at))
    cs_profile_set_windows (copy, g_tree_node_key (at), g_ptr_array_ref (g_tree_node_value (at)));
  return copy;
}

CsProfile *
cs_profile_ref (const CsProfile *self)
{
  CsProfile *shared = (CsProfile *)self;
  atomic_fetch_add (&shared->references, 1);
  return shared;
}

void
cs_profile_unref (CsProfile *self)
{
  if (self == NULL || atomic_fetch_sub (&self->references, 1) > 1)
    return;
  g_tree_unref (self->keys);
  g_tree_unref (self->windows);
  g_free (self);
}

gboolean
cs_profile_equal (const CsProfile *a, const CsProfile *b)
{
  g_autoptr (GPtrArray) changes = cs_profile_compare (a, b);
  return changes->len == 0;
}

/* --- choices --- */

guint
cs_profile_get (const CsProfile *self, CsProfileChoiceId id)
{
  return self->choices[id];
}

const char *
cs_profile_get_word (const CsProfile *self, CsProfileChoiceId id)
{
  return choices[id].values[self->choices[id]].word;
}

void
cs_profile_set (CsProfile *self, CsProfileChoiceId id, guint value)
{
  g_return_if_fail (value < G_N_ELEMENTS (choices[id].values) &&
                    choices[id].values[value].word != NULL);
  self->choices[id] = value;
}

/* Its place among the values, or -1. */
static int
place_of (CsProfileChoiceId id, const char *word)
{
  for (guint i = 0; choices[id].values[i].word != NULL; i++)
    if (g_strcmp0 (choices[id].values[i].word, word) == 0)
      return (int)i;
  return -1;
}

const char *
cs_mouse_preset_name (guint n)
{
  return n < G_N_ELEMENTS (presets) ? presets[n].name : NULL;
}

void
cs_mouse_preset_apply (CsProfile *self, guint n)
{
  g_return_if_fail (n < G_N_ELEMENTS (presets));
  for (guint i = 0; i < MOUSE_COUNT; i++)
    cs_profile_set (self, MOUSE_FIRST + i, (guint)place_of (MOUSE_FIRST + i, presets[n].words[i]));
}

int
cs_mouse_preset_of (const CsProfile *self)
{
  for (guint n = 0; n < G_N_ELEMENTS (presets); n++) {
    gboolean same = TRUE;
    for (guint i = 0; i < MOUSE_COUNT; i++)
      same = same && g_str_equal (cs_profile_get_word (self, MOUSE_FIRST + i), presets[n].words[i]);
    if (same)
      return (int)n;
  }
  return -1;
}

/* --- keys --- */

const char *
cs_profile_keys (const CsProfile *self, const char *action)
{
  return g_tree_lookup (self->keys, action);
}

void
cs_profile_set_keys (CsProfile *self, const char *action, const char *keys)
{
  if (keys == NULL)
    g_tree_remove (self->keys, action);
  else
    g_tree_insert (self->keys, g_strdup (action), g_strdup (keys));
}

static const char *
key_at (GTree *tree, guint n)
{
  GTreeNode *at = g_tree_node_first (tree);
  while (at != NULL && n-- > 0)
    at = g_tree_node_next (at);
  return at != NULL ? g_tree_node_key (at) : NULL;
}

guint
cs_profile_n_keys (const CsProfile *self)
{
  return (guint)g_tree_nnodes (self->keys);
}

const char *
cs_profile_action_at (const CsProfile *self, guint n)
{
  return key_at (self->keys, n);
}

/* --- windows --- */

const GPtrArray *
cs_profile_windows (const CsProfile *self, const char *modality)
{
  return modality != NULL ? g_tree_lookup (self->windows, modality) : NULL;
}

GPtrArray *
cs_profile_windows_new (void)
{
  return g_ptr_array_new_with_free_func (free_window);
}

void
cs_profile_windows_add (GPtrArray *windows, const char *name, double width, double center)
{
  CsProfileWindow *window = g_new0 (CsProfileWindow, 1);
  *window = (CsProfileWindow){ g_strdup (name), width, center };
  g_ptr_array_add (windows, window);
}

gboolean
cs_profile_window_may (const char *name, double width, double center, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (name));
  glong length = g_utf8_strlen (bare, -1);
  if (length == 0 || length > CS_PROFILE_MAX_NAME || !g_str_equal (bare, name) ||
      !cs_json_text_ok (name) || strpbrk (name, "\n\r\t") != NULL)
    return cs_fail (error, CS_ERROR_INVALID, _ ("A window needs a name of 1 to %d letters."),
                    CS_PROFILE_MAX_NAME);
  if (!isfinite (width) || width <= 0 || width > CS_PROFILE_MAX_VALUE)
    return cs_fail (error, CS_ERROR_INVALID,
                    _ ("The width of the window “%s” has to be more than 0 and at most %d."), name,
                    CS_PROFILE_MAX_VALUE);
  if (!isfinite (center) || fabs (center) > CS_PROFILE_MAX_VALUE)
    return cs_fail (error, CS_ERROR_INVALID,
                    _ ("The centre of the window “%s” has to be between -%d and %d."), name,
                    CS_PROFILE_MAX_VALUE, CS_PROFILE_MAX_VALUE);
  return TRUE;
}

/* As headers write it: capital letters and digits. */
gboolean
cs_profile_modality_may (const char *modality)
{
  gsize length = strlen (modality);
  return length > 0 && length <= 16 &&
         strspn (modality, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == length;
}

void
cs_profile_set_windows (CsProfile *self, const char *modality, GPtrArray *windows)
{
  if (windows == NULL)
    g_tree_remove (self->windows, modality);
  else
    g_tree_insert (self->windows, g_strdup (modality), windows);
}

guint
cs_profile_n_modalities (const CsProfile *self)
{
  return (guint)g_tree_nnodes (self->windows);
}

const char *
cs_profile_modality_at (const CsProfile *self, guint n)
{
  return key_at (self->windows, n);
}

/* --- what is other --- */

static void
free_change (gpointer data)
{
  CsProfileChange *change = data;
  g_free (change->name);
  g_free (change);
}

static void
add_change (GPtrArray *changes, CsProfileChangeKind kind, CsProfileChoiceId id, const char *name)
{
  CsProfileChange *change = g_new0 (CsProfileChange, 1);
  *change = (CsProfileChange){ kind, id, g_strdup (name) };
  g_ptr_array_add (changes, change);
}

static gboolean
same_windows (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return a == b;
  for (guint i = 0; i < a->len; i++) {
    const CsProfileWindow *one = a->pdata[i], *two = b->pdata[i];
    if (!g_str_equal (one->name, two->name) || one->width != two->width ||
        one->center != two->center)
      return FALSE;
  }
  return TRUE;
}

/* Those of ONE that TWO has otherwise; with NOT_IN those only that TWO has not at all. */
static void
compare_trees (GPtrArray *changes, CsProfileChangeKind kind, GTree *one, GTree *two,
               gboolean not_in)
{
  for (GTreeNode *at = g_tree_node_first (one); at != NULL; at = g_tree_node_next (at)) {
    gconstpointer a = g_tree_node_value (at), b = g_tree_lookup (two, g_tree_node_key (at));
    gboolean same = kind == CS_PROFILE_CHANGED_KEYS ? g_strcmp0 (a, b) == 0 : same_windows (a, b);
    if (not_in ? b == NULL : !same)
      add_change (changes, kind, 0, g_tree_node_key (at));
  }
}

GPtrArray *
cs_profile_compare (const CsProfile *before, const CsProfile *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (free_change);
  for (guint i = 0; i < CS_N_PROFILE_CHOICES; i++)
    if (before->choices[i] != after->choices[i])
      add_change (changes, CS_PROFILE_CHANGED_CHOICE, i, NULL);
  compare_trees (changes, CS_PROFILE_CHANGED_KEYS, after->keys, before->keys, FALSE);
  compare_trees (changes, CS_PROFILE_CHANGED_KEYS, before->keys, after->keys, TRUE);
  compare_trees (changes, CS_PROFILE_CHANGED_WINDOWS, after->windows, before->windows, FALSE);
  compare_trees (changes, CS_PROFILE_CHANGED_WINDOWS, before->windows, after->windows, TRUE);
  return changes;
}
