/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-plan-context.h"
#include "cs-project-context.h"
#include "cs-schema.h"
#include "cs-source-name.h"

#include <string.h>

static const char *const nicks[] = { "none", "table", "stem", "folder" };

gboolean
cs_context_by_from_nick (const char *nick, CsContextBy *ret_by)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++) {
    if (strcmp (nicks[i], nick) != 0)
      continue;
    *ret_by = (CsContextBy)i;
    return TRUE;
  }
  return FALSE;
}

void
cs_plan_context_free (CsPlanContext *context)
{
  if (context == NULL)
    return;
  g_clear_pointer (&context->files, g_ptr_array_unref);
  g_free (context->text);
  g_free (context);
}

/* --- where a file lies --- */

/* Members of an archive are in no folder of the disk. */
static char *
place_of (const CsIntakeFile *file)
{
  if (file->path == NULL)
    return cs_source_name_folder (file->name);
  g_autofree char *absolute = g_canonicalize_filename (file->path, NULL);
  return g_path_get_dirname (absolute);
}

static char *
stem_of (const CsIntakeFile *file)
{
  g_autofree char *place = place_of (file);
  g_autofree char *stem = cs_source_name_stem (file->name);
  const char *slash = strrchr (stem, '/');
  return g_strconcat (place, "//", slash != NULL ? slash + 1 : stem, NULL);
}

/* --- which cases there are --- */

#define SEVERAL GUINT_TO_POINTER (G_MAXUINT)

/* Values are the number of a case and one, or SEVERAL. */
typedef struct {
  GHashTable *stems, *folders, *titles;
  GHashTable *own;   /* CsIntakeFile of a text -> the case that it is an item of */
  GHashTable *stays; /* number of a case -> CsIntakeFile of it that stays an item */
  GHashTable *sizes; /* number of a case -> bytes of its reports so far */
} Cases;

static void
cases_clear (Cases *cases)
{
  g_clear_pointer (&cases->stems, g_hash_table_unref);
  g_clear_pointer (&cases->folders, g_hash_table_unref);
  g_clear_pointer (&cases->titles, g_hash_table_unref);
  g_clear_pointer (&cases->own, g_hash_table_unref);
  g_clear_pointer (&cases->stays, g_hash_table_unref);
  g_clear_pointer (&cases->sizes, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cases, cases_clear)

/* Takes KEY over. FALSE when it said so before. */
static gboolean
note (GHashTable *table, char *key, guint case_index)
{
  gpointer value = GUINT_TO_POINTER (case_index + 1);
  gpointer before = g_hash_table_lookup (table, key);
  if (before == value || before == SEVERAL) {
    g_free (key);
    return FALSE;
  }
  g_hash_table_replace (table, key, before == NULL ? value : SEVERAL);
  return TRUE;
}

/* The folder of FILE and all above it. */
static void
note_folders (GHashTable *folders, const CsIntakeFile *file, guint case_index)
{
  g_autofree char *place = place_of (file);
  while (note (folders, g_strdup (place), case_index)) {
    char *slash = strrchr (place, '/');
    if (slash == NULL || slash == place)
      break;
    *slash = '\0';
  }
}

static void
note_item (Cases *cases, const CsPlanItem *item)
{
  gpointer number = GUINT_TO_POINTER (item->case_index + 1);
  for (guint i = 0; item->series != NULL && i < item->files->len; i++) {
    const CsIntakeFile *file = item->files->pdata[i];
    note (cases->stems, stem_of (file), item->case_index);
    note_folders (cases->folders, file, item->case_index);
  }
  if (!g_hash_table_contains (cases->stays, number))
    g_hash_table_insert (cases->stays, number, item->files->pdata[0]);
  note (cases->titles, g_strdup (item->case_title), item->case_index);
}

/* Pictures first; then texts that the table does not name as a report. */
static void
note_cases (Cases *cases, const CsIntakePlan *plan, GHashTable *named)
{
  cases->stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cases->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cases->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cases->own = g_hash_table_new (NULL, NULL);
  cases->stays = g_hash_table_new (NULL, NULL);
  cases->sizes = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < plan->items->len; i++) {
    CsPlanItem *item = plan->items->pdata[i];
    if (item->series == NULL)
      g_hash_table_insert (cases->own, item->files->pdata[0],
                           GUINT_TO_POINTER (item->case_index + 1));
  }
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < plan->items->len; i++) {
      const CsPlanItem *item = plan->items->pdata[i];
      if ((item->series != NULL) == (pass == 0) &&
          !g_hash_table_contains (named, item->files->pdata[0]))
        note_item (cases, item);
    }
}

/* --- reports --- */

static void
tell_unfit (const CsIntakeFile *file, GPtrArray *problems)
{
  if (problems != NULL)
    cs_problems_add (problems, CS_SEVERITY_WARNING, "limit", file->name,
                     "it cannot stand beside a case (nothing in it, control characters, or more "
                     "than %d bytes with the other reports of the case); it is a case of its own",
                     CS_CONTEXT_TEXT_MAX);
}

/* Several reports of one case stand one below the other. */
static void
add_report (GArray *reports, Cases *cases, const CsIntakeFile *file, gpointer number,
            GPtrArray *problems)
{
  const CsIntakeFile *stays =
      number != NULL && number != SEVERAL ? g_hash_table_lookup (cases->stays, number) : NULL;
  CsPlanReport report = { file, stays };
  if (stays == NULL || stays == file)
    return;
  guint size = GPOINTER_TO_UINT (g_hash_table_lookup (cases->sizes, number));
  gint64 all = (gint64)size + (gint64)strlen (CS_PLAN_BETWEEN) + file->words;
  if (file->words == 0 || all > CS_CONTEXT_TEXT_MAX) {
    tell_unfit (file, problems);
    return;
  }
  g_hash_table_insert (cases->sizes, number, GUINT_TO_POINTER ((guint)all));
  g_array_append_val (reports, report);
}

/* Titles that the table names FILE the report of; NULL for none. */
static GPtrArray *
titles_of (const CsIntakeFile *file, CsContextBy by, CsGroupingCsv *csv)
{
  g_autoptr (GPtrArray) titles =
      csv != NULL ? cs_grouping_csv_report_of (csv, file->name, file->path) : NULL;
  gboolean named = titles != NULL && titles->len > 0 && by >= CS_CONTEXT_BY_TABLE;
  return named ? g_steal_pointer (&titles) : NULL;
}

/* What the table says of where FILE belongs goes before where it lies. */
static gboolean
is_elsewhere (const CsIntakeFile *file, const Cases *cases, CsGroupingCsv *csv, gpointer number)
{
  gpointer own = g_hash_table_lookup (cases->own, file);
  return csv != NULL && own != NULL && own != number &&
         cs_grouping_csv_find (csv, file->name, file->path) != NULL;
}

static void
find_one (const CsIntakeFile *file, Cases *cases, CsContextBy by, CsGroupingCsv *csv,
          GPtrArray *titles, GArray *reports, GPtrArray *problems)
{
  gpointer number = NULL;
  for (guint i = 0; titles != NULL && i < titles->len; i++)
    add_report (reports, cases, file, g_hash_table_lookup (cases->titles, titles->pdata[i]),
                problems);
  if (titles != NULL)
    return;
  if (by >= CS_CONTEXT_BY_STEM) {
    g_autofree char *stem = stem_of (file);
    number = g_hash_table_lookup (cases->stems, stem);
  }
  if (by >= CS_CONTEXT_BY_FOLDER && number == NULL) {
    g_autofree char *place = place_of (file);
    number = g_hash_table_lookup (cases->folders, place);
  }
  if (!is_elsewhere (file, cases, csv, number))
    add_report (reports, cases, file, number, problems);
}

/* CsIntakeFile that the table names -> GPtrArray of the titles. */
static GHashTable *
find_named (const CsIntakePlan *plan, CsContextBy by, CsGroupingCsv *csv)
{
  GHashTable *named = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < plan->texts->len; i++) {
    const CsIntakeFile *file = plan->texts->pdata[i];
    GPtrArray *titles = titles_of (file, by, csv);
    if (titles != NULL)
      g_hash_table_insert (named, (gpointer)file, titles);
  }
  return named;
}

/* A case keeps the item that it is known by here. */
static void
keep_what_stays (GArray *reports)
{
  g_autoptr (GHashTable) files = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < reports->len; i++)
    g_hash_table_add (files, (gpointer)g_array_index (reports, CsPlanReport, i).file);
  for (guint i = reports->len; i > 0; i--)
    if (g_hash_table_contains (files, g_array_index (reports, CsPlanReport, i - 1).stays))
      g_array_remove_index (reports, i - 1);
}

GArray *
cs_plan_find_reports (const CsIntakePlan *plan, CsContextBy by, CsGroupingCsv *csv,
                      GPtrArray *problems)
{
  g_auto (Cases) cases = { 0 };
  g_autoptr (GHashTable) named = find_named (plan, by, csv);
  g_autoptr (GArray) reports = g_array_new (FALSE, FALSE, sizeof (CsPlanReport));
  note_cases (&cases, plan, named);
  for (guint i = 0; i < plan->texts->len; i++) {
    const CsIntakeFile *file = plan->texts->pdata[i];
    find_one (file, &cases, by, csv, g_hash_table_lookup (named, file), reports, problems);
  }
  keep_what_stays (reports);
  return g_steal_pointer (&reports);
}

/* --- what stands beside each case --- */

static CsPlanContext *
context_new (CsIntakePlan *plan, const CsPlanItem *item, const char *part)
{
  CsPlanContext *context = g_new0 (CsPlanContext, 1);
  context->case_index = item->case_index;
  context->case_title = item->case_title;
  context->part = part;
  context->files = g_ptr_array_new ();
  g_ptr_array_add (plan->context, context);
  return context;
}

static void
put_reports (CsIntakePlan *plan, const GArray *reports)
{
  g_autoptr (GHashTable) items = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) of_case = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < plan->items->len; i++) {
    const CsPlanItem *item = plan->items->pdata[i];
    g_hash_table_insert (items, item->files->pdata[0], (gpointer)item);
  }
  for (guint i = 0; i < reports->len; i++) {
    const CsPlanReport *report = &g_array_index (reports, CsPlanReport, i);
    const CsPlanItem *item = g_hash_table_lookup (items, report->stays);
    if (item == NULL)
      continue;
    gpointer number = GUINT_TO_POINTER (item->case_index + 1);
    CsPlanContext *context = g_hash_table_lookup (of_case, number);
    if (context == NULL)
      g_hash_table_insert (of_case, number, context = context_new (plan, item, "report"));
    g_ptr_array_add (context->files, (gpointer)report->file);
  }
}

static void
put_words (CsIntakePlan *plan, const CsPlanItem *item, const CsGroupingCsv *csv,
           GPtrArray *problems)
{
  for (guint k = 0; cs_context_parts[k] != NULL; k++) {
    g_autofree char *text = cs_grouping_csv_words (csv, item->case_title, cs_context_parts[k]);
    if (text == NULL)
      continue;
    if (strlen (text) > CS_CONTEXT_TEXT_MAX) {
      cs_problems_add (problems, CS_SEVERITY_WARNING, "limit", item->case_title,
                       "what the lines of the table say of \"%s\" is longer than %d bytes together "
                       "and is left out",
                       cs_context_parts[k], CS_CONTEXT_TEXT_MAX);
      continue;
    }
    context_new (plan, item, cs_context_parts[k])->text = g_steal_pointer (&text);
  }
}

void
cs_plan_put_context (CsIntakePlan *plan, const GArray *reports, const CsGroupingCsv *csv,
                     GPtrArray *problems)
{
  put_reports (plan, reports);
  for (guint i = 0; csv != NULL && i < plan->items->len; i++) {
    const CsPlanItem *item = plan->items->pdata[i];
    if (item->case_index == i) /* one of each case */
      put_words (plan, item, csv, problems);
  }
}
