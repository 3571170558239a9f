/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the metrics of votes answer. Any thread. */
#pragma once

#include "cs-metric-read-labels.h"

/* items, label (a list where it is tied) and share, from SHARES; REASONS say why items have none.
 */
void cs_vote_put_labels (CsJson *answer, const CsMetricVotes *votes, const double *shares);
/* The same with posterior, which is all shares. */
void cs_vote_put_shares (CsJson *answer, const CsMetricVotes *votes, const double *shares);
/* Puts n; FALSE and undefined where there are no votes. */
gboolean cs_vote_put_n (CsJson *answer, const CsMetricVotes *votes);
