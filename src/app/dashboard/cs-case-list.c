/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-list.h"

#include <string.h>

/* --- a case --- */

struct _CsCaseEntry {
  GObject parent_instance;
  CsCaseList *list; /* whose place it is; NULL for one that is held, or when there is none */
  guint position;
  CsCaseTable *table;
  CsEnv *env;
  guint row;
};

G_DEFINE_FINAL_TYPE (CsCaseEntry, cs_case_entry, G_TYPE_OBJECT)

enum { PROP_TITLE = 1, STATE, ICON, STATE_CLASSES, WITH, MARKS, WHAT, SPOKEN, WHEN, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

static void forget_entry (CsCaseList *list, guint position);

const CsCaseLine *
cs_case_entry_line (CsCaseEntry *self)
{
  return cs_case_table_line (self->table, self->row);
}

static const char *
with_of (const CsCaseEntry *self)
{
  return cs_case_table_with (self->table, self->row);
}

static char *
marks_text (const CsCaseLine *line)
{
  if (!line->marks || !line->row->has_revision)
    return g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_FORMAT, line->row->marks);
}

static char *
spoken_text (CsCaseEntry *self)
{
  const CsCaseLine *line = cs_case_entry_line (self);
  g_autofree char *word = cs_case_state (line->row);
  const char *title = line->row->title;
  const char *with = with_of (self);
  return with != NULL ? g_strdup_printf ("%s, %s, %s", title, word, with)
                      : g_strdup_printf ("%s, %s", title, word);
}

static void
cs_case_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CsCaseEntry *self = CS_CASE_ENTRY (object);
  const CsCaseLine *line = cs_case_entry_line (self);
  const CsCaseWord *word = cs_case_word_of (line->row);
  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, line->row->title);
    break;
  case STATE:
    g_value_take_string (value, cs_case_state (line->row));
    break;
  case ICON:
    g_value_set_static_string (value, word->icon);
    break;
  case STATE_CLASSES:
    g_value_set_boxed (value, (const char *const[]){ word->css, NULL });
    break;
  case WITH:
    g_value_set_string (value, with_of (self) != NULL ? with_of (self) : "");
    break;
  case MARKS:
    g_value_take_string (value, marks_text (line));
    break;
  case WHAT:
    g_value_take_string (value, cs_case_what (line));
    break;
  case SPOKEN:
    g_value_take_string (value, spoken_text (self));
    break;
  default:
    g_value_take_string (value, cs_when (self->env, line->wall));
  }
}

static void
cs_case_entry_finalize (GObject *object)
{
  CsCaseEntry *self = CS_CASE_ENTRY (object);
  if (self->list != NULL)
    forget_entry (self->list, self->position);
  cs_case_table_unref (self->table);
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

/* ROW of TABLE stands there now; tells the cells what is another. */
static void
entry_show (CsCaseEntry *self, CsCaseTable *table, guint row, CsEnv *env)
{
  if (self->table == table && self->row == row)
    return;
  g_autoptr (CsCaseTable) before = self->table;
  const CsCaseRow *was = cs_case_table_line (before, self->row)->row;
  const CsCaseRow *is = cs_case_table_line (table, row)->row;
  gboolean moved = cs_case_word_of (was) != cs_case_word_of (is) || was->priority != is->priority ||
                   was->due != is->due || was->overdue != is->overdue ||
                   g_strcmp0 (was->sensitive, is->sensitive) != 0 ||
                   g_strcmp0 (was->expertise, is->expertise) != 0;
  self->table = cs_case_table_ref (table);
  self->row = row;
  self->env = env;
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_TITLE; i < N_PROPERTIES; i++)
    if (moved || (i != STATE && i != ICON && i != STATE_CLASSES))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* --- the list --- */

struct _CsCaseList {
  GObject parent_instance;
  CsCaseTable *table; /* or NULL */
  CsEnv *env;
  char *key, *folded;
  CsCaseSort sorts[CS_CASE_COLUMNS];
  guint n_sorts;
  guint32 *order; /* of all rows */
  guint32 *shown; /* of those that are shown */
  guint n_shown, most;
  GtkBitset *selected; /* of positions */
  GHashTable *entries; /* position -> CsCaseEntry, which is not owned */
};

static void
forget_entry (CsCaseList *list, guint position)
{
  g_hash_table_remove (list->entries, GUINT_TO_POINTER (position));
}

static GType
get_item_type (GListModel *model)
{
  return CS_TYPE_CASE_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return CS_CASE_LIST (model)->n_shown;
}

CsCaseEntry *
cs_case_list_hold (CsCaseList *self, guint position)
{
  CsCaseEntry *entry = g_object_new (CS_TYPE_CASE_ENTRY, NULL);
  entry->table = cs_case_table_ref (self->table);
  entry->env = self->env;
  entry->row = self->shown[position];
  return entry;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CsCaseList *self = CS_CASE_LIST (model);
  CsCaseEntry *entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (position));
  if (entry != NULL)
    return g_object_ref (entry);
  if (position >= self->n_shown)
    return NULL;
  entry = cs_case_list_hold (self, position);
  entry->list = self;
  entry->position = position;
  g_hash_table_insert (self->entries, GUINT_TO_POINTER (position), entry);
  return entry;
}

static void
init_model (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (CS_CASE_LIST (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (CS_CASE_LIST (model)->selected);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  CsCaseList *self = CS_CASE_LIST (model);
  g_autoptr (GtkBitset) there = gtk_bitset_new_range (0, self->n_shown);
  g_autoptr (GtkBitset) other = gtk_bitset_copy (self->selected);
  gtk_bitset_difference (other, selected);
  gtk_bitset_intersect (other, mask);
  gtk_bitset_intersect (other, there);
  if (gtk_bitset_is_empty (other))
    return TRUE;
  GtkBitset *after = gtk_bitset_copy (self->selected);
  gtk_bitset_difference (after, other);
  gtk_bitset_unref (self->selected);
  self->selected = after;
  guint first = gtk_bitset_get_minimum (other);
  gtk_selection_model_selection_changed (model, first, gtk_bitset_get_maximum (other) - first + 1);
  return TRUE;
}

static void
init_selection (GtkSelectionModelInterface *interface)
{
  interface->is_selected = is_selected;
  interface->get_selection_in_range = get_selection_in_range;
  interface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsCaseList, cs_case_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, init_selection))

/* --- what is shown --- */

static guint
length_of (const CsCaseList *self)
{
  return self->table != NULL ? cs_case_table_length (self->table) : 0;
}

/* A byte a row: whether it is selected. Caller frees. */
static guint8 *
selected_rows (const CsCaseList *self)
{
  guint8 *rows = g_new0 (guint8, length_of (self) + 1);
  GtkBitsetIter iter;
  guint position = 0;
  if (gtk_bitset_iter_init_first (&iter, self->selected, &position))
    do
      rows[self->shown[position]] = TRUE;
    while (gtk_bitset_iter_next (&iter, &position));
  return rows;
}

/* Those of the places that somebody looks at, each a reference; what lies beyond N is let go. */
static GPtrArray *
keep_places (CsCaseList *self, guint n)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    CsCaseEntry *entry = value;
    if (entry->position < n) {
      g_ptr_array_add (kept, g_object_ref (entry));
      continue;
    }
    entry->list = NULL;
    g_hash_table_iter_remove (&iter);
  }
  return kept;
}

/* The positions of those that CHOSEN names, of the first SAME rows of the table. */
static GtkBitset *
positions_of (const CsCaseList *self, const guint8 *chosen, guint same)
{
  GtkBitset *positions = gtk_bitset_new_empty ();
  for (guint i = 0; i < self->n_shown; i++)
    if (self->shown[i] < same && chosen[self->shown[i]])
      gtk_bitset_add (positions, i);
  return positions;
}

/* Shows what passes; of the first SAME rows of the table CHOSEN tells which are selected. */
static void
show_again (CsCaseList *self, guint same, const guint8 *chosen)
{
  guint before = self->n_shown;
  g_autoptr (GtkBitset) selected = self->selected;
  self->shown = g_renew (guint32, self->shown, length_of (self) + 1);
  self->n_shown = self->table != NULL ? cs_case_table_pick (self->table, self->order, self->key,
                                                            self->folded, self->shown)
                                      : 0;
  self->n_shown = MIN (self->n_shown, self->most);
  guint after = self->n_shown, kept = MIN (before, after);
  g_autoptr (GPtrArray) places = keep_places (self, after);
  self->selected = positions_of (self, chosen, same);
  if (before != after)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, before - kept, after - kept);
  for (guint i = 0; i < places->len; i++) {
    CsCaseEntry *entry = places->pdata[i];
    entry_show (entry, self->table, self->shown[entry->position], self->env);
  }
  if (kept > 0 && !gtk_bitset_equals (selected, self->selected))
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, after);
}

static void
sort_again (CsCaseList *self)
{
  self->order = g_renew (guint32, self->order, length_of (self) + 1);
  if (self->table != NULL)
    cs_case_table_sort (self->table, self->sorts, self->n_sorts, self->order);
}

void
cs_case_list_filter (CsCaseList *self, const char *key, const char *folded)
{
  g_autofree guint8 *chosen = selected_rows (self);
  g_free (self->key);
  self->key = g_strdup (key);
  g_free (self->folded);
  self->folded = g_strdup (folded);
  show_again (self, length_of (self), chosen);
}

void
cs_case_list_limit (CsCaseList *self, guint most)
{
  g_autofree guint8 *chosen = selected_rows (self);
  if (self->most == most)
    return;
  self->most = most;
  show_again (self, length_of (self), chosen);
}

void
cs_case_list_sort (CsCaseList *self, const CsCaseSort *sorts, guint n_sorts)
{
  g_autofree guint8 *chosen = selected_rows (self);
  self->n_sorts = MIN (n_sorts, CS_CASE_COLUMNS);
  for (guint i = 0; i < self->n_sorts; i++)
    self->sorts[i] = sorts[i];
  sort_again (self);
  show_again (self, length_of (self), chosen);
}

/* --- what there is --- */

/* In the order of arrival cases are only ever added at the end, so the common part stays. */
void
cs_case_list_take (CsCaseList *self, CsCaseTable *table, CsEnv *env)
{
  g_autoptr (CsCaseTable) before = self->table;
  g_autofree guint8 *chosen = selected_rows (self);
  guint same = before != NULL && table != NULL ? cs_case_table_common (table, before) : 0;
  self->table = table != NULL ? cs_case_table_ref (table) : NULL;
  self->env = env;
  sort_again (self);
  show_again (self, same, chosen);
}

void
cs_case_list_follow (CsCaseList *self, CsCaseEntry *entry)
{
  if (entry->row < length_of (self) &&
      cs_gid_equal (&cs_case_entry_line (entry)->row->gid,
                    &cs_case_table_line (self->table, entry->row)->row->gid))
    entry_show (entry, self->table, entry->row, self->env);
}

guint
cs_case_list_total (CsCaseList *self)
{
  return length_of (self);
}

guint
cs_case_list_count (CsCaseList *self, const char *key)
{
  return self->table != NULL ? cs_case_table_count (self->table, key) : 0;
}

GPtrArray *
cs_case_list_segments (CsCaseList *self)
{
  return self->table != NULL ? cs_case_table_segments (self->table) : g_ptr_array_new ();
}

const GPtrArray *
cs_case_list_people (CsCaseList *self)
{
  return self->table != NULL ? cs_case_table_people (self->table) : NULL;
}

CsCaseTable *
cs_case_list_table (CsCaseList *self)
{
  return self->table;
}

const CsCaseLine *
cs_case_list_line (CsCaseList *self, guint position)
{
  g_return_val_if_fail (position < self->n_shown, NULL);
  return cs_case_table_line (self->table, self->shown[position]);
}

static void
cs_case_list_finalize (GObject *object)
{
  CsCaseList *self = CS_CASE_LIST (object);
  GHashTableIter iter;
  gpointer entry;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    ((CsCaseEntry *)entry)->list = NULL;
  g_hash_table_unref (self->entries);
  gtk_bitset_unref (self->selected);
  cs_case_table_unref (self->table);
  g_free (self->key);
  g_free (self->folded);
  g_free (self->order);
  g_free (self->shown);
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
  self->key = g_strdup ("all");
  self->most = G_MAXUINT;
  self->selected = gtk_bitset_new_empty ();
  self->entries = g_hash_table_new (NULL, NULL);
}

CsCaseList *
cs_case_list_new (void)
{
  return g_object_new (CS_TYPE_CASE_LIST, NULL);
}
