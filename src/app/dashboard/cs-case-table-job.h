/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of all cases read from the project, as a job on its thread. Main thread. */
#pragma once

#include "cs-case-table.h"
#include "cs-session.h"

/* Of those that FACTS says works here; BEFORE as in cs_case_table_new. Both are kept as long as the
 * job. Gives a CsCaseTable, or CANCELLED soon after it was cancelled. */
CsJobSpec cs_case_table_job (const CsSessionFacts *facts, CsCaseTable *before);
