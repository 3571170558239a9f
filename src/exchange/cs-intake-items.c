/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-continued.h"
#include "cs-intake-private.h"
#include "cs-plan-context.h"
#include "cs-project-context.h"
#include "cs-text-decode.h"

#include <string.h>

/* Leaves out an item that no event can hold, though its files are stored by now. */
static void
refuse_item (CsIntake *intake, const CsPlanItem *item)
{
  cs_intake_refuse (intake, item->title, "limit",
                    "a series with more files or frames than an item can hold; import it in "
                    "several steps");
  intake->has_waste = TRUE;
}

static void
count_items (CsIntakeReport *report, const CsIntakePlan *plan)
{
  for (guint i = 0; i < plan->items->len; i++) {
    const CsPlanItem *item = plan->items->pdata[i];
    gint64 *counter = strcmp (item->kind, "text") == 0     ? &report->texts
                      : strcmp (item->kind, "series") == 0 ? &report->series
                                                           : &report->images;
    (*counter)++;
    if (counter == &report->series)
      report->slices += item->frames;
  }
  report->items = plan->items->len;
  report->cases = plan->n_cases;
  report->parts = plan->n_parts;
  report->bytes = plan->bytes;
}

static CsNewItem
row_of (const CsPlanItem *item, GPtrArray *keep)
{
  CsBlobInfo *blobs = g_new (CsBlobInfo, item->files->len);
  g_ptr_array_add (keep, blobs);
  for (guint i = 0; i < item->files->len; i++)
    blobs[i] = ((CsIntakeFile *)item->files->pdata[i])->blob;
  return (CsNewItem){ item->kind,       item->title,      item->facts,     blobs,
                      item->files->len, item->case_index, item->case_title };
}

/* --- what stands beside them --- */

typedef struct {
  CsStore *store;
  const CsIntakePlan *plan;
} Beside;

/* A report out of what was stored of its file, which no item names and which goes after it. */
static gboolean
append_report (GString *text, CsStore *store, const CsIntakeFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = cs_store_read_blob (store, &file->blob.hash, CS_TEXT_MAX_SIZE, error);
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsTextDocument) document =
      data != NULL
          ? cs_text_decode_stored (data, size, cs_json_get_string (file->text, "decoding"), error)
          : NULL;
  const char *words = document != NULL ? cs_text_document_text (document, &size) : NULL;
  g_autofree char *clean = words != NULL ? cs_context_clean_text (words, size, error) : NULL;
  if (clean != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? CS_PLAN_BETWEEN : "", clean);
  return clean != NULL;
}

static char *
read_context (gpointer data, guint n, GError **error)
{
  const Beside *beside = data;
  const CsPlanContext *context = beside->plan->context->pdata[n];
  g_autoptr (GString) text = g_string_new (context->text);
  for (guint i = 0; i < context->files->len; i++) {
    const CsIntakeFile *file = context->files->pdata[i];
    if (!append_report (text, beside->store, file, error)) {
      g_prefix_error (error, "%s: ", file->name);
      return NULL;
    }
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
count_context (CsIntakeReport *report, const CsIntakePlan *plan)
{
  g_autoptr (GHashTable) files = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < plan->context->len; i++) {
    const CsPlanContext *context = plan->context->pdata[i];
    report->words += context->text != NULL;
    for (guint k = 0; k < context->files->len; k++)
      g_hash_table_add (files, context->files->pdata[k]);
  }
  report->reports = g_hash_table_size (files);
}

static void
tell_again (CsIntake *intake, const CsIntakePlan *plan)
{
  for (guint i = 0; i < plan->again->len; i++) {
    const CsIntakeFile *file = plan->again->pdata[i];
    intake->report->duplicates++;
    cs_problems_add (intake->problems, CS_SEVERITY_INFO, "duplicate", file->name,
                     "the same bytes as %s; stored once",
                     file->again != NULL ? file->again : "another text");
  }
}

/* --- all of it --- */

static gboolean
add_rows (CsIntake *intake, const CsIntakePlan *plan, GError **error)
{
  Beside beside = { cs_project_store (intake->project), plan };
  g_autofree CsNewContext *contexts = g_new0 (CsNewContext, plan->context->len + 1);
  for (guint i = 0; i < plan->context->len; i++) {
    const CsPlanContext *context = plan->context->pdata[i];
    contexts[i] = (CsNewContext){ context->case_index, context->part };
    intake->has_waste |= context->files->len > 0;
  }
  const CsNewContexts all = { contexts, plan->context->len, read_context, &beside };
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (g_free);
  g_autofree CsNewItem *rows = g_new0 (CsNewItem, plan->items->len + 1);
  for (guint i = 0; i < plan->items->len; i++)
    rows[i] = row_of (plan->items->pdata[i], keep);
  return cs_project_add_items (intake->project, rows, plan->items->len, &all, error);
}

gboolean
cs_intake_add_items (CsIntake *intake, CsGroupingCsv *csv, GError **error)
{
  g_autoptr (CsEarlier) earlier = intake->project != NULL ? cs_earlier_find (intake, error) : NULL;
  if (intake->project != NULL && earlier == NULL)
    return FALSE;
  g_autoptr (CsIntakePlan) plan =
      cs_intake_plan_new (intake->accepted, NULL, intake->options->case_by,
                          intake->options->context_by, csv, intake->problems);
  for (guint i = 0; i < plan->refused->len; i++)
    refuse_item (intake, plan->refused->pdata[i]);
  if (cs_intake_stopped (intake, error))
    return FALSE;
  count_items (intake->report, plan);
  count_context (intake->report, plan);
  tell_again (intake, plan);
  if (intake->options->look) {
    if (earlier != NULL)
      cs_earlier_foretell (earlier, intake, plan);
    intake->report->plan = g_steal_pointer (&plan);
    return TRUE;
  }
  return add_rows (intake, plan, error) && cs_earlier_tell (earlier, intake, error);
}
