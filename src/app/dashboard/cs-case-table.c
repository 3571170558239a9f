/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-table.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  CsCaseLine *line;
  const char *folded;      /* title, person, priority, overdue, segments, a line each; owned by the
                              table's      texts */
  guint word;              /* of cs_case_words */
  guint holders;           /* 0: nobody; else one more than their place in the table's holders */
  const char *segments[2]; /* interned; NULL for none of that kind */
} Row;

struct _CsCaseTable {
  Row *rows;
  guint n;
  gint64 *keys[CS_CASE_COLUMNS]; /* rows in the order of a column are in that of its numbers */
  GPtrArray *holders;            /* of CsCasePerson, all who have a case as one: "ana, ben" */
  GPtrArray *people;             /* the same, each alone; both in the order of their names */
  guint *counts;                 /* of each word */
  guint n_high;                  /* of high priority */
  guint n_overdue;
  GHashTable *segments; /* interned name -> how many cases are in it */
  GStringChunk *texts;
  int refs;
};

static void
person_free (gpointer data)
{
  CsCasePerson *person = data;
  g_free (person->handle);
  g_free (person->name);
  g_free (person);
}

CsCaseTable *
cs_case_table_ref (CsCaseTable *table)
{
  __atomic_add_fetch (&table->refs, 1, __ATOMIC_RELAXED);
  return table;
}

void
cs_case_table_unref (CsCaseTable *table)
{
  if (table == NULL || __atomic_sub_fetch (&table->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  for (guint i = 0; i < table->n; i++)
    cs_case_line_free (table->rows[i].line);
  for (guint i = 0; i < CS_CASE_COLUMNS; i++)
    g_free (table->keys[i]);
  g_free (table->rows);
  g_free (table->counts);
  g_ptr_array_unref (table->holders);
  g_ptr_array_unref (table->people);
  g_hash_table_unref (table->segments);
  g_string_chunk_free (table->texts);
  g_free (table);
}

/* --- making --- */

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const CsCasePerson *one = *(CsCasePerson *const *)a, *other = *(CsCasePerson *const *)b;
  int order = strcmp (one->name, other->name);
  return order != 0 ? order : strcmp (one->handle, other->handle);
}

/* Of HANDLES, "ana, ben", the names. Caller frees. */
static char *
names_of (const char *handles, GHashTable *names)
{
  g_auto (GStrv) each = g_strsplit (handles, ", ", -1);
  for (guint i = 0; each[i] != NULL && names != NULL; i++) {
    const char *name = g_hash_table_lookup (names, each[i]);
    if (name == NULL)
      continue;
    g_free (each[i]);
    each[i] = g_strdup (name);
  }
  return g_strjoinv (", ", each);
}

/* They have COUNT cases more; PLACES: handle -> the one of PEOPLE. */
static void
count_person (GPtrArray *people, GHashTable *places, const char *handle, GHashTable *names,
              guint count)
{
  CsCasePerson *person = g_hash_table_lookup (places, handle);
  if (person == NULL) {
    person = g_new0 (CsCasePerson, 1);
    person->handle = g_strdup (handle);
    person->name = names_of (handle, names);
    g_ptr_array_add (people, person);
    g_hash_table_insert (places, person->handle, person);
  }
  person->count += count;
}

static void
gather_holders (CsCaseTable *table, GHashTable *names)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < table->n; i++)
    if (table->rows[i].line->with != NULL)
      count_person (table->holders, places, table->rows[i].line->with, names, 1);
  g_ptr_array_sort (table->holders, compare_people);
  for (guint i = 0; i < table->holders->len; i++)
    g_hash_table_insert (places, ((CsCasePerson *)table->holders->pdata[i])->handle,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < table->n; i++)
    if (table->rows[i].line->with != NULL)
      table->rows[i].holders =
          GPOINTER_TO_UINT (g_hash_table_lookup (places, table->rows[i].line->with));
}

static void
gather_people (CsCaseTable *table, GHashTable *names)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < table->holders->len; i++) {
    const CsCasePerson *holders = table->holders->pdata[i];
    g_auto (GStrv) each = g_strsplit (holders->handle, ", ", -1);
    for (guint k = 0; each[k] != NULL; k++)
      count_person (table->people, places, each[k], names, holders->count);
  }
  g_ptr_array_sort (table->people, compare_people);
}

static void
gather_segments (CsCaseTable *table)
{
  for (guint i = 0; i < table->n; i++) {
    Row *row = &table->rows[i];
    row->segments[0] = g_intern_string (row->line->row->sensitive);
    row->segments[1] = g_intern_string (row->line->row->expertise);
    for (guint s = 0; s < G_N_ELEMENTS (row->segments); s++) {
      const char *name = row->segments[s];
      if (name != NULL && (s == 0 || name != row->segments[0]))
        g_hash_table_insert (
            table->segments, (gpointer)name,
            GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (table->segments, name)) + 1));
    }
  }
}

static void
append_folded (GString *text, const char *words)
{
  if (words == NULL)
    return;
  g_autofree char *folded = g_utf8_casefold (words, -1);
  g_string_append_c (text, '\n');
  g_string_append (text, folded);
}

static void
fold_texts (CsCaseTable *table, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < table->holders->len; i++)
    g_ptr_array_add (names,
                     g_utf8_casefold (((const CsCasePerson *)table->holders->pdata[i])->name, -1));
  /* The usual one is no word that a search could find. */
  g_autofree char *low = g_utf8_casefold (cs_priority_word (-1), -1);
  g_autofree char *high = g_utf8_casefold (cs_priority_word (1), -1);
  g_autofree char *overdue = g_utf8_casefold (C_ ("a case", "Overdue"), -1);
  const char *const ranks[] = { low, "", high };
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < table->n && !g_cancellable_is_cancelled (cancellable); i++) {
    Row *row = &table->rows[i];
    g_autofree char *title = g_utf8_casefold (row->line->row->title, -1);
    g_string_assign (text, title);
    g_string_append_c (text, '\n');
    if (row->holders > 0)
      g_string_append (text, names->pdata[row->holders - 1]);
    g_string_append_c (text, '\n');
    g_string_append (text, ranks[row->line->row->priority + 1]);
    g_string_append_c (text, '\n');
    g_string_append (text, row->line->row->overdue ? overdue : "");
    for (guint s = 0; s < G_N_ELEMENTS (row->segments); s++)
      append_folded (text, row->segments[s]);
    row->folded = g_string_chunk_insert_len (table->texts, text->str, (gssize)text->len);
  }
}

typedef struct {
  char *key;
  guint row;
} Titled;

static int
compare_titled (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Titled *)a)->key, ((const Titled *)b)->key);
}

static void
order_titles (CsCaseTable *table, const CsCaseTable *before, GCancellable *cancellable)
{
  gint64 *keys = table->keys[CS_CASE_COLUMN_TITLE];
  if (before != NULL && before->n == table->n && table->n > 0 &&
      cs_case_table_common (table, before) == table->n) {
    memcpy (keys, before->keys[CS_CASE_COLUMN_TITLE], table->n * sizeof *keys);
    return;
  }
  g_autofree Titled *titles = g_new (Titled, table->n);
  guint n = 0;
  for (; n < table->n && !g_cancellable_is_cancelled (cancellable); n++)
    titles[n] =
        (Titled){ g_utf8_collate_key_for_filename (table->rows[n].line->row->title, -1), n };
  qsort (titles, n, sizeof *titles, compare_titled);
  gint64 place = 0;
  for (guint i = 0; i < n; i++) {
    place += i > 0 && strcmp (titles[i - 1].key, titles[i].key) != 0;
    keys[titles[i].row] = place;
  }
  for (guint i = 0; i < n; i++)
    g_free (titles[i].key);
}

static void
fill_keys (CsCaseTable *table)
{
  for (guint i = 0; i < table->n; i++) {
    const Row *row = &table->rows[i];
    const CsCaseLine *line = row->line;
    table->keys[CS_CASE_COLUMN_STATE][i] =
        (gint64)(row->word * 3 + 1 - line->row->priority) << 32 | (guint32)line->row->due;
    table->keys[CS_CASE_COLUMN_WITH][i] = row->holders;
    table->keys[CS_CASE_COLUMN_MARKS][i] =
        line->marks && line->row->has_revision ? line->row->marks : -1;
    table->keys[CS_CASE_COLUMN_WHAT][i] = line->slices * 1000 + line->images * 10 + line->texts;
    table->keys[CS_CASE_COLUMN_WHEN][i] = line->wall;
  }
}

CsCaseTable *
cs_case_table_new (GPtrArray *lines, GHashTable *people, const CsCaseTable *before,
                   GCancellable *cancellable)
{
  guint n_words = 0;
  const CsCaseWord *words = cs_case_words (&n_words);
  g_autoptr (CsCaseTable) table = g_new0 (CsCaseTable, 1);
  table->refs = 1;
  table->n = lines->len;
  table->rows = g_new0 (Row, table->n);
  table->counts = g_new0 (guint, n_words);
  table->holders = g_ptr_array_new_with_free_func (person_free);
  table->people = g_ptr_array_new_with_free_func (person_free);
  table->texts = g_string_chunk_new (65536);
  table->segments = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < CS_CASE_COLUMNS; i++)
    table->keys[i] = g_new0 (gint64, table->n);
  for (guint i = 0; i < table->n; i++) {
    Row *row = &table->rows[i];
    row->line = lines->pdata[i];
    row->word = (guint)(cs_case_word_of (row->line->row) - words);
    table->counts[row->word]++;
    table->n_high += row->line->row->priority > 0;
    table->n_overdue += row->line->row->overdue;
  }
  g_ptr_array_set_free_func (lines, NULL);
  g_ptr_array_set_size (lines, 0);
  gather_holders (table, people);
  gather_people (table, people);
  gather_segments (table);
  fold_texts (table, cancellable);
  order_titles (table, before, cancellable);
  fill_keys (table);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&table);
}

/* --- looking --- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

guint
cs_case_table_length (const CsCaseTable *table)
{
  return table->n;
}

const CsCaseLine *
cs_case_table_line (const CsCaseTable *table, guint row)
{
  return table->rows[row].line;
}

const char *
cs_case_table_with (const CsCaseTable *table, guint row)
{
  guint holders = table->rows[row].holders;
  return holders > 0 ? ((const CsCasePerson *)table->holders->pdata[holders - 1])->name : NULL;
}

const GPtrArray *
cs_case_table_people (const CsCaseTable *table)
{
  return table->people;
}

GPtrArray *
cs_case_table_segments (const CsCaseTable *table)
{
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (table->segments, NULL);
  GPtrArray *sorted = g_ptr_array_new ();
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (sorted, names[i]);
  g_ptr_array_sort (sorted, compare_names);
  return sorted;
}

guint
cs_case_table_common (const CsCaseTable *table, const CsCaseTable *other)
{
  guint same = 0;
  while (same < table->n && same < other->n &&
         cs_gid_equal (&table->rows[same].line->row->gid, &other->rows[same].line->row->gid))
    same++;
  return same;
}

/* What KEY asks of a row: one of these, or nothing. */
typedef struct {
  gboolean by_word, high, overdue;
  guint word;
  const char *segment; /* interned; or NULL */
  const char *handle;  /* NULL for any */
} Wish;

static gboolean
is_in (const Row *row, const char *segment)
{
  return row->segments[0] == segment || row->segments[1] == segment;
}

static Wish
read_key (const char *key)
{
  guint n_words = 0;
  const CsCaseWord *words = cs_case_words (&n_words);
  Wish wish = { 0 };
  if (g_str_has_prefix (key, CS_CASE_WITH)) {
    wish.handle = key + strlen (CS_CASE_WITH);
    return wish;
  }
  if (g_str_has_prefix (key, CS_CASE_IN)) {
    wish.segment = g_intern_string (key + strlen (CS_CASE_IN));
    return wish;
  }
  wish.high = strcmp (key, "high") == 0;
  wish.overdue = strcmp (key, "overdue") == 0;
  if (wish.high || wish.overdue || strcmp (key, "all") == 0)
    return wish;
  wish.by_word = TRUE;
  wish.word = G_MAXUINT;
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i].key, key) == 0)
      wish.word = i;
  return wish;
}

static guint
count_with (const CsCaseTable *table, const char *handle)
{
  for (guint i = 0; i < table->people->len; i++) {
    const CsCasePerson *person = table->people->pdata[i];
    if (strcmp (person->handle, handle) == 0)
      return person->count;
  }
  return 0;
}

/* Of nobody and of each of the table's holders, whether HANDLE is among them. Caller frees. */
static gboolean *
holders_with (const CsCaseTable *table, const char *handle)
{
  gboolean *with = g_new0 (gboolean, table->holders->len + 1);
  for (guint i = 0; i < table->holders->len; i++) {
    const CsCasePerson *holders = table->holders->pdata[i];
    g_auto (GStrv) each = g_strsplit (holders->handle, ", ", -1);
    with[i + 1] = g_strv_contains ((const char *const *)each, handle);
  }
  return with;
}

guint
cs_case_table_count (const CsCaseTable *table, const char *key)
{
  Wish wish = read_key (key);
  if (wish.segment != NULL)
    return GPOINTER_TO_UINT (g_hash_table_lookup (table->segments, wish.segment));
  if (wish.high)
    return table->n_high;
  if (wish.overdue)
    return table->n_overdue;
  if (wish.handle != NULL)
    return count_with (table, wish.handle);
  if (wish.by_word)
    return wish.word != G_MAXUINT ? table->counts[wish.word] : 0;
  return table->n;
}

typedef struct {
  const gint64 *keys[CS_CASE_COLUMNS];
  int sign[CS_CASE_COLUMNS];
  guint n;
} Order;

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  guint32 one = *(const guint32 *)a, other = *(const guint32 *)b;
  for (guint i = 0; i < order->n; i++) {
    gint64 left = order->keys[i][one], right = order->keys[i][other];
    if (left != right)
      return left < right ? -order->sign[i] : order->sign[i];
  }
  return one < other ? -1 : 1;
}

void
cs_case_table_sort (const CsCaseTable *table, const CsCaseSort *sorts, guint n_sorts, guint32 *rows)
{
  Order order = { .n = MIN (n_sorts, CS_CASE_COLUMNS) };
  for (guint i = 0; i < order.n; i++) {
    order.keys[i] = table->keys[sorts[i].column];
    order.sign[i] = sorts[i].descending ? -1 : 1;
  }
  for (guint i = 0; i < table->n; i++)
    rows[i] = i;
  if (order.n > 0 && table->n > 1)
    g_qsort_with_data (rows, (int)table->n, sizeof *rows, compare_rows, &order);
}

guint
cs_case_table_pick (const CsCaseTable *table, const guint32 *order, const char *key,
                    const char *folded, guint32 *rows)
{
  Wish wish = read_key (key);
  g_autofree gboolean *with = wish.handle != NULL ? holders_with (table, wish.handle) : NULL;
  guint n = 0;
  for (guint i = 0; i < table->n; i++) {
    const Row *row = &table->rows[order[i]];
    if ((wish.by_word && row->word != wish.word) || (with != NULL && !with[row->holders]) ||
        (wish.high && row->line->row->priority <= 0) ||
        (wish.overdue && !row->line->row->overdue) ||
        (wish.segment != NULL && !is_in (row, wish.segment)) ||
        (folded != NULL && strstr (row->folded, folded) == NULL))
      continue;
    rows[n++] = order[i];
  }
  return n;
}
