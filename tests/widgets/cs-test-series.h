/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases of several pictures for the tests of the views: small files with the headers that matter.
 */
#pragma once

#include "cs-canvas.h"
#include "cs-test-window.h"
#include "cs-view-grid.h"

/* Brings in, as prepare of cs_test_window_begin_after:
 * "P1"  CT: "Chest" of 2024, 10 slices of 2 mm from z 0; "Thin", 20 of 1 mm, in the same frame of
 *       reference and turned round, so that they come from the other end; "Chest" of 2023, 8 of
 *       3 mm in a frame of its own; "Side" of 2024, 6 sagittal slices, in that of the first
 * "P2"  four mammograms of one day; that of the left breast from the side does not say where the
 *       chest wall is, the others have it inside
 * "P3"  ultrasound: "Flow", a loop of 12 frames at 20 a second, and "Still" */
void cs_test_series_bring_in (CsTestWindow *world);

/* The view N of GRID, from 0; NULL when there are fewer. */
CsCanvas *cs_test_series_view (CsViewGrid *grid, guint n);
/* For cs_test_window_wait(): every view of GRID is in the window and shows what it is to show. */
gboolean cs_test_series_is_shown (CsTestWindow *window, gpointer grid);
