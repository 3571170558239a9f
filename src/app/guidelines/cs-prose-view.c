/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-prose-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define INDENT 20
#define WAS_ALPHA 0xb400    /* of the text's colour, whatever the style */
#define LINE "\xe2\x80\xa8" /* line separator: ends a line, not a paragraph */

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/* The styles of BLOCK, whose text begins at byte AT of a label's. */
static void
add_styles (PangoAttrList *list, const CsProseBlock *block, guint at)
{
  for (guint i = 0; i < block->n_pieces; i++) {
    const CsProsePiece *piece = &block->pieces[i];
    guint start = at + piece->start, end = at + piece->end;
    if (piece->style & CS_PROSE_STRONG)
      add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
    if (piece->style & CS_PROSE_EMPHASIS)
      add_attribute (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
    if (piece->style & CS_PROSE_CODE)
      add_attribute (list, pango_attr_family_new ("monospace"), start, end);
    if (piece->style & (CS_PROSE_LINK | CS_PROSE_NOW))
      add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
    if (piece->style & CS_PROSE_WAS) {
      add_attribute (list, pango_attr_strikethrough_new (TRUE), start, end);
      add_attribute (list, pango_attr_foreground_alpha_new (WAS_ALPHA), start, end);
    }
  }
}

/* Lines under and through words are nothing to who listens. */
static void
describe_changes (GtkWidget *label, const CsProseBlock *block)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < block->n_pieces; i++) {
    const CsProsePiece *piece = &block->pieces[i];
    if ((piece->style & (CS_PROSE_NOW | CS_PROSE_WAS)) == 0)
      continue;
    g_autofree char *part = g_strndup (block->text + piece->start, piece->end - piece->start);
    g_string_append (words, words->len > 0 ? "; " : "");
    g_string_append_printf (words, piece->style & CS_PROSE_NOW ? _ ("now “%s”") : _ ("was “%s”"),
                            part);
  }
  if (words->len > 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    words->str, -1);
}

static GtkWidget *
new_label (const CsProseBlock *block, int width)
{
  GtkWidget *label = gtk_label_new (block->text);
  g_autoptr (PangoAttrList) styles = pango_attr_list_new ();
  add_styles (styles, block, 0);
  gtk_label_set_attributes (GTK_LABEL (label), styles);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), width > 0 ? 100 : 34);
  gtk_widget_set_hexpand (label, TRUE);
  describe_changes (label, block);
  if (block->kind == CS_PROSE_LITERAL)
    gtk_widget_add_css_class (label, "cs-literal");
  else if (block->kind == CS_PROSE_HEADING)
    gtk_widget_add_css_class (label, "cs-heading");
  else if (block->quote)
    gtk_widget_add_css_class (label, "cs-dim");
  return label;
}

static GtkWidget *
new_block (const CsProseBlock *block, int width)
{
  if (block->kind == CS_PROSE_RULE)
    return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *label = new_label (block, width);
  if (block->depth == 0)
    return label;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *marker = gtk_label_new (block->marker != NULL ? block->marker : "");
  gtk_label_set_xalign (GTK_LABEL (marker), 0);
  gtk_widget_set_valign (marker, GTK_ALIGN_START);
  gtk_widget_set_size_request (marker, INDENT, -1);
  gtk_widget_set_margin_start (marker, (int)(MIN (block->depth, 6) - 1) * INDENT);
  gtk_widget_add_css_class (marker, "cs-dim");
  gtk_box_append (GTK_BOX (row), marker);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static GtkWidget *
clamped (GtkWidget *child, int width)
{
  if (width == 0)
    return child;
  GtkWidget *clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), width);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), width);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_widget_set_halign (clamp, GTK_ALIGN_START);
  return clamp;
}

GtkWidget *
cs_prose_view_block (const CsProseBlock *block, int width)
{
  return clamped (new_block (block, width), width);
}

void
cs_prose_view_fill (GtkBox *box, const CsProse *prose, guint clause, int width)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < prose->n_blocks; i++)
    if (prose->blocks[i].clause == clause)
      gtk_box_append (box, cs_prose_view_block (&prose->blocks[i], width));
}

gboolean
cs_prose_view_brief (GtkLabel *label, const CsProse *prose, guint clause)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (PangoAttrList) styles = pango_attr_list_new ();
  for (guint i = 0; i < prose->n_blocks; i++) {
    const CsProseBlock *block = &prose->blocks[i];
    if (block->clause != clause || block->kind == CS_PROSE_RULE)
      continue;
    g_auto (GStrv) lines = g_strsplit (block->text, "\n", -1);
    g_string_append (words, words->len > 0 ? LINE : "");
    if (block->marker != NULL && block->marker[0] != '\0')
      g_string_append_printf (words, "%s ", block->marker);
    /* Styles hold as long as bytes are where they were. */
    if (lines[0] == NULL || lines[1] == NULL)
      add_styles (styles, block, (guint)words->len);
    for (guint n = 0; lines[n] != NULL; n++)
      g_string_append_printf (words, "%s%s", n > 0 ? LINE : "", lines[n]);
  }
  gtk_label_set_attributes (label, styles);
  gtk_label_set_label (label, words->str);
  return words->len > 0;
}
