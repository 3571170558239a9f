/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-canvas-private.h"
#include "cs-actions.h"
#include "cs-main-window.h"
#include "cs-scroll.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_QUOTE 200 /* characters of what is read aloud */

G_DEFINE_FINAL_TYPE (CsTextCanvas, cs_text_canvas, GTK_TYPE_TEXT_VIEW)

static guint signals[CS_TEXT_N_SIGNALS];

void
cs_text_canvas_emit (CsTextCanvas *self, guint signal)
{
  g_signal_emit (self, signals[signal], 0);
}

static GtkTextBuffer *
buffer_of (CsTextCanvas *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static guint32
position_of (CsTextCanvas *self, const GtkTextIter *iter)
{
  return cs_text_screen_position (self->screen, (guint32)gtk_text_iter_get_offset (iter));
}

/* --- what others ask --- */

gboolean
cs_text_canvas_may_edit (CsTextCanvas *self)
{
  return self->model != NULL && cs_case_model_may_edit (self->model);
}

gboolean
cs_text_canvas_selection (CsTextCanvas *self, guint32 *ret_start, guint32 *ret_end)
{
  GtkTextIter start, end;
  if (self->screen == NULL ||
      !gtk_text_buffer_get_selection_bounds (buffer_of (self), &start, &end))
    return FALSE;
  *ret_start = position_of (self, &start);
  *ret_end = position_of (self, &end);
  return *ret_start < *ret_end;
}

guint32
cs_text_canvas_caret (CsTextCanvas *self)
{
  GtkTextIter iter;
  GtkTextBuffer *buffer = buffer_of (self);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return position_of (self, &iter);
}

/* A view that was just thrown far down has not laid out what it shows and names the end of the
 * buffer: never more than so many characters. */
void
cs_text_canvas_visible (CsTextCanvas *self, guint32 *ret_start, guint32 *ret_end,
                        GdkRectangle *ret_area)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter start, end;
  gtk_text_view_get_visible_rect (view, ret_area);
  gtk_text_view_get_iter_at_location (view, &start, ret_area->x, ret_area->y);
  gtk_text_view_get_iter_at_location (view, &end, ret_area->x + ret_area->width,
                                      ret_area->y + ret_area->height);
  *ret_start = (guint32)gtk_text_iter_get_offset (&start);
  *ret_end = (guint32)gtk_text_iter_get_offset (&end) + 1;
  *ret_end = MIN (*ret_end, MIN (*ret_start + CS_TEXT_VISIBLE_MAX, self->screen->length));
}

guint32
cs_text_canvas_reading (CsTextCanvas *self)
{
  GdkRectangle area;
  guint32 start = 0, end = 0;
  if (self->screen == NULL)
    return 0;
  guint32 caret = cs_text_canvas_caret (self);
  guint32 offset = cs_text_screen_offset (self->screen, caret);
  cs_text_canvas_visible (self, &start, &end, &area);
  return offset >= start && offset <= end ? caret : cs_text_screen_position (self->screen, start);
}

int
cs_text_canvas_column (CsTextCanvas *self)
{
  return self->column;
}

char *
cs_text_canvas_words (CsTextCanvas *self, guint32 *ret_start, guint32 *ret_end)
{
  if (self->model == NULL || !cs_text_canvas_selection (self, ret_start, ret_end) ||
      !cs_text_breaks_trim (self->breaks, ret_start, ret_end))
    return NULL;
  const gint64 stretch[] = { *ret_start, *ret_end };
  return cs_text_document_quote (self->document, stretch, 2, NULL);
}

void
cs_text_canvas_say (CsTextCanvas *self, const char *sentence)
{
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (window != NULL)
    cs_main_window_toast (window, sentence, NULL, NULL);
}

gboolean
cs_text_canvas_edit (CsTextCanvas *self, CsMarkEdit *edit, GError *error)
{
  g_autoptr (CsMarkEdit) owned = edit;
  g_autoptr (GError) trouble = error;
  if (owned != NULL && cs_case_model_edit (self->model, owned, &trouble))
    return TRUE;
  cs_text_canvas_say (self, trouble->message);
  return FALSE;
}

/* --- what a screen reader says --- */

static char *
paragraph_at_caret (CsTextCanvas *self)
{
  guint32 start = 0, end = 0;
  cs_text_breaks_paragraph (self->breaks, cs_text_canvas_caret (self), &start, &end);
  return cs_text_document_slice (self->document, start, MIN (end, start + MAX_QUOTE), NULL);
}

static gboolean
describe_cb (gpointer data)
{
  CsTextCanvas *self = data;
  self->describe_source = 0;
  guint64 id = cs_case_model_selected (self->model);
  const CsMark *mark = id != 0 ? cs_mark_set_get (cs_case_model_marks (self->model), id) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_string_append_printf (words, ngettext ("%u span", "%u spans", self->spans->marks),
                          self->spans->marks);
  if (mark != NULL && mark->quote != NULL)
    /* Translators: read aloud after "12 spans": label and words of the selected one. */
    g_string_append_printf (words, _ (", selected: %s “%s”"),
                            cs_case_model_label_name (self->model, mark), mark->quote);
  const CsTextSpan *span = mark != NULL ? cs_text_spans_find (self->spans, id) : NULL;
  if (span != NULL && span->alone)
    g_string_append (words, _ (", no region yet"));
  g_autofree char *paragraph = paragraph_at_caret (self);
  if (paragraph != NULL && paragraph[0] != '\0')
    g_string_append_printf (words, ". %s", paragraph);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
  return G_SOURCE_REMOVE;
}

static void
describe (CsTextCanvas *self)
{
  if (self->model != NULL && self->describe_source == 0)
    self->describe_source = g_timeout_add (100, describe_cb, self);
}

/* --- suggestions --- */

const CsSuggestionRow *
cs_text_canvas_suggestion (CsTextCanvas *self)
{
  const CsSuggestionRow *row = self->model != NULL ? cs_case_model_suggestion (self->model) : NULL;
  return row != NULL && cs_gid_equal (&row->mark->item, &self->gid) ? row : NULL;
}

void
cs_text_canvas_choose_suggestion (CsTextCanvas *self, const CsSuggestionRow *row)
{
  if (self->tie_first == 0) /* it cannot be tied before it is taken */
    cs_case_model_select_suggestion (self->model, row);
}

/* --- following the model --- */

void
cs_text_canvas_show_spans (CsTextCanvas *self)
{
  cs_text_spans_free (self->spans);
  self->spans =
      cs_text_spans_new (self->model, self->item, self->screen, cs_text_canvas_instead (self));
  if (self->tie_first != 0 && cs_text_canvas_tie_first (self) == 0)
    cs_text_canvas_tie_cancel (self);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
marks_cb (CsCaseModel *model, CsTextCanvas *self)
{
  cs_text_canvas_show_spans (self);
}

/* Only as far as it needs: nothing moves when it is on the screen. */
static void
scroll_to (CsTextCanvas *self, guint32 position)
{
  GdkRectangle area;
  guint32 start = 0, end = 0;
  GtkTextIter iter;
  guint32 offset = cs_text_screen_offset (self->screen, position);
  cs_text_canvas_visible (self, &start, &end, &area);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || (offset > start && offset + 1 < end))
    return;
  GtkTextBuffer *buffer = buffer_of (self);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int)offset);
  gtk_text_buffer_move_mark_by_name (buffer, "cs-there", &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_mark (buffer, "cs-there"),
                                0, TRUE, 0, 0.3);
}

/* What keys do is done to one thing: words come before marks. */
static void
let_go_of_words (CsTextCanvas *self)
{
  GtkTextIter caret;
  GtkTextBuffer *buffer = buffer_of (self);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (gtk_text_buffer_get_has_selection (buffer))
    gtk_text_buffer_place_cursor (buffer, &caret);
}

static void
selection_cb (CsCaseModel *model, CsTextCanvas *self)
{
  guint64 id = cs_case_model_selected (model);
  const CsTextSpan *span = id != 0 ? cs_text_spans_find (self->spans, id) : NULL;
  const CsSuggestionRow *row = cs_text_canvas_suggestion (self);
  if (span != NULL || row != NULL) {
    let_go_of_words (self);
    scroll_to (self, (guint32)(span != NULL ? span->mark : row->mark)->values[0]);
  }
  if (self->tie_first != 0)
    cs_text_canvas_emit (self, CS_TEXT_TIE);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
words_cb (CsCaseModel *model, CsTextCanvas *self)
{
  gint64 start = 0, end = 0;
  GtkTextIter from, to;
  GtkTextBuffer *buffer = buffer_of (self);
  if (cs_case_model_words (model, &start, &end) != self->item)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &from,
                                      (int)cs_text_screen_offset (self->screen, (guint32)start));
  gtk_text_buffer_get_iter_at_offset (buffer, &to,
                                      (int)cs_text_screen_end_offset (self->screen, (guint32)end));
  gtk_text_buffer_select_range (buffer, &to, &from);
  scroll_to (self, (guint32)start);
}

static void
place_cb (CsCaseModel *model, CsTextCanvas *self)
{
  gint64 unit = 0;
  self->here = cs_case_model_place (model, &unit) == self->item;
  if (!self->here)
    return;
  scroll_to (self, (guint32)unit);
}

static void
armed_cb (CsCaseModel *model, CsTextCanvas *self)
{
  guint32 start = 0, end = 0;
  CsArmed armed = cs_case_model_armed (model);
  /* Coming back from the picture arms again what was armed here, and means nothing more. */
  if (!self->here || self->arming || armed.label == NULL || armed.kind != &cs_mark_kind_span ||
      !cs_text_canvas_selection (self, &start, &end))
    return;
  self->arming = TRUE;
  cs_text_canvas_label (self, armed.label);
  self->arming = FALSE;
}

/* --- coverage --- */

static gboolean
ask_visible (gpointer canvas, guint32 *ret_start, guint32 *ret_end)
{
  CsTextCanvas *self = canvas;
  GdkRectangle area;
  guint32 start = 0, end = 0;
  if (self->model == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  cs_text_canvas_visible (self, &start, &end, &area);
  if (area.height < 2)
    return FALSE;
  *ret_start = cs_text_screen_position (self->screen, start);
  *ret_end = cs_text_screen_position (self->screen, end);
  return TRUE;
}

static void
tell_shown (gpointer canvas, guint32 start, guint32 end)
{
  CsTextCanvas *self = canvas;
  cs_case_model_note_shown (self->model, self->item, start, end);
}

static void
moved (CsTextCanvas *self)
{
  if (self->model == NULL)
    return;
  cs_text_coverage_changed (self->coverage);
  cs_text_canvas_emit (self, CS_TEXT_MOVED);
}

static void
adjustment_cb (GObject *object, GParamSpec *pspec, CsTextCanvas *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (moved), self,
                             G_CONNECT_SWAPPED);
}

/* --- the text --- */

static void
show_text (CsTextCanvas *self, const CsTextDocument *document)
{
  GtkTextBuffer *buffer = buffer_of (self);
  GtkTextIter start;
  self->document = cs_text_document_ref (document);
  self->screen = cs_text_screen_new (document, CS_TEXT_SCREEN_LINE);
  self->breaks = cs_text_breaks_new (document);
  gtk_text_buffer_set_text (buffer, self->screen->text, (int)self->screen->bytes);
  cs_text_canvas_shrink_blanks (self);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

static void
clear (CsTextCanvas *self)
{
  if (self->model != NULL) {
    g_signal_handlers_disconnect_by_data (self->model, self);
    cs_case_model_set_picking (self->model, FALSE);
  }
  g_clear_object (&self->model);
  g_clear_handle_id (&self->describe_source, g_source_remove);
  g_clear_pointer (&self->spans, cs_text_spans_free);
  g_clear_pointer (&self->breaks, cs_text_breaks_free);
  g_clear_pointer (&self->screen, cs_text_screen_free);
  g_clear_pointer (&self->document, cs_text_document_unref);
  self->tie_first = 0;
  self->pressed = self->dragging = FALSE;
}

void
cs_text_canvas_show (CsTextCanvas *self, CsCaseModel *model, guint item)
{
  const CsCaseItem *there = model != NULL ? cs_case_model_item (model, item) : NULL;
  clear (self);
  if (there == NULL || there->text == NULL) {
    gtk_text_buffer_set_text (buffer_of (self), "", 0);
    return;
  }
  self->item = item;
  self->gid = there->row->gid;
  show_text (self, there->text);
  self->model = g_object_ref (model);
  self->here = cs_case_model_place (model, NULL) == item;
  self->spans = cs_text_spans_new (model, item, self->screen, cs_text_canvas_instead (self));
  g_signal_connect (model, "marks", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "review", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "selection", G_CALLBACK (selection_cb), self);
  g_signal_connect (model, "place", G_CALLBACK (place_cb), self);
  g_signal_connect (model, "armed", G_CALLBACK (armed_cb), self);
  g_signal_connect (model, "compare", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "words", G_CALLBACK (words_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  there->row->title, -1);
  describe (self);
  moved (self);
}

void
cs_text_canvas_go (CsTextCanvas *self, guint32 position)
{
  GtkTextIter iter;
  GtkTextBuffer *buffer = buffer_of (self);
  if (self->screen == NULL)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter,
                                      (int)cs_text_screen_offset (self->screen, position));
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer), 0, TRUE,
                                0, 0.1);
}

/* --- how it looks --- */

static void
cs_text_canvas_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (widget);
  GTK_WIDGET_CLASS (cs_text_canvas_parent_class)->css_changed (widget, change);
  cs_text_canvas_find_colours (self);
  g_object_set (self->sign, "foreground-rgba", &self->palette.dim, NULL);
  cs_text_canvas_measure_font (self);
}

static void
cs_text_canvas_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (view);
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT && self->model != NULL)
    cs_text_canvas_draw (self, snapshot);
}

static void
cs_text_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (cs_text_canvas_parent_class)->size_allocate (widget, width, height, baseline);
  if (CS_TEXT_CANVAS (widget)->model != NULL)
    cs_text_coverage_changed (CS_TEXT_CANVAS (widget)->coverage);
}

static void
cs_text_canvas_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cs_text_canvas_parent_class)->map (widget);
  moved (CS_TEXT_CANVAS (widget));
}

static void
cs_text_canvas_unmap (GtkWidget *widget)
{
  cs_scroll_rest (GTK_SCROLLABLE (widget));
  GTK_WIDGET_CLASS (cs_text_canvas_parent_class)->unmap (widget);
}

/* What is copied has the line ends of the document. */
static void
cs_text_canvas_copy_clipboard (GtkTextView *view)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (view);
  guint32 start = 0, end = 0;
  if (!cs_text_canvas_selection (self, &start, &end))
    return;
  g_autofree char *words = cs_text_document_slice (self->document, start, end, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), words);
}

/* --- life --- */

static void
caret_cb (CsTextCanvas *self)
{
  if (self->model == NULL)
    return;
  describe (self);
  cs_text_canvas_emit (self, CS_TEXT_MOVED);
}

static void
focus_cb (GtkEventControllerFocus *focus, CsTextCanvas *self)
{
  if (self->model != NULL && cs_case_model_place (self->model, NULL) != self->item)
    cs_case_model_go (self->model, self->item, cs_text_canvas_caret (self));
}

static void
cs_text_canvas_dispose (GObject *object)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (object);
  clear (self);
  g_clear_pointer (&self->coverage, cs_text_coverage_free);
  G_OBJECT_CLASS (cs_text_canvas_parent_class)->dispose (object);
}

static void
cs_text_canvas_finalize (GObject *object)
{
  CsTextCanvas *self = CS_TEXT_CANVAS (object);
  cs_mark_set_unref (self->before);
  cs_mark_set_unref (self->instead);
  cs_positions_look_unref (self->positions);
  g_array_unref (self->plates);
  g_array_unref (self->routes);
  pango_font_description_free (self->name_font);
  G_OBJECT_CLASS (cs_text_canvas_parent_class)->finalize (object);
}

static void
cs_text_canvas_class_init (CsTextCanvasClass *klass)
{
  static const char *const names[] = { "tie", "column", "moved" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_STATIC_ASSERT (G_N_ELEMENTS (names) == CS_TEXT_N_SIGNALS);
  G_OBJECT_CLASS (klass)->dispose = cs_text_canvas_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_text_canvas_finalize;
  widget_class->css_changed = cs_text_canvas_css_changed;
  widget_class->size_allocate = cs_text_canvas_size_allocate;
  widget_class->map = cs_text_canvas_map;
  widget_class->unmap = cs_text_canvas_unmap;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = cs_text_canvas_snapshot_layer;
  GTK_TEXT_VIEW_CLASS (klass)->copy_clipboard = cs_text_canvas_copy_clipboard;
  for (guint i = 0; i < CS_TEXT_N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
  cs_text_canvas_actions_install (widget_class);
}

static void
cs_text_canvas_init (CsTextCanvas *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  self->plates = g_array_new (FALSE, FALSE, sizeof (CsTextPlate));
  self->routes = g_array_new (FALSE, FALSE, sizeof (CsTextRoute));
  self->name_font = pango_font_description_new ();
  self->coverage = cs_text_coverage_new (ask_visible, tell_shown, self);
  cs_text_canvas_look_init (self);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_create_mark (buffer, "cs-there", &start, TRUE);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (view, CS_TEXT_MARGIN);
  gtk_text_view_set_right_margin (view, CS_TEXT_MARGIN);
  gtk_text_view_set_top_margin (view, 12);
  gtk_text_view_set_bottom_margin (view, 64);
  gtk_widget_add_css_class (GTK_WIDGET (self), "cs-document");
  /* Before those of the text view: Tab, Delete, Ctrl+Z, Ctrl+BackSpace. */
  cs_actions_capture (GTK_WIDGET (self), CS_ACTION_READING);
  cs_actions_capture (GTK_WIDGET (self), CS_ACTION_WALK);
  cs_actions_capture (GTK_WIDGET (self), CS_ACTION_TEXT);
  cs_actions_capture (GTK_WIDGET (self), CS_ACTION_CASE);
  cs_text_canvas_input_init (self);
  cs_text_canvas_before_init (self);
  g_signal_connect (self, "notify::vadjustment", G_CALLBACK (adjustment_cb), self);
  g_signal_connect_swapped (buffer, "notify::cursor-position", G_CALLBACK (caret_cb), self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "enter", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
