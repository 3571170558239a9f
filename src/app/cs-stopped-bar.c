/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-stopped-bar.h"
#include "cs-import-dialog.h"
#include "cs-intake-job.h"
#include "cs-intake-stopped.h"

#include <glib/gi18n.h>

struct _CsStoppedBar {
  AdwBin parent_instance;
  GtkWidget *label;
  CsSession *session; /* that was looked into */
};

G_DEFINE_FINAL_TYPE (CsStoppedBar, cs_stopped_bar, ADW_TYPE_BIN)

static void
show (CsStoppedBar *self, const CsIntakeStopped *stopped)
{
  g_autofree char *words =
      stopped->total > 0
          /* Translators: a folder or file, and how many of its files were stored. */
          ? g_strdup_printf (_ ("The import of %s stopped at %u of %u files. Nothing of it is in "
                                "the project yet."),
                             stopped->name, (guint)stopped->done, (guint)stopped->total)
          : g_strdup_printf (_ ("The import of %s stopped when it had hardly begun. Nothing of it "
                                "is in the project yet."),
                             stopped->name);
  gtk_label_set_label (GTK_LABEL (self->label), words);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsStoppedBar) self = user_data;
  gpointer value = NULL;
  cs_session_run_finish (CS_SESSION (source), result, &value, NULL);
  g_autoptr (CsIntakeStopped) stopped = value;
  if (stopped != NULL && self->session == CS_SESSION (source))
    show (self, stopped);
}

void
cs_stopped_bar_look (CsStoppedBar *self, CsSession *session)
{
  const CsSessionFacts *facts = session != NULL ? cs_session_facts (session) : NULL;
  g_set_object (&self->session, session);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (facts == NULL || !facts->writable || facts->handle == NULL)
    return;
  CsJobSpec spec = { .run = cs_stopped_job, .free_result = (GDestroyNotify)cs_intake_stopped_free };
  cs_session_run_async (session, &spec, NULL, found_cb, g_object_ref (self));
}

static void
continue_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_set_visible (widget, FALSE);
  cs_import_continue (cs_main_window_of (widget));
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    cs_main_window_toast (window, _ ("Forgotten; its room was given back."), NULL, NULL);
  else
    cs_main_window_tell_error (window, error);
}

static void
forget_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsStoppedBar *self = CS_STOPPED_BAR (widget);
  CsJobSpec spec = { .title = _ ("Giving room back"), .run = cs_forget_job };
  gtk_widget_set_visible (widget, FALSE);
  cs_session_run_async (self->session, &spec, NULL, forgotten_cb,
                        g_object_ref (cs_main_window_of (widget)));
}

static void
cs_stopped_bar_dispose (GObject *object)
{
  g_clear_object (&CS_STOPPED_BAR (object)->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_STOPPED_BAR);
  G_OBJECT_CLASS (cs_stopped_bar_parent_class)->dispose (object);
}

static void
cs_stopped_bar_class_init (CsStoppedBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_stopped_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/cs-stopped-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsStoppedBar, label);
  gtk_widget_class_install_action (widget_class, "stopped.continue", NULL, continue_cb);
  gtk_widget_class_install_action (widget_class, "stopped.forget", NULL, forget_cb);
}

static void
cs_stopped_bar_init (CsStoppedBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
