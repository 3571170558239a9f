/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-plan.h"
#include "cs-item-facts.h"
#include "cs-plan-context.h"
#include "cs-source-name.h"

#include <stdatomic.h>
#include <string.h>

#define MAX_PARTS 100000
#define MAX_FACTS (15 * 1024 * 1024) /* bytes: an event holds 16 MiB */

/* --- sets of hashes --- */

static guint
hash_of_hash (gconstpointer key)
{
  guint value;
  memcpy (&value, ((const CsHash *)key)->bytes, sizeof value);
  return value;
}

static gboolean
equal_hashes (gconstpointer a, gconstpointer b)
{
  return cs_hash_equal (a, b);
}

GHashTable *
cs_hash_table_new (void)
{
  return g_hash_table_new (hash_of_hash, equal_hashes);
}

GHashTable *
cs_hash_set_new (void)
{
  return g_hash_table_new_full (hash_of_hash, equal_hashes, g_free, NULL);
}

void
cs_hash_set_add (GHashTable *set, const CsHash *hash)
{
  g_hash_table_add (set, g_memdup2 (hash, sizeof *hash));
}

/* --- items --- */

static void
free_item (gpointer data)
{
  CsPlanItem *item = data;
  if (item == NULL)
    return;
  g_ptr_array_unref (item->files);
  g_free (item->title);
  g_free (item->case_title);
  cs_json_unref (item->facts);
  g_free (item);
}

static CsPlanItem *
item_new (void)
{
  CsPlanItem *item = g_new0 (CsPlanItem, 1);
  item->files = g_ptr_array_new ();
  item->first = G_MAXUINT;
  return item;
}

static void
item_add (CsPlanItem *item, const CsIntakePlan *plan, guint n)
{
  g_ptr_array_add (item->files, plan->files->pdata[n]);
  item->first = MIN (item->first, n);
}

const char *
cs_plan_item_id (const CsPlanItem *item, const char *key)
{
  const CsIntakeFile *first = item->files->pdata[0];
  return first->probe != NULL ? cs_probe_id (first->probe, key) : NULL;
}

static int
by_first (gconstpointer a, gconstpointer b)
{
  const CsPlanItem *x = *(CsPlanItem *const *)a, *y = *(CsPlanItem *const *)b;
  return x->first < y->first ? -1 : x->first > y->first;
}

/* --- what belongs together --- */

static gboolean
is_out (const CsIntakeFile *file, GHashTable *left_out)
{
  return left_out != NULL && g_hash_table_contains (left_out, &file->blob.hash);
}

/* The pictures among the files; RET_WHICH says which they are. */
static GPtrArray *
group_pictures (const CsIntakePlan *plan, GHashTable *left_out, GArray *ret_which)
{
  g_autoptr (GPtrArray) probes = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < plan->files->len; i++) {
    const CsIntakeFile *file = plan->files->pdata[i];
    if (file->probe == NULL || is_out (file, left_out))
      continue;
    g_ptr_array_add (probes, file->probe);
    g_ptr_array_add (names, file->name);
    g_array_append_val (ret_which, i);
  }
  return cs_series_group ((const CsProbe *const *)probes->pdata, (const char *const *)names->pdata,
                          probes->len);
}

/* The same bytes are one item, whatever files have them. */
static void
form_texts (CsIntakePlan *plan, GHashTable *left_out, GHashTable *reports)
{
  g_autoptr (GHashTable) seen = cs_hash_table_new ();
  for (guint i = 0; i < plan->files->len; i++) {
    CsIntakeFile *file = plan->files->pdata[i];
    if (file->probe != NULL || is_out (file, left_out))
      continue;
    g_ptr_array_add (plan->texts, file);
    if (reports != NULL && g_hash_table_contains (reports, file))
      continue;
    if (!g_hash_table_add (seen, &file->blob.hash)) {
      g_ptr_array_add (plan->again, file);
      continue;
    }
    CsPlanItem *item = item_new ();
    item_add (item, plan, i);
    g_ptr_array_add (plan->items, item);
  }
}

static void
form_items (CsIntakePlan *plan, GHashTable *left_out, GHashTable *reports)
{
  g_autoptr (GArray) which = g_array_new (FALSE, FALSE, sizeof (guint));
  plan->series = group_pictures (plan, left_out, which);
  for (guint i = 0; i < plan->series->len; i++) {
    const CsSeries *one = plan->series->pdata[i];
    CsPlanItem *item = item_new ();
    item->series = one;
    for (guint k = 0; k < one->members->len; k++)
      item_add (item, plan, g_array_index (which, guint, g_array_index (one->members, guint, k)));
    g_ptr_array_add (plan->items, item);
  }
  form_texts (plan, left_out, reports);
  g_ptr_array_sort (plan->items, by_first);
}

/* --- what they are called --- */

/* The folder that all files of ITEM lie in, "" when there is none. */
static char *
common_folder (const CsPlanItem *item)
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

/* FOLDERS counts the series that lie in each: where there are several, the folder is no name. */
static char *
series_title (const CsPlanItem *item, GHashTable *folders)
{
  const CsIntakeFile *first = item->files->pdata[0];
  g_autofree char *folder = common_folder (item);
  const char *words = cs_probe_id (first->probe, "series_description");
  guint others = GPOINTER_TO_UINT (g_hash_table_lookup (folders, folder));
  if (words != NULL && (*folder == '\0' || others > 1))
    return cs_source_name_join (folder, words);
  return *folder != '\0' ? g_steal_pointer (&folder) : cs_source_name_join ("", first->name);
}

static GHashTable *
count_folders (const GPtrArray *items)
{
  GHashTable *folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < items->len; i++) {
    const CsPlanItem *item = items->pdata[i];
    if (item->files->len < 2)
      continue;
    char *folder = common_folder (item);
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (folders, folder));
    g_hash_table_insert (folders, folder, GUINT_TO_POINTER (n + 1));
  }
  return folders;
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

static CsJson *
facts_of (const CsPlanItem *item)
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
facts_fit (const CsPlanItem *item)
{
  gsize size = 0;
  if (item->files->len > MAX_PARTS)
    return FALSE;
  g_autofree char *text = cs_json_to_canonical (item->facts, &size);
  return size <= MAX_FACTS;
}

/* --- what to know of them --- */

static const char *const note_nicks[CS_PLAN_NOTES] = { "names-somebody", "burned-in", "no-scale",
                                                       "no-orientation", "in-part",   "findings" };

const char *
cs_plan_note_nick (guint n)
{
  return n < CS_PLAN_NOTES ? note_nicks[n] : NULL;
}

static gboolean
is_said (const CsProbe *probe, const char *key)
{
  const char *value = cs_probe_id (probe, key);
  return value != NULL && *value != '\0';
}

static guint
notes_of (const CsIntakeFile *file)
{
  if (file->probe == NULL)
    return 0;
  const CsProbeFacts *facts = cs_probe_facts (file->probe);
  const CsFrameGeometry *geometry = &cs_probe_frame_facts (file->probe, 0)->geometry;
  guint notes = file->in_part ? CS_PLAN_IN_PART : 0;
  if (is_said (file->probe, "patient_name") || is_said (file->probe, "patient_id"))
    notes |= CS_PLAN_NAMES_SOMEBODY;
  if (g_strcmp0 (facts->burned_in, "yes") == 0)
    notes |= CS_PLAN_BURNED_IN;
  if (facts->transfer_syntax == NULL)
    return notes;
  if (!(geometry->row_spacing > 0 && geometry->column_spacing > 0) && facts->n_regions == 0)
    notes |= CS_PLAN_NO_SCALE;
  if (!geometry->has_orientation)
    notes |= CS_PLAN_NO_ORIENTATION;
  return notes;
}

static void
describe (CsPlanItem *item, GHashTable *titles, GHashTable *folders)
{
  const CsIntakeFile *first = item->files->pdata[0];
  for (guint i = 0; i < item->files->len; i++) {
    const CsIntakeFile *file = item->files->pdata[i];
    item->bytes += file->size;
    item->frames += file->probe != NULL ? cs_probe_facts (file->probe)->frames : 0;
    item->notes |= notes_of (file);
  }
  if (item->series != NULL && item->series->findings->len > 0)
    item->notes |= CS_PLAN_FINDINGS;
  item->kind = item->series == NULL ? "text" : item->frames > 1 ? "series" : "image";
  item->facts = facts_of (item);
  item->title = unlike_others (titles, item->files->len > 1 ? series_title (item, folders)
                                                            : g_strdup (first->name));
}

static void
tell_findings (const CsPlanItem *item, GPtrArray *problems)
{
  for (guint i = 0; item->series != NULL && i < item->series->findings->len; i++) {
    const CsSeriesFinding *finding = item->series->findings->pdata[i];
    cs_problems_add (problems, CS_SEVERITY_WARNING, finding->code, item->title, "%s",
                     finding->message);
  }
}

static void
describe_all (CsIntakePlan *plan, GPtrArray *problems)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) all = g_steal_pointer (&plan->items);
  g_autoptr (GHashTable) folders = count_folders (all);
  plan->items = g_ptr_array_new_with_free_func (free_item);
  for (guint i = 0; i < all->len; i++) {
    CsPlanItem *item = g_steal_pointer (&all->pdata[i]);
    describe (item, titles, folders);
    if (!facts_fit (item)) {
      g_ptr_array_add (plan->refused, item);
      continue;
    }
    tell_findings (item, problems);
    plan->bytes += item->bytes;
    plan->n_parts += item->files->len;
    g_ptr_array_add (plan->items, item);
  }
}

/* --- cases --- */

/* Arrays that live as long as KEEP: the names and paths of an item's files. */
static CsGroupedItem
grouped_of (const CsPlanItem *item, GPtrArray *keep)
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

static void
form_cases (CsIntakePlan *plan, CsCaseBy by, CsGroupingCsv *csv, GPtrArray *problems)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (g_free);
  g_autofree CsGroupedItem *grouped = g_new0 (CsGroupedItem, plan->items->len + 1);
  for (guint i = 0; i < plan->items->len; i++)
    grouped[i] = grouped_of (plan->items->pdata[i], keep);
  cs_grouping_form_cases (grouped, plan->items->len, by, csv, problems);
  for (guint i = 0; i < plan->items->len; i++) {
    CsPlanItem *item = plan->items->pdata[i];
    item->case_index = grouped[i].case_index;
    item->case_title = grouped[i].case_title;
    plan->n_cases += item->case_index == i; /* that of its first item */
  }
}

/* --- all of it --- */

/* REPORTS: CsIntakeFile that are no items; may be NULL. */
static CsIntakePlan *
make (GPtrArray *files, GHashTable *left_out, GHashTable *reports, CsCaseBy by, CsGroupingCsv *csv,
      GPtrArray *problems)
{
  CsIntakePlan *plan = g_new0 (CsIntakePlan, 1);
  plan->refs = 1;
  plan->files = g_ptr_array_ref (files);
  plan->items = g_ptr_array_new_with_free_func (free_item);
  plan->refused = g_ptr_array_new_with_free_func (free_item);
  plan->texts = g_ptr_array_new ();
  plan->again = g_ptr_array_new ();
  plan->context = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_plan_context_free);
  plan->table_says = csv != NULL && cs_grouping_csv_has_context (csv);
  form_items (plan, left_out, reports);
  describe_all (plan, problems);
  form_cases (plan, by, csv, problems);
  return plan;
}

static void
count_reports (CsIntakePlan *plan, CsGroupingCsv *csv)
{
  for (guint by = CS_CONTEXT_BY_TABLE; plan->texts->len > 0 && by < CS_CONTEXT_WAYS; by++) {
    g_autoptr (GArray) reports = cs_plan_find_reports (plan, by, csv, NULL);
    g_autoptr (GHashTable) files = g_hash_table_new (NULL, NULL);
    for (guint i = 0; i < reports->len; i++)
      g_hash_table_add (files, (gpointer)g_array_index (reports, CsPlanReport, i).file);
    plan->n_reports[by] = g_hash_table_size (files);
  }
}

/* The cases are formed first as if every text were an item: they say what is a report. */
CsIntakePlan *
cs_intake_plan_new (GPtrArray *files, GHashTable *left_out, CsCaseBy by, CsContextBy context,
                    CsGroupingCsv *csv, GPtrArray *problems)
{
  g_autoptr (GPtrArray) told = cs_problems_new (), unfit = cs_problems_new ();
  g_autoptr (CsIntakePlan) plan = make (files, left_out, NULL, by, csv, told);
  count_reports (plan, csv);
  g_autoptr (GArray) reports = cs_plan_find_reports (plan, context, csv, unfit);
  if (reports->len > 0) {
    g_autoptr (GHashTable) no_items = g_hash_table_new (NULL, NULL);
    g_autoptr (CsIntakePlan) plain = g_steal_pointer (&plan);
    for (guint i = 0; i < reports->len; i++)
      g_hash_table_add (no_items, (gpointer)g_array_index (reports, CsPlanReport, i).file);
    g_ptr_array_set_size (told, 0);
    plan = make (files, left_out, no_items, by, csv, told);
    memcpy (plan->n_reports, plain->n_reports, sizeof plan->n_reports);
  }
  cs_plan_put_context (plan, reports, context >= CS_CONTEXT_BY_TABLE ? csv : NULL, unfit);
  g_ptr_array_extend_and_steal (problems, g_steal_pointer (&told));
  g_ptr_array_extend_and_steal (problems, g_steal_pointer (&unfit));
  return g_steal_pointer (&plan);
}

CsIntakePlan *
cs_intake_plan_ref (CsIntakePlan *plan)
{
  atomic_fetch_add ((_Atomic int *)&plan->refs, 1);
  return plan;
}

void
cs_intake_plan_unref (CsIntakePlan *plan)
{
  if (plan == NULL || atomic_fetch_sub ((_Atomic int *)&plan->refs, 1) > 1)
    return;
  g_ptr_array_unref (plan->items);
  g_ptr_array_unref (plan->refused);
  g_ptr_array_unref (plan->context);
  g_ptr_array_unref (plan->texts);
  g_ptr_array_unref (plan->again);
  g_ptr_array_unref (plan->series);
  g_ptr_array_unref (plan->files);
  g_free (plan);
}
