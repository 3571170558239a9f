/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a good reader marks on the items of the sample. Plain functions; any thread. */
#pragma once

#include "cs-project.h"

/* Appends the marks of ITEM to PUT (GPtrArray of CsMark that owns them). With OVERLOOKED, the last
 * thing of each kind is missing. */
gboolean cs_sample_mark_item (CsEnv *env, const CsItemRow *item, gboolean overlooked,
                              GPtrArray *put, GError **error);
