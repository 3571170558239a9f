/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead reopens a case that is signed, accepted or rejected: the reason is asked for, and the case
 * goes back to be labelled. */
#include "cs-case-page-private.h"
#include "cs-dialogs.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>

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

typedef struct {
  CsGid gid;
  char *reason;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;
  g_free (wish->reason);
  g_free (wish);
}

static gpointer
reopen_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  cs_project_reopen (desk->project, &wish->gid, wish->reason, error);
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
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autofree char *reason = cs_ask_sentence_finish (result);
  if (reason == NULL || asked->self->model != asked->model)
    return;
  Wish *wish = g_new0 (Wish, 1);
  *wish = (Wish){ cs_case_model_view (asked->model)->row->gid, g_steal_pointer (&reason) };
  CsJobSpec spec = {
    .run = reopen_job, .data = wish, .free_data = wish_free, .flags = CS_JOB_CHANGES
  };
  cs_case_model_act_async (asked->model, &spec, reopened_cb, g_object_ref (asked->self));
}

static void
reopen_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL || !cs_case_model_view (self->model)->may_reopen)
    return;
  Asked *asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_object_ref (self), g_object_ref (self->model) };
  cs_ask_sentence_async (
      GTK_WINDOW (cs_main_window_of (widget)), _ ("Reopen this case?"),
      _ ("It goes back to be labelled and needs every review and signature again. What was signed "
         "stays in its history, and so does the reason."),
      _ ("Why, in a sentence"), _ ("_Reopen"), asked_cb, asked);
}

void
cs_case_page_install_reopen (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.reopen", NULL, reopen_cb);
}
