/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of the project that is open: their roles, and more people. For leads. Main thread. */
#pragma once

#include "cs-main-window.h"

void cs_people_dialog_present (CsMainWindow *window);
