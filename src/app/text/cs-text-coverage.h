/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which characters of a text stayed on the screen for half a second, at rest or while it is
 * scrolled. Owned by the text canvas; main thread. */
#pragma once

#include "cs-case-model.h"

typedef struct _CsTextCoverage CsTextCoverage;

/* The characters [RET_START, RET_END) of the document are on the screen; FALSE when none are. */
typedef gboolean (*CsTextCoverageAsk) (gpointer canvas, guint32 *ret_start, guint32 *ret_end);
/* [START, END) were there long enough. */
typedef void (*CsTextCoverageTell) (gpointer canvas, guint32 start, guint32 end);

CsTextCoverage *cs_text_coverage_new (CsTextCoverageAsk ask, CsTextCoverageTell tell,
                                      gpointer canvas);
void cs_text_coverage_free (CsTextCoverage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTextCoverage, cs_text_coverage_free)
/* The text moved, or another one is shown: looks again until it rests. */
void cs_text_coverage_changed (CsTextCoverage *self);
/* One look, as the clock makes it every CS_TEXT_COVERAGE_TICK ms; FALSE when nothing more is to be
 * learned. */
gboolean cs_text_coverage_look (CsTextCoverage *self);

#define CS_TEXT_COVERAGE_TICK 100 /* ms */
