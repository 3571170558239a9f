/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the plane of one picture cuts another one. Only what both headers say counts. Pure
 * functions; any thread. */
#pragma once

#include "cs-frame-geometry.h"

/* RET_LINE: x, y of both ends in pixels of HERE's raster, corner of the first pixel 0: as far as
 * both pictures reach. FALSE when one of them has no place in the patient, they lie alike, or they
 * do not meet. Whether both are of one frame of reference is for the caller to know. */
gboolean cs_reference_line (const CsFrameGeometry *here, const CsFrameGeometry *there,
                            double ret_line[4]);
