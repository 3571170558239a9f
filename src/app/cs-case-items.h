/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items of a case made ready to be shown: texts decoded, frames counted. Made on the worker's
 * thread, immutable afterwards. */
#pragma once

#include "cs-case-read.h"

/* GPtrArray of CsCaseItem, parallel to ROWS (CsItemRow, of which each keeps a pointer: they must
 * live as long). An item that cannot be read is there with its TROUBLE. */
GPtrArray *cs_case_items_new (CsProject *project, GPtrArray *rows);

/* The frame at place UNIT in display order, and back; both clamp. */
void cs_case_item_frame (const CsCaseItem *item, gint64 unit, guint *ret_part, guint *ret_frame);
gint64 cs_case_item_unit (const CsCaseItem *item, const CsMark *mark);
