/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of a case side by side: how many of them, and which one the keys are about. */
#include "cs-case-page-private.h"
#include "cs-case-hanging.h"
#include "cs-main-window.h"
#include "cs-view-grid.h"

static CsViewGrid *
grid_of (CsCasePage *self)
{
  return CS_VIEW_GRID (self->image);
}

/* --- what is remembered: of each person, for each way of hanging --- */

static char *
layout_key (CsCasePage *self)
{
  static const char *const words[] = {
    [CS_HANGING_PLAIN] = "plain", [CS_HANGING_MAMMOGRAPHY] = "breasts", [CS_HANGING_PRIOR] = "prior"
  };
  const char *handle = cs_session_facts (cs_case_model_session (self->model))->handle;
  return g_strdup_printf ("layout-%s-%s", words[cs_case_hanging_of (self->model)->hanging],
                          handle != NULL ? handle : "");
}

void
cs_case_page_views_set (CsCasePage *self)
{
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  const CsCaseHanging *hanging = cs_case_hanging_of (self->model);
  g_autofree char *key = layout_key (self);
  if (hanging->views > 1 && !cs_case_model_was_here (self->model))
    cs_case_model_go_item (self->model, hanging->items[0]);
  int layout = cs_preferences_int (cs_main_window_preferences (window), key, (int)hanging->views);
  cs_view_grid_set_layout (grid_of (self), layout == 2 || layout == 4 ? (guint)layout : 1);
  gtk_widget_set_visible (self->views_button, hanging->n > 1);
  cs_case_page_views_update (self);
}

void
cs_case_page_views_update (CsCasePage *self)
{
  guint n = self->model != NULL ? cs_case_hanging_of (self->model)->n : 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.layout", n > 1);
  gboolean several = n > 1 && cs_view_grid_n_views (grid_of (self)) > 1;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.next-view", several);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.link", several);
}

/* --- acts --- */

static void
layout_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  int views = g_variant_get_int32 (target);
  if (self->model == NULL)
    return;
  g_autofree char *key = layout_key (self);
  cs_view_grid_set_layout (grid_of (self), (guint)views);
  cs_preferences_set_int (cs_main_window_preferences (cs_main_window_of (widget)), key, views);
  cs_case_page_views_update (self);
}

static void
next_view_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL)
    cs_view_grid_step (grid_of (self), g_variant_get_int32 (target));
}

static void
link_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL)
    cs_view_grid_set_linked (grid_of (self), !cs_view_grid_is_linked (grid_of (self)));
}

void
cs_case_page_install_views (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.layout", "i", layout_cb);
  gtk_widget_class_install_action (klass, "case.next-view", "i", next_view_cb);
  gtk_widget_class_install_action (klass, "case.link", NULL, link_cb);
}
