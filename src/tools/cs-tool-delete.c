/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delete, whichever tool is in the hand: the point that keys act on, else what is selected. */
#include "cs-tool-private.h"

#include "cs-mark-shape.h"
#include "cs-removal.h"

#include <glib/gi18n.h>

static gboolean
remove_vertex (CsTool *tool, const CsMark *mark)
{
  CsMark *fewer = cs_mark_remove_vertex (mark, tool->active);
  tool->active_mark = 0;
  if (fewer != NULL)
    cs_tool_put (tool, fewer);
  else
    cs_tool_status (tool,
                    N_ ("No point can be taken away here. Press {mark.delete} again to delete the "
                        "whole mark."));
  return TRUE;
}

/* Nothing that is not seen goes. */
static const char *
why_not_deleted (const CsTool *tool, const GPtrArray *marks)
{
  const CsToolScene *scene = &tool->scene;
  if (marks->len == 0 && cs_mark_hold_is (scene->hold, scene->selected, CS_MARK_HIDDEN))
    return cs_mark_hold_why (scene->hold, scene->selected);
  if (marks->len == 0)
    return N_ ("The selected mark does not lie on this frame.");
  if (marks->len < 1 + scene->n_others)
    return N_ ("Some of the selected marks lie elsewhere: press {mark.delete} in the list.");
  return scene->read_only ? N_ ("This case is open for looking only.") : NULL;
}

gboolean
cs_tool_delete (CsTool *tool)
{
  g_autoptr (GPtrArray) marks = cs_tool_selection (tool);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (tool->scene.selected == 0)
    return FALSE;
  const char *why_not = why_not_deleted (tool, marks), *left = NULL;
  if (why_not == NULL && cs_mark_hold_leave_out (tool->scene.hold, marks, &left) > 0)
    why_not = marks->len == 0 ? left : NULL;
  if (why_not != NULL) {
    cs_tool_status (tool, why_not);
    return TRUE;
  }
  const CsMark *mark = marks->pdata[0];
  if (tool->active_mark == mark->id)
    return remove_vertex (tool, mark);
  for (guint i = 0; i < marks->len; i++)
    g_array_append_val (ids, ((const CsMark *)marks->pdata[i])->id);
  g_autoptr (CsMarkEdit) edit =
      cs_removal_new (tool->scene.set, (const guint64 *)(gpointer)ids->data, ids->len, NULL);
  cs_tool_select (tool, 0);
  if (edit != NULL)
    tool->host->commit (tool->host_data, edit);
  cs_tool_status (tool, left);
  return TRUE;
}
