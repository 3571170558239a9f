/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scroll bar of the slices: which were shown, where marks lie, which are damaged, and the one
 * that is looked at. Main thread. */
#pragma once

#include "cs-canvas.h"

#define CS_TYPE_COVERAGE_STRIP (cs_coverage_strip_get_type ())
G_DECLARE_FINAL_TYPE (CsCoverageStrip, cs_coverage_strip, CS, COVERAGE_STRIP, GtkWidget)

/* Shows MODEL as CANVAS does; NULL shows nothing. Hidden where the item has one picture. */
void cs_coverage_strip_set_model (CsCoverageStrip *self, CsCanvas *canvas, CsCaseModel *model);
