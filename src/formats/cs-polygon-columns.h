/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pixels of a polygon with holes, for formats whose polygons have none. Pure function. */
#pragma once

#include "cs-mark.h"

/* Runs by columns (GArray of gint64, zeros first, filling WIDTH x HEIGHT) of the pixels whose
 * centre lies in MARK, a polygon: even-odd inside a part, parts joined. What lies beyond the
 * picture is left out. LIMIT beyond 16 million crossings. */
GArray *cs_polygon_columns (const CsMark *mark, guint width, guint height, GError **error);
