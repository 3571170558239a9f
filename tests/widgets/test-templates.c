/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every class of the resources that has a template is made alone and freed again: what can be used
 * in it has a name, and nothing is complained of. */
#include "cs-key-words.h"
#include "cs-test.h"

#include <adwaita.h>
#include <string.h>

static void
element_cb (GMarkupParseContext *context, const char *element, const char **names,
            const char **values, gpointer user_data, GError **error)
{
  if (!g_str_equal (element, "template"))
    return;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "class") && g_str_has_prefix (values[i], "Cs"))
      g_ptr_array_add (user_data, g_strdup (values[i]));
}

static void
add_class_of (const char *path, GPtrArray *classes)
{
  const GMarkupParser parser = { .start_element = element_cb };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);
  g_assert_no_error (error);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, classes, NULL);
  g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL),
                                (gssize)g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
}

static void
find_classes (const char *folder, GPtrArray *classes)
{
  g_auto (GStrv) names = g_resources_enumerate_children (folder, 0, NULL);
  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *path = g_strconcat (folder, names[i], NULL);
    if (g_str_has_suffix (path, "/"))
      find_classes (path, classes);
    else if (g_str_has_suffix (path, ".ui"))
      add_class_of (path, classes);
  }
}

/* --- names --- */

static gboolean
holds (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_type_is_a (G_OBJECT_TYPE (child), type) || holds (child, type))
      return TRUE;
  return FALSE;
}

/* A button or a row with words in it is called by its words, whatever they will be; a button with
 * nothing in it yet is given words with the case. */
static gboolean
speaks (GtkWidget *widget)
{
  if (!GTK_IS_BUTTON (widget) && !GTK_IS_MENU_BUTTON (widget) && !GTK_IS_CHECK_BUTTON (widget) &&
      !GTK_IS_LIST_BOX_ROW (widget))
    return FALSE;
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_first_child (widget) == NULL)
    return TRUE;
  return holds (widget, GTK_TYPE_LABEL) || holds (widget, GTK_TYPE_INSCRIPTION);
}

static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  if (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return speaks (widget);
  g_autofree char *other =
      gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  return other != NULL; /* it is not empty */
}

/* Windows and labels have their words; a status page scrolls itself. */
static gboolean
is_interactive (GtkWidget *widget)
{
  if (ADW_IS_STATUS_PAGE (gtk_widget_get_parent (widget)))
    return FALSE;
  if (GTK_IS_WINDOW (widget) || GTK_IS_LABEL (widget) || GTK_IS_POPOVER (widget))
    return FALSE;
  return gtk_widget_get_focusable (widget) || GTK_IS_BUTTON (widget) ||
         GTK_IS_MENU_BUTTON (widget) || GTK_IS_EDITABLE (widget) || GTK_IS_DROP_DOWN (widget) ||
         GTK_IS_LIST_BOX (widget) || GTK_IS_SWITCH (widget) || GTK_IS_RANGE (widget);
}

/* What the toolkit puts into its own widgets is called by these. */
static gboolean
is_whole (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget) ||
         GTK_IS_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_RANGE (widget) ||
         GTK_IS_SCROLLBAR (widget) || ADW_IS_ACTION_ROW (widget) || ADW_IS_EXPANDER_ROW (widget) ||
         ADW_IS_ENTRY_ROW (widget) || ADW_IS_VIEW_SWITCHER (widget) ||
         GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_COLUMN_VIEW (widget);
}

static guint
count_nameless (GtkWidget *widget, const char *where)
{
  guint found = 0;
  g_autofree char *path = g_strdup_printf ("%s / %s", where, G_OBJECT_TYPE_NAME (widget));
  if (is_interactive (widget) && !is_named (widget) && !ADW_IS_PREFERENCES_ROW (widget)) {
    const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
    g_test_message ("%s %s has no name", path, id != NULL ? id : "");
    found++;
  }
  if (is_whole (widget))
    return found;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found += count_nameless (child, path);
  return found;
}

/* --- keys --- */

/* A sentence that names an action instead of its key: nobody asked cs_key_words for it. */
static gboolean
is_raw (const char *sentence)
{
  g_autofree char *words = sentence != NULL ? cs_key_words (sentence) : NULL;
  return g_strcmp0 (words, sentence) != 0;
}

static guint
count_raw (GtkWidget *widget)
{
  guint found = is_raw (gtk_widget_get_tooltip_text (widget)) ||
                (GTK_IS_LABEL (widget) && is_raw (gtk_label_get_label (GTK_LABEL (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found += count_raw (child);
  return found;
}

/* --- each class --- */

static void
test_class (gconstpointer data)
{
  const char *name = data;
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GType type = gtk_builder_get_type_from_name (builder, name);
  g_assert_true (g_type_is_a (type, GTK_TYPE_WIDGET));
  GtkWidget *widget = g_object_ref_sink (g_object_new (type, NULL));
  g_assert_cmpuint (count_nameless (widget, ""), ==, 0);
  g_assert_cmpuint (count_raw (widget), ==, 0);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_assert_finalize_object (widget);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  adw_init ();
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_free);
  find_classes (RESOURCE_PATH "/", classes);
  g_assert_cmpuint (classes->len, >, 30);
  for (guint i = 0; i < classes->len; i++) {
    g_autofree char *path = g_strconcat ("/templates/", classes->pdata[i], NULL);
    g_test_add_data_func (path, classes->pdata[i], test_class);
  }
  return g_test_run ();
}
