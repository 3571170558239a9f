/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-desk.h"
#include <string.h>
__attribute__ ((weak)) void
cs_case_view_unref (CsCaseView *view)
{
  if (view && --view->refs == 0) {
    cs_case_row_free (view->row);
    g_ptr_array_unref (view->items);
    g_clear_pointer (&view->current, cs_mark_set_unref);
    g_clear_pointer (&view->draft, cs_mark_set_unref);
    g_ptr_array_unref (view->suggestions);
    g_ptr_array_unref (view->verdicts);
    g_ptr_array_unref (view->remarks);
    cs_evidence_free (view->shown);
    g_free (view->reason);
    g_free (view);
  }
}
__attribute__ ((weak)) CsCaseView *
cs_project_case_view (CsProject *project, const CsGid *gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  char hex[CS_GID_HEX + 1];
  CsCaseView *v = g_new0 (CsCaseView, 1);
  v->refs = 1;
  v->row = cs_project_find_case (project, &reader, cs_gid_to_hex (gid, hex), error);
  v->items = cs_project_case_items (project, &reader, gid, error);
  if (v->row->has_revision)
    v->current = cs_project_revision (project, &reader, &v->row->revision, NULL);
  v->draft = cs_project_draft (project, gid, NULL);
  v->can_undo = TRUE;
  v->suggestions = g_ptr_array_new ();
  v->verdicts = g_ptr_array_new ();
  v->remarks = g_ptr_array_new ();
  v->shown = cs_project_shown (project, gid, NULL);
  if (!v->shown)
    v->shown = cs_evidence_new ();
  g_autoptr (GPtrArray) tasks = cs_project_tasks (project, &reader, NULL);
  for (guint i = 0; tasks && i < tasks->len; i++) {
    CsTaskRow *t = tasks->pdata[i];
    if (memcmp (&t->case_gid, gid, sizeof *gid))
      continue;
    v->mine = t->mine;
    v->mode = g_str_equal (t->stage, "label")    ? CS_MODE_READING
              : g_str_equal (t->stage, "review") ? CS_MODE_REVIEW
                                                 : CS_MODE_APPROVAL;
  }
  return v;
}
