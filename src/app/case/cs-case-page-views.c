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
  g_object_set (self->image, "references",
                cs_preferences_int (cs_main_window_preferences (window), "references", TRUE), NULL);
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
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.references", several);
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

/* A key of its own, which a detached canvas hears, too. */
static void
references_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  gboolean on = FALSE;
  g_object_get (self->image, "references", &on, NULL);
  g_object_set (self->image, "references", !on, NULL);
}

static void
references_changed_cb (CsViewGrid *grid, GParamSpec *pspec, CsCasePage *self)
{
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  gboolean on = FALSE;
  g_object_get (grid, "references", &on, NULL);
  if (window != NULL)
    cs_preferences_set_int (cs_main_window_preferences (window), "references", on);
}

/* The menu shows whether they are on. */
void
cs_case_page_init_views (CsCasePage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) action =
      g_property_action_new ("references", self->image, "references");
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "views", G_ACTION_GROUP (group));
  g_signal_connect (self->image, "notify::references", G_CALLBACK (references_changed_cb), self);
}

void
cs_case_page_install_views (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.layout", "i", layout_cb);
  gtk_widget_class_install_action (klass, "case.next-view", "i", next_view_cb);
  gtk_widget_class_install_action (klass, "case.link", NULL, link_cb);
  gtk_widget_class_install_action (klass, "case.references", NULL, references_cb);
}
