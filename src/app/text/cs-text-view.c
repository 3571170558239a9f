/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-view.h"
#include "cs-case-compare.h"
#include "cs-focus.h"
#include "cs-actions.h"
#include "cs-key-words.h"
#include "cs-text-outline.h"
#include "cs-text-raw.h"
#include "cs-text-tie.h"

#include <glib/gi18n.h>

#define MAX_WAYS 9 /* as many as there are digits */

struct _CsTextView {
  AdwBin parent_instance;
  GtkWidget *states, *column, *trouble, *raw, *raw_box;
  GtkWidget *bad_heading, *lost_heading, *locate;
  GtkWidget *tie_bar, *tie_words, *tie_ways;
  CsTextCanvas *canvas;
  CsTextOutline *outline;
  CsCaseModel *model;
  CsGid gid;
  int item;
  gboolean readable; /* the text of that item */
  GCancellable *reading;
  GtkWidget *scroller, *beside, *beside_column; /* BESIDE: the same text with what was before */
  CsTextCanvas *earlier;
  int besides; /* the item that is there; -1 for none */
};

G_DEFINE_FINAL_TYPE (CsTextView, cs_text_view, ADW_TYPE_BIN)

/* --- tying --- */

/* "1 Finding “cardiac silhouette”" */
static char *
name_of (CsTextView *self, guint64 id)
{
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (self->model), id);
  const char *label = cs_case_model_label_name (self->model, mark);
  guint number = cs_case_model_number (self->model, id);
  if (mark->quote == NULL)
    return g_strdup_printf ("%u %s", number, label);
  g_autoptr (GString) quote = g_string_new (mark->quote);
  if (g_utf8_strlen (quote->str, -1) > 40) {
    g_string_truncate (quote, (gsize)(g_utf8_offset_to_pointer (quote->str, 40) - quote->str));
    g_string_append (quote, "…");
  }
  return g_strdup_printf ("%u %s “%s”", number, label, quote->str);
}

static void
way_cb (GtkButton *button, CsTextView *self)
{
  cs_text_canvas_tie (self->canvas,
                      GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "way")));
}

static void
add_way (CsTextView *self, const CsTieChoice *choice, guint n)
{
  g_autofree char *words =
      choice->turned
          /* Translators: a way to tie two marks, seen from the second one: "Size of (turned)". */
          ? g_strdup_printf (_ ("%s (turned round)"), choice->relation->name)
          : g_strdup (choice->relation->name);
  g_autofree char *key = n == 0 ? g_strdup ("{mark.settle|Return}")
                                : g_strdup_printf ("{mark.label-number(%u)}", n + 1);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/text/tie-way.ui");
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "button"));
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "name")), words);
  cs_key_words_set (gtk_builder_get_object (builder, "key"), "label", key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data (G_OBJECT (button), "way", GUINT_TO_POINTER (n));
  g_signal_connect (button, "clicked", G_CALLBACK (way_cb), self);
  gtk_widget_set_tooltip_text (button, words);
  GtkWidget *place = gtk_flow_box_child_new ();
  gtk_widget_set_focusable (place, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (place), button);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->tie_ways), place, -1);
}

static char *
tie_sentence (CsTextView *self, guint64 first, guint ways)
{
  guint64 second = cs_case_model_selected (self->model);
  g_autofree char *from = name_of (self, first);
  if (second == first || second == 0)
    return g_strdup_printf (_ ("Tie %s to: click the other mark, or press {mark.next}"), from);
  g_autofree char *to = name_of (self, second);
  return g_strdup_printf (ways > 0 ? _ ("Tie %s to %s:")
                                   : _ ("%s and %s cannot be tied: choose another mark"),
                          from, to);
}

static void
tie_cb (CsTextCanvas *canvas, CsTextView *self)
{
  guint64 first = cs_text_canvas_tie_first (canvas);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->tie_ways)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->tie_ways), child);
  gtk_widget_set_visible (self->tie_bar, first != 0);
  if (first == 0)
    return;
  g_autoptr (GArray) choices = cs_text_canvas_tie_choices (canvas);
  for (guint i = 0; i < MIN (choices->len, MAX_WAYS); i++)
    add_way (self, &g_array_index (choices, CsTieChoice, i), i);
  g_autofree char *sentence = tie_sentence (self, first, choices->len);
  gtk_label_set_label (GTK_LABEL (self->tie_words), sentence);
  /* Picked on the picture: Enter is heard here. */
  if (gtk_widget_get_mapped (GTK_WIDGET (canvas)))
    gtk_widget_grab_focus (GTK_WIDGET (canvas));
}

static void
tie_cancel_cb (GtkButton *button, CsTextView *self)
{
  cs_text_canvas_tie_cancel (self->canvas);
}

/* --- which text --- */

static gboolean
is_text (CsCaseModel *model, guint n)
{
  return g_str_equal (cs_case_model_item (model, n)->row->kind, "text");
}

static int
item_to_show (CsTextView *self)
{
  guint n = cs_case_model_n_items (self->model), here = cs_case_model_place (self->model, NULL);
  if (here < n && is_text (self->model, here))
    return (int)here;
  if (self->item >= 0 && (guint)self->item < n && is_text (self->model, (guint)self->item))
    return self->item;
  for (guint i = 0; i < n; i++)
    if (is_text (self->model, i))
      return (int)i;
  return -1;
}

static void
raw_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsTextView) self = user_data;
  g_autofree char *lines = cs_text_raw_finish (CS_SESSION (source), result);
  if (lines == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->raw), lines);
  gtk_widget_set_visible (self->raw_box, TRUE);
}

static void
show_trouble (CsTextView *self, const CsCaseItem *item)
{
  const CsSessionFacts *facts = cs_session_facts (cs_case_model_session (self->model));
  gtk_label_set_label (GTK_LABEL (self->trouble), item->trouble);
  gtk_widget_set_visible (self->raw_box, FALSE);
  gtk_widget_set_visible (self->bad_heading, !item->lost);
  gtk_widget_set_visible (self->lost_heading, item->lost);
  gtk_widget_set_visible (self->locate, item->lost && facts->writable);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->locate), "(uu)", (guint)self->item, 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "trouble");
  self->reading = g_cancellable_new ();
  cs_text_raw_read_async (cs_case_model_session (self->model), item->row, self->reading, raw_cb,
                          g_object_ref (self));
}

static void
stop_reading (CsTextView *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* A text never changes, so one that is shown stays as it is; one that was lost may be found. */
static void
show_item (CsTextView *self)
{
  int n = item_to_show (self);
  gtk_widget_set_visible (GTK_WIDGET (self), n >= 0);
  if (n < 0)
    return;
  const CsCaseItem *item = cs_case_model_item (self->model, (guint)n);
  if (self->item == n && cs_gid_equal (&self->gid, &item->row->gid) &&
      self->readable == (item->text != NULL))
    return;
  self->item = n;
  self->readable = item->text != NULL;
  self->gid = item->row->gid;
  stop_reading (self);
  cs_text_canvas_show (self->canvas, self->model, (guint)n);
  cs_text_outline_show (self->outline, self->canvas, item);
  tie_cb (self->canvas, self);
  if (item->text == NULL)
    show_trouble (self, item);
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->states), "text");
}

/* Another version of the same text beside it: they have one width, so one place is one line. */
static void
show_beside (CsTextView *self)
{
  gboolean beside = self->item >= 0 && self->readable && cs_case_compare_is_on (self->model) &&
                    cs_case_compare_way (self->model) == CS_COMPARE_BESIDE;
  gboolean was = gtk_widget_get_visible (self->beside);
  gtk_widget_set_visible (self->beside, beside);
  if (beside)
    cs_text_canvas_set_instead (self->earlier, cs_case_compare_before (self->model));
  if (beside && (!was || self->besides != self->item))
    cs_text_canvas_show (self->earlier, self->model, (guint)self->item);
  else if (!beside && was)
    cs_text_canvas_show (self->earlier, NULL, 0);
  self->besides = beside ? self->item : -1;
}

static void
place_cb (CsCaseModel *model, CsTextView *self)
{
  show_item (self);
  show_beside (self);
}

void
cs_text_view_set_model (CsTextView *self, CsCaseModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  stop_reading (self);
  cs_text_canvas_show (self->canvas, NULL, 0);
  cs_text_canvas_show (self->earlier, NULL, 0);
  cs_text_canvas_set_instead (self->earlier, NULL);
  gtk_widget_set_visible (self->beside, FALSE);
  cs_text_outline_show (self->outline, self->canvas, NULL);
  g_set_object (&self->model, model);
  self->item = -1;
  if (model == NULL) {
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    return;
  }
  g_signal_connect (model, "place", G_CALLBACK (place_cb), self);
  g_signal_connect (model, "review", G_CALLBACK (place_cb), self);
  g_signal_connect (model, "compare", G_CALLBACK (place_cb), self);
  show_item (self);
}

CsTextCanvas *
cs_text_view_canvas (CsTextView *self)
{
  return self->canvas;
}

int
cs_text_view_item (CsTextView *self)
{
  return self->item;
}

/* --- life --- */

static void
column_cb (CsTextCanvas *canvas, CsTextView *self)
{
  int column = cs_text_canvas_column (canvas);
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (self->column), column);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (self->column), column);
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (self->beside_column), column);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (self->beside_column),
                                                 column);
}

static gboolean
cs_text_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CS_TEXT_VIEW (widget)->canvas));
}

static void
cs_text_view_dispose (GObject *object)
{
  CsTextView *self = CS_TEXT_VIEW (object);
  if (self->canvas != NULL)
    cs_text_view_set_model (self, NULL);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_TEXT_VIEW);
  G_OBJECT_CLASS (cs_text_view_parent_class)->dispose (object);
}

static void
cs_text_view_class_init (CsTextViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_text_view_dispose;
  widget_class->focus = cs_focus_within;
  widget_class->grab_focus = cs_text_view_grab_focus;
  g_type_ensure (CS_TYPE_TEXT_CANVAS);
  g_type_ensure (CS_TYPE_TEXT_OUTLINE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/text/cs-text-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CsTextView, states);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, column);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, canvas);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, scroller);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, beside);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, beside_column);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, earlier);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, outline);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, trouble);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, locate);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, lost_heading);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, bad_heading);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, raw);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, raw_box);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, tie_bar);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, tie_words);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, tie_ways);
  gtk_widget_class_bind_template_callback (widget_class, tie_cancel_cb);
}

static void
cs_text_view_init (CsTextView *self)
{
  self->item = self->besides = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value",
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->beside)), "value",
      G_BINDING_BIDIRECTIONAL);
  g_signal_connect (self->canvas, "tie", G_CALLBACK (tie_cb), self);
  g_signal_connect (self->canvas, "column", G_CALLBACK (column_cb), self);
  column_cb (self->canvas, self);
}
