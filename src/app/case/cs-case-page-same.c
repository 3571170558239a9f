/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saying that marks show the same lesion, and going from one to the other. */
#include "cs-case-page-private.h"
#include "cs-case-same.h"
#include "cs-main-window.h"

static void
tell (CsCasePage *self, GError *error)
{
  if (error != NULL)
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
  g_clear_error (&error);
}

static gboolean
is_on (CsCasePage *self)
{
  return self->model != NULL && cs_case_same_first (self->model) != 0;
}

gboolean
cs_case_page_leave_same (CsCasePage *self)
{
  if (!is_on (self))
    return FALSE;
  cs_case_same_cancel (self->model);
  cs_case_page_focus (self);
  return TRUE;
}

gboolean
cs_case_page_take_same (CsCasePage *self)
{
  GError *error = NULL;
  if (!is_on (self))
    return FALSE;
  if (cs_case_same_can_take (self->model))
    cs_case_same_take (self->model, &error);
  tell (self, error);
  return TRUE;
}

static void
same_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  GError *error = NULL;
  if (self->model == NULL || cs_case_page_take_same (self))
    return;
  cs_case_page_leave_past (self);
  cs_case_page_leave_compare (self);
  cs_case_same_begin (self->model, &error);
  tell (self, error);
}

static void
leave_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_case_page_leave_same (CS_CASE_PAGE (widget));
}

static void
change_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  GError *error = NULL;
  if (self->model == NULL)
    return;
  if (g_str_equal (name, "mark.same-go"))
    cs_case_same_go (self->model, &error);
  else
    cs_case_same_remove (self->model, &error);
  tell (self, error);
}

/* The bar is there as long as the other mark is waited for. */
static void
update (CsCasePage *self)
{
  const char *bar = gtk_stack_get_visible_child_name (GTK_STACK (self->bars));
  gboolean shown = g_strcmp0 (bar, "same") == 0;
  if (is_on (self)) {
    cs_same_bar_show (self->same, self->model);
    gtk_stack_set_visible_child_name (GTK_STACK (self->bars), "same");
  } else if (shown) {
    cs_case_page_show_present (self);
  }
}

void
cs_case_page_same_set (CsCasePage *self)
{
  update (self);
  if (self->model == NULL)
    return;
  g_signal_connect_swapped (self->model, "armed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->model, "selection", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->model, "marks", G_CALLBACK (update), self);
}

void
cs_case_page_install_same (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "mark.same", NULL, same_cb);
  gtk_widget_class_install_action (klass, "mark.same-leave", NULL, leave_cb);
  gtk_widget_class_install_action (klass, "mark.same-go", NULL, change_cb);
  gtk_widget_class_install_action (klass, "mark.not-same", NULL, change_cb);
}

void
cs_case_page_init_same (CsCasePage *self)
{
  self->same = g_object_new (CS_TYPE_SAME_BAR, NULL);
  gtk_stack_add_named (GTK_STACK (self->bars), GTK_WIDGET (self->same), "same");
}
