/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-page.h"
#include "cs-actions.h"
#include "cs-image-view.h"
#include "cs-main-window.h"
#include "cs-tool-rail.h"

#include <glib/gi18n.h>

struct _CsCasePage {
  AdwBin parent_instance;
  GtkWidget *title, *subtitle, *pane, *pane_button;
  CsToolRail *rail;
  CsImageView *image;
  CsCaseModel *model;
};

G_DEFINE_FINAL_TYPE (CsCasePage, cs_case_page, ADW_TYPE_BIN)

/* --- what it says --- */

static const char *
mode_word (CsCaseMode mode)
{
  switch (mode) {
  case CS_MODE_READING:
    return _ ("Reading");
  case CS_MODE_REVIEW:
    return _ ("Review");
  case CS_MODE_APPROVAL:
    return _ ("Approval");
  default:
    return _ ("Looking only");
  }
}

static const char *
saved_word (CsCaseModel *model)
{
  switch (cs_case_model_save_state (model)) {
  case CS_SAVE_UNDER_WAY:
    return _ ("saving…");
  case CS_SAVE_FAILED:
    return _ ("not saved");
  default:
    return _ ("draft saved");
  }
}

static void
update_subtitle (CsCasePage *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  g_autoptr (GString) words = g_string_new (mode_word (view->mode));
  if (view->mode == CS_MODE_LOOKING && view->reason != NULL)
    g_string_append_printf (words, " · %s", view->reason);
  if (cs_case_model_may_edit (self->model))
    g_string_append_printf (words, " · %s", saved_word (self->model));
  gtk_label_set_label (GTK_LABEL (self->subtitle), words->str);
}

static void
update_undo (CsCasePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gtk_widget_action_set_enabled (widget, "case.undo", cs_case_model_can_undo (self->model));
  gtk_widget_action_set_enabled (widget, "case.redo", cs_case_model_can_redo (self->model));
}

static void
marks_cb (CsCaseModel *model, CsCasePage *self)
{
  update_undo (self);
  update_subtitle (self);
}

void
cs_case_page_set_model (CsCasePage *self, CsCaseModel *model)
{
  if (self->model != NULL) {
    cs_case_model_flush (self->model);
    g_signal_handlers_disconnect_by_data (self->model, self);
  }
  g_set_object (&self->model, model);
  cs_tool_rail_set_model (self->rail, model);
  cs_image_view_set_model (self->image, model);
  if (model == NULL)
    return;
  g_signal_connect (model, "marks", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "saved", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "review", G_CALLBACK (marks_cb), self);
  gtk_label_set_label (GTK_LABEL (self->title), cs_case_model_view (model)->row->title);
  marks_cb (model, self);
}

CsCaseModel *
cs_case_page_model (CsCasePage *self)
{
  return self->model;
}

void
cs_case_page_focus (CsCasePage *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->image)) ||
      !gtk_widget_grab_focus (GTK_WIDGET (self->image)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* --- actions --- */

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_case_model_undo (CS_CASE_PAGE (widget)->model);
}

static void
redo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_case_model_redo (CS_CASE_PAGE (widget)->model);
}

static void
leave_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_main_window_leave_case (cs_main_window_of (widget));
}

static void
pane_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  gtk_widget_set_visible (self->pane, !gtk_widget_get_visible (self->pane));
}

/* --- life --- */

static void
cs_case_page_dispose (GObject *object)
{
  if (CS_CASE_PAGE (object)->image != NULL)
    cs_case_page_set_model (CS_CASE_PAGE (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CASE_PAGE);
  G_OBJECT_CLASS (cs_case_page_parent_class)->dispose (object);
}

static void
cs_case_page_class_init (CsCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_case_page_dispose;
  g_type_ensure (CS_TYPE_TOOL_RAIL);
  g_type_ensure (CS_TYPE_IMAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/case/cs-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, title);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, pane);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, pane_button);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, rail);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, image);
  gtk_widget_class_install_action (widget_class, "case.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "case.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "case.leave", NULL, leave_cb);
  gtk_widget_class_install_action (widget_class, "case.pane", NULL, pane_cb);
  cs_actions_bind (widget_class, CS_ACTION_CASE);
}

static void
cs_case_page_init (CsCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
