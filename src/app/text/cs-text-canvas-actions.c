/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keys of the text canvas do. Keys stand in actions.def. */
#include "cs-text-canvas-private.h"

#include "cs-removal.h"
#include "cs-span-edit.h"

#include <glib/gi18n.h>

/* An area around the canvas may have its own idea of these: the next open change in review. */
static gboolean
outer_action (CsTextCanvas *self, const char *name)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  return parent != NULL && gtk_widget_activate_action (parent, name, NULL);
}

static guint64
selected_passage (CsTextCanvas *self)
{
  guint64 id = self->model != NULL ? cs_case_model_selected (self->model) : 0;
  return id != 0 && cs_text_spans_find (self->spans, id) != NULL ? id : 0;
}

/* --- labels --- */

static void
label_words (CsTextCanvas *self, const CsLabel *label, guint32 start, guint32 end)
{
  g_autoptr (GError) error = NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter after;
  guint64 id = cs_case_model_new_id (self->model);
  CsMarkEdit *edit = cs_span_label (cs_case_model_marks (self->model), self->breaks, &self->gid,
                                    start, end, label->key, id, &error);
  if (!cs_text_canvas_edit (self, edit, g_steal_pointer (&error)))
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &after,
                                      (int)cs_text_screen_end_offset (self->screen, end));
  gtk_text_buffer_place_cursor (buffer, &after);
  cs_case_model_select (self->model, id, FALSE);
}

static void
label_passage (CsTextCanvas *self, const CsLabel *label, guint64 id)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_case_model_is_selected (self->model, id)
                    ? cs_case_model_relabel_selected (self->model, label, &error)
                    : cs_case_model_relabel (self->model, id, label, &error);
  if (!ok)
    cs_text_canvas_say (self, error->message);
}

/* What is armed meanwhile is not a wish to label the words once more. */
static void
arm (CsTextCanvas *self, const CsLabel *label)
{
  self->arming = TRUE;
  cs_case_model_arm (self->model, label, &cs_mark_kind_span);
  self->arming = FALSE;
}

void
cs_text_canvas_label (CsTextCanvas *self, const CsLabel *label)
{
  guint32 start = 0, end = 0;
  if (!cs_text_canvas_may_edit (self) || !cs_label_is_of_texts (label))
    return;
  guint64 passage = selected_passage (self);
  if (cs_text_canvas_selection (self, &start, &end))
    label_words (self, label, start, end);
  else if (passage != 0)
    label_passage (self, label, passage);
  if (!self->arming)
    arm (self, label);
}

static void
label_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (widget);
  int n = g_variant_get_int32 (target);
  if (cs_text_canvas_tie_first (self) != 0) {
    cs_text_canvas_tie (self, (guint)n - 1);
    return;
  }
  const CsSchema *schema = self->model != NULL ? cs_case_model_schema (self->model) : NULL;
  const CsLabel *label = schema != NULL ? cs_schema_text_label (schema, (guint)n - 1) : NULL;
  if (label != NULL)
    cs_text_canvas_label (self, label);
}

/* --- edges --- */

static void
move_edge (CsTextCanvas *self, gboolean end, CsTextUnit unit, int steps)
{
  g_autoptr (GError) error = NULL;
  guint64 id = selected_passage (self);
  if (id == 0 || !cs_text_canvas_may_edit (self))
    return;
  CsMarkEdit *edit = cs_span_move_edge (cs_case_model_marks (self->model), self->breaks, id, end,
                                        unit, steps, &error);
  cs_text_canvas_edit (self, edit, g_steal_pointer (&error));
}

static void
edge_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gboolean end = g_str_has_prefix (name, "passage.end");
  CsTextUnit unit = g_str_has_suffix (name, "-word") ? CS_TEXT_UNIT_WORD : CS_TEXT_UNIT_GRAPHEME;
  move_edge (CS_TEXT_CANVAS (widget), end, unit, g_variant_get_int32 (target));
}

/* --- going from mark to mark --- */

static gint64
place_of (const CsTextSpan *span)
{
  return span->mark->values[0];
}

/* In the order of the text, suggestions among marks, from the chosen one or from the caret. */
static const CsTextSpan *
next_span (CsTextCanvas *self, int step)
{
  GArray *spans = self->spans->spans;
  guint64 selected = cs_case_model_selected (self->model);
  const CsSuggestionRow *chosen = cs_text_canvas_suggestion (self);
  int at = -1, after = (int)spans->len;
  for (int i = 0; i < (int)spans->len; i++) {
    const CsTextSpan *span = &g_array_index (spans, CsTextSpan, i);
    if (chosen != NULL ? span->suggestion == chosen
                       : span->suggestion == NULL && span->mark->id == selected)
      at = i;
    if (after == (int)spans->len && place_of (span) >= (gint64)cs_text_canvas_caret (self))
      after = i;
  }
  if (at < 0)
    at = step > 0 ? after - 1 : after;
  for (int i = 1; i <= (int)spans->len; i++) {
    int n = (at + step * i) % (int)spans->len;
    const CsTextSpan *span = &g_array_index (spans, CsTextSpan, n < 0 ? n + (int)spans->len : n);
    if (span->first)
      return span;
  }
  return NULL;
}

static void
next_mark_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (widget);
  int step = g_str_equal (name, "mark.previous") ? -1 : 1;
  gboolean reading =
      self->model != NULL && cs_case_model_view (self->model)->mode == CS_MODE_READING;
  if (self->model == NULL || (self->tie_first == 0 && !reading && outer_action (self, name)))
    return;
  const CsTextSpan *span = self->tie_first == 0 ? next_span (self, step) : NULL;
  if (span == NULL)
    cs_case_model_select_step (self->model, step);
  else if (span->suggestion != NULL)
    cs_text_canvas_choose_suggestion (self, span->suggestion);
  else
    cs_case_model_select (self->model, span->mark->id, TRUE);
}

static void
select_here_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (widget);
  if (self->model == NULL)
    return;
  guint32 caret = cs_text_canvas_caret (self);
  if (!cs_text_canvas_select_at (self, caret) && caret > 0)
    cs_text_canvas_select_at (self, caret - 1);
}

/* --- marks --- */

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (widget);
  g_autoptr (GError) error = NULL;
  guint64 id = self->model != NULL ? cs_case_model_selected (self->model) : 0;
  if (!cs_text_canvas_may_edit (self) || id == 0 || cs_case_model_n_selected (self->model) > 1) {
    outer_action (self, name);
    return;
  }
  CsMarkEdit *edit = cs_removal_new (cs_case_model_marks (self->model), &id, 1, &error);
  cs_text_canvas_edit (self, edit, g_steal_pointer (&error));
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter caret;
  if (self->dragging) {
    self->dragging = self->pressed = FALSE;
    gtk_widget_queue_draw (widget);
  } else if (self->tie_first != 0) {
    cs_text_canvas_tie_cancel (self);
  } else if (gtk_text_buffer_get_has_selection (buffer)) {
    gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
    gtk_text_buffer_place_cursor (buffer, &caret);
  } else if (self->model != NULL && cs_text_canvas_suggestion (self) != NULL) {
    cs_text_canvas_choose_suggestion (self, NULL);
  } else if (!outer_action (self, name) && self->model != NULL) {
    cs_case_model_select (self->model, 0, FALSE);
  }
}

/* Enter: ties, or labels the selected words with the armed label; settles where it does
 * everywhere. */
static void
settle_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (widget);
  guint32 start = 0, end = 0;
  if (self->model == NULL)
    return;
  const CsLabel *armed = cs_case_model_armed (self->model).label;
  if (cs_text_canvas_tie_first (self) != 0)
    cs_text_canvas_tie (self, 0);
  else if (cs_text_canvas_selection (self, &start, &end) && armed != NULL &&
           cs_label_is_of_texts (armed))
    cs_text_canvas_label (self, armed);
  else
    outer_action (self, name);
}

static void
tie_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (widget);
  if (self->model == NULL)
    return;
  if (g_str_equal (name, "passage.untie"))
    cs_text_canvas_untie (self);
  else
    cs_text_canvas_tie_begin (self);
}

/* That of the text itself where words are selected, or nothing. */
static void
menu_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (widget);
  gboolean words =
      gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
  gboolean any =
      self->model != NULL && !words &&
      (cs_case_model_selected (self->model) != 0 || cs_text_canvas_suggestion (self) != NULL);
  if (!any || !outer_action (self, name))
    gtk_widget_activate_action (widget, "menu.popup", NULL);
}

void
cs_text_canvas_actions_install (GtkWidgetClass *klass)
{
  static const struct {
    const char *name, *type;
    GtkWidgetActionActivateFunc run;
  } actions[] = {
    { "mark.label-number", "i", label_cb }, { "passage.end", "i", edge_cb },
    { "passage.end-word", "i", edge_cb },   { "passage.start", "i", edge_cb },
    { "passage.start-word", "i", edge_cb }, { "passage.select", NULL, select_here_cb },
    { "passage.tie", NULL, tie_cb },        { "passage.untie", NULL, tie_cb },
    { "mark.next", NULL, next_mark_cb },    { "mark.previous", NULL, next_mark_cb },
    { "mark.delete", NULL, delete_cb },     { "mark.cancel", NULL, cancel_cb },
    { "mark.settle", NULL, settle_cb },     { "mark.menu", NULL, menu_cb },
  };
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type, actions[i].run);
}
