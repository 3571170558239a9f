/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The toolkit builds some two hundred rows when a list comes into a view, which takes longer than
 * an answer to a press may. Here they are built while nobody looks, a few in each turn of the main
 * loop. A value within its owner. Main thread. */
#pragma once

#include "cs-case-list.h"

typedef struct {
  CsCaseList *list;
  GtkWidget *view;
  guint rows, source;
} CsCaseWarm;

/* The list shows its first rows only, then more and more of them, at last all. LIST and VIEW, which
 * shows it, are borrowed. */
void cs_case_warm_begin (CsCaseWarm *warm, CsCaseList *list, GtkWidget *view);
/* The list shows all at once; nothing when it is not at it. */
void cs_case_warm_end (CsCaseWarm *warm);
