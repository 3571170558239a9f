/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-preview.h"
#include "cs-clause-box.h"

#define MAX_AT_ONCE 100 /* clauses */
#define BEFORE 20       /* of them before the one that is written */
#define PICTURE 240
#define DELAY 60 /* ms until sizes have been given out */

struct _CsGuidelinePreview {
  GtkWidget parent_instance;
  GtkWidget *scrolled, *clauses;
  GPtrArray *keys; /* of the boxes in CLAUSES: char * */
  int first, wanted;
  guint scrolling; /* source */
};

G_DEFINE_FINAL_TYPE (CsGuidelinePreview, cs_guideline_preview, GTK_TYPE_WIDGET)

/* Equal for two clauses that look the same. */
static char *
key_of (const CsGuideline *guideline, const CsClause *clause, int columns)
{
  GString *key = g_string_new (NULL);
  g_string_append_printf (key, "%d\n", columns);
  g_string_append_len (key, guideline->text + clause->start, (gssize)(clause->end - clause->start));
  for (guint i = 0; i < clause->n_images; i++) {
    char hex[CS_HASH_HEX + 1];
    const CsGuidelineImage *image = cs_guideline_image (guideline, clause->images[i].target);
    g_string_append_printf (key, "\n%s", image != NULL ? cs_hash_to_hex (&image->hash, hex) : "");
  }
  return g_string_free (key, FALSE);
}

static GPtrArray *
keys_of (const CsGuideText *text, guint first, guint end, int columns)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = first; i < end; i++)
    g_ptr_array_add (keys,
                     key_of (text->guideline, &text->guideline->clauses->clauses[i], columns));
  return keys;
}

static guint
same_at_start (GPtrArray *a, GPtrArray *b)
{
  guint n = 0;
  while (n < a->len && n < b->len && g_str_equal (a->pdata[n], b->pdata[n]))
    n++;
  return n;
}

static guint
same_at_end (GPtrArray *a, GPtrArray *b, guint start)
{
  guint n = 0, most = MIN (a->len, b->len) - start;
  while (n < most && g_str_equal (a->pdata[a->len - 1 - n], b->pdata[b->len - 1 - n]))
    n++;
  return n;
}

static GtkWidget *
nth (GtkWidget *box, guint n)
{
  GtkWidget *child = gtk_widget_get_first_child (box);
  while (n-- > 0 && child != NULL)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

void
cs_guideline_preview_show (CsGuidelinePreview *self, CsSession *session, const CsGuideText *text,
                           int columns, int clause)
{
  guint n = text->guideline->clauses->n_clauses;
  guint first = n > MAX_AT_ONCE ? (guint)CLAMP (clause - BEFORE, 0, (int)n - MAX_AT_ONCE) : 0;
  guint end = MIN (n, first + MAX_AT_ONCE);
  GPtrArray *keys = keys_of (text, first, end, columns);
  guint head = same_at_start (self->keys, keys), tail = same_at_end (self->keys, keys, head);
  for (guint i = head; i + tail < self->keys->len; i++)
    gtk_box_remove (GTK_BOX (self->clauses), nth (self->clauses, head));
  GtkWidget *after = head > 0 ? nth (self->clauses, head - 1) : NULL;
  for (guint i = head; i + tail < keys->len; i++) {
    GtkWidget *box = cs_clause_box_new (session, text, first + i, NULL, columns, PICTURE);
    gtk_box_insert_child_after (GTK_BOX (self->clauses), box, after);
    after = box;
  }
  g_ptr_array_unref (self->keys);
  self->keys = keys;
  self->first = (int)first;
}

void
cs_guideline_preview_clear (CsGuidelinePreview *self)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->clauses)) != NULL)
    gtk_box_remove (GTK_BOX (self->clauses), child);
  g_ptr_array_set_size (self->keys, 0);
}

/* Its heading is moved to the top unless some of it can be seen. */
static gboolean
scroll_cb (gpointer data)
{
  CsGuidelinePreview *self = data;
  graphene_rect_t bounds;
  GtkWidget *box =
      self->wanted >= self->first ? nth (self->clauses, (guint)(self->wanted - self->first)) : NULL;
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double top = gtk_adjustment_get_value (adjustment);
  self->scrolling = 0;
  if (box == NULL || !gtk_widget_compute_bounds (box, self->clauses, &bounds))
    return G_SOURCE_REMOVE;
  if (bounds.origin.y + bounds.size.height < top + 60 ||
      bounds.origin.y > top + gtk_adjustment_get_page_size (adjustment) - 60)
    gtk_adjustment_set_value (adjustment, bounds.origin.y);
  return G_SOURCE_REMOVE;
}

void
cs_guideline_preview_go (CsGuidelinePreview *self, int clause)
{
  self->wanted = clause;
  if (self->scrolling == 0)
    self->scrolling = g_timeout_add (DELAY, scroll_cb, self);
}

static void
cs_guideline_preview_dispose (GObject *object)
{
  CsGuidelinePreview *self = CS_GUIDELINE_PREVIEW (object);
  g_clear_handle_id (&self->scrolling, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_GUIDELINE_PREVIEW);
  G_OBJECT_CLASS (cs_guideline_preview_parent_class)->dispose (object);
}

static void
cs_guideline_preview_finalize (GObject *object)
{
  g_ptr_array_unref (CS_GUIDELINE_PREVIEW (object)->keys);
  G_OBJECT_CLASS (cs_guideline_preview_parent_class)->finalize (object);
}

static void
cs_guideline_preview_class_init (CsGuidelinePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_guideline_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_guideline_preview_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/guidelines/cs-guideline-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, CsGuidelinePreview, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelinePreview, clauses);
}

static void
cs_guideline_preview_init (CsGuidelinePreview *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
