/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which case a file belongs to, as a person wrote it: a CSV file with the columns path and case.
 * Belongs to its owner; one thread. */
#pragma once

#include "cs-problem.h"

typedef struct _CsGroupingCsv CsGroupingCsv;

/* Strict: UTF-8, a first line that names exactly the two columns in any order, RFC 4180 quotes, no
 * empty field, no path twice; at most 64 MiB and 2,000,000 lines. INVALID names the line. */
CsGroupingCsv *cs_grouping_csv_parse (const char *text, gsize size, GError **error);
/* The same from a file, whose name stands before messages. */
CsGroupingCsv *cs_grouping_csv_load (const char *path, GError **error);
void cs_grouping_csv_free (CsGroupingCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsGroupingCsv, cs_grouping_csv_free)

/* The case of a file by its stored NAME or its PATH (may be NULL), or by the nearest folder above
 * it that has a line; NULL when there is none. Remembers that the line was used. */
const char *cs_grouping_csv_find (CsGroupingCsv *csv, const char *name, const char *path);
/* A warning for each line that no file was found for; LOCATION is the CSV file. */
void cs_grouping_csv_tell_unused (const CsGroupingCsv *csv, const char *location,
                                  GPtrArray *problems);
