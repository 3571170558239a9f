/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-help.h"
#include "cs-prose-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 560

static void
add_page (GtkStack *pages, const CsClauses *clauses, const CsProse *prose, guint n)
{
  const CsClause *clause = &clauses->clauses[n];
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/help-page.ui");
  GtkWidget *page = GTK_WIDGET (gtk_builder_get_object (builder, "page"));
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "heading")), clause->heading);
  cs_prose_view_fill (GTK_BOX (gtk_builder_get_object (builder, "words")), prose, n, WIDTH);
  gtk_stack_add_titled (pages, page, clause->heading, clause->heading);
}

GtkWindow *
cs_help_new (void)
{
  g_type_ensure (ADW_TYPE_WINDOW);
  g_type_ensure (ADW_TYPE_HEADER_BAR);
  gsize size = 0;
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data (RESOURCE_PATH "/help/window.md", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsClauses) clauses = cs_clauses_parse (text, size, NULL);
  g_autoptr (CsProse) prose = cs_prose_read (text, size, NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/cs-pages.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  GtkStack *pages = GTK_STACK (gtk_builder_get_object (builder, "pages"));
  gtk_window_set_title (window, _ ("Help"));
  for (guint i = 0; i < clauses->n_clauses; i++)
    add_page (pages, clauses, prose, i);
  gtk_window_set_modal (window, FALSE);
  g_object_set_data (G_OBJECT (window), "cs-pages", pages);
  return g_object_ref (window);
}

static void
closed_cb (GtkWindow *window, GtkWindow *parent)
{
  g_object_set_data (G_OBJECT (parent), "cs-help", NULL);
}

void
cs_help_present (GtkWindow *parent, const char *heading)
{
  GtkWindow *window = g_object_get_data (G_OBJECT (parent), "cs-help");
  if (window == NULL) {
    g_autoptr (GtkWindow) made = cs_help_new ();
    window = made; /* its toplevel holds it */
    gtk_window_set_transient_for (window, parent);
    g_object_set_data (G_OBJECT (parent), "cs-help", window);
    g_signal_connect_object (window, "destroy", G_CALLBACK (closed_cb), parent, 0);
  }
  if (heading != NULL)
    gtk_stack_set_visible_child_name (g_object_get_data (G_OBJECT (window), "cs-pages"), heading);
  gtk_window_present (window);
}
