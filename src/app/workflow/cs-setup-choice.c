/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-setup-choice.h"
#include "cs-workflow-drawing.h"

#include <glib/gi18n.h>

struct _CsSetupChoice {
  AdwBin parent_instance;
  GPtrArray *workflows; /* CsWorkflow, in the order of the templates */
  guint chosen;
};

G_DEFINE_FINAL_TYPE (CsSetupChoice, cs_setup_choice, ADW_TYPE_BIN)

static guint changed_signal;

static GtkWidget *
new_label (const char *words, const char *css)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css);
  return label;
}

static void
toggled_cb (GtkCheckButton *button, CsSetupChoice *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->chosen = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
new_choice (CsSetupChoice *self, const CsTemplate *ready, CsWorkflow *workflow, guint place)
{
  GtkWidget *button = gtk_check_button_new (), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *drawing = cs_workflow_drawing_new ();
  cs_workflow_drawing_show (CS_WORKFLOW_DRAWING (drawing), cs_workflow_to_json (workflow), NULL,
                            -1);
  gtk_widget_set_margin_top (drawing, 6);
  gtk_widget_set_margin_start (lines, 6);
  gtk_box_append (GTK_BOX (lines), new_label (_ (ready->title), "cs-heading"));
  gtk_box_append (GTK_BOX (lines), new_label (_ (ready->about), "cs-dim"));
  gtk_box_append (GTK_BOX (lines), drawing);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), lines);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (ready->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (ready->about), -1);
  gtk_widget_add_css_class (button, "cs-setup");
  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

const CsTemplate *
cs_setup_choice_chosen (CsSetupChoice *self)
{
  return cs_workflow_templates ()[self->chosen];
}

CsWorkflow *
cs_setup_choice_workflow (CsSetupChoice *self)
{
  return self->workflows->pdata[self->chosen];
}

static void
cs_setup_choice_finalize (GObject *object)
{
  g_ptr_array_unref (CS_SETUP_CHOICE (object)->workflows);
  G_OBJECT_CLASS (cs_setup_choice_parent_class)->finalize (object);
}

static void
cs_setup_choice_class_init (CsSetupChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_setup_choice_finalize;
  changed_signal = g_signal_new ("changed", CS_TYPE_SETUP_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
cs_setup_choice_init (CsSetupChoice *self)
{
  const CsTemplate *const *all = cs_workflow_templates ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *first = NULL;
  self->workflows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_workflow_unref);
  for (guint i = 0; all[i] != NULL; i++) {
    CsWorkflow *workflow = cs_workflow_from_template (all[i]->id, NULL);
    g_assert (workflow != NULL); /* they are our own */
    g_ptr_array_add (self->workflows, workflow);
    GtkWidget *button = new_choice (self, all[i], workflow, i);
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
    first = first != NULL ? first : button;
    gtk_box_append (GTK_BOX (box), button);
  }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  adw_bin_set_child (ADW_BIN (self), box);
}
