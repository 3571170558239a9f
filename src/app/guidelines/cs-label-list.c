/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-label-list.h"

#include <glib/gi18n.h>

#define MEASURE 72 /* characters */
#define SWATCH 14

static GtkWidget *
new_label (const char *words, const char *css)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MEASURE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
swatch_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GdkRGBA colour = { 0 };
  gdk_rgba_parse (&colour, data);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static GtkWidget *
new_swatch (const char *colour)
{
  GtkWidget *area = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SWATCH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SWATCH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), swatch_cb, g_strdup (colour), g_free);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  gtk_widget_set_margin_top (area, 3);
  return area;
}

static char *
kinds_words (const CsLabel *label)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < label->n_kinds; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", label->kinds[i]->tag);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
new_head (const CsLabel *label)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *kinds = kinds_words (label);
  gtk_box_append (GTK_BOX (head), new_label (label->name, "cs-heading"));
  if (label->shortcut != NULL) {
    g_autofree char *key = g_utf8_strup (label->shortcut, -1);
    GtkWidget *cap = new_label (key, "cs-key");
    gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (head), cap);
  }
  gtk_box_append (GTK_BOX (head), new_label (kinds, "cs-dim"));
  if (label->clause == NULL)
    return head;
  g_autofree char *rule = g_strdup_printf (_ ("Rule %s"), label->clause);
  GtkWidget *button = gtk_button_new_with_label (rule);
  gtk_widget_add_css_class (button, "cs-link");
  gtk_widget_add_css_class (button, "cs-here");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "guideline.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", label->clause);
  gtk_box_append (GTK_BOX (head), button);
  return head;
}

static GtkWidget *
new_row (const CsLabel *label)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (lines), new_head (label));
  if (label->definition != NULL)
    gtk_box_append (GTK_BOX (lines), new_label (label->definition, NULL));
  gtk_box_append (GTK_BOX (row), new_swatch (label->colour));
  gtk_box_append (GTK_BOX (row), lines);
  return row;
}

GtkWidget *
cs_label_list_new (const CsSchema *schema, gint64 version)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *words = g_strdup_printf (_ ("Version %u"), (guint)version);
  gtk_box_append (GTK_BOX (head), new_label (_ ("Labels"), "cs-verdict"));
  gtk_box_append (GTK_BOX (head), new_label (words, "cs-dim"));
  gtk_box_append (GTK_BOX (box), head);
  for (guint i = 0; i < schema->n_labels; i++)
    gtk_box_append (GTK_BOX (box), new_row (&schema->labels[i]));
  return box;
}
