/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of a file of another program: into one's own drafts, or as suggestions of a model. Main
 * thread. */
#pragma once

#include "cs-main-window.h"

void cs_load_dialog_present (CsMainWindow *window);
