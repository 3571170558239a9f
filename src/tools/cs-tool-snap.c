/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking the vertex of another mark exactly. */
#include "cs-tool-private.h"

#include "cs-mark-shape.h"

/* Handles that are places of the mark itself, not the means to change it. */
static gboolean
is_place (const CsMarkHandle *handle)
{
  return handle->role == CS_MARK_HANDLE_VERTEX || handle->role == CS_MARK_HANDLE_CORNER ||
         handle->role == CS_MARK_HANDLE_PLACE;
}

/* The nearest of MARK's places that is nearer than NEAREST becomes it and moves to X, Y. */
static void
try (const CsMark *mark, const CsToolPointer *at, double *nearest, double *x, double *y)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (CsMarkHandle));
  if (mark->kind->handles != NULL)
    mark->kind->handles (mark, &at->scale, handles);
  for (guint i = 0; i < handles->len; i++) {
    const CsMarkHandle *handle = &g_array_index (handles, CsMarkHandle, i);
    double apart = cs_tool_apart (at, handle->x, handle->y);
    if (!is_place (handle) || apart >= *nearest)
      continue;
    *nearest = apart;
    *x = handle->x;
    *y = handle->y;
  }
}

void
cs_tool_snap (CsTool *tool, CsToolPointer *at, guint64 but)
{
  double nearest = CS_TOOL_SNAP, x = at->x, y = at->y;
  if ((at->modifiers & CS_TOOL_CTRL) == 0)
    return;
  g_autoptr (GArray) hits =
      cs_mark_index_hits (cs_tool_index (tool), at->x, at->y, &at->scale, CS_TOOL_SNAP, FALSE);
  for (guint i = 0; i < hits->len; i++) {
    const CsMark *mark = g_array_index (hits, CsMarkHit, i).mark;
    if (mark->id != but)
      try (mark, at, &nearest, &x, &y);
  }
  at->x = x;
  at->y = y;
}
