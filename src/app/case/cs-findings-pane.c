/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-findings-pane.h"
#include "cs-case-same.h"
#include "cs-focus.h"
#include "cs-actions.h"
#include "cs-finding-row.h"
#include "cs-key-words.h"
#include "cs-mark-menu.h"
#include "cs-scroll.h"
#include "cs-suggestions-list.h"

#include <glib/gi18n.h>

/* Rows made before anything else happens; the rest follows when there is time. */
#define AT_ONCE 60
/* Of more marks than this the list shows so many, round the one that is selected. */
#define MOST_ROWS 200
#define ABOVE 6      /* of them before one that was selected elsewhere */
#define AT_A_JUMP 18 /* ready before anything else happens then: as many as are seen */

struct _CsFindingsPane {
  GtkWidget parent_instance;
  GtkWidget *head, *count, *add, *several, *scrolled, *marks, *empty;
  GtkWidget *earlier, *later; /* buttons */
  CsSuggestionsList *suggestions;
  CsCaseModel *model;
  GHashTable *rows; /* &id of a row -> CsFindingRow; the rows below these are left over */
  guint64 opened;   /* mark whose row is open; 0: none is */
  guint filling;    /* source */
  guint first;      /* place in the order of the first mark that has a row */
  gboolean following;
};

G_DEFINE_FINAL_TYPE (CsFindingsPane, cs_findings_pane, GTK_TYPE_WIDGET)

/* --- the list of marks --- */

static CsFindingRow *
row_of (CsFindingsPane *self, guint64 id)
{
  return g_hash_table_lookup (self->rows, &id);
}

/* The marks that have rows, or will. */
static const guint64 *
listed (CsFindingsPane *self, guint *ret_count)
{
  guint count = 0;
  const guint64 *ids = cs_case_model_order (self->model, &count);
  self->first = count > MOST_ROWS ? MIN (self->first, count - AT_A_JUMP) : 0;
  *ret_count = MIN (count - self->first, MOST_ROWS);
  return count > 0 ? ids + self->first : NULL;
}

/* Of the mark that is selected, the main one of several; or NULL. */
static CsFindingRow *
main_row (CsFindingsPane *self)
{
  guint64 id = self->model != NULL ? cs_case_model_selected (self->model) : 0;
  return id != 0 ? row_of (self, id) : NULL;
}

/* A row that has the focus hands it to its neighbour before it goes, the last one to the canvas:
 * keys would go nowhere. */
static void
hand_focus_on (CsFindingsPane *self, GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus == NULL || (focus != row && !gtk_widget_is_ancestor (focus, row)))
    return;
  GtkWidget *other = gtk_widget_get_next_sibling (row);
  if (other == NULL)
    other = gtk_widget_get_prev_sibling (row);
  if (other == NULL || !gtk_widget_grab_focus (other))
    gtk_widget_activate_action (GTK_WIDGET (self), "case.focus-place", NULL);
}

static void
remove_gone (CsFindingsPane *self)
{
  GHashTableIter iter;
  gpointer row;
  guint count = 0;
  const guint64 *ids = listed (self, &count);
  g_autoptr (GHashTable) here = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < count; i++)
    g_hash_table_add (here, (gpointer)&ids[i]);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row)) {
    guint64 id = cs_finding_row_id (row);
    if (g_hash_table_contains (here, &id))
      continue;
    hand_focus_on (self, row);
    self->following = TRUE;
    gtk_list_box_remove (GTK_LIST_BOX (self->marks), row);
    self->following = FALSE;
    g_hash_table_iter_remove (&iter);
  }
}

static void
add_row (CsFindingsPane *self, guint64 id, int at)
{
  CsFindingRow *row = cs_finding_row_new ();
  cs_finding_row_show_mark (row, self->model, id);
  gtk_list_box_insert (GTK_LIST_BOX (self->marks), GTK_WIDGET (row), at);
  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
}

static gboolean
is_left_over (CsFindingsPane *self, GtkListBoxRow *row)
{
  return row_of (self, cs_finding_row_id (CS_FINDING_ROW (row))) != CS_FINDING_ROW (row);
}

/* Another mark in a row that is left over costs a fraction of another row. */
static void
put_row (CsFindingsPane *self, guint64 id, int at)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->marks), at);
  if (row == NULL || !is_left_over (self, row)) {
    add_row (self, id, at);
    return;
  }
  cs_finding_row_show_mark (CS_FINDING_ROW (row), self->model, id);
  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
}

/* Makes rows that are missing, at most N; FALSE when there is none left. */
static gboolean
fill (CsFindingsPane *self, guint n)
{
  guint count = 0;
  const guint64 *ids = listed (self, &count);
  for (guint i = 0; i < count; i++) {
    if (row_of (self, ids[i]) != NULL)
      continue;
    if (n-- == 0)
      return TRUE;
    put_row (self, ids[i], (int)i);
  }
  GtkListBoxRow *row;
  self->following = TRUE;
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->marks), (int)count)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->marks), GTK_WIDGET (row));
  self->following = FALSE;
  return FALSE;
}

static void show_selection (CsFindingsPane *self);

static gboolean
fill_cb (gpointer data)
{
  CsFindingsPane *self = data;
  if (fill (self, AT_ONCE))
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  show_selection (self);
  return G_SOURCE_REMOVE;
}

static void
fill_later (CsFindingsPane *self)
{
  if (self->filling == 0)
    self->filling = g_idle_add (fill_cb, self);
}

/* How one begins, where the person looks. */
static const char *
invitation (CsFindingsPane *self)
{
  guint at = cs_case_model_place (self->model, NULL);
  if (!g_str_equal (cs_case_model_item (self->model, at)->row->kind, "text"))
    return _ ("Nothing is marked yet. Draw on the picture, or choose a label with {mark.label}.");
  const CsSchema *schema = cs_case_model_schema (self->model);
  return schema != NULL && cs_schema_text_label (schema, 0) != NULL
             ? _ ("Nothing is marked yet. Select words, then choose a label by its key.")
             : _ ("No label of this project is for words. Say below what there is to say of the "
                  "text.");
}

static void
show_rest (CsFindingsPane *self)
{
  guint all = 0, count = 0;
  cs_case_model_order (self->model, &all);
  listed (self, &count);
  guint after = all - self->first - count;
  /* TRANSLATORS: buttons over and under the list; %u is how many more there are. */
  g_autofree char *earlier = g_strdup_printf (
      ngettext ("%u earlier finding", "%u earlier findings", self->first), self->first);
  g_autofree char *later =
      g_strdup_printf (ngettext ("%u later finding", "%u later findings", after), after);
  gtk_button_set_label (GTK_BUTTON (self->earlier), earlier);
  gtk_button_set_label (GTK_BUTTON (self->later), later);
  gtk_widget_set_visible (self->earlier, self->first > 0);
  gtk_widget_set_visible (self->later, after > 0);
}

static void
show_counts (CsFindingsPane *self)
{
  show_rest (self);
  guint n = cs_case_model_findings (self->model), ties = cs_case_model_relations (self->model);
  gboolean may = cs_case_model_may_edit (self->model);
  g_autofree char *apart =
      /* Translators: after the number of marks. */
      ties > 0 ? g_strdup_printf (ngettext (", %u relation", ", %u relations", ties), ties)
               : g_strdup ("");
  g_autofree char *words = g_strdup_printf ("%u%s", n, apart);
  gtk_label_set_label (GTK_LABEL (self->count), words);
  gtk_widget_set_visible (self->add, may);
  gtk_widget_set_visible (self->empty, n + ties == 0);
  const char *note =
      cs_case_model_answer_note (self->model, cs_case_model_place (self->model, NULL));
  const char *sentence = may ? invitation (self) : _ ("Nothing is marked.");
  cs_key_words_set (self->empty, "label", note != NULL ? note : sentence);
}

static void
show_marks (CsFindingsPane *self)
{
  guint count = 0;
  const guint64 *ids = listed (self, &count);
  remove_gone (self);
  for (guint i = 0; i < count; i++) {
    CsFindingRow *row = row_of (self, ids[i]);
    if (row != NULL)
      cs_finding_row_show_mark (row, self->model, ids[i]);
  }
  if (fill (self, AT_ONCE))
    fill_later (self);
  show_counts (self);
}

/* --- selection --- */

/* How many, where it is not one: what is done next is done to all of them. */
static void
show_several (CsFindingsPane *self)
{
  guint n = cs_case_model_n_selected (self->model);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u mark selected", "%u marks selected", n), n);
  gtk_label_set_label (GTK_LABEL (self->several), words);
  gtk_widget_set_visible (self->several, n > 1);
}

/* Rows are selected as their marks are. */
static void
follow_rows (CsFindingsPane *self)
{
  GHashTableIter iter;
  gpointer data;
  self->following = TRUE;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &data)) {
    GtkListBoxRow *row = data;
    guint64 id = cs_finding_row_id (data);
    gboolean selected = cs_case_model_is_selected (self->model, id);
    if (gtk_list_box_row_is_selected (row) == selected)
      continue;
    if (selected)
      gtk_list_box_select_row (GTK_LIST_BOX (self->marks), row);
    else
      gtk_list_box_unselect_row (GTK_LIST_BOX (self->marks), row);
    if (cs_mark_set_get (cs_case_model_marks (self->model), id) != NULL)
      cs_finding_row_show_mark (data, self->model, id);
  }
  self->following = FALSE;
}

/* All rows are left over, for the list goes on somewhere else. */
static void
leave_rows (CsFindingsPane *self)
{
  CsFindingRow *open = self->opened != 0 ? row_of (self, self->opened) : NULL;
  if (open != NULL)
    cs_finding_row_set_open (open, self->model, FALSE);
  self->opened = 0;
  self->following = TRUE;
  gtk_list_box_unselect_all (GTK_LIST_BOX (self->marks));
  self->following = FALSE;
  g_hash_table_remove_all (self->rows);
}

/* What is selected elsewhere has a row. */
static void
go_to_selected (CsFindingsPane *self)
{
  guint count = 0, at = 0;
  const guint64 *ids = cs_case_model_order (self->model, &count);
  guint64 id = cs_case_model_selected (self->model);
  while (at < count && ids[at] != id)
    at++;
  if (count <= MOST_ROWS || at == count ||
      (at >= self->first && at < self->first + MOST_ROWS && row_of (self, id) != NULL))
    return;
  gboolean within = gtk_widget_get_focus_child (self->marks) != NULL;
  leave_rows (self);
  self->first = at > ABOVE ? at - ABOVE : 0;
  if (fill (self, AT_A_JUMP))
    fill_later (self);
  show_rest (self);
  if (within)
    gtk_widget_grab_focus (GTK_WIDGET (row_of (self, id)));
}

static void
step (CsFindingsPane *self, guint first)
{
  self->first = first;
  remove_gone (self);
  fill (self, G_MAXUINT);
  show_rest (self);
}

static void
earlier_cb (CsFindingsPane *self)
{
  step (self, self->first - MIN (self->first, MOST_ROWS / 2));
}

static void
later_cb (CsFindingsPane *self)
{
  step (self, self->first + MOST_ROWS / 2);
}

static void
show_selection (CsFindingsPane *self)
{
  CsFindingRow *row = main_row (self);
  guint64 id = row != NULL ? cs_finding_row_id (row) : 0;
  CsFindingRow *before =
      self->opened != 0 && self->opened != id ? row_of (self, self->opened) : NULL;
  show_several (self);
  follow_rows (self);
  if (before != NULL)
    cs_finding_row_set_open (before, self->model, FALSE);
  self->opened = id;
  if (row == NULL)
    return;
  cs_finding_row_set_open (row, self->model, TRUE);
  cs_scroll_show (GTK_SCROLLED_WINDOW (self->scrolled), gtk_widget_get_parent (self->marks),
                  GTK_WIDGET (row));
}

/* What is selected beside rows and has none stays selected. */
static void
add_unlisted (CsFindingsPane *self, GArray *ids)
{
  guint n = 0;
  const guint64 *others = cs_case_model_selected_others (self->model, &n);
  for (guint i = 0; i < n; i++)
    if (row_of (self, others[i]) == NULL)
      g_array_append_val (ids, others[i]);
}

/* With several the main one is where the keys are. */
static void
marks_selected_cb (GtkListBox *list, CsFindingsPane *self)
{
  if (self->following || self->model == NULL)
    return;
  g_autoptr (GList) rows = gtk_list_box_get_selected_rows (list);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (list));
  guint64 main = 0;
  for (GList *at = rows; at != NULL; at = at->next) {
    guint64 id = cs_finding_row_id (at->data);
    if (is_left_over (self, at->data))
      continue;
    g_array_append_val (ids, id);
    if (main == 0 || at->data == focus)
      main = id;
  }
  if (ids->len <= 1) {
    cs_case_model_select (self->model, main, main != 0);
    return;
  }
  add_unlisted (self, ids);
  cs_case_model_go_mark (self->model, main);
  cs_case_model_select_many (self->model, (const guint64 *)(gpointer)ids->data, ids->len, main);
}

/* Enter and a second click: to its place, with the canvas ready. */
static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, CsFindingsPane *self)
{
  gtk_widget_activate_action (
      GTK_WIDGET (self), cs_case_same_can_take (self->model) ? "mark.same" : "mark.zoom-to", NULL);
}

void
cs_findings_pane_go_suggestion (CsFindingsPane *self)
{
  cs_suggestions_list_go_first (self->suggestions);
}

/* The selected row, else the first one, else what can be pressed within: asked of the pane itself,
 * GTK would come back here for ever. */
static gboolean
cs_findings_pane_grab_focus (GtkWidget *widget)
{
  CsFindingsPane *self = CS_FINDINGS_PANE (widget);
  GtkWidget *suggestions = GTK_WIDGET (self->suggestions);
  GtkWidget *row = GTK_WIDGET (main_row (self));
  if (row == NULL && self->model != NULL && cs_case_model_suggestion (self->model) != NULL &&
      gtk_widget_grab_focus (suggestions))
    return TRUE;
  if (row == NULL)
    row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->marks), 0));
  return (row != NULL && gtk_widget_grab_focus (row)) || gtk_widget_grab_focus (suggestions) ||
         gtk_widget_child_focus (gtk_widget_get_first_child (widget), GTK_DIR_TAB_FORWARD);
}

/* --- the model --- */

static void
marks_cb (CsCaseModel *model, CsFindingsPane *self)
{
  show_marks (self);
}

static void
selection_cb (CsCaseModel *model, CsFindingsPane *self)
{
  go_to_selected (self);
  show_selection (self);
}

static void
life_cb (CsCaseModel *model, CsFindingsPane *self)
{
  CsFindingRow *row = main_row (self);
  if (row != NULL)
    cs_finding_row_show_mark (row, model, cs_finding_row_id (row));
}

static void
counts_cb (CsCaseModel *model, CsFindingsPane *self)
{
  show_counts (self);
}

static void
forget (CsFindingsPane *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  self->following = TRUE;
  g_hash_table_remove_all (self->rows);
  GtkListBoxRow *row;
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->marks), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->marks), GTK_WIDGET (row));
  self->following = FALSE;
  cs_suggestions_list_set_model (self->suggestions, NULL);
  self->opened = self->first = 0;
  g_clear_object (&self->model);
}

void
cs_findings_pane_set_model (CsFindingsPane *self, CsCaseModel *model)
{
  forget (self);
  if (model == NULL)
    return;
  self->model = g_object_ref (model);
  g_signal_connect (model, "marks", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "selection", G_CALLBACK (selection_cb), self);
  g_signal_connect (model, "review", G_CALLBACK (counts_cb), self);
  g_signal_connect (model, "place", G_CALLBACK (counts_cb), self);
  g_signal_connect (model, "life", G_CALLBACK (life_cb), self);
  cs_suggestions_list_set_model (self->suggestions, model);
  show_marks (self);
  go_to_selected (self);
  show_selection (self);
}

void
cs_findings_pane_set_headed (CsFindingsPane *self, gboolean headed)
{
  gtk_widget_set_visible (self->head, headed);
}

void
cs_findings_pane_go_attribute (CsFindingsPane *self)
{
  if (self->model == NULL)
    return;
  go_to_selected (self);
  fill (self, G_MAXUINT); /* it may be one that is made later */
  show_selection (self);
  CsFindingRow *row = main_row (self);
  if (row != NULL && !cs_finding_row_focus_missing (row))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- keys --- */

gboolean
cs_findings_pane_letter (CsFindingsPane *self, gunichar letter)
{
  CsFindingRow *row = main_row (self);
  return row != NULL && gtk_widget_get_mapped (GTK_WIDGET (row)) &&
         cs_finding_row_letter (row, letter);
}

/* The list would select all its rows; beside a picture the key is about the slice, as on it. */
static gboolean
select_all_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
               CsFindingsPane *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  guint at = self->model != NULL ? cs_case_model_place (self->model, NULL) : 0;
  if (self->model == NULL || held != GDK_CONTROL_MASK || gdk_keyval_to_lower (key) != GDK_KEY_a ||
      cs_case_model_item (self->model, at)->text != NULL)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "mark.select-all", NULL);
  return TRUE;
}

/* Letters of attributes; Tab and Enter do what they do everywhere. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        CsFindingsPane *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  gunichar letter = g_unichar_tolower (gdk_keyval_to_unicode (key));
  if (held == 0 && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)) {
    GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
    return focus != NULL && gtk_widget_activate (focus);
  }
  if (cs_focus_tab (GTK_WIDGET (self), key, held))
    return TRUE;
  return held == 0 && letter != 0 && cs_findings_pane_letter (self, letter);
}

/* --- life --- */

static void
cs_findings_pane_dispose (GObject *object)
{
  CsFindingsPane *self = CS_FINDINGS_PANE (object);
  if (self->marks != NULL)
    forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_FINDINGS_PANE);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (cs_findings_pane_parent_class)->dispose (object);
}

static void
cs_findings_pane_class_init (CsFindingsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_findings_pane_dispose;
  widget_class->focus = cs_focus_within;
  widget_class->grab_focus = cs_findings_pane_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (CS_TYPE_SUGGESTIONS_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/case/cs-findings-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, head);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, count);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, add);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, several);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, marks);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, empty);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, earlier);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, later);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsPane, suggestions);
  cs_actions_bind (widget_class, CS_ACTION_READING);
  cs_actions_bind (widget_class, CS_ACTION_WALK);
}

static void
cs_findings_pane_init (CsFindingsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_mark_menu_listen (GTK_LIST_BOX (self->marks));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_name (keys, "letters");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  GtkEventController *all = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (all, GTK_PHASE_CAPTURE);
  g_signal_connect (all, "key-pressed", G_CALLBACK (select_all_cb), self);
  gtk_widget_add_controller (self->marks, all);
  g_signal_connect (self->marks, "selected-rows-changed", G_CALLBACK (marks_selected_cb), self);
  g_signal_connect (self->marks, "row-activated", G_CALLBACK (activated_cb), self);
}
