/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-contents-list.h"
#include "cs-intake-tree.h"
#include "cs-row-name.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CsContentsList {
  AdwBin parent_instance;
  GtkWidget *list;
  CsIntakePlan *plan;
  CsIntakeNode *root;
  GHashTable *left_out; /* CsHash */
  GHashTable *items;    /* CsIntakeFile -> CsPlanItem that it is a part of now */
  GHashTable *reports;  /* CsIntakeFile -> CsPlanContext that it is now */
  CsIntakePlan *chosen;
  GPtrArray *seen; /* of GtkListItem that are bound, borrowed */
};

G_DEFINE_FINAL_TYPE (CsContentsList, cs_contents_list, ADW_TYPE_BIN)

static guint changed_signal;

/* --- one row: a node, or a file of an item --- */

#define CS_TYPE_CONTENT (cs_content_get_type ())
G_DECLARE_FINAL_TYPE (CsContent, cs_content, CS, CONTENT, GObject)

struct _CsContent {
  GObject parent_instance;
  const CsIntakeNode *node; /* NULL for a file */
  const CsIntakeFile *file;
};

G_DEFINE_FINAL_TYPE (CsContent, cs_content, G_TYPE_OBJECT)

static void
cs_content_class_init (CsContentClass *klass)
{
}

static void
cs_content_init (CsContent *self)
{
}

static void
append (GListStore *store, const CsIntakeNode *node, const CsIntakeFile *file)
{
  g_autoptr (CsContent) content = g_object_new (CS_TYPE_CONTENT, NULL);
  content->node = node;
  content->file = file;
  g_list_store_append (store, content);
}

static GListStore *
store_of (const CsIntakeNode *node)
{
  GListStore *store = g_list_store_new (CS_TYPE_CONTENT);
  for (guint i = 0; i < node->children->len; i++)
    append (store, node->children->pdata[i], NULL);
  for (guint i = 0; node->item != NULL && i < node->item->files->len; i++)
    append (store, NULL, node->item->files->pdata[i]);
  return store;
}

static GListModel *
children_of (gpointer object, gpointer data)
{
  const CsIntakeNode *node = CS_CONTENT (object)->node;
  if (node == NULL || (node->item != NULL && node->item->files->len < 2))
    return NULL;
  return G_LIST_MODEL (store_of (node));
}

typedef void (*FileFunc) (const CsIntakeFile *file, gpointer data);

static void
each_file (const CsIntakeNode *node, FileFunc func, gpointer data)
{
  for (guint i = 0; i < node->children->len; i++)
    each_file (node->children->pdata[i], func, data);
  for (guint i = 0; node->item != NULL && i < node->item->files->len; i++)
    func (node->item->files->pdata[i], data);
}

/* --- what is left out --- */

typedef struct {
  GHashTable *left_out;
  guint out, in;
} Count;

static void
count_file (const CsIntakeFile *file, gpointer data)
{
  Count *count = data;
  if (g_hash_table_contains (count->left_out, &file->blob.hash))
    count->out++;
  else
    count->in++;
}

static Count
count_of (CsContentsList *self, const CsContent *content)
{
  Count count = { self->left_out };
  if (content->node != NULL)
    each_file (content->node, count_file, &count);
  else
    count_file (content->file, &count);
  return count;
}

static void
leave_out (const CsIntakeFile *file, gpointer set)
{
  if (!g_hash_table_contains (set, &file->blob.hash))
    cs_hash_set_add (set, &file->blob.hash);
}

static void
take_in (const CsIntakeFile *file, gpointer set)
{
  g_hash_table_remove (set, &file->blob.hash);
}

/* --- words --- */

static const CsPlanItem *
item_now (CsContentsList *self, const CsPlanItem *item)
{
  for (guint i = 0; i < item->files->len; i++) {
    const CsPlanItem *now = g_hash_table_lookup (self->items, item->files->pdata[i]);
    if (now != NULL)
      return now;
  }
  return NULL;
}

/* What becomes of an item: its case, the case that it is the report of, or nothing. */
static char *
case_words (CsContentsList *self, const CsPlanItem *item)
{
  const CsPlanItem *now = item_now (self, item);
  const CsPlanContext *report = g_hash_table_lookup (self->reports, item->files->pdata[0]);
  if (report != NULL)
    return g_strdup_printf (_ ("report of case %s"), report->case_title);
  /* Translators: which case an item will be in. */
  return now != NULL ? g_strdup_printf (_ ("case %s"), now->case_title) : g_strdup (_ ("left out"));
}

static char *
title_of (const CsContent *content)
{
  const CsIntakeNode *node = content->node;
  if (node == NULL)
    return g_strdup (content->file->name);
  if (node->level == CS_NODE_PATIENT)
    return node->title != NULL ? g_strdup_printf (_ ("Patient %s"), node->title)
                               : g_strdup (_ ("No patient in the header"));
  return node->level == CS_NODE_STUDY ? g_strdup_printf (_ ("Study %s"), node->title)
                                      : g_strdup (node->title);
}

/* What of an item, a study or a patient a person should know before. */
static void
add_notes (GString *words, guint notes)
{
  static const char *const said[CS_PLAN_NOTES] = {
    NULL, /* nearly all do: the note below the list says it */
    N_ ("the header says: words burnt in"),
    N_ ("no scale"),
    N_ ("orientation not said"),
    N_ ("in part in the project"),
    N_ ("look at doubtful files"),
  };
  for (guint i = 0; i < CS_PLAN_NOTES; i++)
    if (said[i] != NULL && (notes & (1u << i)))
      g_string_append_printf (words, " · %s", _ (said[i]));
}

static char *
line_of (CsContentsList *self, const CsContent *content)
{
  const CsIntakeNode *node = content->node;
  g_autofree char *size =
      g_format_size ((guint64)(node != NULL ? node->bytes : content->file->size));
  GString *words = g_string_new (NULL);
  if (node == NULL)
    return g_string_free (g_string_append (words, size), FALSE);
  if (node->item != NULL) {
    const char *modality = cs_plan_item_id (node->item, "modality");
    guint frames = (guint)node->item->frames;
    if (modality != NULL)
      g_string_append_printf (words, "%s · ", modality);
    if (frames > 1)
      g_string_append_printf (words, ngettext ("%u slice", "%u slices", frames), frames);
    else
      g_string_append (words, g_str_equal (node->item->kind, "text") ? _ ("text") : _ ("picture"));
  } else
    g_string_append_printf (words, ngettext ("%u item", "%u items", node->n_items), node->n_items);
  g_string_append_printf (words, " · %s", size);
  add_notes (words, node->notes);
  if (node->item != NULL) {
    g_autofree char *becomes = case_words (self, node->item);
    g_string_append_printf (words, " · %s", becomes);
  }
  return g_string_free (words, FALSE);
}

/* --- rows --- */

static void toggled_cb (GtkCheckButton *check, GtkListItem *item);

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CsContentsList *self)
{
  GtkWidget *expander = gtk_tree_expander_new (), *check = gtk_check_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL), *line = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (line, "cs-small");
  gtk_widget_add_css_class (line, "cs-dim");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), words);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), row);
  g_object_set_data (G_OBJECT (item), "list", self);
  g_object_set_data (G_OBJECT (item), "check", check);
  g_object_set_data (G_OBJECT (item), "title", title);
  g_object_set_data (G_OBJECT (item), "line", line);
  g_object_set_data (G_OBJECT (item), "expander", expander);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), item);
  gtk_list_item_set_child (item, g_object_new (CS_TYPE_ROW_NAME, "child", expander, NULL));
}

static CsContent *
content_of (GtkListItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  return row != NULL ? CS_CONTENT (gtk_tree_list_row_get_item (row)) : NULL;
}

static void
show_item (CsContentsList *self, GtkListItem *item)
{
  g_autoptr (CsContent) content = content_of (item);
  GtkWidget *check = g_object_get_data (G_OBJECT (item), "check");
  g_autofree char *title = title_of (content), *line = line_of (self, content);
  Count count = count_of (self, content);
  g_signal_handlers_block_by_func (check, toggled_cb, item);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), count.in > 0);
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (check), count.in > 0 && count.out > 0);
  g_signal_handlers_unblock_by_func (check, toggled_cb, item);
  gtk_label_set_label (g_object_get_data (G_OBJECT (item), "title"), title);
  gtk_label_set_label (g_object_get_data (G_OBJECT (item), "line"), line);
  /* Translators: how a row reads: its title, and what is said of it. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), title, line);
  g_autofree char *taken = g_strdup_printf (_ ("Take %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, taken, -1);
  g_object_set (gtk_list_item_get_child (item), "words", spoken, NULL);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CsContentsList *self)
{
  gtk_tree_expander_set_list_row (g_object_get_data (G_OBJECT (item), "expander"),
                                  gtk_list_item_get_item (item));
  g_ptr_array_add (self->seen, item);
  show_item (self, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CsContentsList *self)
{
  g_ptr_array_remove_fast (self->seen, item);
  gtk_tree_expander_set_list_row (g_object_get_data (G_OBJECT (item), "expander"), NULL);
}

static void
show_all (CsContentsList *self)
{
  for (guint i = 0; i < self->seen->len; i++)
    show_item (self, self->seen->pdata[i]);
}

static void
set_taken (CsContentsList *self, const CsContent *content, gboolean taken)
{
  if (content->node != NULL)
    each_file (content->node, taken ? take_in : leave_out, self->left_out);
  else
    (taken ? take_in : leave_out) (content->file, self->left_out);
  show_all (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
toggled_cb (GtkCheckButton *check, GtkListItem *item)
{
  CsContentsList *self = g_object_get_data (G_OBJECT (item), "list");
  g_autoptr (CsContent) content = content_of (item);
  /* What is taken in part is taken whole first. */
  if (content != NULL)
    set_taken (self, content, count_of (self, content).out > 0);
}

/* Enter on a row. */
static void
activate_cb (GtkListView *list, guint position, CsContentsList *self)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (list));
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, position);
  g_autoptr (CsContent) content =
      row != NULL ? CS_CONTENT (gtk_tree_list_row_get_item (row)) : NULL;
  if (content != NULL)
    set_taken (self, content, count_of (self, content).out > 0);
}

/* --- all of it --- */

GHashTable *
cs_contents_list_left_out (CsContentsList *self)
{
  return self->left_out;
}

void
cs_contents_list_set_chosen (CsContentsList *self, CsIntakePlan *chosen)
{
  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->reports);
  for (guint i = 0; chosen != NULL && i < chosen->context->len; i++) {
    CsPlanContext *context = chosen->context->pdata[i];
    for (guint k = 0; k < context->files->len; k++)
      g_hash_table_insert (self->reports, context->files->pdata[k], context);
  }
  for (guint i = 0; chosen != NULL && i < chosen->items->len; i++) {
    CsPlanItem *item = chosen->items->pdata[i];
    for (guint k = 0; k < item->files->len; k++)
      g_hash_table_insert (self->items, item->files->pdata[k], item);
  }
  CsIntakePlan *old = self->chosen;
  self->chosen = chosen != NULL ? cs_intake_plan_ref (chosen) : NULL;
  cs_intake_plan_unref (old);
  show_all (self);
}

static void
clear (CsContentsList *self)
{
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_hash_table_remove_all (self->left_out);
  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->reports);
  g_clear_pointer (&self->root, cs_intake_node_free);
  g_clear_pointer (&self->plan, cs_intake_plan_unref);
  g_clear_pointer (&self->chosen, cs_intake_plan_unref);
}

void
cs_contents_list_set_plan (CsContentsList *self, CsIntakePlan *plan)
{
  clear (self);
  if (plan == NULL)
    return;
  self->plan = cs_intake_plan_ref (plan);
  self->root = cs_intake_tree_new (plan);
  GtkTreeListModel *tree = gtk_tree_list_model_new (G_LIST_MODEL (store_of (self->root)), FALSE,
                                                    FALSE, children_of, NULL, NULL);
  /* One patient is opened; many are a list of their own. */
  for (guint i = 0; self->root->children->len == 1 && i < 2; i++) {
    g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (tree, i);
    g_autoptr (CsContent) content =
        row != NULL ? CS_CONTENT (gtk_tree_list_row_get_item (row)) : NULL;
    if (content != NULL && content->node != NULL && content->node->item == NULL)
      gtk_tree_list_row_set_expanded (row, TRUE);
  }
  g_autoptr (GtkSelectionModel) model =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (tree)));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (model), FALSE);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), model);
  cs_contents_list_set_chosen (self, plan);
}

/* --- life --- */

static void
cs_contents_list_dispose (GObject *object)
{
  CsContentsList *self = CS_CONTENTS_LIST (object);
  clear (self);
  self->list = NULL;
  G_OBJECT_CLASS (cs_contents_list_parent_class)->dispose (object);
}

static void
cs_contents_list_finalize (GObject *object)
{
  CsContentsList *self = CS_CONTENTS_LIST (object);
  g_hash_table_unref (self->left_out);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->reports);
  g_ptr_array_unref (self->seen);
  G_OBJECT_CLASS (cs_contents_list_parent_class)->finalize (object);
}

static void
cs_contents_list_class_init (CsContentsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_contents_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_contents_list_finalize;
  changed_signal = g_signal_new ("changed", CS_TYPE_CONTENTS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
cs_contents_list_init (CsContentsList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  self->left_out = cs_hash_set_new ();
  self->items = g_hash_table_new (NULL, NULL);
  self->reports = g_hash_table_new (NULL, NULL);
  self->seen = g_ptr_array_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->list = gtk_list_view_new (NULL, factory);
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What comes in"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What comes in"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 220);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_add_css_class (self->list, "cs-contents");
  gtk_widget_add_css_class (scrolled, "card");
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
