/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-changes-pane.h"
#include "cs-actions.h"
#include "cs-attribute-box.h"
#include "cs-change-row.h"
#include "cs-focus.h"
#include "cs-main-window.h"
#include "cs-mark-menu.h"
#include "cs-scroll.h"

#include <glib/gi18n.h>

/* The toolkit's list takes seconds for thousands of rows: so many are made, round the current one,
 * of which so many stand above it. */
#define MOST_ROWS 200
#define ABOVE 60

struct _CsChangesPane {
  GtkWidget parent_instance;
  GtkWidget *head, *count, *scrolled, *list, *empty;
  GtkWidget *earlier, *later; /* buttons */
  GtkWidget *scope, *all;     /* what is listed: the choice, and one of its two buttons */
  guint first;                /* place of the first change that has a row */
  CsReview *review;
  gboolean following, asking, editing, narrow;
  GtkWidget *root; /* that the keys of a question are caught at; NULL when nothing is asked */
  GtkEventController *keys;
};

G_DEFINE_FINAL_TYPE (CsChangesPane, cs_changes_pane, GTK_TYPE_WIDGET)

static CsChangeRow *
row_at (CsChangesPane *self, guint n)
{
  return CS_CHANGE_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int)n));
}

/* --- waiting for a category --- */

static void
stop_asking (CsChangesPane *self)
{
  self->asking = FALSE;
  if (self->root != NULL)
    gtk_widget_remove_controller (self->root, self->keys);
  self->root = NULL;
  self->keys = NULL;
}

static void show_current (CsChangesPane *self);

static void
say (CsChangesPane *self, const char *sentence)
{
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (window != NULL)
    cs_main_window_toast (window, sentence, NULL, NULL);
}

static void
answer (CsChangesPane *self, const char *category)
{
  const CsReviewRow *row = cs_review_current (self->review);
  if (row != NULL && !cs_review_row_may_be (row, category)) {
    say (self, _ ("A mark that is there was not missed: press 2 to 6, or Esc."));
    return;
  }
  stop_asking (self);
  cs_review_reject (self->review, category);
  show_current (self);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        CsChangesPane *self)
{
  gunichar digit = gdk_keyval_to_unicode (key);
  if (digit >= '1' && digit < '1' + g_strv_length ((char **)cs_remark_categories)) {
    answer (self, cs_remark_categories[digit - '1']);
    return TRUE;
  }
  if (key == GDK_KEY_Escape)
    return cs_changes_pane_cancel (self);
  return FALSE;
}

gboolean
cs_changes_pane_ask (CsChangesPane *self)
{
  const CsReviewRow *row = self->review != NULL ? cs_review_current (self->review) : NULL;
  if (row == NULL || row->own || self->asking)
    return FALSE;
  self->asking = TRUE;
  self->editing = FALSE;
  self->root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect (self->keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->root, self->keys);
  show_current (self);
  return TRUE;
}

gboolean
cs_changes_pane_asks (CsChangesPane *self)
{
  if (self->asking)
    say (self, _ ("What is wrong with it? Press a digit, or Esc."));
  return self->asking;
}

gboolean
cs_changes_pane_edit (CsChangesPane *self)
{
  const CsReviewRow *row = self->review != NULL ? cs_review_current (self->review) : NULL;
  if (row == NULL)
    return FALSE;
  stop_asking (self);
  self->editing = TRUE;
  show_current (self);
  return TRUE;
}

gboolean
cs_changes_pane_letter (CsChangesPane *self, gunichar letter)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  return row != NULL && gtk_widget_get_mapped (GTK_WIDGET (row)) &&
         cs_change_row_letter (CS_CHANGE_ROW (row), letter);
}

gboolean
cs_changes_pane_cancel (CsChangesPane *self)
{
  if (!self->asking)
    return FALSE;
  stop_asking (self);
  show_current (self);
  return TRUE;
}

static void
category_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsChangesPane *self = CS_CHANGES_PANE (widget);
  if (self->asking)
    answer (self, g_variant_get_string (target, NULL));
}

/* Letters of values; Enter and Tab do what they do everywhere on what sets one. */
static gboolean
letter_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
           CsChangesPane *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gunichar letter = g_unichar_tolower (gdk_keyval_to_unicode (key));
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  if (focus == NULL)
    return FALSE;
  if (gtk_widget_get_ancestor (focus, CS_TYPE_ATTRIBUTE_BOX) != NULL &&
      cs_focus_tab (focus, key, held))
    return TRUE;
  if (held != 0)
    return FALSE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    return !GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_activate (focus);
  return letter != 0 && cs_changes_pane_letter (self, letter);
}

/* --- showing --- */

static void
show_counts (CsChangesPane *self)
{
  CsReviewCounts counts = cs_review_counts (self->review);
  guint n = cs_review_rows (self->review)->len;
  g_autofree char *words = counts.open > 0 ? g_strdup_printf (_ ("%u · %u open"), n, counts.open)
                                           : g_strdup_printf ("%u", n);
  gtk_label_set_label (GTK_LABEL (self->count), words);
  gtk_widget_set_visible (self->empty, n == 0);
}

static void
show_rest (CsChangesPane *self)
{
  guint all = cs_review_rows (self->review)->len;
  guint after = all - self->first - MIN (all - self->first, MOST_ROWS);
  /* Translators: buttons over and under the list; %u is how many more there are. */
  g_autofree char *earlier = g_strdup_printf (
      ngettext ("%u earlier change", "%u earlier changes", self->first), self->first);
  g_autofree char *later =
      g_strdup_printf (ngettext ("%u later change", "%u later changes", after), after);
  gtk_button_set_label (GTK_BUTTON (self->earlier), earlier);
  gtk_button_set_label (GTK_BUTTON (self->later), later);
  gtk_widget_set_visible (self->earlier, self->first > 0);
  gtk_widget_set_visible (self->later, after > 0);
}

/* Rows are kept where they can be, so that nothing jumps and the focus stays. */
static void
fill (CsChangesPane *self)
{
  GPtrArray *rows = cs_review_rows (self->review);
  self->first = MIN (self->first, rows->len - MIN (rows->len, MOST_ROWS));
  guint count = MIN (rows->len - self->first, MOST_ROWS);
  for (guint i = 0; i < count; i++) {
    CsChangeRow *row = row_at (self, i);
    if (row == NULL) {
      row = cs_change_row_new ();
      cs_change_row_set_narrow (row, self->narrow);
      gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
    }
    cs_change_row_show (row, rows->pdata[self->first + i]);
  }
  gboolean following = self->following;
  self->following = TRUE;
  while (row_at (self, count) != NULL) {
    cs_focus_outlive (GTK_WIDGET (row_at (self, count)));
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row_at (self, count)));
  }
  self->following = following;
  show_rest (self);
}

/* The rows are about others then. What was typed in one is set by folding it, which may show all of
 * them anew. */
static void
move_rows (CsChangesPane *self, guint first)
{
  for (guint i = 0; row_at (self, i) != NULL; i++)
    cs_change_row_set_state (row_at (self, i), cs_review_model (self->review),
                             CS_CHANGE_ROW_FOLDED);
  self->first = first;
  fill (self);
}

static void
bring_current (CsChangesPane *self)
{
  guint at = 0;
  const CsReviewRow *current = cs_review_current (self->review);
  if (current != NULL && g_ptr_array_find (cs_review_rows (self->review), current, &at) &&
      (at < self->first || at >= self->first + MOST_ROWS))
    move_rows (self, at > ABOVE ? at - ABOVE : 0);
}

static void
mark_current (CsChangesPane *self)
{
  CsCaseModel *model = cs_review_model (self->review);
  gboolean following = self->following;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, self->list);
  self->following = TRUE;
  if (cs_review_current (self->review) == NULL)
    gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
  for (guint i = 0; row_at (self, i) != NULL; i++) {
    CsChangeRow *row = row_at (self, i);
    /* A row that is folded sets what was typed in it, which makes the rows anew. */
    const CsReviewRow *current = cs_review_current (self->review);
    gboolean here = current != NULL && cs_change_row_get (row) == current;
    cs_change_row_set_state (row, model,
                             !here           ? CS_CHANGE_ROW_FOLDED
                             : self->asking  ? CS_CHANGE_ROW_ASKING
                             : self->editing ? CS_CHANGE_ROW_EDITING
                                             : CS_CHANGE_ROW_OPEN);
    if (!here)
      continue;
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
    /* Who works in the list stays in it; who works on the canvas stays there. */
    focus = inside ? gtk_root_get_focus (root) : NULL;
    if (inside && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (row))))
      gtk_widget_grab_focus (GTK_WIDGET (row));
    cs_scroll_show (GTK_SCROLLED_WINDOW (self->scrolled), gtk_widget_get_parent (self->list),
                    GTK_WIDGET (row));
  }
  self->following = following;
}

static void
show_current (CsChangesPane *self)
{
  bring_current (self);
  mark_current (self);
}

static void
earlier_cb (CsChangesPane *self)
{
  move_rows (self, self->first - MIN (self->first, MOST_ROWS / 2));
  mark_current (self);
}

static void
later_cb (CsChangesPane *self)
{
  move_rows (self, self->first + MOST_ROWS / 2);
  mark_current (self);
}

static void
scope_cb (CsChangesPane *self)
{
  if (self->review != NULL)
    cs_review_show_all (self->review, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->all)));
}

static void
show_scope (CsChangesPane *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->all), cs_review_shows_all (self->review));
  gtk_widget_set_visible (self->scope, cs_review_has_known (self->review));
}

static void
show_rows (CsChangesPane *self)
{
  show_scope (self);
  fill (self);
  show_counts (self);
  show_current (self);
}

static void
rows_cb (CsReview *review, CsChangesPane *self)
{
  stop_asking (self);
  show_rows (self);
}

static void
verdicts_cb (CsReview *review, CsChangesPane *self)
{
  show_rows (self);
}

static void
current_cb (CsReview *review, CsChangesPane *self)
{
  stop_asking (self);
  self->editing = FALSE;
  show_current (self);
}

static void
life_cb (CsCaseModel *model, CsChangesPane *self)
{
  for (guint i = 0; row_at (self, i) != NULL; i++)
    cs_change_row_show_credit (row_at (self, i), model);
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, CsChangesPane *self)
{
  if (!self->following && row != NULL)
    cs_review_go (self->review, cs_change_row_get (CS_CHANGE_ROW (row)));
}

static void
forget (CsChangesPane *self)
{
  stop_asking (self);
  self->editing = FALSE;
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (cs_review_model (self->review), self);
  g_clear_object (&self->review);
  self->following = TRUE;
  while (row_at (self, 0) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row_at (self, 0)));
  self->following = FALSE;
}

void
cs_changes_pane_set_review (CsChangesPane *self, CsReview *review)
{
  forget (self);
  if (review == NULL)
    return;
  self->review = g_object_ref (review);
  self->first = 0;
  g_signal_connect (review, "rows", G_CALLBACK (rows_cb), self);
  g_signal_connect (review, "verdicts", G_CALLBACK (verdicts_cb), self);
  g_signal_connect (review, "current", G_CALLBACK (current_cb), self);
  g_signal_connect (cs_review_model (review), "life", G_CALLBACK (life_cb), self);
  show_rows (self);
}

void
cs_changes_pane_set_narrow (CsChangesPane *self, gboolean narrow)
{
  gtk_widget_set_visible (self->head, !narrow);
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  for (guint i = 0; self->review != NULL && row_at (self, i) != NULL; i++) {
    cs_change_row_set_state (row_at (self, i), cs_review_model (self->review),
                             CS_CHANGE_ROW_FOLDED);
    cs_change_row_set_narrow (row_at (self, i), narrow);
  }
  if (self->review != NULL)
    show_current (self);
}

void
cs_changes_pane_focus_current (CsChangesPane *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->list);
}

/* --- life --- */

static void
cs_changes_pane_dispose (GObject *object)
{
  CsChangesPane *self = CS_CHANGES_PANE (object);
  if (self->list != NULL)
    forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CHANGES_PANE);
  G_OBJECT_CLASS (cs_changes_pane_parent_class)->dispose (object);
}

static void
cs_changes_pane_class_init (CsChangesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_changes_pane_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/review/cs-changes-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CsChangesPane, head);
  gtk_widget_class_bind_template_child (widget_class, CsChangesPane, count);
  gtk_widget_class_bind_template_child (widget_class, CsChangesPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CsChangesPane, list);
  gtk_widget_class_bind_template_child (widget_class, CsChangesPane, empty);
  gtk_widget_class_bind_template_child (widget_class, CsChangesPane, earlier);
  gtk_widget_class_bind_template_child (widget_class, CsChangesPane, later);
  gtk_widget_class_bind_template_child (widget_class, CsChangesPane, scope);
  gtk_widget_class_bind_template_child (widget_class, CsChangesPane, all);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_install_action (widget_class, "review.category", "s", category_cb);
  cs_actions_bind (widget_class, CS_ACTION_READING);
  cs_actions_bind (widget_class, CS_ACTION_WALK);
}

static void
cs_changes_pane_init (CsChangesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_name (keys, "letters");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (letter_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  cs_mark_menu_listen (GTK_LIST_BOX (self->list));
  g_signal_connect (self->list, "row-selected", G_CALLBACK (selected_cb), self);
}
