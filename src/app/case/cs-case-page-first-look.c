/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the workflow keeps the marks of a case from who reviews it until they ask for them: until
 * then the page is one of reading, whose coloured button asks; after it the review begins. */
#include "cs-actions.h"
#include "cs-case-page-private.h"
#include "cs-key-words.h"
#include "cs-main-window.h"
#include "cs-project-review.h"

#include <glib/gi18n.h>

gboolean
cs_case_page_looks_first (CsCasePage *self)
{
  return self->model != NULL && cs_case_model_view (self->model)->hidden &&
         cs_case_model_may_edit (self->model);
}

static gpointer
look_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  cs_project_look_first (desk->project, data, error);
  return NULL;
}

typedef struct {
  CsCasePage *self;
  guint marks; /* that were drawn */
} Looking;

/* The case opens anew: what can be undone, listed and decided is something else now. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Looking *looking = user_data;
  g_autoptr (CsCasePage) self = looking->self;
  g_autoptr (GError) error = NULL;
  CsCaseModel *model = CS_CASE_MODEL (source);
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (!cs_case_model_act_finish (model, result, NULL, &error)) {
    cs_main_window_tell_error (window, error);
    return;
  }
  if (self->model != model || self->flow == NULL)
    return;
  guint n = looking->marks;
  g_autofree char *words = g_strdup_printf (
      ngettext ("Your %u mark is kept as you made it; the list compares it with what is there.",
                "Your %u marks are kept as you made them; the list compares them with what is "
                "there.",
                n),
      n);
  cs_case_flow_open (self->flow, &cs_case_model_view (model)->row->gid, FALSE);
  if (n > 0)
    cs_main_window_toast (window, words, NULL, NULL);
}

void
cs_case_page_look (CsCasePage *self)
{
  if (!cs_case_page_looks_first (self))
    return;
  cs_case_model_keep_stroke (self->model);
  const CsGid *gid = &cs_case_model_view (self->model)->row->gid;
  Looking *looking = g_new0 (Looking, 1);
  *looking = (Looking){ g_object_ref (self), cs_case_model_findings (self->model) };
  CsJobSpec spec = { .run = look_job,
                     .data = g_memdup2 (gid, sizeof *gid),
                     .free_data = g_free,
                     .flags = CS_JOB_CHANGES };
  cs_case_model_act_async (self->model, &spec, looked_cb, looking);
}

/* The key that hides marks while it is held shows those that are hidden for good until then. */
gboolean
cs_case_page_look_key (CsCasePage *self, guint key, GdkModifierType state)
{
  GtkWidget *focus = cs_case_page_key_focus (self);
  const CsAction *action = cs_actions_find ("hold.marks");
  gboolean writes = focus != NULL &&
                    (GTK_IS_TEXT (focus) || (GTK_IS_TEXT_VIEW (focus) &&
                                             gtk_text_view_get_editable (GTK_TEXT_VIEW (focus))));
  if (!cs_case_page_looks_first (self) || writes ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0 || action == NULL ||
      gdk_keyval_to_lower (key) != gdk_keyval_from_name (action->keys))
    return FALSE;
  cs_case_page_look (self);
  return TRUE;
}

CsCaseNotice
cs_case_page_look_notice (CsCasePage *self)
{
  if (!cs_case_page_looks_first (self))
    return (CsCaseNotice){ NULL };
  return (CsCaseNotice){ .sentence = cs_key_words (
                             _ ("Look first: mark what you see, then press {hold.marks} to be "
                                "shown the marks that are there.")) };
}

static void
look_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_case_page_look (CS_CASE_PAGE (widget));
}

void
cs_case_page_install_first_look (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.look-first", NULL, look_cb);
}
