/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-view.h"
#include "cs-actions.h"
#include "cs-case-compare.h"
#include "cs-contour.h"
#include "cs-focus.h"
#include "cs-key-words.h"
#include "cs-plate.h"
#include "cs-text-column.h"
#include "cs-text-outline.h"
#include "cs-text-raw.h"
#include "cs-text-tie.h"

#include <glib/gi18n.h>

#define MAX_WAYS 9       /* as many as there are digits */
#define LEAST_COLUMN 320 /* pixels: narrower, the positions of readers lie in one text */
#define LETTER_GAP 6     /* of the letter of a position from the corner */

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
  GtkWidget *texts, *scroller;
  GPtrArray *columns;    /* of CsTextColumn: the same text beside it; owned by TEXTS */
  int besides;           /* the item that is there; -1 for none */
  CsPositionsLook *look; /* or NULL */
  guint positions;       /* that have columns; the last is in the text that is worked on */
  guint fitting;
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

/* --- the text more than once --- */

/* All texts have one width, so one place is one line. */
static void
fit_columns (CsTextView *self)
{
  int column = cs_text_canvas_column (self->canvas);
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (self->column), column);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (self->column), column);
  for (guint i = 0; i < self->columns->len; i++)
    cs_text_column_set_width (self->columns->pdata[i], column);
}

static void
set_columns (CsTextView *self, guint n)
{
  while (self->columns->len > n) {
    CsTextColumn *last = self->columns->pdata[self->columns->len - 1];
    cs_text_canvas_show (cs_text_column_canvas (last), NULL, 0);
    g_ptr_array_set_size (self->columns, (int)self->columns->len - 1);
    gtk_box_remove (GTK_BOX (self->texts), GTK_WIDGET (last));
  }
  while (self->columns->len < n) {
    GtkWidget *before =
        self->columns->len > 0 ? self->columns->pdata[self->columns->len - 1] : NULL;
    CsTextColumn *next = cs_text_column_new (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)));
    gtk_box_insert_child_after (GTK_BOX (self->texts), GTK_WIDGET (next), before);
    g_ptr_array_add (self->columns, next);
  }
  fit_columns (self);
}

static gboolean
compares_beside (CsTextView *self)
{
  return self->model != NULL && cs_case_compare_is_on (self->model) &&
         cs_case_compare_way (self->model) == CS_COMPARE_BESIDE;
}

/* How many positions have a column now; 0: they lie in one text. */
static guint
position_columns (CsTextView *self)
{
  guint wanted = self->look != NULL ? self->look->columns : 0;
  gboolean compares = self->model == NULL || cs_case_compare_is_on (self->model);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  return wanted > 1 && !compares && width >= (int)wanted * LEAST_COLUMN ? wanted : 0;
}

/* Column I has what was before, or the position I. */
static void
fill_column (CsTextView *self, guint i, gboolean anew)
{
  gboolean beside = compares_beside (self);
  CsTextCanvas *canvas = cs_text_column_canvas (self->columns->pdata[i]);
  /* Translators: a text in which one of several readers' passages is shown, read aloud. */
  g_autofree char *name = beside ? g_strdup (_ ("Text before"))
                                 : g_strdup_printf (_ ("Text with position %c"), 'A' + (int)i);
  cs_text_column_set_name (self->columns->pdata[i], name);
  cs_text_canvas_set_instead (canvas, beside ? cs_case_compare_before (self->model) : NULL);
  cs_text_canvas_set_positions (canvas, beside ? NULL : self->look, (int)i);
  if (anew)
    cs_text_canvas_show (canvas, self->model, (guint)self->item);
}

/* What was before, or each position but the last, stands beside the text that is worked on. */
static void
show_columns (CsTextView *self)
{
  guint had = self->columns->len;
  gboolean readable = self->item >= 0 && self->readable;
  self->positions = readable ? position_columns (self) : 0;
  set_columns (self, !readable ? 0 : compares_beside (self) ? 1 : MAX (self->positions, 1) - 1);
  for (guint i = 0; i < self->columns->len; i++)
    fill_column (self, i, i >= had || self->besides != self->item);
  self->besides = self->item;
  cs_text_canvas_set_positions (self->canvas, self->look, (int)self->positions - 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
fit_cb (gpointer user_data)
{
  CsTextView *self = user_data;
  self->fitting = 0;
  show_columns (self);
  return G_SOURCE_REMOVE;
}

static void
append_letter (CsTextView *self, GtkSnapshot *snapshot, guint position)
{
  const char letter[] = { (char)('A' + position), '\0' };
  gboolean last = position == self->columns->len;
  GdkRGBA colour = cs_contour_colour (cs_position_colour (position));
  graphene_rect_t area;
  if (gtk_widget_compute_bounds (last ? self->scroller : self->columns->pdata[position],
                                 GTK_WIDGET (self), &area))
    cs_plate_append_tag (snapshot, GTK_WIDGET (self), letter, NULL, &colour, TRUE,
                         area.origin.x + LETTER_GAP, area.origin.y + LETTER_GAP);
}

/* What it is as wide as is known here first. */
static void
cs_text_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsTextView *self = CS_TEXT_VIEW (widget);
  GTK_WIDGET_CLASS (cs_text_view_parent_class)->snapshot (widget, snapshot);
  for (guint i = 0; i < self->positions; i++)
    append_letter (self, snapshot, i);
  if (self->readable && self->fitting == 0 && position_columns (self) != self->positions)
    self->fitting = g_idle_add (fit_cb, self);
}

void
cs_text_view_set_positions (CsTextView *self, CsPositionsLook *look)
{
  CsPositionsLook *old = self->look;
  self->look = cs_positions_look_ref (look);
  show_columns (self);
  cs_positions_look_unref (old);
}

static void
place_cb (CsCaseModel *model, CsTextView *self)
{
  show_item (self);
  show_columns (self);
}

void
cs_text_view_set_model (CsTextView *self, CsCaseModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  stop_reading (self);
  cs_text_canvas_show (self->canvas, NULL, 0);
  set_columns (self, 0);
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
  fit_columns (self);
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
  g_clear_handle_id (&self->fitting, g_source_remove);
  g_clear_pointer (&self->look, cs_positions_look_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
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
  widget_class->snapshot = cs_text_view_snapshot;
  widget_class->grab_focus = cs_text_view_grab_focus;
  g_type_ensure (CS_TYPE_TEXT_CANVAS);
  g_type_ensure (CS_TYPE_TEXT_OUTLINE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/text/cs-text-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CsTextView, states);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, column);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, canvas);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, scroller);
  gtk_widget_class_bind_template_child (widget_class, CsTextView, texts);
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
  self->columns = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->canvas, "tie", G_CALLBACK (tie_cb), self);
  g_signal_connect (self->canvas, "column", G_CALLBACK (column_cb), self);
  column_cb (self->canvas, self);
}
