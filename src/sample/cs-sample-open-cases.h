/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still to be marked in the open cases of the sample, as files that `load` takes: a reader
 * without a window can finish them. On the project's thread. */
#pragma once

#include "cs-project.h"

/* The folder marks/ in DIR: patient-2.jsonl; slide-1.jsonl with the gland that is missing and the
 * mitosis that is misplaced; slide-3.coco.json with the gland that is missing. PROJECT holds the
 * sample's items. */
gboolean cs_sample_write_open_cases (CsEnv *env, CsProject *project, const char *dir,
                                     GError **error);
