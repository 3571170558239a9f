/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing a case in, and what is asked before: what holds nothing, and is not to be overlooked. */
#include "cs-case-page-private.h"
#include "cs-dialogs.h"
#include "cs-main-window.h"
#include "cs-remarks-pane.h"

#include <glib/gi18n.h>

typedef void (*Go) (CsCasePage *self);

typedef struct {
  CsCasePage *self;
  CsCaseModel *model;
  Go anyway, instead;
} Asked;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (CsCasePage) self = asked->self;
  g_autoptr (CsCaseModel) model = asked->model;
  gboolean anyway = cs_ask_finish (result);
  if (self->model == model)
    (anyway ? asked->anyway : asked->instead) (self);
}

static void
ask (CsCasePage *self, const char *heading, const char *accept, Go anyway, const char *other,
     Go instead)
{
  Asked *asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_object_ref (self), g_object_ref (self->model), anyway, instead };
  cs_ask_anyway_async (GTK_WINDOW (cs_main_window_of (GTK_WIDGET (self))), heading, accept, other,
                       asked_cb, asked);
}

/* --- sizes --- */

/* "Nodule 3 is 40 times as large as usual (about 52 mm²)." Caller frees. */
static char *
size_words (CsCaseModel *model, const CsCaseMissing *missing)
{
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), missing->unusual_mark);
  g_autofree char *words = cs_case_model_unusual (model, mark);
  if (missing->unusual > 1)
    return g_strdup_printf (ngettext ("%u mark is far from the usual size.",
                                      "%u marks are far from the usual size.", missing->unusual),
                            missing->unusual);
  /* Translators: a label, the number of a mark, and how far it is from what is usual: "Nodule 3 is
   * 40 times as large as usual (about 52 mm²)." */
  return g_strdup_printf (_ ("%s %u is %s."), cs_case_model_label_name (model, mark),
                          cs_case_model_number (model, mark->id), words);
}

static void
go_to_mark (CsCasePage *self)
{
  cs_case_model_select (self->model, cs_case_model_missing (self->model).unusual_mark, TRUE);
}

void
cs_case_page_ask_about_sizes (CsCasePage *self, const char *question, const char *accept, Go anyway)
{
  CsCaseMissing missing = cs_case_model_missing (self->model);
  if (missing.unusual == 0) {
    anyway (self);
    return;
  }
  g_autofree char *words = size_words (self->model, &missing);
  g_autofree char *heading = g_strconcat (words, " ", question, NULL);
  ask (self, heading, accept, anyway, _ ("_Go to the Mark"), go_to_mark);
}

/* --- handing in --- */

static void
submit (CsCasePage *self)
{
  if (!cs_case_model_missing (self->model).ready)
    return;
  cs_case_page_coach_done (self, CS_COACH_FINISH);
  CsJobSpec spec = cs_case_model_submit_job (self->model);
  cs_case_flow_decide (self->flow, &spec, _ ("Submitted %s"));
}

static void
ask_about_sizes (CsCasePage *self)
{
  if (cs_case_model_missing (self->model).ready)
    cs_case_page_ask_about_sizes (self, _ ("Submit anyway?"), _ ("_Submit"), submit);
}

static void
go_to_remarks (CsCasePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "review.remarks", NULL);
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
  ask (self, heading, _ ("_Submit"), ask_about_sizes, _ ("_Go to the Remark"), go_to_remarks);
}
