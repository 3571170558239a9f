/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-continued.h"
#include "cs-intake-private.h"

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

static gboolean
add_rows (CsIntake *intake, const CsIntakePlan *plan, GError **error)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (g_free);
  g_autofree CsNewItem *rows = g_new0 (CsNewItem, plan->items->len + 1);
  for (guint i = 0; i < plan->items->len; i++)
    rows[i] = row_of (plan->items->pdata[i], keep);
  return cs_project_add_items (intake->project, rows, plan->items->len, error);
}

gboolean
cs_intake_add_items (CsIntake *intake, CsGroupingCsv *csv, GError **error)
{
  g_autoptr (CsEarlier) earlier = intake->project != NULL ? cs_earlier_find (intake, error) : NULL;
  if (intake->project != NULL && earlier == NULL)
    return FALSE;
  g_autoptr (CsIntakePlan) plan =
      cs_intake_plan_new (intake->accepted, NULL, intake->options->case_by, csv, intake->problems);
  for (guint i = 0; i < plan->refused->len; i++)
    refuse_item (intake, plan->refused->pdata[i]);
  if (cs_intake_stopped (intake, error))
    return FALSE;
  count_items (intake->report, plan);
  if (intake->options->look) {
    if (earlier != NULL)
      cs_earlier_foretell (earlier, intake, plan);
    intake->report->plan = g_steal_pointer (&plan);
    return TRUE;
  }
  return add_rows (intake, plan, error) && cs_earlier_tell (earlier, intake, error);
}
