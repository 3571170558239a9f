/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still to be marked in the open cases of the sample, as files that `load` takes: a reader
 * without a window can finish them. On the project's thread. */
#pragma once

#include "cs-project.h"

/* The folder marks/ in DIR: patient-2.jsonl, and the gland that is missing on slide 1 and slide 3
 * as slide-N.coco.json. PROJECT holds the sample's items. */
gboolean cs_sample_write_open_cases (CsEnv *env, CsProject *project, const char *dir,
                                     GError **error);
