/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-warm.h"

#define STEP 8
#define ROWS 216 /* what the toolkit keeps, and a step */

static gboolean
step_cb (gpointer data)
{
  CsCaseWarm *warm = data;
  warm->rows += STEP;
  if (warm->rows >= ROWS) {
    cs_case_warm_end (warm);
    return G_SOURCE_REMOVE;
  }
  cs_case_list_limit (warm->list, warm->rows);
  /* Their styles and texts, too. */
  gtk_widget_measure (warm->view, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

void
cs_case_warm_begin (CsCaseWarm *warm, CsCaseList *list, GtkWidget *view)
{
  cs_case_warm_end (warm);
  *warm = (CsCaseWarm){ .list = list, .view = view, .rows = STEP };
  cs_case_list_limit (list, warm->rows);
  warm->source = g_idle_add_full (G_PRIORITY_LOW, step_cb, warm, NULL);
}

void
cs_case_warm_end (CsCaseWarm *warm)
{
  if (warm->source == 0)
    return;
  g_clear_handle_id (&warm->source, g_source_remove);
  cs_case_list_limit (warm->list, G_MAXUINT);
}
