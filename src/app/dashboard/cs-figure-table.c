/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-figure-table.h"

static GtkWidget *
add_cell (GtkGrid *grid, const char *words, int column, int row, const char *css)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), row == 0 && column > 0);
  gtk_label_set_justify (GTK_LABEL (label), column == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  gtk_widget_set_valign (label, row == 0 ? GTK_ALIGN_END : GTK_ALIGN_BASELINE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, css);
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return label;
}

void
cs_figure_table_fill (GtkGrid *grid, const char *const *columns, const GPtrArray *rows)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  for (int i = 0; columns[i] != NULL; i++)
    add_cell (grid, columns[i], i, 0, "cs-dim");
  for (guint n = 0; n < rows->len; n++) {
    const char *const *cells = rows->pdata[n];
    for (int i = 0; columns[i] != NULL; i++) {
      GtkWidget *cell =
          add_cell (grid, cells[i], i, (int)n + 1, i == 0 ? "cs-heading" : "cs-figure");
      /* A figure alone says nothing to who does not see where it stands. */
      g_autofree char *said = g_strdup_printf ("%s, %s: %s", cells[0], columns[i], cells[i]);
      if (i > 0)
        gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, said,
                                        -1);
    }
  }
}
