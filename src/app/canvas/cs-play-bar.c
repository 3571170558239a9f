/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-play-bar.h"
#include "cs-key-words.h"
#include "cs-unit-words.h"

#include <glib/gi18n.h>

struct _CsPlayBar {
  AdwBin parent_instance;
  CsCanvas *canvas;
  CsCaseModel *model;
  GtkWidget *play, *state, *frame, *rate, *slower, *faster;
};

G_DEFINE_FINAL_TYPE (CsPlayBar, cs_play_bar, ADW_TYPE_BIN)

/* --- what it says --- */

/* An inscription: new words several times a second must not measure the window anew. */
static void
say (GtkWidget *inscription, const char *words)
{
  if (g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (inscription)), words) != 0)
    gtk_inscription_set_text (GTK_INSCRIPTION (inscription), words);
}

static void
say_place (CsPlayBar *self)
{
  const CsCaseItem *item = cs_case_model_item (self->model, (guint)cs_canvas_item (self->canvas));
  g_autofree char *frame = cs_unit_words_of (item, cs_canvas_unit (self->canvas));
  g_autofree char *rate = cs_canvas_rate_words (self->canvas);
  say (self->frame, frame);
  say (self->rate, rate);
}

static void
state_cb (CsCanvas *canvas, CsPlayBar *self)
{
  gboolean loop = cs_canvas_is_loop (canvas);
  gtk_widget_set_visible (GTK_WIDGET (self), loop);
  if (loop)
    say_place (self);
}

static void
cine_cb (CsCanvas *canvas, CsPlayBar *self)
{
  gboolean plays = cs_canvas_is_playing (canvas);
  gtk_stack_set_visible_child_name (GTK_STACK (self->state), plays ? "stop" : "play");
  cs_key_words_set (self->play, "tooltip-text",
                    plays ? _ ("Stop at this frame ({view.cine})")
                          : _ ("Play the loop over and over ({view.cine})"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  plays ? _ ("Stop") : _ ("Play"), -1);
  state_cb (canvas, self);
}

void
cs_play_bar_set_canvas (CsPlayBar *self, CsCanvas *canvas, CsCaseModel *model)
{
  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_data (self->canvas, self);
  g_set_object (&self->canvas, canvas);
  g_set_object (&self->model, model);
  if (canvas == NULL) {
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    return;
  }
  g_signal_connect (canvas, "state", G_CALLBACK (state_cb), self);
  g_signal_connect (canvas, "cine", G_CALLBACK (cine_cb), self);
  cine_cb (canvas, self);
}

/* --- what it does: the actions of the canvas --- */

static void
play_cb (GtkButton *button, CsPlayBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "view.cine", NULL);
}

static void
speed_cb (GtkWidget *button, CsPlayBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "view.cine-speed", "i",
                              button == self->slower ? -1 : 1);
}

/* --- life --- */

static void
cs_play_bar_dispose (GObject *object)
{
  CsPlayBar *self = CS_PLAY_BAR (object);
  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_data (self->canvas, self);
  g_clear_object (&self->canvas);
  g_clear_object (&self->model);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_PLAY_BAR);
  G_OBJECT_CLASS (cs_play_bar_parent_class)->dispose (object);
}

static void
cs_play_bar_class_init (CsPlayBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_play_bar_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/canvas/cs-play-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsPlayBar, play);
  gtk_widget_class_bind_template_child (widget_class, CsPlayBar, state);
  gtk_widget_class_bind_template_child (widget_class, CsPlayBar, frame);
  gtk_widget_class_bind_template_child (widget_class, CsPlayBar, rate);
  gtk_widget_class_bind_template_child (widget_class, CsPlayBar, slower);
  gtk_widget_class_bind_template_child (widget_class, CsPlayBar, faster);
  gtk_widget_class_bind_template_callback (widget_class, play_cb);
  gtk_widget_class_bind_template_callback (widget_class, speed_cb);
}

static void
cs_play_bar_init (CsPlayBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
}
