/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import would make, as words and as JSON, for cs-command-import.c. */
#pragma once

#include "cs-cli.h"
#include "cs-intake-plan.h"

/* Prints PLAN as a tree, and gives it as "patients" and "notes" in the data. */
void cs_import_preview (CsCli *cli, const CsIntakePlan *plan);
