/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-items-side.h"
#include "cs-items-name.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CsItemsSide {
  AdwBin parent_instance;
  GtkWidget *search, *filters, *save;
  char *key;    /* which filter */
  char *needle; /* folded; NULL for none */
  char *open;   /* name of the saved filter that was chosen; NULL for none */
  CsCaseSort sorts[CS_CASE_COLUMNS];
  guint n_sorts;
  CsItemsSaved *saved;
  CsCaseList *list;
  char *handle; /* who works here */
  gboolean filling, read, leads;
};

G_DEFINE_FINAL_TYPE (CsItemsSide, cs_items_side, ADW_TYPE_BIN)

enum { CHANGED, SORTED, LEFT, N_SIGNALS };
static guint signals[N_SIGNALS];

const char *
cs_items_side_key (CsItemsSide *self)
{
  return self->key;
}

const char *
cs_items_side_needle (CsItemsSide *self)
{
  return self->needle;
}

const CsCaseSort *
cs_items_side_sorts (CsItemsSide *self, guint *ret_count)
{
  *ret_count = self->n_sorts;
  return self->sorts;
}

/* --- what is shown, as a filter --- */

/* Caller frees. */
static char *
typed (CsItemsSide *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
}

/* What is shown now, to be saved under NAME. */
static CsItemsFilter *
shown_as (CsItemsSide *self, const char *name)
{
  g_autofree char *text = typed (self);
  return cs_items_filter_new (name, self->key, text, self->sorts, self->n_sorts);
}

/* The saved filter that was chosen, while nothing is another since; NULL else. */
static const CsItemsFilter *
open_filter (CsItemsSide *self)
{
  const CsItemsFilter *open =
      self->open != NULL ? cs_items_saved_find (self->saved, self->open) : NULL;
  g_autoptr (CsItemsFilter) shown = shown_as (self, "");
  return open != NULL && cs_items_filter_same (open, shown) ? open : NULL;
}

static gboolean
is_row_of (GtkWidget *row, const char *key, const CsItemsFilter *open)
{
  const char *name = g_object_get_data (G_OBJECT (row), "saved");
  if (open != NULL)
    return g_strcmp0 (name, open->name) == 0;
  return name == NULL && g_str_equal (g_object_get_data (G_OBJECT (row), "key"), key);
}

/* The row, and whether there is something to be saved, follow what is shown. */
static void
follow (CsItemsSide *self)
{
  const CsItemsFilter *open = open_filter (self);
  g_autofree char *text = typed (self);
  gboolean other = text[0] != '\0' || self->n_sorts > 0;
  GtkWidget *row = gtk_widget_get_first_child (self->filters);
  while (row != NULL && !is_row_of (row, self->key, open))
    row = gtk_widget_get_next_sibling (row);
  self->filling = TRUE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->filters), GTK_LIST_BOX_ROW (row));
  self->filling = FALSE;
  gtk_widget_set_visible (self->save, cs_items_saved_ready (self->saved));
  gtk_widget_set_sensitive (self->save, open == NULL && other && cs_items_filter_text_ok (text));
}

void
cs_items_side_sorted (CsItemsSide *self, const CsCaseSort *sorts, guint n_sorts)
{
  self->n_sorts = MIN (n_sorts, CS_CASE_COLUMNS);
  for (guint i = 0; i < self->n_sorts; i++)
    self->sorts[i] = sorts[i];
  follow (self);
}

/* --- search --- */

static void
set_needle (CsItemsSide *self, const char *text)
{
  g_free (self->needle);
  self->needle = text[0] != '\0' ? g_utf8_casefold (text, -1) : NULL;
}

static void
search_cb (GtkSearchEntry *search, CsItemsSide *self)
{
  g_autofree char *text = typed (self), *before = g_steal_pointer (&self->needle);
  set_needle (self, text);
  follow (self);
  if (g_strcmp0 (before, self->needle) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_search_cb (GtkSearchEntry *search, CsItemsSide *self)
{
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  g_signal_emit (self, signals[LEFT], 0);
}

void
cs_items_side_search (CsItemsSide *self)
{
  gtk_widget_grab_focus (self->search);
}

/* --- which cases --- */

/* FIGURE may be NULL, when it is not counted. */
static GtkWidget *
filter_row (const char *key, const char *words, const char *figure)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (words), *number = gtk_label_new (figure);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (number, "cs-dim");
  gtk_widget_set_visible (number, figure != NULL);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, figure != NULL ? figure : "",
                                  -1);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  return row;
}

/* Caller frees. */
static char *
figure_of (CsItemsSide *self, guint count)
{
  return self->read ? cs_figure (count) : NULL;
}

static void
add_filter (CsItemsSide *self, const char *key, const char *words, guint count)
{
  g_autofree char *figure = figure_of (self, count);
  gtk_list_box_append (GTK_LIST_BOX (self->filters), filter_row (key, words, figure));
}

static guint
count_key (CsItemsSide *self, const char *key)
{
  g_autofree char *mine = g_strconcat (CS_CASE_WITH, self->handle, NULL);
  if (g_str_equal (key, "all"))
    return cs_case_list_total (self->list);
  return cs_case_list_count (self->list, g_str_equal (key, "mine") ? mine : key);
}

/* Made anew whenever it is opened: what it says depends on the others. */
static void
popup_cb (GtkMenuButton *button, gpointer name)
{
  CsItemsSide *self =
      CS_ITEMS_SIDE (gtk_widget_get_ancestor (GTK_WIDGET (button), CS_TYPE_ITEMS_SIDE));
  gtk_menu_button_set_popover (button, cs_items_name_new (self->saved, name, NULL));
}

static void
add_saved (CsItemsSide *self, const CsItemsFilter *filter)
{
  /* Looking for words in all titles takes too long to be done for each. */
  g_autofree char *figure =
      filter->text[0] == '\0' ? figure_of (self, count_key (self, filter->key)) : NULL;
  GtkWidget *row = filter_row (filter->key, filter->name, figure);
  GtkWidget *button = gtk_menu_button_new ();
  /* TRANSLATORS: the name of a saved filter */
  g_autofree char *words = g_strdup_printf (_ ("Rename or delete “%s”"), filter->name);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "cs-small");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), popup_cb,
                                         g_strdup (filter->name), g_free);
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), button);
  gtk_widget_set_tooltip_text (row, filter->name); /* which may be longer than the row */
  g_object_set_data_full (G_OBJECT (row), "saved", g_strdup (filter->name), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->filters), row);
}

static void
heading_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  gboolean first = g_object_get_data (G_OBJECT (row), "saved") != NULL &&
                   (before == NULL || g_object_get_data (G_OBJECT (before), "saved") == NULL);
  if (first == (gtk_list_box_row_get_header (row) != NULL))
    return;
  GtkWidget *words = first ? gtk_label_new (_ ("Saved filters")) : NULL;
  if (words != NULL) {
    gtk_label_set_xalign (GTK_LABEL (words), 0);
    gtk_widget_add_css_class (words, "cs-dim");
    gtk_widget_set_margin_top (words, 12);
    gtk_widget_set_margin_start (words, 9);
    gtk_widget_set_margin_bottom (words, 3);
  }
  gtk_list_box_row_set_header (row, words);
}

/* Those of which the person knows a case; the one that was chosen also when none is left. */
static void
add_segments (CsItemsSide *self)
{
  g_autoptr (GPtrArray) names = cs_case_list_segments (self->list);
  const char *chosen = g_str_has_prefix (self->key, CS_CASE_IN)
                           ? g_intern_string (self->key + strlen (CS_CASE_IN))
                           : NULL;
  if (chosen != NULL && !g_ptr_array_find (names, chosen, NULL))
    g_ptr_array_add (names, (gpointer)chosen);
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    g_autofree char *key = g_strconcat (CS_CASE_IN, name, NULL);
    /* TRANSLATORS: the cases of a segment, in the list of filters */
    g_autofree char *words = g_strdup_printf (_ ("Segment %s"), name);
    add_filter (self, key, words, count_key (self, key));
  }
}

static void
add_person (CsItemsSide *self, const char *handle, const char *name)
{
  g_autofree char *key = g_strconcat (CS_CASE_WITH, handle, NULL);
  /* TRANSLATORS: the cases that somebody has, in the list of filters */
  g_autofree char *words = g_strdup_printf (_ ("With %s"), name);
  add_filter (self, key, words, count_key (self, key));
}

/* For who gives work to people; the one that was chosen also when they have nothing left. */
static void
add_people (CsItemsSide *self)
{
  const GPtrArray *people = cs_case_list_people (self->list);
  const char *chosen =
      g_str_has_prefix (self->key, CS_CASE_WITH) ? self->key + strlen (CS_CASE_WITH) : NULL;
  for (guint i = 0; self->leads && people != NULL && i < people->len; i++) {
    const CsCasePerson *person = people->pdata[i];
    if (g_strcmp0 (person->handle, self->handle) != 0)
      add_person (self, person->handle, person->name);
    if (g_strcmp0 (person->handle, chosen) == 0)
      chosen = NULL;
  }
  if (chosen != NULL)
    add_person (self, chosen, chosen);
}

static void
fill (CsItemsSide *self)
{
  guint n_words;
  const CsCaseWord *words = cs_case_words (&n_words);
  add_filter (self, "all", _ ("All cases"), count_key (self, "all"));
  if (self->handle != NULL)
    add_filter (self, "mine", _ ("With me"), count_key (self, "mine"));
  guint high = count_key (self, "high");
  if (high > 0 || g_str_equal (self->key, "high"))
    add_filter (self, "high", _ ("High priority"), high);
  guint overdue = count_key (self, "overdue");
  if (overdue > 0 || g_str_equal (self->key, "overdue"))
    add_filter (self, "overdue", C_ ("a case", "Overdue"), overdue);
  add_segments (self);
  for (guint i = 0; i < n_words; i++) {
    guint count = count_key (self, words[i].key);
    if (words[i].always || count > 0 || g_str_equal (words[i].key, self->key))
      add_filter (self, words[i].key, words[i].word, count);
  }
  add_people (self);
  for (guint i = 0; i < cs_items_saved_count (self->saved); i++)
    add_saved (self, cs_items_saved_at (self->saved, i));
}

static void
build_rows (CsItemsSide *self)
{
  GtkRoot *root = gtk_widget_get_root (self->filters);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean focused = focus != NULL && gtk_widget_is_ancestor (focus, self->filters);
  GtkWidget *row;
  if (self->list == NULL)
    return;
  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (self->filters)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->filters), row);
  fill (self);
  self->filling = FALSE;
  follow (self);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->filters));
  if (focused && selected != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (selected));
}

/* Whoever named or deleted one stands in the list then. */
static void
saved_cb (CsItemsSide *self)
{
  GtkRoot *root = gtk_widget_get_root (self->filters);
  build_rows (self);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->filters));
  if (row != NULL && gtk_widget_get_mapped (self->filters) && gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
cs_items_side_show (CsItemsSide *self, CsCaseList *list, CsSession *session, gboolean read)
{
  const CsSessionFacts *facts = session != NULL ? cs_session_facts (session) : NULL;
  g_set_object (&self->list, list);
  g_free (self->handle);
  self->handle = g_strdup (facts != NULL ? facts->handle : NULL);
  self->leads = facts != NULL && (facts->roles & CS_ROLE_LEAD) != 0;
  self->read = read;
  cs_items_saved_take (self->saved, session);
  build_rows (self);
}

/* --- choosing --- */

static void
open_saved (CsItemsSide *self, const CsItemsFilter *filter)
{
  g_free (self->open);
  self->open = g_strdup (filter->name);
  g_free (self->key);
  self->key = g_strdup (filter->key);
  gtk_editable_set_text (GTK_EDITABLE (self->search), filter->text);
  set_needle (self, filter->text);
  cs_items_side_sorted (self, filter->sorts, filter->n_sorts);
  g_signal_emit (self, signals[SORTED], 0);
}

static void
filter_cb (GtkListBox *filters, GtkListBoxRow *row, CsItemsSide *self)
{
  if (row == NULL || self->filling)
    return;
  const char *name = g_object_get_data (G_OBJECT (row), "saved");
  const CsItemsFilter *filter = name != NULL ? cs_items_saved_find (self->saved, name) : NULL;
  if (filter != NULL) {
    open_saved (self, filter);
  } else {
    /* The words came with the saved filter, and go with it. */
    if (open_filter (self) != NULL) {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      set_needle (self, "");
    }
    g_free (self->key);
    self->key = g_strdup (g_object_get_data (G_OBJECT (row), "key"));
    g_clear_pointer (&self->open, g_free);
    follow (self);
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
cs_items_side_choose (CsItemsSide *self, const char *key)
{
  g_free (self->key);
  self->key = g_strdup (key);
  g_clear_pointer (&self->open, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  set_needle (self, "");
}

/* --- saving --- */

static void
named_cb (CsItemsName *popover, const char *name, CsItemsSide *self)
{
  g_autoptr (CsItemsFilter) filter = shown_as (self, name);
  g_free (self->open);
  self->open = g_strdup (name);
  cs_items_saved_put (self->saved, filter);
}

static void
save_cb (GtkMenuButton *button, gpointer data)
{
  CsItemsSide *self = data;
  g_autofree char *text = typed (self);
  const char *proposal = self->open != NULL ? self->open : text;
  GtkWidget *popover = cs_items_name_new (self->saved, NULL, proposal);
  g_signal_connect (popover, "named", G_CALLBACK (named_cb), self);
  gtk_menu_button_set_popover (button, popover);
}

/* --- life --- */

static void
cs_items_side_dispose (GObject *object)
{
  g_clear_object (&CS_ITEMS_SIDE (object)->saved);
  g_clear_object (&CS_ITEMS_SIDE (object)->list);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_ITEMS_SIDE);
  G_OBJECT_CLASS (cs_items_side_parent_class)->dispose (object);
}

static void
cs_items_side_finalize (GObject *object)
{
  CsItemsSide *self = CS_ITEMS_SIDE (object);
  g_free (self->key);
  g_free (self->needle);
  g_free (self->open);
  g_free (self->handle);
  G_OBJECT_CLASS (cs_items_side_parent_class)->finalize (object);
}

static void
cs_items_side_class_init (CsItemsSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_items_side_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_items_side_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SORTED] =
      g_signal_new ("sorted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] =
      g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-items-side.ui");
  gtk_widget_class_bind_template_child (widget_class, CsItemsSide, search);
  gtk_widget_class_bind_template_child (widget_class, CsItemsSide, filters);
  gtk_widget_class_bind_template_child (widget_class, CsItemsSide, save);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
cs_items_side_init (CsItemsSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->key = g_strdup ("all");
  self->saved = cs_items_saved_new ();
  g_signal_connect_object (self->saved, "changed", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->filters), heading_cb, NULL, NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->save), save_cb, self, NULL);
}
