/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-session-bar.h"

struct _CsSessionBar {
  AdwBin parent_instance;
  GtkWidget *label, *reopen, *work, *copy;
};

G_DEFINE_FINAL_TYPE (CsSessionBar, cs_session_bar, ADW_TYPE_BIN)

void
cs_session_bar_show (CsSessionBar *self, CsSession *session)
{
  const char *trouble = session != NULL ? cs_session_trouble (session) : NULL;
  const CsSessionFacts *facts = session != NULL ? cs_session_facts (session) : NULL;
  const char *why = facts != NULL ? facts->why : NULL;
  const char *sentence = trouble != NULL ? trouble : why;
  gboolean elsewhere = trouble == NULL && why != NULL && facts->copy_helps;
  gtk_label_set_label (GTK_LABEL (self->label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->reopen, trouble != NULL || elsewhere);
  gtk_widget_set_visible (self->work, elsewhere);
  gtk_widget_set_visible (self->copy, trouble != NULL || elsewhere);
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
}

static void
cs_session_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_SESSION_BAR);
  G_OBJECT_CLASS (cs_session_bar_parent_class)->dispose (object);
}

static void
cs_session_bar_class_init (CsSessionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_session_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/cs-session-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSessionBar, label);
  gtk_widget_class_bind_template_child (widget_class, CsSessionBar, reopen);
  gtk_widget_class_bind_template_child (widget_class, CsSessionBar, work);
  gtk_widget_class_bind_template_child (widget_class, CsSessionBar, copy);
}

static void
cs_session_bar_init (CsSessionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
