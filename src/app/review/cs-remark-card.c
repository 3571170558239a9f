/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-remark-card.h"
#include "cs-review-row.h"
#include "cs-review-words.h"

#include <glib/gi18n.h>

struct _CsRemarkCard {
  GtkWidget parent_instance;
  GtkWidget *head, *category, *place, *place_label, *weight, *state, *icon, *quote, *quote_label,
      *text, *answer, *buttons;
  GtkWidget *agree, *close, *reply, *entry;
  const CsRemarkRow *row;
};

G_DEFINE_FINAL_TYPE (CsRemarkCard, cs_remark_card, GTK_TYPE_WIDGET)

static guint reply_signal, show_signal;

const CsRemarkRow *
cs_remark_card_row (CsRemarkCard *self)
{
  return self->row;
}

/* --- what it says --- */

static const char *
state_words (CsRemarkState state)
{
  static const char *const words[] = { N_ ("open"), N_ ("agreed"), N_ ("answered"), N_ ("closed") };
  return _ (words[state]);
}

static char *
weight_words (const CsRemark *remark)
{
  const char *severity = remark->severity != NULL ? _ (remark->severity) : NULL;
  if (severity != NULL && remark->clause != NULL)
    return g_strdup_printf ("%s · %s", severity, remark->clause);
  return g_strdup (severity != NULL ? severity : remark->clause != NULL ? remark->clause : "");
}

static void
show_optional (GtkWidget *label, const char *words)
{
  gtk_label_set_label (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL && words[0] != '\0');
}

static void
show (CsRemarkCard *self, CsCaseModel *model, gboolean mine)
{
  const CsRemarkRow *row = self->row;
  const CsRemark *remark = &row->remark;
  CsSession *session = cs_case_model_session (model);
  const char *category =
      remark->category != NULL ? cs_review_category_words (remark->category) : _ ("Sent back");
  gboolean open = row->state == CS_REMARK_OPEN;
  g_autofree char *weight = weight_words (remark);
  g_autofree char *place = cs_review_words_remark (model, remark);
  g_autofree char *answer =
      row->answer != NULL
          ? g_strdup_printf ("%s: %s", cs_session_person (session, row->answer_who), row->answer)
          : NULL;
  /* Translators: a remark, read aloud: "Boundary, major, mark 2, open. Includes the pleura." */
  g_autofree char *spoken = g_strdup_printf (
      _ ("Remark: %s, %s, %s, %s. %s"), category, weight, place != NULL ? place : _ ("the case"),
      state_words (row->state), remark->text != NULL ? remark->text : "");
  gtk_label_set_label (GTK_LABEL (self->category), category);
  gboolean quotes = remark->quote != NULL && remark->mark == 0;
  gtk_label_set_label (GTK_LABEL (self->place_label), place != NULL ? place : "");
  gtk_widget_set_visible (self->place, place != NULL && !quotes);
  gtk_label_set_label (GTK_LABEL (self->quote_label), quotes ? place : "");
  gtk_widget_set_visible (self->quote, quotes);
  show_optional (self->weight, weight);
  gboolean whole = row == cs_case_model_view (model)->came_back;
  gtk_widget_set_visible (self->icon, !whole);
  gtk_label_set_label (GTK_LABEL (self->state),
                       whole ? cs_session_person (session, row->who) : state_words (row->state));
  gtk_widget_add_css_class (self->state, open && !whole ? "cs-strong" : "cs-caption");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                open ? "cs-open-symbolic" : "object-select-symbolic");
  show_optional (self->text, remark->text);
  show_optional (self->answer, answer);
  gtk_widget_set_visible (self->agree, mine && row->may_answer && open);
  gtk_widget_set_visible (self->reply, row->may_answer && row->state != CS_REMARK_CLOSED);
  gtk_widget_set_visible (self->close, !mine && row->may_close);
  gtk_widget_set_visible (self->buttons, gtk_widget_get_visible (self->agree) ||
                                             gtk_widget_get_visible (self->reply) ||
                                             gtk_widget_get_visible (self->close));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* --- what can be done --- */

static void
agree_cb (GtkButton *button, CsRemarkCard *self)
{
  g_signal_emit (self, reply_signal, 0, "agree", NULL);
}

static void
close_cb (GtkButton *button, CsRemarkCard *self)
{
  g_signal_emit (self, reply_signal, 0, "close", NULL);
}

static void
show_cb (GtkButton *button, CsRemarkCard *self)
{
  g_signal_emit (self, show_signal, 0);
}

static void
send_cb (GtkEntry *entry, CsRemarkCard *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_strstrip (text);
  if (text[0] != '\0')
    g_signal_emit (self, reply_signal, 0, "answer", text);
}

/* Asks for the words first, then sends them as Enter does. */
static void
reply_cb (GtkButton *button, CsRemarkCard *self)
{
  if (gtk_widget_get_visible (self->entry))
    send_cb (GTK_ENTRY (self->entry), self);
  gtk_button_set_label (button, _ ("Send Answer"));
  gtk_widget_set_visible (self->entry, TRUE);
  gtk_widget_grab_focus (self->entry);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        CsRemarkCard *self)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->reply);
  gtk_button_set_label (GTK_BUTTON (self->reply), _ ("Answer"));
  gtk_widget_set_visible (self->entry, FALSE);
  return TRUE;
}

/* --- life --- */

static void
cs_remark_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_REMARK_CARD);
  G_OBJECT_CLASS (cs_remark_card_parent_class)->dispose (object);
}

static void
cs_remark_card_class_init (CsRemarkCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_remark_card_dispose;
  reply_signal = g_signal_new ("reply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  show_signal = g_signal_new ("show-place", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                              NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/review/cs-remark-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, head);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, category);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, place);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, place_label);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, weight);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, state);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, icon);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, quote);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, quote_label);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, text);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, answer);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, agree);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, close);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, reply);
  gtk_widget_class_bind_template_child (widget_class, CsRemarkCard, entry);
}

static void
cs_remark_card_init (CsRemarkCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->agree, "clicked", G_CALLBACK (agree_cb), self);
  g_signal_connect (self->close, "clicked", G_CALLBACK (close_cb), self);
  g_signal_connect (self->reply, "clicked", G_CALLBACK (reply_cb), self);
  g_signal_connect (self->place, "clicked", G_CALLBACK (show_cb), self);
  g_signal_connect (self->quote, "clicked", G_CALLBACK (show_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (send_cb), self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
}

CsRemarkCard *
cs_remark_card_new (CsCaseModel *model, const CsRemarkRow *row, gboolean mine)
{
  CsRemarkCard *self = g_object_new (CS_TYPE_REMARK_CARD, NULL);
  self->row = row;
  show (self, model, mine);
  return self;
}
