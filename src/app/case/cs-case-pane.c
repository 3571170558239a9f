/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-pane.h"
#include "cs-focus.h"
#include "cs-letter-scale.h"

#define MOST_OF 0.4 /* of the window */

#include <glib/gi18n.h>

struct _CsCasePane {
  GtkWidget parent_instance;
  GtkWidget *segment, *list_button, *rule_button, *talk_button;
  GtkWidget *pages, *lists, *rule_page, *talk_page, *rule_foot, *talk_foot;
  CsFindingsPane *findings;
  GtkWidget *rule, *talk; /* references */
  CsCaseModel *model;
  gboolean narrow;
  int room;           /* 0: not known yet */
  int height;         /* 0: beside the picture */
  const char *wanted; /* page to begin with once there is a choice; NULL: as it is */
};

G_DEFINE_FINAL_TYPE (CsCasePane, cs_case_pane, GTK_TYPE_WIDGET)

/* A child has one parent: it is taken out of the place it was in before it is put in the other. */
static void
put (GtkWidget *child, GtkWidget *page, GtkWidget *foot, gboolean narrow)
{
  adw_bin_set_child (ADW_BIN (page), NULL);
  adw_bin_set_child (ADW_BIN (foot), NULL);
  if (child != NULL)
    adw_bin_set_child (ADW_BIN (narrow ? page : foot), child);
  gtk_widget_set_visible (foot, child != NULL && !narrow);
}

static int
width_of (CsCasePane *self)
{
  int usual = self->narrow ? CS_CASE_PANE_NARROW : CS_CASE_PANE_WIDE;
  int most = MAX (usual, (int)(self->room * MOST_OF));
  return MIN (cs_letter_scaled (GTK_WIDGET (self), usual), most);
}

static void
arrange (CsCasePane *self)
{
  put (self->rule, self->rule_page, self->rule_foot, self->narrow);
  put (self->talk, self->talk_page, self->talk_foot, self->narrow);
  gboolean choice = self->narrow && (self->rule != NULL || self->talk != NULL);
  gtk_widget_set_visible (self->rule_button, self->rule != NULL);
  gtk_widget_set_visible (self->talk_button, self->talk != NULL);
  gtk_widget_set_visible (self->segment, choice);
  cs_findings_pane_set_headed (self->findings, !choice);
  if (self->height > 0)
    gtk_widget_set_size_request (GTK_WIDGET (self), -1, self->height);
  else
    gtk_widget_set_size_request (GTK_WIDGET (self), width_of (self), -1);
  if (!choice)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->list_button), TRUE);
  else if (self->wanted != NULL)
    cs_case_pane_go (self, g_steal_pointer (&self->wanted));
}

static void
page_cb (GtkToggleButton *button, CsCasePane *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  const char *page = GTK_WIDGET (button) == self->list_button   ? "list"
                     : GTK_WIDGET (button) == self->rule_button ? "rule"
                                                                : "talk";
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), page);
}

/* A page that goes must not hold the focus: the stack would hand it on within itself for ever. */
static void
let_go_of_focus (CsCasePane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->pages))
    gtk_root_set_focus (root, NULL);
}

gboolean
cs_case_pane_go (CsCasePane *self, const char *page)
{
  GtkWidget *button = g_str_equal (page, "list")   ? self->list_button
                      : g_str_equal (page, "rule") ? self->rule_button
                                                   : self->talk_button;
  if (!gtk_widget_get_visible (self->segment) ||
      gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    return FALSE;
  let_go_of_focus (self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  return TRUE;
}

void
cs_case_pane_begin_on (CsCasePane *self, const char *page)
{
  self->wanted = page;
  arrange (self);
}

void
cs_case_pane_set_list_name (CsCasePane *self, const char *name, guint count)
{
  g_autofree char *label = g_strdup_printf ("%s  %u", name, count);
  gtk_button_set_label (GTK_BUTTON (self->list_button), label);
}

void
cs_case_pane_set_talk_name (CsCasePane *self, const char *name, guint count)
{
  g_autofree char *label = g_strdup_printf ("%s  %u", name, count);
  gtk_button_set_label (GTK_BUTTON (self->talk_button), label);
}

static void
marks_cb (CsCaseModel *model, CsCasePane *self)
{
  if (!g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->lists)), "findings"))
    return;
  cs_case_pane_set_list_name (self, _ ("Findings"), cs_case_model_findings (model));
}

void
cs_case_pane_set_model (CsCasePane *self, CsCaseModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  cs_findings_pane_set_model (self->findings, model);
  if (model == NULL)
    return;
  g_signal_connect (model, "marks", G_CALLBACK (marks_cb), self);
  marks_cb (model, self);
}

void
cs_case_pane_set_narrow (CsCasePane *self, gboolean narrow, int room, int height)
{
  self->room = room;
  self->height = height;
  self->narrow = narrow;
  (narrow ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self),
                                                                     "cs-narrow");
  arrange (self);
}

CsFindingsPane *
cs_case_pane_findings (CsCasePane *self)
{
  return self->findings;
}

GtkStack *
cs_case_pane_lists (CsCasePane *self)
{
  return GTK_STACK (self->lists);
}

void
cs_case_pane_set_rule (CsCasePane *self, GtkWidget *rule)
{
  g_set_object (&self->rule, rule);
  arrange (self);
}

void
cs_case_pane_set_talk (CsCasePane *self, GtkWidget *talk)
{
  g_set_object (&self->talk, talk);
  arrange (self);
}

static gboolean
cs_case_pane_grab_focus (GtkWidget *widget)
{
  CsCasePane *self = CS_CASE_PANE (widget);
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->pages));
  GtkWidget *list = gtk_stack_get_visible_child (GTK_STACK (self->lists));
  if (page == self->lists)
    return gtk_widget_grab_focus (list);
  return gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/* --- life --- */

static void
cs_case_pane_dispose (GObject *object)
{
  CsCasePane *self = CS_CASE_PANE (object);
  if (self->findings != NULL)
    cs_case_pane_set_model (self, NULL);
  g_clear_object (&self->rule);
  g_clear_object (&self->talk);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CASE_PANE);
  G_OBJECT_CLASS (cs_case_pane_parent_class)->dispose (object);
}

static void
cs_case_pane_class_init (CsCasePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_case_pane_dispose;
  widget_class->focus = cs_focus_within;
  widget_class->grab_focus = cs_case_pane_grab_focus;
  g_type_ensure (CS_TYPE_FINDINGS_PANE);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/case/cs-case-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, segment);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, list_button);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, rule_button);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, talk_button);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, pages);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, lists);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, findings);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, rule_page);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, talk_page);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, rule_foot);
  gtk_widget_class_bind_template_child (widget_class, CsCasePane, talk_foot);
}

static void
cs_case_pane_init (CsCasePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->list_button, "toggled", G_CALLBACK (page_cb), self);
  g_signal_connect (self->rule_button, "toggled", G_CALLBACK (page_cb), self);
  g_signal_connect (self->talk_button, "toggled", G_CALLBACK (page_cb), self);
  arrange (self);
}
