/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-suggestions-list.h"
#include "cs-finding-row.h"
#include "cs-focus.h"
#include "cs-mark-menu.h"
#include "cs-scroll.h"

#include <glib/gi18n.h>

/* Rows made before anything else happens; the rest follows when there is time. */
#define AT_ONCE 60

struct _CsSuggestionsList {
  GtkWidget parent_instance;
  GtkWidget *head, *count, *list;
  CsCaseModel *model;
  GHashTable *rows;   /* Offer of a row -> CsFindingRow */
  CsSchema *schema;   /* that the rows name their labels by */
  CsFindingRow *open; /* NULL: none is */
  guint filling;      /* source */
  gboolean following;
};

/* What stays the same of a suggestion when the case is read again. */
typedef struct {
  CsHash suggestion;
  guint64 mark;
} Offer;

G_DEFINE_FINAL_TYPE (CsSuggestionsList, cs_suggestions_list, GTK_TYPE_WIDGET)

static guint
offer_hash (gconstpointer data)
{
  const Offer *offer = data;
  return cs_hash_hash_func (&offer->suggestion) ^ g_int64_hash (&offer->mark);
}

static gboolean
offer_equal (gconstpointer a, gconstpointer b)
{
  const Offer *one = a, *other = b;
  return one->mark == other->mark && cs_hash_equal (&one->suggestion, &other->suggestion);
}

static Offer
offer_of (const CsSuggestionRow *suggestion)
{
  return (Offer){ .suggestion = suggestion->suggestion, .mark = suggestion->mark->id };
}

static CsFindingRow *
row_of (CsSuggestionsList *self, const CsSuggestionRow *suggestion)
{
  if (suggestion == NULL)
    return NULL;
  Offer offer = offer_of (suggestion);
  return g_hash_table_lookup (self->rows, &offer);
}

static void
add_row (CsSuggestionsList *self, const CsSuggestionRow *suggestion, int at)
{
  CsFindingRow *row = cs_finding_row_new ();
  Offer offer = offer_of (suggestion);
  cs_finding_row_show_suggestion (row, self->model, suggestion);
  gtk_list_box_insert (GTK_LIST_BOX (self->list), GTK_WIDGET (row), at);
  g_hash_table_insert (self->rows, g_memdup2 (&offer, sizeof offer), row);
}

/* Makes rows that are missing, at most N; FALSE when there is none left. */
static gboolean
fill (CsSuggestionsList *self, guint n)
{
  GPtrArray *all = cs_case_model_view (self->model)->suggestions;
  int at = 0;
  for (guint i = 0; i < all->len; i++) {
    const CsSuggestionRow *suggestion = all->pdata[i];
    if (suggestion->state != CS_SUGGESTION_OPEN)
      continue;
    if (row_of (self, suggestion) == NULL) {
      if (n-- == 0)
        return TRUE;
      add_row (self, suggestion, at);
    }
    at++;
  }
  return FALSE;
}

static GtkScrolledWindow *
scrolled_of (CsSuggestionsList *self)
{
  return GTK_SCROLLED_WINDOW (
      gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW));
}

static void
open_row (CsSuggestionsList *self, CsFindingRow *row)
{
  if (self->open != NULL && self->open != row)
    cs_finding_row_set_open (self->open, self->model, FALSE);
  if (row != NULL)
    cs_finding_row_set_open (row, self->model, TRUE);
  self->open = row;
}

static void
show_selected (CsSuggestionsList *self)
{
  CsFindingRow *row = row_of (self, cs_case_model_suggestion (self->model));
  self->following = TRUE;
  if (row != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
  else
    gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
  self->following = FALSE;
  open_row (self, row);
  if (row != NULL)
    cs_scroll_show (scrolled_of (self), gtk_widget_get_parent (GTK_WIDGET (self)),
                    GTK_WIDGET (row));
}

static gboolean
fill_cb (gpointer data)
{
  CsSuggestionsList *self = data;
  if (fill (self, AT_ONCE))
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  show_selected (self);
  return G_SOURCE_REMOVE;
}

static void
clear (CsSuggestionsList *self)
{
  GtkListBoxRow *row;
  self->open = NULL;
  g_hash_table_remove_all (self->rows);
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  g_clear_pointer (&self->schema, cs_schema_unref);
}

/* Rows of suggestions that are open still stay, in their order; returns how many are open. */
static guint
keep_open (CsSuggestionsList *self)
{
  GPtrArray *all = cs_case_model_view (self->model)->suggestions;
  g_autoptr (GHashTable) now = g_hash_table_new (NULL, NULL);
  guint open = 0;
  for (guint i = 0; i < all->len; i++) {
    const CsSuggestionRow *suggestion = all->pdata[i];
    if (suggestion->state != CS_SUGGESTION_OPEN)
      continue;
    CsFindingRow *row = row_of (self, suggestion);
    if (row != NULL) {
      cs_finding_row_follow_suggestion (row, suggestion);
      g_hash_table_add (now, row);
    }
    open++;
  }
  GHashTableIter iter;
  gpointer row;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row)) {
    if (g_hash_table_contains (now, row))
      continue;
    if (self->open == row)
      self->open = NULL;
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
    g_hash_table_iter_remove (&iter);
  }
  return open;
}

/* By the names of the rules in force. */
static void
follow_schema (CsSuggestionsList *self)
{
  const CsSchema *schema = cs_case_model_schema (self->model);
  if (self->schema == schema)
    return;
  clear (self);
  self->schema = schema != NULL ? cs_schema_ref (schema) : NULL;
}

static void
show_open (CsSuggestionsList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean within = focus != NULL && gtk_widget_is_ancestor (focus, self->list);
  self->following = TRUE;
  follow_schema (self);
  guint open = keep_open (self);
  if (fill (self, AT_ONCE) && self->filling == 0)
    self->filling = g_idle_add (fill_cb, self);
  self->following = FALSE;
  g_autofree char *words = g_strdup_printf (_ ("%u open"), open);
  gtk_label_set_label (GTK_LABEL (self->count), words);
  gtk_widget_set_visible (GTK_WIDGET (self), open > 0);
  show_selected (self);
  GtkListBoxRow *next = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  if (within && next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  else if (within)
    gtk_widget_activate_action (GTK_WIDGET (self), "case.focus-place", NULL);
}

/* --- the model --- */

static void
selection_cb (CsCaseModel *model, CsSuggestionsList *self)
{
  show_selected (self);
}

static void
review_cb (CsCaseModel *model, CsSuggestionsList *self)
{
  show_open (self);
}

static void
forget (CsSuggestionsList *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  self->following = TRUE;
  clear (self);
  self->following = FALSE;
  g_clear_object (&self->model);
}

void
cs_suggestions_list_set_model (CsSuggestionsList *self, CsCaseModel *model)
{
  forget (self);
  if (model == NULL)
    return;
  self->model = g_object_ref (model);
  g_signal_connect (model, "selection", G_CALLBACK (selection_cb), self);
  g_signal_connect (model, "review", G_CALLBACK (review_cb), self);
  show_open (self);
}

/* --- selection by the person --- */

void
cs_suggestions_list_go_first (CsSuggestionsList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* The selected row, else the first one. */
static gboolean
cs_suggestions_list_grab_focus (GtkWidget *widget)
{
  GtkListBox *list = GTK_LIST_BOX (CS_SUGGESTIONS_LIST (widget)->list);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (list, 0);
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, CsSuggestionsList *self)
{
  if (!self->following && row != NULL)
    cs_case_model_select_suggestion (self->model, cs_finding_row_suggestion (CS_FINDING_ROW (row)));
}

/* Enter and a second click: to its place, with the canvas ready. */
static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, CsSuggestionsList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "mark.settle", NULL);
}

/* --- life --- */

static void
cs_suggestions_list_dispose (GObject *object)
{
  CsSuggestionsList *self = CS_SUGGESTIONS_LIST (object);
  if (self->list != NULL)
    forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_SUGGESTIONS_LIST);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (cs_suggestions_list_parent_class)->dispose (object);
}

static void
cs_suggestions_list_class_init (CsSuggestionsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_suggestions_list_dispose;
  widget_class->focus = cs_focus_within;
  widget_class->grab_focus = cs_suggestions_list_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/case/cs-suggestions-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSuggestionsList, head);
  gtk_widget_class_bind_template_child (widget_class, CsSuggestionsList, count);
  gtk_widget_class_bind_template_child (widget_class, CsSuggestionsList, list);
}

static void
cs_suggestions_list_init (CsSuggestionsList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new_full (offer_hash, offer_equal, g_free, NULL);
  cs_mark_menu_listen (GTK_LIST_BOX (self->list));
  g_signal_connect (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
}
