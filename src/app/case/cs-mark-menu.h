/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with what is selected, as a menu of actions of the case page: one for a mark on
 * a picture, a passage of a text and a row of a list. Main thread. */
#pragma once

#include "cs-review.h"

#include <gtk/gtk.h>

/* REVIEW: NULL unless the case is reviewed. NULL when nothing is selected. */
GMenuModel *cs_mark_menu_new (CsCaseModel *model, CsReview *review);
/* As what the suggestion that is selected is dropped: the digits of a review choose. */
GMenuModel *cs_mark_menu_drop_new (void);
/* Opens MENU over PARENT, beside AREA of it; it goes away by itself, and what had the focus has it
 * again before the action runs. Owned by PARENT, which unparents it when it goes first. */
GtkWidget *cs_mark_menu_popup (GMenuModel *menu, GtkWidget *parent, const GdkRectangle *area);
/* The right mouse button on a row of LIST selects it, and asks the case page for the menu. */
void cs_mark_menu_listen (GtkListBox *list);
