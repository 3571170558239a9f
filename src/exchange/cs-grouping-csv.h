/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which case a file belongs to, as a person wrote it: a CSV file with the columns path and case. It
 * may say of the case what belongs to its clinical context: "age", "sex", "study", "reason" and
 * "history" in words, "report" as the path of a text. Belongs to its owner; one thread. */
#pragma once

#include "cs-problem.h"

typedef struct _CsGroupingCsv CsGroupingCsv;

/* Strict: UTF-8, a first line that names the columns in any order and no others, RFC 4180 quotes, a
 * path and a case in each line, no path twice; at most 64 MiB and 2,000,000 lines. INVALID names
 * the line. */
CsGroupingCsv *cs_grouping_csv_parse (const char *text, gsize size, GError **error);
/* The same from a file, whose name stands before messages. */
CsGroupingCsv *cs_grouping_csv_load (const char *path, GError **error);
void cs_grouping_csv_free (CsGroupingCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsGroupingCsv, cs_grouping_csv_free)

/* The case of a file by its stored NAME or its PATH (may be NULL), or by the nearest folder above
 * it that has a line; NULL when there is none. Remembers that the line was used. */
const char *cs_grouping_csv_find (CsGroupingCsv *csv, const char *name, const char *path);
gboolean cs_grouping_csv_has_context (const CsGroupingCsv *csv);
/* What the lines of the case TITLE say of PART in words, each once, a line each; NULL for nothing.
 * Caller frees. */
char *cs_grouping_csv_words (const CsGroupingCsv *csv, const char *title, const char *part);
/* Titles of the cases that the file is named as the report of, borrowed; caller unrefs. Remembers
 * that it was found. */
GPtrArray *cs_grouping_csv_report_of (CsGroupingCsv *csv, const char *name, const char *path);
/* A warning for each line that no file, or no report, was found for; LOCATION is the CSV file. */
void cs_grouping_csv_tell_unused (const CsGroupingCsv *csv, const char *location,
                                  GPtrArray *problems);
