/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-credit-label.h"

#define WIDTH 34 /* characters that a pane has room for */

GtkWidget *
cs_credit_label_new (void)
{
  GtkWidget *self = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self), 0);
  gtk_label_set_wrap (GTK_LABEL (self), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self), WIDTH);
  gtk_widget_add_css_class (self, "cs-caption");
  gtk_widget_set_visible (self, FALSE);
  return self;
}

gboolean
cs_credit_label_show (GtkWidget *self, CsCaseModel *model, guint64 id)
{
  g_autofree char *words = cs_case_model_credit (model, id);
  gtk_label_set_label (GTK_LABEL (self), words != NULL ? words : "");
  gtk_widget_set_visible (self, words != NULL);
  return words != NULL;
}
