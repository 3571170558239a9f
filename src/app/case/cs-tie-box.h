/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a passage or a region is tied to, each with a way there and a way to untie it, and how the
 * mark is tied to another one. Hidden when there is nothing of these. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_TIE_BOX (cs_tie_box_get_type ())
G_DECLARE_FINAL_TYPE (CsTieBox, cs_tie_box, CS, TIE_BOX, GtkBox)

GtkWidget *cs_tie_box_new (void);
void cs_tie_box_show (CsTieBox *self, CsCaseModel *model, guint64 id);
