/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of the project that is open: their roles, what is known of
 * them, and more people. For leads. Main thread. */
#pragma once

#include "cs-main-window.h"

void cs_people_dialog_present (CsMainWindow *window);
/* Takes back what was changed last of members who were there before. */
void cs_people_dialog_undo (CsMainWindow *window);
