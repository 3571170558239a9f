/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instead of the action bar while the other mark of a lesion is chosen: says what is to be chosen,
 * and what would be tied to what. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_SAME_BAR (cs_same_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsSameBar, cs_same_bar, CS, SAME_BAR, GtkWidget)

/* As MODEL is now. */
void cs_same_bar_show (CsSameBar *self, CsCaseModel *model);
