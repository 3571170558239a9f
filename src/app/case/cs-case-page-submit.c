/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing a case in, and what is asked before: what holds nothing, and is not to be overlooked. */
#include "cs-case-page-private.h"
#include "cs-dialogs.h"
#include "cs-main-window.h"
#include "cs-remarks-pane.h"

#include <glib/gi18n.h>

typedef struct {
  CsCasePage *self;
  CsCaseModel *model;
  gboolean about_remarks; /* else about sizes */
} Asked;

static void
submit (CsCasePage *self)
{
  cs_case_page_coach_done (self, CS_COACH_FINISH);
  CsJobSpec spec = cs_case_model_submit_job (self->model);
  cs_case_flow_decide (self->flow, &spec, _ ("Submitted %s"));
}

static void ask_about_sizes (CsCasePage *self);

static void
go_instead (CsCasePage *self, gboolean to_remarks)
{
  if (to_remarks)
    gtk_widget_activate_action (GTK_WIDGET (self), "review.remarks", NULL);
  else
    cs_case_model_select (self->model, cs_case_model_missing (self->model).unusual_mark, TRUE);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (CsCasePage) self = asked->self;
  g_autoptr (CsCaseModel) model = asked->model;
  gboolean anyway = cs_ask_finish (result);
  if (self->model != model)
    return;
  if (!anyway)
    go_instead (self, asked->about_remarks);
  else if (asked->about_remarks)
    ask_about_sizes (self);
  else if (cs_case_model_missing (model).ready)
    submit (self);
}

static void
ask (CsCasePage *self, gboolean about_remarks, const char *heading, const char *instead)
{
  Asked *asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_object_ref (self), g_object_ref (self->model), about_remarks };
  cs_ask_anyway_async (GTK_WINDOW (cs_main_window_of (GTK_WIDGET (self))), heading, _ ("_Submit"),
                       instead, asked_cb, asked);
}

/* "Nodule 3 is 40 times as large as usual (...). Submit anyway?" */
static char *
size_question (CsCaseModel *model, const CsCaseMissing *missing)
{
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), missing->unusual_mark);
  g_autofree char *words = cs_case_model_unusual (model, mark);
  if (missing->unusual > 1)
    return g_strdup_printf (ngettext ("%u mark is far from the usual size. Submit anyway?",
                                      "%u marks are far from the usual size. Submit anyway?",
                                      missing->unusual),
                            missing->unusual);
  /* Translators: a label, the number of a mark, and how far it is from what is usual: "Nodule 3 is
   * 40 times as large as usual (about 52 mm²). Submit anyway?" */
  return g_strdup_printf (_ ("%s %u is %s. Submit anyway?"), cs_case_model_label_name (model, mark),
                          cs_case_model_number (model, mark->id), words);
}

static void
ask_about_sizes (CsCasePage *self)
{
  CsCaseMissing missing = cs_case_model_missing (self->model);
  if (!missing.ready)
    return;
  if (missing.unusual == 0) {
    submit (self);
    return;
  }
  g_autofree char *heading = size_question (self->model, &missing);
  ask (self, FALSE, heading, _ ("_Go to the Mark"));
}

void
cs_case_page_submit (CsCasePage *self)
{
  guint remarks = cs_remarks_to_answer (self->model);
  if (remarks == 0) {
    ask_about_sizes (self);
    return;
  }
  g_autofree char *heading =
      g_strdup_printf (ngettext ("%u remark is not answered. Submit anyway?",
                                 "%u remarks are not answered. Submit anyway?", remarks),
                       remarks);
  ask (self, TRUE, heading, _ ("_Go to the Remark"));
}
