/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead reopens a case that is signed, accepted or rejected: the reason is asked for, and the case
 * goes back to be labelled. */
#include "cs-case-page-private.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>

static gpointer
reopen_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsCaseSaid *said = data;
  cs_project_reopen (desk->project, &said->case_gid, said->words, error);
  return NULL;
}

static void
reopened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (!cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &error)) {
    cs_main_window_tell_error (window, error);
    return;
  }
  const char *title = cs_case_model_view (CS_CASE_MODEL (source))->row->title;
  /* Translators: %s is a case. */
  g_autofree char *words =
      g_strdup_printf (_ ("Reopened “%s”: it is to be labelled again."), title);
  cs_main_window_toast (window, words, NULL, NULL);
}

static void
reopen (CsCasePage *self, CsJobSpec *spec)
{
  cs_case_model_act_async (self->model, spec, reopened_cb, g_object_ref (self));
}

static const CsCaseAsk ask = {
  .heading = N_ ("Reopen this case?"),
  .body = N_ ("It goes back to be labelled and needs every review and signature again. What was "
              "signed stays in its history, and so does the reason."),
  .name = N_ ("Why, in a sentence"),
  .accept = N_ ("_Reopen"),
  .run = reopen_job,
  .act = reopen,
};

static void
reopen_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL && cs_case_model_view (self->model)->may_reopen)
    cs_case_page_ask (self, &ask);
}

void
cs_case_page_install_reopen (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.reopen", NULL, reopen_cb);
}
