/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-source.h"
#include "cs-scroll.h"

#include <string.h>

struct _CsGuidelineSource {
  GtkTextView parent_instance;
  guint scrolling; /* source */
};

G_DEFINE_FINAL_TYPE (CsGuidelineSource, cs_guideline_source, GTK_TYPE_TEXT_VIEW)

char *
cs_guideline_source_text (CsGuidelineSource *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  char *text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE), *out = text;
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar)*p >= 0x20 ? *p != 0x7f : strchr ("\n\r\t", *p) != NULL)
      *out++ = *p;
  *out = '\0';
  return text;
}

gsize
cs_guideline_source_caret (CsGuidelineSource *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, caret;
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  g_autofree char *before = gtk_text_buffer_get_text (buffer, &start, &caret, TRUE);
  return strlen (before);
}

/* After the text has its room: before, a view scrolls its first line away. From the beginning, all
 * margins are seen; a rule further down begins at the top. */
static gboolean
scroll_cb (gpointer data)
{
  CsGuidelineSource *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  GtkTextIter caret;
  GdkRectangle place;
  self->scrolling = 0;
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &caret, &place);
  if (place.y + place.height < gtk_adjustment_get_page_size (down))
    gtk_adjustment_set_value (down, 0);
  else
    gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer), 0.1,
                                  TRUE, 0, 0);
  return G_SOURCE_REMOVE;
}

void
cs_guideline_source_put_caret (CsGuidelineSource *self, const char *text, gsize at)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter,
                                      (int)g_utf8_pointer_to_offset (text, text + at));
  gtk_text_buffer_place_cursor (buffer, &iter);
  if (self->scrolling == 0)
    self->scrolling = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

static void
cs_guideline_source_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&CS_GUIDELINE_SOURCE (widget)->scrolling, g_source_remove);
  cs_scroll_rest (GTK_SCROLLABLE (widget));
  GTK_WIDGET_CLASS (cs_guideline_source_parent_class)->unmap (widget);
}

/* Ctrl+Enter publishes; where that is not to be had yet, it is no new line either. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
  return enter && (state & GDK_CONTROL_MASK) != 0;
}

static void
cs_guideline_source_dispose (GObject *object)
{
  g_clear_handle_id (&CS_GUIDELINE_SOURCE (object)->scrolling, g_source_remove);
  G_OBJECT_CLASS (cs_guideline_source_parent_class)->dispose (object);
}

static void
cs_guideline_source_class_init (CsGuidelineSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_guideline_source_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = cs_guideline_source_unmap;
}

static void
cs_guideline_source_init (CsGuidelineSource *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
