/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-resume-dialog.h"
#include "cs-dialogs.h"
#include "cs-project-pause.h"

#include <glib/gi18n.h>

typedef struct {
  CsMainWindow *window;
  CsGid person;
  char *name;
} Ask;

static void
ask_free (Ask *ask)
{
  g_object_unref (ask->window);
  g_free (ask->name);
  g_free (ask);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ask, ask_free)

typedef struct {
  CsGid person;
  char *reason;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;
  g_free (order->reason);
  g_free (order);
}

static gpointer
resume_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  cs_project_resume (desk->project, &order->person, order->reason, error);
  return NULL;
}

static void
resumed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GError) error = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, NULL, &error)) {
    cs_main_window_tell_error (ask->window, error);
    return;
  }
  /* TRANSLATORS: the name of a person */
  g_autofree char *words = g_strdup_printf (_ ("%s can go on."), ask->name);
  cs_main_window_toast (ask->window, words, NULL, NULL);
}

static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autofree char *words = cs_ask_sentence_finish (result);
  CsSession *session = cs_main_window_session (ask->window);
  if (words == NULL || session == NULL)
    return;
  Order *order = g_new0 (Order, 1);
  order->person = ask->person;
  order->reason = g_steal_pointer (&words);
  CsJobSpec spec = { .title = _ ("Letting somebody go on"),
                     .run = resume_job,
                     .data = order,
                     .free_data = order_free,
                     .flags = CS_JOB_CHANGES };
  cs_session_run_async (session, &spec, NULL, resumed_cb, g_steal_pointer (&ask));
}

void
cs_resume_dialog_present (CsMainWindow *window, const CsGid *person, const char *name,
                          const char *reason)
{
  Ask *ask = g_new0 (Ask, 1);
  ask->window = g_object_ref (window);
  ask->person = *person;
  ask->name = g_strdup (name);
  /* TRANSLATORS: the name of a person */
  g_autofree char *heading = g_strdup_printf (_ ("Let %s Go On?"), name);
  /* TRANSLATORS: why somebody is paused */
  g_autofree char *body = g_strdup_printf (
      _ ("They are paused: %s\nWhat you write here they read, too. Control cases that they read "
         "before count no more."),
      reason);
  cs_ask_sentence_async (GTK_WINDOW (window), heading, body, _ ("What was done, in a sentence"),
                         _ ("_Let Go On"), said_cb, ask);
}
