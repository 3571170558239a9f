/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-clause-box.h"
#include "cs-guide-picture.h"
#include "cs-guideline-facts.h"
#include "cs-prose-view.h"

#include <glib/gi18n.h>
#include <string.h>

#define MEASURE 600 /* reading width */
#define GAP 16
#define BLOCK_GAP 12

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

/* --- words, and why they are other ones --- */

/* "Changes decisions", then "Version 6. Decided by the board". */
static GtkWidget *
new_note (const CsClauseNews *news, int width)
{
  GtkWidget *note = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (cs_guideline_effect_icon (news->effect));
  const char *effect = cs_guideline_change_word (news->effect);
  const char *kind = news->change == CS_CLAUSE_ADDED ? _ ("New rule") : _ ("Changed");
  GtkWidget *word = gtk_label_new (effect != NULL ? effect : kind);
  g_autofree char *line = g_strdup_printf (
      news->change == CS_CLAUSE_ADDED ? _ ("New in version %u. %s") : _ ("Version %u. %s"),
      (guint)news->version, news->note != NULL ? news->note : "");
  GtkWidget *why = gtk_label_new (g_strchomp (line));
  gtk_widget_add_css_class (icon, cs_guideline_effect_css (news->effect));
  gtk_widget_add_css_class (word, "cs-strong");
  gtk_widget_add_css_class (word, "cs-small");
  gtk_widget_add_css_class (why, "cs-caption");
  gtk_label_set_xalign (GTK_LABEL (why), 0);
  gtk_label_set_wrap (GTK_LABEL (why), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (why), 20);
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), word);
  gtk_box_append (GTK_BOX (note), head);
  gtk_box_append (GTK_BOX (note), why);
  gtk_widget_set_size_request (note, width, -1);
  gtk_widget_set_valign (note, GTK_ALIGN_START);
  return note;
}

/* The note stands in the column of the last picture, beside the first sentence that changed. */
static void
add_note (GtkGrid *grid, const CsClauseNews *news, int row, int rows, int columns, int width)
{
  GtkWidget *room = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_size_request (room, (columns - 1) * (width + GAP) - GAP, 0);
  gtk_widget_set_valign (room, GTK_ALIGN_START);
  gtk_grid_attach (grid, room, 0, 0, 1, 1);
  gtk_grid_attach (grid, new_note (news, width), 1, row, 1, MAX (rows - row, 1));
}

static GtkWidget *
new_words (const CsProse *prose, guint n, const CsClauseNews *news, int columns, int width)
{
  GtkWidget *grid = gtk_grid_new ();
  int rows = 0, changed = -1;
  gtk_grid_set_row_spacing (GTK_GRID (grid), BLOCK_GAP);
  gtk_grid_set_column_spacing (GTK_GRID (grid), GAP);
  gtk_widget_add_css_class (grid, "cs-prose");
  for (guint i = 0; i < prose->n_blocks; i++) {
    const CsProseBlock *block = &prose->blocks[i];
    if (block->clause != n)
      continue;
    if (changed < 0 && cs_prose_block_changed (block))
      changed = rows;
    GtkWidget *view = cs_prose_view_block (block, MEASURE);
    gtk_widget_set_valign (view, GTK_ALIGN_START);
    gtk_grid_attach (GTK_GRID (grid), view, 0, rows++, 1, 1);
  }
  if (news != NULL)
    add_note (GTK_GRID (grid), news, MAX (changed, 0), rows, columns, width);
  gtk_widget_set_visible (grid, rows > 0 || news != NULL);
  return grid;
}

GtkWidget *
cs_clause_box_new (CsSession *session, const CsGuideText *text, guint n,
                   const CsClauseChanges *changes, int columns, int width)
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
  gtk_box_append (GTK_BOX (box), changes != NULL
                                     ? new_words (changes->words, n, changes->news, columns, width)
                                     : new_words (text->prose, n, NULL, columns, width));
  GtkWidget *links = new_links (text->guideline->clauses, clause);
  if (links != NULL)
    gtk_box_append (GTK_BOX (box), links);
  return box;
}
