/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-progress.h"

#include <glib/gi18n.h>

#define SHOW_AFTER 300 /* milliseconds */
#define PULSE_EVERY 150

struct _CsProgress {
  AdwBin parent_instance;
  GtkWidget *title, *words, *bar, *stop;
  guint show_source, pulse_source;
};

G_DEFINE_FINAL_TYPE (CsProgress, cs_progress, ADW_TYPE_BIN)

static gboolean
show_cb (gpointer data)
{
  CsProgress *self = data;
  self->show_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (CS_PROGRESS (data)->bar));
  return G_SOURCE_CONTINUE;
}

void
cs_progress_set (CsProgress *self, const char *title, double fraction, const char *words)
{
  if (title == NULL) {
    g_clear_handle_id (&self->show_source, g_source_remove);
    g_clear_handle_id (&self->pulse_source, g_source_remove);
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    return;
  }
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->words), words != NULL ? words : "");
  if (fraction >= 0) {
    g_clear_handle_id (&self->pulse_source, g_source_remove);
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction);
  } else if (self->pulse_source == 0) {
    self->pulse_source = g_timeout_add (PULSE_EVERY, pulse_cb, self);
  }
  if (self->show_source == 0 && !gtk_widget_get_visible (GTK_WIDGET (self)))
    self->show_source = g_timeout_add (SHOW_AFTER, show_cb, self);
}

static void
cs_progress_dispose (GObject *object)
{
  CsProgress *self = CS_PROGRESS (object);
  g_clear_handle_id (&self->show_source, g_source_remove);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_PROGRESS);
  G_OBJECT_CLASS (cs_progress_parent_class)->dispose (object);
}

static void
cs_progress_class_init (CsProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_progress_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/cs-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, CsProgress, title);
  gtk_widget_class_bind_template_child (widget_class, CsProgress, words);
  gtk_widget_class_bind_template_child (widget_class, CsProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, CsProgress, stop);
}

static void
cs_progress_init (CsProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
