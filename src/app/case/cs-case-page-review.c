/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case page where a case is reviewed, and where it came back with remarks: other lists and
 * another bar in the same places, and what keys mean there. */
#include "cs-case-page-private.h"
#include "cs-view-grid.h"
#include "cs-dialogs.h"
#include "cs-main-window.h"
#include "cs-text-view.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_review (CsCasePage *self)
{
  CsCaseMode mode = cs_case_model_view (self->model)->mode;
  return (mode == CS_MODE_REVIEW || mode == CS_MODE_APPROVAL) &&
         !cs_case_model_view (self->model)->hidden;
}

/* --- what is where --- */

static void
name_lists (CsCasePage *self)
{
  guint remarks = cs_remarks_count (self->model);
  gboolean talk = self->review != NULL || remarks > 0;
  if (self->review != NULL)
    cs_case_pane_set_list_name (self->pane, _ ("Changes"), cs_review_rows (self->review)->len);
  cs_case_pane_set_talk (self->pane, talk ? GTK_WIDGET (self->remarks) : NULL);
  cs_case_pane_set_talk_name (self->pane, self->review != NULL ? _ ("Remarks") : _ ("Sent Back"),
                              remarks);
  cs_remarks_pane_set_headed (self->remarks, !self->narrow);
}

static void
review_changed_cb (CsReview *review, CsCasePage *self)
{
  name_lists (self);
  cs_case_page_update_actions (self);
}

static void
talk_cb (CsCaseModel *model, CsCasePage *self)
{
  name_lists (self);
}

/* "before, Ben, 2 March"; NULL where there was nothing before. */
static char *
before_words (CsSession *session, const CsChanges *changes)
{
  if (changes == NULL || changes->from == CS_CHANGES_FROM_NOTHING)
    return NULL;
  if (changes->from == CS_CHANGES_FROM_LOOK)
    return g_strdup (_ ("what you marked first"));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (changes->before.wall / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  /* Translators: a date without its year: "2 March". */
  g_autofree char *date = local != NULL ? g_date_time_format (local, _ ("%-d %B")) : g_strdup ("");
  const char *who = cs_session_person (session, changes->before.who);
  /* Translators: whose version is drawn dashed: "before, Reader 4, 2 March". */
  return g_strdup_printf (_ ("before, %s, %s"), who, date);
}

void
cs_case_page_show_before (CsCasePage *self, const CsMarkSet *set, const char *words)
{
  cs_view_grid_set_before (CS_VIEW_GRID (self->image), set, words);
  cs_text_canvas_set_before (cs_text_view_canvas (CS_TEXT_VIEW (self->text)), set);
}

static void
show_before (CsCasePage *self)
{
  const CsChanges *changes = cs_case_model_view (self->model)->changes;
  g_autofree char *words =
      self->review != NULL ? before_words (cs_case_model_session (self->model), changes) : NULL;
  cs_case_page_show_before (self, words != NULL ? changes->before_marks : NULL, words);
}

void
cs_case_page_show_present (CsCasePage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->bars), self->review != NULL ? "review"
                                                            : self->adjudication != NULL
                                                                ? "adjudication"
                                                                : "reading");
  if (self->model != NULL)
    show_before (self);
}

/* Of the words of a text. */
static void
offer_remark (CsCasePage *self, gboolean review)
{
  g_autoptr (GMenu) menu = review ? g_menu_new () : NULL;
  if (review)
    g_menu_append (menu, _ ("Remark on This…"), "review.remark");
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (cs_text_view_canvas (CS_TEXT_VIEW (self->text))),
                                G_MENU_MODEL (menu));
}

void
cs_case_page_review_set (CsCasePage *self)
{
  gboolean review = self->model != NULL && is_review (self);
  cs_changes_pane_set_review (self->changes, NULL);
  cs_review_bar_set_review (self->review_bar, NULL);
  cs_past_bar_begin (self->past, NULL, 0);
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_clear_object (&self->review);
  cs_compare_bar_begin (self->compare, NULL); /* its end is told to who still listens */
  cs_remarks_pane_set_model (self->remarks, self->model);
  gtk_stack_set_visible_child_name (cs_case_pane_lists (self->pane),
                                    review ? "changes" : "findings");
  gtk_stack_set_visible_child_name (GTK_STACK (self->bars), review ? "review" : "reading");
  cs_case_page_adjudicate_set (self);
  if (self->model == NULL)
    return;
  g_signal_connect (self->model, "review", G_CALLBACK (talk_cb), self);
  if (review) {
    self->review = cs_review_new (self->model);
    cs_changes_pane_set_review (self->changes, self->review);
    cs_review_bar_set_review (self->review_bar, self->review);
    g_signal_connect (self->review, "verdicts", G_CALLBACK (review_changed_cb), self);
    cs_review_step (self->review, 1);
  }
  offer_remark (self, review);
  name_lists (self);
  show_before (self);
  cs_case_page_agree_begin (self);
  /* What somebody looked at in the case before is not what waits in this one. */
  gboolean to_answer = cs_remarks_to_answer (self->model) > 0;
  cs_case_pane_begin_on (self->pane, to_answer ? "talk" : "list");
  if (to_answer && !cs_case_model_view (self->model)->has_draft)
    cs_remarks_pane_go_open (self->remarks);
}

/* --- deciding --- */

static void
decide (CsCasePage *self, const char *decision, const CsReviewReasons *reasons, const char *words)
{
  CsJobSpec spec = cs_review_decision_job (self->review, decision, reasons);
  cs_case_flow_decide (self->flow, &spec, words);
}

typedef struct {
  CsCasePage *self;
  CsLetter *letter;
} Remarking;

static void
remarked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Remarking *remarking = user_data;
  g_autoptr (CsCasePage) self = remarking->self;
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &error);
  cs_letter_end (remarking->letter, ok);
  if (!ok)
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
}

static void
say_not_sent (CsCasePage *self, CsReview *review)
{
  const char *title = cs_case_model_view (cs_review_model (review))->row->title;
  /* Translators: %s is a case: "CT-0142". */
  g_autofree char *words = g_strdup_printf (_ ("%s went from the screen before that. What you "
                                               "wrote is kept: open the case again and send it "
                                               "from there."),
                                            title);
  cs_tell (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Nothing was sent"), words);
}

static void
sent_cb (gpointer data, CsReview *review, CsWhy why, const CsReviewReasons *reasons,
         CsLetter *letter)
{
  CsCasePage *self = data;
  /* Another case came meanwhile: one before it was refused. */
  if (self->review != review) {
    cs_letter_end (letter, FALSE);
    say_not_sent (self, review);
  } else if (why == CS_WHY_REMARK) {
    CsJobSpec spec = cs_review_remark_job (self->review, reasons);
    Remarking *remarking = g_new0 (Remarking, 1);
    remarking->self = g_object_ref (self);
    remarking->letter = letter;
    cs_case_model_act_async (self->model, &spec, remarked_cb, remarking);
    cs_case_pane_go (self->pane, "talk");
  } else {
    gboolean reject = why == CS_WHY_REJECT;
    CsJobSpec spec =
        cs_review_decision_job (self->review, reject ? "reject" : "send-back", reasons);
    cs_case_flow_decide_and (self->flow, &spec, reject ? _ ("Rejected %s") : _ ("Sent %s back"),
                             cs_letter_end, letter);
  }
}

static void
ask_why (CsCasePage *self, CsWhy why)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  CsSendBack *sheet = cs_send_back_new (window, self->review, why, self->unsent, sent_cb, self);
  cs_case_page_count_in (self, GTK_WIDGET (sheet));
  gtk_window_present (GTK_WINDOW (sheet));
}

/* What is to be decided may be another thing by the time a question is answered. */
static void
correct (CsCasePage *self)
{
  CsReviewNext next = cs_review_next (self->review);
  if (next.ready && next.step == CS_REVIEW_STEP_CORRECT)
    decide (self, "correct", NULL, _ ("Corrected %s"));
}

void
cs_case_page_review_finish (CsCasePage *self)
{
  CsReviewNext next = cs_review_next (self->review);
  if (!next.ready || !cs_case_flow_may_decide (self->flow))
    return;
  if (next.step == CS_REVIEW_STEP_SEND_BACK)
    ask_why (self, CS_WHY_SEND_BACK);
  else if (next.step == CS_REVIEW_STEP_CORRECT)
    cs_case_page_ask_about_sizes (self, _ ("Correct anyway?"), _ ("_Correct"), correct);
  else
    decide (self, "accept", NULL, _ ("Accepted %s"));
}

/* --- keys --- */

static gboolean
at_picture (CsCasePage *self)
{
  guint at = cs_case_model_place (self->model, NULL);
  return !g_str_equal (cs_case_model_item (self->model, at)->row->kind, "text");
}

static gboolean
is_of_text (CsCasePage *self, const CsGid *item_gid)
{
  int item = cs_case_model_find_item (self->model, item_gid);
  return item >= 0 &&
         g_str_equal (cs_case_model_item (self->model, (guint)item)->row->kind, "text");
}

/* Only a passage that is there has a place that can be scrolled away from. */
static gboolean
sees_text (CsCasePage *self, const CsMark *there, gboolean here)
{
  CsTextCanvas *canvas = cs_text_view_canvas (CS_TEXT_VIEW (self->text));
  GdkRectangle area;
  if (canvas == NULL || !gtk_widget_get_mapped (GTK_WIDGET (canvas)))
    return FALSE;
  gboolean passage = there != NULL && there->kind->target == CS_MARK_TARGET_TEXT;
  return passage ? cs_text_canvas_area (canvas, there->id, &area) : here || at_picture (self);
}

static gboolean
sees_picture (CsCasePage *self, int item, const CsMark *mark)
{
  CsCanvas *canvas = cs_view_grid_find (CS_VIEW_GRID (self->image), item);
  return canvas != NULL && gtk_widget_get_mapped (GTK_WIDGET (canvas)) &&
         cs_canvas_state (canvas) != CS_CANVAS_LOADING &&
         (mark == NULL || mark->kind->target != CS_MARK_TARGET_IMAGE ||
          cs_canvas_unit (canvas) == cs_case_model_unit_of (self->model, mark));
}

/* THERE: the mark as it is now, BEFORE: as it was; either may be NULL. */
static gboolean
sees (CsCasePage *self, const CsGid *item_gid, const CsMark *before, const CsMark *there)
{
  int item = cs_case_model_find_item (self->model, item_gid);
  if (item < 0)
    return TRUE;
  if (is_of_text (self, item_gid))
    return sees_text (self, there, item == (int)cs_case_model_place (self->model, NULL));
  return sees_picture (self, item, there != NULL ? there : before);
}

gboolean
cs_case_page_sees (CsCasePage *self, const CsMark *mark)
{
  return sees (self, &mark->item, NULL, mark);
}

static gboolean
sees_row (CsCasePage *self, const CsReviewRow *row)
{
  return sees (self, &row->item, row->before, row->after);
}

/* TRUE when the current change is on the screen. Else it comes there, and the key has done that:
 * the next press, which is no repetition, settles what is seen. A passage counts as seen then, a
 * picture when it is there. */
static gboolean
is_before_eyes (CsCasePage *self)
{
  const CsReviewRow *row = cs_review_current (self->review);
  gboolean brought = row != NULL && self->brought == row && is_of_text (self, &row->item);
  if (self->key_repeats)
    return FALSE;
  self->brought = NULL;
  /* The rows are others then. */
  if (row != NULL &&
      cs_case_model_hold_mark (self->model, cs_review_row_mark (row), CS_MARK_HIDDEN, FALSE))
    return FALSE;
  if (row == NULL || brought || sees_row (self, row))
    return TRUE;
  cs_review_go (self->review, row);
  if (!sees_row (self, row) && row->after != NULL &&
      row->after->kind->target == CS_MARK_TARGET_TEXT)
    cs_text_canvas_go (cs_text_view_canvas (CS_TEXT_VIEW (self->text)),
                       (guint32)row->after->values[0]);
  self->brought = row;
  return FALSE;
}

static void
settle (CsCasePage *self)
{
  /* Who has begun to reject does not accept by the next key. */
  if (!cs_changes_pane_asks (self->changes) && is_before_eyes (self))
    cs_review_say (self->review, CS_VERDICT_ACCEPT);
}

gboolean
cs_case_page_review_act (CsCasePage *self, const char *action)
{
  if (self->review == NULL)
    return FALSE;
  if (g_str_equal (action, "mark.next") || g_str_equal (action, "mark.previous"))
    cs_review_step (self->review, g_str_equal (action, "mark.next") ? 1 : -1);
  else if (g_str_equal (action, "mark.settle"))
    settle (self);
  else if (g_str_equal (action, "mark.cancel"))
    return cs_changes_pane_cancel (self->changes);
  else
    return FALSE;
  return TRUE;
}

static void
reject_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  /* A suggestion is selected on the picture or in the text; in the list of changes a row is. */
  if (!cs_case_page_holds_focus (self, GTK_WIDGET (self->changes)) && cs_case_page_ask_drop (self))
    return;
  if (self->review == NULL || !is_before_eyes (self))
    return;
  cs_case_page_show_pane (self, TRUE);
  cs_case_pane_go (self->pane, "list");
  cs_changes_pane_ask (self->changes);
}

/* Handles on, and the values to be set; what is changed then makes the row "edited". */
static void
edit_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  const CsReviewRow *row = self->review != NULL ? cs_review_current (self->review) : NULL;
  if (self->model == NULL || !cs_case_model_may_edit (self->model) ||
      cs_case_page_adjudicate_act (self, name))
    return;
  cs_case_model_set_tool (self->model, "select");
  if (row != NULL && cs_review_row_mark (row) != 0)
    cs_case_model_select (self->model, cs_review_row_mark (row), TRUE);
  cs_changes_pane_edit (self->changes);
  cs_case_page_focus (self);
}

/* FALSE, having said so, where the words that are selected are too many for a remark. */
static gboolean
point_at_words (CsCasePage *self)
{
  guint32 start = 0, end = 0;
  guint place = cs_case_model_place (self->model, NULL);
  gboolean here = cs_text_view_item (CS_TEXT_VIEW (self->text)) == (int)place;
  g_autofree char *quote =
      here ? cs_text_canvas_words (cs_text_view_canvas (CS_TEXT_VIEW (self->text)), &start, &end)
           : NULL;
  if (quote != NULL && strlen (quote) > CS_REMARK_MAX_QUOTE) {
    cs_main_window_toast (cs_main_window_of (GTK_WIDGET (self)),
                          _ ("That are too many words for one remark. Select where it begins."),
                          NULL, NULL);
    return FALSE;
  }
  cs_review_set_words (self->review, &cs_case_model_item (self->model, place)->row->gid, start, end,
                       quote);
  return TRUE;
}

static void
sheet_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  CsWhy why = g_str_equal (name, "case.send-back")  ? CS_WHY_SEND_BACK
              : g_str_equal (name, "review.remark") ? CS_WHY_REMARK
                                                    : CS_WHY_REJECT;
  if (self->review != NULL && cs_case_model_may_edit (self->model) &&
      (why == CS_WHY_REMARK ? point_at_words (self) : cs_case_flow_may_decide (self->flow)))
    ask_why (self, why);
}

/* "review.open" goes to what was not seen yet, else stays at a change that is open itself. */
static void
find_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->review == NULL)
    return;
  const CsReviewRow *row = cs_review_current (self->review);
  gboolean rejected = g_str_equal (name, "review.next-rejected");
  cs_case_page_show_pane (self, TRUE);
  cs_case_pane_go (self->pane, "list");
  gboolean open = g_str_equal (name, "review.open");
  gboolean here = open && row != NULL && row->state == CS_VERDICT_OPEN;
  gboolean brought = open && cs_review_find_unseen (self->review);
  if (here && !brought)
    cs_review_go (self->review, row);
  else if (!brought)
    cs_review_find (self->review, rejected ? CS_VERDICT_REJECT : CS_VERDICT_OPEN, 1);
  cs_changes_pane_focus_current (self->changes);
}

typedef struct {
  CsCasePage *self;
  CsMarkSaid said;
} Pairing;

static void
paired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const words[] = {
    NULL, N_ ("Now one change. Its menu takes that back."),
    N_ ("Now two changes. Match With in the menu of the new mark takes that back.")
  };
  g_autofree Pairing *pairing = user_data;
  g_autoptr (CsCasePage) self = pairing->self;
  g_autoptr (GError) error = NULL;
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (!cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &error)) {
    cs_main_window_tell_error (window, error);
    return;
  }
  if (words[pairing->said.kind] == NULL)
    return;
  cs_main_window_toast (window, _ (words[pairing->said.kind]), NULL, NULL);
}

/* Which mark is which. */
static void
pair_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  const char *how = NULL;
  gint64 before = 0, after = 0;
  if (self->review == NULL || !cs_case_model_may_edit (self->model))
    return;
  g_variant_get (target, "(&sxx)", &how, &before, &after);
  Pairing *pairing = g_new0 (Pairing, 1);
  pairing->self = g_object_ref (self);
  pairing->said = (CsMarkSaid){ (guint64)before, (guint64)after,
                                g_str_equal (how, "same")    ? CS_MARK_SAID_SAME
                                : g_str_equal (how, "apart") ? CS_MARK_SAID_APART
                                                             : CS_MARK_SAID_NOTHING };
  CsJobSpec spec = cs_review_pair_job (self->review, &pairing->said);
  cs_case_model_act_async (self->model, &spec, paired_cb, pairing);
}

static void
remarks_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  cs_case_page_show_pane (self, TRUE);
  cs_case_pane_go (self->pane, "talk");
  cs_remarks_pane_focus_next (self->remarks);
}

void
cs_case_page_install_review (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "mark.reject", NULL, reject_cb);
  gtk_widget_class_install_action (klass, "mark.edit", NULL, edit_cb);
  gtk_widget_class_install_action (klass, "case.send-back", NULL, sheet_cb);
  gtk_widget_class_install_action (klass, "review.remark", NULL, sheet_cb);
  gtk_widget_class_install_action (klass, "review.reject-case", NULL, sheet_cb);
  gtk_widget_class_install_action (klass, "review.next-open", NULL, find_cb);
  gtk_widget_class_install_action (klass, "review.open", NULL, find_cb);
  gtk_widget_class_install_action (klass, "review.next-rejected", NULL, find_cb);
  gtk_widget_class_install_action (klass, "review.remarks", NULL, remarks_cb);
  gtk_widget_class_install_action (klass, "review.pair", "(sxx)", pair_cb);
}

void
cs_case_page_init_review (CsCasePage *self)
{
  self->changes = g_object_new (CS_TYPE_CHANGES_PANE, NULL);
  self->review_bar = g_object_new (CS_TYPE_REVIEW_BAR, NULL);
  self->remarks = g_object_ref_sink (g_object_new (CS_TYPE_REMARKS_PANE, NULL));
  gtk_stack_add_named (cs_case_pane_lists (self->pane), GTK_WIDGET (self->changes), "changes");
  gtk_stack_add_named (GTK_STACK (self->bars), GTK_WIDGET (self->review_bar), "review");
}
