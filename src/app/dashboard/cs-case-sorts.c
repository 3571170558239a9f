/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-sorts.h"

/* Asks the view's sorter of two pretended rows in which column it looks first, and which way. */
typedef struct {
  CsCaseSort *sorts;
  guint n;
  int differ; /* the column in which the rows differ; below 0: none */
} Probe;

static int
probe_cb (gconstpointer a, gconstpointer b, gpointer column)
{
  Probe *probe = (Probe *)a;
  if (probe->differ >= 0)
    return probe->differ == GPOINTER_TO_INT (column);
  if (probe->n < CS_CASE_COLUMNS)
    probe->sorts[probe->n++].column = (CsCaseColumn)GPOINTER_TO_INT (column);
  return 0;
}

void
cs_case_sorts_add (GtkColumnViewColumn *column, CsCaseColumn by)
{
  g_autoptr (GtkSorter) sorter =
      GTK_SORTER (gtk_custom_sorter_new (probe_cb, GINT_TO_POINTER (by), NULL));
  gtk_column_view_column_set_sorter (column, sorter);
}

guint
cs_case_sorts_read (GtkSorter *sorter, CsCaseSort *ret_sorts)
{
  Probe probe = { .sorts = ret_sorts, .differ = -1 };
  gtk_sorter_compare (sorter, &probe, ret_sorts);
  for (guint i = 0; i < probe.n; i++) {
    probe.differ = (int)ret_sorts[i].column;
    ret_sorts[i].descending =
        gtk_sorter_compare (sorter, &probe, ret_sorts) == GTK_ORDERING_SMALLER;
  }
  return probe.n;
}
