/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of a case side by side: one, two or four views, each of one item. The one whose item
 * is looked at is the active one: tools, keys and windows are about it. Main thread. */
#pragma once

#include "cs-image-view.h"

#define CS_TYPE_VIEW_GRID (cs_view_grid_get_type ())
G_DECLARE_FINAL_TYPE (CsViewGrid, cs_view_grid, CS, VIEW_GRID, AdwBin)

#define CS_VIEW_GRID_MOST 4

/* Signals:
 * "stroke"   something is begun with the tool, or is not any more
 * "damaged"  what cs_canvas_n_damaged says of the active view is another */

/* NULL shows nothing. The pictures hang as cs_case_hanging_of says, one of them. Hidden for a case
 * without pictures. */
void cs_view_grid_set_model (CsViewGrid *self, CsCaseModel *model);
/* Shows as many views side by side, 1, 2 or 4, as the case has pictures. */
void cs_view_grid_set_layout (CsViewGrid *self, guint views);
guint cs_view_grid_layout (CsViewGrid *self);
/* How many are shown. */
guint cs_view_grid_n_views (CsViewGrid *self);
/* The next (1) or previous (-1) view is the active one; FALSE when there is one only. */
gboolean cs_view_grid_step (CsViewGrid *self, int step);
/* Whether the views go along with each other, as far as cs_series_link knows how; at first they do.
 * Linked again, they stay as they stand beside each other then. */
void cs_view_grid_set_linked (CsViewGrid *self, gboolean linked);
gboolean cs_view_grid_is_linked (CsViewGrid *self);
/* Of the active view; never NULL. */
CsCanvas *cs_view_grid_canvas (CsViewGrid *self);
/* Of the view that shows ITEM of the model; NULL without. */
CsCanvas *cs_view_grid_find (CsViewGrid *self, int item);
/* Property "references": lines say in each view where the slices of the others lie; at first TRUE.
 */
/* As cs_canvas_set_before, in all views. */
void cs_view_grid_set_before (CsViewGrid *self, const CsMarkSet *set, const char *words);
/* As cs_canvas_set_positions, in all views. */
void cs_view_grid_set_positions (CsViewGrid *self, CsPositionsLook *look);
/* For a window of 1366 pixels and the like. */
void cs_view_grid_set_narrow (CsViewGrid *self, gboolean narrow);
