/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-continued.h"
#include "cs-intake-private.h"
#include "cs-item-facts.h"
#include "cs-series.h"
#include "cs-source-name.h"

#include <string.h>

#define MAX_PARTS 100000
#define MAX_FACTS (15 * 1024 * 1024) /* bytes: an event holds 16 MiB */

typedef struct {
  guint first;            /* the earliest of its files, among the accepted ones */
  GPtrArray *files;       /* of CsIntakeFile in the order of the parts, borrowed */
  const CsSeries *series; /* NULL for a text */
  const char *kind;
  char *title;
  CsJson *facts;
} Item;

static void
free_item (gpointer data)
{
  Item *item = data;
  g_ptr_array_unref (item->files);
  g_free (item->title);
  cs_json_unref (item->facts);
  g_free (item);
}

static Item *
item_new (void)
{
  Item *item = g_new0 (Item, 1);
  item->files = g_ptr_array_new ();
  item->first = G_MAXUINT;
  return item;
}

static void
item_add (Item *item, const CsIntake *intake, guint n)
{
  g_ptr_array_add (item->files, intake->accepted->pdata[n]);
  item->first = MIN (item->first, n);
}

static int
by_first (gconstpointer a, gconstpointer b)
{
  const Item *x = *(Item *const *)a, *y = *(Item *const *)b;
  return x->first < y->first ? -1 : x->first > y->first;
}

/* --- what belongs together --- */

/* The pictures among the accepted files; RET_WHICH says which they are. */
static GPtrArray *
group_pictures (const CsIntake *intake, GArray *ret_which)
{
  g_autoptr (GPtrArray) probes = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < intake->accepted->len; i++) {
    const CsIntakeFile *file = intake->accepted->pdata[i];
    if (file->probe == NULL)
      continue;
    g_ptr_array_add (probes, file->probe);
    g_ptr_array_add (names, file->name);
    g_array_append_val (ret_which, i);
  }
  return cs_series_group ((const CsProbe *const *)probes->pdata, (const char *const *)names->pdata,
                          probes->len);
}

static GPtrArray *
form_items (const CsIntake *intake, const GPtrArray *series, const GArray *which)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (free_item);
  for (guint i = 0; i < series->len; i++) {
    const CsSeries *one = series->pdata[i];
    Item *item = item_new ();
    item->series = one;
    for (guint k = 0; k < one->members->len; k++)
      item_add (item, intake, g_array_index (which, guint, g_array_index (one->members, guint, k)));
    g_ptr_array_add (items, item);
  }
  for (guint i = 0; i < intake->accepted->len; i++) {
    const CsIntakeFile *file = intake->accepted->pdata[i];
    if (file->probe != NULL)
      continue;
    Item *item = item_new ();
    item_add (item, intake, i);
    g_ptr_array_add (items, item);
  }
  g_ptr_array_sort (items, by_first);
  return items;
}

/* --- what they are called --- */

/* The folder that all files of ITEM lie in, "" when there is none. */
static char *
common_folder (const Item *item)
{
  const CsIntakeFile *first = item->files->pdata[0];
  char *folder = cs_source_name_folder (first->name);
  for (guint i = 1; i < item->files->len; i++) {
    const CsIntakeFile *file = item->files->pdata[i];
    gsize length = strlen (folder);
    while (length > 0 && (strncmp (file->name, folder, length) != 0 || file->name[length] != '/')) {
      char *slash = strrchr (folder, '/');
      *(slash != NULL ? slash : folder) = '\0';
      length = strlen (folder);
    }
  }
  return folder;
}

static char *
series_title (const Item *item)
{
  const CsIntakeFile *first = item->files->pdata[0];
  g_autofree char *folder = common_folder (item);
  const char *words = cs_probe_id (first->probe, "series_description");
  if (*folder != '\0')
    return g_steal_pointer (&folder);
  return cs_source_name_join ("", words != NULL ? words : first->name);
}

/* A title that was given before gets a number. TITLES counts how often each was wanted. */
static char *
unlike_others (GHashTable *titles, char *title)
{
  g_autofree char *wanted = title;
  char *chosen = g_strdup (wanted);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (titles, wanted));
  while (g_hash_table_contains (titles, chosen)) {
    g_free (chosen);
    chosen = g_strdup_printf ("%s (%u)", wanted, ++n);
  }
  g_hash_table_insert (titles, g_strdup (wanted), GUINT_TO_POINTER (MAX (n, 1)));
  g_hash_table_insert (titles, g_strdup (chosen), GUINT_TO_POINTER (1));
  return chosen;
}

/* --- facts --- */

static guint64
count_frames (const Item *item)
{
  guint64 frames = 0;
  for (guint i = 0; i < item->files->len; i++)
    frames += cs_probe_facts (((CsIntakeFile *)item->files->pdata[i])->probe)->frames;
  return frames;
}

static CsJson *
facts_of (const Item *item)
{
  g_autofree CsItemPart *parts = g_new0 (CsItemPart, item->files->len);
  const CsIntakeFile *first = item->files->pdata[0];
  for (guint i = 0; i < item->files->len; i++) {
    const CsIntakeFile *file = item->files->pdata[i];
    parts[i] =
        (CsItemPart){ file->name, file->blob.media, &file->blob.hash, file->size, file->probe };
  }
  return cs_item_facts_new (parts, item->files->len,
                            item->series != NULL ? cs_series_to_json (item->series) : NULL,
                            first->text != NULL ? cs_json_ref (first->text) : NULL);
}

static gboolean
facts_fit (const Item *item)
{
  gsize size = 0;
  if (item->files->len > MAX_PARTS)
    return FALSE;
  g_autofree char *text = cs_json_to_canonical (item->facts, &size);
  return size <= MAX_FACTS;
}

static void
describe (Item *item, GHashTable *titles)
{
  const CsIntakeFile *first = item->files->pdata[0];
  item->kind = item->series == NULL ? "text" : count_frames (item) > 1 ? "series" : "image";
  item->facts = facts_of (item);
  item->title =
      unlike_others (titles, item->files->len > 1 ? series_title (item) : g_strdup (first->name));
}

static void
tell_findings (const CsIntake *intake, const Item *item)
{
  for (guint i = 0; item->series != NULL && i < item->series->findings->len; i++) {
    const CsSeriesFinding *finding = item->series->findings->pdata[i];
    cs_problems_add (intake->problems, CS_SEVERITY_WARNING, finding->code, item->title, "%s",
                     finding->message);
  }
}

/* Leaves out an item that no event can hold, though its files are stored by now. */
static void
refuse_item (CsIntake *intake, const Item *item)
{
  cs_intake_refuse (intake, item->title, "limit",
                    "a series with more files or frames than an item can hold; import it in "
                    "several steps");
  for (guint i = 0; i < item->files->len; i++) {
    intake->report->parts--;
    intake->report->bytes -= ((CsIntakeFile *)item->files->pdata[i])->size;
  }
  intake->has_waste = TRUE;
}

static void
describe_all (CsIntake *intake, GPtrArray *items)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < items->len;) {
    Item *item = items->pdata[i];
    describe (item, titles);
    if (facts_fit (item)) {
      tell_findings (intake, item);
      i++;
      continue;
    }
    refuse_item (intake, item);
    g_ptr_array_remove_index (items, i);
  }
}

/* --- cases, and into the project --- */

static void
count_items (CsIntakeReport *report, const GPtrArray *items, const CsGroupedItem *grouped)
{
  g_autoptr (GHashTable) cases = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < items->len; i++) {
    const Item *item = items->pdata[i];
    gint64 *counter = strcmp (item->kind, "text") == 0     ? &report->texts
                      : strcmp (item->kind, "series") == 0 ? &report->series
                                                           : &report->images;
    (*counter)++;
    if (counter == &report->series)
      report->slices += (gint64)count_frames (item);
    g_hash_table_add (cases, GUINT_TO_POINTER (grouped[i].case_index + 1));
  }
  report->items = items->len;
  report->cases = g_hash_table_size (cases);
}

/* Arrays that live as long as GROUPED: the names and paths of an item's files. */
static CsGroupedItem
grouped_of (const Item *item, GPtrArray *keep)
{
  guint n = item->files->len;
  const char **names = g_new0 (const char *, n + 1), **paths = g_new0 (const char *, n + 1);
  g_ptr_array_add (keep, names);
  g_ptr_array_add (keep, paths);
  for (guint i = 0; i < n; i++) {
    const CsIntakeFile *file = item->files->pdata[i];
    names[i] = file->name;
    paths[i] = file->path;
  }
  const CsIntakeFile *first = item->files->pdata[0];
  return (CsGroupedItem){ item->title, names, paths, n, first->probe };
}

static CsNewItem
row_of (const Item *item, const CsGroupedItem *grouped, GPtrArray *keep)
{
  CsBlobInfo *blobs = g_new (CsBlobInfo, item->files->len);
  g_ptr_array_add (keep, blobs);
  for (guint i = 0; i < item->files->len; i++)
    blobs[i] = ((CsIntakeFile *)item->files->pdata[i])->blob;
  return (CsNewItem){ item->kind,       item->title,         item->facts,        blobs,
                      item->files->len, grouped->case_index, grouped->case_title };
}

static gboolean
add_rows (CsIntake *intake, const GPtrArray *items, CsGroupingCsv *csv, GError **error)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (g_free);
  g_autofree CsGroupedItem *grouped = g_new0 (CsGroupedItem, items->len + 1);
  g_autofree CsNewItem *rows = g_new0 (CsNewItem, items->len + 1);
  for (guint i = 0; i < items->len; i++)
    grouped[i] = grouped_of (items->pdata[i], keep);
  cs_grouping_form_cases (grouped, items->len, intake->options->case_by, csv, intake->problems);
  for (guint i = 0; i < items->len; i++) {
    g_ptr_array_add (keep, grouped[i].case_title);
    rows[i] = row_of (items->pdata[i], &grouped[i], keep);
  }
  if (!intake->options->look && !cs_project_add_items (intake->project, rows, items->len, error))
    return FALSE;
  count_items (intake->report, items, grouped);
  return TRUE;
}

gboolean
cs_intake_add_items (CsIntake *intake, CsGroupingCsv *csv, GError **error)
{
  g_autoptr (GArray) which = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) series = group_pictures (intake, which);
  g_autoptr (GPtrArray) items = form_items (intake, series, which);
  describe_all (intake, items);
  if (cs_intake_stopped (intake, error))
    return FALSE;
  if (intake->project == NULL)
    return add_rows (intake, items, csv, error);
  g_autoptr (CsEarlier) earlier = cs_earlier_find (intake, error);
  return earlier != NULL && add_rows (intake, items, csv, error) &&
         (intake->options->look || cs_earlier_tell (earlier, intake, error));
}
