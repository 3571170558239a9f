/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-open-cases.h"
#include "cs-export-item.h"
#include "cs-file.h"
#include "cs-format.h"
#include "cs-sample-marks.h"

static const struct {
  const char *title, *name, *format;
  CsSampleShare share;
} files[] = {
  { "Patient 2", "patient-2.jsonl", "jsonl", CS_SAMPLE_ALL },
  { "Slide 1", "slide-1.jsonl", "jsonl", CS_SAMPLE_MENDED },
  { "Slide 3", "slide-3.coco.json", "coco", CS_SAMPLE_THE_LAST },
};

static gboolean
add_labels (CsDataset *dataset, CsProject *project, GError **error)
{
  CsSchema *schema = NULL;
  if (!cs_project_schema (project, &schema, NULL, error))
    return FALSE;
  for (guint i = 0; i < schema->n_labels; i++)
    if (cs_dataset_add_category (dataset, schema->labels[i].key, NULL, error) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
add_item (CsDataset *dataset, CsEnv *env, const CsItemRow *row, CsSampleShare share, GError **error)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  CsDatasetItem *item = cs_export_add_item (dataset, row, error);
  if (item == NULL || !cs_sample_mark_item (env, row, share, put, error))
    return FALSE;
  for (guint i = 0; i < put->len; i++)
    cs_dataset_item_add_mark (item, put->pdata[i]);
  return TRUE;
}

static gboolean
write_file (CsEnv *env, CsProject *project, const char *dir, guint n, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autofree char *path = g_build_filename (dir, files[n].name, NULL);
  g_autoptr (CsDataset) dataset = cs_dataset_new ();
  const CsFormat *format = cs_format_find (files[n].format, error);
  g_autoptr (CsCaseRow) row =
      format != NULL ? cs_project_find_case (project, &reader, files[n].title, error) : NULL;
  g_autoptr (GPtrArray) items =
      row != NULL ? cs_project_case_items (project, &reader, &row->gid, error) : NULL;
  if (items == NULL || !add_labels (dataset, project, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!add_item (dataset, env, items->pdata[i], files[n].share, error))
      return FALSE;
  cs_dataset_settle (dataset);
  return cs_format_write_path (format, dataset, path, NULL, error);
}

gboolean
cs_sample_write_open_cases (CsEnv *env, CsProject *project, const char *dir, GError **error)
{
  g_autofree char *folder = g_build_filename (dir, "marks", NULL);
  if (!cs_file_make_dir (folder, 0755, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!write_file (env, project, folder, i, error))
      return FALSE;
  return TRUE;
}
