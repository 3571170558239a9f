/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case page where disputes between readers are settled: another list and another bar in the
 * same places, the positions over the picture, and what keys mean there. A key that is held shows
 * one position alone; one that is tapped chooses it. */
#include "cs-case-page-private.h"
#include "cs-main-window.h"
#include "cs-text-view.h"
#include "cs-view-grid.h"

#include <glib/gi18n.h>

#define TAP (400 * 1000) /* microseconds: a key that is down longer only shows */

/* --- what is drawn --- */

static void
add_positions (CsCasePage *self, CsPositionsLook *look, guint n)
{
  int alone = cs_adjudication_alone (self->adjudication);
  const CsDispute *dispute = cs_adjudication_dispute (self->adjudication, n);
  gboolean current = cs_adjudication_current (self->adjudication) == (int)n;
  guint64 ruled = cs_adjudication_ruled_mark (self->adjudication, n);
  if (alone >= 0 && ruled != 0)
    cs_positions_look_hide (look, ruled);
  if (alone < 0 && !current && cs_adjudication_ruled (self->adjudication, n, NULL) != CS_RULED_NOT)
    return;
  for (guint i = 0; i < cs_adjudication_n_positions (self->adjudication); i++)
    if (dispute->marks[i] != NULL && (alone < 0 || alone == (int)i))
      cs_positions_look_add (look, dispute->marks[i], i, current || alone >= 0);
}

/* Those of the dispute that is looked at come last, over the others. */
static void
show_positions (CsCasePage *self)
{
  g_autoptr (CsPositionsLook) look = NULL;
  if (self->adjudication != NULL) {
    int current = cs_adjudication_current (self->adjudication);
    look = cs_positions_look_new ();
    look->columns = self->one_picture ? 0 : cs_adjudication_n_positions (self->adjudication);
    for (guint n = 0; n < cs_adjudication_n (self->adjudication); n++)
      if ((int)n != current)
        add_positions (self, look, n);
    if (current >= 0 && (guint)current < cs_adjudication_n (self->adjudication))
      add_positions (self, look, (guint)current);
  }
  cs_view_grid_set_positions (CS_VIEW_GRID (self->image), look);
  cs_text_view_set_positions (CS_TEXT_VIEW (self->text), look);
}

/* A passage that is not in the draft is scrolled to all the same. */
static void
current_cb (CsAdjudication *adjudication, CsCasePage *self)
{
  int at = cs_adjudication_current (adjudication);
  gboolean other = at != self->disputed;
  self->disputed = at;
  const CsMark *mark = other && at >= 0 ? cs_adjudication_place (adjudication, (guint)at) : NULL;
  if (mark != NULL && mark->kind->target == CS_MARK_TARGET_TEXT)
    cs_text_canvas_go (cs_text_view_canvas (CS_TEXT_VIEW (self->text)), (guint32)mark->values[0]);
}

static void
changed_cb (CsAdjudication *adjudication, CsCasePage *self)
{
  cs_case_pane_set_list_name (self->pane, _ ("Disputes"), cs_adjudication_n (adjudication));
  show_positions (self);
  cs_case_page_update_actions (self);
}

void
cs_case_page_adjudicate_set (CsCasePage *self)
{
  gboolean settles =
      self->model != NULL && cs_case_model_view (self->model)->mode == CS_MODE_ADJUDICATION;
  cs_disputes_pane_set_adjudication (self->disputes, NULL);
  cs_adjudication_bar_set_adjudication (self->adjudication_bar, NULL);
  if (self->adjudication != NULL)
    g_signal_handlers_disconnect_by_data (self->adjudication, self);
  g_clear_object (&self->adjudication);
  self->tapped = self->disputed = -1;
  if (settles) {
    self->adjudication = cs_adjudication_new (self->model);
    g_signal_connect (self->adjudication, "rulings", G_CALLBACK (changed_cb), self);
    g_signal_connect (self->adjudication, "current", G_CALLBACK (changed_cb), self);
    g_signal_connect (self->adjudication, "current", G_CALLBACK (current_cb), self);
    cs_disputes_pane_set_adjudication (self->disputes, self->adjudication);
    cs_adjudication_bar_set_adjudication (self->adjudication_bar, self->adjudication);
    gtk_stack_set_visible_child_name (cs_case_pane_lists (self->pane), "disputes");
    gtk_stack_set_visible_child_name (GTK_STACK (self->bars), "adjudication");
    cs_adjudication_step (self->adjudication, 1);
    changed_cb (self->adjudication, self);
  } else {
    show_positions (self);
  }
}

/* --- ruling --- */

static void
tell (CsCasePage *self, const GError *error)
{
  if (error != NULL)
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
}

static void
ask_why (CsCasePage *self)
{
  cs_case_page_show_pane (self, TRUE);
  cs_case_pane_go (self->pane, "list");
  cs_case_page_present (self, GTK_WIDGET (self->pane));
  cs_disputes_pane_ask_why (self->disputes);
}

/* What was ruled without a reason asks for it at once. */
static void
ruled (CsCasePage *self, gboolean ok, const GError *error)
{
  int at = cs_adjudication_current (self->adjudication);
  if (!ok)
    tell (self, error);
  else if (at >= 0 && cs_adjudication_reason (self->adjudication, (guint)at) == NULL)
    ask_why (self);
}

static gboolean
may_rule (CsCasePage *self)
{
  return self->model != NULL && self->adjudication != NULL &&
         cs_adjudication_current (self->adjudication) >= 0;
}

/* TRUE when the dispute is on the screen. Else it comes there, and the key has done that: the next
 * press rules on what is seen. */
static gboolean
is_before_eyes (CsCasePage *self)
{
  guint n = (guint)cs_adjudication_current (self->adjudication);
  const CsMark *mark = cs_adjudication_place (self->adjudication, n);
  const CsGid *gid =
      mark != NULL ? &mark->item : &cs_adjudication_dispute (self->adjudication, n)->item;
  gint64 unit = 0;
  int item = cs_case_model_find_item (self->model, gid);
  if (item < 0)
    return TRUE;
  gboolean here = (int)cs_case_model_place (self->model, &unit) == item;
  gboolean picture = mark != NULL && mark->kind->target == CS_MARK_TARGET_IMAGE;
  if (here && (!picture || cs_case_page_sees (self, mark)))
    return TRUE;
  cs_adjudication_go (self->adjudication, n);
  return FALSE;
}

static void
choose (CsCasePage *self, guint position)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_adjudication_choose (self->adjudication, position, &error);
  ruled (self, ok, error);
}

static void
draw (CsCasePage *self)
{
  if (cs_adjudication_draw (self->adjudication)) {
    cs_case_page_focus (self);
    return;
  }
  cs_case_page_show_pane (self, TRUE);
  cs_case_pane_go (self->pane, "list");
  cs_disputes_pane_ask_answer (self->disputes);
}

/* A digit: of a position it shows that one alone until it is let go of; the one after them, and
 * never before the fourth, draws anew. */
static void
number_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  int number = g_variant_get_int32 (target);
  if (!may_rule (self) || self->key_repeats || !is_before_eyes (self))
    return;
  int n = (int)cs_adjudication_n_positions (self->adjudication);
  if (number == MAX (n + 1, 4)) {
    draw (self);
  } else if (number <= n) {
    self->tapped = number - 1;
    self->tapped_at = cs_case_page_now (self);
    self->tapped_key = self->key_held;
    cs_adjudication_show_alone (self->adjudication, self->tapped);
  }
}

void
cs_case_page_adjudicate_key_up (CsCasePage *self, guint key, guint code)
{
  gboolean shift = key == GDK_KEY_Shift_L || key == GDK_KEY_Shift_R;
  if (self->adjudication == NULL || self->tapped < 0 ||
      (code != 0 && code != self->tapped_key && !shift))
    return;
  int position = self->tapped;
  gboolean tap = code != 0 && cs_case_page_now (self) - self->tapped_at < TAP;
  self->tapped = -1;
  cs_adjudication_show_alone (self->adjudication, -1);
  if (tap && may_rule (self))
    choose (self, (guint)position);
}

static void
take_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (may_rule (self))
    choose (self, (guint)g_variant_get_int32 (target));
}

static void
nobody_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  g_autoptr (GError) error = NULL;
  if (!may_rule (self) || self->key_repeats || !is_before_eyes (self))
    return;
  gboolean ok = cs_adjudication_nobody (self->adjudication, &error);
  ruled (self, ok, error);
}

/* Where a view is wide enough for it. */
static void
beside_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->adjudication == NULL || self->key_repeats)
    return;
  self->one_picture = !self->one_picture;
  show_positions (self);
}

static void
draw_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (may_rule (self))
    draw (self);
}

static void
say (CsCasePage *self, CsAnswer answer)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_adjudication_say (self->adjudication, answer, &error);
  ruled (self, ok, error);
}

static void
say_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (may_rule (self))
    say (self, cs_answer_from_nick (g_variant_get_string (target, NULL)));
}

/* An answer about an item that readers answered in several ways settles that. */
gboolean
cs_case_page_adjudicate_answer (CsCasePage *self, CsAnswer answer)
{
  const CsCaseItem *item =
      cs_case_model_item (self->model, cs_case_model_place (self->model, NULL));
  for (guint n = 0; self->adjudication != NULL && n < cs_adjudication_n (self->adjudication); n++) {
    const CsDispute *dispute = cs_adjudication_dispute (self->adjudication, n);
    if (!(dispute->why & CS_DISPUTE_ANSWER) || !cs_gid_equal (&dispute->item, &item->row->gid))
      continue;
    cs_adjudication_go (self->adjudication, n);
    say (self, answer);
    return TRUE;
  }
  return FALSE;
}

gboolean
cs_case_page_adjudicate_act (CsCasePage *self, const char *action)
{
  if (self->adjudication == NULL)
    return FALSE;
  if (g_str_equal (action, "mark.next") || g_str_equal (action, "mark.previous"))
    cs_adjudication_step (self->adjudication, g_str_equal (action, "mark.next") ? 1 : -1);
  else if (g_str_equal (action, "mark.settle"))
    ask_why (self);
  else if (g_str_equal (action, "mark.edit"))
    draw (self);
  else if (g_str_equal (action, "mark.cancel"))
    return cs_adjudication_stop_drawing (self->adjudication);
  else
    return FALSE;
  return TRUE;
}

void
cs_case_page_adjudicate_finish (CsCasePage *self)
{
  if (!cs_adjudication_missing (self->adjudication).ready || !cs_case_flow_may_decide (self->flow))
    return;
  CsJobSpec spec = cs_adjudication_job (self->adjudication);
  cs_case_flow_decide (self->flow, &spec, _ ("Settled %s"));
}

/* --- going --- */

static void
next_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->adjudication == NULL)
    return;
  cs_case_page_focus (self);
  if (g_str_equal (name, "dispute.next") && !cs_adjudication_missing (self->adjudication).ready)
    cs_adjudication_step (self->adjudication, 1);
}

/* The first that is not ruled on; for "dispute.why" one that lacks a reason. */
static void
find_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  gboolean why = g_str_equal (name, "dispute.why");
  for (guint n = 0; self->adjudication != NULL && n < cs_adjudication_n (self->adjudication); n++) {
    gboolean open = cs_adjudication_ruled (self->adjudication, n, NULL) == CS_RULED_NOT;
    if (why ? open || cs_adjudication_reason (self->adjudication, n) != NULL : !open)
      continue;
    cs_case_page_show_pane (self, TRUE);
    cs_case_pane_go (self->pane, "list");
    cs_adjudication_go (self->adjudication, n);
    if (why)
      ask_why (self);
    else
      gtk_widget_grab_focus (GTK_WIDGET (self->disputes));
    return;
  }
}

/* --- opening again what is agreed --- */

static gpointer
unmerge_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsCaseSaid *said = data;
  cs_project_unmerge (desk->project, &said->case_gid, said->words, error);
  return NULL;
}

static void
unmerge (CsCasePage *self, CsJobSpec *spec)
{
  cs_case_flow_decide (self->flow, spec, _ ("Reopened the merge of %s"));
}

static const CsCaseAsk ask = {
  .heading = N_ ("Reopen the merge?"),
  .body =
      N_ ("Nothing counts as agreed between the readers then: all that they handed in is settled "
          "by somebody who did not read the case. What was ruled on it until now is dropped."),
  .name = N_ ("Why, in a sentence"),
  .accept = N_ ("_Reopen"),
  .run = unmerge_job,
  .act = unmerge,
};

static void
unmerge_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL && cs_case_model_view (self->model)->may_unmerge)
    cs_case_page_ask (self, &ask);
}

/* --- all of them --- */

void
cs_case_page_adjudicate_update (CsCasePage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.unmerge",
                                 cs_case_model_view (self->model)->may_unmerge);
}

void
cs_case_page_install_adjudicate (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "dispute.number", "i", number_cb);
  gtk_widget_class_install_action (klass, "dispute.take", "i", take_cb);
  gtk_widget_class_install_action (klass, "dispute.nobody", NULL, nobody_cb);
  gtk_widget_class_install_action (klass, "dispute.draw", NULL, draw_cb);
  gtk_widget_class_install_action (klass, "dispute.beside", NULL, beside_cb);
  gtk_widget_class_install_action (klass, "dispute.say", "s", say_cb);
  gtk_widget_class_install_action (klass, "dispute.next", NULL, next_cb);
  gtk_widget_class_install_action (klass, "dispute.leave-reason", NULL, next_cb);
  gtk_widget_class_install_action (klass, "dispute.open", NULL, find_cb);
  gtk_widget_class_install_action (klass, "dispute.why", NULL, find_cb);
  gtk_widget_class_install_action (klass, "case.unmerge", NULL, unmerge_cb);
}

void
cs_case_page_init_adjudicate (CsCasePage *self)
{
  self->tapped = -1;
  self->disputes = g_object_new (CS_TYPE_DISPUTES_PANE, NULL);
  self->adjudication_bar = g_object_new (CS_TYPE_ADJUDICATION_BAR, NULL);
  gtk_stack_add_named (cs_case_pane_lists (self->pane), GTK_WIDGET (self->disputes), "disputes");
  gtk_stack_add_named (GTK_STACK (self->bars), GTK_WIDGET (self->adjudication_bar), "adjudication");
}
