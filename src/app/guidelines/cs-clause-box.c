/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-clause-box.h"
#include "cs-guide-picture.h"
#include "cs-prose-view.h"

#include <glib/gi18n.h>
#include <string.h>

#define MEASURE 600 /* reading width */
#define GAP 16

char *
cs_clause_box_title (const CsClause *clause)
{
  if (clause->level == 0)
    return g_strdup (_ ("Introduction"));
  if (clause->is_generated)
    return g_strdup (clause->heading);
  const char *number = strchr (clause->id, '-');
  return g_strdup_printf ("%s  %s", number + 1, clause->heading);
}

static GtkWidget *
new_heading (const CsClause *clause)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (clause->level == 0 ? _ ("Introduction") : clause->heading);
  if (!clause->is_generated) {
    GtkWidget *id = gtk_label_new (clause->id);
    gtk_widget_add_css_class (id, "cs-verdict");
    gtk_widget_add_css_class (id, "cs-dim");
    gtk_box_append (GTK_BOX (row), id);
  }
  gtk_widget_add_css_class (title, "cs-verdict");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_box_append (GTK_BOX (row), title);
  return row;
}

/* The other clauses whose ids stand in the words of CLAUSE, each once. */
static GPtrArray *
named_clauses (const CsClauses *clauses, const CsClause *clause)
{
  GPtrArray *named = g_ptr_array_new ();
  for (const char *p = clause->plain; *p != '\0'; p++) {
    gsize size = p > clause->plain && g_ascii_isalnum (p[-1]) ? 0 : cs_clause_id_size (p);
    if (size == 0)
      continue;
    g_autofree char *id = g_strndup (p, size);
    const CsClause *other = cs_clauses_find (clauses, id);
    if (other != NULL && other != clause && !g_ptr_array_find (named, other, NULL))
      g_ptr_array_add (named, (gpointer)other);
    p += size - 1;
  }
  return named;
}

static GtkWidget *
new_links (const CsClauses *clauses, const CsClause *clause)
{
  g_autoptr (GPtrArray) named = named_clauses (clauses, clause);
  if (named->len == 0)
    return NULL;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  for (guint i = 0; i < named->len && i < 6; i++) {
    const CsClause *other = named->pdata[i];
    g_autofree char *words = g_strdup_printf ("%s %s", other->id, other->heading);
    GtkWidget *button = gtk_button_new_with_label (words);
    gtk_widget_add_css_class (button, "cs-link");
    gtk_widget_add_css_class (button, "cs-here");
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "guideline.go");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", other->id);
    gtk_box_append (GTK_BOX (row), button);
  }
  return row;
}

GtkWidget *
cs_clause_box_new (CsSession *session, const CsGuideText *text, guint n, int columns, int width)
{
  const CsClause *clause = &text->guideline->clauses->clauses[n];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_box_append (GTK_BOX (box), new_heading (clause));
  if (clause->n_images > 0) {
    GtkWidget *grid = gtk_grid_new ();
    gtk_grid_set_column_spacing (GTK_GRID (grid), GAP);
    gtk_grid_set_row_spacing (GTK_GRID (grid), GAP);
    cs_guide_picture_fill (GTK_GRID (grid), session, text->guideline, clause, columns, width, width,
                           TRUE);
    gtk_box_append (GTK_BOX (box), grid);
  }
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (words, "cs-prose");
  cs_prose_view_fill (GTK_BOX (words), text->prose, n, MEASURE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_visible (words, gtk_widget_get_first_child (words) != NULL);
  GtkWidget *links = new_links (text->guideline->clauses, clause);
  if (links != NULL)
    gtk_box_append (GTK_BOX (box), links);
  return box;
}
