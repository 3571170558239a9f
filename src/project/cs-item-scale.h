/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the pixels of an item are. A pure function of its facts; any thread. */
#pragma once

#include "cs-frame-geometry.h"

/* Spacing and where it comes from, and nothing else, of that frame as FACTS (of item.add) have it;
 * FALSE where they say none. */
gboolean cs_item_scale (const CsJson *facts, guint part, guint frame,
                        CsFrameGeometry *ret_geometry);
