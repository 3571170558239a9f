/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-items-page.h"
#include "cs-cut-label.h"
#include "cs-assign-dialog.h"
#include "cs-bulk-act.h"
#include "cs-case-list.h"
#include "cs-case-preview.h"
#include "cs-case-sorts.h"
#include "cs-case-table-job.h"
#include "cs-case-warm.h"
#include "cs-goal-dialog.h"
#include "cs-items-side.h"
#include "cs-letter-scale.h"
#include "cs-main-window.h"
#include "cs-row-name.h"
#include "cs-segment-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

/* Nothing was changed for so long. */
#define AHEAD_AFTER 700 /* milliseconds */

struct _CsItemsPage {
  AdwBin parent_instance;
  GtkWidget *side, *stack, *view, *bar, *selected, *priority, *due, *calendar, *preview, *nothing,
      *nothing_button;
  GtkColumnViewColumn *title_column, *state_column, *with_column, *marks_column, *what_column,
      *when_column;
  CsSession *session;
  CsCaseList *list;
  CsCaseEntry *current;
  gboolean moving, arranging, read, stale, want_focus;
  CsCaseWarm warm;
  guint ahead_source;
  gboolean ahead; /* it is being read, and nobody waits for it */
};

G_DEFINE_FINAL_TYPE (CsItemsPage, cs_items_page, ADW_TYPE_BIN)

static const CsSessionFacts *
facts_of (CsItemsPage *self)
{
  return self->session != NULL ? cs_session_facts (self->session) : NULL;
}

static gboolean
is_lead (CsItemsPage *self)
{
  const CsSessionFacts *facts = facts_of (self);
  return facts != NULL && facts->writable && (facts->roles & CS_ROLE_LEAD) != 0;
}

/* --- which are shown --- */

/* The key that the list knows; caller frees. */
static char *
list_key (CsItemsPage *self)
{
  const CsSessionFacts *facts = facts_of (self);
  const char *key = cs_items_side_key (CS_ITEMS_SIDE (self->side));
  if (!g_str_equal (key, "mine"))
    return g_strdup (key);
  return g_strconcat (CS_CASE_WITH, facts != NULL ? facts->handle : NULL, NULL);
}

static void
say_nothing (CsItemsPage *self, const char *title, const char *words, const char *button,
             const char *action)
{
  adw_status_page_set_title (ADW_STATUS_PAGE (self->nothing), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->nothing), words);
  gtk_widget_set_visible (self->nothing_button, button != NULL);
  if (button == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->nothing_button), button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->nothing_button), action);
}

static void
show_list_or_words (CsItemsPage *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint all = cs_case_list_total (self->list);
  if (!self->read) {
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "reading");
    return;
  }
  if (all == 0 && is_lead (self))
    say_nothing (self, _ ("No Cases Yet"), _ ("Bring in pictures, DICOM series or texts."),
                 _ ("Import…"), "win.import");
  else if (all == 0)
    say_nothing (self, _ ("No Cases for You"),
                 _ ("A lead brings cases in and says who is told of them."), NULL, NULL);
  else if (shown == 0 && cs_items_side_needle (CS_ITEMS_SIDE (self->side)) != NULL)
    say_nothing (self, _ ("Nothing Found"), _ ("No case here is called like that."),
                 _ ("Show All Cases"), "items.show-all");
  else if (shown == 0)
    say_nothing (self, _ ("No Case Here"), _ ("No case of this project stands there now."),
                 _ ("Show All Cases"), "items.show-all");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), shown > 0 ? "list" : "nothing");
}

static void show_bar (CsItemsPage *self);

/* What was seen there is another list now. */
static void
scroll_to_top (CsItemsPage *self)
{
  GtkWidget *rows = gtk_widget_get_last_child (self->view);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_widget_activate_action (rows, "list.scroll-to-item", "u", 0);
}

static void
filter_changed (CsItemsPage *self)
{
  g_autofree char *key = list_key (self);
  self->moving = TRUE;
  cs_case_list_filter (self->list, key, cs_items_side_needle (CS_ITEMS_SIDE (self->side)));
  self->moving = FALSE;
  scroll_to_top (self);
  show_list_or_words (self);
  show_bar (self);
}

static void
leave_search_cb (CsItemsSide *side, CsItemsPage *self)
{
  gtk_widget_grab_focus (self->view);
}

static void
show_side (CsItemsPage *self)
{
  cs_items_side_show (CS_ITEMS_SIDE (self->side), self->list, self->session, self->read);
}

void
cs_items_page_filter (CsItemsPage *self, const char *key)
{
  cs_items_side_choose (CS_ITEMS_SIDE (self->side), key);
  show_side (self);
  filter_changed (self);
}

static void
show_all_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_items_page_filter (CS_ITEMS_PAGE (widget), "all");
}

/* --- selection --- */

/* Those that are selected and at which somebody can still work: GArray of CsGid. */
static GArray *
open_cases (CsItemsPage *self)
{
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->list));
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (CsGid));
  GtkBitsetIter iter;
  guint position = 0;
  gboolean more = gtk_bitset_iter_init_first (&iter, set, &position);
  for (; more; more = gtk_bitset_iter_next (&iter, &position)) {
    const CsCaseRow *row = cs_case_list_line (self->list, position)->row;
    if (row->status == CS_CASE_WAITING || row->status == CS_CASE_HELD)
      g_array_append_val (cases, row->gid);
  }
  return cases;
}

static void
show_bar (CsItemsPage *self)
{
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->list));
  g_autoptr (GArray) open = open_cases (self);
  guint n = (guint)gtk_bitset_get_size (set);
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *some = cs_figure (n), *of = cs_figure (all), *may = cs_figure (open->len);
  g_autofree char *words =
      n == 0          ? g_strdup (_ ("Select cases to assign them"))
      : open->len < n ? g_strdup_printf (_ ("%s of %s selected, %s can be assigned"), some, of, may)
                      : g_strdup_printf (_ ("%s of %s selected"), some, of);
  gtk_label_set_label (GTK_LABEL (self->selected), words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.assign", open->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.priority", open->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.goal", open->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.segment", open->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.due", open->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.no-due", open->len > 0);
  gtk_widget_set_sensitive (self->priority, open->len > 0);
  gtk_widget_set_sensitive (self->due, open->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.clear", n > 0);
  /* It is there before anything is selected: the list does not move under the second click. */
  gtk_widget_set_visible (self->bar, is_lead (self));
}

/* The one that was just added, or the only one. */
static void
selected_cb (GtkSelectionModel *selection, guint position, guint n_items, CsItemsPage *self)
{
  if (self->moving)
    return; /* the same cases at other places */
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (selection);
  guint chosen = GTK_INVALID_LIST_POSITION;
  for (guint i = position; i < position + n_items && chosen == GTK_INVALID_LIST_POSITION; i++)
    if (gtk_bitset_contains (set, i))
      chosen = i;
  if (chosen == GTK_INVALID_LIST_POSITION && !gtk_bitset_is_empty (set))
    chosen = gtk_bitset_get_minimum (set);
  g_clear_object (&self->current);
  if (chosen != GTK_INVALID_LIST_POSITION)
    self->current = cs_case_list_hold (self->list, chosen);
  cs_case_preview_show (CS_CASE_PREVIEW (self->preview), self->session, self->current);
  show_bar (self);
}

static void
clear_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (CS_ITEMS_PAGE (widget)->list));
}

static void
assign_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsItemsPage *self = CS_ITEMS_PAGE (widget);
  g_autoptr (GArray) cases = open_cases (self);
  if (cases->len > 0)
    cs_assign_dialog_present (cs_main_window_of (widget), (const CsGid *)(gpointer)cases->data,
                              cases->len);
}

/* TARGET: -1, 0 or 1. */
static void
priority_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  g_autoptr (GArray) cases = open_cases (CS_ITEMS_PAGE (widget));
  if (cases->len > 0)
    cs_bulk_prioritise (cs_main_window_of (widget), (const CsGid *)(gpointer)cases->data,
                        cases->len, g_variant_get_int32 (target), NULL);
}

static void
goal_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  g_autoptr (GArray) cases = open_cases (CS_ITEMS_PAGE (widget));
  if (cases->len > 0)
    cs_goal_dialog_present (cs_main_window_of (widget), (const CsGid *)(gpointer)cases->data,
                            cases->len);
}

static void
segment_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  g_autoptr (GArray) cases = open_cases (CS_ITEMS_PAGE (widget));
  if (cases->len > 0)
    cs_segment_dialog_present (cs_main_window_of (widget), (const CsGid *)(gpointer)cases->data,
                               cases->len);
}

static void
set_due (CsItemsPage *self, int due)
{
  g_autoptr (GArray) cases = open_cases (self);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->due));
  if (cases->len > 0)
    cs_bulk_set_due (cs_main_window_of (GTK_WIDGET (self)), (const CsGid *)(gpointer)cases->data,
                     cases->len, due);
}

/* On the day that the calendar shows. */
static void
due_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsItemsPage *self = CS_ITEMS_PAGE (widget);
  int due = CS_DUE_NONE;
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
  g_autoptr (GError) error = NULL;
  if (cs_due_parse (text, &due, &error))
    set_due (self, due);
  else
    cs_main_window_tell_error (cs_main_window_of (widget), error);
}

static void
no_due_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  set_due (CS_ITEMS_PAGE (widget), CS_DUE_NONE);
}

static void
activate_cb (GtkColumnView *view, guint position, CsItemsPage *self)
{
  cs_main_window_open_case (cs_main_window_of (GTK_WIDGET (self)),
                            &cs_case_list_line (self->list, position)->row->gid, FALSE);
}

/* --- reading --- */

static void
focus_list (CsItemsPage *self)
{
  if (self->want_focus && gtk_widget_get_mapped (self->view))
    gtk_widget_grab_focus (self->view);
  self->want_focus = FALSE;
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsItemsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (CsCaseTable) table = value;
  if (self->session != CS_SESSION (source))
    return;
  self->ahead = FALSE;
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));
  if (g_error_matches (error, CS_ERROR, CS_ERROR_CANCELLED)) {
    if (!mapped)
      cs_items_page_refresh (self); /* it made room */
    return;
  }
  if (!ok) {
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
    return;
  }
  self->moving = TRUE;
  if (!self->read && !mapped)
    cs_case_warm_begin (&self->warm, self->list, self->view);
  cs_case_list_take (self->list, table, cs_session_env (self->session));
  self->moving = FALSE;
  if (self->current != NULL)
    cs_case_list_follow (self->list, self->current);
  self->read = TRUE;
  show_side (self);
  show_list_or_words (self);
  show_bar (self);
  if (self->current != NULL)
    cs_case_preview_show (CS_CASE_PREVIEW (self->preview), self->session, self->current);
  if (mapped)
    focus_list (self);
}

static void
read_cases (CsItemsPage *self, CsJobFlags flags)
{
  self->stale = FALSE;
  self->ahead = (flags & CS_JOB_AHEAD) != 0;
  CsJobSpec spec = cs_case_table_job (facts_of (self), cs_case_list_table (self->list));
  spec.flags = flags;
  cs_session_run_async (self->session, &spec, NULL, list_cb, g_object_ref (self));
}

static gboolean
ahead_cb (gpointer data)
{
  CsItemsPage *self = data;
  self->ahead_source = 0;
  if (facts_of (self) != NULL && self->stale)
    read_cases (self, CS_JOB_AHEAD);
  return G_SOURCE_REMOVE;
}

void
cs_items_page_come_near (CsItemsPage *self)
{
  if (self->stale)
    cs_items_page_refresh (self);
}

/* Not while a case is open: each act on it would read all of them again. */
void
cs_items_page_refresh (CsItemsPage *self)
{
  GtkWidget *pages = gtk_widget_get_parent (GTK_WIDGET (self));
  self->stale = TRUE;
  g_clear_handle_id (&self->ahead_source, g_source_remove);
  if (facts_of (self) == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_cases (self, 0);
  else if (pages != NULL && gtk_widget_get_mapped (pages))
    self->ahead_source = g_timeout_add (AHEAD_AFTER, ahead_cb, self);
}

static void
cs_items_page_map (GtkWidget *widget)
{
  CsItemsPage *self = CS_ITEMS_PAGE (widget);
  GTK_WIDGET_CLASS (cs_items_page_parent_class)->map (widget);
  self->want_focus = TRUE;
  cs_case_warm_end (&self->warm);
  if (self->stale || self->ahead)
    cs_items_page_refresh (self);
  else if (self->read)
    focus_list (self);
}

void
cs_items_page_set_session (CsItemsPage *self, CsSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  self->read = FALSE;
  self->stale = TRUE;
  self->ahead = FALSE;
  cs_case_warm_end (&self->warm);
  g_clear_object (&self->current);
  cs_case_preview_show (CS_CASE_PREVIEW (self->preview), NULL, NULL);
  cs_case_list_take (self->list, NULL, NULL);
  cs_items_page_filter (self, "all");
}

void
cs_items_page_search (CsItemsPage *self)
{
  self->want_focus = FALSE;
  cs_items_side_search (CS_ITEMS_SIDE (self->side));
}

/* For usual letters. */
static void
set_width (GtkWidget *widget, int width)
{
  gtk_widget_set_size_request (widget, cs_letter_scaled (widget, width), -1);
}

static void
set_column (GtkWidget *page, GtkColumnViewColumn *column, int width)
{
  gtk_column_view_column_set_fixed_width (column, cs_letter_scaled (page, width));
}

void
cs_items_page_set_room (CsItemsPage *self, gboolean wide, gboolean tight, gboolean slim)
{
  GtkWidget *page = GTK_WIDGET (self);
  set_width (self->side, wide ? 236 : tight ? 150 : 196);
  set_width (self->preview, wide ? 384 : tight ? 252 : 288);
  gtk_widget_set_visible (self->preview, !slim);
  set_column (page, self->state_column, tight ? 150 : 204);
  set_column (page, self->with_column, wide ? 150 : tight ? 104 : 124);
  set_column (page, self->marks_column, 70);
  /* The preview says them, too; the name of a case is what it is found by. GTK 4.8 keeps the width
   * of a column that is not seen. */
  set_column (page, self->what_column, wide ? 200 : tight ? 0 : 172);
  set_column (page, self->when_column, wide ? 130 : tight ? 0 : 84);
  gtk_column_view_column_set_visible (self->what_column, !tight);
  gtk_column_view_column_set_visible (self->when_column, !tight);
}

/* --- life --- */

static void
sort_list (CsItemsPage *self, const CsCaseSort *sorts, guint n)
{
  self->moving = TRUE;
  cs_case_list_sort (self->list, sorts, n);
  self->moving = FALSE;
  scroll_to_top (self);
}

static void
sort_cb (GtkSorter *sorter, GtkSorterChange change, CsItemsPage *self)
{
  CsCaseSort sorts[CS_CASE_COLUMNS];
  if (self->view == NULL)
    return; /* the columns go with the page */
  guint n = cs_case_sorts_read (sorter, sorts);
  if (self->arranging)
    return;
  cs_items_side_sorted (CS_ITEMS_SIDE (self->side), sorts, n);
  sort_list (self, sorts, n);
}

/* A saved filter brings its order along. The heading shows by what is sorted first; the toolkit
 * has no way to say the others. */
static void
arrange_cb (CsItemsSide *side, CsItemsPage *self)
{
  guint n = 0;
  const CsCaseSort *sorts = cs_items_side_sorts (side, &n);
  GtkColumnViewColumn *const columns[CS_CASE_COLUMNS] = {
    [CS_CASE_COLUMN_TITLE] = self->title_column, [CS_CASE_COLUMN_STATE] = self->state_column,
    [CS_CASE_COLUMN_WITH] = self->with_column,   [CS_CASE_COLUMN_MARKS] = self->marks_column,
    [CS_CASE_COLUMN_WHAT] = self->what_column,   [CS_CASE_COLUMN_WHEN] = self->when_column,
  };
  self->arranging = TRUE;
  gtk_column_view_sort_by_column (
      GTK_COLUMN_VIEW (self->view), n > 0 ? columns[sorts[0].column] : NULL,
      n > 0 && sorts[0].descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->arranging = FALSE;
  sort_list (self, sorts, n);
}

static void
build_models (CsItemsPage *self)
{
  cs_case_sorts_add (self->title_column, CS_CASE_COLUMN_TITLE);
  cs_case_sorts_add (self->state_column, CS_CASE_COLUMN_STATE);
  cs_case_sorts_add (self->with_column, CS_CASE_COLUMN_WITH);
  cs_case_sorts_add (self->marks_column, CS_CASE_COLUMN_MARKS);
  cs_case_sorts_add (self->what_column, CS_CASE_COLUMN_WHAT);
  cs_case_sorts_add (self->when_column, CS_CASE_COLUMN_WHEN);
  self->list = cs_case_list_new ();
  g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), "changed",
                           G_CALLBACK (sort_cb), self, 0);
  g_signal_connect (self->list, "selection-changed", G_CALLBACK (selected_cb), self);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->list));
}

static void
cs_items_page_dispose (GObject *object)
{
  CsItemsPage *self = CS_ITEMS_PAGE (object);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_handle_id (&self->ahead_source, g_source_remove);
  cs_case_warm_end (&self->warm);
  g_clear_object (&self->session);
  g_clear_object (&self->current);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_ITEMS_PAGE);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (cs_items_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, side);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, view);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, selected);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, priority);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, due);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, preview);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, nothing_button);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, title_column);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, state_column);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, with_column);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, marks_column);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, what_column);
  gtk_widget_class_bind_template_child (widget_class, CsItemsPage, when_column);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, leave_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, arrange_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
cs_items_page_class_init (CsItemsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_items_page_dispose;
  widget_class->map = cs_items_page_map;
  g_type_ensure (CS_TYPE_CASE_PREVIEW);
  g_type_ensure (CS_TYPE_CASE_ENTRY);
  g_type_ensure (CS_TYPE_ITEMS_SIDE);
  g_type_ensure (CS_TYPE_ROW_NAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-items-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "items.clear", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "items.show-all", NULL, show_all_cb);
  gtk_widget_class_install_action (widget_class, "items.assign", NULL, assign_cb);
  gtk_widget_class_install_action (widget_class, "items.priority", "i", priority_cb);
  gtk_widget_class_install_action (widget_class, "items.goal", NULL, goal_cb);
  gtk_widget_class_install_action (widget_class, "items.segment", NULL, segment_cb);
  gtk_widget_class_install_action (widget_class, "items.due", NULL, due_cb);
  gtk_widget_class_install_action (widget_class, "items.no-due", NULL, no_due_cb);
}

/* The toolkit makes the row of headings and the list below it, and names them after a class. */
static void
name_parts (GtkWidget *view)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (view)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Columns"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_last_child (view)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cases"), -1);
}

static void
cs_items_page_init (CsItemsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_cut_label (GTK_LABEL (self->selected));
  name_parts (self->view);
  build_models (self);
  cs_items_page_set_room (self, TRUE, FALSE, FALSE);
}
