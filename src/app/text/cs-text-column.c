/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-column.h"

struct _CsTextColumn {
  AdwBin parent_instance;
  GtkWidget *scrolled, *clamp;
  CsTextCanvas *canvas;
};

G_DEFINE_FINAL_TYPE (CsTextColumn, cs_text_column, ADW_TYPE_BIN)

static void
cs_text_column_dispose (GObject *object)
{
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_TEXT_COLUMN);
  G_OBJECT_CLASS (cs_text_column_parent_class)->dispose (object);
}

static void
cs_text_column_class_init (CsTextColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_text_column_dispose;
  g_type_ensure (CS_TYPE_TEXT_CANVAS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/text/cs-text-column.ui");
  gtk_widget_class_bind_template_child (widget_class, CsTextColumn, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CsTextColumn, clamp);
  gtk_widget_class_bind_template_child (widget_class, CsTextColumn, canvas);
}

static void
cs_text_column_init (CsTextColumn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CsTextColumn *
cs_text_column_new (GtkAdjustment *scrolled_with)
{
  CsTextColumn *self = g_object_new (CS_TYPE_TEXT_COLUMN, NULL);
  GtkAdjustment *own = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_object_bind_property (scrolled_with, "value", own, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return self;
}

void
cs_text_column_set_name (CsTextColumn *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

void
cs_text_column_set_width (CsTextColumn *self, int width)
{
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (self->clamp), width);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (self->clamp), width);
}

CsTextCanvas *
cs_text_column_canvas (CsTextColumn *self)
{
  return self->canvas;
}
