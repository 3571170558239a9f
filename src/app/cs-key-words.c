/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-key-words.h"
#include "cs-actions.h"
#include "cs-settings.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- words --- */

typedef struct {
  const char *open, *after; /* of "{name|key}" in the sentence */
  const CsAction *action;
  char *prefers; /* the name of a key, NULL for the first */
} Place;

static void
place_clear (Place *place)
{
  g_clear_pointer (&place->prefers, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* The first from FROM on that names an action. */
static gboolean
next_place (const char *from, Place *ret_place)
{
  for (const char *open = strchr (from, '{'); open != NULL; open = strchr (open + 1, '{')) {
    const char *close = strchr (open, '}');
    if (close == NULL)
      return FALSE;
    g_autofree char *inside = g_strndup (open + 1, (gsize)(close - open - 1));
    char *bar = strchr (inside, '|');
    if (bar != NULL)
      *bar = '\0';
    const CsAction *action = cs_actions_find (inside);
    if (action == NULL)
      continue;
    *ret_place = (Place){ open, close + 1, action, bar != NULL ? g_strdup (bar + 1) : NULL };
    return TRUE;
  }
  return FALSE;
}

/* NULL without a key. Caller frees. */
static char *
key_of (const Place *place)
{
  g_auto (GStrv) keys = g_strsplit (place->action->keys, "|", -1);
  if (place->prefers != NULL && g_strv_contains ((const char *const *)keys, place->prefers))
    return cs_keys_label (place->prefers);
  return cs_actions_key_label (place->action->name);
}

/* Brackets round nothing but the key. */
static gboolean
is_bracketed (const char *sentence, const Place *place)
{
  return place->open - sentence >= 2 && place->open[-1] == '(' && place->open[-2] == ' ' &&
         place->after[0] == ')';
}

char *
cs_key_words (const char *sentence)
{
  GString *words = g_string_new (NULL);
  const char *from = sentence;
  for (;;) {
    g_auto (Place) place = { 0 };
    if (!next_place (from, &place))
      break;
    g_autofree char *key = key_of (&place);
    gboolean bracketed = key == NULL && is_bracketed (sentence, &place);
    g_string_append_len (words, from, place.open - from - (bracketed ? 2 : 0));
    from = place.after + (bracketed ? 1 : 0);
    if (key != NULL)
      g_string_append (words, key);
    else if (!bracketed && (place.open > sentence || place.after[0] != '\0'))
      /* Translators: what stands for a key where there is none: what it would do. */
      g_string_append_printf (words, _ ("“%s”"), place.action->title);
  }
  g_string_append (words, from);
  return g_string_free (words, FALSE);
}

/* --- what follows --- */

#define FOLLOWED "cs-key-words"

static gboolean
is_key_alone (const char *sentence)
{
  g_auto (Place) place = { 0 };
  return next_place (sentence, &place) && place.open == sentence && place.after[0] == '\0';
}

static void
put (gpointer object, const char *property, const char *sentence)
{
  g_autofree char *words = cs_key_words (sentence);
  g_object_set (object, property, words, NULL);
  if (GTK_IS_LABEL (object) && is_key_alone (sentence))
    gtk_widget_set_visible (object, words[0] != '\0');
}

static void
settings_cb (GObject *object)
{
  GHashTableIter iter;
  gpointer property = NULL, sentence = NULL;
  g_hash_table_iter_init (&iter, g_object_get_data (object, FOLLOWED));
  while (g_hash_table_iter_next (&iter, &property, &sentence))
    put (object, property, sentence);
}

static GHashTable *
followed_of (GObject *object)
{
  GHashTable *followed = g_object_get_data (object, FOLLOWED);
  if (followed != NULL)
    return followed;
  followed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_object_set_data_full (object, FOLLOWED, followed, (GDestroyNotify)g_hash_table_unref);
  g_signal_connect_object (cs_settings_get_default (), "changed", G_CALLBACK (settings_cb), object,
                           G_CONNECT_SWAPPED);
  return followed;
}

void
cs_key_words_set (gpointer object, const char *property, const char *sentence)
{
  g_auto (Place) place = { 0 };
  if (sentence != NULL && next_place (sentence, &place)) {
    g_hash_table_replace (followed_of (object), g_strdup (property), g_strdup (sentence));
    put (object, property, sentence);
    return;
  }
  GHashTable *followed = g_object_get_data (object, FOLLOWED);
  if (followed != NULL)
    g_hash_table_remove (followed, property);
  g_object_set (object, property, sentence, NULL);
}

static void
follow (GtkWidget *widget, const char *property, const char *sentence)
{
  g_auto (Place) place = { 0 };
  if (sentence != NULL && next_place (sentence, &place)) {
    g_autofree char *own = g_strdup (sentence);
    cs_key_words_set (widget, property, own);
  }
}

void
cs_key_words_below (GtkWidget *widget)
{
  follow (widget, "tooltip-text", gtk_widget_get_tooltip_text (widget));
  if (GTK_IS_LABEL (widget))
    follow (widget, "label", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    cs_key_words_below (child);
}
