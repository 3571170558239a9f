/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ready-made workflows to choose from, each as a drawing with a sentence. Main thread. */
#pragma once

#include "cs-workflow.h"

#include <adwaita.h>

#define CS_TYPE_SETUP_CHOICE (cs_setup_choice_get_type ())
G_DECLARE_FINAL_TYPE (CsSetupChoice, cs_setup_choice, CS, SETUP_CHOICE, AdwBin)

/* Signal "changed" (). */

/* The one that is chosen; the first at the beginning. */
const CsTemplate *cs_setup_choice_chosen (CsSetupChoice *self);
/* What it is made into; owned by SELF. */
CsWorkflow *cs_setup_choice_workflow (CsSetupChoice *self);
