/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An expert corrected the case where it is signed: who made it agrees, or answers. */
#include "cs-case-page-private.h"
#include "cs-main-window.h"
#include "cs-project-review.h"

#include <glib/gi18n.h>

/* --- agreeing --- */

static gpointer
agree_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  cs_project_countersign (desk->project, data, error);
  return NULL;
}

static void
agreed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (!cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &error))
    cs_main_window_tell_error (window, error);
  else
    cs_main_window_toast (window, _ ("Agreed. The case waits for its signature."), NULL, NULL);
}

static void
agree (CsCasePage *self)
{
  const CsGid *gid = &cs_case_model_view (self->model)->row->gid;
  CsJobSpec spec = { .run = agree_job,
                     .data = g_memdup2 (gid, sizeof *gid),
                     .free_data = g_free,
                     .flags = CS_JOB_CHANGES };
  cs_case_model_act_async (self->model, &spec, agreed_cb, g_object_ref (self));
}

/* --- answering --- */

static gpointer
answer_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsCaseSaid *said = data;
  const CsRemark remark = {
    .part = -1, .frame = -1, .category = (char *)"other", .text = said->words
  };
  const CsRemark *const remarks[] = { &remark };
  cs_project_add_remarks (desk->project, &said->case_gid, &said->revision, remarks, 1, error);
  return NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (!cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &error))
    cs_main_window_tell_error (window, error);
  else
    cs_main_window_toast (window, _ ("Answered. The case waits until somebody goes on from it."),
                          NULL, NULL);
}

static void
send_answer (CsCasePage *self, CsJobSpec *spec)
{
  cs_case_model_act_async (self->model, spec, answered_cb, g_object_ref (self));
}

static const CsCaseAsk ask = {
  .heading = N_ ("Answer the correction?"),
  .body = N_ ("What you say stands with the case. Whoever corrected it can take that back and "
              "decide anew; until then, or until another expert decides, the case stays where it "
              "is."),
  .name = N_ ("What you say, in a sentence"),
  .accept = N_ ("_Answer"),
  .run = answer_job,
  .act = send_answer,
};

static void
answer (CsCasePage *self)
{
  cs_case_page_ask (self, &ask);
}

/* --- what was corrected --- */

/* The first mark that came or is another one; else one that is gone. A relation has no place. */
static const CsMark *
first_change (const CsMarkDiff *diff)
{
  const CsMark *gone = NULL;
  for (guint i = 0; i < diff->marks->len; i++) {
    const CsMarkChange *change = &g_array_index (diff->marks, CsMarkChange, i);
    const CsMark *mark = change->after != NULL ? change->after : change->before;
    if (mark->kind->target == CS_MARK_TARGET_MARKS)
      continue;
    if (change->after != NULL)
      return mark;
    if (gone == NULL)
      gone = mark;
  }
  return gone;
}

void
cs_case_page_agree_begin (CsCasePage *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  const CsMarkDiff *diff = view->may_agree && view->changes != NULL ? view->changes->diff : NULL;
  const CsMark *mark = diff != NULL ? first_change (diff) : NULL;
  int item = -1;
  if (mark != NULL)
    item = cs_case_model_find_item (self->model, &mark->item);
  else if (diff != NULL && diff->answers->len > 0)
    item = cs_case_model_find_item (
        self->model, &g_array_index (diff->answers, CsMarkAnswerChange, 0).after.item);
  if (item < 0)
    return;
  if (mark == NULL)
    cs_case_model_go_item (self->model, (guint)item);
  else if (cs_mark_set_get (cs_case_model_marks (self->model), mark->id) != NULL)
    cs_case_model_select (self->model, mark->id, TRUE);
  else
    cs_case_model_go (self->model, (guint)item, cs_case_model_unit_of (self->model, mark));
}

/* --- the bar --- */

CsCaseNotice
cs_case_page_agree_notice (CsCasePage *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  if (!view->may_agree || view->corrected_who == NULL)
    return (CsCaseNotice){ NULL };
  const char *who = cs_session_person (cs_case_model_session (self->model), view->corrected_who);
  return (CsCaseNotice){
    /* Translators: %s is a person. */
    .sentence =
        g_strdup_printf (_ ("%s corrected your work. If you agree, %s can sign it."), who, who),
    .no = _ ("Answer…"),
    .yes = _ ("Agree"),
    .on_no = answer,
    .on_yes = agree,
  };
}
