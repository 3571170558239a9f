/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-load-known.h"

#include <string.h>

#define HASHED_VALUES 8 /* the first corners of a shape tell it apart */

struct _CsLoadKnown {
  CsMarkSet *set;     /* empty for suggestions */
  GHashTable *shapes; /* CsMark by label and shape; owned */
};

static guint
hash_shape (gconstpointer data)
{
  const CsMark *mark = data;
  guint hash = g_str_hash (mark->label) ^ cs_gid_hash_func (&mark->item) ^ mark->n_values;
  for (guint i = 0; i < MIN (mark->n_values, HASHED_VALUES); i++)
    hash = hash * 31 + g_int64_hash (&mark->values[i]);
  return hash * 31 + mark->part * 31 + mark->frame;
}

static gboolean
same_shape (gconstpointer a, gconstpointer b)
{
  const CsMark *x = a, *y = b;
  return strcmp (x->label, y->label) == 0 && cs_mark_same_geometry (x, y);
}

CsLoadKnown *
cs_load_known_new (const CsMarkSet *set)
{
  CsLoadKnown *self = g_new0 (CsLoadKnown, 1);
  self->set = cs_mark_set_ref (set);
  self->shapes =
      g_hash_table_new_full (hash_shape, same_shape, (GDestroyNotify)cs_mark_unref, NULL);
  for (guint i = 0; i < set->n_marks; i++)
    g_hash_table_add (self->shapes, cs_mark_ref (set->marks[i]));
  return self;
}

CsLoadKnown *
cs_load_known_new_suggested (const GPtrArray *rows, const char *model)
{
  g_autoptr (CsMarkSet) none = cs_mark_set_new_empty ();
  CsLoadKnown *self = cs_load_known_new (none);
  for (guint i = 0; i < rows->len; i++) {
    const CsSuggestionRow *row = rows->pdata[i];
    if (strcmp (row->model, model) == 0)
      g_hash_table_add (self->shapes, cs_mark_ref (row->mark));
  }
  return self;
}

void
cs_load_known_free (CsLoadKnown *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->shapes);
  cs_mark_set_unref (self->set);
  g_free (self);
}

const CsMark *
cs_load_known_find (const CsLoadKnown *self, const CsMark *mark)
{
  const CsMark *same = cs_mark_set_get (self->set, mark->id);
  if (same != NULL && same_shape (same, mark))
    return same;
  return g_hash_table_lookup (self->shapes, mark);
}

gboolean
cs_load_known_answer (const CsLoadKnown *self, const CsGid *item, CsAnswer answer, const char *note)
{
  const CsMarkAnswer *there = cs_mark_set_answer (self->set, item);
  return there != NULL && there->answer == answer && g_strcmp0 (there->note, note) == 0;
}
