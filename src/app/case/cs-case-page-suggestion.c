/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The suggestion that is selected: taken, dropped, or dropped as what a digit says. */
#include "cs-case-page-private.h"
#include "cs-mark-menu.h"
#include "cs-text-view.h"

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
    cs_case_model_settle (self->model, row, take, NULL);
  return row != NULL;
}

gboolean
cs_case_page_ask_drop (CsCasePage *self)
{
  const CsSuggestionRow *row = selected (self);
  if (row == NULL || !cs_case_model_may_edit (self->model) || !is_before_eyes (self, row))
    return row != NULL;
  g_autoptr (GMenuModel) menu = cs_mark_menu_drop_new ();
  cs_case_page_open_menu (self, menu);
  return TRUE;
}

/* Chosen from a menu that was opened over it, or over its row. */
static void
drop_as_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  const CsSuggestionRow *row = selected (self);
  if (row != NULL)
    cs_case_model_settle (self->model, row, FALSE, g_variant_get_string (target, NULL));
}

void
cs_case_page_install_suggestion (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "mark.drop-as", "s", drop_as_cb);
}
