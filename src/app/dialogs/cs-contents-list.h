/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found among the files that somebody chose: patients, studies, items and files, each of
 * which can be left out. Rows are made while they are seen. Main thread. */
#pragma once

#include "cs-intake-plan.h"

#include <adwaita.h>

#define CS_TYPE_CONTENTS_LIST (cs_contents_list_get_type ())
G_DECLARE_FINAL_TYPE (CsContentsList, cs_contents_list, CS, CONTENTS_LIST, AdwBin)

/* Signal "changed" (): something else is left out. */

/* Shows all of PLAN (NULL: nothing), of which nothing is left out. */
void cs_contents_list_set_plan (CsContentsList *self, CsIntakePlan *plan);
/* The same files without those that are left out, in cases as they are now: the names of cases. */
void cs_contents_list_set_chosen (CsContentsList *self, CsIntakePlan *chosen);
/* Hashes of what is left out; owned by SELF. */
GHashTable *cs_contents_list_left_out (CsContentsList *self);
