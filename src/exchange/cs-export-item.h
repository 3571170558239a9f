/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of a project as the interchange formats see it. Used on the way out, and on the way in
 * to know which names, hashes and sizes there are. On the project's thread. */
#pragma once

#include "cs-dataset.h"
#include "cs-project.h"

/* Without marks, answer and state. Owned by DATASET. INVALID when the facts lack what every item
 * has. */
CsDatasetItem *cs_export_add_item (CsDataset *dataset, const CsItemRow *row, GError **error);
