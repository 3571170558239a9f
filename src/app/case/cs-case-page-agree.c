/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An expert corrected the case where it is signed: who made it agrees, or answers. */
#include "cs-case-page-private.h"
#include "cs-dialogs.h"
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

typedef struct {
  CsGid case_gid;
  CsHash revision; /* that was on the screen */
  char *text;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;
  g_free (answer->text);
  g_free (answer);
}

static gpointer
answer_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Answer *answer = data;
  const CsRemark remark = {
    .part = -1, .frame = -1, .category = (char *)"other", .text = answer->text
  };
  const CsRemark *const remarks[] = { &remark };
  char hex[CS_GID_HEX + 1];
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (CsCaseRow) row =
      cs_project_find_case (desk->project, &reader, cs_gid_to_hex (&answer->case_gid, hex), error);
  if (row == NULL)
    return NULL;
  if (!cs_hash_equal (&row->revision, &answer->revision))
    cs_fail (error, CS_ERROR_CONFLICT, "the case moved on meanwhile; look at it again");
  else
    cs_project_add_remarks (desk->project, &answer->case_gid, remarks, 1, error);
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

typedef struct {
  CsCasePage *self;
  CsCaseModel *model;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->self);
  g_object_unref (asked->model);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autofree char *text = cs_ask_sentence_finish (result);
  if (text == NULL || asked->self->model != asked->model)
    return;
  const CsCaseRow *row = cs_case_model_view (asked->model)->row;
  Answer *answer = g_new0 (Answer, 1);
  *answer = (Answer){ row->gid, row->revision, g_steal_pointer (&text) };
  CsJobSpec spec = {
    .run = answer_job, .data = answer, .free_data = answer_free, .flags = CS_JOB_CHANGES
  };
  cs_case_model_act_async (asked->model, &spec, answered_cb, g_object_ref (asked->self));
}

static void
answer (CsCasePage *self)
{
  Asked *asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_object_ref (self), g_object_ref (self->model) };
  cs_ask_sentence_async (GTK_WINDOW (cs_main_window_of (GTK_WIDGET (self))),
                         _ ("Answer the correction?"),
                         _ ("What you say stands with the case. Whoever corrected it can take that "
                            "back and decide anew; until then, or until another expert decides, "
                            "the case stays where it is."),
                         _ ("What you say, in a sentence"), _ ("_Answer"), asked_cb, asked);
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
