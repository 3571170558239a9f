/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-items-side.h"

#include <glib/gi18n.h>

struct _CsItemsSide {
  AdwBin parent_instance;
  GtkWidget *search, *filters;
  char *key;    /* which filter */
  char *needle; /* folded; NULL for none */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CsItemsSide, cs_items_side, ADW_TYPE_BIN)

enum { CHANGED, LEFT, N_SIGNALS };
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

/* --- search --- */

static void
search_cb (GtkSearchEntry *search, CsItemsSide *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (search))));
  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);
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

static GtkWidget *
filter_row (const char *key, const char *words, const char *number)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (words), *figure = gtk_label_new (number);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (figure, "cs-dim");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, number, -1);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  return row;
}

static void
add_filter (CsItemsSide *self, const char *key, const char *words, guint count, gboolean read)
{
  g_autofree char *number = read ? g_strdup_printf ("%u", count) : g_strdup ("");
  GtkWidget *row = filter_row (key, words, number);
  gtk_list_box_append (GTK_LIST_BOX (self->filters), row);
  if (g_str_equal (key, self->key))
    gtk_list_box_select_row (GTK_LIST_BOX (self->filters), GTK_LIST_BOX_ROW (row));
}

void
cs_items_side_show (CsItemsSide *self, CsCaseList *list, const char *handle, gboolean read)
{
  guint n_words;
  const CsCaseWord *words = cs_case_words (&n_words);
  GtkWidget *row;
  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (self->filters)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->filters), row);
  add_filter (self, "all", _ ("All cases"), cs_case_list_total (list), read);
  if (handle != NULL) {
    g_autofree char *mine = g_strdup_printf ("with-%s", handle);
    add_filter (self, "mine", _ ("With me"), cs_case_list_count (list, mine), read);
  }
  guint high = cs_case_list_count (list, "high");
  if (high > 0 || g_str_equal (self->key, "high"))
    add_filter (self, "high", _ ("High priority"), high, read);
  for (guint i = 0; i < n_words; i++) {
    guint count = cs_case_list_count (list, words[i].key);
    if (words[i].always || count > 0 || g_str_equal (words[i].key, self->key))
      add_filter (self, words[i].key, words[i].filter, count, read);
  }
  self->filling = FALSE;
}

static void
filter_cb (GtkListBox *filters, GtkListBoxRow *row, CsItemsSide *self)
{
  if (row == NULL || self->filling)
    return;
  g_free (self->key);
  self->key = g_strdup (g_object_get_data (G_OBJECT (row), "key"));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
cs_items_side_choose (CsItemsSide *self, const char *key)
{
  g_free (self->key);
  self->key = g_strdup (key);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_clear_pointer (&self->needle, g_free);
}

/* --- life --- */

static void
cs_items_side_dispose (GObject *object)
{
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
  signals[LEFT] =
      g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-items-side.ui");
  gtk_widget_class_bind_template_child (widget_class, CsItemsSide, search);
  gtk_widget_class_bind_template_child (widget_class, CsItemsSide, filters);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
cs_items_side_init (CsItemsSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->key = g_strdup ("all");
}
