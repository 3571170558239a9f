/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The suggestion that is selected: taken, dropped, or dropped as what a digit says. */
#include "cs-case-page-private.h"
#include "cs-dialogs.h"
#include "cs-main-window.h"
#include "cs-mark-menu.h"
#include "cs-text-view.h"

#include <glib/gi18n.h>

static const CsSuggestionRow *
selected (CsCasePage *self)
{
  return self->model != NULL ? cs_case_model_suggestion (self->model) : NULL;
}

/* Each by a press of its own, and nothing unseen: what is not on the screen comes there first. A
 * passage counts as seen then, a picture when it is there. */
static gboolean
is_before_eyes (CsCasePage *self, const CsSuggestionRow *row)
{
  const CsMark *mark = row->mark;
  gboolean text = mark->kind->target == CS_MARK_TARGET_TEXT;
  gboolean brought = text && self->brought == row;
  if (self->key_repeats)
    return FALSE;
  self->brought = NULL;
  if (brought || cs_case_page_sees (self, mark))
    return TRUE;
  self->brought = row;
  cs_case_model_select_suggestion (self->model, row);
  if (text)
    cs_text_canvas_go (cs_text_view_canvas (CS_TEXT_VIEW (self->text)), (guint32)mark->values[0]);
  return FALSE;
}

gboolean
cs_case_page_settle_suggestion (CsCasePage *self, gboolean take)
{
  const CsSuggestionRow *row = selected (self);
  if (row != NULL && is_before_eyes (self, row))
    cs_case_model_settle (self->model, row, take, NULL, NULL);
  return row != NULL;
}

gboolean
cs_case_page_ask_drop (CsCasePage *self)
{
  const CsSuggestionRow *row = selected (self);
  g_autoptr (GError) error = NULL;
  if (row == NULL)
    return FALSE;
  if (!cs_case_model_check_edit (self->model, &error)) {
    cs_main_window_toast (cs_main_window_of (GTK_WIDGET (self)), error->message, NULL, NULL);
    return TRUE;
  }
  if (!is_before_eyes (self, row))
    return TRUE;
  g_autoptr (GMenuModel) menu = cs_mark_menu_drop_new ();
  cs_case_page_open_menu (self, menu);
  return TRUE;
}

static void
take_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_case_page_settle_suggestion (CS_CASE_PAGE (widget), TRUE);
}

/* Chosen from a menu that was opened over it, or over its row. */
static void
drop_as_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  const CsSuggestionRow *row = selected (self);
  if (row != NULL)
    cs_case_model_settle (self->model, row, FALSE, g_variant_get_string (target, NULL), NULL);
}

/* Which one is asked about: rows are others when the case was read again. */
typedef struct {
  CsCasePage *self;
  CsHash suggestion;
  guint64 mark;
} Asked;

static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (CsCasePage) self = asked->self;
  g_autofree char *words = cs_ask_sentence_finish (result);
  const CsSuggestionRow *row = words != NULL ? selected (self) : NULL;
  if (row != NULL && row->mark->id == asked->mark &&
      cs_hash_equal (&row->suggestion, &asked->suggestion))
    cs_case_model_settle (self->model, row, FALSE, "other", words);
}

static void
drop_why_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  const CsSuggestionRow *row = selected (self);
  if (row == NULL || !cs_case_model_may_edit (self->model))
    return;
  Asked *asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_object_ref (self), row->suggestion, row->mark->id };
  cs_ask_sentence_async (GTK_WINDOW (cs_main_window_of (widget)), _ ("Drop the suggestion?"),
                         _ ("What you say is kept with the case, for whoever looks after the "
                            "program that suggested it."),
                         _ ("What is wrong with it"), _ ("_Drop"), said_cb, asked);
}

void
cs_case_page_install_suggestion (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "mark.take", NULL, take_cb);
  gtk_widget_class_install_action (klass, "mark.drop-as", "s", drop_as_cb);
  gtk_widget_class_install_action (klass, "mark.drop-why", NULL, drop_why_cb);
}
