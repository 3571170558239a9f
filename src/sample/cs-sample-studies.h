/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the files of the second sample, the studies: views in pairs, a scan with its prior, a
 * loop. Plain functions; any thread. */
#pragma once

#include "cs-error.h"

extern const char cs_sample_studies_schema[];

/* sources/, guideline/ and cases.csv in DIR, which is there. */
gboolean cs_sample_write_studies (const char *dir, GError **error);
