/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-bar-hint.h"
#include "cs-key-words.h"

struct _CsBarHint {
  GtkWidget parent_instance;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (CsBarHint, cs_bar_hint, GTK_TYPE_WIDGET)

void
cs_bar_hint_set_words (CsBarHint *self, const char *words)
{
  cs_key_words_set (self->label, "label", words != NULL ? words : "");
}

gboolean
cs_bar_hint_has_words (CsBarHint *self)
{
  return gtk_label_get_label (GTK_LABEL (self->label))[0] != '\0';
}

/* As high as one line, which is less than the buttons beside it. */
static void
cs_bar_hint_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (CS_BAR_HINT (widget)->label, orientation, -1, minimum, natural, NULL, NULL);
}

static void
cs_bar_hint_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *label = CS_BAR_HINT (widget)->label;
  int least = 0, lines = 0;
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (width >= least)
    gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, &lines, NULL, NULL, NULL);
  gboolean fits = width >= least && lines <= height;
  gtk_widget_set_child_visible (label, fits);
  if (fits)
    gtk_widget_allocate (label, width, height, -1, NULL);
}

static void
cs_bar_hint_dispose (GObject *object)
{
  g_clear_pointer (&CS_BAR_HINT (object)->label, gtk_widget_unparent);
  G_OBJECT_CLASS (cs_bar_hint_parent_class)->dispose (object);
}

static void
cs_bar_hint_class_init (CsBarHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_bar_hint_dispose;
  widget_class->measure = cs_bar_hint_measure;
  widget_class->size_allocate = cs_bar_hint_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cs_bar_hint_init (CsBarHint *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "cs-dim");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}
