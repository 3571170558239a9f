/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-outline.h"

#include "cs-clause.h"
#include "cs-scroll.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SIZE (512 * 1024) /* bytes of Markdown that are looked at */
#define MAX_ROWS 200

typedef struct {
  guint32 start, body; /* positions of the document */
  GtkWidget *row;      /* NULL beyond MAX_ROWS */
} Heading;

struct _CsTextOutline {
  GtkBox parent_instance;
  CsTextCanvas *canvas; /* beside which it stands; not owned */
  GArray *headings;     /* of Heading */
};

G_DEFINE_FINAL_TYPE (CsTextOutline, cs_text_outline, GTK_TYPE_BOX)

static gboolean
is_markdown (const CsCaseItem *item)
{
  const CsJson *part = cs_json_at (cs_json_get (item->row->facts, "parts"), 0);
  const char *name = cs_json_get_string (part, "name");
  const char *media = cs_json_get_string (part, "media");
  return g_strcmp0 (media, "text/markdown") == 0 ||
         (name != NULL && (g_str_has_suffix (name, ".md") || g_str_has_suffix (name, ".MD") ||
                           g_str_has_suffix (name, ".markdown")));
}

static void
clicked_cb (GtkButton *button, CsTextOutline *self)
{
  cs_text_canvas_go (self->canvas,
                     GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "position")));
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static GtkWidget *
new_row (CsTextOutline *self, const CsClause *clause, guint32 position)
{
  GtkWidget *row = gtk_button_new_with_label (clause->heading);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (row));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_tooltip_text (row, clause->heading);
  gtk_widget_add_css_class (row, "cs-outline-row");
  gtk_widget_add_css_class (row, "flat");
  gtk_widget_set_focus_on_click (row, FALSE);
  g_object_set_data (G_OBJECT (row), "position", GUINT_TO_POINTER (position));
  g_signal_connect (row, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self), row);
  return row;
}

static void
add_heading (CsTextOutline *self, const CsTextDocument *document, const CsClause *clause)
{
  Heading heading = { 0 };
  if (clause->level == 0 ||
      !cs_text_document_from_byte (document, (gint64)clause->start, &heading.start) ||
      !cs_text_document_from_byte (document, (gint64)clause->body, &heading.body))
    return;
  if (self->headings->len < MAX_ROWS)
    heading.row = new_row (self, clause, heading.start);
  g_array_append_val (self->headings, heading);
}

static void
embolden (CsTextOutline *self)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < self->headings->len; i++) {
    const Heading *heading = &g_array_index (self->headings, Heading, i);
    g_array_append_val (ranges, heading->start);
    g_array_append_val (ranges, heading->body);
  }
  cs_text_canvas_set_headings (self->canvas, (const guint32 *)(gpointer)ranges->data,
                               self->headings->len);
}

/* The section that is read. */
static void
follow (CsTextOutline *self)
{
  guint32 at = cs_text_canvas_reading (self->canvas);
  GtkWidget *here = NULL;
  for (guint i = 0; i < self->headings->len; i++) {
    const Heading *heading = &g_array_index (self->headings, Heading, i);
    if (heading->row != NULL)
      gtk_widget_unset_state_flags (heading->row, GTK_STATE_FLAG_CHECKED);
    if (heading->start <= at || i == 0)
      here = heading->row;
  }
  if (here == NULL)
    return;
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  gtk_widget_set_state_flags (here, GTK_STATE_FLAG_CHECKED, FALSE);
  cs_scroll_show (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self), here);
}

static void
clear (CsTextOutline *self)
{
  GtkWidget *child;
  g_array_set_size (self->headings, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

void
cs_text_outline_show (CsTextOutline *self, CsTextCanvas *canvas, const CsCaseItem *item)
{
  clear (self);
  if (self->canvas == NULL)
    g_signal_connect_object (canvas, "moved", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  self->canvas = canvas;
  gsize size = 0;
  const char *text =
      item != NULL && item->text != NULL ? cs_text_document_text (item->text, &size) : NULL;
  g_autoptr (CsClauses) clauses = text != NULL && size <= MAX_SIZE && is_markdown (item)
                                      ? cs_clauses_parse (text, size, NULL)
                                      : NULL;
  for (guint i = 0; clauses != NULL && i < clauses->n_clauses; i++)
    add_heading (self, item->text, &clauses->clauses[i]);
  embolden (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->headings->len > 0);
  if (self->headings->len > 0)
    follow (self);
}

static void
cs_text_outline_finalize (GObject *object)
{
  g_array_unref (CS_TEXT_OUTLINE (object)->headings);
  G_OBJECT_CLASS (cs_text_outline_parent_class)->finalize (object);
}

static void
cs_text_outline_class_init (CsTextOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_text_outline_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_NAVIGATION);
}

static void
cs_text_outline_init (CsTextOutline *self)
{
  self->headings = g_array_new (FALSE, FALSE, sizeof (Heading));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "cs-outline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Headings"), -1);
}
