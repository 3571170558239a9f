/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-adjudication-bar.h"
#include "cs-bar-link.h"
#include "cs-key-words.h"

#include <glib/gi18n.h>

struct _CsAdjudicationBar {
  GtkWidget parent_instance;
  GtkWidget *more, *ahead, *links, *open_link, *reasons_link, *items_link, *unseen_link,
      *hidden_link;
  GtkWidget *finish, *claim;
  CsAdjudication *adjudication;
};

G_DEFINE_FINAL_TYPE (CsAdjudicationBar, cs_adjudication_bar, GTK_TYPE_WIDGET)

static void
update (CsAdjudicationBar *self)
{
  CsCaseModel *model = cs_adjudication_model (self->adjudication);
  CsAdjudicationMissing missing = cs_adjudication_missing (self->adjudication);
  gboolean may = cs_case_model_may_edit (model);
  gboolean drawing = cs_adjudication_is_drawing (self->adjudication);
  cs_bar_link_show (self->open_link, missing.open,
                    ngettext ("%u dispute to settle", "%u disputes to settle", missing.open), TRUE);
  cs_bar_link_show (self->reasons_link, missing.reasons,
                    ngettext ("%u reason missing", "%u reasons missing", missing.reasons), TRUE);
  cs_bar_link_show (self->items_link, missing.items,
                    ngettext ("%u item without marks or answer", "%u items without marks or answer",
                              missing.items),
                    TRUE);
  cs_bar_link_show_hidden (self->hidden_link, model);
  cs_bar_link_show_unseen (self->unseen_link, model);
  cs_key_words_set (self->ahead, "label",
                    drawing              ? _ ("What you draw now is the ruling ({mark.cancel})")
                    : missing.values > 0 ? _ ("A required value is missing")
                                         : "");
  gtk_widget_set_visible (self->more, may);
  gtk_widget_set_visible (self->finish, may);
  gtk_widget_set_visible (self->claim,
                          !may && cs_session_facts (cs_case_model_session (model))->writable &&
                              !cs_case_model_view (model)->mine);
}

char *
cs_adjudication_bar_go_missing (CsAdjudicationBar *self)
{
  GtkWidget *const links[] = { self->open_link, self->reasons_link, self->items_link,
                               self->unseen_link };
  char *words = NULL;
  GtkWidget *link = cs_bar_link_first (links, G_N_ELEMENTS (links), &words);
  if (link != NULL)
    g_signal_emit_by_name (link, "clicked");
  else if (cs_adjudication_missing (self->adjudication).values > 0)
    words = g_strdup (_ ("a required value is missing"));
  return words;
}

static void
changed_cb (gpointer source, CsAdjudicationBar *self)
{
  update (self);
}

void
cs_adjudication_bar_set_adjudication (CsAdjudicationBar *self, CsAdjudication *adjudication)
{
  if (self->adjudication != NULL) {
    g_signal_handlers_disconnect_by_data (self->adjudication, self);
    g_signal_handlers_disconnect_by_data (cs_adjudication_model (self->adjudication), self);
  }
  g_set_object (&self->adjudication, adjudication);
  if (adjudication == NULL)
    return;
  CsCaseModel *model = cs_adjudication_model (adjudication);
  g_signal_connect (adjudication, "rulings", G_CALLBACK (changed_cb), self);
  g_signal_connect (adjudication, "current", G_CALLBACK (changed_cb), self);
  g_signal_connect (model, "shown", G_CALLBACK (changed_cb), self);
  g_signal_connect (model, "marks", G_CALLBACK (changed_cb), self);
  update (self);
}

static void
cs_adjudication_bar_dispose (GObject *object)
{
  cs_adjudication_bar_set_adjudication (CS_ADJUDICATION_BAR (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_ADJUDICATION_BAR);
  G_OBJECT_CLASS (cs_adjudication_bar_parent_class)->dispose (object);
}

static void
cs_adjudication_bar_class_init (CsAdjudicationBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_adjudication_bar_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/review/cs-adjudication-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, more);
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, ahead);
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, links);
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, open_link);
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, reasons_link);
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, items_link);
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, unseen_link);
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, hidden_link);
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, finish);
  gtk_widget_class_bind_template_child (widget_class, CsAdjudicationBar, claim);
}

static void
cs_adjudication_bar_init (CsAdjudicationBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
  gtk_button_set_label (GTK_BUTTON (self->finish), _ ("Decide and Next"));
}
