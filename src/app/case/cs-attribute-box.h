/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attributes of one mark that apply to it, each with a letter: what is set here is one edit,
 * of those of its label that are selected with it as well. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_ATTRIBUTE_BOX (cs_attribute_box_get_type ())
G_DECLARE_FINAL_TYPE (CsAttributeBox, cs_attribute_box, CS, ATTRIBUTE_BOX, GtkWidget)

GtkWidget *cs_attribute_box_new (void);
void cs_attribute_box_show (CsAttributeBox *self, CsCaseModel *model, guint64 id);
/* Opens, flips or focuses the attribute of LETTER; FALSE when there is none. */
gboolean cs_attribute_box_letter (CsAttributeBox *self, gunichar letter);
/* Puts the focus on the first one that must be set and is not; FALSE when there is none. */
gboolean cs_attribute_box_focus_missing (CsAttributeBox *self);
