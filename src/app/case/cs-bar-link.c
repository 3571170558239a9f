/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-bar-link.h"
#include "cs-case-words.h"
#include "cs-cut-label.h"

#include <glib/gi18n.h>

#define MIN_CHARS 6

/* The parts of LINK, made the first time. */
static GtkLabel *
parts_of (GtkWidget *link, GtkWidget **ret_icon)
{
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (link));
  if (box == NULL) {
    box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    GtkWidget *icon = gtk_image_new_from_icon_name ("cs-open-symbolic");
    GtkWidget *label = gtk_label_new (NULL);
    /* With large letters on a small screen they are cut rather than the screen. */
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_label_set_width_chars (GTK_LABEL (label), MIN_CHARS);
    cs_cut_label (GTK_LABEL (label));
    gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
    gtk_box_append (GTK_BOX (box), icon);
    gtk_box_append (GTK_BOX (box), label);
    gtk_button_set_child (GTK_BUTTON (link), box);
  }
  *ret_icon = gtk_widget_get_first_child (box);
  return GTK_LABEL (gtk_widget_get_last_child (box));
}

void
cs_bar_link_show (GtkWidget *link, gint64 count, const char *words, gboolean blocks)
{
  g_auto (GStrv) halves = g_strsplit (words, "%u", 2);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  g_autofree char *text = g_strjoinv (number, halves);
  GtkWidget *icon = NULL;
  gtk_label_set_label (parts_of (link, &icon), text);
  gtk_widget_set_visible (icon, blocks);
  gtk_accessible_update_property (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (link, count > 0);
  (blocks ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (link, "cs-blocks");
}

void
cs_bar_link_show_unseen (GtkWidget *link, CsCaseModel *model)
{
  CsCaseNotShown missing = cs_case_model_not_shown (model);
  gint64 texts = missing.slices > 0 ? 0 : missing.texts; /* one after the other: room is short */
  guint frames = missing.loops ? (guint)missing.slices : 0;
  g_autofree char *words =
      frames > 0
          ? g_strdup_printf (ngettext ("%u frame not shown", "%u frames not shown", frames), frames)
          : cs_not_shown_words (missing.slices, texts);
  cs_bar_link_show (link, missing.slices + missing.texts, words, cs_case_model_is_unread (model));
}

void
cs_bar_link_show_hidden (GtkWidget *link, CsCaseModel *model)
{
  guint n = cs_case_model_n_hidden (model);
  cs_bar_link_show (link, n, ngettext ("%u mark hidden", "%u marks hidden", n), FALSE);
}

GtkWidget *
cs_bar_link_first (GtkWidget *const *links, guint n, char **ret_words)
{
  GtkWidget *icon = NULL;
  for (guint i = 0; i < n; i++) {
    if (!gtk_widget_get_visible (links[i]) || !gtk_widget_has_css_class (links[i], "cs-blocks"))
      continue;
    *ret_words = g_strdup (gtk_label_get_label (parts_of (links[i], &icon)));
    return links[i];
  }
  return NULL;
}
