/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the marks are that experts signed for: against them the marks of a case at work are
 * held (cs-usual-size.h). On the project's thread; what comes of it may cross threads. */
#pragma once

#include "cs-mark-gauge.h"
#include "cs-project.h"

/* CsGaugedSizes of the marks of signed versions, label by label, of the newest 500 cases that are
 * signed now, and at most 1000 of each: nothing of a case at work, so nobody infers what somebody
 * else found in a reading of their own, and nothing of a segment that the signer was not let in to.
 * Whose they are does not matter, as who labels most needs them; so they are for comparing alone,
 * and nobody is told one of them or how many there are. Read once until something is done in the
 * project. */
GPtrArray *cs_project_signed_sizes (CsProject *project, GError **error);
