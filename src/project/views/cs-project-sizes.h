/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the marks are that experts signed for, as far as the reader may see them: against them
 * the marks of a case at work are held (cs-usual-size.h). On the project's thread; what comes of it
 * may cross threads. */
#pragma once

#include "cs-mark-gauge.h"
#include "cs-project.h"

/* CsGaugedSizes of the marks of signed versions, label by label, of the newest 500 cases that are
 * signed now, and at most 1000 of each: nothing of a case at work, so nobody infers what somebody
 * else found in a reading of their own; nothing of a segment that the signer was not let in to; and
 * of who only labels only their own, where control cases are read none. Read once until something
 * is done in the project. */
GPtrArray *cs_project_signed_sizes (CsProject *project, GError **error);
