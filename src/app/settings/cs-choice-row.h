/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the preferences that shows one choice of the profile in force and changes it. Main
 * thread. */
#pragma once

#include "cs-profile.h"

#include <adwaita.h>

GtkWidget *cs_choice_row_new (CsProfileChoiceId id);
