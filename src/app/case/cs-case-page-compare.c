/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing two versions of the case, in all views. */
#include "cs-case-compare.h"
#include "cs-case-page-private.h"

static void
shown_cb (CsCompareBar *bar, CsCasePage *self)
{
  const CsChanges *changes = cs_compare_bar_changes (bar);
  g_autofree char *words = cs_compare_bar_before_words (bar);
  cs_case_page_show_before (self, words != NULL ? changes->before_marks : NULL, words);
}

static void
compare_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL || cs_case_page_leave_compare (self))
    return;
  cs_case_page_leave_past (self);
  cs_case_page_leave_same (self);
  cs_compare_bar_begin (self->compare, self->model);
  gtk_stack_set_visible_child_name (GTK_STACK (self->bars), "compare");
  cs_compare_bar_focus (self->compare);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_case_page_leave_compare (CS_CASE_PAGE (widget));
}

gboolean
cs_case_page_leave_compare (CsCasePage *self)
{
  if (!cs_compare_bar_is_on (self->compare))
    return FALSE;
  cs_compare_bar_begin (self->compare, NULL);
  cs_case_page_show_present (self);
  cs_case_page_focus (self);
  return TRUE;
}

void
cs_case_page_install_compare (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.compare", NULL, compare_cb);
  gtk_widget_class_install_action (klass, "compare.close", NULL, close_cb);
}

void
cs_case_page_init_compare (CsCasePage *self)
{
  self->compare = g_object_new (CS_TYPE_COMPARE_BAR, NULL);
  gtk_stack_add_named (GTK_STACK (self->bars), GTK_WIDGET (self->compare), "compare");
  g_signal_connect (self->compare, "shown", G_CALLBACK (shown_cb), self);
}
