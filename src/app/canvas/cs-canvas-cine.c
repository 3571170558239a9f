/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays the frames of the item: on the frame clock, each as soon as it is due and there. */
#include "cs-canvas-private.h"

#include "cs-item-facts.h"

#include <glib/gi18n.h>

#define BEHIND 0.93 /* of the wanted rate: below, both are said */

gboolean
cs_canvas_is_playing (CsCanvas *self)
{
  return self->cine_tick != 0;
}

void
cs_canvas_cine_stop (CsCanvas *self)
{
  if (self->cine_tick == 0)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->cine_tick);
  self->cine_tick = 0;
  cs_canvas_drop (self, CS_LAYER_WORDS);
  cs_canvas_describe (self);
  g_signal_emit_by_name (self, "cine");
}

void
cs_canvas_cine_forget (CsCanvas *self)
{
  cs_canvas_cine_stop (self);
  g_clear_pointer (&self->cine, cs_cine_free);
}

void
cs_canvas_cine_follow (CsCanvas *self)
{
  gint64 unit = 0;
  if (self->cine_tick != 0 &&
      (cs_canvas_wanted (self, &unit) != self->cine_item || unit != self->cine_unit))
    cs_canvas_cine_stop (self);
}

/* --- the clock --- */

gboolean
cs_canvas_is_loop (CsCanvas *self)
{
  const CsCaseItem *item = self->model != NULL ? cs_canvas_case_item (self) : NULL;
  return item != NULL && item->loop;
}

/* Of the item shown, whose picture is there or was while it plays. */
static CsCine *
cine_of (CsCanvas *self)
{
  const CsCaseItem *item = cs_canvas_case_item (self);
  if (self->cine != NULL && self->cine_item != self->item)
    g_clear_pointer (&self->cine, cs_cine_free);
  if (self->cine != NULL)
    return self->cine;
  const CsProbe *probe = self->picture != NULL ? self->picture->probe : NULL;
  g_autoptr (CsProbe) stored =
      probe == NULL && item->loop ? cs_item_facts_probe (item->row->facts, 0, NULL) : NULL;
  const CsProbe *known = probe != NULL ? probe : stored;
  gboolean one_file = known != NULL && cs_probe_facts (known)->frames == item->units;
  self->cine = cs_cine_new (one_file ? known : NULL, (guint)item->units);
  self->cine_item = self->item;
  return self->cine;
}

/* Asks for the frame when LOAD; one that is damaged is there, too, and shown as such. */
static gboolean
is_there (CsCanvas *self, guint unit, gboolean load)
{
  g_autoptr (GError) error = NULL;
  CsFrameKey key = cs_canvas_key (self, (guint)self->cine_item, unit);
  CsPicture *picture = load ? cs_pictures_request (self->pictures, &key, &error)
                            : cs_pictures_peek (self->pictures, &key);
  gboolean there = picture != NULL || error != NULL;
  cs_picture_unref (picture);
  return there;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CsCanvas *self = CS_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  if (self->tool != NULL && cs_tool_is_busy (self->tool)) {
    cs_canvas_cine_stop (self);
    return G_SOURCE_REMOVE;
  }
  guint at = (guint)self->cine_unit, due = cs_cine_due (self->cine, now);
  if (due == at)
    return G_SOURCE_CONTINUE;
  if (!is_there (self, due, FALSE)) {
    due = cs_cine_next (self->cine, at);
    if (!is_there (self, due, TRUE))
      return G_SOURCE_CONTINUE;
  }
  self->cine_unit = due;
  cs_cine_show (self->cine, due, now);
  cs_canvas_turn_to (self, (guint)self->cine_item, due);
  return G_SOURCE_CONTINUE;
}

/* --- words --- */

char *
cs_canvas_cine_words (CsCanvas *self)
{
  if (self->cine_tick == 0)
    return NULL;
  double speed = cs_cine_speed (self->cine), rate = cs_cine_rate (self->cine) * speed;
  double shown = cs_cine_shown_rate (self->cine);
  g_autofree char *wanted = cs_canvas_decimal (rate), *really = cs_canvas_decimal (shown);
  /* Translators: frames a second; what is really shown, and what it should be. */
  g_autofree char *words = shown > 0 && shown < BEHIND * rate
                               ? g_strdup_printf (_ ("%s of %s/s"), really, wanted)
                               : g_strdup_printf (_ ("%s/s"), wanted);
  char times[G_ASCII_DTOSTR_BUF_SIZE];
  if (speed != 1)
    return g_strdup_printf (_ ("%s, speed × %s"), words,
                            g_ascii_formatd (times, sizeof times, "%.4g", speed));
  if (!cs_cine_is_known (self->cine))
    return g_strdup_printf (_ ("%s, the file names no rate"), words);
  return g_steal_pointer (&words);
}

char *
cs_canvas_rate_words (CsCanvas *self)
{
  if (!cs_canvas_is_loop (self))
    return NULL;
  const CsCine *cine = cine_of (self);
  double rate = cs_cine_rate (cine) * cs_cine_speed (cine);
  double shown = self->cine_tick != 0 ? cs_cine_shown_rate (cine) : 0;
  g_autofree char *wanted = cs_canvas_decimal (rate), *really = cs_canvas_decimal (shown);
  if (shown > 0 && shown < BEHIND * rate)
    /* Translators: frames a second; what is really shown, and what it should be. */
    return g_strdup_printf (_ ("%s of %s frames/s"), really, wanted);
  return g_strdup_printf (_ ("%s frames/s"), wanted);
}

/* --- keys --- */

static void
start (CsCanvas *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  if (clock == NULL)
    return;
  self->cine_unit = self->unit;
  cs_cine_start (cine_of (self), (guint)self->unit, gdk_frame_clock_get_frame_time (clock));
  self->cine_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  g_autofree char *rate = cs_canvas_cine_words (self);
  /* Translators: for people who do not see it; "25/s". */
  g_autofree char *words = g_strdup_printf (_ ("playing, %s"), rate);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
  cs_canvas_drop (self, CS_LAYER_WORDS);
  g_signal_emit_by_name (self, "cine");
}

static void
cine_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  const CsCaseItem *item = self->model != NULL ? cs_canvas_case_item (self) : NULL;
  cs_canvas_say (self, NULL);
  if (self->cine_tick != 0)
    cs_canvas_cine_stop (self);
  else if (item != NULL && item->units < 2)
    cs_canvas_say (self, _ ("One picture: there is nothing to play."));
  else if (item != NULL && self->tool != NULL && cs_tool_is_busy (self->tool))
    cs_canvas_say (
        self, _ ("Something is being drawn. End it, or {mark.cancel}, then {view.cine} plays."));
  else if (item != NULL && cs_canvas_says_all (self))
    start (self);
}

static void
speed_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  /* Of slices that stand nothing would say how fast they will go. */
  if (clock == NULL || !(self->cine_tick != 0 || cs_canvas_is_loop (self)))
    return;
  cs_cine_change_speed (cine_of (self), g_variant_get_int32 (target),
                        gdk_frame_clock_get_frame_time (clock));
  cs_canvas_drop (self, CS_LAYER_WORDS);
  g_signal_emit_by_name (self, "cine");
}

void
cs_canvas_cine_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "view.cine", NULL, cine_cb);
  gtk_widget_class_install_action (klass, "view.cine-speed", "i", speed_cb);
}
