/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sign-entry.h"
#include "cs-case-words.h"

#include <glib/gi18n.h>

struct _CsSignEntry {
  GObject parent_instance;
  char *title, *what, *tip;
  gboolean left;
};

G_DEFINE_FINAL_TYPE (CsSignEntry, cs_sign_entry, G_TYPE_OBJECT)

enum { TITLE = 1, WHAT, WORD, ICON, TIP, SPOKEN, CLASSES, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

gboolean
cs_sign_row_unseen (const CsSignRow *row)
{
  return row->not_shown > 0 || row->texts_not_shown > 0;
}

char *
cs_sign_row_reason (const CsSignRow *row)
{
  if (row->corrected)
    return g_strdup (_ ("corrected by you"));
  return cs_sign_row_unseen (row) ? cs_not_shown_words (row->not_shown, row->texts_not_shown)
                                  : g_strdup (row->reason);
}

static char *
content_words (const CsSignRow *row)
{
  guint marks = (guint)row->marks;
  if (marks > 0)
    return cs_marks_words (marks, (guint)row->relations);
  switch (row->answer) {
  case CS_ANSWER_NOT_ASSESSABLE:
    return g_strdup (_ ("not assessable"));
  case CS_ANSWER_EQUIVOCAL:
    return g_strdup (_ ("equivocal"));
  default:
    return g_strdup (_ ("nothing to mark"));
  }
}

static char *
what_words (const CsSignRow *row)
{
  if (row->reason != NULL)
    return cs_sign_row_reason (row);
  g_autofree char *content = content_words (row);
  if (!cs_sign_row_unseen (row))
    return g_steal_pointer (&content);
  g_autofree char *unseen = cs_not_shown_words (row->not_shown, row->texts_not_shown);
  return g_strdup_printf ("%s · %s", content, unseen);
}

static const char *
state_word (CsSignEntry *self)
{
  return self->left ? _ ("left out") : _ ("accepted");
}

static void
cs_sign_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CsSignEntry *self = CS_SIGN_ENTRY (object);
  switch (id) {
  case TITLE:
    g_value_set_string (value, self->title);
    break;
  case WHAT:
    g_value_set_string (value, self->what);
    break;
  case WORD:
    g_value_set_string (value, state_word (self));
    break;
  case ICON:
    g_value_set_string (value,
                        self->left ? "action-unavailable-symbolic" : "object-select-symbolic");
    break;
  case TIP:
    g_value_set_string (value, self->tip);
    break;
  case SPOKEN:
    g_value_take_string (
        value, g_strdup_printf ("%s, %s, %s", self->title, self->what, state_word (self)));
    break;
  default:
    g_value_set_boxed (value, (const char *const[]){ self->left ? "cs-left-out" : NULL, NULL });
  }
}

static void
cs_sign_entry_finalize (GObject *object)
{
  CsSignEntry *self = CS_SIGN_ENTRY (object);
  g_free (self->title);
  g_free (self->what);
  g_free (self->tip);
  G_OBJECT_CLASS (cs_sign_entry_parent_class)->finalize (object);
}

static void
cs_sign_entry_class_init (CsSignEntryClass *klass)
{
  static const char *const names[] = { NULL,   "title", "what",   "word",
                                       "icon", "tip",   "spoken", "classes" };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  G_OBJECT_CLASS (klass)->get_property = cs_sign_entry_get_property;
  G_OBJECT_CLASS (klass)->finalize = cs_sign_entry_finalize;
  for (guint i = 1; i < N_PROPERTIES; i++)
    properties[i] = i == CLASSES ? g_param_spec_boxed (names[i], NULL, NULL, G_TYPE_STRV, flags)
                                 : g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
cs_sign_entry_init (CsSignEntry *self)
{
}

CsSignEntry *
cs_sign_entry_new (const CsSignRow *row)
{
  CsSignEntry *self = g_object_new (CS_TYPE_SIGN_ENTRY, NULL);
  self->title = g_strdup (row->title);
  self->what = what_words (row);
  self->tip =
      g_strdup_printf ("%s: %s", row->title, row->reason != NULL ? row->reason : self->what);
  self->left = row->reason != NULL;
  return self;
}
