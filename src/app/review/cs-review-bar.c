/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-review-bar.h"
#include "cs-bar-link.h"
#include "cs-case-words.h"
#include "cs-key-words.h"

#include <glib/gi18n.h>

struct _CsReviewBar {
  GtkWidget parent_instance;
  GtkWidget *back, *more, *ahead, *links, *open_link, *rejected_link, *unseen_link, *finish, *claim;
  GtkWidget *hidden_link;
  CsReview *review;
};

G_DEFINE_FINAL_TYPE (CsReviewBar, cs_review_bar, GTK_TYPE_WIDGET)

/* Where an own correction goes, said before it is decided; or why nothing can be. */
static char *
ahead_words (CsReview *review, const CsReviewNext *next)
{
  const CsForesight *foresight = cs_review_foresight (review, "correct");
  if (next->refusal != NULL)
    return cs_window_words (next->refusal);
  if (!cs_review_has_edits (review) || foresight == NULL)
    return NULL;
  g_autofree char *where = cs_window_words (foresight->sentence);
  if (foresight->stage[0] == '\0')
    return g_strdup_printf (_ ("Your correction %s"), where);
  return g_strdup_printf (_ ("Your correction needs a second person: %s"), where);
}

static gboolean
may_claim (CsReviewBar *self)
{
  CsCaseModel *model = cs_review_model (self->review);
  return cs_session_facts (cs_case_model_session (model))->writable &&
         !cs_case_model_view (model)->mine;
}

static void
update (CsReviewBar *self)
{
  static const char *const words[] = { N_ ("Accept and Next"), N_ ("Correct and Next"),
                                       N_ ("Send Back…") };
  CsReviewCounts counts = cs_review_counts (self->review);
  CsReviewNext next = cs_review_next (self->review);
  g_autofree char *ahead = ahead_words (self->review, &next);
  gboolean may = cs_case_model_may_edit (cs_review_model (self->review));
  int longest = 0; /* a button that is as wide whatever it says stands still */
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    longest = MAX (longest, (int)g_utf8_strlen (_ (words[i]), -1));
  /* What was seen and not spoken against is accepted with the case. */
  cs_bar_link_show (self->open_link, counts.open,
                    next.takes_open
                        ? ngettext ("%u change, seen", "%u changes, all seen", counts.open)
                        : ngettext ("%u change to settle", "%u changes to settle", counts.open),
                    !next.takes_open);
  cs_bar_link_show (self->rejected_link, counts.open == 0 ? counts.rejected : 0,
                    ngettext ("%u change rejected", "%u changes rejected", counts.rejected), FALSE);
  cs_bar_link_show_hidden (self->hidden_link, cs_review_model (self->review));
  cs_bar_link_show_unseen (self->unseen_link, cs_review_model (self->review));
  gtk_label_set_label (GTK_LABEL (self->ahead), ahead != NULL ? ahead : "");
  gtk_widget_set_tooltip_text (self->ahead, ahead);
  (next.refusal != NULL ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->ahead,
                                                                                   "cs-trouble");
  gtk_button_set_label (GTK_BUTTON (self->finish), _ (words[next.step]));
  gtk_label_set_width_chars (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->finish))), longest);
  gtk_stack_set_visible_child_name (GTK_STACK (self->back),
                                    next.step != CS_REVIEW_STEP_SEND_BACK ? "back" : "none");
  gtk_widget_set_visible (self->back, may);
  gtk_widget_set_visible (self->more, may);
  gtk_widget_set_visible (self->finish, may);
  gtk_widget_set_visible (self->claim, !may && may_claim (self));
}

char *
cs_review_bar_go_missing (CsReviewBar *self)
{
  GtkWidget *const links[] = { self->open_link, self->unseen_link };
  CsReviewNext next = cs_review_next (self->review);
  char *words = NULL;
  GtkWidget *link = cs_bar_link_first (links, G_N_ELEMENTS (links), &words);
  if (link == NULL)
    return next.refusal != NULL ? cs_window_words (next.refusal) : NULL;
  if (link == self->open_link)
    gtk_widget_activate_action (link, "review.open", NULL);
  else
    g_signal_emit_by_name (link, "clicked");
  return words;
}

static void
review_cb (CsReview *review, CsReviewBar *self)
{
  update (self);
}

static void
shown_cb (CsCaseModel *model, CsReviewBar *self)
{
  update (self);
}

void
cs_review_bar_set_review (CsReviewBar *self, CsReview *review)
{
  if (self->review != NULL) {
    g_signal_handlers_disconnect_by_data (self->review, self);
    g_signal_handlers_disconnect_by_data (cs_review_model (self->review), self);
  }
  g_set_object (&self->review, review);
  if (review == NULL)
    return;
  g_signal_connect (review, "verdicts", G_CALLBACK (review_cb), self);
  g_signal_connect (cs_review_model (review), "shown", G_CALLBACK (shown_cb), self);
  g_signal_connect (cs_review_model (review), "marks", G_CALLBACK (shown_cb), self);
  update (self);
}

static void
cs_review_bar_dispose (GObject *object)
{
  cs_review_bar_set_review (CS_REVIEW_BAR (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_REVIEW_BAR);
  G_OBJECT_CLASS (cs_review_bar_parent_class)->dispose (object);
}

static void
cs_review_bar_class_init (CsReviewBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_review_bar_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/review/cs-review-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, back);
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, more);
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, ahead);
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, links);
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, open_link);
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, rejected_link);
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, unseen_link);
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, hidden_link);
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, finish);
  gtk_widget_class_bind_template_child (widget_class, CsReviewBar, claim);
}

static void
cs_review_bar_init (CsReviewBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
}
