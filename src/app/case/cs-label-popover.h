/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of labels that L opens beside what is to be named: one letter chooses, "/" filters by
 * name, arrows and Enter choose as well. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_LABEL_POPOVER (cs_label_popover_get_type ())
G_DECLARE_FINAL_TYPE (CsLabelPopover, cs_label_popover, CS, LABEL_POPOVER, GtkPopover)

typedef enum {
  CS_LABELS_TO_DRAW,          /* those that can be drawn, or said of the whole item */
  CS_LABELS_OF_THE_SAME_KIND, /* those that one of the selected marks could have */
} CsLabelsFor;

typedef void (*CsLabelChosen) (gpointer data, const CsLabel *label);

/* Opens over PARENT beside AREA of it (NULL: in its middle), never on it where there is room, and
 * goes away by itself. CHOSEN is called at most once, while MODEL lives. */
void cs_label_popover_open (GtkWidget *parent, const GdkRectangle *area, CsCaseModel *model,
                            CsLabelsFor what, const char *title, CsLabelChosen chosen,
                            gpointer data);
