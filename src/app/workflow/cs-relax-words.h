/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rule of a stage says, and how far its cases are, for who reads it. Callers free. */
#pragma once

#include "cs-project-relax.h"

/* "25 % of the cases, 100 % of tier 1" */
char *cs_shares_words (const guint *shares);
/* "Once 48 of the last 50 cases decided here were accepted as they were, 25 % of the cases are
 * enough: now 38 of 50." Without the end where the reader is not told. */
char *cs_relax_words (const CsRelaxRow *row);
/* "Review: 49 of the last 50 cases were accepted as they were" */
char *cs_relax_headline (const CsRelaxRow *row);
/* "The workflow allows 25 % of the cases from now on." */
char *cs_relax_offer (const CsRelaxRow *row);
/* What taking the step changes, and what is left of the rule. */
char *cs_relax_outcome (const CsRelaxRow *row);
