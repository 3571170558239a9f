/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar under the header of a case: what happened to it while nobody looked, and what can be done
 * about that. One thing at a time, the one that matters most first. */
#include "cs-case-page-private.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>

typedef void (*Act) (CsCasePage *self);

static void
discard_strokes (CsCasePage *self)
{
  cs_case_model_discard_recovered (self->model);
}

static void
take_strokes (CsCasePage *self)
{
  guint all = cs_case_model_recovered (self->model);
  guint taken = cs_case_model_take_recovered (self->model);
  g_autofree char *words =
      g_strdup_printf (_ ("%u of %u strokes fit what the case is now."), taken, all);
  if (taken < all)
    cs_main_window_toast (cs_main_window_of (GTK_WIDGET (self)), words, NULL, NULL);
}

static gpointer
discard_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  cs_project_discard_draft (desk->project, data, error);
  return NULL;
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  if (!cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &error))
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
}

static void
discard_draft (CsCasePage *self)
{
  const CsGid *gid = &cs_case_model_view (self->model)->row->gid;
  CsJobSpec spec = { .run = discard_job,
                     .data = g_memdup2 (gid, sizeof *gid),
                     .free_data = g_free,
                     .flags = CS_JOB_CHANGES };
  cs_case_model_act_async (self->model, &spec, discarded_cb, g_object_ref (self));
}

static CsCaseNotice
notice_of (CsCasePage *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  const char *refusal = self->flow != NULL ? cs_case_flow_refusal (self->flow) : NULL;
  guint strokes = cs_case_model_recovered (self->model);
  if (refusal != NULL)
    return (CsCaseNotice){ .sentence = g_strdup (refusal) };
  if (strokes > 0)
    return (CsCaseNotice){ .sentence = g_strdup_printf (
                               ngettext ("%u stroke that could not be saved last time is here.",
                                         "%u strokes that could not be saved last time are "
                                         "here.",
                                         strokes),
                               strokes),
                           .no = _ ("Discard"),
                           .yes = _ ("Take Them"),
                           .on_no = discard_strokes,
                           .on_yes = take_strokes };
  if (view->draft_stale && cs_case_model_may_edit (self->model))
    return (CsCaseNotice){ .sentence =
                               g_strdup (_ ("The case went on without you: this draft is about "
                                            "an earlier version and cannot be submitted.")),
                           .yes = _ ("Start from What Is There"),
                           .on_yes = discard_draft };
  CsCaseNotice look = cs_case_page_look_notice (self);
  if (look.sentence != NULL)
    return look;
  CsCaseNotice agreement = cs_case_page_agree_notice (self);
  return agreement.sentence != NULL ? agreement : cs_case_page_question_notice (self);
}

static void
show_button (GtkWidget *button, const char *label)
{
  gtk_widget_set_visible (button, label != NULL);
  if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (button), label);
}

void
cs_case_page_update_notice (CsCasePage *self)
{
  CsCaseNotice notice = notice_of (self);
  gtk_widget_set_visible (self->notice, notice.sentence != NULL);
  gtk_label_set_label (GTK_LABEL (self->notice_label),
                       notice.sentence != NULL ? notice.sentence : "");
  show_button (self->notice_no, notice.no);
  show_button (self->notice_yes, notice.yes);
  g_free (notice.sentence);
}

static void
pressed_cb (GtkButton *button, CsCasePage *self)
{
  if (self->model == NULL)
    return;
  CsCaseNotice notice = notice_of (self);
  Act act = GTK_WIDGET (button) == self->notice_no ? notice.on_no : notice.on_yes;
  g_free (notice.sentence);
  if (act != NULL)
    act (self);
  cs_case_page_update_notice (self);
}

/* One line on the action bar, and what was said of the case before, go with the first act; Ctrl+Z
 * still leads back to that case. */
static void
saved_cb (CsCaseModel *model, CsCasePage *self)
{
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (cs_case_model_save_state (model) != CS_SAVE_UNDER_WAY)
    return;
  cs_case_bar_set_note (self->bar, NULL);
  if (window != NULL)
    cs_toasts_decided (cs_main_window_toasts (window), NULL);
}

/* What was drawn is not lost, but it was not closed by hand either. */
static void
kept_cb (CsCaseModel *model, CsCasePage *self)
{
  cs_main_window_toast (cs_main_window_of (GTK_WIDGET (self)),
                        _ ("The open outline was closed. {case.undo} takes it back."), NULL, NULL);
}

static void
review_cb (CsCaseModel *model, CsCasePage *self)
{
  cs_case_page_update_notice (self);
}

/* NULL: nothing happened to the case as it was left. */
static char *
note_of (CsCasePage *self)
{
  guint64 kept = cs_case_model_kept (self->model);
  if (cs_case_model_restored (self->model))
    return g_strdup (_ ("Everything up to your last stroke is here."));
  if (kept == 0 || !cs_case_model_may_edit (self->model) || !cs_case_model_can_undo (self->model))
    return NULL;
  return g_strdup_printf (
      _ ("The open outline was closed when the window was: mark %u. {case.undo} takes it back."),
      cs_case_model_number (self->model, kept));
}

void
cs_case_page_notice_set (CsCasePage *self)
{
  g_autofree char *note = note_of (self);
  cs_case_bar_set_note (self->bar, note);
  g_signal_connect (self->model, "saved", G_CALLBACK (saved_cb), self);
  g_signal_connect (self->model, "kept", G_CALLBACK (kept_cb), self);
  g_signal_connect (self->model, "review", G_CALLBACK (review_cb), self);
  cs_case_page_update_notice (self);
}

void
cs_case_page_init_notice (CsCasePage *self)
{
  g_signal_connect (self->notice_no, "clicked", G_CALLBACK (pressed_cb), self);
  g_signal_connect (self->notice_yes, "clicked", G_CALLBACK (pressed_cb), self);
}
