/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-list.h"

#include <string.h>

/* --- a case --- */

struct _CsCaseEntry {
  GObject parent_instance;
  CsCaseLine *line;
  char *when, *with;       /* as people are called; NULL for nobody */
  char *sort_key, *folded; /* made when first asked for; of the title, which never changes */
};

G_DEFINE_FINAL_TYPE (CsCaseEntry, cs_case_entry, G_TYPE_OBJECT)

enum { PROP_TITLE = 1, STATE, ICON, STATE_CLASSES, WITH, MARKS, WHAT, SPOKEN, WHEN, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

const CsCaseLine *
cs_case_entry_line (CsCaseEntry *self)
{
  return self->line;
}

static char *
marks_text (const CsCaseLine *line)
{
  if (!line->marks || !line->row->has_revision)
    return g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_FORMAT, line->row->marks);
}

static char *
spoken_text (const CsCaseEntry *self)
{
  const char *word = cs_case_word_of (self->line->row)->word, *title = self->line->row->title;
  return self->with != NULL ? g_strdup_printf ("%s, %s, %s", title, word, self->with)
                            : g_strdup_printf ("%s, %s", title, word);
}

static void
cs_case_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const CsCaseLine *line = CS_CASE_ENTRY (object)->line;
  const CsCaseWord *word = cs_case_word_of (line->row);
  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, line->row->title);
    break;
  case STATE:
    g_value_set_static_string (value, word->word);
    break;
  case ICON:
    g_value_set_static_string (value, word->icon);
    break;
  case STATE_CLASSES:
    g_value_set_boxed (value, (const char *const[]){ word->css, NULL });
    break;
  case WITH:
    g_value_set_string (value,
                        CS_CASE_ENTRY (object)->with != NULL ? CS_CASE_ENTRY (object)->with : "");
    break;
  case MARKS:
    g_value_take_string (value, marks_text (line));
    break;
  case WHAT:
    g_value_take_string (value, cs_case_what (line));
    break;
  case SPOKEN:
    g_value_take_string (value, spoken_text (CS_CASE_ENTRY (object)));
    break;
  default:
    g_value_set_string (value, CS_CASE_ENTRY (object)->when);
  }
}

static void
cs_case_entry_finalize (GObject *object)
{
  CsCaseEntry *self = CS_CASE_ENTRY (object);
  cs_case_line_free (self->line);
  g_free (self->when);
  g_free (self->with);
  g_free (self->sort_key);
  g_free (self->folded);
  G_OBJECT_CLASS (cs_case_entry_parent_class)->finalize (object);
}

static void
cs_case_entry_class_init (CsCaseEntryClass *klass)
{
  static const char *const names[] = { NULL,   "title", "state", "icon",   "state-classes",
                                       "with", "marks", "what",  "spoken", "when" };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  G_OBJECT_CLASS (klass)->get_property = cs_case_entry_get_property;
  G_OBJECT_CLASS (klass)->finalize = cs_case_entry_finalize;
  for (guint i = 1; i < N_PROPERTIES; i++)
    properties[i] = i == STATE_CLASSES
                        ? g_param_spec_boxed (names[i], NULL, NULL, G_TYPE_STRV, flags)
                        : g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
cs_case_entry_init (CsCaseEntry *self)
{
}

/* Takes LINE over; tells the cells what is another now. */
static void
replace_line (CsCaseEntry *self, CsCaseLine *line, CsEnv *env, GHashTable *people)
{
  g_autoptr (CsCaseLine) before = self->line;
  self->line = line;
  g_free (self->when);
  self->when = cs_when (env, line->wall);
  const char *name =
      people != NULL && line->with != NULL ? g_hash_table_lookup (people, line->with) : NULL;
  g_free (self->with);
  self->with = g_strdup (name != NULL ? name : line->with);
  if (before == NULL)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (cs_case_word_of (before->row) != cs_case_word_of (line->row)) {
    g_object_notify_by_pspec (G_OBJECT (self), properties[STATE]);
    g_object_notify_by_pspec (G_OBJECT (self), properties[ICON]);
    g_object_notify_by_pspec (G_OBJECT (self), properties[STATE_CLASSES]);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[WITH]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[MARKS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[WHAT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[SPOKEN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[WHEN]);
  g_object_thaw_notify (G_OBJECT (self));
}

static const char *
sort_key (CsCaseEntry *self)
{
  if (self->sort_key == NULL)
    self->sort_key = g_utf8_collate_key_for_filename (self->line->row->title, -1);
  return self->sort_key;
}

static int
order_of (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static gint64
known_marks (const CsCaseLine *line)
{
  return line->marks && line->row->has_revision ? line->row->marks : -1;
}

static gint64
size_of (const CsCaseLine *line)
{
  return line->slices * 1000 + line->images * 10 + line->texts;
}

int
cs_case_entry_compare (gconstpointer a, gconstpointer b, gpointer column)
{
  CsCaseEntry *left = (CsCaseEntry *)a, *right = (CsCaseEntry *)b;
  const CsCaseLine *one = left->line, *other = right->line;
  switch ((CsCaseColumn)GPOINTER_TO_INT (column)) {
  case CS_CASE_COLUMN_STATE:
    return order_of (cs_case_word_of (one->row) - cs_case_words (NULL),
                     cs_case_word_of (other->row) - cs_case_words (NULL));
  case CS_CASE_COLUMN_WITH:
    return g_strcmp0 (left->with, right->with);
  case CS_CASE_COLUMN_MARKS:
    return order_of (known_marks (one), known_marks (other));
  case CS_CASE_COLUMN_WHAT:
    return order_of (size_of (one), size_of (other));
  case CS_CASE_COLUMN_WHEN:
    return order_of (one->wall, other->wall);
  default:
    return strcmp (sort_key (left), sort_key (right));
  }
}

gboolean
cs_case_entry_matches (CsCaseEntry *self, const char *folded)
{
  if (self->folded == NULL)
    self->folded = g_utf8_casefold (self->line->row->title, -1);
  g_autofree char *with = self->with != NULL ? g_utf8_casefold (self->with, -1) : NULL;
  return strstr (self->folded, folded) != NULL || (with != NULL && strstr (with, folded) != NULL);
}

/* --- the list --- */

struct _CsCaseList {
  GObject parent_instance;
  GPtrArray *entries; /* of CsCaseEntry */
};

static GType
get_item_type (GListModel *model)
{
  return CS_TYPE_CASE_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return CS_CASE_LIST (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  const GPtrArray *entries = CS_CASE_LIST (model)->entries;
  return position < entries->len ? g_object_ref (entries->pdata[position]) : NULL;
}

static void
init_model (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsCaseList, cs_case_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

/* In the order of arrival cases are only ever added at the end, so the common part stays. */
void
cs_case_list_take (CsCaseList *self, GPtrArray *lines, CsEnv *env, GHashTable *people)
{
  guint same = 0, before = self->entries->len;
  g_ptr_array_set_free_func (lines, NULL);
  while (same < before && same < lines->len &&
         cs_gid_equal (&((CsCaseEntry *)self->entries->pdata[same])->line->row->gid,
                       &((CsCaseLine *)lines->pdata[same])->row->gid)) {
    replace_line (self->entries->pdata[same], lines->pdata[same], env, people);
    same++;
  }
  g_ptr_array_set_size (self->entries, (int)same);
  for (guint i = same; i < lines->len; i++) {
    CsCaseEntry *entry = g_object_new (CS_TYPE_CASE_ENTRY, NULL);
    replace_line (entry, lines->pdata[i], env, people);
    g_ptr_array_add (self->entries, entry);
  }
  guint after = lines->len;
  g_ptr_array_set_size (lines, 0);
  if (before > same || after > same)
    g_list_model_items_changed (G_LIST_MODEL (self), same, before - same, after - same);
}

guint
cs_case_list_count (CsCaseList *self, const char *key)
{
  const char *person = g_str_has_prefix (key, "with-") ? key + strlen ("with-") : NULL;
  guint n = 0;
  for (guint i = 0; i < self->entries->len; i++) {
    const CsCaseLine *line = ((CsCaseEntry *)self->entries->pdata[i])->line;
    n += person != NULL ? g_strcmp0 (line->with, person) == 0
                        : strcmp (cs_case_word_of (line->row)->key, key) == 0;
  }
  return n;
}

CsCaseEntry *
cs_case_list_find (CsCaseList *self, const CsGid *case_gid)
{
  for (guint i = 0; i < self->entries->len; i++) {
    CsCaseEntry *entry = self->entries->pdata[i];
    if (cs_gid_equal (&entry->line->row->gid, case_gid))
      return entry;
  }
  return NULL;
}

static void
cs_case_list_finalize (GObject *object)
{
  g_ptr_array_unref (CS_CASE_LIST (object)->entries);
  G_OBJECT_CLASS (cs_case_list_parent_class)->finalize (object);
}

static void
cs_case_list_class_init (CsCaseListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_case_list_finalize;
}

static void
cs_case_list_init (CsCaseList *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}

CsCaseList *
cs_case_list_new (void)
{
  return g_object_new (CS_TYPE_CASE_LIST, NULL);
}
