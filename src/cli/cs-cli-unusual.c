/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-item-scale.h"
#include "cs-project-sizes.h"
#include "cs-usual-size.h"

#include <string.h>

static const CsItemRow *
item_of (const GPtrArray *items, const CsMark *mark)
{
  for (guint i = 0; i < items->len; i++)
    if (cs_gid_equal (&((const CsItemRow *)items->pdata[i])->gid, &mark->item))
      return items->pdata[i];
  return NULL;
}

gboolean
cs_cli_warn_unusual (CsCli *cli, CsProject *project, const CsCaseRow *row, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsMarkSet) set = cs_project_draft (project, &row->gid, error);
  g_autoptr (GPtrArray) items =
      set != NULL ? cs_project_case_items (project, &reader, &row->gid, error) : NULL;
  g_autoptr (GPtrArray) sizes = items != NULL ? cs_project_signed_sizes (project, error) : NULL;
  if (sizes == NULL)
    return cs_cli_refused (row, error);
  g_autoptr (GPtrArray) usual = cs_usual_sizes_new (sizes);
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    const CsItemRow *item = item_of (items, mark);
    CsFrameGeometry geometry = { 0 };
    CsUnusual unusual;
    gboolean scaled =
        item != NULL && cs_item_scale (item->facts, mark->part, mark->frame, &geometry);
    if (!cs_usual_is_far (usual, mark, scaled ? &geometry : NULL, &unusual))
      continue;
    g_autofree char *words = cs_unusual_words (&unusual);
    g_autofree char *which = g_strdup_printf ("mark %" G_GUINT64_FORMAT, mark->id);
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "unusual-size", which,
                     "%s is %s; look at it again", mark->label, words);
  }
  return TRUE;
}
