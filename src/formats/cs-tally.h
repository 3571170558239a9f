/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems of a file of a million marks: each kind is told in full for its first few cases, then
 * counted. Owned by one read or write; one thread. */
#pragma once

#include "cs-problem.h"

typedef struct _CsTally CsTally;

/* PROBLEMS gets the cases at once and the counts when the tally is finished. */
CsTally *cs_tally_new (GPtrArray *problems);
void cs_tally_free (CsTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTally, cs_tally_free)

/* One case of KIND ("annotation left out: %s" without its detail; static). */
void cs_tally_case (CsTally *tally, CsSeverity severity, const char *code, const char *kind,
                    const char *location, const char *format, ...) G_GNUC_PRINTF (6, 7);
/* The same from an error: its nick and message. */
void cs_tally_error (CsTally *tally, const char *kind, const char *location, const GError *error);
/* Something that only counts: COUNT more of KIND. At its begin "{box|boxes}" is for one and
 * for more. */
void cs_tally_count (CsTally *tally, CsSeverity severity, const char *code, const char *kind,
                     guint64 count);
/* Says "12 more: KIND" and "7 x KIND", or "7 boxes ..." where KIND has a word for more, in the
 * order in which the kinds came up. */
void cs_tally_finish (CsTally *tally);
