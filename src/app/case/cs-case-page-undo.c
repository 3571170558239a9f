/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What undo means in a case: what is being drawn, the last step, the last verdict, and where
 * there is none of these, the last case that was handed in, which is asked first. A habit takes
 * nothing back unseen. */
#include "cs-case-page-private.h"
#include "cs-main-window.h"
#include "cs-step-words.h"
#include "cs-text-view.h"
#include "cs-view-grid.h"

#include <glib/gi18n.h>

/* Microseconds after something came in which a press is not about it. */
#define DEAF (500 * 1000)

/* --- the question --- */

static CsToasts *
toasts (CsCasePage *self)
{
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  return window != NULL ? cs_main_window_toasts (window) : NULL;
}

void
cs_case_page_undo_forget (CsCasePage *self)
{
  if (self->asked && toasts (self) != NULL)
    cs_toasts_unask (toasts (self));
  self->asked = FALSE;
}

static void
ask (CsCasePage *self)
{
  const char *last = cs_case_flow_last (self->flow);
  if (last == NULL)
    return;
  /* Translators: %s is what was done last: "Submitted CT-0142". */
  g_autofree char *words = g_strdup_printf (_ ("Take back “%s”? Press {case.undo} again."), last);
  self->asked = TRUE;
  cs_toasts_ask (toasts (self), words);
}

/* The answer is about what was read. */
static void
ask_or_take_back (CsCasePage *self)
{
  gint64 stood = 0;
  if (!self->asked || !cs_toasts_asks (toasts (self), &stood))
    ask (self);
  else if (stood >= DEAF)
    cs_case_flow_take_back (self->flow);
}

/* --- presses that are about what was there before --- */

/* What was pressed until the case was drawn is heard before the second frame. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->frames++ == 0)
    return G_SOURCE_CONTINUE;
  self->ticks = 0;
  self->deaf_until = cs_case_page_now (self) + DEAF;
  return G_SOURCE_REMOVE;
}

void
cs_case_page_undo_set (CsCasePage *self, gboolean goes_on)
{
  cs_case_page_undo_forget (self);
  if (self->ticks != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->ticks);
  self->ticks = 0;
  self->frames = 0;
  self->deaf_until = goes_on ? G_MAXINT64 : 0;
  if (goes_on)
    self->ticks = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static gboolean
is_deaf (CsCasePage *self)
{
  gint64 now = cs_case_page_now (self);
  if (now >= self->deaf_until)
    return FALSE;
  if (self->deaf_until != G_MAXINT64)
    self->deaf_until = now + DEAF; /* a burst is one press */
  return TRUE;
}

void
cs_case_page_undo_key (CsCasePage *self, guint code)
{
  self->key_repeats = code != 0 && code == self->key_held;
  self->key_held = code;
}

/* --- the acts --- */

static CsCanvas *
canvas_of (CsCasePage *self)
{
  return cs_view_grid_canvas (CS_VIEW_GRID (self->image));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL || is_deaf (self))
    return;
  CsTextCanvas *text = cs_text_view_canvas (CS_TEXT_VIEW (self->text));
  if (cs_canvas_take_back (canvas_of (self)))
    return;
  if (cs_text_canvas_tie_first (text) != 0) {
    cs_text_canvas_tie_cancel (text);
    return;
  }
  if (self->adjudication != NULL && cs_adjudication_take_back (self->adjudication))
    cs_case_page_undo_forget (self);
  else if (cs_case_model_can_undo (self->model))
    cs_case_model_undo (self->model);
  else if (self->review != NULL && cs_review_take_back (self->review))
    cs_case_page_undo_forget (self);
  else if (!self->key_repeats)
    ask_or_take_back (self);
}

static void
redo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL && !cs_canvas_is_drawing (canvas_of (self)) &&
      (self->adjudication == NULL || !cs_adjudication_again (self->adjudication)))
    cs_case_model_redo (self->model);
}

/* --- what a step has done --- */

/* ITEM is before the eyes, and of a picture that slice or frame. */
static gboolean
shows (CsCasePage *self, guint item, gint64 unit)
{
  CsCanvas *canvas = cs_view_grid_find (CS_VIEW_GRID (self->image), (int)item);
  if (canvas != NULL && gtk_widget_get_mapped (GTK_WIDGET (canvas)))
    return cs_case_model_unit_at (self->model, item) == unit;
  return g_str_equal (cs_case_model_item (self->model, item)->row->kind, "text") &&
         cs_case_model_place (self->model, NULL) == item;
}

/* Nothing is taken back unseen: it comes before the eyes, as far as it is at one place, and is said
 * where one looks. */
static void
stepped_cb (CsCaseModel *model, CsCasePage *self)
{
  guint item = 0;
  gint64 unit = 0;
  if (cs_step_place (model, &item, &unit) && !shows (self, item, unit))
    cs_case_model_go (model, item, unit);
  g_autofree char *words = cs_step_words (model);
  if (words == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (canvas_of (self))))
    cs_canvas_tell (canvas_of (self), words);
  else
    cs_main_window_toast (cs_main_window_of (GTK_WIDGET (self)), words, NULL, NULL);
}

void
cs_case_page_undo_follow (CsCasePage *self)
{
  g_signal_connect (self->model, "stepped", G_CALLBACK (stepped_cb), self);
}

void
cs_case_page_undo_update (CsCasePage *self)
{
  gboolean own = cs_case_model_can_undo (self->model) ||
                 (self->review != NULL && cs_review_can_take_back (self->review)) ||
                 (self->adjudication != NULL && cs_adjudication_can_take_back (self->adjudication));
  gboolean again = cs_case_model_can_redo (self->model) ||
                   (self->adjudication != NULL && cs_adjudication_can_again (self->adjudication));
  gboolean drawing = cs_canvas_is_drawing (canvas_of (self));
  gboolean last = self->flow != NULL && cs_case_flow_last (self->flow) != NULL;
  if (own || drawing) /* something was done since */
    cs_case_page_undo_forget (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.undo", drawing || own || last);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.redo", !drawing && again);
}

void
cs_case_page_install_undo (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.undo", NULL, undo_cb);
  gtk_widget_class_install_action (klass, "case.redo", NULL, redo_cb);
}
