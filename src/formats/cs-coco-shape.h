/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What COCO can say of each kind of mark. Private to src/formats; pure functions. */
#pragma once

#include "cs-mark.h"

/* Why COCO cannot carry MARK on a picture of WIDTH x HEIGHT, static; NULL when it can. */
const char *cs_coco_refusal (const CsMark *mark, guint width, guint height);
/* How a mark that COCO carries will differ, static; NULL when it will not. */
const char *cs_coco_change (const CsMark *mark);

/* Appends the members `area`, `bbox` and `segmentation` of a mark that is carried. LIMIT when its
 * runs by columns are too many. */
gboolean cs_coco_append_shape (GString *out, const CsMark *mark, guint width, guint height,
                               GError **error);
