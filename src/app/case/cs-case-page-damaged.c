/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case whose picture is damaged: the answer is that it cannot be assessed, and the note says
 * which frame it is about, so that whoever reviews it, and the release, know. */
#include "cs-case-page-private.h"
#include "cs-dialogs.h"
#include "cs-key-words.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>

typedef struct {
  CsCasePage *self;
  CsCaseModel *model;
  guint item;
  char *sentence;
} Report;

static void
report_free (Report *report)
{
  g_object_unref (report->self);
  g_object_unref (report->model);
  g_free (report->sentence);
  g_free (report);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Report, report_free)

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Report) report = user_data;
  g_autoptr (GError) error = NULL;
  if (!cs_ask_finish (result) || report->self->model != report->model)
    return;
  if (!cs_case_model_answer_because (report->model, report->item, CS_ANSWER_NOT_ASSESSABLE,
                                     report->sentence, &error))
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (report->self)), error);
  cs_case_page_focus (report->self);
}

/* Of an item, with a sentence on what is damaged. */
static void
report_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  const char *sentence = NULL;
  guint item = 0;
  g_variant_get (target, "(u&s)", &item, &sentence);
  if (self->model == NULL || !cs_case_model_may_edit (self->model))
    return;
  Report *report = g_new0 (Report, 1);
  *report = (Report){ g_object_ref (self), g_object_ref (self->model), item, g_strdup (sentence) };
  /* Translators: %s is a sentence without its full stop: "Frame 12 of 33 is damaged". */
  g_autofree char *body =
      g_strdup_printf (_ ("%s. The answer becomes Not Assessable, and this sentence goes with it. "
                          "What you marked stays. {case.undo} takes it back."),
                       sentence);
  g_autofree char *said = cs_key_words (body);
  cs_ask_async (GTK_WINDOW (cs_main_window_of (widget)), _ ("Report this case as damaged?"), said,
                _ ("_Report"), FALSE, asked_cb, report);
}

void
cs_case_page_install_damaged (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.report-damaged", "(us)", report_cb);
}
