/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of an item without who it is of. Any thread. */
#pragma once

#include "cs-json.h"

/* FACTS; name and number of the patient are "...", also where they stand in words and in names of
 * files. For who is no lead. */
CsJson *cs_unnamed_facts (const CsJson *facts);
