/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-week-card.h"
#include "cs-figure-table.h"
#include "cs-scroll.h"
#include "cs-week-chart.h"

#include <glib/gi18n.h>

struct _CsWeekCard {
  GtkBox parent_instance;
  GtkWidget *title, *caption, *as_table, *stack, *chart, *table_scroll, *table;
};

G_DEFINE_FINAL_TYPE (CsWeekCard, cs_week_card, GTK_TYPE_BOX)

static void
toggled_cb (GtkToggleButton *button, CsWeekCard *self)
{
  gboolean table = gtk_toggle_button_get_active (button);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), table ? "table" : "chart");
}

static void
fill_table (CsWeekCard *self, const char *const *parts, const char *const *weeks,
            const guint *values)
{
  guint n_parts = g_strv_length ((GStrv)parts);
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  /* TRANSLATORS: the head of a column of Mondays */
  g_strv_builder_add (columns, _ ("Week from"));
  g_strv_builder_addv (columns, (const char **)parts);
  g_auto (GStrv) heads = g_strv_builder_end (columns);
  for (guint i = 0; weeks[i] != NULL; i++) {
    GStrv row = g_new0 (char *, n_parts + 2);
    row[0] = g_strdup (weeks[i]);
    for (guint k = 0; k < n_parts; k++)
      row[k + 1] = g_strdup_printf ("%u", values[i * n_parts + k]);
    g_ptr_array_add (rows, row);
  }
  cs_figure_table_fill (GTK_GRID (self->table), (const char *const *)heads, rows);
}

void
cs_week_card_show (CsWeekCard *self, const char *title, const char *caption,
                   const char *const *parts, const char *const *weeks, const guint *values)
{
  g_autofree char *said = g_strdup_printf (_ ("%s as a table"), title);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->caption), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->as_table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said, -1);
  cs_week_chart_show (CS_WEEK_CHART (self->chart), title, parts, weeks, values);
  fill_table (self, parts, weeks, values);
}

static void
cs_week_card_class_init (CsWeekCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_type_ensure (CS_TYPE_WEEK_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-week-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CsWeekCard, title);
  gtk_widget_class_bind_template_child (widget_class, CsWeekCard, caption);
  gtk_widget_class_bind_template_child (widget_class, CsWeekCard, as_table);
  gtk_widget_class_bind_template_child (widget_class, CsWeekCard, stack);
  gtk_widget_class_bind_template_child (widget_class, CsWeekCard, chart);
  gtk_widget_class_bind_template_child (widget_class, CsWeekCard, table_scroll);
  gtk_widget_class_bind_template_child (widget_class, CsWeekCard, table);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
cs_week_card_init (CsWeekCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_scroll_hand_on (GTK_SCROLLED_WINDOW (self->table_scroll));
}
